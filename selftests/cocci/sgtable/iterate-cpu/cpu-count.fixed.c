// SPDX-License-Identifier: GPL-2.0-only
/* Loops over orig_nents: the helper does the same. */
#include <linux/dma-mapping.h>

struct object {
	struct sg_table *pages;
	struct sg_table table;
};

void consume(struct scatterlist *sg);
void prepare(struct page *page, unsigned int len);

int fill(struct object *obj, struct page **pages, int n)
{
	struct scatterlist *sg;
	int i, ret;

	ret = sg_alloc_table(&obj->table, n, GFP_KERNEL);
	if (ret)
		return ret;
	/* hit: sgtable/iterate-cpu */
	for_each_sgtable_sg(&obj->table, sg, i)
		sg_set_page(sg, pages[i], PAGE_SIZE, 0);
	return 0;
}

void walk(struct object *obj)
{
	struct scatterlist *sg, *dst = obj->table.sgl;
	int i;

	/* hit: sgtable/iterate-cpu */
	for_each_sgtable_sg(obj->pages, sg, i) {
		sg_set_page(dst, sg_page(sg), sg->length, 0);
		dst = sg_next(dst);
	}
	/* hit: sgtable/iterate-cpu */
	for_each_sgtable_sg(obj->pages, sg, i)
		if (sg_page(sg))
			consume(sg);
	/* hit: sgtable/iterate-cpu */
	for_each_sgtable_sg(obj->pages, sg, i)
		if (sg->length)
			prepare(sg_page(sg), sg->length);
}

void export(struct sg_table *sgt, dma_addr_t base)
{
	struct scatterlist *sg;
	int i;

	/* hit: sgtable/iterate-cpu */
	for_each_sgtable_sg(sgt, sg, i) {
		sg_dma_address(sg) = base + sg->offset;
		sg_dma_len(sg) = sg->length;
		base += sg->length;
	}
}

void by_helper(struct sg_table *sgt)
{
	struct scatterlist *sg;
	int i;

	/* ok: sgtable/iterate-cpu: the helper takes the right count itself */
	for_each_sgtable_sg(sgt, sg, i)
		prepare(sg_page(sg), sg->length);
}
