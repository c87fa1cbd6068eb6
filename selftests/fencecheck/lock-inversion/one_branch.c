// SPDX-License-Identifier: GPL-2.0-only
/* The lock is taken on one way to the wait only. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct mutex other_way;
	struct mutex constant;
	struct dma_fence *fence;
};

void foo_idle(struct foo *foo, bool locked)
{
	if (!locked)
		mutex_lock(&foo->lock);
	dma_fence_wait(foo->fence, false);
	if (!locked)
		mutex_unlock(&foo->lock);
}

void foo_other_way(struct foo *foo)
{
	if (hw_busy(foo)) {
		dma_fence_wait(foo->fence, false);
	} else {
		mutex_lock(&foo->other_way);
		hw_kick(foo);
		mutex_unlock(&foo->other_way);
	}
}

static void foo_update(struct foo *foo, bool wait)
{
	if (wait)
		dma_fence_wait(foo->fence, false);
	hw_kick(foo);
}

void foo_constant(struct foo *foo)
{
	foo_update(foo, true);
	mutex_lock(&foo->constant);
	foo_update(foo, false);
	mutex_unlock(&foo->constant);
}

void foo_signal(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/lock-inversion: foo_signal | foo_idle */
	mutex_lock(&foo->lock);
	mutex_unlock(&foo->lock);
	/* ok: fence/lock-inversion: the wait is on the other way */
	mutex_lock(&foo->other_way);
	mutex_unlock(&foo->other_way);
	/* ok: fence/lock-inversion: under the lock it is told not to wait */
	mutex_lock(&foo->constant);
	mutex_unlock(&foo->constant);
	dma_fence_end_signalling(cookie);
}
