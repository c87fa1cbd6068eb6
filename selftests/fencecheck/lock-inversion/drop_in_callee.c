// SPDX-License-Identifier: GPL-2.0-only
/* A callee drops the lock of its caller, waits, and takes it again. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct mutex outer;
	struct dma_fence *fence;
};

static void foo_wait_unlocked(struct foo *foo)
{
	mutex_unlock(&foo->lock);
	dma_fence_wait(foo->fence, false);
	mutex_lock(&foo->lock);
}

void foo_idle(struct foo *foo)
{
	mutex_lock(&foo->lock);
	while (hw_busy(foo))
		foo_wait_unlocked(foo);
	mutex_unlock(&foo->lock);
}

void foo_idle_outer(struct foo *foo)
{
	mutex_lock(&foo->outer);
	mutex_lock(&foo->lock);
	foo_wait_unlocked(foo);
	mutex_unlock(&foo->lock);
	mutex_unlock(&foo->outer);
}

void foo_signal(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* ok: fence/lock-inversion: the callee drops it before the wait */
	mutex_lock(&foo->lock);
	mutex_unlock(&foo->lock);
	/* hit: fence/lock-inversion: foo_signal | foo_idle_outer > foo_wait_unlocked */
	mutex_lock(&foo->outer);
	mutex_unlock(&foo->outer);
	dma_fence_end_signalling(cookie);
}
