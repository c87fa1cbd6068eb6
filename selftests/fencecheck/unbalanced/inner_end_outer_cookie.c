// SPDX-License-Identifier: GPL-2.0-only
/* The inner end gets the cookie of the outer begin: the section is over before its time. */
#include <kernel.h>

void foo_nested(void *hw)
{
	bool outer = dma_fence_begin_signalling();
	bool inner = dma_fence_begin_signalling();

	hw_kick(hw);
	/* todo: fence/unbalanced: which cookie belongs to which begin is not known */
	dma_fence_end_signalling(outer);
	hw_kick(hw);
	dma_fence_end_signalling(inner);
}

void bar_nested(void *hw)
{
	bool outer = dma_fence_begin_signalling();
	bool inner = dma_fence_begin_signalling();

	hw_kick(hw);
	/* ok: fence/unbalanced: the cookie of its own begin */
	dma_fence_end_signalling(inner);
	dma_fence_end_signalling(outer);
}
