// SPDX-License-Identifier: GPL-2.0-only
/* nents as a flag: a failed dma_map_sgtable() would not clear it. */
#include <linux/dma-mapping.h>

struct buf {
	struct sg_table *sgt;
};

void map(struct device *dev, struct buf *b)
{
	/* hit: sgtable/map */
	b->sgt->nents = dma_map_sg(dev, b->sgt->sgl, b->sgt->orig_nents, DMA_TO_DEVICE);
	if (!b->sgt->nents)
		return;
}

void unmap(struct device *dev, struct buf *b)
{
	if (b->sgt->nents)
		dma_unmap_sgtable(dev, b->sgt, DMA_TO_DEVICE, 0);
}
