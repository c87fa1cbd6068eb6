// SPDX-License-Identifier: GPL-2.0-only
/* The flags come from the caller: one of two callers may not reclaim. */
#include <kernel.h>

static void *foo_alloc(size_t size, gfp_t gfp)
{
	/* hit: fence/alloc-in-section: foo_run_job > foo_alloc */
	return kmalloc(size, gfp);
}

static struct dma_fence *foo_run_job(struct drm_sched_job *job)
{
	return foo_alloc(sizeof(struct dma_fence), GFP_KERNEL);
}

static void *bar_alloc(size_t size, gfp_t gfp)
{
	/* ok: fence/alloc-in-section: GFP_NOWAIT in the section, GFP_KERNEL outside of it */
	return kmalloc(size, gfp);
}

static struct dma_fence *bar_run_job(struct drm_sched_job *job)
{
	return bar_alloc(sizeof(struct dma_fence), GFP_NOWAIT);
}

void *bar_ioctl(size_t size)
{
	return bar_alloc(size, GFP_KERNEL);
}

static const struct drm_sched_backend_ops foo_ops = {
	.run_job = foo_run_job,
};

static const struct drm_sched_backend_ops bar_ops = {
	.run_job = bar_run_job,
};
