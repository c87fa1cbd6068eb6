// SPDX-License-Identifier: GPL-2.0-only
/* An ioctl waits under a mutex that the job needs when it runs. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct mutex list_lock;
};

struct foo_job {
	struct drm_sched_job base;
	struct foo *foo;
};

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	struct foo *foo = container_of(base, struct foo_job, base)->foo;

	/* hit: fence/lock-inversion: foo_run_job | foo_ioctl_wait */
	mutex_lock(&foo->lock);
	hw_kick(foo);
	mutex_unlock(&foo->lock);
	/* ok: fence/lock-inversion: never held over a wait */
	mutex_lock(&foo->list_lock);
	mutex_unlock(&foo->list_lock);
	return NULL;
}

int foo_ioctl_wait(struct foo *foo, struct dma_fence *fence)
{
	int ret;

	mutex_lock(&foo->list_lock);
	dma_fence_get(fence);
	mutex_unlock(&foo->list_lock);
	mutex_lock(&foo->lock);
	ret = dma_fence_wait(fence, true);
	mutex_unlock(&foo->lock);
	dma_fence_put(fence);
	return ret;
}

static const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };
