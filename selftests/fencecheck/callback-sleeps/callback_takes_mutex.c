// SPDX-License-Identifier: GPL-2.0-only
/* Callbacks of a fence run under a spinlock, maybe in an interrupt: they must not sleep. */
#include <kernel.h>

struct foo {
	struct dma_fence_cb cb;
	struct dma_fence_cb wait_cb;
	struct dma_fence_cb alloc_cb;
	struct dma_fence_cb work_cb;
	struct mutex lock;
	struct work_struct work;
	struct workqueue_struct *wq;
	struct dma_fence *other;
	void *record;
};

static void foo_done(struct foo *foo)
{
	/* hit: fence/callback-sleeps: foo_cb > foo_done */
	mutex_lock(&foo->lock);
	hw_kick(foo);
	mutex_unlock(&foo->lock);
}

static void foo_cb(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	foo_done(container_of(cb, struct foo, cb));
}

static void foo_wait_cb(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	struct foo *foo = container_of(cb, struct foo, wait_cb);

	/* hit: fence/callback-sleeps: foo_wait_cb */
	dma_fence_wait(foo->other, false);
}

static void foo_alloc_cb(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	struct foo *foo = container_of(cb, struct foo, alloc_cb);

	/* hit: fence/callback-sleeps: foo_alloc_cb */
	foo->record = kmalloc(16, GFP_KERNEL);
}

static void foo_work(struct work_struct *work)
{
	struct foo *foo = container_of(work, struct foo, work);

	/* ok: fence/callback-sleeps: a work item may sleep */
	mutex_lock(&foo->lock);
	hw_kick(foo);
	mutex_unlock(&foo->lock);
}

static void foo_work_cb(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	struct foo *foo = container_of(cb, struct foo, work_cb);

	/* ok: fence/callback-sleeps: does not reclaim */
	foo->record = kmalloc(16, GFP_ATOMIC);
	/* ok: fence/callback-sleeps: left to a work item */
	queue_work(foo->wq, &foo->work);
}

int foo_arm(struct foo *foo, struct dma_fence *fence)
{
	INIT_WORK(&foo->work, foo_work);
	dma_fence_add_callback(fence, &foo->cb, foo_cb);
	dma_fence_add_callback(fence, &foo->wait_cb, foo_wait_cb);
	dma_fence_add_callback(fence, &foo->alloc_cb, foo_alloc_cb);
	return dma_fence_add_callback(fence, &foo->work_cb, foo_work_cb);
}
