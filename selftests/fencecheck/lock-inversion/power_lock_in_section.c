// SPDX-License-Identifier: GPL-2.0-only
/* A job takes the lock of a clock framework that allocates two locks deep. */
#include <kernel.h>

struct foo {
	struct mutex opp_lock;
	struct mutex qos_lock;
	struct mutex clk_lock;
	struct dma_resv *resv;
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

const struct shrinker foo_shrinker = {
	.scan_objects = foo_scan,
};

static void foo_qos_add(struct foo *foo)
{
	mutex_lock(&foo->qos_lock);
	kfree(kmalloc(16, GFP_KERNEL));
	mutex_unlock(&foo->qos_lock);
}

void foo_opp_init(struct foo *foo)
{
	mutex_lock(&foo->opp_lock);
	foo_qos_add(foo);
	mutex_unlock(&foo->opp_lock);
}

static void foo_clk_enable(struct foo *foo)
{
	/* ok: fence/lock-inversion: nothing is allocated under it */
	mutex_lock(&foo->clk_lock);
	hw_kick(foo);
	mutex_unlock(&foo->clk_lock);
}

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	struct foo *foo = container_of(base, struct foo_job, base)->foo;

	foo_clk_enable(foo);
	/* hit: fence/lock-inversion: foo_run_job | foo_opp_init > foo_qos_add */
	mutex_lock(&foo->opp_lock);
	hw_kick(foo);
	mutex_unlock(&foo->opp_lock);
	return NULL;
}

static const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };
