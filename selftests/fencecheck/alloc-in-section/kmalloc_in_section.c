// SPDX-License-Identifier: GPL-2.0-only
/* GFP_KERNEL between begin and end; before and after it is legal. */
#include <kernel.h>

int foo_commit(void *hw, struct dma_fence *fence)
{
	/* ok: fence/alloc-in-section: before the section */
	void *state = kmalloc(16, GFP_KERNEL);
	void *more;
	bool cookie;

	if (!state)
		return -ENOMEM;
	cookie = dma_fence_begin_signalling();
	/* hit: fence/alloc-in-section: foo_commit */
	more = kcalloc(4, 16, GFP_KERNEL);
	hw_kick(hw);
	dma_fence_signal(fence);
	dma_fence_end_signalling(cookie);
	kfree(more);
	/* ok: fence/alloc-in-section: after the section */
	return kmalloc(32, GFP_KERNEL) ? 0 : -ENOMEM;
}

static void *foo_state(void)
{
	/* hit: fence/alloc-in-section: foo_commit_tail > foo_prepare > foo_state */
	return kmalloc(16, GFP_KERNEL);
}

static void foo_prepare(void *hw)
{
	if (hw_busy(hw))
		kfree(foo_state());
}

void foo_commit_tail(void *hw)
{
	bool cookie = dma_fence_begin_signalling();

	foo_prepare(hw);
	dma_fence_end_signalling(cookie);
}
