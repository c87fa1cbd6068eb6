// SPDX-License-Identifier: GPL-2.0-only
/* Loops over nents where a table of the driver's own is synced or unmapped. */
#include <linux/dma-mapping.h>
#include <linux/iommu.h>

void put_page(struct page *page);

struct sg_table *fake_up(struct device *dev, struct sg_table *sgt, struct page **pages, int n)
{
	struct scatterlist *s;
	int i;

	if (sg_alloc_table_from_pages(sgt, pages, n, 0, n * PAGE_SIZE, GFP_KERNEL))
		return NULL;
	/* hit: sgtable/iterate-cpu */
	for_each_sgtable_sg(sgt, s, i)
		sg_dma_address(s) = sg_phys(s);
	dma_sync_sg_for_device(dev, sgt->sgl, sgt->nents, DMA_TO_DEVICE);
	return sgt;
}

void release(struct device *dev, struct sg_table *sgt)
{
	struct scatterlist *s;
	int i;

	dma_unmap_sg(dev, sgt->sgl, sgt->nents, DMA_TO_DEVICE);
	/* hit: sgtable/iterate-cpu */
	for_each_sgtable_sg(sgt, s, i)
		put_page(sg_page(s));
}

int map(struct device *dev, struct sg_table *sgt, void *buf)
{
	struct scatterlist *s;
	int i, ret;

	/* ok: sgtable/iterate-cpu: before the mapping both counts are equal */
	for_each_sg(sgt->sgl, s, sgt->nents, i)
		s->length = PAGE_SIZE;
	ret = dma_map_sg(dev, sgt->sgl, sgt->nents, DMA_TO_DEVICE);
	if (!ret)
		return -EIO;
	dma_sync_sg_for_cpu(dev, sgt->sgl, sgt->nents, DMA_TO_DEVICE);
	return 0;
}

ssize_t into_domain(struct iommu_domain *domain, struct sg_table *sgt, size_t *size)
{
	struct scatterlist *s;
	int i;

	/* hit: sgtable/iterate-cpu */
	for_each_sgtable_sg(sgt, s, i)
		*size += s->length;
	return iommu_map_sgtable(domain, 0, sgt, IOMMU_READ);
}
