// SPDX-License-Identifier: GPL-2.0-only
/* A helper that looks at its flags before it does what may sleep. */
#include <kernel.h>

static void *foo_get(size_t size, gfp_t gfp)
{
	if (gfpflags_allow_blocking(gfp)) {
		/* hit: fence/alloc-in-section: foo_run_job > foo_get */
		return vzalloc(size);
	}
	return NULL;
}

static void *bar_get(size_t size, gfp_t gfp)
{
	if (gfpflags_allow_blocking(gfp))
		/* ok: fence/alloc-in-section: only called with GFP_NOWAIT */
		return vzalloc(size);
	return NULL;
}

static struct dma_fence *foo_run_job(struct drm_sched_job *job)
{
	return foo_get(64, GFP_KERNEL);
}

static struct dma_fence *bar_run_job(struct drm_sched_job *job)
{
	return bar_get(64, GFP_NOWAIT);
}

static const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };
static const struct drm_sched_backend_ops bar_ops = { .run_job = bar_run_job };
