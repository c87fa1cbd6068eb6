// SPDX-License-Identifier: GPL-2.0-only
/* A wait that is named on request of a configuration. */
#include <linux/dma-fence.h>

static const char *name(struct dma_fence *fence)
{
	return "demo";
}

const struct dma_fence_ops conditional = {
	.get_driver_name = name,
	.get_timeline_name = name,
#ifdef DEMO_WANTS_WAIT
	/* ok: fence/default-wait: compiled for old kernels only */
	.wait = dma_fence_default_wait,
#endif
};
