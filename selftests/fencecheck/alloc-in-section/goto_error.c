// SPDX-License-Identifier: GPL-2.0-only
/* The ways through a function meet at its labels. */
#include <kernel.h>

int foo_commit(void *hw)
{
	bool cookie;
	int ret = 0;

	if (hw_busy(hw))
		goto busy;
	cookie = dma_fence_begin_signalling();
	hw_kick(hw);
	if (hw_busy(hw)) {
		ret = -EINVAL;
		goto failed;
	}
	dma_fence_end_signalling(cookie);
	return 0;

failed:
	/* hit: fence/alloc-in-section: foo_commit */
	kfree(kmalloc(16, GFP_KERNEL));
	dma_fence_end_signalling(cookie);
busy:
	/* ok: fence/alloc-in-section: no section is open on any way to here */
	kfree(kmalloc(32, GFP_KERNEL));
	return ret;
}

int foo_flip(void *hw)
{
	bool cookie;
	int tries;

again:
	/* ok: fence/alloc-in-section: outside of the section each time round */
	kfree(kmalloc(32, GFP_KERNEL));
	cookie = dma_fence_begin_signalling();
	for (tries = 0; tries < 3; tries++) {
		if (!hw_busy(hw))
			break;
		/* hit: fence/alloc-in-section: foo_flip */
		kfree(kmalloc(16, GFP_KERNEL));
	}
	dma_fence_end_signalling(cookie);
	if (hw_busy(hw))
		goto again;
	return 0;
}

int foo_mode(void *hw, int mode)
{
	bool cookie = dma_fence_begin_signalling();

	switch (mode) {
	case 0:
		dma_fence_end_signalling(cookie);
		/* ok: fence/alloc-in-section: ended in this case */
		kfree(kmalloc(16, GFP_KERNEL));
		return 0;
	case 1:
		hw_kick(hw);
		break;
	default:
		/* hit: fence/alloc-in-section: foo_mode */
		kfree(kmalloc(32, GFP_KERNEL));
	}
	dma_fence_end_signalling(cookie);
	return 1;
}
