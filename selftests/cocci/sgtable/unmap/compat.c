// SPDX-License-Identifier: GPL-2.0-only
/* A driver's own copy of the helper for kernels that lack it. */
#include <linux/dma-mapping.h>

static inline void compat_dma_unmap_sgtable(struct device *dev, struct sg_table *sgt,
					    enum dma_data_direction dir,
					    unsigned long attrs)
{
	/* ok: sgtable/unmap: the helper cannot be written with the helper */
	dma_unmap_sg_attrs(dev, sgt->sgl, sgt->orig_nents, dir, attrs);
}

void unmap(struct device *dev, struct sg_table *sgt)
{
	compat_dma_unmap_sgtable(dev, sgt, DMA_TO_DEVICE, 0);
}
