// SPDX-License-Identifier: GPL-2.0-only
// Shape: dma_unmap_sg(D, T->sgl, T->nents, X)
// Guarded: the rules leave this count alone where the driver sets nents by hand.

@disable ptr_to_array@
expression D, T, V, X;
@@

(
- dma_unmap_sgtable(D, &V, X, 0)
+ dma_unmap_sg(D, V.sgl, V.nents, X)
|
- dma_unmap_sgtable(D, T, X, 0)
+ dma_unmap_sg(D, T->sgl, T->nents, X)
)
