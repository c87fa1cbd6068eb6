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
	if (dma_map_sgtable(dev, b->sgt, DMA_TO_DEVICE, 0))
		return -EIO;
	return 0;
}

int map_member(struct device *dev, struct buf *b)
{
	/* hit: sgtable/map */
	if (dma_map_sgtable(dev, &b->table, DMA_TO_DEVICE, DMA_ATTR_SKIP_CPU_SYNC)) {
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
	return dma_map_sgtable(dev, sgt, DMA_TO_DEVICE, 0) ? -EIO : 0;
}

int fill(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 4, GFP_KERNEL);
}
