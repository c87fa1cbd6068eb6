// SPDX-License-Identifier: GPL-2.0-only
/* A library of fences: its users publish them. */
#include <linux/dma-fence.h>
#include <linux/spinlock.h>

#define DECLARED_AGAIN(f) extern __typeof__(f) f
#define EXPORT_SYMBOL_GPL DECLARED_AGAIN

struct point {
	struct dma_fence base;
	spinlock_t lock;
};

static const struct dma_fence_ops point_ops;

struct dma_fence *point_fence_create(struct point *point)
{
	/* ok: fence/as-completion: other drivers get it */
	dma_fence_init(&point->base, &point_ops, &point->lock, 1, 1);
	return &point->base;
}
EXPORT_SYMBOL_GPL(point_fence_create);

bool point_passed(struct point *point)
{
	return dma_fence_is_signaled(&point->base);
}
