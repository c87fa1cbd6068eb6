// SPDX-License-Identifier: GPL-2.0-only
/* A job that runs, or a time-out handler, waits for a work item that waits for a fence. */
#include <kernel.h>

struct foo {
	struct work_struct work;
	struct delayed_work poll_work;
	struct work_struct signal_work;
	struct dma_fence *fence;
};

struct foo_job {
	struct drm_sched_job base;
	struct foo *foo;
};

static void foo_idle(struct foo *foo)
{
	dma_fence_wait(foo->fence, false);
}

static void foo_work(struct work_struct *work)
{
	foo_idle(container_of(work, struct foo, work));
}

static void foo_poll_work(struct work_struct *work)
{
	dma_fence_wait(container_of(work, struct foo, poll_work.work)->fence, false);
}

static void foo_signal_work(struct work_struct *work)
{
	dma_fence_signal(container_of(work, struct foo, signal_work)->fence);
}

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	struct foo *foo = container_of(base, struct foo_job, base)->foo;

	/* hit: fence/flush-in-section: foo_run_job | foo_work > foo_idle */
	flush_work(&foo->work);
	/* ok: fence/flush-in-section: this work only signals */
	flush_work(&foo->signal_work);
	return NULL;
}

static enum drm_gpu_sched_stat foo_timedout_job(struct drm_sched_job *base)
{
	struct foo *foo = container_of(base, struct foo_job, base)->foo;

	/* hit: fence/flush-in-section: foo_timedout_job | foo_poll_work */
	cancel_delayed_work_sync(&foo->poll_work);
	/* ok: fence/flush-in-section: does not wait for it */
	cancel_work(&foo->work);
	return DRM_GPU_SCHED_STAT_NOMINAL;
}

void foo_fini(struct foo *foo)
{
	/* ok: fence/flush-in-section: outside of any section */
	cancel_work_sync(&foo->work);
	cancel_delayed_work_sync(&foo->poll_work);
}

void foo_init(struct foo *foo)
{
	INIT_WORK(&foo->work, foo_work);
	INIT_WORK(&foo->signal_work, foo_signal_work);
	INIT_DELAYED_WORK(&foo->poll_work, foo_poll_work);
}

static const struct drm_sched_backend_ops foo_ops = {
	.run_job = foo_run_job,
	.timedout_job = foo_timedout_job,
};
