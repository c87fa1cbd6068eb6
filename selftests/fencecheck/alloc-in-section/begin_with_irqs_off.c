// SPDX-License-Identifier: GPL-2.0-only
/* A section that begins with interrupts off is one all the same. */
#include <kernel.h>

void foo_flip(void *hw)
{
	unsigned long flags;
	bool cookie;

	local_irq_save(flags);
	/* ok: fence/dead-begin: interrupts off alone are not atomic context */
	cookie = dma_fence_begin_signalling();
	local_irq_restore(flags);
	/* hit: fence/alloc-in-section: foo_flip */
	kfree(kmalloc(16, GFP_KERNEL));
	dma_fence_end_signalling(cookie);
}

void foo_flip_late(void *hw)
{
	unsigned long flags;
	bool cookie;

	local_irq_save(flags);
	cookie = dma_fence_begin_signalling();
	local_irq_restore(flags);
	hw_kick(hw);
	dma_fence_end_signalling(cookie);
	/* ok: fence/alloc-in-section: after the section */
	kfree(kmalloc(16, GFP_KERNEL));
}
