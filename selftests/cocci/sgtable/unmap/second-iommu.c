// SPDX-License-Identifier: GPL-2.0-only
/* An IOMMU behind the one of the DMA API has calls of its own. */
#include <linux/dma-mapping.h>

struct unit;

void unit_dma_unmap_sg(struct unit *unit, struct scatterlist *sgl, unsigned int nents);
unsigned int unit_dma_map_sg(struct unit *unit, struct scatterlist *sgl, unsigned int nents);

int unit_dma_map_sgtable(struct unit *unit, struct sg_table *sgt)
{
	sgt->nents = unit_dma_map_sg(unit, sgt->sgl, sgt->nents);
	return sgt->nents ? 0 : -ENOMEM;
}

void unit_dma_unmap_sgtable(struct device *dev, struct unit *unit, struct sg_table *sgt)
{
	/* ok: sgtable/unmap: not the DMA API, and it wants this count */
	unit_dma_unmap_sg(unit, sgt->sgl, sgt->nents);
	/* ok: sgtable/unmap: nents is what the unit needs; only its author knows */
	dma_unmap_sg(dev, sgt->sgl, sgt->nents, DMA_BIDIRECTIONAL);
}
