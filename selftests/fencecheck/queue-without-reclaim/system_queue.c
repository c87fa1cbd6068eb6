// SPDX-License-Identifier: GPL-2.0-only
/* Work that signals is queued on a system workqueue, which nobody rescues when memory is short. */
#include <kernel.h>

struct foo {
	struct work_struct work;
	struct work_struct unbound_work;
	struct delayed_work poll_work;
	struct work_struct free_work;
	struct work_struct own_work;
	struct workqueue_struct *wq;
	struct dma_fence *fence;
};

static void foo_signal(struct foo *foo)
{
	dma_fence_signal(foo->fence);
}

static void foo_work(struct work_struct *work)
{
	foo_signal(container_of(work, struct foo, work));
}

static void foo_unbound_work(struct work_struct *work)
{
	dma_fence_signal(container_of(work, struct foo, unbound_work)->fence);
}

static void foo_poll_work(struct work_struct *work)
{
	dma_fence_signal(container_of(work, struct foo, poll_work.work)->fence);
}

static void foo_free_work(struct work_struct *work)
{
	kfree(container_of(work, struct foo, free_work));
}

static void foo_own_work(struct work_struct *work)
{
	dma_fence_signal(container_of(work, struct foo, own_work)->fence);
}

void foo_irq(struct foo *foo)
{
	/* hit: fence/queue-without-reclaim: foo_irq */
	schedule_work(&foo->work);
	/* hit: fence/queue-without-reclaim: foo_irq */
	queue_work(system_unbound_wq, &foo->unbound_work);
	/* hit: fence/queue-without-reclaim: foo_irq */
	schedule_delayed_work(&foo->poll_work, HZ);
	/* ok: fence/queue-without-reclaim: this work signals nothing */
	schedule_work(&foo->free_work);
	/* ok: fence/queue-without-reclaim: a queue with a rescuer */
	queue_work(foo->wq, &foo->own_work);
}

int foo_init(struct foo *foo)
{
	INIT_WORK(&foo->work, foo_work);
	INIT_WORK(&foo->unbound_work, foo_unbound_work);
	INIT_DELAYED_WORK(&foo->poll_work, foo_poll_work);
	INIT_WORK(&foo->free_work, foo_free_work);
	INIT_WORK(&foo->own_work, foo_own_work);
	foo->wq = alloc_workqueue("foo", WQ_MEM_RECLAIM | WQ_HIGHPRI, 0);
	return foo->wq ? 0 : -ENOMEM;
}
