// SPDX-License-Identifier: GPL-2.0-only
/* A section flushes a work item that takes a lock that is held over a wait. */
#include <kernel.h>

struct foo {
	struct work_struct work;
	struct work_struct free_work;
	struct mutex lock;
	struct mutex free_lock;
	struct dma_fence *fence;
};

static void foo_work(struct work_struct *work)
{
	struct foo *foo = container_of(work, struct foo, work);

	mutex_lock(&foo->lock);
	mutex_unlock(&foo->lock);
}

static void foo_free_work(struct work_struct *work)
{
	struct foo *foo = container_of(work, struct foo, free_work);

	mutex_lock(&foo->free_lock);
	mutex_unlock(&foo->free_lock);
}

void foo_idle(struct foo *foo)
{
	mutex_lock(&foo->free_lock);
	mutex_unlock(&foo->free_lock);
	mutex_lock(&foo->lock);
	dma_fence_wait(foo->fence, false);
	mutex_unlock(&foo->lock);
}

void foo_signal(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/flush-in-section: foo_signal | foo_work | foo_idle */
	flush_work(&foo->work);
	/* ok: fence/flush-in-section: nobody waits under the lock that this work takes */
	flush_work(&foo->free_work);
	dma_fence_end_signalling(cookie);
}

void foo_init(struct foo *foo)
{
	INIT_WORK(&foo->work, foo_work);
	INIT_WORK(&foo->free_work, foo_free_work);
}
