// SPDX-License-Identifier: GPL-2.0-only
/* A work item of a kthread takes a lock before it signals, or after. */
#include <kernel.h>

struct foo {
	struct kthread_work work;
	struct mutex lock;
	struct mutex late_lock;
	struct dma_fence *fence;
};

void foo_idle(struct foo *foo)
{
	mutex_lock(&foo->lock);
	mutex_lock(&foo->late_lock);
	dma_fence_wait(foo->fence, false);
	mutex_unlock(&foo->late_lock);
	mutex_unlock(&foo->lock);
}

static void foo_work(struct kthread_work *work)
{
	struct foo *foo = container_of(work, struct foo, work);

	/* hit: fence/lock-inversion: foo_work | foo_idle */
	mutex_lock(&foo->lock);
	dma_fence_signal(foo->fence);
	mutex_unlock(&foo->lock);
	/* ok: fence/lock-inversion: the fence has signalled */
	mutex_lock(&foo->late_lock);
	mutex_unlock(&foo->late_lock);
}

void foo_init(struct foo *foo)
{
	kthread_init_work(&foo->work, foo_work);
}
