// SPDX-License-Identifier: GPL-2.0-only
/* The section begins inside the lock that is held over a wait: no lockdep sees it. */
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
	bool cookie;

	mutex_lock(&foo->lock);
	/* hit: fence/narrow-section: foo_signal | foo_idle */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(foo->fence);
	dma_fence_end_signalling(cookie);
	mutex_unlock(&foo->lock);
}

struct bar {
	struct mutex lock;
	struct dma_fence *fence;
};

void bar_idle(struct bar *bar)
{
	mutex_lock(&bar->lock);
	mutex_unlock(&bar->lock);
	dma_fence_wait(bar->fence, false);
}

void bar_signal(struct bar *bar)
{
	bool cookie;

	mutex_lock(&bar->lock);
	/* ok: fence/narrow-section: nobody waits under the lock */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(bar->fence);
	dma_fence_end_signalling(cookie);
	mutex_unlock(&bar->lock);
}

void bar_wide(struct bar *bar)
{
	/* ok: fence/narrow-section: begins before the lock */
	bool cookie = dma_fence_begin_signalling();

	mutex_lock(&bar->lock);
	dma_fence_signal(bar->fence);
	mutex_unlock(&bar->lock);
	dma_fence_end_signalling(cookie);
}
