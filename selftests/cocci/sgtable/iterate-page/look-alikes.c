// SPDX-License-Identifier: GPL-2.0-only
/* Lists that are no table, and tables that a driver fills for the device. */
#include <linux/dma-mapping.h>

struct request {
	struct scatterlist *sgl;
	unsigned int nents;
};

void use(struct page *page);
void put(dma_addr_t addr);

int make(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 16, GFP_KERNEL);
}

void walk_request(struct request *req, struct scatterlist *sgl, int n)
{
	struct sg_page_iter iter;

	/* ok: sgtable/iterate-page: no sg_table */
	for_each_sg_page(req->sgl, &iter, req->nents, 0)
		use(sg_page_iter_page(&iter));
	/* ok: sgtable/iterate-page: a plain scatterlist */
	for_each_sg_page(sgl, &iter, n, 0)
		use(sg_page_iter_page(&iter));
}

void walk_own(struct sg_table *sgt, dma_addr_t base)
{
	struct sg_dma_page_iter iter;
	struct scatterlist *sg;
	unsigned int i;

	for_each_sgtable_sg(sgt, sg, i) {
		sg_dma_address(sg) = base + i * PAGE_SIZE;
		sg_dma_len(sg) = PAGE_SIZE;
	}
	/* ok: sgtable/iterate-page: the driver filled every entry itself */
	for_each_sg_dma_page(sgt->sgl, &iter, sgt->orig_nents, 0)
		put(sg_page_iter_dma_address(&iter));
}

struct sg_table *next_table(void);

void walk_next(void)
{
	struct sg_page_iter iter;

	/* ok: sgtable/iterate-page: each call may yield another table */
	for_each_sg_page(next_table()->sgl, &iter, next_table()->nents, 0)
		use(sg_page_iter_page(&iter));
}

static void compat_sync_sgtable(struct sg_table *sgt)
{
	struct sg_page_iter iter;

	/* ok: sgtable/iterate-page: a helper for kernels that have none */
	for_each_sg_page(sgt->sgl, &iter, sgt->orig_nents, 0)
		use(sg_page_iter_page(&iter));
}

void by_copy(struct sg_table *sgt)
{
	compat_sync_sgtable(sgt);
}
