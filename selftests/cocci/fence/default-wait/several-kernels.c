// SPDX-License-Identifier: GPL-2.0-only
/* A driver for several kernels: the old ones refuse a fence without a wait. */
#include <linux/dma-fence.h>

#define KERNEL_VERSION(a, b, c)	(((a) << 16) + ((b) << 8) + (c))
#define OLDEST_KERNEL		KERNEL_VERSION(4, 14, 0)

static const char *name(struct dma_fence *fence)
{
	return "demo";
}

const struct dma_fence_ops for_all = {
	.get_driver_name = name,
	.get_timeline_name = name,
	/* ok: fence/default-wait: this file is built for the old kernels, too */
	.wait = dma_fence_default_wait,
};
