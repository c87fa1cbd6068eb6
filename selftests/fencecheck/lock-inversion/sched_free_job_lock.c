// SPDX-License-Identifier: GPL-2.0-only
/* free_job takes a lock that is held over a wait, and the next job has to wait for free_job. */
#include <kernel.h>

struct foo_job {
	struct drm_sched_job base;
	struct mutex *job_lock;
};

static DEFINE_MUTEX(foo_lock);
static DEFINE_MUTEX(bar_lock);

void foo_idle(struct dma_fence *fence)
{
	mutex_lock(&foo_lock);
	dma_fence_wait(fence, false);
	mutex_unlock(&foo_lock);
}

static void foo_free_job(struct drm_sched_job *base)
{
	/* hit[put]: fence/lock-inversion: foo_free_job | foo_idle */
	mutex_lock(&foo_lock);
	mutex_unlock(&foo_lock);
	kfree(base);
}

void bar_idle(struct dma_fence *fence)
{
	mutex_lock(&bar_lock);
	dma_fence_wait(fence, false);
	mutex_unlock(&bar_lock);
}

struct bar_job {
	struct drm_sched_job base;
	struct work_struct release_work;
	struct workqueue_struct *wq;
};

static void bar_release(struct work_struct *work)
{
	/* ok: fence/lock-inversion: a work item of its own, which signals nothing */
	mutex_lock(&bar_lock);
	mutex_unlock(&bar_lock);
}

static void bar_free_job(struct drm_sched_job *base)
{
	struct bar_job *job = container_of(base, struct bar_job, base);

	INIT_WORK(&job->release_work, bar_release);
	queue_work(job->wq, &job->release_work);
}

static const struct drm_sched_backend_ops foo_ops = { .free_job = foo_free_job };
static const struct drm_sched_backend_ops bar_ops = { .free_job = bar_free_job };
