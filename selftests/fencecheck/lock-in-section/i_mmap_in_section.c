// SPDX-License-Identifier: GPL-2.0-only
/* Reclaim calls MMU notifiers, which may wait for fences, under i_mmap_rwsem. */
#include <kernel.h>

void foo_zap(struct address_space *mapping)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/lock-in-section: foo_zap */
	i_mmap_lock_write(mapping);
	i_mmap_unlock_write(mapping);
	dma_fence_end_signalling(cookie);
}

void bar_zap(struct address_space *mapping)
{
	bool cookie;

	/* ok: fence/lock-in-section: before the section */
	i_mmap_lock_write(mapping);
	i_mmap_unlock_write(mapping);
	cookie = dma_fence_begin_signalling();
	hw_kick(mapping);
	dma_fence_end_signalling(cookie);
}
