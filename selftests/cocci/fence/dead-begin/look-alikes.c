// SPDX-License-Identifier: GPL-2.0-only
/* Sections that do begin, beside locks. */
#include <linux/dma-fence.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>

struct queue {
	spinlock_t lock;
	struct mutex mutex;
	struct dma_fence *fence;
	struct queue *parent;
	bool locked;
};

int step(struct queue *queue);
void queue_unlock(struct queue *queue);
void queue_lock(struct queue *queue);

void around(struct queue *queue)
{
	bool cookie;

	/* ok: fence/dead-begin: begins before the lock is taken */
	cookie = dma_fence_begin_signalling();
	spin_lock(&queue->lock);
	dma_fence_signal(queue->fence);
	spin_unlock(&queue->lock);
	dma_fence_end_signalling(cookie);
}

void after(struct queue *queue)
{
	bool cookie;

	spin_lock(&queue->lock);
	if (!queue->fence) {
		spin_unlock(&queue->lock);
		return;
	}
	spin_unlock(&queue->lock);
	/* ok: fence/dead-begin: the lock is dropped */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->fence);
	dma_fence_end_signalling(cookie);
}

void under_a_mutex(struct queue *queue)
{
	bool cookie;

	mutex_lock(&queue->mutex);
	/* ok: fence/dead-begin: a mutex is not atomic */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->fence);
	dma_fence_end_signalling(cookie);
	mutex_unlock(&queue->mutex);
}

void interrupts_off(struct queue *queue)
{
	bool cookie;

	local_irq_disable();
	/* ok: fence/dead-begin: in_atomic() looks at preemption, not at interrupts */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->fence);
	dma_fence_end_signalling(cookie);
	local_irq_enable();
}

void under_rcu(struct queue *queue)
{
	bool cookie;

	rcu_read_lock();
	/* ok: fence/dead-begin: preemptible where RCU is, as with most lockdep kernels */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->fence);
	dma_fence_end_signalling(cookie);
	rcu_read_unlock();
}

void nested(struct queue *queue)
{
	bool outer, inner;

	outer = dma_fence_begin_signalling();
	spin_lock(&queue->lock);
	/* ok: fence/dead-begin: in a section that is alive already */
	inner = dma_fence_begin_signalling();
	dma_fence_signal(queue->fence);
	dma_fence_end_signalling(inner);
	spin_unlock(&queue->lock);
	dma_fence_end_signalling(outer);
}

void sometimes(struct queue *queue)
{
	bool cookie;

	if (!queue->locked)
		spin_lock(&queue->lock);
	queue->fence = NULL;
	if (!queue->locked)
		spin_unlock(&queue->lock);
	/* ok: fence/dead-begin: taken and dropped under the same condition */
	cookie = dma_fence_begin_signalling();
	step(queue);
	dma_fence_end_signalling(cookie);
}

void dropped_early(struct queue *queue)
{
	bool cookie;
	int ret;

	spin_lock(&queue->lock);
	ret = queue->fence ? 0 : -EINVAL;
	if (!ret)
		spin_unlock(&queue->lock);
	else
		queue->locked = false;
	if (!ret) {
		/* ok: fence/dead-begin: dropped under the same condition */
		cookie = dma_fence_begin_signalling();
		step(queue);
		dma_fence_end_signalling(cookie);
		return;
	}
	spin_unlock(&queue->lock);
}

void by_another_name(struct queue *queue)
{
	spinlock_t *lock = &queue->parent->lock;
	bool cookie;

	spin_lock(&queue->parent->lock);
	queue->fence = NULL;
	spin_unlock(lock);
	/* ok: fence/dead-begin: dropped by another name */
	cookie = dma_fence_begin_signalling();
	step(queue);
	dma_fence_end_signalling(cookie);
}

void by_a_helper(struct queue *queue)
{
	bool cookie;

	spin_lock(&queue->lock);
	queue->fence = NULL;
	queue_unlock(queue);
	/* ok: fence/dead-begin: dropped by a helper */
	cookie = dma_fence_begin_signalling();
	step(queue);
	dma_fence_end_signalling(cookie);
}

void in_a_loop(struct queue *queue)
{
	bool cookie;

	for (; queue; queue = queue->parent) {
		/* ok: fence/dead-begin: each round drops the lock */
		cookie = dma_fence_begin_signalling();
		spin_lock(&queue->lock);
		dma_fence_signal(queue->fence);
		spin_unlock(&queue->lock);
		dma_fence_end_signalling(cookie);
	}
}

void only_tried(struct queue *queue)
{
	bool cookie;

	if (spin_trylock(&queue->lock)) {
		queue->fence = NULL;
		spin_unlock(&queue->lock);
		return;
	}
	/* ok: fence/dead-begin: not taken on this path */
	cookie = dma_fence_begin_signalling();
	step(queue);
	dma_fence_end_signalling(cookie);
}
