// SPDX-License-Identifier: GPL-2.0-only
/* Loops over the pages of a table, on the CPU's side and on the device's. */
#include <linux/dma-mapping.h>

struct object {
	struct sg_table *sgt;
	struct sg_table table;
	struct page *pages[64];
};

void flush(struct page *page);
void write_pte(dma_addr_t addr);

int make(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 16, GFP_KERNEL);
}

void flush_pages(struct sg_table *st)
{
	struct sg_page_iter iter;

	/* hit: sgtable/iterate-page */
	for_each_sgtable_page(st, &iter, 0)
		flush(sg_page_iter_page(&iter));
}

void collect_pages(struct object *obj)
{
	struct sg_page_iter iter;
	int i = 0;

	/* hit: sgtable/iterate-page */
	for_each_sgtable_page(&obj->table, &iter, 0) {
		obj->pages[i++] = sg_page_iter_page(&iter);
		if (i == 64)
			break;
	}
}

void map_pages(struct object *obj, unsigned long first)
{
	struct sg_dma_page_iter iter;

	/* hit: sgtable/iterate-page */
	for_each_sgtable_dma_page(obj->sgt, &iter, first) {
		write_pte(sg_page_iter_dma_address(&iter));
	}
}

void map_too_many(struct sg_table *sgt)
{
	struct sg_dma_page_iter iter;

	/* hit: sgtable/iterate-page */
	for_each_sgtable_dma_page(sgt, &iter, 0)
		write_pte(sg_page_iter_dma_address(&iter));
}

void by_helper(struct object *obj)
{
	struct sg_page_iter iter;

	/* ok: sgtable/iterate-page: the helper takes the right count itself */
	for_each_sgtable_page(obj->sgt, &iter, 0)
		flush(sg_page_iter_page(&iter));
}
