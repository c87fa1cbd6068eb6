// SPDX-License-Identifier: GPL-2.0-only
/* A lock is held over a wait for a fence and taken on the way to signalling one. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct dma_fence *fence;
};

void foo_idle(struct foo *foo)
{
	mutex_lock(&foo->lock);
	dma_fence_wait(foo->fence, false);
	mutex_unlock(&foo->lock);
}

void foo_signal(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/lock-inversion: foo_signal | foo_idle */
	mutex_lock(&foo->lock);
	mutex_unlock(&foo->lock);
	dma_fence_signal(foo->fence);
	dma_fence_end_signalling(cookie);
}

struct bar {
	struct mutex lock;
	struct dma_fence *fence;
};

void bar_idle(struct bar *bar)
{
	mutex_lock(&bar->lock);
	hw_kick(bar);
	mutex_unlock(&bar->lock);
	dma_fence_wait(bar->fence, false);
}

void bar_signal(struct bar *bar)
{
	bool cookie = dma_fence_begin_signalling();

	/* ok: fence/lock-inversion: dropped before the wait, and another lock than foo's */
	mutex_lock(&bar->lock);
	mutex_unlock(&bar->lock);
	dma_fence_signal(bar->fence);
	dma_fence_end_signalling(cookie);
}
