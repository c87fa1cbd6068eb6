// SPDX-License-Identifier: GPL-2.0-only
/* The fence of a job goes into the reservation object of its buffer. */
#include <linux/dma-fence.h>
#include <linux/dma-resv.h>
#include <linux/spinlock.h>

struct job {
	struct dma_fence fence;
	spinlock_t lock;
};

static const struct dma_fence_ops job_ops;

void push(struct job *job, struct dma_resv *resv)
{
	/* ok: fence/as-completion: other drivers wait for it through the buffer */
	dma_fence_init(&job->fence, &job_ops, &job->lock, 1, 1);
	dma_resv_add_fence(resv, &job->fence, DMA_RESV_USAGE_WRITE);
}

long drain(struct job *job)
{
	return dma_fence_wait(&job->fence, false);
}
