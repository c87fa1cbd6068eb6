// SPDX-License-Identifier: GPL-2.0-only
/* run_job waits for everything in a reservation object. */
#include <kernel.h>

struct foo_job {
	struct drm_sched_job base;
	struct dma_resv *resv;
};

static void foo_sync(struct foo_job *job, long timeout)
{
	/* hit: fence/wait-in-section: foo_run_job > foo_sync */
	dma_resv_wait_timeout(job->resv, DMA_RESV_USAGE_READ, false, MAX_SCHEDULE_TIMEOUT);
}

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	foo_sync(container_of(base, struct foo_job, base), 0);
	return NULL;
}

static struct dma_fence *bar_run_job(struct drm_sched_job *base)
{
	struct foo_job *job = container_of(base, struct foo_job, base);

	/* ok: fence/wait-in-section: a time-out of zero only looks */
	dma_resv_wait_timeout(job->resv, DMA_RESV_USAGE_READ, false, 0);
	/* ok: fence/wait-in-section: looks without waiting */
	dma_resv_test_signaled(job->resv, DMA_RESV_USAGE_READ);
	return NULL;
}

static const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };
static const struct drm_sched_backend_ops bar_ops = { .run_job = bar_run_job };
