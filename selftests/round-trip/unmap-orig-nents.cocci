// SPDX-License-Identifier: GPL-2.0-only
// Shape: dma_unmap_sg(D, T->sgl, T->orig_nents, X)

@disable ptr_to_array@
expression D, T, V, X;
@@

(
- dma_unmap_sgtable(D, &V, X, 0)
+ dma_unmap_sg(D, V.sgl, V.orig_nents, X)
|
- dma_unmap_sgtable(D, T, X, 0)
+ dma_unmap_sg(D, T->sgl, T->orig_nents, X)
)
