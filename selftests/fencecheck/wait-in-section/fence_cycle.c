// SPDX-License-Identifier: GPL-2.0-only
/* Two sections wait for each other's fence. */
#include <kernel.h>

struct foo {
	struct dma_fence *a;
	struct dma_fence *b;
};

void foo_first(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* todo: fence/wait-in-section: which fence depends on which is not known */
	dma_fence_wait(foo->a, false);
	dma_fence_signal(foo->b);
	dma_fence_end_signalling(cookie);
}

void foo_second(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* todo: fence/wait-in-section: which fence depends on which is not known */
	dma_fence_wait(foo->b, false);
	dma_fence_signal(foo->a);
	dma_fence_end_signalling(cookie);
}
