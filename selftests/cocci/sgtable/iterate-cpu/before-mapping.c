// SPDX-License-Identifier: GPL-2.0-only
/* Before a table is mapped, nents is the CPU count, too. */
#include <linux/dma-mapping.h>

int make(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 16, GFP_KERNEL);
}

int check_and_map(struct device *dev, struct sg_table *sgt)
{
	struct scatterlist *sg;
	int i;

	/* ok: sgtable/iterate-cpu: not mapped yet */
	for_each_sg(sgt->sgl, sg, sgt->nents, i) {
		if (sg->offset % 8 || sg->length % 4)
			return -EINVAL;
	}
	return dma_map_sgtable(dev, sgt, DMA_TO_DEVICE, 0);
}

void render(struct sg_table *st, struct page **pages)
{
	struct scatterlist *sg;
	int i;

	/* ok: sgtable/iterate-cpu: nothing shows a mapping */
	for_each_sg(st->sgl, sg, st->nents, i)
		sg_set_page(sg, pages[i], PAGE_SIZE, 0);
}

int remap(struct device *dev, struct sg_table *sgt, struct sg_table *other)
{
	struct scatterlist *sg;
	int i, ret;

	ret = dma_map_sgtable(dev, sgt, DMA_TO_DEVICE, 0);
	if (ret)
		return ret;
	sgt = other;
	/* ok: sgtable/iterate-cpu: another table, not the mapped one */
	for_each_sg(sgt->sgl, sg, sgt->nents, i)
		sg->length = PAGE_SIZE;
	return 0;
}

int fill_map_unmap(struct device *dev, struct sg_table *sgt)
{
	struct scatterlist *sg;
	int i, ret;

	/* ok: sgtable/iterate-cpu: not mapped yet */
	for_each_sg(sgt->sgl, sg, sgt->nents, i)
		sg->length = PAGE_SIZE;
	ret = dma_map_sgtable(dev, sgt, DMA_TO_DEVICE, 0);
	if (ret)
		return ret;
	dma_unmap_sgtable(dev, sgt, DMA_TO_DEVICE, 0);
	return 0;
}
