// SPDX-License-Identifier: GPL-2.0-only
/* A loop drops the lock for each wait, or forgets to. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct mutex kept;
	struct dma_fence *fences[4];
};

void foo_idle(struct foo *foo)
{
	int i;

	mutex_lock(&foo->lock);
	for (i = 0; i < 4; i++) {
		if (!foo->fences[i])
			continue;
		mutex_unlock(&foo->lock);
		dma_fence_wait(foo->fences[i], false);
		mutex_lock(&foo->lock);
	}
	mutex_unlock(&foo->lock);
}

void foo_idle_kept(struct foo *foo)
{
	int i;

	for (i = 0; i < 4; i++) {
		mutex_lock(&foo->kept);
		if (hw_busy(foo))
			break;
		mutex_unlock(&foo->kept);
	}
	if (i == 4)
		return;
	dma_fence_wait(foo->fences[i], false);
	mutex_unlock(&foo->kept);
}

void foo_signal(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* ok: fence/lock-inversion: dropped for each wait */
	mutex_lock(&foo->lock);
	mutex_unlock(&foo->lock);
	/* todo: fence/lock-inversion: the lock is held on one of two paths that meet */
	mutex_lock(&foo->kept);
	mutex_unlock(&foo->kept);
	dma_fence_end_signalling(cookie);
}
