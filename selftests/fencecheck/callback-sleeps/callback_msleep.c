// SPDX-License-Identifier: GPL-2.0-only
/* A callback sleeps for a while, or flushes a work item. */
#include <kernel.h>

struct foo {
	struct dma_fence_cb cb;
	struct dma_fence_cb flush_cb;
	struct dma_fence_cb cancel_cb;
	struct work_struct work;
};

static void foo_cb(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	/* hit: fence/callback-sleeps: foo_cb */
	msleep(20);
}

static void foo_flush_cb(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	/* hit: fence/callback-sleeps: foo_flush_cb */
	cancel_work_sync(&container_of(cb, struct foo, flush_cb)->work);
}

static void foo_cancel_cb(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	/* ok: fence/callback-sleeps: does not wait for it */
	cancel_work(&container_of(cb, struct foo, cancel_cb)->work);
}

void foo_arm(struct foo *foo, struct dma_fence *fence)
{
	dma_fence_add_callback(fence, &foo->cb, foo_cb);
	dma_fence_add_callback(fence, &foo->flush_cb, foo_flush_cb);
	dma_fence_add_callback(fence, &foo->cancel_cb, foo_cancel_cb);
}
