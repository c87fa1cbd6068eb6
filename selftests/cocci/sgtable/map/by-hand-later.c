// SPDX-License-Identifier: GPL-2.0-only
/*
 * A list is handed on without its table. The table that is rebuilt for the
 * release has the count that was handed on: it must stay the CPU count.
 */
#include <linux/dma-mapping.h>

struct memory {
	struct scatterlist *list;
	int count;
};

static int map_pages(struct device *dev, struct page **pages, unsigned int n,
		     struct sg_table *st)
{
	struct scatterlist *sg;
	int i;

	if (sg_alloc_table(st, n, GFP_KERNEL))
		return -ENOMEM;
	for_each_sg(st->sgl, sg, n, i)
		sg_set_page(sg, pages[i], PAGE_SIZE, 0);
	/* ok: sgtable/map: nents would be the DMA count in insert() */
	if (!dma_map_sg(dev, st->sgl, st->nents, DMA_BIDIRECTIONAL)) {
		sg_free_table(st);
		return -ENOMEM;
	}
	return 0;
}

int insert(struct device *dev, struct page **pages, unsigned int n, struct memory *mem)
{
	struct sg_table st;
	int ret = map_pages(dev, pages, n, &st);

	if (ret)
		return ret;
	mem->list = st.sgl;
	mem->count = st.nents;
	return 0;
}

void drop(struct device *dev, struct memory *mem)
{
	struct sg_table st;

	dma_unmap_sg(dev, mem->list, mem->count, DMA_BIDIRECTIONAL);
	st.sgl = mem->list;
	st.orig_nents = st.nents = mem->count;
	sg_free_table(&st);
}
