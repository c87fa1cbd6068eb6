// SPDX-License-Identifier: GPL-2.0-only
/* Allocations that do not wait for reclaim, or are not in a section. */
#include <linux/dma-fence.h>
#include <linux/slab.h>

struct state {
	struct dma_fence *fence;
	void *log;
	bool dead;
};

void record(void *data);
void schedule_on(void (*work)(struct state *state));

void dump(struct state *state)
{
	/* ok: fence/alloc-in-section: no section calls this: it is run by a worker */
	state->log = kmalloc(64, GFP_KERNEL);
}

static void snapshot(struct state *state, bool atomic)
{
	/* ok: fence/alloc-in-section: the caller says which */
	state->log = kmalloc(64, atomic ? GFP_ATOMIC : GFP_KERNEL);
}

int worker(struct state *state)
{
	unsigned int flags;
	bool cookie;

	/* ok: fence/alloc-in-section: before the section */
	state->log = kmalloc(64, GFP_KERNEL);
	if (!state->log)
		return -ENOMEM;
	cookie = dma_fence_begin_signalling();
	/* ok: fence/alloc-in-section: does not wait */
	record(kmalloc(64, GFP_NOWAIT));
	/* ok: fence/alloc-in-section: does not wait */
	record(kmalloc(64, GFP_ATOMIC));
	/* ok: fence/alloc-in-section: no reclaim */
	record(kmalloc(64, GFP_KERNEL & ~__GFP_DIRECT_RECLAIM));
	snapshot(state, true);
	schedule_on(dump);
	flags = memalloc_noreclaim_save();
	/* ok: fence/alloc-in-section: reclaim is off in here */
	record(kmalloc(64, GFP_KERNEL));
	memalloc_noreclaim_restore(flags);
	/* ok: fence/alloc-in-section: allocates nothing */
	might_alloc(GFP_KERNEL);
	flags = memalloc_nofs_save();
	/* hit: fence/alloc-in-section: left: nofs still waits for the shrinkers of notifiers */
	record(kmalloc(64, GFP_KERNEL));
	memalloc_nofs_restore(flags);
	dma_fence_signal(state->fence);
	dma_fence_end_signalling(cookie);
	/* ok: fence/alloc-in-section: after the section */
	state->log = kmalloc(64, GFP_KERNEL);
	return 0;
}

/* Out of the section for the step that allocates, as a reset may have to be. */
void between(struct state *state)
{
	bool cookie;

	cookie = dma_fence_begin_signalling();
	dma_fence_signal(state->fence);
	dma_fence_end_signalling(cookie);
	/* ok: fence/alloc-in-section: between two sections */
	state->log = kmalloc(64, GFP_KERNEL);
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(state->fence);
	dma_fence_end_signalling(cookie);
}

void ended_early(struct state *state)
{
	bool cookie;

	cookie = dma_fence_begin_signalling();
	if (state->dead) {
		dma_fence_end_signalling(cookie);
		/* ok: fence/alloc-in-section: this branch has left the section */
		state->log = kmalloc(64, GFP_KERNEL);
		return;
	}
	dma_fence_signal(state->fence);
	dma_fence_end_signalling(cookie);
}
