// SPDX-License-Identifier: GPL-2.0-only
/* Loops over the pages, bounded by what the mapping returned. */
#include <linux/dma-mapping.h>

void use_page(struct page *page);
void free_page_of(struct page *page);
void queue(dma_addr_t addr, unsigned int len);

int local_count(struct device *dev, struct scatterlist *sgl, int nents)
{
	struct scatterlist *sg;
	int i, n = dma_map_sg(dev, sgl, nents, DMA_TO_DEVICE);

	if (!n)
		return -EIO;
	/* ok: sgtable/cpu-count: the DMA side wants this count */
	for_each_sg(sgl, sg, n, i) {
		queue(sg_dma_address(sg), sg_dma_len(sg));
	}
	dma_unmap_sg(dev, sgl, nents, DMA_TO_DEVICE);
	/* hit: sgtable/cpu-count */
	for_each_sg(sgl, sg, n, i) {
		use_page(sg_page(sg));
	}
	/* ok: sgtable/cpu-count: the count given to the map */
	for_each_sg(sgl, sg, nents, i) {
		use_page(sg_page(sg));
	}
	return 0;
}

int by_hand(struct device *dev, struct sg_table *sgt)
{
	struct scatterlist *sg = sgt->sgl;
	int i, ret = dma_map_sgtable(dev, sgt, DMA_FROM_DEVICE, 0);

	if (ret)
		return ret;
	dma_unmap_sgtable(dev, sgt, DMA_FROM_DEVICE, 0);
	/* hit: sgtable/cpu-count */
	for (i = 0; i < sgt->nents; i++) {
		free_page_of(sg_page(sg));
		sg = sg_next(sg);
	}
	return 0;
}

int array(struct device *dev, struct scatterlist *sg, int count)
{
	int i = 0;
	int mapped = dma_map_sg(dev, sg, count, DMA_FROM_DEVICE);

	/* hit: sgtable/cpu-count */
	while (i < mapped) {
		use_page(sg_page(&sg[i]));
		i++;
	}
	return mapped;
}

int mixed(struct device *dev, struct scatterlist *sgl, int nents)
{
	struct scatterlist *sg;
	int i, n = dma_map_sg(dev, sgl, nents, DMA_TO_DEVICE);

	/* hit: sgtable/cpu-count */
	for_each_sg(sgl, sg, n, i) {
		use_page(sg_page(sg));
		queue(sg_dma_address(sg), sg_dma_len(sg));
	}
	return n;
}

void before(struct device *dev, struct sg_table *sgt)
{
	struct scatterlist *sg = sgt->sgl;
	int i;

	/* ok: sgtable/cpu-count: the map comes later */
	for (i = 0; i < sgt->nents; i++) {
		sg_set_page(sg, sg_page(sg), 64, 0);
		sg = sg_next(sg);
	}
	dma_map_sgtable(dev, sgt, DMA_TO_DEVICE, 0);
}
