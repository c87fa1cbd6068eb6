// SPDX-License-Identifier: GPL-2.0-only
// Shape: dma_sync_sg_for_cpu(D, T->sgl, T->orig_nents, X), and for_device

// A void pointer has no member.
@untyped@
expression D, E, X;
position p;
@@

\(dma_sync_sgtable_for_cpu@p\|dma_sync_sgtable_for_device@p\)(D, E->private_data, X)

@disable ptr_to_array@
expression D, T, V, X;
position p != untyped.p;
@@

(
- dma_sync_sgtable_for_cpu@p(D, &V, X)
+ dma_sync_sg_for_cpu(D, V.sgl, V.orig_nents, X)
|
- dma_sync_sgtable_for_cpu@p(D, T, X)
+ dma_sync_sg_for_cpu(D, T->sgl, T->orig_nents, X)
|
- dma_sync_sgtable_for_device@p(D, &V, X)
+ dma_sync_sg_for_device(D, V.sgl, V.orig_nents, X)
|
- dma_sync_sgtable_for_device@p(D, T, X)
+ dma_sync_sg_for_device(D, T->sgl, T->orig_nents, X)
)
