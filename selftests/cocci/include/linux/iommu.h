/* SPDX-License-Identifier: GPL-2.0-only */
/* The IOMMU mapping interface for rule cases; see scatterlist.h beside it. */
#ifndef SGFENCE_CASES_IOMMU_H
#define SGFENCE_CASES_IOMMU_H

#include <linux/scatterlist.h>

#define IOMMU_READ	(1 << 0)
#define IOMMU_WRITE	(1 << 1)
#define GFP_ATOMIC	0x820u

struct iommu_domain;

/* Kernels before 6.3 have no gfp argument here: SGFENCE_CASES_NO_GFP. */
#ifdef SGFENCE_CASES_NO_GFP
ssize_t iommu_map_sg(struct iommu_domain *domain, unsigned long iova,
		     struct scatterlist *sg, unsigned int nents, int prot);
ssize_t iommu_map_sg_atomic(struct iommu_domain *domain, unsigned long iova,
			    struct scatterlist *sg, unsigned int nents, int prot);
size_t iommu_map_sgtable(struct iommu_domain *domain, unsigned long iova,
			 struct sg_table *sgt, int prot);
#else
ssize_t iommu_map_sg(struct iommu_domain *domain, unsigned long iova,
		     struct scatterlist *sg, unsigned int nents, int prot, gfp_t gfp);
ssize_t iommu_map_sgtable(struct iommu_domain *domain, unsigned long iova,
			  struct sg_table *sgt, int prot);
#endif

#endif
