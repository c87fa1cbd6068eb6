// SPDX-License-Identifier: GPL-2.0-only
/* One kind of fence is handed out, the other is not. */
#include <linux/dma-fence.h>
#include <linux/dma-resv.h>
#include <linux/spinlock.h>

struct device_state {
	struct dma_fence reset, frame;
	spinlock_t lock;
};

static const struct dma_fence_ops reset_ops, frame_ops;

long reset(struct device_state *s)
{
	/* todo: fence/as-completion: the folder hands out fences, if not this one */
	dma_fence_init(&s->reset, &reset_ops, &s->lock, 1, 1);
	return dma_fence_wait(&s->reset, false);
}

void frame(struct device_state *s, struct dma_resv *resv)
{
	/* ok: fence/as-completion: goes into the reservation object */
	dma_fence_init(&s->frame, &frame_ops, &s->lock, 2, 1);
	dma_resv_add_fence(resv, &s->frame, DMA_RESV_USAGE_READ);
}
