// SPDX-License-Identifier: GPL-2.0-only
/* A driver that sets nents itself: orig_nents is not to be replaced by it. */
#include <linux/dma-mapping.h>

void write_reg(dma_addr_t addr);

int make(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 16, GFP_KERNEL);
}

void send(struct sg_table *sgt, unsigned int used)
{
	struct scatterlist *sg;
	int i;

	sgt->nents = used;
	/* ok: sgtable/iterate-dma: nents is not what the mapping returned */
	for_each_sg(sgt->sgl, sg, sgt->orig_nents, i)
		write_reg(sg_dma_address(sg));
}
