// SPDX-License-Identifier: GPL-2.0-only
/* Another file of the driver hands the fence to userspace. */
#include <linux/dma-fence.h>
#include <linux/spinlock.h>

struct request {
	struct dma_fence fence;
	spinlock_t lock;
};

static const struct dma_fence_ops request_ops;

void request_start(struct request *rq)
{
	/* ok: fence/as-completion: a sync_file is made of it elsewhere */
	dma_fence_init(&rq->fence, &request_ops, &rq->lock, 1, 1);
}

long request_wait(struct request *rq)
{
	return dma_fence_wait(&rq->fence, false);
}
