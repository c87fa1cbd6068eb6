// SPDX-License-Identifier: GPL-2.0-only
/* Drivers share a helper that waits, or calls back: what they do with it is theirs. */
#include <kernel.h>

struct helper_ops {
	int (*sync)(struct dma_fence *fence);
};

void helper_idle(struct dma_fence *fence);
int helper_run(const struct helper_ops *ops, struct dma_fence *fence);

static int a_sync(struct dma_fence *fence)
{
	return dma_fence_is_signaled(fence);
}

static const struct helper_ops a_ops = {
	.sync = a_sync,
};

static struct dma_fence *a_run_job(struct drm_sched_job *job)
{
	/* ok: fence/wait-in-section: its own callback only looks */
	helper_run(&a_ops, NULL);
	/* hit: fence/wait-in-section: a_run_job > helper_idle */
	helper_idle(NULL);
	return NULL;
}

const struct drm_sched_backend_ops a_sched_ops = {
	.run_job = a_run_job,
};
