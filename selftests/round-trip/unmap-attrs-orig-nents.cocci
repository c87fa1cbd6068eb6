// SPDX-License-Identifier: GPL-2.0-only
// Shape: dma_unmap_sg_attrs(D, T->sgl, T->orig_nents, X, A)

@disable ptr_to_array@
expression D, T, V, X, A;
@@

(
- dma_unmap_sgtable(D, &V, X, A)
+ dma_unmap_sg_attrs(D, V.sgl, V.orig_nents, X, A)
|
- dma_unmap_sgtable(D, T, X, A)
+ dma_unmap_sg_attrs(D, T->sgl, T->orig_nents, X, A)
)
