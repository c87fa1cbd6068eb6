// SPDX-License-Identifier: GPL-2.0-only
/* The scheduler's side of fence-file.c. */
#include <drm/gpu_scheduler.h>
#include <linux/slab.h>

struct engine {
	int id;
};

struct dma_fence *engine_fence_create(struct engine *engine);
struct dma_fence *engine_submit(struct engine *engine);
struct dma_fence *engine_fence_prepare(struct engine *engine);
struct dma_fence *engine_fence_scoped(struct engine *engine);

static struct engine engine;

static struct dma_fence *engine_local(struct engine *engine)
{
	return NULL;
}

static struct dma_fence *scoped_run(struct drm_sched_job *job)
{
	unsigned int flags = memalloc_noreclaim_save();
	struct dma_fence *fence = engine_fence_scoped(&engine);

	memalloc_noreclaim_restore(flags);
	return fence;
}

static struct dma_fence *engine_job_run(struct drm_sched_job *job)
{
	if (job->id)
		return engine_submit(&engine);
	if (engine_local(&engine))
		return scoped_run(job);
	return engine_fence_create(&engine);
}

struct dma_fence *engine_job_submit(void);

struct dma_fence *engine_job_submit(void)
{
	return engine_fence_prepare(&engine);
}

const struct drm_sched_backend_ops engine_ops = {
	.run_job = engine_job_run,
};
