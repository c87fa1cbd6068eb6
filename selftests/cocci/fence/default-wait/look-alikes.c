// SPDX-License-Identifier: GPL-2.0-only
/* The default wait in other hands. */
#include <linux/dma-fence.h>

static const char *name(struct dma_fence *fence)
{
	return "demo";
}

struct demo_fence_ops {
	signed long (*wait)(struct dma_fence *fence, bool intr, signed long timeout);
	bool (*busy)(struct dma_fence *fence);
};

const struct demo_fence_ops own_ops = {
	/* ok: fence/default-wait: the driver calls it, and nothing stands in for it */
	.wait = dma_fence_default_wait,
};

const struct demo_fence_ops many_ops[] = {
	{
		/* ok: fence/default-wait: the same in an array */
		.wait = dma_fence_default_wait,
	},
};

static signed long demo_wait(struct dma_fence *fence, bool intr, signed long timeout)
{
	if (timeout > 1000)
		timeout = 1000;
	/* ok: fence/default-wait: part of a wait of its own */
	return dma_fence_default_wait(fence, intr, timeout);
}

const struct dma_fence_ops own_wait = {
	.get_driver_name = name,
	.get_timeline_name = name,
	/* ok: fence/default-wait: not the default */
	.wait = demo_wait,
};

static signed long demo_fence_default_wait(struct dma_fence *fence, bool intr, signed long timeout)
{
	return timeout;
}

const struct dma_fence_ops alike_by_name = {
	.get_driver_name = name,
	/* ok: fence/default-wait: only the name is like it */
	.wait = demo_fence_default_wait,
};

bool is_default(const struct dma_fence_ops *ops)
{
	/* ok: fence/default-wait: a question */
	return ops->wait == dma_fence_default_wait;
}

void reset(struct dma_fence_ops *ops)
{
	/* ok: fence/default-wait: replaces another */
	ops->wait = dma_fence_default_wait;
}
