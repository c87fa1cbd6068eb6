// SPDX-License-Identifier: GPL-2.0-only
/* Unmapping a table: with the DMA count, with the CPU count, by the helper. */
#include <linux/dma-mapping.h>

struct buf {
	struct sg_table *sgt;
	struct sg_table table;
	struct sg_table sgts[4];
};

int make(struct buf *b, unsigned int n)
{
	return sg_alloc_table(b->sgt, n, GFP_KERNEL);
}

void unmap_dma_count(struct device *dev, struct sg_table *sgt)
{
	/* hit: sgtable/unmap */
	dma_unmap_sgtable(dev, sgt, DMA_TO_DEVICE, 0);
}

void unmap_cpu_count(struct device *dev, struct sg_table *sgt)
{
	/* hit: sgtable/unmap */
	dma_unmap_sgtable(dev, sgt, DMA_TO_DEVICE, 0);
}

void unmap_member(struct device *dev, struct buf *b)
{
	/* hit: sgtable/unmap */
	dma_unmap_sgtable(dev, b->sgt, DMA_FROM_DEVICE,
			  DMA_ATTR_SKIP_CPU_SYNC);
	/* hit: sgtable/unmap */
	dma_unmap_sgtable(dev, &b->table, DMA_FROM_DEVICE, 0);
}

void unmap_array(struct device *dev, struct buf *b)
{
	int i;

	for (i = 0; i < 4; i++)
		if (b->sgts[i].sgl)
			/* hit: sgtable/unmap */
			dma_unmap_sgtable(dev, &b->sgts[i], DMA_TO_DEVICE, 0);
}

struct task {
	struct scatterlist *sgl;
	unsigned int nents;
};

void unmap_task(struct device *dev, struct task *task)
{
	/* ok: sgtable/unmap: no table, in a file that has tables too */
	dma_unmap_sg(dev, task->sgl, task->nents, DMA_TO_DEVICE);
}

struct sg_table *next_table(struct buf *b);

void unmap_next(struct device *dev, struct buf *b)
{
	/* ok: sgtable/unmap: two calls may yield two tables */
	dma_unmap_sg(dev, next_table(b)->sgl, next_table(b)->nents, DMA_TO_DEVICE);
}

void unmap_by_helper(struct device *dev, struct buf *b)
{
	/* ok: sgtable/unmap: the helper takes the right count itself */
	dma_unmap_sgtable(dev, b->sgt, DMA_TO_DEVICE, 0);
}
