// SPDX-License-Identifier: GPL-2.0-only
/* run_job sleeps until there is room in a ring. */
#include <kernel.h>

struct foo_job {
	struct drm_sched_job base;
	struct wait_queue_head *queue;
};

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	struct foo_job *job = container_of(base, struct foo_job, base);

	/* hit: fence/wait-in-section: foo_run_job */
	wait_event(*job->queue, !hw_busy(job));
	return NULL;
}

static struct dma_fence *bar_run_job(struct drm_sched_job *base)
{
	struct foo_job *job = container_of(base, struct foo_job, base);

	/* ok: fence/wait-in-section: goes on without it after a while */
	if (!wait_event_timeout(*job->queue, !hw_busy(job), HZ))
		return NULL;
	hw_kick(job);
	return NULL;
}

void bar_submit(struct foo_job *job)
{
	/* ok: fence/wait-in-section: when the job is submitted */
	wait_event(*job->queue, !hw_busy(job));
}

static const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };
static const struct drm_sched_backend_ops bar_ops = { .run_job = bar_run_job };
