// SPDX-License-Identifier: GPL-2.0-only
/* The scheduler asks for the dependencies of a job from its own work item. */
#include <kernel.h>

static struct dma_fence *foo_prepare_job(struct drm_sched_job *job, struct drm_sched_entity *entity)
{
	/* hit: fence/alloc-in-section: foo_prepare_job */
	return kzalloc(sizeof(struct dma_fence), GFP_KERNEL);
}

static struct dma_fence *bar_prepare_job(struct drm_sched_job *job, struct drm_sched_entity *entity)
{
	/* ok: fence/alloc-in-section: never enters reclaim */
	return kzalloc(sizeof(struct dma_fence), GFP_NOWAIT);
}

static struct dma_fence *foo_run_job(struct drm_sched_job *job)
{
	hw_kick(job);
	return NULL;
}

static const struct drm_sched_backend_ops foo_ops = {
	.prepare_job = foo_prepare_job,
	.run_job = foo_run_job,
};

static const struct drm_sched_backend_ops bar_ops = {
	.prepare_job = bar_prepare_job,
	.run_job = foo_run_job,
};
