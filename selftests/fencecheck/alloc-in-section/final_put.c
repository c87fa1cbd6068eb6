// SPDX-License-Identifier: GPL-2.0-only
/* The last reference may be dropped by a job: seldom, so only on request. */
#include <kernel.h>

struct foo_job {
	struct drm_sched_job base;
	struct kref refcount;
	void *record;
};

static void foo_job_release(struct kref *kref)
{
	struct foo_job *job = container_of(kref, struct foo_job, refcount);

	/* hit[put]: fence/alloc-in-section: foo_run_job > foo_job_put > foo_job_release */
	job->record = kmalloc(16, GFP_KERNEL);
	kfree(job);
}

static void foo_job_put(struct foo_job *job)
{
	kref_put(&job->refcount, foo_job_release);
}

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	foo_job_put(container_of(base, struct foo_job, base));
	return NULL;
}

static void bar_job_release(struct kref *kref)
{
	/* ok: fence/alloc-in-section: never enters reclaim */
	container_of(kref, struct foo_job, refcount)->record = kmalloc(16, GFP_NOWAIT);
}

static struct dma_fence *bar_run_job(struct drm_sched_job *base)
{
	kref_put(&container_of(base, struct foo_job, base)->refcount, bar_job_release);
	return NULL;
}

static const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };
static const struct drm_sched_backend_ops bar_ops = { .run_job = bar_run_job };
