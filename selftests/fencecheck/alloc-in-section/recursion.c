// SPDX-License-Identifier: GPL-2.0-only
/* Functions that call themselves and each other. */
#include <kernel.h>

static void foo_odd(void *hw, int depth);

static void foo_even(void *hw, int depth)
{
	if (depth)
		foo_odd(hw, depth - 1);
	else
		/* hit: fence/alloc-in-section: foo_run_job > foo_even */
		kfree(kmalloc(16, GFP_KERNEL));
}

static void foo_odd(void *hw, int depth)
{
	if (depth)
		foo_even(hw, depth - 1);
	else
		hw_kick(hw);
}

static void bar_walk(void *hw, int depth)
{
	/* ok: fence/alloc-in-section: never enters reclaim */
	kfree(kmalloc(16, GFP_NOWAIT));
	if (depth)
		bar_walk(hw, depth - 1);
}

static struct dma_fence *foo_run_job(struct drm_sched_job *job)
{
	foo_even(job, hw_busy(job));
	bar_walk(job, hw_busy(job));
	return NULL;
}

static const struct drm_sched_backend_ops foo_ops = {
	.run_job = foo_run_job,
};
