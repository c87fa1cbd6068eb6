// SPDX-License-Identifier: GPL-2.0-only
/* A driver's own copy of the helper for kernels that lack it. */
#include <linux/dma-mapping.h>

static inline int compat_dma_map_sgtable(struct device *dev, struct sg_table *sgt,
					 enum dma_data_direction dir, unsigned long attrs)
{
	/* ok: sgtable/map: the helper cannot be written with the helper */
	int n = dma_map_sg_attrs(dev, sgt->sgl, sgt->orig_nents, dir, attrs);

	if (n <= 0)
		return -EINVAL;
	sgt->nents = n;
	return 0;
}

int map(struct device *dev, struct sg_table *sgt)
{
	return compat_dma_map_sgtable(dev, sgt, DMA_TO_DEVICE, 0);
}
