// SPDX-License-Identifier: GPL-2.0-only
/* The same lock in one function: in the section first, and over the wait later. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct dma_fence *fence;
};

void foo_flip(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/lock-inversion: foo_flip | foo_flip */
	mutex_lock(&foo->lock);
	mutex_unlock(&foo->lock);
	dma_fence_end_signalling(cookie);

	mutex_lock(&foo->lock);
	dma_fence_wait(foo->fence, false);
	mutex_unlock(&foo->lock);
}

void bar_flip(struct foo *foo, struct mutex *other)
{
	bool cookie;

	cookie = dma_fence_begin_signalling();
	hw_kick(foo);
	dma_fence_end_signalling(cookie);
	/* ok: fence/lock-inversion: after the section */
	mutex_lock(&foo->lock);
	hw_kick(foo);
	mutex_unlock(&foo->lock);
}
