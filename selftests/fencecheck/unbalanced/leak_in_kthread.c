// SPDX-License-Identifier: GPL-2.0-only
/* A thread stops in the middle of a section. */
#include <kernel.h>

static int foo_thread(void *hw)
{
	bool cookie;

	for (;;) {
		cookie = dma_fence_begin_signalling();
		if (kthread_should_stop())
			/* hit: fence/unbalanced: foo_thread */
			return 0;
		hw_kick(hw);
		dma_fence_end_signalling(cookie);
	}
}

static int bar_thread(void *hw)
{
	bool cookie;

	while (!kthread_should_stop()) {
		cookie = dma_fence_begin_signalling();
		hw_kick(hw);
		dma_fence_end_signalling(cookie);
	}
	/* ok: fence/unbalanced: the section has ended */
	return 0;
}

void foo_init(void *hw)
{
	kthread_create_on_node(foo_thread, hw, -1, "foo");
	kthread_create_on_node(bar_thread, hw, -1, "bar");
}
