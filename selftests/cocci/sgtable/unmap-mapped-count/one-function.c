// SPDX-License-Identifier: GPL-2.0-only
/* Map and unmap of a plain scatterlist in one function. */
#include <linux/dma-mapping.h>

struct job {
	struct scatterlist *src;
	int nsrc;
	int mapped;
};

int start(struct device *dev, struct scatterlist *sgl, int n);

int two_counts(struct device *dev, struct scatterlist *sgl, int nents)
{
	int count = dma_map_sg(dev, sgl, nents, DMA_TO_DEVICE);

	if (!count)
		return -ENOMEM;
	if (start(dev, sgl, count)) {
		/* hit: sgtable/unmap-mapped-count */
		dma_unmap_sg(dev, sgl, count, DMA_TO_DEVICE);
		return -EIO;
	}
	/* hit: sgtable/unmap-mapped-count */
	dma_sync_sg_for_cpu(dev, sgl, count, DMA_TO_DEVICE);
	/* ok: sgtable/unmap-mapped-count: the count given to the map */
	dma_unmap_sg(dev, sgl, nents, DMA_TO_DEVICE);
	return 0;
}

int overwritten(struct device *dev, struct scatterlist *sgl, int nents)
{
	nents = dma_map_sg_attrs(dev, sgl, nents, DMA_TO_DEVICE, 0);
	if (!nents)
		return -ENOMEM;
	start(dev, sgl, nents);
	/* hit: sgtable/unmap-mapped-count */
	dma_unmap_sg_attrs(dev, sgl, nents, DMA_TO_DEVICE, 0);
	return 0;
}

int in_condition(struct device *dev, struct job *job)
{
	int n;

	if (unlikely((n = dma_map_sg(dev, job->src, job->nsrc, DMA_FROM_DEVICE)) == 0))
		return -ENOMEM;
	if (start(dev, job->src, n))
		goto unmap;
	return 0;

unmap:
	/* hit: sgtable/unmap-mapped-count */
	dma_unmap_sg(dev, job->src, n, DMA_FROM_DEVICE);
	return -EIO;
}

int too_many(struct device *dev, struct job *job)
{
	int n = dma_map_sg(dev, job->src, job->nsrc, DMA_FROM_DEVICE);

	if (n != job->nsrc) {
		/* hit: sgtable/unmap-mapped-count */
		dma_unmap_sg(dev, job->src, n, DMA_FROM_DEVICE);
		return -EIO;
	}
	start(dev, job->src, n);
	/* ok: sgtable/unmap-mapped-count: equal to the count given to the map here */
	dma_unmap_sg(dev, job->src, n, DMA_FROM_DEVICE);
	return 0;
}

int into_member(struct device *dev, struct job *job)
{
	job->mapped = dma_map_sg(dev, job->src, job->nsrc, DMA_FROM_DEVICE);
	if (!job->mapped)
		return -ENOMEM;
	start(dev, job->src, job->mapped);
	/* hit: sgtable/unmap-mapped-count */
	dma_unmap_sg(dev, job->src, job->mapped, DMA_FROM_DEVICE);
	job->mapped = 0;
	return 0;
}

int set_again(struct device *dev, struct scatterlist *sgl, int nents)
{
	int n = dma_map_sg(dev, sgl, nents, DMA_TO_DEVICE);

	start(dev, sgl, n);
	n = nents;
	/* ok: sgtable/unmap-mapped-count: n is the count given to the map again */
	dma_unmap_sg(dev, sgl, n, DMA_TO_DEVICE);
	return 0;
}

int single(struct device *dev, struct scatterlist *sg)
{
	int n = dma_map_sg(dev, sg, 1, DMA_TO_DEVICE);

	if (n == 0)
		return -ENOMEM;
	/* ok: sgtable/unmap-mapped-count: one entry is mapped as one */
	dma_unmap_sg(dev, sg, n, DMA_TO_DEVICE);
	return 0;
}

int table_by_local(struct device *dev, struct sg_table *sgt)
{
	int n = dma_map_sg(dev, sgt->sgl, sgt->orig_nents, DMA_TO_DEVICE);

	if (n == 0)
		return -ENOMEM;
	/* hit: sgtable/unmap-mapped-count */
	dma_unmap_sg(dev, sgt->sgl, n, DMA_TO_DEVICE);
	return 0;
}

int table_by_nents(struct device *dev, struct sg_table *sgt)
{
	sgt->nents = dma_map_sg(dev, sgt->sgl, sgt->orig_nents, DMA_TO_DEVICE);
	if (sgt->nents == 0)
		return -ENOMEM;
	/* ok: sgtable/unmap-mapped-count: sgtable/unmap finds this one */
	dma_unmap_sg(dev, sgt->sgl, sgt->nents, DMA_TO_DEVICE);
	return 0;
}
