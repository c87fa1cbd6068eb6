// SPDX-License-Identifier: GPL-2.0-only
/* The type of the table is in a header that spatch does not read: its name
 * says what it is.
 */
#include <linux/dma-mapping.h>
#include <linux/unseen.h>

int make(struct unseen *ttm, unsigned int n)
{
	return sg_alloc_table(ttm->sg, n, GFP_KERNEL);
}

void put(struct device *dev, struct unseen *ttm)
{
	/* hit: sgtable/unmap */
	dma_unmap_sg(dev, ttm->sg->sgl, ttm->sg->nents, DMA_TO_DEVICE);
	/* ok: sgtable/unmap: may be anything with an sgl and an nents */
	dma_unmap_sg(dev, ttm->chunk->sgl, ttm->chunk->nents, DMA_TO_DEVICE);
}
