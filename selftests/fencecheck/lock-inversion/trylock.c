// SPDX-License-Identifier: GPL-2.0-only
/* Signalling only tries the lock, or waits for it by trying; trying is enough to hold it. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct mutex tried;
	struct dma_fence *fence;
};

void foo_idle(struct foo *foo)
{
	mutex_lock(&foo->lock);
	dma_fence_wait(foo->fence, false);
	mutex_unlock(&foo->lock);
}

void foo_try_idle(struct foo *foo)
{
	if (!mutex_trylock(&foo->tried))
		return;
	dma_fence_wait(foo->fence, false);
	mutex_unlock(&foo->tried);
}

void foo_signal(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* ok: fence/lock-inversion: tried once, and goes on without it */
	if (mutex_trylock(&foo->lock))
		mutex_unlock(&foo->lock);
	/* hit: fence/lock-inversion: foo_signal | foo_try_idle */
	mutex_lock(&foo->tried);
	mutex_unlock(&foo->tried);
	dma_fence_end_signalling(cookie);
}

void foo_spin(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* todo: fence/lock-inversion: a loop of trylocks is not seen as a lock */
	while (!mutex_trylock(&foo->lock))
		cond_resched();
	mutex_unlock(&foo->lock);
	dma_fence_end_signalling(cookie);
}
