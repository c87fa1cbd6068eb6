// SPDX-License-Identifier: GPL-2.0-only
/* The end of a nested section leaves the outer one open. */
#include <kernel.h>

void foo_nested(void *hw)
{
	bool outer = dma_fence_begin_signalling();
	bool inner = dma_fence_begin_signalling();

	hw_kick(hw);
	dma_fence_end_signalling(inner);
	/* hit: fence/alloc-in-section: foo_nested */
	kfree(kmalloc(16, GFP_KERNEL));
	dma_fence_end_signalling(outer);
	/* ok: fence/alloc-in-section: both have ended */
	kfree(kmalloc(16, GFP_KERNEL));
}

void foo_nested_nowait(void *hw)
{
	bool outer = dma_fence_begin_signalling();
	bool inner = dma_fence_begin_signalling();

	dma_fence_end_signalling(inner);
	/* ok: fence/alloc-in-section: does not reclaim */
	kfree(kmalloc(16, GFP_NOWAIT));
	dma_fence_end_signalling(outer);
}
