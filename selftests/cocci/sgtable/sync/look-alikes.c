// SPDX-License-Identifier: GPL-2.0-only
/* Syncs that have no helper, or cannot use it. */
#include <linux/dma-mapping.h>

struct page_list {
	struct scatterlist *slist;
	int nents;
};

struct task_tag_info {
	struct scatterlist *sgl;
	unsigned int nents;
};

struct queue {
	struct page_list pt;
	struct sg_table *sgt;
};

struct sg_table *next_table(struct queue *q);

int make(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 16, GFP_KERNEL);
}

void page_table(struct device *dev, struct queue *q)
{
	/* ok: sgtable/sync: a plain scatterlist with its mapped count */
	dma_sync_sg_for_cpu(dev, q->pt.slist, q->pt.nents, DMA_FROM_DEVICE);
}

void tag(struct device *dev, struct task_tag_info *ttinfo)
{
	/* ok: sgtable/sync: no sg_table, its nents is what was given to the map */
	dma_sync_sg_for_cpu(dev, ttinfo->sgl, ttinfo->nents, DMA_FROM_DEVICE);
}

void part(struct device *dev, struct queue *q, struct scatterlist *from, int left)
{
	/* ok: sgtable/sync: a part of the table */
	dma_sync_sg_for_device(dev, from, left, DMA_TO_DEVICE);
	/* ok: sgtable/sync: the first entry only */
	dma_sync_sg_for_device(dev, q->sgt->sgl, 1, DMA_TO_DEVICE);
}

void fetch(struct device *dev, struct queue *q)
{
	/* ok: sgtable/sync: each call takes another table off the queue */
	dma_sync_sg_for_cpu(dev, next_table(q)->sgl, next_table(q)->nents, DMA_FROM_DEVICE);
}

static inline void compat_dma_sync_sgtable_for_cpu(struct device *dev, struct sg_table *sgt,
						   enum dma_data_direction dir)
{
	/* ok: sgtable/sync: the helper cannot be written with the helper */
	dma_sync_sg_for_cpu(dev, sgt->sgl, sgt->orig_nents, dir);
}

void by_copy(struct device *dev, struct sg_table *sgt)
{
	compat_dma_sync_sgtable_for_cpu(dev, sgt, DMA_FROM_DEVICE);
}
