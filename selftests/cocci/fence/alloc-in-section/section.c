// SPDX-License-Identifier: GPL-2.0-only
/* Allocations that may wait for reclaim, between begin and end of a section. */
#include <linux/dma-fence.h>
#include <linux/slab.h>

struct state {
	struct dma_fence *fence;
	struct kmem_cache *cache;
	struct page *pages[4];
	void *log;
	char *name;
	bool dead;
};

void record(void *data);
int dump(struct state *state, gfp_t flags);
int dump_name(gfp_t flags, const char *fmt, ...);

/* A reset worker that keeps a copy of the state for a core dump. */
int reset(struct state *state)
{
	bool cookie = dma_fence_begin_signalling();
	void *copy, *more;
	int ret = -ENOMEM;

	/* hit: fence/alloc-in-section */
	copy = kmalloc(64, GFP_KERNEL);
	if (!copy)
		goto end;
	/* hit: fence/alloc-in-section */
	more = kcalloc(4, 16, GFP_NOFS | __GFP_ZERO);
	if (more == NULL)
		goto free;
	record(more);
	/* hit: fence/alloc-in-section: left: the result is not checked */
	record(kmem_cache_alloc(state->cache, GFP_KERNEL));
	/* hit: fence/alloc-in-section: left: must not fail */
	record(kmalloc(8, GFP_NOFS | __GFP_NOFAIL));
	/* hit: fence/alloc-in-section: left: what it does on failure is not known */
	ret = dump(state, GFP_NOIO);
	/* hit: fence/alloc-in-section: left: what it does on failure is not known */
	ret = dump_name(GFP_KERNEL, "reset");
free:
	kfree(copy);
end:
	dma_fence_signal(state->fence);
	dma_fence_end_signalling(cookie);
	return ret;
}

/* The event is lost without a word, and nobody is told: not for a machine. */
void commit(struct state *state)
{
	bool cookie;

	/* ok: fence/alloc-in-section: before the section */
	state->log = kmalloc(64, GFP_KERNEL);
	cookie = dma_fence_begin_signalling();
	/* hit: fence/alloc-in-section: left: nothing is returned */
	state->name = kstrdup("commit", GFP_KERNEL);
	if (!state->name)
		return;
	/* hit: fence/alloc-in-section: left: no flags */
	record(vmap(state->pages, 4, 0, 0));
	/* hit: fence/alloc-in-section: left: no kvmalloc() without sleeping */
	state->log = kvmalloc(64, GFP_KERNEL);
	if (!state->log)
		goto end;
	dma_fence_signal(state->fence);
end:
	dma_fence_end_signalling(cookie);
	/* ok: fence/alloc-in-section: after the section */
	record(vmalloc(64));
}

int retries(struct state *state)
{
	bool cookie;

	cookie = dma_fence_begin_signalling();
again:
	/* hit: fence/alloc-in-section: left: without sleep this would spin */
	state->log = kmalloc(64, GFP_KERNEL);
	if (!state->log)
		goto again;
	dma_fence_end_signalling(cookie);
	return 0;
}

void *declared(struct state *state)
{
	bool cookie = dma_fence_begin_signalling();
	/* hit: fence/alloc-in-section: left: NULL may mean anything to the caller */
	struct page *page = alloc_page(GFP_USER);

	if (!page)
		return NULL;
	record(page);
	dma_fence_end_signalling(cookie);
	return page;
}
