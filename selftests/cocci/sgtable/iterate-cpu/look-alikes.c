// SPDX-License-Identifier: GPL-2.0-only
/* Loops of a mapped table that are not for the CPU, and tables of others. */
#include <linux/dma-mapping.h>

struct task_tag_info {
	struct scatterlist *sgl;
	unsigned int nents;
};

struct scsi_data_buffer {
	struct sg_table table;
};

void write_reg(dma_addr_t addr);
void consume(struct scatterlist *sg);

int make(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 16, GFP_KERNEL);
}

int opaque(struct device *dev, struct sg_table *sgt, unsigned int *segments)
{
	struct scatterlist *sg;
	int i, ret = dma_map_sgtable(dev, sgt, DMA_TO_DEVICE, 0);

	if (ret)
		return ret;
	/* ok: sgtable/iterate-cpu: for the device */
	for_each_sg(sgt->sgl, sg, sgt->nents, i)
		write_reg(sg_dma_address(sg));
	/* ok: sgtable/iterate-cpu: for the device; the count is another rule's */
	for_each_sg(sgt->sgl, sg, sgt->orig_nents, i)
		write_reg(sg_dma_address(sg));
	/* ok: sgtable/iterate-cpu: what the function does with the entry is not known */
	for_each_sg(sgt->sgl, sg, sgt->nents, i)
		consume(sg);
	/* ok: sgtable/iterate-cpu: the function may read the entry for the device */
	for_each_sg(sgt->sgl, sg, sgt->orig_nents, i)
		consume(sg);
	/* ok: sgtable/iterate-cpu: uses a page, but what else is not known */
	for_each_sg(sgt->sgl, sg, sgt->nents, i) {
		sg->length = PAGE_SIZE;
		consume(sg);
	}
	/* ok: sgtable/iterate-cpu: counts DMA segments */
	for_each_sg(sgt->sgl, sg, sgt->nents, i)
		(*segments)++;
	return 0;
}

void others(struct device *dev, struct task_tag_info *ttinfo, struct scsi_data_buffer *sdb)
{
	struct scatterlist *sg;
	int i;

	dma_unmap_sg(dev, ttinfo->sgl, ttinfo->nents, DMA_TO_DEVICE);
	/* ok: sgtable/iterate-cpu: no sg_table */
	for_each_sg(ttinfo->sgl, sg, ttinfo->nents, i)
		sg->length = 0;
	dma_unmap_sg(dev, sdb->table.sgl, sdb->table.nents, DMA_TO_DEVICE);
	/* ok: sgtable/iterate-cpu: the SCSI midlayer sets this nents */
	for_each_sg(sdb->table.sgl, sg, sdb->table.nents, i)
		sg->length = 0;
}
