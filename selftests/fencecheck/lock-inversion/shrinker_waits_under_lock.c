// SPDX-License-Identifier: GPL-2.0-only
/* A shrinker waits for a fence under its lock, and the job wants that lock. */
#include <kernel.h>

struct foo {
	struct mutex lru_lock;
	struct mutex dropped_lock;
	struct dma_resv *resv;
};

struct foo_job {
	struct drm_sched_job base;
	struct foo *foo;
};

static void foo_wait(struct foo *foo)
{
	dma_resv_wait_timeout(foo->resv, DMA_RESV_USAGE_BOOKKEEP, false, HZ);
}

static unsigned long foo_scan(struct shrinker *shrinker, struct shrink_control *sc)
{
	struct foo *foo = shrinker->private_data;

	mutex_lock(&foo->lru_lock);
	foo_wait(foo);
	mutex_unlock(&foo->lru_lock);

	mutex_lock(&foo->dropped_lock);
	mutex_unlock(&foo->dropped_lock);
	foo_wait(foo);
	return 1;
}

const struct shrinker foo_shrinker = {
	.scan_objects = foo_scan,
};

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	struct foo *foo = container_of(base, struct foo_job, base)->foo;

	/* hit: fence/lock-inversion: foo_run_job | foo_scan > foo_wait */
	mutex_lock(&foo->lru_lock);
	mutex_unlock(&foo->lru_lock);
	/* ok: fence/lock-inversion: the shrinker drops it before it waits */
	mutex_lock(&foo->dropped_lock);
	mutex_unlock(&foo->dropped_lock);
	return NULL;
}

static const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };
