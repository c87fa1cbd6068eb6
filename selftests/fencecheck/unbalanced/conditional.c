// SPDX-License-Identifier: GPL-2.0-only
/* Begin and end stand under the same condition. */
#include <kernel.h>

void foo_commit(void *hw, bool signals)
{
	bool cookie = false;

	if (signals)
		cookie = dma_fence_begin_signalling();
	hw_kick(hw);
	/* ok: fence/unbalanced: the same parameter decides about both */
	if (signals)
		dma_fence_end_signalling(cookie);
}

int bar_commit(void *hw, bool signals)
{
	bool cookie = false;

	if (signals)
		cookie = dma_fence_begin_signalling();
	hw_kick(hw);
	if (!signals)
		return 0;
	hw_kick(hw);
	if (hw_busy(hw))
		/* hit: fence/unbalanced: bar_commit */
		return -EINVAL;
	dma_fence_end_signalling(cookie);
	return 0;
}
