// SPDX-License-Identifier: GPL-2.0-only
/* A scheduler's run_job, and what it calls, must get on without reclaim. */
#include <drm/gpu_scheduler.h>
#include <linux/slab.h>

struct hw_fence {
	struct dma_fence base;
};

void ring(struct drm_sched_job *job);
void wait_room(void *data);
static void *level3(void);

/* Reached with a job in flight: made at submit it could fail there. */
static struct dma_fence *hw_fence_create(void)
{
	/* hit: fence/alloc-in-section: left: the caller has to cope as well */
	struct hw_fence *fence = kzalloc(sizeof(*fence), GFP_KERNEL);

	if (!fence)
		return ERR_PTR(-ENOMEM);
	return &fence->base;
}

static void *level2(void)
{
	/* hit: fence/alloc-in-section: left: no flags */
	wait_room(vmalloc(64));
	return level3();
}

static void *level1(void)
{
	return level2();
}

static void *level3(void)
{
	/* todo: fence/alloc-in-section: more than two calls away */
	return kmalloc(8, GFP_KERNEL);
}

static void *scoped(void)
{
	/* ok: fence/alloc-in-section: only called with reclaim off */
	return kmalloc(8, GFP_KERNEL);
}

static struct dma_fence *job_run(struct drm_sched_job *job)
{
	struct dma_fence *fence;
	unsigned int flags;
	void *stream;

	/* hit: fence/alloc-in-section */
	stream = kmalloc(64, GFP_KERNEL);
	if (!stream)
		return ERR_PTR(-ENOMEM);
	flags = memalloc_noreclaim_save();
	wait_room(scoped());
	memalloc_noreclaim_restore(flags);
	wait_room(level1());
	fence = hw_fence_create();
	if (IS_ERR(fence))
		return fence;
	ring(job);
	return fence;
}

/* Without a fence the scheduler takes the job for done, well or not. */
static struct dma_fence *other_job_run(struct drm_sched_job *job)
{
	struct hw_fence *fence;

	/* hit: fence/alloc-in-section: left: the job would be lost unseen */
	fence = kzalloc(sizeof(*fence), GFP_KERNEL);
	if (!fence)
		return NULL;
	ring(job);
	return &fence->base;
}

static void free_job(struct drm_sched_job *job)
{
	/* ok: fence/alloc-in-section: not run_job */
	wait_room(kmalloc(8, GFP_KERNEL));
}

struct drm_sched_job *submit(void)
{
	/* ok: fence/alloc-in-section: at submit */
	return kmalloc(64, GFP_KERNEL);
}

const struct drm_sched_backend_ops ops = {
	.run_job = job_run,
	.free_job = free_job,
};

static const struct drm_sched_backend_ops other_ops = {
	.run_job = other_job_run,
	.free_job = free_job,
};

const struct drm_sched_backend_ops *others(void)
{
	return &other_ops;
}
