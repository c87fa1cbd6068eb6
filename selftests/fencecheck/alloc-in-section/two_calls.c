// SPDX-License-Identifier: GPL-2.0-only
/* The allocation stands two calls below run_job. */
#include <kernel.h>

static struct dma_fence *foo_fence_create(void)
{
	/* hit: fence/alloc-in-section: foo_run_job > foo_submit > foo_fence_create */
	return kzalloc(sizeof(struct dma_fence), GFP_KERNEL);
}

static struct dma_fence *foo_submit(struct drm_sched_job *job)
{
	hw_kick(job);
	return foo_fence_create();
}

static struct dma_fence *foo_run_job(struct drm_sched_job *job)
{
	return foo_submit(job);
}

static void *foo_job_create(void)
{
	/* ok: fence/alloc-in-section: an ioctl, long before the job runs */
	return kzalloc(64, GFP_KERNEL);
}

int foo_ioctl_submit(void *data)
{
	return foo_job_create() ? 0 : -ENOMEM;
}

static const struct drm_sched_backend_ops foo_ops = {
	.run_job = foo_run_job,
};
