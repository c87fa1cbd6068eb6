// SPDX-License-Identifier: GPL-2.0-only
/* Mapping a table into a domain, on kernels without the gfp argument. */
#define SGFENCE_CASES_NO_GFP
#include <linux/iommu.h>

struct engine {
	struct iommu_domain *domain;
};

int make(struct sg_table *sgt)
{
	return sg_alloc_table(sgt, 16, GFP_KERNEL);
}

int map(struct engine *e, struct sg_table *sgt, unsigned long addr, size_t len)
{
	size_t size;

	/* hit: sgtable/iommu-map */
	size = iommu_map_sg(e->domain, addr, sgt->sgl, sgt->nents,
			    IOMMU_READ | IOMMU_WRITE);
	return size == len ? 0 : -EINVAL;
}

ssize_t map_cpu_count(struct engine *e, struct sg_table *table, int prot)
{
	/* hit: sgtable/iommu-map */
	return iommu_map_sg(e->domain, 0, table->sgl, table->orig_nents, prot);
}

ssize_t map_atomic(struct engine *e, struct sg_table *sgt, int prot)
{
	/* hit: sgtable/iommu-map */
	ssize_t ret = iommu_map_sg_atomic(e->domain, 0, sgt->sgl, sgt->nents, prot);

	if (ret)
		return ret;
	/* ok: sgtable/iommu-map: the count is right and there is no atomic helper */
	return iommu_map_sg_atomic(e->domain, 0, sgt->sgl, sgt->orig_nents, prot);
}
