// SPDX-License-Identifier: GPL-2.0-only
/* An exporter that fills the DMA side of a table by hand. */
#include <linux/dma-mapping.h>

int check(dma_addr_t addr, u32 len);

int make(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 16, GFP_KERNEL);
}

void fill(struct sg_table *sgt, dma_addr_t base, u32 chunk)
{
	struct scatterlist *sg;
	int i;

	/* ok: sgtable/iterate-dma: writes the DMA side of every entry */
	for_each_sg(sgt->sgl, sg, sgt->orig_nents, i) {
		sg_dma_address(sg) = base + i * chunk;
		sg_dma_len(sg) = chunk;
	}
}

int check_all(struct sg_table *sgt)
{
	struct scatterlist *sg;
	int i, ret = 0;

	/* ok: sgtable/iterate-dma: reads back what fill() wrote in every entry */
	for_each_sg(sgt->sgl, sg, sgt->orig_nents, i)
		ret |= check(sg_dma_address(sg), sg_dma_len(sg));
	return ret;
}

void fill_used(struct sg_table *sgt, dma_addr_t base)
{
	struct scatterlist *sg;
	int i;

	/* ok: sgtable/iterate-dma: moves what it reads */
	for_each_sg(sgt->sgl, sg, sgt->nents, i)
		sg_dma_address(sg) += base;
}
