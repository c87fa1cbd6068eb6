// SPDX-License-Identifier: GPL-2.0-only
/* run_job wakes the device, whose driver allocates when it resumes. */
#include <kernel.h>

static int foo_runtime_resume(struct device *dev)
{
	/* hit[reset]: fence/alloc-in-section: foo_run_job > foo_runtime_resume */
	return kmalloc(16, GFP_KERNEL) ? 0 : -ENOMEM;
}

static int foo_runtime_suspend(struct device *dev)
{
	/* ok: fence/alloc-in-section: run_job does not suspend */
	return kmalloc(16, GFP_KERNEL) ? 0 : -ENOMEM;
}

const struct dev_pm_ops foo_pm_ops = {
	.runtime_suspend = foo_runtime_suspend,
	.runtime_resume = foo_runtime_resume,
};

static struct dma_fence *foo_run_job(struct drm_sched_job *job)
{
	pm_runtime_get_sync(NULL);
	hw_kick(job);
	return NULL;
}

static const struct drm_sched_backend_ops foo_ops = {
	.run_job = foo_run_job,
};
