// SPDX-License-Identifier: GPL-2.0-only
/* The work to flush comes as a parameter; it is initialised where it is known. */
#include <kernel.h>

struct foo {
	struct work_struct work;
	struct work_struct signal_work;
	struct dma_fence *fence;
};

static void foo_flush(struct work_struct *work)
{
	/* hit: fence/flush-in-section: foo_reset > foo_flush | foo_work */
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
	INIT_WORK(&foo->work, foo_work);
	INIT_WORK(&foo->signal_work, foo_signal_work);
}
