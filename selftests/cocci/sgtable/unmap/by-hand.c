// SPDX-License-Identifier: GPL-2.0-only
/* A driver that sets nents itself decides what nents means. */
#include <linux/dma-mapping.h>

struct msg {
	struct sg_table sgt;
};

void trim(struct msg *msg, unsigned int used)
{
	msg->sgt.nents = used;
}

int map(struct device *dev, struct msg *msg)
{
	return dma_map_sg(dev, msg->sgt.sgl, msg->sgt.nents, DMA_TO_DEVICE) ? 0 : -EIO;
}

void unmap(struct device *dev, struct msg *msg)
{
	/* ok: sgtable/unmap: as many entries as were mapped, fewer than orig_nents */
	dma_unmap_sg(dev, msg->sgt.sgl, msg->sgt.nents, DMA_TO_DEVICE);
}
