// SPDX-License-Identifier: GPL-2.0-only
/* A work item takes a lock before it signals, without a section; or after. */
#include <kernel.h>

struct foo {
	struct work_struct work;
	struct work_struct late_work;
	struct mutex lock;
	struct mutex late_lock;
	struct dma_fence *fence;
};

void foo_idle(struct foo *foo)
{
	mutex_lock(&foo->lock);
	dma_fence_wait(foo->fence, false);
	mutex_unlock(&foo->lock);
}

void foo_idle_late(struct foo *foo)
{
	mutex_lock(&foo->late_lock);
	dma_fence_wait(foo->fence, false);
	mutex_unlock(&foo->late_lock);
}

static void foo_work(struct work_struct *work)
{
	struct foo *foo = container_of(work, struct foo, work);

	/* hit: fence/lock-inversion: foo_work | foo_idle */
	mutex_lock(&foo->lock);
	dma_fence_signal(foo->fence);
	mutex_unlock(&foo->lock);
}

static void foo_late_work(struct work_struct *work)
{
	struct foo *foo = container_of(work, struct foo, late_work);

	dma_fence_signal(foo->fence);
	/* ok: fence/lock-inversion: the fence has signalled */
	mutex_lock(&foo->late_lock);
	hw_kick(foo);
	mutex_unlock(&foo->late_lock);
}

void foo_init(struct foo *foo)
{
	INIT_WORK(&foo->work, foo_work);
	INIT_WORK(&foo->late_work, foo_late_work);
}
