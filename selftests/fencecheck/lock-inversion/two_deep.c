// SPDX-License-Identifier: GPL-2.0-only
/* Lock and wait stand two functions deep on either side. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct dma_fence *fence;
};

struct foo_job {
	struct drm_sched_job base;
	struct foo *foo;
};

static void foo_map(struct foo *foo)
{
	/*
	 * hit: fence/lock-inversion: foo_run_job > foo_submit > foo_map |
	 * foo_evict > foo_sync > foo_wait
	 */
	mutex_lock(&foo->lock);
	hw_kick(foo);
	mutex_unlock(&foo->lock);
}

static void foo_submit(struct foo *foo)
{
	foo_map(foo);
}

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	foo_submit(container_of(base, struct foo_job, base)->foo);
	return NULL;
}

static void foo_wait(struct foo *foo)
{
	dma_fence_wait(foo->fence, false);
}

static void foo_sync(struct foo *foo)
{
	foo_wait(foo);
}

static void foo_evict(struct foo *foo)
{
	mutex_lock(&foo->lock);
	foo_sync(foo);
	mutex_unlock(&foo->lock);
}

int foo_ioctl_evict(struct foo *foo)
{
	foo_evict(foo);
	return 0;
}

int foo_ioctl_wait(struct foo *foo)
{
	/* ok: fence/lock-inversion: nothing is held */
	foo_sync(foo);
	return 0;
}

static const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };
