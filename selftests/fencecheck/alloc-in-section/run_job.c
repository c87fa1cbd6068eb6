// SPDX-License-Identifier: GPL-2.0-only
/* The hardware fence of a job is allocated when the job runs. */
#include <kernel.h>

static struct dma_fence *foo_run_job(struct drm_sched_job *job)
{
	/* hit: fence/alloc-in-section: foo_run_job */
	struct dma_fence *fence = kzalloc(sizeof(*fence), GFP_KERNEL);

	hw_kick(job);
	return fence;
}

static struct dma_fence *bar_run_job(struct drm_sched_job *job)
{
	/* ok: fence/alloc-in-section: never enters reclaim */
	struct dma_fence *fence = kzalloc(sizeof(*fence), GFP_NOWAIT);

	hw_kick(job);
	return fence;
}

static struct dma_fence *baz_run_job(struct drm_sched_job *job)
{
	/* ok: fence/alloc-in-section: never enters reclaim */
	return kzalloc(sizeof(struct dma_fence), GFP_ATOMIC | __GFP_NOWARN | __GFP_ZERO);
}

static void foo_free_job(struct drm_sched_job *job)
{
	kfree(job);
}

static const struct drm_sched_backend_ops foo_ops = {
	.run_job = foo_run_job,
	.free_job = foo_free_job,
};

static const struct drm_sched_backend_ops bar_ops = {
	.run_job = bar_run_job,
	.free_job = foo_free_job,
};

const struct drm_sched_backend_ops baz_ops = {
	.run_job = baz_run_job,
	.free_job = foo_free_job,
};
