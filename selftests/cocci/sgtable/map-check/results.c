// SPDX-License-Identifier: GPL-2.0-only
/* The result of dma_map_sg() read as an error code, or not at all. */
#include <linux/dma-mapping.h>

int start(unsigned int segments);

void drop(struct device *dev, struct sg_table *sgt)
{
	/* hit: sgtable/map-check */
	dma_map_sg(dev, sgt->sgl, sgt->orig_nents, DMA_TO_DEVICE);
	/* hit: sgtable/map-check */
	dma_map_sgtable(dev, sgt, DMA_TO_DEVICE, 0);
}

int negative_local(struct device *dev, struct scatterlist *sgl, int entries)
{
	int n;

	n = dma_map_sg(dev, sgl, entries, DMA_TO_DEVICE);
	/* hit: sgtable/map-check */
	if (n < 0)
		return n;
	return start(n);
}

int negative_declared(struct device *dev, struct scatterlist *sgl, int entries)
{
	int n = dma_map_sg_attrs(dev, sgl, entries, DMA_TO_DEVICE, 0);

	/* hit: sgtable/map-check */
	if (n < 0)
		return n;
	return start(n);
}

int negative_at_once(struct device *dev, struct scatterlist *sgl, int entries)
{
	/* hit: sgtable/map-check */
	if (dma_map_sg(dev, sgl, entries, DMA_TO_DEVICE) < 0)
		return -EIO;
	return 0;
}

int zero_returned(struct device *dev, struct scatterlist *sgl, int entries)
{
	int ret;

	ret = dma_map_sg(dev, sgl, entries, DMA_TO_DEVICE);
	if (!ret)
		/* hit: sgtable/map-check */
		return ret;
	return start(ret);
}

int errno_set(struct device *dev, struct scatterlist *sgl, int entries)
{
	int ret;

	/* ok: sgtable/map-check: an errno is set before the return */
	ret = dma_map_sg(dev, sgl, entries, DMA_TO_DEVICE);
	if (!ret) {
		ret = -ENOMEM;
		goto out;
	}
	return 0;
out:
	/* ok: sgtable/map-check: not the result of the mapping any more */
	return ret;
}

int merged(struct device *dev, struct scatterlist *sgl, int entries)
{
	int rc;

	rc = dma_map_sg(dev, sgl, entries, DMA_TO_DEVICE);
	/* hit: sgtable/map-check */
	if (rc != entries)
		return -EIO;
	return 0;
}

int only_one(struct device *dev, struct scatterlist *sg)
{
	int n;

	n = dma_map_sg(dev, sg, 1, DMA_TO_DEVICE);
	/* ok: sgtable/map-check: one entry cannot be merged */
	if (n != 1)
		return -EIO;
	return 0;
}

int right(struct device *dev, struct scatterlist *sgl, int entries)
{
	int n;

	/* ok: sgtable/map-check: 0 is the failure */
	n = dma_map_sg(dev, sgl, entries, DMA_TO_DEVICE);
	if (n <= 0)
		return -EIO;
	/* ok: sgtable/map-check: 0 is the failure */
	if (dma_map_sg(dev, sgl, entries, DMA_TO_DEVICE) < 1)
		return -EIO;
	/* ok: sgtable/map-check: 0 is the failure */
	if (!dma_map_sg(dev, sgl, entries, DMA_TO_DEVICE))
		return -EIO;
	n = start(n);
	/* ok: sgtable/map-check: another result in the same variable */
	if (n < 0)
		return n;
	return 0;
}
