// SPDX-License-Identifier: GPL-2.0-only
/* The twin of narrow_section: the section covers the lock, and it is an inversion. */
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
	/* ok: fence/narrow-section: begins before the lock */
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/lock-inversion: foo_signal | foo_idle */
	mutex_lock(&foo->lock);
	dma_fence_signal(foo->fence);
	mutex_unlock(&foo->lock);
	dma_fence_end_signalling(cookie);
}
