// SPDX-License-Identifier: GPL-2.0-only
/* Fences made in a file of their own, for the run_job of another file. */
#include <linux/dma-fence.h>
#include <linux/slab.h>

struct engine {
	int id;
};

struct dma_fence *engine_fence_create(struct engine *engine);
struct dma_fence *engine_submit(struct engine *engine);
struct dma_fence *engine_fence_prepare(struct engine *engine);
struct dma_fence *engine_fence_scoped(struct engine *engine);
struct dma_fence *engine_local(struct engine *engine);

/* Called by run_job itself. */
struct dma_fence *engine_fence_create(struct engine *engine)
{
	struct dma_fence *fence;

	/* hit: fence/alloc-in-section: left: run_job is in another file */
	fence = kzalloc(sizeof(*fence), GFP_KERNEL);
	if (!fence)
		return ERR_PTR(-ENOMEM);
	dma_fence_init(fence, NULL, NULL, 0, 0);
	return fence;
}

static struct dma_fence *fence_alloc(void)
{
	/* hit: fence/alloc-in-section: left: run_job is in another file */
	return kzalloc(sizeof(struct dma_fence), GFP_KERNEL);
}

/* Called by run_job itself. */
struct dma_fence *engine_submit(struct engine *engine)
{
	return fence_alloc();
}

struct dma_fence *engine_fence_prepare(struct engine *engine)
{
	/* ok: fence/alloc-in-section: called at submit */
	return kzalloc(sizeof(struct dma_fence), GFP_KERNEL);
}

struct dma_fence *engine_fence_scoped(struct engine *engine)
{
	/* ok: fence/alloc-in-section: called with reclaim off */
	return kzalloc(sizeof(struct dma_fence), GFP_KERNEL);
}

struct dma_fence *engine_local(struct engine *engine)
{
	/* ok: fence/alloc-in-section: the other file has its own function of that name */
	return kzalloc(sizeof(struct dma_fence), GFP_KERNEL);
}
