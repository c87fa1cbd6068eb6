// SPDX-License-Identifier: GPL-2.0-only
/* Two drivers fill the same kind of table: only their own functions count. */
#include <kernel.h>

struct helper_ops {
	int (*sync)(struct dma_fence *fence);
};

struct helper {
	const struct helper_ops *ops;
};

struct a_job {
	struct drm_sched_job base;
	struct helper *helper;
	struct dma_fence *fence;
};

static int a_sync(struct dma_fence *fence)
{
	return dma_fence_is_signaled(fence);
}

const struct helper_ops a_helper_ops = {
	.sync = a_sync,
};

static struct dma_fence *a_run_job(struct drm_sched_job *base)
{
	struct a_job *job = container_of(base, struct a_job, base);

	/* ok: fence/wait-in-section: drv_a has no implementation that waits */
	job->helper->ops->sync(job->fence);
	return NULL;
}

const struct drm_sched_backend_ops a_sched_ops = {
	.run_job = a_run_job,
};
