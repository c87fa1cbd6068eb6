// SPDX-License-Identifier: GPL-2.0-only
/* The result of the mapping in nents: the helper changes nothing there. */
#include <linux/dma-mapping.h>

struct buf {
	struct sg_table *sgt;
	struct sg_table table;
};

void show(unsigned int count);

int map_again(struct device *dev, struct buf *b)
{
	/* hit: sgtable/map */
	b->sgt->nents = dma_map_sg(dev, b->sgt->sgl, b->sgt->nents, DMA_TO_DEVICE);
	if (!b->sgt->nents)
		return -EIO;
	return 0;
}

int map_member(struct device *dev, struct buf *b)
{
	/* hit: sgtable/map */
	b->table.nents = dma_map_sg_attrs(dev, b->table.sgl, b->table.orig_nents,
					  DMA_TO_DEVICE, DMA_ATTR_SKIP_CPU_SYNC);
	if (unlikely(b->table.nents <= 0)) {
		show(0);
		return -EIO;
	}
	show(b->table.nents);
	return 0;
}

int map_and_return(struct device *dev, struct buf *b)
{
	struct sg_table *sgt = b->sgt;

	/* hit: sgtable/map */
	sgt->nents = dma_map_sg(dev, sgt->sgl, sgt->orig_nents, DMA_TO_DEVICE);
	return sgt->nents ? 0 : -EIO;
}

int fill(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 4, GFP_KERNEL);
}
