// SPDX-License-Identifier: GPL-2.0-only
/* The section begins in one function, and ends in another. */
#include <kernel.h>

struct foo {
	bool cookie;
	void *hw;
};

static void foo_begin(struct foo *foo)
{
	foo->cookie = dma_fence_begin_signalling();
}

static void foo_end(struct foo *foo)
{
	dma_fence_end_signalling(foo->cookie);
}

void foo_flip(struct foo *foo)
{
	foo_begin(foo);
	/* hit: fence/alloc-in-section: foo_flip */
	kfree(kmalloc(16, GFP_KERNEL));
	foo_end(foo);
}

void foo_flip_late(struct foo *foo)
{
	foo_begin(foo);
	hw_kick(foo->hw);
	foo_end(foo);
	/* ok: fence/alloc-in-section: after the section */
	kfree(kmalloc(16, GFP_KERNEL));
}
