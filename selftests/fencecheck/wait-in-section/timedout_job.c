// SPDX-License-Identifier: GPL-2.0-only
/* The time-out handler waits for a fence of the hardware that hangs. */
#include <kernel.h>

struct foo_job {
	struct drm_sched_job base;
	struct dma_fence *fences[2];
};

static void foo_drain(struct foo_job *job)
{
	/* hit: fence/wait-in-section: foo_timedout_job > foo_drain */
	dma_fence_wait_any_timeout(job->fences, 2, false, MAX_SCHEDULE_TIMEOUT, NULL);
}

static enum drm_gpu_sched_stat foo_timedout_job(struct drm_sched_job *base)
{
	drm_sched_stop(base->sched, base);
	foo_drain(container_of(base, struct foo_job, base));
	drm_sched_start(base->sched);
	return DRM_GPU_SCHED_STAT_NOMINAL;
}

static enum drm_gpu_sched_stat bar_timedout_job(struct drm_sched_job *base)
{
	/* ok: fence/wait-in-section: what every time-out handler has to do */
	drm_sched_stop(base->sched, base);
	dma_fence_signal(container_of(base, struct foo_job, base)->fences[0]);
	drm_sched_start(base->sched);
	return DRM_GPU_SCHED_STAT_NOMINAL;
}

static const struct drm_sched_backend_ops foo_ops = { .timedout_job = foo_timedout_job };
static const struct drm_sched_backend_ops bar_ops = { .timedout_job = bar_timedout_job };
