// SPDX-License-Identifier: GPL-2.0-only
/* On an ordered workqueue a wait is queued before the work that signals. */
#include <kernel.h>

struct foo {
	struct work_struct wait_work;
	struct work_struct signal_work;
	struct workqueue_struct *wq;
	struct workqueue_struct *signal_wq;
	struct dma_fence *fence;
};

static void foo_wait_work(struct work_struct *work)
{
	dma_fence_wait(container_of(work, struct foo, wait_work)->fence, false);
}

static void foo_signal_work(struct work_struct *work)
{
	dma_fence_signal(container_of(work, struct foo, signal_work)->fence);
}

void foo_queue(struct foo *foo)
{
	queue_work(foo->wq, &foo->wait_work);
	/* todo: fence/queue-without-reclaim: the order on a queue is not known */
	queue_work(foo->wq, &foo->signal_work);
}

void bar_queue(struct foo *foo)
{
	queue_work(foo->wq, &foo->wait_work);
	/* ok: fence/queue-without-reclaim: what signals has a queue of its own */
	queue_work(foo->signal_wq, &foo->signal_work);
}

int foo_init(struct foo *foo)
{
	INIT_WORK(&foo->wait_work, foo_wait_work);
	INIT_WORK(&foo->signal_work, foo_signal_work);
	foo->wq = alloc_ordered_workqueue("foo", WQ_MEM_RECLAIM);
	foo->signal_wq = alloc_ordered_workqueue("foo-signal", WQ_MEM_RECLAIM);
	return foo->wq && foo->signal_wq ? 0 : -ENOMEM;
}
