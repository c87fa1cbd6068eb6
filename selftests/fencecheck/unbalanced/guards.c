// SPDX-License-Identifier: GPL-2.0-only
/* Begin and end in scopes: a break leaves the scope of a lock, not the section. */
#include <kernel.h>

struct foo {
	struct mutex lock;
};

int foo_commit(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	scoped_guard(mutex, &foo->lock) {
		if (hw_busy(foo))
			break;
		hw_kick(foo);
	}
	dma_fence_end_signalling(cookie);
	/* ok: fence/unbalanced: the break leads to the end */
	return 0;
}

int foo_flip(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	scoped_guard(mutex, &foo->lock) {
		if (hw_busy(foo))
			/* hit: fence/unbalanced: foo_flip */
			return -EINVAL;
		hw_kick(foo);
	}
	dma_fence_end_signalling(cookie);
	return 0;
}
