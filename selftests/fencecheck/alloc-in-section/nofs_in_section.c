// SPDX-License-Identifier: GPL-2.0-only
/* GFP_NOFS and GFP_NOIO still reclaim, and so may wait in an MMU notifier. */
#include <kernel.h>

void foo_nofs(void *hw)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/alloc-in-section: foo_nofs */
	kfree(kmalloc(16, GFP_NOFS));
	hw_kick(hw);
	dma_fence_end_signalling(cookie);
}

void foo_noio(void *hw)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/alloc-in-section: foo_noio */
	kfree(kmalloc(16, GFP_NOIO));
	hw_kick(hw);
	dma_fence_end_signalling(cookie);
}

void foo_scope(void *hw)
{
	unsigned int flags = memalloc_noreclaim_save();
	bool cookie = dma_fence_begin_signalling();

	/* ok: fence/alloc-in-section: this scope never reclaims, whatever the flags say */
	kfree(kmalloc(16, GFP_KERNEL));
	hw_kick(hw);
	dma_fence_end_signalling(cookie);
	memalloc_noreclaim_restore(flags);
}
