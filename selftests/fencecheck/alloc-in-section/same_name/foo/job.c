// SPDX-License-Identifier: GPL-2.0-only
/* Two files have a static function of the same name. */
#include <kernel.h>

static struct dma_fence *prepare(void)
{
	/* hit: fence/alloc-in-section: foo_run_job > prepare */
	return kzalloc(sizeof(struct dma_fence), GFP_KERNEL);
}

static struct dma_fence *foo_run_job(struct drm_sched_job *job)
{
	return prepare();
}

const struct drm_sched_backend_ops foo_ops = {
	.run_job = foo_run_job,
};
