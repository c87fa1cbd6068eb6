// SPDX-License-Identifier: GPL-2.0-only
/* Lists and counts that are not those of a struct sg_table. */
#include <linux/dma-mapping.h>

struct task_tag_info {
	struct scatterlist *sgl;
	unsigned int nents;
	unsigned int nr_pages;
};

struct transfer {
	struct scatterlist *sg;
	int nents;
	int mapped;
	struct sg_table table;
};

int map_tag(struct device *dev, struct task_tag_info *ttinfo)
{
	/* ok: sgtable/map: an object with an sgl and an nents of its own */
	if (!dma_map_sg(dev, ttinfo->sgl, ttinfo->nents, DMA_TO_DEVICE))
		return -EIO;
	return 0;
}

int map_plain(struct device *dev, struct transfer *t)
{
	/* ok: sgtable/map: a plain scatterlist */
	t->mapped = dma_map_sg(dev, t->sg, t->nents, DMA_TO_DEVICE);
	if (!t->mapped)
		return -EIO;
	return 0;
}

int map_part(struct device *dev, struct transfer *t, struct scatterlist *first)
{
	/* ok: sgtable/map: the list of one thing with the count of another */
	if (!dma_map_sg(dev, first, t->table.orig_nents, DMA_TO_DEVICE))
		return -EIO;
	/* ok: sgtable/map: a count that is not the one of the table */
	return dma_map_sg(dev, t->table.sgl, t->nents, DMA_TO_DEVICE) ? 0 : -EIO;
}

int map_by_helper(struct device *dev, struct transfer *t)
{
	/* ok: sgtable/map: the helper */
	return dma_map_sgtable(dev, &t->table, DMA_TO_DEVICE, 0);
}
