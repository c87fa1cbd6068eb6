// SPDX-License-Identifier: GPL-2.0-only
/* The table of the scheduler is filled at run time. */
#include <kernel.h>

struct foo {
	struct drm_sched_backend_ops ops;
};

static struct dma_fence *foo_run_job(struct drm_sched_job *job)
{
	/* hit: fence/alloc-in-section: foo_run_job */
	return kzalloc(sizeof(struct dma_fence), GFP_KERNEL);
}

static struct dma_fence *foo_run_job_polled(struct drm_sched_job *job)
{
	/* ok: fence/alloc-in-section: never enters reclaim */
	return kzalloc(sizeof(struct dma_fence), GFP_NOWAIT);
}

void foo_init(struct foo *foo, bool polled)
{
	if (polled)
		foo->ops.run_job = foo_run_job_polled;
	else
		foo->ops.run_job = &foo_run_job;
}
