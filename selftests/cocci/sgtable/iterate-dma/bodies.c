// SPDX-License-Identifier: GPL-2.0-only
/* Loops that do not only read what the mapping filled. */
#include <linux/dma-mapping.h>

void queue_entry(struct scatterlist *sg, u32 len);
void queue(dma_addr_t addr, void *cpu, u32 len);

int make(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 16, GFP_KERNEL);
}

void pass_entry(struct sg_table *sgt)
{
	struct scatterlist *sg;
	int i;

	/* ok: sgtable/iterate-dma: what the function does with the entry is not known */
	for_each_sg(sgt->sgl, sg, sgt->nents, i)
		queue_entry(sg, sg_dma_len(sg));
	/* ok: sgtable/iterate-dma: no DMA access at all */
	for_each_sg(sgt->sgl, sg, sgt->orig_nents, i)
		queue_entry(sg, sg->length);
}

void both_sides(struct sg_table *sgt)
{
	struct scatterlist *sg;
	int i;

	/* ok: sgtable/iterate-dma: a mixed body, no single count fits */
	for_each_sg(sgt->sgl, sg, sgt->nents, i)
		queue(sg_dma_address(sg), sg_virt(sg), sg_dma_len(sg));
}

void other_loops(struct sg_table *sgt, struct scatterlist *from, int n)
{
	struct scatterlist *sg;
	int i;

	/* ok: sgtable/iterate-dma: a count of its own */
	for_each_sg(sgt->sgl, sg, n, i)
		queue(sg_dma_address(sg), NULL, sg_dma_len(sg));
	/* ok: sgtable/iterate-dma: a list that starts elsewhere */
	for_each_sg(from, sg, sgt->nents, i)
		queue(sg_dma_address(sg), NULL, sg_dma_len(sg));
	/* ok: sgtable/iterate-dma: one entry less */
	for_each_sg(sgt->sgl, sg, sgt->nents - 1, i)
		queue(sg_dma_address(sg), NULL, sg_dma_len(sg));
}
