// SPDX-License-Identifier: GPL-2.0-only
/* The time-out handler submits the jobs again, and allocates their fences again. */
#include <kernel.h>

struct foo_job {
	struct drm_sched_job base;
	struct dma_fence *fence;
};

static void foo_hw_submit(struct foo_job *job)
{
	/* hit: fence/alloc-in-section: foo_timedout_job > foo_hw_submit */
	job->fence = kzalloc(sizeof(*job->fence), GFP_KERNEL);
	hw_kick(job);
}

static enum drm_gpu_sched_stat foo_timedout_job(struct drm_sched_job *base)
{
	drm_sched_stop(base->sched, base);
	foo_hw_submit(container_of(base, struct foo_job, base));
	drm_sched_start(base->sched);
	return DRM_GPU_SCHED_STAT_NOMINAL;
}

static void bar_hw_submit(struct foo_job *job)
{
	dma_fence_init(job->fence, NULL, NULL, 1, 1);
	hw_kick(job);
}

static enum drm_gpu_sched_stat bar_timedout_job(struct drm_sched_job *base)
{
	drm_sched_stop(base->sched, base);
	bar_hw_submit(container_of(base, struct foo_job, base));
	drm_sched_start(base->sched);
	return DRM_GPU_SCHED_STAT_NOMINAL;
}

int bar_ioctl_submit(struct foo_job *job)
{
	/* ok: fence/alloc-in-section: allocated when the job is submitted */
	job->fence = kzalloc(sizeof(*job->fence), GFP_KERNEL);
	return job->fence ? 0 : -ENOMEM;
}

static const struct drm_sched_backend_ops foo_ops = { .timedout_job = foo_timedout_job };
static const struct drm_sched_backend_ops bar_ops = { .timedout_job = bar_timedout_job };
