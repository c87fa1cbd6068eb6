// SPDX-License-Identifier: GPL-2.0-only
/* A lock that is held over GFP_KERNEL is as bad as GFP_KERNEL if a shrinker waits for fences. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct mutex nowait_lock;
	struct mutex late_lock;
	struct dma_resv *resv;
	void *record;
};

struct foo_job {
	struct drm_sched_job base;
	struct foo *foo;
};

static unsigned long foo_scan(struct shrinker *shrinker, struct shrink_control *sc)
{
	struct foo *foo = shrinker->private_data;

	return dma_resv_wait_timeout(foo->resv, DMA_RESV_USAGE_BOOKKEEP, false, HZ) > 0;
}

void foo_shrinker_init(struct shrinker *shrinker)
{
	shrinker->scan_objects = foo_scan;
}

static void foo_grow(struct foo *foo)
{
	foo->record = kmalloc(16, GFP_KERNEL);
}

void foo_ioctl(struct foo *foo)
{
	mutex_lock(&foo->lock);
	foo_grow(foo);
	mutex_unlock(&foo->lock);

	mutex_lock(&foo->nowait_lock);
	foo->record = kmalloc(16, GFP_NOWAIT);
	mutex_unlock(&foo->nowait_lock);

	foo_grow(foo);
	mutex_lock(&foo->late_lock);
	hw_kick(foo->record);
	mutex_unlock(&foo->late_lock);
}

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	struct foo *foo = container_of(base, struct foo_job, base)->foo;

	/* hit: fence/lock-inversion: foo_run_job | foo_ioctl > foo_grow */
	mutex_lock(&foo->lock);
	mutex_unlock(&foo->lock);
	/* ok: fence/lock-inversion: the allocation under it does not reclaim */
	mutex_lock(&foo->nowait_lock);
	mutex_unlock(&foo->nowait_lock);
	/* ok: fence/lock-inversion: the allocation comes before the lock */
	mutex_lock(&foo->late_lock);
	mutex_unlock(&foo->late_lock);
	return NULL;
}

static const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };
