// SPDX-License-Identifier: GPL-2.0-only
// Shape: for_each_sg(T->sgl, E, T->nents, I) { sg_dma_address(E) ... }

@disable ptr_to_array@
expression T, V, E, I;
iterator name for_each_sgtable_dma_sg, for_each_sg;
statement S;
@@

(
- for_each_sgtable_dma_sg(&V, E, I)
+ for_each_sg(V.sgl, E, V.nents, I)
  S
|
- for_each_sgtable_dma_sg(T, E, I)
+ for_each_sg(T->sgl, E, T->nents, I)
  S
)
