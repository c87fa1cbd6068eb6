// SPDX-License-Identifier: GPL-2.0-only
/* Operations that name the default wait themselves. */
#include <linux/dma-fence.h>

static const char *name(struct dma_fence *fence)
{
	return "demo";
}

static void release(struct dma_fence *fence)
{
	dma_fence_put(fence);
}

static const struct dma_fence_ops in_the_middle = {
	.get_driver_name = name,
	.get_timeline_name = name,
	/* hit: fence/default-wait */
	.release = release,
};

struct dma_fence_ops comes_last = {
	.get_driver_name = name,
	.get_timeline_name = name,
};

static struct dma_fence_ops with_a_comma = {
	.get_driver_name = name,
};

struct family {
	struct dma_fence_ops ops;
	int id;
};

static struct family nested = {
	.ops = {
		.get_driver_name = name,
		/* todo: fence/default-wait: the type of a member of a driver's struct */
		.wait = dma_fence_default_wait,
	},
	.id = 1,
};

void use(const struct dma_fence_ops *ops, struct family *family);

void all(void)
{
	use(&in_the_middle, &nested);
	use(&comes_last, NULL);
	use(&with_a_comma, NULL);
}
