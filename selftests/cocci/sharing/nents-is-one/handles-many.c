// SPDX-License-Identifier: GPL-2.0-only
/* One entry is a fast path, or a matter of the processor: nothing to say. */
#include <linux/dma-mapping.h>

struct mapping {
	dma_addr_t iova;
};

int map_many(struct mapping *mapping, struct sg_table *sgt);
int run(struct scatterlist *sgl, int entries);
size_t contiguous_size(struct sg_table *sgt);

int fast_path(struct mapping *mapping, struct sg_table *sgt)
{
	/* ok: sharing/nents-is-one: many entries are handled below */
	if (sgt->nents == 1) {
		mapping->iova = sg_dma_address(sgt->sgl);
		return 0;
	}
	return map_many(mapping, sgt);
}

int both_ways(struct mapping *mapping, struct sg_table *sgt)
{
	int ret = 0;

	/* ok: sharing/nents-is-one: many entries are handled in the other branch */
	if (sgt->nents > 1)
		ret = map_many(mapping, sgt);
	else
		mapping->iova = sg_dma_address(sgt->sgl);
	return ret;
}

int many_first(struct mapping *mapping, struct sg_table *sgt)
{
	/* ok: sharing/nents-is-one: many entries are handled, not refused */
	if (sgt->nents > 1)
		return map_many(mapping, sgt);
	mapping->iova = sg_dma_address(sgt->sgl);
	return 0;
}

int many_in_block(struct mapping *mapping, struct sg_table *sgt)
{
	int ret;

	/* ok: sharing/nents-is-one: many entries are handled, not refused */
	if (sgt->nents > 1) {
		ret = map_many(mapping, sgt);
		return ret;
	}
	mapping->iova = sg_dma_address(sgt->sgl);
	return 0;
}

int many_below(struct mapping *mapping, struct sg_table *sgt)
{
	/* ok: sharing/nents-is-one: many entries are handled at the label */
	if (sgt->nents > 1)
		goto slow;
	mapping->iova = sg_dma_address(sgt->sgl);
	return 0;
slow:
	return map_many(mapping, sgt);
}

int by_size(struct mapping *mapping, struct sg_table *sgt, size_t size)
{
	/* ok: sharing/nents-is-one: the right question */
	if (contiguous_size(sgt) < size)
		return -EINVAL;
	mapping->iova = sg_dma_address(sgt->sgl);
	return 0;
}

int map_result(struct device *dev, struct mapping *mapping, struct sg_table *sgt)
{
	int n;

	n = dma_map_sg(dev, sgt->sgl, 1, DMA_TO_DEVICE);
	/* ok: sharing/nents-is-one: what the mapping of one entry returned */
	if (n != 1)
		return -EIO;
	mapping->iova = sg_dma_address(sgt->sgl);
	return 0;
}

int no_list(struct sg_table *sgt)
{
	/* ok: sharing/nents-is-one: no DMA address is used here */
	if (sgt->nents > 1)
		return -EINVAL;
	return run(sgt->sgl, 1);
}

int before_mapping(struct device *dev, struct mapping *mapping, struct sg_table *sgt)
{
	/* ok: sharing/nents-is-one: memory is counted before it is mapped */
	if (sgt->nents != 1)
		return -EINVAL;
	sgt->nents = dma_map_sg(dev, sgt->sgl, sgt->orig_nents, DMA_TO_DEVICE);
	if (!sgt->nents)
		return -EIO;
	mapping->iova = sg_dma_address(sgt->sgl);
	return 0;
}
