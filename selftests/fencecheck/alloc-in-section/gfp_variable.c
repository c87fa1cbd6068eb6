// SPDX-License-Identifier: GPL-2.0-only
/* The flags wait in a local variable. */
#include <kernel.h>

struct foo_job {
	struct drm_sched_job base;
	bool atomic;
	void *record;
};

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	struct foo_job *job = container_of(base, struct foo_job, base);
	gfp_t gfp = GFP_KERNEL;

	/* todo: fence/alloc-in-section: the value of a local variable is not followed */
	job->record = kmalloc(16, gfp);
	return NULL;
}

static struct dma_fence *bar_run_job(struct drm_sched_job *base)
{
	struct foo_job *job = container_of(base, struct foo_job, base);
	gfp_t gfp = GFP_NOWAIT;

	/* ok: fence/alloc-in-section: never enters reclaim */
	job->record = kmalloc(16, gfp);
	return NULL;
}

static void *foo_record(bool atomic)
{
	/* ok: fence/alloc-in-section: every caller says atomic */
	return kmalloc(16, atomic ? GFP_ATOMIC : GFP_KERNEL);
}

static enum drm_gpu_sched_stat foo_timedout_job(struct drm_sched_job *base)
{
	return foo_record(true) ? DRM_GPU_SCHED_STAT_NOMINAL : DRM_GPU_SCHED_STAT_NONE;
}

static const struct drm_sched_backend_ops foo_ops = {
	.run_job = foo_run_job,
	.timedout_job = foo_timedout_job,
};

static const struct drm_sched_backend_ops bar_ops = {
	.run_job = bar_run_job,
};
