// SPDX-License-Identifier: GPL-2.0-only
/* The result of dma_map_sgtable() read as a count. */
#include <linux/dma-mapping.h>

int start(unsigned int segments);

int inverted(struct device *dev, struct sg_table *sgt)
{
	/* hit: sgtable/map-check */
	if (!dma_map_sgtable(dev, sgt, DMA_TO_DEVICE, 0))
		return -EIO;
	return 0;
}

int inverted_local(struct device *dev, struct sg_table *sgt)
{
	int ret;

	ret = dma_map_sgtable(dev, sgt, DMA_TO_DEVICE, 0);
	/* hit: sgtable/map-check */
	if (!ret)
		return -ENOMEM;
	return 0;
}

int not_positive(struct device *dev, struct sg_table *sgt)
{
	int ret;

	ret = dma_map_sgtable(dev, sgt, DMA_TO_DEVICE, 0);
	/* hit: sgtable/map-check */
	if (ret <= 0)
		return -ENOMEM;
	return 0;
}

int counted(struct device *dev, struct sg_table *sgt)
{
	int n;

	n = dma_map_sgtable(dev, sgt, DMA_TO_DEVICE, 0);
	/* hit: sgtable/map-check */
	sgt->nents = n;
	return start(n);
}

int right(struct device *dev, struct sg_table *sgt)
{
	int ret;

	/* ok: sgtable/map-check: a negative errno is the failure */
	ret = dma_map_sgtable(dev, sgt, DMA_TO_DEVICE, 0);
	/* ok: sgtable/map-check: a negative errno is the failure */
	if (ret < 0)
		return ret;
	/* ok: sgtable/map-check: success is asked for */
	if (!dma_map_sgtable(dev, sgt, DMA_TO_DEVICE, 0))
		return 0;
	return -EIO;
}
