// SPDX-License-Identifier: GPL-2.0-only
/* Drivers share a helper that waits, or calls back: what they do with it is theirs. */
#include <kernel.h>

struct helper_ops {
	int (*sync)(struct dma_fence *fence);
};

void helper_idle(struct dma_fence *fence);
int helper_run(const struct helper_ops *ops, struct dma_fence *fence);

static int b_sync(struct dma_fence *fence)
{
	/* ok: fence/wait-in-section: only the ioctl gets here */
	return dma_fence_wait(fence, false);
}

static const struct helper_ops b_ops = {
	.sync = b_sync,
};

int b_ioctl(struct dma_fence *fence)
{
	helper_idle(fence);
	return helper_run(&b_ops, fence);
}

static struct dma_fence *b_run_job(struct drm_sched_job *job)
{
	hw_kick(job);
	return NULL;
}

const struct drm_sched_backend_ops b_sched_ops = {
	.run_job = b_run_job,
};
