// SPDX-License-Identifier: GPL-2.0-only
/* Mapping a table and testing the result at once, in every usual way. */
#include <linux/dma-mapping.h>

struct buf {
	struct sg_table *sgt;
	struct sg_table table;
	struct sg_table sgts[4];
};

static int check_not(struct device *dev, struct sg_table *sgt)
{
	/* hit: sgtable/map */
	if (dma_map_sgtable(dev, sgt, DMA_TO_DEVICE, 0))
		return -EIO;
	return 0;
}

int check_zero(struct device *dev, struct buf *b)
{
	/* hit: sgtable/map */
	if (dma_map_sgtable(dev, &b->table, DMA_TO_DEVICE, 0))
		return -EIO;
	return check_not(dev, b->sgt);
}

int check_not_positive(struct device *dev, struct buf *b)
{
	/* hit: sgtable/map */
	if (dma_map_sgtable(dev, b->sgt, DMA_FROM_DEVICE, DMA_ATTR_SKIP_CPU_SYNC))
		return -EIO;
	return 0;
}

int check_below_one(struct device *dev, struct buf *b)
{
	int i;

	for (i = 0; i < 4; i++) {
		/* hit: sgtable/map */
		if (dma_map_sgtable(dev, &b->sgts[i], DMA_TO_DEVICE, 0))
			return -EIO;
	}
	return 0;
}

int check_unlikely(struct device *dev, struct buf *b)
{
	/* hit: sgtable/map */
	if (unlikely(dma_map_sgtable(dev, b->sgt, DMA_TO_DEVICE, 0)))
		return -EIO;
	return 0;
}

int check_with_others(struct device *dev, struct buf *b, int ready)
{
	/* hit: sgtable/map */
	if (!ready || dma_map_sgtable(dev, b->sgt, DMA_TO_DEVICE, 0))
		return -EIO;
	/* hit: sgtable/map */
	if (ready > 1 && dma_map_sgtable(dev, &b->table, DMA_TO_DEVICE, 0))
		return -EIO;
	return 0;
}

int check_success(struct device *dev, struct buf *b)
{
	/* hit: sgtable/map */
	if (!dma_map_sgtable(dev, b->sgt, DMA_TO_DEVICE, 0))
		return 0;
	return -EIO;
}

int check_success_positive(struct device *dev, struct buf *b)
{
	/* hit: sgtable/map */
	if (!dma_map_sgtable(dev, b->sgt, DMA_TO_DEVICE, 0))
		return 0;
	return -EIO;
}

int check_conditional(struct device *dev, struct buf *b)
{
	/* hit: sgtable/map */
	return dma_map_sgtable(dev, b->sgt, DMA_TO_DEVICE, 0) ? -EIO : 0;
}

int check_conditional_not(struct device *dev, struct buf *b)
{
	/* hit: sgtable/map */
	return dma_map_sgtable(dev, b->sgt, DMA_TO_DEVICE, 0) ? -EIO : 0;
}

void check_none(struct device *dev, struct buf *b)
{
	/* hit: sgtable/map */
	dma_map_sgtable(dev, &b->table, DMA_TO_DEVICE, 0);
}

int fill(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 4, GFP_KERNEL);
}
