// SPDX-License-Identifier: GPL-2.0-only
/* The allocation hides in a macro, and is to be reported where that is used. */
#include <kernel.h>

#define NEW(type)		kzalloc(sizeof(type), GFP_KERNEL)
#define NEW_NOWAIT(type)	kzalloc(sizeof(type), GFP_NOWAIT)
#define WITH_HW(hw, statement)	\
do {				\
	hw_kick(hw);		\
	statement;		\
} while (0)

static struct dma_fence *foo_run_job(struct drm_sched_job *job)
{
	/* hit: fence/alloc-in-section: foo_run_job */
	return NEW(struct dma_fence);
}

static struct dma_fence *bar_run_job(struct drm_sched_job *job)
{
	/* ok: fence/alloc-in-section: never enters reclaim */
	return NEW_NOWAIT(struct dma_fence);
}

static enum drm_gpu_sched_stat foo_timedout_job(struct drm_sched_job *job)
{
	/* hit: fence/alloc-in-section: foo_timedout_job */
	WITH_HW(job, kfree(kmalloc(16, GFP_KERNEL)));
	return DRM_GPU_SCHED_STAT_NOMINAL;
}

static const struct drm_sched_backend_ops foo_ops = {
	.run_job = foo_run_job,
	.timedout_job = foo_timedout_job,
};

static const struct drm_sched_backend_ops bar_ops = {
	.run_job = bar_run_job,
};
