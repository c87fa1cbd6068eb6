// SPDX-License-Identifier: GPL-2.0-only
/* Two drivers fill the same kind of table: only their own functions count. */
#include <kernel.h>

struct helper_ops {
	int (*sync)(struct dma_fence *fence);
};

static int b_sync(struct dma_fence *fence)
{
	/* ok: fence/wait-in-section: nothing of drv_b calls it in a section */
	return dma_fence_wait(fence, false);
}

const struct helper_ops b_helper_ops = {
	.sync = b_sync,
};
