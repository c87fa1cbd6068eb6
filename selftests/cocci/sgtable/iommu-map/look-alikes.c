// SPDX-License-Identifier: GPL-2.0-only
/* Lists that are no table, a table that a driver trims, a copy of the helper. */
#include <linux/iommu.h>

struct request {
	struct scatterlist *sgl;
	unsigned int nents;
};

int make(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 16, GFP_KERNEL);
}

ssize_t plain_list(struct iommu_domain *domain, struct scatterlist *sg, int n)
{
	/* ok: sgtable/iommu-map: a plain scatterlist */
	return iommu_map_sg(domain, 0, sg, n, IOMMU_READ, GFP_KERNEL);
}

ssize_t map_request(struct iommu_domain *domain, struct request *req)
{
	/* ok: sgtable/iommu-map: no sg_table */
	return iommu_map_sg(domain, 0, req->sgl, req->nents, IOMMU_READ, GFP_KERNEL);
}

static inline ssize_t compat_iommu_map_sgtable(struct iommu_domain *domain, unsigned long iova,
					       struct sg_table *sgt, int prot)
{
	/* ok: sgtable/iommu-map: the helper cannot be written with the helper */
	return iommu_map_sg(domain, iova, sgt->sgl, sgt->orig_nents, prot, GFP_KERNEL);
}

ssize_t by_copy(struct iommu_domain *domain, struct sg_table *sgt)
{
	return compat_iommu_map_sgtable(domain, 0, sgt, IOMMU_READ);
}
