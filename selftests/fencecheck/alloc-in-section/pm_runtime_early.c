// SPDX-License-Identifier: GPL-2.0-only
/* The twin of pm_runtime: the device is woken when the job is submitted. */
#include <kernel.h>

static int foo_runtime_resume(struct device *dev)
{
	/* ok: fence/alloc-in-section: in the ioctl */
	return kmalloc(16, GFP_KERNEL) ? 0 : -ENOMEM;
}

const struct dev_pm_ops foo_pm_ops = {
	.runtime_resume = foo_runtime_resume,
};

int foo_ioctl_submit(void *hw)
{
	return pm_runtime_get_sync(NULL);
}

static struct dma_fence *foo_run_job(struct drm_sched_job *job)
{
	hw_kick(job);
	return NULL;
}

static const struct drm_sched_backend_ops foo_ops = {
	.run_job = foo_run_job,
};
