// SPDX-License-Identifier: GPL-2.0-only
#include <linux/dma-fence.h>

struct sync_file;

struct sync_file *sync_file_create(struct dma_fence *fence);

struct sync_file *request_export(struct dma_fence *fence)
{
	return sync_file_create(fence);
}
