// SPDX-License-Identifier: GPL-2.0-only
/* A section begins, or a fence is signalled, under a lock of another section: no deadlock. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct dma_fence *fence;
};

void foo_begin_under(struct foo *foo)
{
	bool cookie;

	mutex_lock(&foo->lock);
	/* ok: fence/narrow-section: nobody waits under the lock */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(foo->fence);
	dma_fence_end_signalling(cookie);
	mutex_unlock(&foo->lock);
}

void foo_signal_under(struct foo *foo)
{
	mutex_lock(&foo->lock);
	dma_fence_signal(foo->fence);
	mutex_unlock(&foo->lock);
}

void foo_section_takes(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* ok: fence/lock-inversion: nobody waits under the lock */
	mutex_lock(&foo->lock);
	mutex_unlock(&foo->lock);
	dma_fence_end_signalling(cookie);
}

struct bar {
	struct mutex lock;
	struct dma_fence *fence;
};

void bar_idle(struct bar *bar)
{
	mutex_lock(&bar->lock);
	dma_fence_wait(bar->fence, false);
	mutex_unlock(&bar->lock);
}

void bar_section_takes(struct bar *bar)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/lock-inversion: bar_section_takes | bar_idle */
	mutex_lock(&bar->lock);
	mutex_unlock(&bar->lock);
	dma_fence_end_signalling(cookie);
}
