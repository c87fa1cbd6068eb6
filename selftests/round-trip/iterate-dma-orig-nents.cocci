// SPDX-License-Identifier: GPL-2.0-only
// Shape: for_each_sg(T->sgl, E, T->orig_nents, I) { sg_dma_address(E) ... }
// Guarded: the rules leave this count alone where the driver sets nents by hand.

@disable ptr_to_array@
expression T, V, E, I;
iterator name for_each_sgtable_dma_sg, for_each_sg;
statement S;
@@

(
- for_each_sgtable_dma_sg(&V, E, I)
+ for_each_sg(V.sgl, E, V.orig_nents, I)
  S
|
- for_each_sgtable_dma_sg(T, E, I)
+ for_each_sg(T->sgl, E, T->orig_nents, I)
  S
)
