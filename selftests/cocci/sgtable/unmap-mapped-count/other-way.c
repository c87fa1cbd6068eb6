// SPDX-License-Identifier: GPL-2.0-only
/* A member that holds the mapped count with DMA and the CPU count without. */
#include <linux/dma-mapping.h>

struct dev_state {
	struct scatterlist *sgl;
	int sg_len;
};

int map_it(struct device *dev, struct dev_state *st, struct scatterlist *sgl, int n)
{
	st->sg_len = dma_map_sg(dev, sgl, n, DMA_TO_DEVICE);
	return st->sg_len ? 0 : -EIO;
}

void copy_it(struct dev_state *st, int n)
{
	st->sg_len = n;
}

void unmap_it(struct device *dev, struct dev_state *st)
{
	/* hit: sgtable/unmap-mapped-count */
	dma_unmap_sg(dev, st->sgl, st->sg_len, DMA_TO_DEVICE);
}
