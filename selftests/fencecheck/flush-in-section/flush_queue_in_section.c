// SPDX-License-Identifier: GPL-2.0-only
/* A section drains a workqueue with work that waits for fences. */
#include <kernel.h>

struct foo {
	struct work_struct work;
	struct work_struct signal_work;
	struct workqueue_struct *wq;
	struct workqueue_struct *signal_wq;
	struct dma_fence *fence;
};

static void foo_work(struct work_struct *work)
{
	dma_fence_wait(container_of(work, struct foo, work)->fence, false);
}

static void foo_signal_work(struct work_struct *work)
{
	dma_fence_signal(container_of(work, struct foo, signal_work)->fence);
}

void foo_queue(struct foo *foo)
{
	queue_work(foo->wq, &foo->work);
	queue_work(foo->signal_wq, &foo->signal_work);
}

void foo_reset(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/flush-in-section: foo_reset | foo_work */
	flush_workqueue(foo->wq);
	/* ok: fence/flush-in-section: all work on this queue only signals */
	drain_workqueue(foo->signal_wq);
	dma_fence_end_signalling(cookie);
}

void bar_reset(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/flush-in-section: bar_reset | foo_work */
	drain_workqueue(foo->wq);
	dma_fence_end_signalling(cookie);
	/* ok: fence/flush-in-section: outside of the section */
	destroy_workqueue(foo->wq);
}

int foo_init(struct foo *foo)
{
	INIT_WORK(&foo->work, foo_work);
	INIT_WORK(&foo->signal_work, foo_signal_work);
	foo->wq = alloc_workqueue("foo", 0, 0);
	foo->signal_wq = alloc_workqueue("foo-signal", WQ_MEM_RECLAIM, 0);
	return foo->wq && foo->signal_wq ? 0 : -ENOMEM;
}
