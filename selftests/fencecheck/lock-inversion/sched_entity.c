// SPDX-License-Identifier: GPL-2.0-only
/* A scheduler, or an entity of it, is drained or torn down under a lock that its jobs need. */
#include <kernel.h>

struct foo {
	struct mutex flush_lock;
	struct mutex kill_lock;
	struct mutex fini_lock;
	struct mutex early_lock;
	struct drm_sched_entity *entity;
	struct drm_gpu_scheduler *sched;
};

struct foo_job {
	struct drm_sched_job base;
	struct foo *foo;
};

void foo_flush(struct foo *foo)
{
	mutex_lock(&foo->flush_lock);
	drm_sched_entity_flush(foo->entity, HZ);
	mutex_unlock(&foo->flush_lock);
}

void foo_kill(struct foo *foo)
{
	mutex_lock(&foo->kill_lock);
	drm_sched_entity_fini(foo->entity);
	mutex_unlock(&foo->kill_lock);
}

void foo_fini(struct foo *foo)
{
	mutex_lock(&foo->fini_lock);
	drm_sched_fini(foo->sched);
	mutex_unlock(&foo->fini_lock);
}

void foo_early(struct foo *foo)
{
	drm_sched_entity_flush(foo->entity, HZ);
	drm_sched_entity_fini(foo->entity);
	drm_sched_fini(foo->sched);
	mutex_lock(&foo->early_lock);
	mutex_unlock(&foo->early_lock);
}

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	struct foo *foo = container_of(base, struct foo_job, base)->foo;

	/* hit: fence/lock-inversion: foo_run_job | foo_flush */
	mutex_lock(&foo->flush_lock);
	mutex_unlock(&foo->flush_lock);
	/* hit: fence/lock-inversion: foo_run_job | foo_kill */
	mutex_lock(&foo->kill_lock);
	mutex_unlock(&foo->kill_lock);
	/* hit: fence/lock-inversion: foo_run_job | foo_fini */
	mutex_lock(&foo->fini_lock);
	mutex_unlock(&foo->fini_lock);
	/* ok: fence/lock-inversion: taken when all is over */
	mutex_lock(&foo->early_lock);
	mutex_unlock(&foo->early_lock);
	return NULL;
}

static const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };
