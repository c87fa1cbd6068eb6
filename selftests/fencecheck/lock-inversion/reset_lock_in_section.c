// SPDX-License-Identifier: GPL-2.0-only
/* A reset by hand waits for jobs under the lock that the time-out handler needs to end them. */
#include <kernel.h>

struct foo {
	struct mutex reset_lock;
	struct dma_fence *fence;
};

struct foo_job {
	struct drm_sched_job base;
	struct foo *foo;
};

static void foo_reset(struct foo *foo)
{
	/* hit: fence/lock-inversion: foo_timedout_job > foo_reset | foo_debugfs_reset */
	mutex_lock(&foo->reset_lock);
	hw_kick(foo);
	mutex_unlock(&foo->reset_lock);
}

static enum drm_gpu_sched_stat foo_timedout_job(struct drm_sched_job *base)
{
	foo_reset(container_of(base, struct foo_job, base)->foo);
	return DRM_GPU_SCHED_STAT_NOMINAL;
}

int foo_debugfs_reset(struct foo *foo)
{
	int ret;

	mutex_lock(&foo->reset_lock);
	ret = dma_fence_wait(foo->fence, true);
	mutex_unlock(&foo->reset_lock);
	return ret;
}

struct bar {
	struct mutex reset_lock;
	struct dma_fence *fence;
};

static enum drm_gpu_sched_stat bar_timedout_job(struct drm_sched_job *base)
{
	struct bar *bar = (struct bar *)base->sched;

	/* ok: fence/lock-inversion: the reset by hand waits without the lock */
	mutex_lock(&bar->reset_lock);
	hw_kick(bar);
	mutex_unlock(&bar->reset_lock);
	return DRM_GPU_SCHED_STAT_NOMINAL;
}

int bar_debugfs_reset(struct bar *bar)
{
	mutex_lock(&bar->reset_lock);
	hw_kick(bar);
	mutex_unlock(&bar->reset_lock);
	return dma_fence_wait(bar->fence, true);
}

static const struct drm_sched_backend_ops foo_ops = { .timedout_job = foo_timedout_job };
static const struct drm_sched_backend_ops bar_ops = { .timedout_job = bar_timedout_job };
