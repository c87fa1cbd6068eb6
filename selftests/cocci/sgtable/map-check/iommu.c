// SPDX-License-Identifier: GPL-2.0-only
/* iommu_map_sg() returns the mapped length; a wrapper hides a result. */
#include <linux/dma-mapping.h>

struct iommu_domain;

ssize_t iommu_map_sgtable(struct iommu_domain *domain, unsigned long iova,
			  struct sg_table *sgt, int prot);

int as_errno(struct iommu_domain *domain, struct sg_table *sgt)
{
	int ret;

	ret = iommu_map_sgtable(domain, 0, sgt, 1);
	/* hit: sgtable/map-check */
	if (ret)
		return ret;
	return 0;
}

int unsigned_length(struct iommu_domain *domain, struct sg_table *sgt)
{
	unsigned int len;

	len = iommu_map_sgtable(domain, 0, sgt, 1);
	/* hit: sgtable/map-check */
	if (len < 0)
		return -EIO;
	return 0;
}

int right(struct iommu_domain *domain, struct sg_table *sgt, unsigned int size)
{
	ssize_t len;

	len = iommu_map_sgtable(domain, 0, sgt, 1);
	/* ok: sgtable/map-check: less than 0 in newer kernels */
	if (len < 0)
		return len;
	/* ok: sgtable/map-check: a short length is a failure */
	if (len < size)
		return -EIO;
	return 0;
}

static int map_entries(struct device *dev, struct scatterlist *sgl, int entries)
{
	return dma_map_sg(dev, sgl, entries, DMA_TO_DEVICE);
}

int wrapped(struct device *dev, struct scatterlist *sgl, int entries)
{
	int rc;

	rc = map_entries(dev, sgl, entries);
	/* todo: sgtable/map-check: what a wrapper returns is not followed */
	if (rc < 0)
		return -EIO;
	return 0;
}
