// SPDX-License-Identifier: GPL-2.0-only
#include <linux/dma-fence.h>

long stream_wait(struct dma_fence *fence)
{
	return dma_fence_wait(fence, true);
}
