// SPDX-License-Identifier: GPL-2.0-only
/* A work item of a kthread allocates before it signals. */
#include <kernel.h>

struct foo {
	struct kthread_work work;
	struct kthread_work late_work;
	struct dma_fence *fence;
};

static void foo_work(struct kthread_work *work)
{
	struct foo *foo = container_of(work, struct foo, work);

	/* hit: fence/alloc-in-section: foo_work */
	kfree(kmalloc(16, GFP_KERNEL));
	dma_fence_signal(foo->fence);
}

static void foo_late_work(struct kthread_work *work)
{
	struct foo *foo = container_of(work, struct foo, late_work);

	dma_fence_signal(foo->fence);
	/* ok: fence/alloc-in-section: the fence has signalled */
	kfree(kmalloc(16, GFP_KERNEL));
}

void foo_init(struct foo *foo)
{
	kthread_init_work(&foo->work, foo_work);
	kthread_init_work(&foo->late_work, foo_late_work);
}
