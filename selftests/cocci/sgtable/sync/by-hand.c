// SPDX-License-Identifier: GPL-2.0-only
/* A driver that sets nents itself decides what nents means. */
#include <linux/dma-mapping.h>

struct message {
	struct sg_table sgt;
};

int make(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 16, GFP_KERNEL);
}

int send(struct device *dev, struct message *msg, unsigned int used)
{
	msg->sgt.nents = used;
	if (!dma_map_sg(dev, msg->sgt.sgl, msg->sgt.nents, DMA_TO_DEVICE))
		return -EIO;
	/* ok: sgtable/sync: as many entries as were mapped, fewer than orig_nents */
	dma_sync_sg_for_device(dev, msg->sgt.sgl, msg->sgt.nents, DMA_TO_DEVICE);
	return 0;
}
