// SPDX-License-Identifier: GPL-2.0-only
/* A section cancels a work item that waits for a fence; before the section it is legal. */
#include <kernel.h>

struct foo {
	struct work_struct work;
	struct dma_fence *fence;
};

static void foo_work(struct work_struct *work)
{
	dma_fence_wait(container_of(work, struct foo, work)->fence, false);
}

static void foo_stop(struct foo *foo)
{
	/* hit: fence/flush-in-section: foo_reset > foo_stop | foo_work */
	cancel_work_sync(&foo->work);
}

void foo_reset(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	foo_stop(foo);
	dma_fence_signal(foo->fence);
	dma_fence_end_signalling(cookie);
}

void bar_reset(struct foo *foo)
{
	bool cookie;

	/* ok: fence/flush-in-section: before the section begins */
	cancel_work_sync(&foo->work);
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(foo->fence);
	dma_fence_end_signalling(cookie);
	/* ok: fence/flush-in-section: after its end */
	flush_work(&foo->work);
}

void foo_init(struct foo *foo)
{
	INIT_WORK(&foo->work, foo_work);
}
