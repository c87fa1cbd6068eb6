// SPDX-License-Identifier: GPL-2.0-only
/* Everybody waits for fences under reservation locks, so signalling must not take one. */
#include <kernel.h>

struct foo_job {
	struct drm_sched_job base;
	struct dma_resv *resv;
};

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	struct foo_job *job = container_of(base, struct foo_job, base);

	/* hit: fence/lock-in-section: foo_run_job */
	dma_resv_lock(job->resv, NULL);
	hw_kick(job);
	dma_resv_unlock(job->resv);
	return NULL;
}

static struct dma_fence *bar_run_job(struct drm_sched_job *base)
{
	struct foo_job *job = container_of(base, struct foo_job, base);

	/* ok: fence/lock-in-section: goes on without it */
	if (dma_resv_trylock(job->resv))
		dma_resv_unlock(job->resv);
	return NULL;
}

static int foo_validate(struct dma_resv *resv)
{
	/* hit: fence/lock-in-section: foo_commit_tail > foo_validate */
	int ret = dma_resv_lock_interruptible(resv, NULL);

	if (ret)
		return ret;
	dma_resv_unlock(resv);
	return 0;
}

void foo_commit_tail(struct dma_resv *resv)
{
	bool cookie = dma_fence_begin_signalling();

	foo_validate(resv);
	dma_fence_end_signalling(cookie);
}

void bar_commit_tail(struct dma_resv *resv)
{
	bool cookie;

	/* ok: fence/lock-in-section: before the section */
	dma_resv_lock(resv, NULL);
	cookie = dma_fence_begin_signalling();
	hw_kick(resv);
	dma_fence_end_signalling(cookie);
	dma_resv_unlock(resv);
}

static const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };
static const struct drm_sched_backend_ops bar_ops = { .run_job = bar_run_job };
