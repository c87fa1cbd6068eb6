// SPDX-License-Identifier: GPL-2.0-only
/* The spinlock is held on one way to the begin only. */
#include <kernel.h>

struct foo {
	spinlock_t lock;
	struct dma_fence *fence;
};

void foo_signal(struct foo *foo, bool locked)
{
	bool cookie;

	if (!locked)
		spin_lock(&foo->lock);
	/* hit: fence/dead-begin: foo_signal */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(foo->fence);
	dma_fence_end_signalling(cookie);
	if (!locked)
		spin_unlock(&foo->lock);
}

void bar_signal(struct foo *foo, bool locked)
{
	bool cookie;

	if (!locked) {
		spin_lock(&foo->lock);
		hw_kick(foo);
		spin_unlock(&foo->lock);
	}
	/* ok: fence/dead-begin: dropped on both ways */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(foo->fence);
	dma_fence_end_signalling(cookie);
}
