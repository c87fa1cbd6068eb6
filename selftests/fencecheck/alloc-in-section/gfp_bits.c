// SPDX-License-Identifier: GPL-2.0-only
/* A helper adds bits to the flags of its caller, or takes the guilty one away. */
#include <kernel.h>

static void *foo_zalloc(size_t size, gfp_t gfp)
{
	/* hit: fence/alloc-in-section: foo_run_job > foo_get > foo_zalloc */
	return kmalloc(size, gfp | __GFP_ZERO);
}

static void *foo_get(size_t size, gfp_t gfp)
{
	return foo_zalloc(size, gfp | __GFP_NOWARN);
}

static void *bar_get(size_t size, gfp_t gfp)
{
	/* ok: fence/alloc-in-section: direct reclaim is masked out */
	return kmalloc(size, GFP_KERNEL & ~__GFP_DIRECT_RECLAIM);
}

static void *baz_get(size_t size, gfp_t gfp)
{
	/* ok: fence/alloc-in-section: bits that do not reclaim */
	return kmalloc(size, gfp | __GFP_ZERO);
}

static struct dma_fence *foo_run_job(struct drm_sched_job *job)
{
	bar_get(16, GFP_NOWAIT);
	baz_get(16, GFP_NOWAIT);
	return foo_get(16, GFP_NOFS);
}

static const struct drm_sched_backend_ops foo_ops = {
	.run_job = foo_run_job,
};
