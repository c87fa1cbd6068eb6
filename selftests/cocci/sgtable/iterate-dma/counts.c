// SPDX-License-Identifier: GPL-2.0-only
/* Loops that hand the entries of a table to a device. */
#include <linux/dma-mapping.h>

struct desc {
	dma_addr_t dma_address;
	u32 len;
};

struct ring {
	struct sg_table *sgt;
	struct sg_table table;
	struct desc desc[32];
};

void write_reg(u32 value);
int map_one(dma_addr_t from, size_t len);

int make(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 16, GFP_KERNEL);
}

void fill_ring(struct ring *r)
{
	struct scatterlist *sg;
	int i;

	/* hit: sgtable/iterate-dma */
	for_each_sg(r->sgt->sgl, sg, r->sgt->nents, i) {
		r->desc[i].dma_address = sg_dma_address(sg);
		r->desc[i].len = sg_dma_len(sg);
	}
}

void fill_too_much(struct ring *r)
{
	struct scatterlist *sg;
	int i;

	/* hit: sgtable/iterate-dma */
	for_each_sg(r->table.sgl, sg, r->table.orig_nents, i)
		write_reg(sg_dma_len(sg));
}

size_t contiguous_size(struct sg_table *sgt)
{
	dma_addr_t expected = sg_dma_address(sgt->sgl);
	struct scatterlist *s;
	unsigned int i;
	size_t size = 0;

	/* hit: sgtable/iterate-dma */
	for_each_sg(sgt->sgl, s, sgt->nents, i) {
		if (sg_dma_address(s) != expected)
			break;
		expected = sg_dma_address(s) + sg_dma_len(s);
		size += sg_dma_len(s);
	}
	return size;
}

int map_from_start_of_page(struct sg_table *sgt)
{
	struct scatterlist *sg;
	int i, j, ret;

	/* hit: sgtable/iterate-dma */
	for_each_sg(sgt->sgl, sg, sgt->nents, i) {
		dma_addr_t addr = sg->dma_address - sg->offset;

		for (j = 0; j < sg->dma_length + sg->offset; j += PAGE_SIZE) {
			ret = map_one(addr + j, PAGE_SIZE);
			if (ret)
				return ret;
		}
	}
	return 0;
}

void skip_unused(struct sg_table *sgt)
{
	struct scatterlist *sg;
	int i;

	/* hit: sgtable/iterate-dma */
	for_each_sg(sgt->sgl, sg, sgt->orig_nents, i) {
		if (!sg_dma_len(sg))
			continue;
		map_one(sg_dma_address(sg), sg_dma_len(sg));
	}
}

void by_helper(struct sg_table *sgt)
{
	struct scatterlist *sg;
	int i;

	/* ok: sgtable/iterate-dma: the helper takes the right count itself */
	for_each_sgtable_dma_sg(sgt, sg, i)
		write_reg(sg_dma_address(sg));
}
