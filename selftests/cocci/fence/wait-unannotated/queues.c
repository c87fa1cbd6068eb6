// SPDX-License-Identifier: GPL-2.0-only
/* Sleeping on a wait queue or a completion until a fence is signalled. */
#include <linux/completion.h>
#include <linux/dma-fence.h>
#include <linux/sched.h>
#include <linux/wait.h>

struct ring {
	wait_queue_head_t fence_queue;
	wait_queue_head_t space;
	u64 last_seqno;
	int free, needs_reset;
	struct dma_fence *last;
};

struct waiter {
	struct dma_fence_cb cb;
	struct completion done;
};

bool ring_fence_seq_signaled(struct ring *ring, u64 seq);
bool ring_seqno_passed(struct ring *ring, u64 seqno);
bool ring_busy(struct ring *ring);
void waiter_wake(struct dma_fence *fence, struct dma_fence_cb *cb);

long wait_seq(struct ring *ring, u64 seq, long timeout)
{
	/* hit: fence/wait-unannotated */
	return wait_event_timeout(ring->fence_queue,
				  (ring_fence_seq_signaled(ring, seq) || ring->needs_reset), timeout);
}

void wait_passed(struct ring *ring, u64 seqno)
{
	/* hit: fence/wait-unannotated */
	wait_event(ring->space, ring_seqno_passed(ring, seqno));
	/* hit: fence/wait-unannotated */
	wait_event(ring->space, ring->last_seqno >= seqno);
}

/* The state of an object that its fences decide, asked for by another name. */
void wait_inactive(struct ring *ring)
{
	/* hit: fence/wait-unannotated */
	wait_event(ring->fence_queue, !ring_busy(ring));
}

int wait_any(struct ring *ring)
{
	/* hit: fence/wait-unannotated */
	return wait_event_interruptible(ring->space, dma_fence_is_signaled(ring->last));
}

/* A callback that completes: the completion is the fence by another name. */
void wait_completion(struct ring *ring, struct waiter *w)
{
	if (dma_fence_add_callback(ring->last, &w->cb, waiter_wake))
		return;
	/* hit: fence/wait-unannotated */
	wait_for_completion(&w->done);
}

void wait_room(struct ring *ring, struct waiter *w, int wanted)
{
	/* ok: fence/wait-unannotated: waits for room, not for a fence */
	wait_event(ring->space, ring->free >= wanted);
	/* ok: fence/wait-unannotated: a completion that no fence completes */
	wait_for_completion(&w->done);
}

long annotated(struct ring *ring, u64 seq, long timeout)
{
	might_sleep();
	__dma_fence_might_wait();
	/* ok: fence/wait-unannotated: annotated */
	return wait_event_timeout(ring->fence_queue, ring_fence_seq_signaled(ring, seq), timeout);
}

/* A thread that processes what is signalled waits for work. */
int worker(struct ring *ring, u64 seqno)
{
	while (!kthread_should_stop()) {
		/* ok: fence/wait-unannotated: a worker that waits for something to do */
		wait_event(ring->space, ring_seqno_passed(ring, seqno) || kthread_should_stop());
	}
	return 0;
}

static signed long ring_wait(struct dma_fence *fence, bool intr, signed long timeout)
{
	struct ring *ring = container_of(&fence, struct ring, last);

	/* ok: fence/wait-unannotated: dma_fence_wait_timeout() calls this, annotated */
	return wait_event_timeout(ring->space, dma_fence_is_signaled(fence), timeout);
}

const struct dma_fence_ops ring_ops = {
	.wait = ring_wait,
};

void past_the_core(struct dma_fence *fence)
{
	/* hit: fence/wait-unannotated */
	dma_fence_default_wait(fence, false, 100);
	/* hit: fence/wait-unannotated */
	fence->ops->wait(fence, false, 100);
	/* ok: fence/wait-unannotated: the core annotates */
	dma_fence_wait_timeout(fence, false, 100);
}

void handed_in(struct ring *ring, bool (*ready)(struct ring *ring))
{
	/* todo: fence/wait-unannotated: no name says that the condition is about a fence */
	wait_event(ring->space, ready(ring));
}
