// SPDX-License-Identifier: GPL-2.0-only
/* A sibling file sets nents by hand: it may be what was mapped. */
#include <linux/dma-mapping.h>

int prepare(struct device *dev, struct sg_table *pages)
{
	return dma_map_sg(dev, pages->sgl, pages->nents, DMA_BIDIRECTIONAL) ? 0 : -ENOMEM;
}

void finish(struct device *dev, struct sg_table *pages)
{
	/* ok: sgtable/unmap: the count that was mapped, maybe fewer than orig_nents */
	dma_unmap_sg(dev, pages->sgl, pages->nents, DMA_BIDIRECTIONAL);
}
