// SPDX-License-Identifier: GPL-2.0-only
/* A lock is held over a second lock, and that one over a wait. */
#include <kernel.h>

struct foo {
	struct mutex outer;
	struct mutex inner;
	struct mutex under_inner;
	struct dma_fence *fence;
};

struct foo_job {
	struct drm_sched_job base;
	struct foo *foo;
};

void foo_update(struct foo *foo)
{
	mutex_lock(&foo->outer);
	mutex_lock(&foo->inner);
	hw_kick(foo);
	mutex_unlock(&foo->inner);
	mutex_unlock(&foo->outer);
}

void foo_idle(struct foo *foo)
{
	mutex_lock(&foo->inner);
	mutex_lock(&foo->under_inner);
	hw_kick(foo);
	mutex_unlock(&foo->under_inner);
	dma_fence_wait(foo->fence, false);
	mutex_unlock(&foo->inner);
}

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	struct foo *foo = container_of(base, struct foo_job, base)->foo;

	/* hit: fence/lock-inversion: foo_run_job | foo_update | foo_idle */
	mutex_lock(&foo->outer);
	mutex_unlock(&foo->outer);
	/* ok: fence/lock-inversion: only taken under a lock that is held over a wait */
	mutex_lock(&foo->under_inner);
	mutex_unlock(&foo->under_inner);
	return NULL;
}

static const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };
