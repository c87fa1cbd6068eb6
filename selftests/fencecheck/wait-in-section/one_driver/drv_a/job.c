// SPDX-License-Identifier: GPL-2.0-only
/* The twin of two_drivers: the implementation that waits is the driver's own. */
#include <kernel.h>

struct helper_ops {
	int (*sync)(struct dma_fence *fence);
};

struct a_job {
	struct drm_sched_job base;
	const struct helper_ops *ops;
	struct dma_fence *fence;
};

static struct dma_fence *a_run_job(struct drm_sched_job *base)
{
	struct a_job *job = container_of(base, struct a_job, base);

	job->ops->sync(job->fence);
	return NULL;
}

const struct drm_sched_backend_ops a_sched_ops = {
	.run_job = a_run_job,
};
