// SPDX-License-Identifier: GPL-2.0-only
/* run_job in one file, the allocation in another of the same driver. */
#include <kernel.h>

struct dma_fence *foo_fence_create(gfp_t gfp);

static struct dma_fence *foo_run_job(struct drm_sched_job *job)
{
	return foo_fence_create(GFP_KERNEL);
}

const struct drm_sched_backend_ops foo_ops = {
	.run_job = foo_run_job,
};
