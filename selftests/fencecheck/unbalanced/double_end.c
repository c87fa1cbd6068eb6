// SPDX-License-Identifier: GPL-2.0-only
/* A section is ended twice, as on an error path that falls through. */
#include <kernel.h>

int foo_commit(void *hw)
{
	bool cookie = dma_fence_begin_signalling();
	int ret = hw_busy(hw);

	if (ret) {
		dma_fence_end_signalling(cookie);
		goto out;
	}
	hw_kick(hw);
out:
	/* hit: fence/unbalanced: foo_commit */
	dma_fence_end_signalling(cookie);
	return ret;
}

int bar_commit(void *hw)
{
	bool cookie = dma_fence_begin_signalling();

	hw_kick(hw);
	dma_fence_end_signalling(cookie);
	cookie = dma_fence_begin_signalling();
	hw_kick(hw);
	/* ok: fence/unbalanced: two sections, one after the other */
	dma_fence_end_signalling(cookie);
	return 0;
}
