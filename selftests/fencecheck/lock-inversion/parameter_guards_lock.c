// SPDX-License-Identifier: GPL-2.0-only
/* The same parameter decides about the lock and about the wait. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct dma_fence *fence;
};

void foo_update(struct foo *foo, bool wait)
{
	if (!wait)
		mutex_lock(&foo->lock);
	hw_kick(foo);
	if (wait)
		dma_fence_wait(foo->fence, false);
	if (!wait)
		mutex_unlock(&foo->lock);
}

void foo_signal(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* ok: fence/lock-inversion: who waits has not taken the lock */
	mutex_lock(&foo->lock);
	mutex_unlock(&foo->lock);
	dma_fence_end_signalling(cookie);
}

struct bar {
	struct mutex lock;
	struct dma_fence *fence;
};

void bar_update(struct bar *bar, bool wait)
{
	if (wait)
		mutex_lock(&bar->lock);
	hw_kick(bar);
	if (wait)
		dma_fence_wait(bar->fence, false);
	if (wait)
		mutex_unlock(&bar->lock);
}

void bar_signal(struct bar *bar)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/lock-inversion: bar_signal | bar_update */
	mutex_lock(&bar->lock);
	mutex_unlock(&bar->lock);
	dma_fence_end_signalling(cookie);
}
