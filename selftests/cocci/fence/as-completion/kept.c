// SPDX-License-Identifier: GPL-2.0-only
/*
 * A submission whose end only its own driver waits for. dma_resv_add_fence()
 * is a word in a comment here.
 */
#include <linux/dma-fence.h>
#include <linux/spinlock.h>

struct submission {
	struct dma_fence fence;
	spinlock_t lock;
};

static const struct dma_fence_ops submission_ops;

void submit(struct submission *s, u64 context, u64 seqno)
{
	/* hit: fence/as-completion */
	dma_fence_init(&s->fence, &submission_ops, &s->lock, context, seqno);
}

void submission_done(struct submission *s)
{
	dma_fence_signal(&s->fence);
}

long submission_wait(struct submission *s, long timeout)
{
	return dma_fence_wait_timeout(&s->fence, true, timeout);
}
