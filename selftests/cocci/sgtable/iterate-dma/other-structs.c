// SPDX-License-Identifier: GPL-2.0-only
/* Objects of another type may have an sgl and an nents of their own. */
#include <linux/dma-mapping.h>

struct task_tag_info {
	struct scatterlist *sgl;
	unsigned int nents;
};

struct scsi_data_buffer {
	struct sg_table table;
	unsigned int length;
};

void write_reg(dma_addr_t addr);
struct sg_table *next_table(void);

int make(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 16, GFP_KERNEL);
}

void fill_tag(struct task_tag_info *ttinfo)
{
	struct scatterlist *sg;
	int i;

	/* ok: sgtable/iterate-dma: no sg_table */
	for_each_sg(ttinfo->sgl, sg, ttinfo->nents, i)
		write_reg(sg_dma_address(sg));
}

void fill_command(struct scsi_data_buffer *sdb)
{
	struct scatterlist *sg;
	int i;

	/* ok: sgtable/iterate-dma: the SCSI midlayer sets this nents */
	for_each_sg(sdb->table.sgl, sg, sdb->table.nents, i)
		write_reg(sg_dma_address(sg));
}

void fill_next(void)
{
	struct scatterlist *sg;
	int i;

	/* ok: sgtable/iterate-dma: each call may yield another table */
	for_each_sg(next_table()->sgl, sg, next_table()->nents, i)
		write_reg(sg_dma_address(sg));
}

#define compat_for_each_sgtable_dma_sg(sgt, sg, i) \
	for_each_sg((sgt)->sgl, sg, (sgt)->nents, i)

void by_copy(struct sg_table *sgt)
{
	struct scatterlist *sg;
	int i;

	/* ok: sgtable/iterate-dma: the driver's own copy of the helper */
	compat_for_each_sgtable_dma_sg(sgt, sg, i)
		write_reg(sg_dma_address(sg));
}

static void compat_sync_sgtable(struct sg_table *sgt)
{
	struct scatterlist *sg;
	int i;

	/* ok: sgtable/iterate-dma: a helper for kernels that have none */
	for_each_sg(sgt->sgl, sg, sgt->nents, i)
		write_reg(sg_dma_address(sg));
}

void by_function(struct sg_table *sgt)
{
	compat_sync_sgtable(sgt);
}
