// SPDX-License-Identifier: GPL-2.0-only
/* The lock and the fence belong to an element of an array. */
#include <kernel.h>

struct foo_ring {
	struct mutex lock;
	struct mutex idle_lock;
	struct dma_fence *fence;
};

struct foo {
	struct foo_ring rings[4];
};

struct foo_job {
	struct drm_sched_job base;
	struct foo *foo;
	int ring;
};

void foo_idle(struct foo *foo)
{
	int i;

	for (i = 0; i < 4; i++) {
		struct foo_ring *ring = &foo->rings[i];

		mutex_lock(&ring->idle_lock);
		hw_kick(ring);
		mutex_unlock(&ring->idle_lock);
		mutex_lock(&foo->rings[i].lock);
		dma_fence_wait(ring->fence, false);
		mutex_unlock(&foo->rings[i].lock);
	}
}

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	struct foo_job *job = container_of(base, struct foo_job, base);
	struct foo_ring *ring = job->foo->rings + job->ring;

	/* hit: fence/lock-inversion: foo_run_job | foo_idle */
	mutex_lock(&ring->lock);
	hw_kick(ring);
	mutex_unlock(&ring->lock);
	/* ok: fence/lock-inversion: dropped before the wait */
	mutex_lock(&job->foo->rings[job->ring].idle_lock);
	mutex_unlock(&job->foo->rings[job->ring].idle_lock);
	return NULL;
}

static const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };
