// SPDX-License-Identifier: GPL-2.0-only
/* A goto leads past the end of the section. */
#include <kernel.h>

int foo_commit(void *hw)
{
	bool cookie;
	int ret;

	cookie = dma_fence_begin_signalling();
	ret = hw_busy(hw);
	if (ret)
		goto out;
	hw_kick(hw);
	dma_fence_end_signalling(cookie);
out:
	/* hit: fence/unbalanced: foo_commit */
	return ret;
}

int bar_commit(void *hw)
{
	bool cookie;
	int ret;

	cookie = dma_fence_begin_signalling();
	ret = hw_busy(hw);
	if (ret)
		goto out;
	hw_kick(hw);
out:
	dma_fence_end_signalling(cookie);
	/* ok: fence/unbalanced: the label stands before the end */
	return ret;
}
