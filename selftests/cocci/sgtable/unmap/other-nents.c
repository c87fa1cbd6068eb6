// SPDX-License-Identifier: GPL-2.0-only
/* The nents that a sibling sets is not that of a table. */
#include <linux/dma-mapping.h>

int make(struct sg_table *sgt, unsigned int n)
{
	return sg_alloc_table(sgt, n, GFP_KERNEL);
}

void unmap(struct device *dev, struct sg_table *sgt)
{
	/* hit: sgtable/unmap */
	dma_unmap_sg(dev, sgt->sgl, sgt->nents, DMA_TO_DEVICE);
}
