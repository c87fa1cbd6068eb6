// SPDX-License-Identifier: GPL-2.0-only
/* run_job waits for a fence, and holds up every job behind it. */
#include <kernel.h>

struct foo_job {
	struct drm_sched_job base;
	struct dma_fence *in_fence;
};

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	struct foo_job *job = container_of(base, struct foo_job, base);

	/* hit: fence/wait-in-section: foo_run_job */
	dma_fence_wait(job->in_fence, false);
	return NULL;
}

static struct dma_fence *bar_run_job(struct drm_sched_job *base)
{
	struct foo_job *job = container_of(base, struct foo_job, base);

	/* ok: fence/wait-in-section: a time-out of zero only looks */
	if (dma_fence_wait_timeout(job->in_fence, false, 0) > 0)
		hw_kick(job);
	/* ok: fence/wait-in-section: looks without waiting */
	if (dma_fence_is_signaled(job->in_fence))
		hw_kick(job);
	return NULL;
}

static struct dma_fence *foo_prepare_job(struct drm_sched_job *base,
					 struct drm_sched_entity *entity)
{
	struct foo_job *job = container_of(base, struct foo_job, base);

	/* hit: fence/wait-in-section: foo_prepare_job */
	dma_fence_wait_timeout(job->in_fence, false, HZ);
	return NULL;
}

static struct dma_fence *bar_prepare_job(struct drm_sched_job *base,
					 struct drm_sched_entity *entity)
{
	/* ok: fence/wait-in-section: the scheduler waits for it, without blocking */
	return dma_fence_get(container_of(base, struct foo_job, base)->in_fence);
}

static const struct drm_sched_backend_ops foo_ops = {
	.prepare_job = foo_prepare_job,
	.run_job = foo_run_job,
};

static const struct drm_sched_backend_ops bar_ops = {
	.prepare_job = bar_prepare_job,
	.run_job = bar_run_job,
};
