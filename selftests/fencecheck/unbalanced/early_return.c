// SPDX-License-Identifier: GPL-2.0-only
/* A section stays open when a function returns early. */
#include <kernel.h>

int foo_commit(void *hw)
{
	bool cookie = dma_fence_begin_signalling();

	if (hw_busy(hw))
		/* hit: fence/unbalanced: foo_commit */
		return -EINVAL;
	hw_kick(hw);
	dma_fence_end_signalling(cookie);
	return 0;
}

int bar_commit(void *hw)
{
	bool cookie = dma_fence_begin_signalling();

	if (hw_busy(hw)) {
		dma_fence_end_signalling(cookie);
		/* ok: fence/unbalanced: ended in this branch, too */
		return -EINVAL;
	}
	hw_kick(hw);
	dma_fence_end_signalling(cookie);
	return 0;
}

int baz_commit(void *hw)
{
	bool cookie;

	if (hw_busy(hw))
		/* ok: fence/unbalanced: nothing has begun */
		return -EINVAL;
	cookie = dma_fence_begin_signalling();
	hw_kick(hw);
	dma_fence_end_signalling(cookie);
	return 0;
}
