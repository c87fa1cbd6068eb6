// SPDX-License-Identifier: GPL-2.0-only
/* The time-out comes from the caller: with zero the helper only polls. */
#include <kernel.h>

struct foo_job {
	struct drm_sched_job base;
	struct dma_fence *fence;
};

static long foo_idle(struct foo_job *job, long timeout)
{
	/* hit: fence/wait-in-section: foo_run_job > foo_idle */
	return dma_fence_wait_timeout(job->fence, false, timeout);
}

static long bar_idle(struct foo_job *job, long timeout)
{
	/* ok: fence/wait-in-section: run_job passes zero */
	return dma_fence_wait_timeout(job->fence, false, timeout);
}

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	foo_idle(container_of(base, struct foo_job, base), HZ);
	return NULL;
}

static struct dma_fence *bar_run_job(struct drm_sched_job *base)
{
	bar_idle(container_of(base, struct foo_job, base), 0);
	return NULL;
}

long bar_ioctl(struct foo_job *job)
{
	return bar_idle(job, HZ);
}

static const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };
static const struct drm_sched_backend_ops bar_ops = { .run_job = bar_run_job };
