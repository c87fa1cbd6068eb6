// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where the result is stored in nents, nents is the DMA count already: the
 * helper changes nothing, whoever reads nents. Where it is not, it would.
 */
#include <linux/dma-mapping.h>

struct request {
	struct sg_table *sgt;
	struct sg_table table;
};

int walk(struct scatterlist *sgl, unsigned int entries);

int map_stored(struct device *dev, struct request *req)
{
	/* hit: sgtable/map */
	if (dma_map_sgtable(dev, req->sgt, DMA_TO_DEVICE, 0))
		return -EIO;
	return 0;
}

int map_stored_later(struct device *dev, struct request *req)
{
	/* hit: sgtable/map */
	if (dma_map_sgtable(dev, &req->table, DMA_TO_DEVICE, 0))
		return -EIO;
	return 0;
}

int map_not_stored(struct device *dev, struct request *req)
{
	/* hit: sgtable/map: left: nents is read as it was before the mapping */
	if (!dma_map_sg(dev, req->table.sgl, req->table.orig_nents, DMA_TO_DEVICE))
		return -EIO;
	return walk(req->table.sgl, req->table.nents);
}

void restore(struct request *req)
{
	req->table.nents = req->table.orig_nents;
}
