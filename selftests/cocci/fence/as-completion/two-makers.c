// SPDX-License-Identifier: GPL-2.0-only
/* Two kinds of fences for the driver alone; the wait is in another file. */
#include <linux/dma-fence.h>
#include <linux/spinlock.h>

struct stream {
	struct dma_fence queued, flushed;
	spinlock_t lock;
};

static const struct dma_fence_ops queued_ops, flushed_ops;

void stream_start(struct stream *s, bool flush)
{
	/* hit: fence/as-completion */
	dma_fence_init(&s->queued, &queued_ops, &s->lock, 1, 1);
	if (flush)
		/* hit: fence/as-completion */
		dma_fence_init(&s->flushed, &flushed_ops, &s->lock, 2, 1);
}
