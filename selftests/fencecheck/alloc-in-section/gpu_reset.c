// SPDX-License-Identifier: GPL-2.0-only
/* The reset of a whole GPU breaks rules on purpose: reported only on request. */
#include <kernel.h>

static void foo_suspend_ip(void)
{
	/* hit[reset]: fence/alloc-in-section: foo_timedout_job > v3d_reset > foo_suspend_ip */
	kfree(kmalloc(16, GFP_KERNEL));
}

void v3d_reset(void *hw)
{
	hw_kick(hw);
	foo_suspend_ip();
}

static enum drm_gpu_sched_stat foo_timedout_job(struct drm_sched_job *job)
{
	/* hit: fence/alloc-in-section: foo_timedout_job */
	kfree(kmalloc(16, GFP_KERNEL));
	v3d_reset(job);
	/* ok: fence/alloc-in-section: does not reclaim */
	kfree(kmalloc(16, GFP_NOWAIT));
	return DRM_GPU_SCHED_STAT_NOMINAL;
}

static const struct drm_sched_backend_ops foo_ops = { .timedout_job = foo_timedout_job };
