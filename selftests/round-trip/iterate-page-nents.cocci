// SPDX-License-Identifier: GPL-2.0-only
// Shape: for_each_sg_page(T->sgl, E, T->nents, I)
// Guarded: the rules leave this count alone where the driver sets nents by hand.

@disable ptr_to_array@
expression T, V, E, I;
iterator name for_each_sgtable_page, for_each_sg_page;
statement S;
@@

(
- for_each_sgtable_page(&V, E, I)
+ for_each_sg_page(V.sgl, E, V.nents, I)
  S
|
- for_each_sgtable_page(T, E, I)
+ for_each_sg_page(T->sgl, E, T->nents, I)
  S
)
