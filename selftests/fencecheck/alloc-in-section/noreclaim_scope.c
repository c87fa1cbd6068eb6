// SPDX-License-Identifier: GPL-2.0-only
/* A scope without reclaim covers its callees, but ends where it is restored. */
#include <kernel.h>

static void *foo_get(void)
{
	/* ok: fence/alloc-in-section: called in the scope only */
	return kmalloc(16, GFP_KERNEL);
}

static struct dma_fence *foo_run_job(struct drm_sched_job *job)
{
	unsigned int flags = memalloc_noreclaim_save();
	void *record = foo_get();

	memalloc_noreclaim_restore(flags);
	hw_kick(record);
	/* hit: fence/alloc-in-section: foo_run_job */
	return kmalloc(16, GFP_KERNEL);
}

static const struct drm_sched_backend_ops foo_ops = {
	.run_job = foo_run_job,
};
