// SPDX-License-Identifier: GPL-2.0-only
/* A driver that sets nents itself decides what nents means. */
#include <linux/dma-mapping.h>

void use(struct page *page);
void put(dma_addr_t addr);

int make(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 16, GFP_KERNEL);
}

void show(struct sg_table *sgt, unsigned int used)
{
	struct sg_dma_page_iter dma;
	struct sg_page_iter iter;

	sgt->nents = used;
	/* ok: sgtable/iterate-page: only the used entries have a page */
	for_each_sg_page(sgt->sgl, &iter, sgt->nents, 0)
		use(sg_page_iter_page(&iter));
	/* ok: sgtable/iterate-page: nents is not what a mapping returned */
	for_each_sg_dma_page(sgt->sgl, &dma, sgt->orig_nents, 0)
		put(sg_page_iter_dma_address(&dma));
}
