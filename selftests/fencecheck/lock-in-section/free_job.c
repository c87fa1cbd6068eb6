// SPDX-License-Identifier: GPL-2.0-only
/* The next job has to wait for free_job, which locks a buffer. */
#include <kernel.h>

struct foo_job {
	struct drm_sched_job base;
	struct dma_resv *resv;
	struct work_struct release_work;
	struct workqueue_struct *wq;
};

static void foo_free_job(struct drm_sched_job *base)
{
	struct foo_job *job = container_of(base, struct foo_job, base);

	/* hit[put]: fence/lock-in-section: foo_free_job */
	dma_resv_lock(job->resv, NULL);
	dma_resv_unlock(job->resv);
	kfree(job);
}

static void bar_release(struct work_struct *work)
{
	struct foo_job *job = container_of(work, struct foo_job, release_work);

	/* ok: fence/lock-in-section: a work item of its own, which signals nothing */
	dma_resv_lock(job->resv, NULL);
	dma_resv_unlock(job->resv);
	kfree(job);
}

static void bar_free_job(struct drm_sched_job *base)
{
	struct foo_job *job = container_of(base, struct foo_job, base);

	INIT_WORK(&job->release_work, bar_release);
	queue_work(job->wq, &job->release_work);
}

static const struct drm_sched_backend_ops foo_ops = { .free_job = foo_free_job };
static const struct drm_sched_backend_ops bar_ops = { .free_job = bar_free_job };
