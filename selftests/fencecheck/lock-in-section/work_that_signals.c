// SPDX-License-Identifier: GPL-2.0-only
/* A work item locks a buffer before it signals, or after. */
#include <kernel.h>

struct foo {
	struct work_struct work;
	struct work_struct late_work;
	struct dma_fence *fence;
	struct dma_resv *resv;
};

static void foo_work(struct work_struct *work)
{
	struct foo *foo = container_of(work, struct foo, work);

	/* hit: fence/lock-in-section: foo_work */
	dma_resv_lock(foo->resv, NULL);
	dma_fence_signal(foo->fence);
	dma_resv_unlock(foo->resv);
}

static void foo_late_work(struct work_struct *work)
{
	struct foo *foo = container_of(work, struct foo, late_work);

	dma_fence_signal(foo->fence);
	/* ok: fence/lock-in-section: the fence has signalled */
	dma_resv_lock(foo->resv, NULL);
	dma_resv_unlock(foo->resv);
}

void foo_init(struct foo *foo)
{
	INIT_WORK(&foo->work, foo_work);
	INIT_WORK(&foo->late_work, foo_late_work);
}
