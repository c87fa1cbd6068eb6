// SPDX-License-Identifier: GPL-2.0-only
/* A round of a loop leaves the section open. */
#include <kernel.h>

void foo_each(void **hw)
{
	bool cookie;

	for (; *hw; hw++) {
		/* hit: fence/unbalanced: foo_each */
		cookie = dma_fence_begin_signalling();
		if (hw_busy(*hw))
			continue;
		hw_kick(*hw);
		dma_fence_end_signalling(cookie);
	}
}

void bar_each(void **hw)
{
	bool cookie;

	for (; *hw; hw++) {
		if (hw_busy(*hw))
			continue;
		/* ok: fence/unbalanced: ends in the same round */
		cookie = dma_fence_begin_signalling();
		hw_kick(*hw);
		dma_fence_end_signalling(cookie);
	}
}

void baz_each(void **hw)
{
	/* ok: fence/unbalanced: around the loop */
	bool cookie = dma_fence_begin_signalling();

	while (*hw) {
		if (hw_busy(*hw++))
			break;
	}
	dma_fence_end_signalling(cookie);
}
