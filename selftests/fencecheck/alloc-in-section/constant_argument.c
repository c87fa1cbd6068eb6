// SPDX-License-Identifier: GPL-2.0-only
/* A helper allocates only if it is told to, by a constant. */
#include <kernel.h>

static void foo_map(void *hw, bool wait)
{
	if (wait) {
		/* hit: fence/alloc-in-section: foo_run_job > foo_map */
		kfree(kmalloc(16, GFP_KERNEL));
	}
	hw_kick(hw);
}

static void bar_map(void *hw, bool wait)
{
	if (wait) {
		/* ok: fence/alloc-in-section: run_job passes false */
		kfree(kmalloc(16, GFP_KERNEL));
	}
	hw_kick(hw);
}

static void baz_map(void *hw, int flags, bool nowait)
{
	if (nowait)
		return;
	/* ok: fence/alloc-in-section: run_job passes true */
	kfree(kmalloc(16, GFP_KERNEL));
}

static void bar_map_now(void *hw, bool wait)
{
	bar_map(hw, wait);
}

static struct dma_fence *foo_run_job(struct drm_sched_job *job)
{
	foo_map(job, true);
	return NULL;
}

static struct dma_fence *bar_run_job(struct drm_sched_job *job)
{
	bar_map(job, false);
	bar_map_now(job, false);
	baz_map(job, 7, true);
	return NULL;
}

void bar_ioctl(void *hw)
{
	bar_map(hw, true);
	baz_map(hw, 7, false);
}

static const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };
static const struct drm_sched_backend_ops bar_ops = { .run_job = bar_run_job };
