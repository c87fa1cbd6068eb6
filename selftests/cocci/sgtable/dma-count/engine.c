// SPDX-License-Identifier: GPL-2.0-only
/* The list is handed to a DMA engine, or split. */
#include <linux/dma-mapping.h>

struct dma_async_tx_descriptor;

struct dma_chan {
	struct dma_device *device;
};

struct dma_device {
	struct dma_async_tx_descriptor *(*device_prep_slave_sg)(struct dma_chan *chan,
			struct scatterlist *sgl, unsigned int len, int dir,
			unsigned long flags, void *context);
};

struct dma_async_tx_descriptor *dmaengine_prep_slave_sg(struct dma_chan *chan,
			struct scatterlist *sgl, unsigned int len, int dir, unsigned long flags);
int sg_split(struct scatterlist *in, const int in_mapped_nents, off_t skip, int nb_splits);

void *result_dropped(struct device *dev, struct dma_chan *chan, struct scatterlist *sgl, int n)
{
	if (!dma_map_sg(dev, sgl, n, DMA_TO_DEVICE))
		return NULL;
	/* hit: sgtable/dma-count */
	return dmaengine_prep_slave_sg(chan, sgl, n, 1, 0);
}

void *result_checked(struct device *dev, struct dma_chan *chan, struct scatterlist *sgl, int n)
{
	int ret = dma_map_sg(dev, sgl, n, DMA_TO_DEVICE);

	if (ret == 0)
		return NULL;
	/* hit: sgtable/dma-count */
	return chan->device->device_prep_slave_sg(chan, sgl, n, 1, 0, NULL);
}

void *result_used(struct device *dev, struct dma_chan *chan, struct scatterlist *sgl, int n)
{
	int mapped = dma_map_sg(dev, sgl, n, DMA_TO_DEVICE);

	/* ok: sgtable/dma-count: what the mapping returned */
	return dmaengine_prep_slave_sg(chan, sgl, mapped, 1, 0);
}

void *result_over_count(struct device *dev, struct dma_chan *chan, struct scatterlist *sgl, int n)
{
	n = dma_map_sg(dev, sgl, n, DMA_TO_DEVICE);
	/* ok: sgtable/dma-count: n is what the mapping returned by now */
	return dmaengine_prep_slave_sg(chan, sgl, n, 1, 0);
}

void *all_or_nothing(struct device *dev, struct dma_chan *chan, struct scatterlist *sgl, int n)
{
	int mapped = dma_map_sg(dev, sgl, n, DMA_TO_DEVICE);

	if (mapped != n) {
		dma_unmap_sg(dev, sgl, n, DMA_TO_DEVICE);
		return NULL;
	}
	/* ok: sgtable/dma-count: a list that was merged is refused */
	return dmaengine_prep_slave_sg(chan, sgl, n, 1, 0);
}

void *all_at_once(struct device *dev, struct dma_chan *chan, struct scatterlist *sgl, int n)
{
	if (dma_map_sg(dev, sgl, n, DMA_TO_DEVICE) != n)
		return NULL;
	/* ok: sgtable/dma-count: a list that was merged is refused */
	return dmaengine_prep_slave_sg(chan, sgl, n, 1, 0);
}

void *single(struct device *dev, struct dma_chan *chan, struct scatterlist *sg)
{
	if (!dma_map_sg(dev, sg, 1, DMA_TO_DEVICE))
		return NULL;
	/* ok: sgtable/dma-count: one entry cannot be merged */
	return dmaengine_prep_slave_sg(chan, sg, 1, 1, 0);
}

void *table(struct device *dev, struct dma_chan *chan, struct sg_table *sgt)
{
	if (dma_map_sgtable(dev, sgt, DMA_TO_DEVICE, 0))
		return NULL;
	/* hit: sgtable/dma-count */
	sg_split(sgt->sgl, sgt->orig_nents, 0, 2);
	/* hit: sgtable/dma-count */
	dmaengine_prep_slave_sg(chan, sgt->sgl, sgt->orig_nents, 1, 0);
	/* ok: sgtable/dma-count: nents of a mapped table */
	return dmaengine_prep_slave_sg(chan, sgt->sgl, sgt->nents, 1, 0);
}
