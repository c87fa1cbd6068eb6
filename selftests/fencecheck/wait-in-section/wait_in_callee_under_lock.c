// SPDX-License-Identifier: GPL-2.0-only
/* A section takes a lock in one function, and waits under it in another. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct dma_fence *fence;
};

static void foo_idle(struct foo *foo)
{
	/* hit: fence/wait-in-section: foo_commit > foo_update > foo_idle */
	dma_fence_wait(foo->fence, false);
}

static void foo_update(struct foo *foo)
{
	mutex_lock(&foo->lock);
	foo_idle(foo);
	mutex_unlock(&foo->lock);
}

void foo_commit(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	foo_update(foo);
	dma_fence_end_signalling(cookie);
}

struct bar {
	struct mutex lock;
	struct dma_fence *fence;
};

static void bar_idle(struct bar *bar)
{
	/* ok: fence/wait-in-section: its caller holds no lock */
	dma_fence_wait(bar->fence, false);
}

void bar_commit(struct bar *bar)
{
	bool cookie = dma_fence_begin_signalling();

	bar_idle(bar);
	mutex_lock(&bar->lock);
	hw_kick(bar);
	mutex_unlock(&bar->lock);
	dma_fence_end_signalling(cookie);
}
