// SPDX-License-Identifier: GPL-2.0-only
/* The time-out handler holds a lock over drm_sched_stop(), which may wait for a job. */
#include <kernel.h>

struct foo_job {
	struct drm_sched_job base;
	struct mutex *reset_lock;
};

static enum drm_gpu_sched_stat foo_timedout_job(struct drm_sched_job *base)
{
	struct foo_job *job = container_of(base, struct foo_job, base);

	mutex_lock(job->reset_lock);
	/* todo: fence/wait-in-section: it waits only for jobs that ended just now */
	drm_sched_stop(base->sched, base);
	drm_sched_start(base->sched);
	mutex_unlock(job->reset_lock);
	return DRM_GPU_SCHED_STAT_NOMINAL;
}

static enum drm_gpu_sched_stat bar_timedout_job(struct drm_sched_job *base)
{
	struct foo_job *job = container_of(base, struct foo_job, base);

	/* ok: fence/wait-in-section: stopped before the lock is taken */
	drm_sched_stop(base->sched, base);
	mutex_lock(job->reset_lock);
	hw_kick(job);
	mutex_unlock(job->reset_lock);
	drm_sched_start(base->sched);
	return DRM_GPU_SCHED_STAT_NOMINAL;
}

static const struct drm_sched_backend_ops foo_ops = { .timedout_job = foo_timedout_job };
static const struct drm_sched_backend_ops bar_ops = { .timedout_job = bar_timedout_job };
