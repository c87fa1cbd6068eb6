// SPDX-License-Identifier: GPL-2.0-only
/* A work item allocates before it signals; what comes after is its own affair. */
#include <kernel.h>

struct foo {
	struct work_struct work;
	struct work_struct late_work;
	struct work_struct branch_work;
	struct work_struct other_work;
	struct delayed_work poll_work;
	struct dma_fence *fence;
	void *record;
};

static void foo_signal(struct foo *foo)
{
	dma_fence_signal(foo->fence);
	dma_fence_put(foo->fence);
}

static void foo_work(struct work_struct *work)
{
	struct foo *foo = container_of(work, struct foo, work);

	/* hit: fence/alloc-in-section: foo_work */
	foo->record = kmalloc(16, GFP_KERNEL);
	foo_signal(foo);
}

static void foo_late_work(struct work_struct *work)
{
	struct foo *foo = container_of(work, struct foo, late_work);

	foo_signal(foo);
	/* ok: fence/alloc-in-section: the fence has signalled */
	foo->record = kmalloc(16, GFP_KERNEL);
}

static void foo_branch_work(struct work_struct *work)
{
	struct foo *foo = container_of(work, struct foo, branch_work);

	if (hw_busy(foo)) {
		/* ok: fence/alloc-in-section: on this way nothing is signalled */
		foo->record = kmalloc(16, GFP_KERNEL);
		return;
	}
	foo_signal(foo);
}

static void foo_other_work(struct work_struct *work)
{
	/* ok: fence/alloc-in-section: this work signals nothing */
	container_of(work, struct foo, other_work)->record = kmalloc(16, GFP_KERNEL);
}

static void foo_poll_work(struct work_struct *work)
{
	struct foo *foo = container_of(work, struct foo, poll_work.work);

	/* hit: fence/alloc-in-section: foo_poll_work */
	foo->record = kmalloc(16, GFP_KERNEL);
	dma_fence_signal(foo->fence);
}

static void foo_static_work(struct work_struct *work)
{
	/* hit: fence/alloc-in-section: foo_static_work */
	struct dma_fence **fences = kmalloc(16, GFP_KERNEL);

	dma_fence_signal(fences[0]);
}

static DECLARE_WORK(static_work, foo_static_work);

void foo_init(struct foo *foo)
{
	INIT_WORK(&foo->work, foo_work);
	INIT_WORK(&foo->late_work, foo_late_work);
	INIT_WORK(&foo->branch_work, foo_branch_work);
	INIT_WORK(&foo->other_work, foo_other_work);
	INIT_DELAYED_WORK(&foo->poll_work, foo_poll_work);
}
