// SPDX-License-Identifier: GPL-2.0-only
/* A section flushes or cancels a work item with a section of its own: no deadlock. */
#include <kernel.h>

struct foo {
	struct work_struct work;
	struct work_struct alloc_work;
	struct dma_fence *fence;
	void *record;
};

static void foo_work(struct work_struct *work)
{
	struct foo *foo = container_of(work, struct foo, work);
	bool cookie = dma_fence_begin_signalling();

	dma_fence_signal(foo->fence);
	dma_fence_end_signalling(cookie);
}

static void foo_alloc_work(struct work_struct *work)
{
	container_of(work, struct foo, alloc_work)->record = kmalloc(16, GFP_KERNEL);
}

void foo_reset(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* ok: fence/flush-in-section: the work is part of signalling, too */
	flush_work(&foo->work);
	/* ok: fence/flush-in-section: the work is part of signalling, too */
	cancel_work_sync(&foo->work);
	dma_fence_end_signalling(cookie);
}

void bar_reset(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/flush-in-section: bar_reset | foo_alloc_work */
	flush_work(&foo->alloc_work);
	dma_fence_end_signalling(cookie);
}

void foo_init(struct foo *foo)
{
	INIT_WORK(&foo->work, foo_work);
	INIT_WORK(&foo->alloc_work, foo_alloc_work);
}
