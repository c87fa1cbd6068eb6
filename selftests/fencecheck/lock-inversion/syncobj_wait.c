// SPDX-License-Identifier: GPL-2.0-only
/* A wait for userspace to submit holds a lock. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct mutex lookup_lock;
	struct dma_fence *fence;
};

int foo_find(struct foo *foo, struct drm_file *file)
{
	int ret;

	mutex_lock(&foo->lock);
	ret = drm_syncobj_find_fence(file, 1, 0, DRM_SYNCOBJ_WAIT_FLAGS_WAIT_FOR_SUBMIT,
				 &foo->fence);
	mutex_unlock(&foo->lock);
	return ret;
}

int foo_look_up(struct foo *foo, struct drm_file *file)
{
	int ret;

	mutex_lock(&foo->lookup_lock);
	ret = drm_syncobj_find_fence(file, 1, 0, 0, &foo->fence);
	mutex_unlock(&foo->lookup_lock);
	return ret;
}

void foo_signal(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/lock-inversion: foo_signal | foo_find */
	mutex_lock(&foo->lock);
	mutex_unlock(&foo->lock);
	/* ok: fence/lock-inversion: without the flag it does not wait */
	mutex_lock(&foo->lookup_lock);
	mutex_unlock(&foo->lookup_lock);
	dma_fence_end_signalling(cookie);
}
