// SPDX-License-Identifier: GPL-2.0-only
/* A time-out handler takes a modeset lock, under which commits wait for fences. */
#include <kernel.h>

struct foo {
	struct drm_sched_job job;
	struct drm_modeset_lock mutex;
};

static enum drm_gpu_sched_stat foo_timedout_job(struct drm_sched_job *job)
{
	struct foo *foo = container_of(job, struct foo, job);

	/* hit: fence/lock-in-section: foo_timedout_job */
	drm_modeset_lock(&foo->mutex, NULL);
	hw_kick(foo);
	drm_modeset_unlock(&foo->mutex);
	return DRM_GPU_SCHED_STAT_NOMINAL;
}

void bar_reset(struct foo *foo)
{
	bool cookie;

	/* ok: fence/lock-in-section: before its section begins */
	drm_modeset_lock(&foo->mutex, NULL);
	cookie = dma_fence_begin_signalling();
	hw_kick(foo);
	dma_fence_end_signalling(cookie);
	drm_modeset_unlock(&foo->mutex);
}

static const struct drm_sched_backend_ops foo_ops = { .timedout_job = foo_timedout_job };
