// SPDX-License-Identifier: GPL-2.0-only
/* The twin of two_drivers: the implementation that waits is the driver's own. */
#include <kernel.h>

struct helper_ops {
	int (*sync)(struct dma_fence *fence);
};

static int a_sync(struct dma_fence *fence)
{
	/* hit: fence/wait-in-section: a_run_job > a_sync */
	return dma_fence_wait(fence, false);
}

const struct helper_ops a_helper_ops = {
	.sync = a_sync,
};
