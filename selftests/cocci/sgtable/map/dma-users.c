// SPDX-License-Identifier: GPL-2.0-only
/* What is left of nents wants the DMA count: the mapping may fill it in. */
#include <linux/dma-mapping.h>

struct dma_chan;
struct dma_device {
	void *(*device_prep_slave_sg)(struct dma_chan *chan, struct scatterlist *sgl,
				      unsigned int sg_len, int dir);
};

struct dma_chan {
	struct dma_device *device;
};

void *dmaengine_prep_slave_sg(struct dma_chan *chan, struct scatterlist *sgl,
			      unsigned int sg_len, int dir);
void dev_dbg(struct device *dev, const char *fmt, ...);

void *prepare(struct device *dev, struct dma_chan *chan, struct sg_table *sgt)
{
	dev_dbg(dev, "%u segments\n", sgt->nents);
	if (!sgt->nents)
		return NULL;
	if (sgt->nents > 1)
		return chan->device->device_prep_slave_sg(chan, sgt->sgl, sgt->nents, 1);
	return dmaengine_prep_slave_sg(chan, sgt->sgl, sgt->nents, 1);
}

dma_addr_t sum(struct sg_table *sgt)
{
	struct scatterlist *sg;
	dma_addr_t sum = 0;
	int i;

	for_each_sg(sgt->sgl, sg, sgt->nents, i)
		sum += sg_dma_address(sg) + sg_dma_len(sg);
	return sum;
}

void *map(struct device *dev, struct dma_chan *chan)
{
	struct sg_table sgt;

	if (sg_alloc_table(&sgt, 4, GFP_KERNEL))
		return NULL;
	/* hit: sgtable/map */
	if (!dma_map_sg(dev, sgt.sgl, sgt.nents, DMA_TO_DEVICE))
		return NULL;
	return prepare(dev, chan, &sgt);
}
