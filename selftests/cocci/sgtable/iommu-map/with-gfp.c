// SPDX-License-Identifier: GPL-2.0-only
/* Mapping a table into a domain, on kernels whose iommu_map_sg() takes gfp. */
#include <linux/iommu.h>

struct buffer {
	struct sg_table *sgt;
	struct sg_table tables[2];
	unsigned long iova;
	size_t mapped;
};

int make(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 16, GFP_KERNEL);
}

int map_pages(struct iommu_domain *domain, struct buffer *b)
{
	ssize_t ret;

	/* hit: sgtable/iommu-map */
	ret = iommu_map_sg(domain, b->iova, b->sgt->sgl, b->sgt->nents, IOMMU_READ, GFP_KERNEL);
	if (ret < 0)
		return ret;
	/* hit: sgtable/iommu-map */
	b->mapped = iommu_map_sg(domain, b->iova, b->tables[1].sgl, b->tables[1].orig_nents,
				 IOMMU_READ | IOMMU_WRITE, GFP_KERNEL);
	return b->mapped ? 0 : -ENOMEM;
}

ssize_t map_with(struct iommu_domain *domain, struct sg_table *sgt, gfp_t gfp)
{
	/* ok: sgtable/iommu-map: the count is right and the helper has no gfp */
	ssize_t ret = iommu_map_sg(domain, 0, sgt->sgl, sgt->orig_nents, IOMMU_READ, gfp);

	if (ret > 0)
		return ret;
	/* hit: sgtable/iommu-map */
	return iommu_map_sg(domain, 0, sgt->sgl, sgt->nents, IOMMU_READ, GFP_ATOMIC);
}

int map_and_compare(struct iommu_domain *domain, struct sg_table *sgt, size_t size)
{
	/* hit: sgtable/iommu-map */
	if (iommu_map_sg(domain, 0, sgt->sgl, sgt->nents, IOMMU_READ, GFP_KERNEL) < 0)
		return -ENOMEM;
	/* ok: sgtable/iommu-map: the count is right, and the helper may be unsigned */
	if (iommu_map_sg(domain, size, sgt->sgl, sgt->orig_nents, IOMMU_READ, GFP_KERNEL) < 0)
		return -ENOMEM;
	return 0;
}

ssize_t map_by_helper(struct iommu_domain *domain, struct buffer *b)
{
	/* ok: sgtable/iommu-map: the helper takes the right count itself */
	return iommu_map_sgtable(domain, b->iova, b->sgt, IOMMU_READ);
}
