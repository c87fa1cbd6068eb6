// SPDX-License-Identifier: GPL-2.0-only
/* A driver that sets nents itself decides what nents means. */
#include <linux/iommu.h>

int make(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 16, GFP_KERNEL);
}

ssize_t map_used(struct iommu_domain *domain, struct sg_table *sgt, unsigned int used)
{
	sgt->nents = used;
	/* ok: sgtable/iommu-map: only the used entries are to be mapped */
	return iommu_map_sg(domain, 0, sgt->sgl, sgt->nents, IOMMU_READ, GFP_KERNEL);
}
