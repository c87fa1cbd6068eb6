// SPDX-License-Identifier: GPL-2.0-only
/* Work is initialised, queued and flushed by functions of the driver. */
#include <kernel.h>

struct foo {
	struct work_struct work;
	struct work_struct signal_work;
	struct dma_fence *fence;
};

static void foo_init_work(struct work_struct *work, work_func_t func)
{
	INIT_WORK(work, func);
}

static void foo_flush(struct work_struct *work)
{
	/* todo: fence/flush-in-section: INIT_WORK() in a helper, with parameters for both */
	flush_work(work);
}

static void bar_flush(struct work_struct *work)
{
	/* ok: fence/flush-in-section: called for the work that only signals */
	flush_work(work);
}

static void foo_work(struct work_struct *work)
{
	dma_fence_wait(container_of(work, struct foo, work)->fence, false);
}

static void foo_signal_work(struct work_struct *work)
{
	dma_fence_signal(container_of(work, struct foo, signal_work)->fence);
}

void foo_reset(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	foo_flush(&foo->work);
	bar_flush(&foo->signal_work);
	dma_fence_end_signalling(cookie);
}

void foo_init(struct foo *foo)
{
	foo_init_work(&foo->work, foo_work);
	foo_init_work(&foo->signal_work, foo_signal_work);
}
