// SPDX-License-Identifier: GPL-2.0-only
/* A table that other code made and filled: nents may be anything. */
#include <linux/dma-mapping.h>

struct msg {
	struct sg_table sgt;
};

void complete(struct device *dev, struct msg *msg)
{
	/* ok: sgtable/unmap: the client that made the table may have set nents */
	dma_unmap_sg(dev, msg->sgt.sgl, msg->sgt.nents, DMA_FROM_DEVICE);
}
