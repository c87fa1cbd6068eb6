// SPDX-License-Identifier: GPL-2.0-only
/* The table is mapped by another function of the file. */
#include <linux/dma-mapping.h>

struct image {
	struct sg_table *pages;
};

int image_map(struct device *dev, struct image *img)
{
	return dma_map_sgtable(dev, img->pages, DMA_TO_DEVICE, 0);
}

void image_read(struct image *img, void *buf)
{
	/* hit: sgtable/cpu-count */
	sg_copy_to_buffer(img->pages->sgl, img->pages->nents, buf, 64);
	/* ok: sgtable/cpu-count: the CPU count */
	sg_copy_to_buffer(img->pages->sgl, img->pages->orig_nents, buf, 64);
}
