// SPDX-License-Identifier: GPL-2.0-only
// Shape: iommu_map_sg(D, A, T->sgl, T->orig_nents, X, GFP_KERNEL)

@disable ptr_to_array@
expression D, A, T, V, X;
@@

(
- iommu_map_sgtable(D, A, &V, X)
+ iommu_map_sg(D, A, V.sgl, V.orig_nents, X, GFP_KERNEL)
|
- iommu_map_sgtable(D, A, T, X)
+ iommu_map_sg(D, A, T->sgl, T->orig_nents, X, GFP_KERNEL)
)
