// SPDX-License-Identifier: GPL-2.0-only
/* The lock comes as a parameter, and the wait is in the function that takes it. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct mutex other;
	struct dma_fence *fence;
};

static void foo_wait_under(struct mutex *lock, struct dma_fence *fence)
{
	mutex_lock(lock);
	dma_fence_wait(fence, false);
	mutex_unlock(lock);
}

static void foo_take(struct mutex *lock)
{
	/* hit: fence/lock-inversion: foo_signal > foo_take | foo_idle > foo_wait_under */
	mutex_lock(lock);
	mutex_unlock(lock);
}

static void foo_take_other(struct mutex *lock)
{
	/* ok: fence/lock-inversion: called for another lock */
	mutex_lock(lock);
	mutex_unlock(lock);
}

void foo_idle(struct foo *foo)
{
	foo_wait_under(&foo->lock, foo->fence);
}

void foo_signal(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	foo_take(&foo->lock);
	foo_take_other(&foo->other);
	dma_fence_end_signalling(cookie);
}
