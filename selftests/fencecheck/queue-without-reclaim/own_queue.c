// SPDX-License-Identifier: GPL-2.0-only
/* Work that signals is queued on a workqueue of the driver that has no rescuer. */
#include <kernel.h>

struct foo {
	struct work_struct work;
	struct work_struct ordered_work;
	struct work_struct safe_work;
	struct work_struct other_work;
	struct workqueue_struct *wq;
	struct workqueue_struct *ordered_wq;
	struct workqueue_struct *safe_wq;
	struct workqueue_struct *other_wq;
	struct dma_fence *fence;
};

static void foo_work(struct work_struct *work)
{
	dma_fence_signal(container_of(work, struct foo, work)->fence);
}

static void foo_ordered_work(struct work_struct *work)
{
	dma_fence_signal(container_of(work, struct foo, ordered_work)->fence);
}

static void foo_safe_work(struct work_struct *work)
{
	dma_fence_signal(container_of(work, struct foo, safe_work)->fence);
}

static void foo_other_work(struct work_struct *work)
{
	kfree(container_of(work, struct foo, other_work));
}

void foo_irq(struct foo *foo)
{
	/* hit: fence/queue-without-reclaim: foo_irq */
	queue_work(foo->wq, &foo->work);
	/* hit: fence/queue-without-reclaim: foo_irq */
	queue_work(foo->ordered_wq, &foo->ordered_work);
	/* ok: fence/queue-without-reclaim: a queue with a rescuer */
	queue_work(foo->safe_wq, &foo->safe_work);
	/* ok: fence/queue-without-reclaim: this work signals nothing */
	queue_work(foo->other_wq, &foo->other_work);
}

void foo_init(struct foo *foo)
{
	INIT_WORK(&foo->work, foo_work);
	INIT_WORK(&foo->ordered_work, foo_ordered_work);
	INIT_WORK(&foo->safe_work, foo_safe_work);
	INIT_WORK(&foo->other_work, foo_other_work);
	foo->wq = alloc_workqueue("foo", WQ_UNBOUND, 0);
	foo->ordered_wq = alloc_ordered_workqueue("foo-ordered", 0);
	foo->safe_wq = alloc_ordered_workqueue("foo-safe", WQ_MEM_RECLAIM);
	foo->other_wq = alloc_workqueue("foo-other", 0, 0);
}
