// SPDX-License-Identifier: GPL-2.0-only
/*
 * nents is read as the CPU count after a mapping whose result went elsewhere.
 * That is right as it stands; dma_map_sgtable() would change what is read.
 */
#include <linux/dma-mapping.h>

struct request {
	struct sg_table *sgt;
	struct sg_table table;
};

int walk(struct scatterlist *sgl, unsigned int entries);

int map(struct device *dev, struct request *req)
{
	int segments;

	/* hit: sgtable/map */
	if (!dma_map_sg(dev, req->sgt->sgl, req->sgt->nents, DMA_TO_DEVICE))
		return -EIO;
	/* hit: sgtable/map */
	segments = dma_map_sg(dev, req->table.sgl, req->table.orig_nents, DMA_TO_DEVICE);
	if (!segments)
		return -EIO;
	return 0;
}

int look(struct request *req)
{
	return walk(req->sgt->sgl, req->sgt->nents);
}

int fill(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 4, GFP_KERNEL);
}
