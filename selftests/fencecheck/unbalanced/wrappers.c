// SPDX-License-Identifier: GPL-2.0-only
/* One function begins, one ends; a caller of the first forgets the second. */
#include <kernel.h>

struct foo {
	void *hw;
};

static bool foo_begin(struct foo *foo)
{
	hw_kick(foo->hw);
	/* ok: fence/unbalanced: ends in foo_end() */
	return dma_fence_begin_signalling();
}

static void foo_end(struct foo *foo, bool cookie)
{
	/* ok: fence/unbalanced: began in foo_begin() */
	dma_fence_end_signalling(cookie);
	hw_kick(foo->hw);
}

int foo_commit(struct foo *foo)
{
	bool cookie = foo_begin(foo);
	int ret = hw_busy(foo->hw);

	foo_end(foo, cookie);
	/* ok: fence/unbalanced: both were called */
	return ret;
}

int foo_flip(struct foo *foo)
{
	bool cookie = foo_begin(foo);

	if (hw_busy(foo->hw))
		/* hit: fence/unbalanced: foo_flip */
		return -EINVAL;
	foo_end(foo, cookie);
	return 0;
}
