// SPDX-License-Identifier: GPL-2.0-only
/* nents filled from the mapping is not set by hand: the unmap is wrong. */
#include <linux/dma-mapping.h>

int map_and_keep(struct device *dev, struct sg_table *sgt)
{
	int ret = dma_map_sg(dev, sgt->sgl, sgt->orig_nents, DMA_TO_DEVICE);

	if (ret == 0)
		return -ENOMEM;
	sgt->nents = ret;
	return 0;
}

int map_at_once(struct device *dev, struct sg_table *sgt)
{
	sgt->nents = dma_map_sg_attrs(dev, sgt->sgl, sgt->orig_nents, DMA_TO_DEVICE,
				      DMA_ATTR_SKIP_CPU_SYNC);
	return sgt->nents ? 0 : -EIO;
}

void unmap(struct device *dev, struct sg_table *sgt)
{
	/* hit: sgtable/unmap */
	dma_unmap_sgtable(dev, sgt, DMA_TO_DEVICE, 0);
}
