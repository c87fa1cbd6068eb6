// SPDX-License-Identifier: GPL-2.0-only
/* A time-out handler suspends the framebuffer, which takes the console lock. */
#include <kernel.h>

static void foo_suspend_console(void)
{
	/* hit: fence/lock-in-section: foo_timedout_job > foo_suspend_console */
	console_lock();
	console_unlock();
}

static enum drm_gpu_sched_stat foo_timedout_job(struct drm_sched_job *job)
{
	foo_suspend_console();
	return DRM_GPU_SCHED_STAT_NOMINAL;
}

static enum drm_gpu_sched_stat bar_timedout_job(struct drm_sched_job *job)
{
	/* ok: fence/lock-in-section: only tried */
	if (console_trylock())
		console_unlock();
	return DRM_GPU_SCHED_STAT_NOMINAL;
}

static const struct drm_sched_backend_ops foo_ops = { .timedout_job = foo_timedout_job };
static const struct drm_sched_backend_ops bar_ops = { .timedout_job = bar_timedout_job };
