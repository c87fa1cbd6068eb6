// SPDX-License-Identifier: GPL-2.0-only
/* Drivers share a helper that waits, or calls back: what they do with it is theirs. */
#include <kernel.h>

struct helper_ops {
	int (*sync)(struct dma_fence *fence);
};

void helper_idle(struct dma_fence *fence)
{
	dma_fence_wait(fence, false);
}

int helper_run(const struct helper_ops *ops, struct dma_fence *fence)
{
	return ops->sync(fence);
}
