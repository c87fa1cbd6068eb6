// SPDX-License-Identifier: GPL-2.0-only
/* enable_signaling is called under the lock of the fence. */
#include <kernel.h>

struct foo_fence {
	struct dma_fence base;
	struct mutex *lock;
	void *node;
};

static bool foo_enable_signaling(struct dma_fence *base)
{
	struct foo_fence *fence = container_of(base, struct foo_fence, base);

	/* hit: fence/callback-sleeps: foo_enable_signaling */
	fence->node = kzalloc(16, GFP_KERNEL);
	return fence->node;
}

static void foo_irq_get(struct foo_fence *fence)
{
	/* hit: fence/callback-sleeps: bar_enable_signaling > foo_irq_get */
	mutex_lock(fence->lock);
	mutex_unlock(fence->lock);
}

static bool bar_enable_signaling(struct dma_fence *base)
{
	foo_irq_get(container_of(base, struct foo_fence, base));
	return true;
}

static bool baz_enable_signaling(struct dma_fence *base)
{
	struct foo_fence *fence = container_of(base, struct foo_fence, base);

	/* ok: fence/callback-sleeps: does not reclaim */
	fence->node = kzalloc(16, GFP_ATOMIC);
	return fence->node;
}

static void baz_release(struct dma_fence *base)
{
	struct foo_fence *fence = container_of(base, struct foo_fence, base);

	kfree(fence->node);
	kfree(fence);
}

const struct dma_fence_ops foo_fence_ops = { .enable_signaling = foo_enable_signaling };
const struct dma_fence_ops bar_fence_ops = { .enable_signaling = bar_enable_signaling };
const struct dma_fence_ops baz_fence_ops = {
	.enable_signaling = baz_enable_signaling,
	.release = baz_release,
};
