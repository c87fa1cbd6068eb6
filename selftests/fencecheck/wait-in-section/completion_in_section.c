// SPDX-License-Identifier: GPL-2.0-only
/* A section waits for a completion: nobody promises that this comes in time. */
#include <kernel.h>

struct foo_job {
	struct drm_sched_job base;
	struct completion *done;
};

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	/* hit: fence/wait-in-section: foo_run_job */
	wait_for_completion(container_of(base, struct foo_job, base)->done);
	return NULL;
}

static struct dma_fence *bar_run_job(struct drm_sched_job *base)
{
	/* hit[put]: fence/wait-in-section: bar_run_job */
	wait_for_completion_timeout(container_of(base, struct foo_job, base)->done, HZ);
	return NULL;
}

void foo_commit(struct completion *done, struct dma_fence *fence)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/wait-in-section: foo_commit */
	wait_for_completion(done);
	dma_fence_signal(fence);
	dma_fence_end_signalling(cookie);
}

void bar_commit(struct completion *done, struct dma_fence *fence)
{
	bool cookie;

	/* ok: fence/wait-in-section: before the section begins */
	wait_for_completion(done);
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(fence);
	complete(done);
	dma_fence_end_signalling(cookie);
}

static const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };
static const struct drm_sched_backend_ops bar_ops = { .run_job = bar_run_job };
