// SPDX-License-Identifier: GPL-2.0-only
/* A driver has a wait of its own: only a model can say that it is for a fence. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct mutex short_lock;
	struct wait_queue_head queue;
	struct dma_fence *fence;
};

static void foo_wait_seqno(struct foo *foo)
{
	wait_event(foo->queue, dma_fence_is_signaled(foo->fence));
}

void foo_idle(struct foo *foo)
{
	mutex_lock(&foo->short_lock);
	hw_kick(foo);
	mutex_unlock(&foo->short_lock);
	mutex_lock(&foo->lock);
	foo_wait_seqno(foo);
	mutex_unlock(&foo->lock);
}

void foo_signal(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* todo: fence/lock-inversion: what the condition of wait_event() means is not known */
	mutex_lock(&foo->lock);
	mutex_unlock(&foo->lock);
	/* ok: fence/lock-inversion: not held over the wait */
	mutex_lock(&foo->short_lock);
	mutex_unlock(&foo->short_lock);
	dma_fence_end_signalling(cookie);
}
