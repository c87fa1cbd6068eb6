// SPDX-License-Identifier: GPL-2.0-only
/* Others wait for a fence once it is in the object: memory must be there before. */
#include <kernel.h>

int foo_publish(struct dma_resv *resv, struct dma_fence *fence)
{
	bool cookie;
	int ret;

	dma_resv_lock(resv, NULL);
	ret = dma_resv_reserve_fences(resv, 1);
	if (ret)
		goto unlock;
	cookie = dma_fence_begin_signalling();
	dma_resv_add_fence(resv, fence, DMA_RESV_USAGE_WRITE);
	/* hit: fence/alloc-in-section: foo_publish */
	kfree(kmalloc(16, GFP_KERNEL));
	dma_fence_signal(fence);
	dma_fence_end_signalling(cookie);
unlock:
	dma_resv_unlock(resv);
	return ret;
}

int bar_publish(struct dma_resv *resv, struct dma_fence *fence)
{
	int ret;

	dma_resv_lock(resv, NULL);
	ret = dma_resv_reserve_fences(resv, 1);
	if (!ret) {
		dma_resv_add_fence(resv, fence, DMA_RESV_USAGE_WRITE);
		/* todo: fence/alloc-in-section: nothing here says that signalling has begun */
		kfree(kmalloc(16, GFP_KERNEL));
		hw_kick(fence);
	}
	dma_resv_unlock(resv);
	return ret;
}

int baz_publish(struct dma_resv *resv, struct dma_fence *fence)
{
	bool cookie;
	int ret;

	dma_resv_lock(resv, NULL);
	/* ok: fence/alloc-in-section: the fence is not public yet */
	kfree(kmalloc(16, GFP_KERNEL));
	ret = dma_resv_reserve_fences(resv, 1);
	if (!ret) {
		cookie = dma_fence_begin_signalling();
		dma_resv_add_fence(resv, fence, DMA_RESV_USAGE_WRITE);
		dma_fence_signal(fence);
		dma_fence_end_signalling(cookie);
	}
	dma_resv_unlock(resv);
	return ret;
}
