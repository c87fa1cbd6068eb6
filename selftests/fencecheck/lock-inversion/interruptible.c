// SPDX-License-Identifier: GPL-2.0-only
/* A lock that may not be had: only the way with the lock counts. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct mutex failed;
	struct mutex tried;
	struct dma_fence *fence;
};

int foo_idle(struct foo *foo)
{
	int ret = mutex_lock_interruptible(&foo->lock);

	if (ret)
		return ret;
	dma_fence_wait(foo->fence, true);
	mutex_unlock(&foo->lock);
	return 0;
}

int foo_failed(struct foo *foo)
{
	if (mutex_lock_interruptible(&foo->failed))
		return dma_fence_wait(foo->fence, true);
	hw_kick(foo);
	mutex_unlock(&foo->failed);
	return 0;
}

int foo_tried(struct foo *foo)
{
	if (!mutex_trylock(&foo->tried)) {
		dma_fence_wait(foo->fence, true);
		return 0;
	}
	mutex_unlock(&foo->tried);
	return 1;
}

void foo_signal(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/lock-inversion: foo_signal | foo_idle */
	mutex_lock(&foo->lock);
	mutex_unlock(&foo->lock);
	/* ok: fence/lock-inversion: who waits did not get the lock */
	mutex_lock(&foo->failed);
	mutex_unlock(&foo->failed);
	/* ok: fence/lock-inversion: who waits did not get the lock */
	mutex_lock(&foo->tried);
	mutex_unlock(&foo->tried);
	dma_fence_end_signalling(cookie);
}
