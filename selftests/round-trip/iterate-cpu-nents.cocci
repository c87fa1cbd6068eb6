// SPDX-License-Identifier: GPL-2.0-only
// Shape: for_each_sg(T->sgl, E, T->nents, I) { sg_page(E) ... } of a mapped table
// Guarded: the rules leave this count alone where the driver sets nents by hand.

// Before the mapping nents is the CPU count: there that is no mistake.
@behind exists@
expression D, T, X, E, I;
iterator name for_each_sgtable_sg;
statement S;
position p;
@@

dma_map_sgtable(D, T, ...)
... when any
    when != T = X
for_each_sgtable_sg@p(T, E, I) S

@ahead exists@
expression D, A, T, X, Y, E, I;
iterator name for_each_sgtable_sg;
statement S;
position p;
@@

for_each_sgtable_sg@p(T, E, I) S
... when any
    when != T = X
    when != dma_map_sgtable(Y, T, ...)
\(dma_unmap_sgtable(D, T, ...)\|dma_sync_sgtable_for_cpu(D, T, ...)\|dma_sync_sgtable_for_device(D, T, ...)\|iommu_map_sgtable(D, A, T, ...)\)

@depends on behind || ahead disable ptr_to_array@
expression T, E, I;
iterator name for_each_sgtable_sg, for_each_sg;
statement S;
position p = {behind.p, ahead.p};
@@

- for_each_sgtable_sg@p(T, E, I)
+ for_each_sg(T->sgl, E, T->nents, I)
  S
