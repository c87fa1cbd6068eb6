// SPDX-License-Identifier: GPL-2.0-only
/* The time-out handler allocates the memory of a core dump. */
#include <kernel.h>

static void foo_core_dump(struct device *dev)
{
	/* hit: fence/alloc-in-section: foo_timedout_job > foo_core_dump */
	void *dump = vzalloc(4096);

	if (dump)
		dev_coredumpv(dev, dump, 4096, GFP_NOWAIT);
}

static enum drm_gpu_sched_stat foo_timedout_job(struct drm_sched_job *job)
{
	foo_core_dump(NULL);
	return DRM_GPU_SCHED_STAT_NOMINAL;
}

static enum drm_gpu_sched_stat bar_timedout_job(struct drm_sched_job *job)
{
	/* hit: fence/alloc-in-section: bar_timedout_job */
	dev_coredumpv(NULL, job, 64, GFP_KERNEL);
	return DRM_GPU_SCHED_STAT_NOMINAL;
}

static enum drm_gpu_sched_stat baz_timedout_job(struct drm_sched_job *job)
{
	/* ok: fence/alloc-in-section: dropped if there is no memory */
	void *dump = kmalloc(4096, GFP_NOWAIT | __GFP_NOWARN);

	if (dump)
		dev_coredumpv(NULL, dump, 4096, GFP_NOWAIT);
	return DRM_GPU_SCHED_STAT_NOMINAL;
}

static const struct drm_sched_backend_ops foo_ops = { .timedout_job = foo_timedout_job };
static const struct drm_sched_backend_ops bar_ops = { .timedout_job = bar_timedout_job };
static const struct drm_sched_backend_ops baz_ops = { .timedout_job = baz_timedout_job };
