// SPDX-License-Identifier: GPL-2.0-only
/* The entries of memory counted where the segments of the mapping matter. */
#include <linux/dma-mapping.h>

struct buffer {
	dma_addr_t addr;
	bool has_remapper;
};

int pages_of(struct buffer *buf, struct sg_table *sgt);

int import_table(struct buffer *buf, struct sg_table *sgt)
{
	/* hit: sharing/nents-is-one */
	if (sgt->orig_nents != 1 && !buf->has_remapper)
		return -EINVAL;
	/* hit: sharing/nents-is-one */
	if (sgt->orig_nents == 1)
		buf->addr = sg_dma_address(sgt->sgl);
	else
		return pages_of(buf, sgt);
	return 0;
}

int map_first(struct device *dev, struct buffer *buf, struct sg_table *sgt)
{
	int ret;

	/* ok: sharing/nents-is-one: memory is counted before it is mapped */
	if (sgt->orig_nents != 1)
		return -EINVAL;
	ret = dma_map_sgtable(dev, sgt, DMA_TO_DEVICE, 0);
	if (ret)
		return ret;
	buf->addr = sg_dma_address(sgt->sgl);
	return 0;
}

void free_entries(struct sg_table *sgt)
{
	/* ok: sharing/nents-is-one: was anything allocated? */
	if (sgt->orig_nents > 1)
		sg_free_table(sgt);
}
