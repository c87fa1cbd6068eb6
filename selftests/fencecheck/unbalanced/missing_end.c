// SPDX-License-Identifier: GPL-2.0-only
/* The end is missing on every way. */
#include <kernel.h>

static void foo_work(struct work_struct *work)
{
	/* hit: fence/unbalanced: foo_work */
	bool cookie = dma_fence_begin_signalling();

	hw_kick(work);
}

static void bar_work(struct work_struct *work)
{
	/* ok: fence/unbalanced: ends before the work item does */
	bool cookie = dma_fence_begin_signalling();

	hw_kick(work);
	dma_fence_end_signalling(cookie);
}

void foo_init(struct work_struct *foo, struct work_struct *bar)
{
	INIT_WORK(foo, foo_work);
	INIT_WORK(bar, bar_work);
}
