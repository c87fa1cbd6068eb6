// SPDX-License-Identifier: GPL-2.0-only
/* Syncing a table: with the DMA count, with the CPU count, by the helper. */
#include <linux/dma-mapping.h>

struct frame {
	struct sg_table *sgt;
	struct sg_table table;
	struct sg_table planes_sgt[3];
};

#define to_frame(p) container_of(p, struct frame, table)

int make(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 16, GFP_KERNEL);
}

void begin_access(struct device *dev, struct sg_table *sgt)
{
	/* hit: sgtable/sync */
	dma_sync_sg_for_cpu(dev, sgt->sgl, sgt->nents, DMA_FROM_DEVICE);
}

void end_access(struct device *dev, struct sg_table *sgt)
{
	/* hit: sgtable/sync */
	dma_sync_sg_for_device(dev, sgt->sgl, sgt->nents, DMA_TO_DEVICE);
}

void cpu_count(struct device *dev, struct sg_table *sgt)
{
	/* hit: sgtable/sync */
	dma_sync_sg_for_cpu(dev, sgt->sgl, sgt->orig_nents, DMA_BIDIRECTIONAL);
	/* hit: sgtable/sync */
	dma_sync_sg_for_device(dev, sgt->sgl, sgt->orig_nents, DMA_BIDIRECTIONAL);
}

void members(struct device *dev, struct frame *f, enum dma_data_direction dir,
	     bool write)
{
	int i;

	/* hit: sgtable/sync */
	dma_sync_sg_for_device(dev, f->table.sgl, f->table.nents,
			       write ? DMA_TO_DEVICE : DMA_BIDIRECTIONAL);
	for (i = 0; i < 3; i++)
		/* hit: sgtable/sync */
		dma_sync_sg_for_cpu(dev, f->planes_sgt[i].sgl, f->planes_sgt[i].orig_nents, dir);
}

void by_macro(struct device *dev, struct sg_table *table)
{
	/* hit: sgtable/sync */
	dma_sync_sg_for_cpu(dev, to_frame(table)->sgt->sgl, to_frame(table)->sgt->nents, DMA_FROM_DEVICE);
}

void by_helper(struct device *dev, struct frame *f)
{
	/* ok: sgtable/sync: the helper takes the right count itself */
	dma_sync_sgtable_for_cpu(dev, f->sgt, DMA_FROM_DEVICE);
}
