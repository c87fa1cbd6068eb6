// SPDX-License-Identifier: GPL-2.0-only
/* A table is refused for its number of entries, not for a gap in it. */
#include <linux/dma-mapping.h>

struct buffer {
	struct sg_table *sgt;
	struct sg_table own;
	dma_addr_t dev_addr;
	size_t size;
	bool has_mmu;
};

int import_table(struct buffer *buf)
{
	/* hit: sharing/nents-is-one */
	if (buf->sgt->nents > 1)
		return -EINVAL;
	if (sg_dma_len(buf->sgt->sgl) < buf->size)
		return -EINVAL;
	buf->dev_addr = sg_dma_address(buf->sgt->sgl);
	return 0;
}

int import_without_mmu(struct buffer *buf, struct sg_table *sgt, int (*map)(struct sg_table *))
{
	int ret;

	/* hit: sharing/nents-is-one */
	if (!buf->has_mmu && sgt->nents != 1) {
		ret = -EINVAL;
		goto refuse;
	}
	if (buf->has_mmu)
		return map(sgt);
	buf->dev_addr = sg_dma_address(sgt->sgl);
	return 0;
refuse:
	return ret;
}

int import_own(struct buffer *buf)
{
	/* hit: sharing/nents-is-one */
	if (buf->own.nents == 1) {
		buf->dev_addr = sg_dma_address(buf->own.sgl);
	} else {
		buf->dev_addr = 0;
		return -EINVAL;
	}
	return 0;
}

int import_by_local(struct buffer *buf, struct sg_table *sgt)
{
	struct scatterlist *first;

	/* todo: sharing/nents-is-one: the first entry in a variable */
	if (sgt->nents != 1)
		return -EINVAL;
	first = sgt->sgl;
	buf->dev_addr = sg_dma_address(first);
	return 0;
}

static bool is_one(struct sg_table *sgt)
{
	/* todo: sharing/nents-is-one: the address is used elsewhere */
	return sgt->nents == 1;
}

int import_by_helper(struct buffer *buf, struct sg_table *sgt)
{
	if (!is_one(sgt))
		return -EINVAL;
	buf->dev_addr = sg_dma_address(sgt->sgl);
	return 0;
}
