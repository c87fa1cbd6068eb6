// SPDX-License-Identifier: GPL-2.0-only
/* Error paths drop the lock, or the reference only, before they wait. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct mutex dropped;
	struct mutex both;
	struct dma_fence *fence;
};

int foo_idle(struct foo *foo)
{
	int ret;

	ret = mutex_lock_interruptible(&foo->lock);
	if (ret)
		goto put;
	ret = hw_busy(foo);
	if (ret)
		goto unlock;
	ret = dma_fence_wait(foo->fence, true);
unlock:
	mutex_unlock(&foo->lock);
put:
	dma_fence_put(foo->fence);
	return ret;
}

int foo_dropped(struct foo *foo)
{
	int ret;

	ret = mutex_lock_interruptible(&foo->dropped);
	if (ret)
		goto wait;
	hw_kick(foo);
	mutex_unlock(&foo->dropped);
wait:
	return dma_fence_wait(foo->fence, true);
}

int foo_both(struct foo *foo)
{
	if (hw_busy(foo) && mutex_trylock(&foo->both)) {
		hw_kick(foo);
		mutex_unlock(&foo->both);
		return 0;
	}
	return dma_fence_wait(foo->fence, true);
}

void foo_signal(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/lock-inversion: foo_signal | foo_idle */
	mutex_lock(&foo->lock);
	mutex_unlock(&foo->lock);
	/* ok: fence/lock-inversion: dropped, or not taken, on every way to the wait */
	mutex_lock(&foo->dropped);
	mutex_unlock(&foo->dropped);
	/* ok: fence/lock-inversion: who waits did not get the lock */
	mutex_lock(&foo->both);
	mutex_unlock(&foo->both);
	dma_fence_end_signalling(cookie);
}
