// SPDX-License-Identifier: GPL-2.0-only
/* A callback signals a second fence of the same lock class under the lock of the first. */
#include <kernel.h>

struct foo {
	struct dma_fence_cb cb;
	struct dma_fence_cb late_cb;
	struct work_struct work;
	struct workqueue_struct *wq;
	struct dma_fence *second;
};

static void foo_cb(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	/* hit[put]: fence/callback-sleeps: foo_cb */
	dma_fence_signal(container_of(cb, struct foo, cb)->second);
}

static void foo_work(struct work_struct *work)
{
	dma_fence_signal(container_of(work, struct foo, work)->second);
}

static void foo_late_cb(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	struct foo *foo = container_of(cb, struct foo, late_cb);

	/* ok: fence/callback-sleeps: left to a work item */
	queue_work(foo->wq, &foo->work);
}

void foo_arm(struct foo *foo, struct dma_fence *fence)
{
	INIT_WORK(&foo->work, foo_work);
	dma_fence_add_callback(fence, &foo->cb, foo_cb);
	dma_fence_add_callback(fence, &foo->late_cb, foo_late_cb);
}
