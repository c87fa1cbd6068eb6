// SPDX-License-Identifier: GPL-2.0-only
/* Loops over the DMA side of a list. */
#include <linux/dma-mapping.h>

struct ib_mr;

void queue(dma_addr_t addr, unsigned int len);
int ib_map_mr_sg(struct ib_mr *mr, struct scatterlist *sg, int nents, unsigned int *off, int size);

int iterator(struct device *dev, struct scatterlist *sgl, int nents)
{
	struct scatterlist *sg;
	int i;

	if (!dma_map_sg(dev, sgl, nents, DMA_TO_DEVICE))
		return -EIO;
	/* hit: sgtable/dma-count */
	for_each_sg(sgl, sg, nents, i) {
		queue(sg_dma_address(sg), sg_dma_len(sg));
	}
	/* ok: sgtable/dma-count: the pages are counted by nents */
	for_each_sg(sgl, sg, nents, i) {
		sg->offset = 0;
	}
	return 0;
}

int by_hand(struct device *dev, struct scatterlist *sg, int nents)
{
	int i, count;

	count = dma_map_sg(dev, sg, nents, DMA_TO_DEVICE);
	if (!count)
		return -EIO;
	/* hit: sgtable/dma-count */
	for (i = 0; i < nents; i++) {
		queue(sg_dma_address(&sg[i]), sg_dma_len(&sg[i]));
	}
	/* ok: sgtable/dma-count: what the mapping returned */
	for (i = 0; i < count; i++) {
		queue(sg_dma_address(&sg[i]), sg_dma_len(&sg[i]));
	}
	return 0;
}

int ends_at_empty(struct device *dev, struct scatterlist *sgl, int nents)
{
	struct scatterlist *sg;
	int i;

	if (!dma_map_sg(dev, sgl, nents, DMA_TO_DEVICE))
		return -EIO;
	/* ok: sgtable/dma-count: ends at the first entry without a length */
	for_each_sg(sgl, sg, nents, i) {
		if (!sg_dma_len(sg))
			break;
		queue(sg_dma_address(sg), sg_dma_len(sg));
	}
	return 0;
}

int ends_with_request(struct device *dev, struct scatterlist *sgl, int nents, unsigned int left)
{
	struct scatterlist *sg;
	int i;

	if (!dma_map_sg(dev, sgl, nents, DMA_TO_DEVICE))
		return -EIO;
	/* ok: sgtable/dma-count: the length is used up before the first empty entry */
	for_each_sg(sgl, sg, nents, i) {
		unsigned int len = sg_dma_len(sg);

		if (len > left)
			len = left;
		queue(sg_dma_address(sg), len);
		left -= len;
		if (!left)
			break;
	}
	return 0;
}

int export(struct device *dev, struct scatterlist *sgl, int nents, dma_addr_t base)
{
	struct scatterlist *sg;
	int i;

	dma_map_sg(dev, sgl, nents, DMA_TO_DEVICE);
	/* ok: sgtable/dma-count: it fills the addresses itself */
	for_each_sg(sgl, sg, nents, i) {
		sg_dma_address(sg) = base;
		sg_dma_len(sg) = sg->length;
	}
	return 0;
}

int not_mapped_here(struct scatterlist *sgl, int nents)
{
	struct scatterlist *sg;
	int i;

	/* ok: sgtable/dma-count: which count this is cannot be seen here */
	for_each_sg(sgl, sg, nents, i) {
		queue(sg_dma_address(sg), sg_dma_len(sg));
	}
	return 0;
}

int region(struct ib_mr *mr, struct sg_table *sgt)
{
	unsigned int offset = 0;

	/* ok: sgtable/dma-count: it looks at every entry of the list on purpose */
	return ib_map_mr_sg(mr, sgt->sgl, sgt->orig_nents, &offset, 4096);
}
