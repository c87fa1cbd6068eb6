// SPDX-License-Identifier: GPL-2.0-only
/* A loop over nents that looks at the pages wants the CPU count. */
#include <linux/dma-mapping.h>

unsigned int length(struct sg_table *sgt)
{
	struct scatterlist *sg;
	unsigned int sum = 0;
	int i;

	for_each_sg(sgt->sgl, sg, sgt->nents, i) {
		sum += sg->length;
	}
	return sum;
}

int map(struct device *dev)
{
	struct sg_table sgt;

	if (sg_alloc_table(&sgt, 4, GFP_KERNEL))
		return -ENOMEM;
	/* hit: sgtable/map */
	if (!dma_map_sg(dev, sgt.sgl, sgt.orig_nents, DMA_TO_DEVICE))
		return -EIO;
	return length(&sgt);
}
