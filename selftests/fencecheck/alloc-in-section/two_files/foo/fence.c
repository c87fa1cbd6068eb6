// SPDX-License-Identifier: GPL-2.0-only
/* run_job in one file, the allocation in another of the same driver. */
#include <kernel.h>

struct dma_fence *foo_fence_create(gfp_t gfp)
{
	/* hit: fence/alloc-in-section: foo_run_job > foo_fence_create */
	return kzalloc(sizeof(struct dma_fence), gfp);
}

struct dma_fence *foo_fence_stub(void)
{
	/* ok: fence/alloc-in-section: an ioctl calls it */
	return kzalloc(sizeof(struct dma_fence), GFP_KERNEL);
}
