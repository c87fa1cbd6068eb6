// SPDX-License-Identifier: GPL-2.0-only
/* Objects of another type may have an sgl and an nents of their own. */
#include <linux/dma-mapping.h>

struct task_tag_info {
	struct scatterlist *sgl;
	unsigned int nents;
};

struct request {
	struct scatterlist *list;
	int nents;
};

void unmap_tag(struct device *dev, struct task_tag_info *ttinfo)
{
	/* ok: sgtable/unmap: no sg_table, its nents is what was given to the map */
	dma_unmap_sg(dev, ttinfo->sgl, ttinfo->nents, DMA_TO_DEVICE);
}

void unmap_request(struct device *dev, struct request *req)
{
	/* ok: sgtable/unmap: a plain scatterlist */
	dma_unmap_sg(dev, req->list, req->nents, DMA_TO_DEVICE);
}
