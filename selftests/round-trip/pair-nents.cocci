// SPDX-License-Identifier: GPL-2.0-only
// Not a shape, but the step before those of map-*.cocci: each call stands beside
// its open-coded form, which maps T->nents, and the DMA count of its table. What a
// shape does not use is undone.

@disable ptr_to_array@
expression D, T, V, X, A;
@@

(
- dma_map_sgtable(D, &V, X, 0)
+ PAIR(dma_map_sgtable(D, &V, X, 0),
+	dma_map_sg(D, V.sgl, V.nents, X), V.nents)
|
- dma_map_sgtable(D, T, X, 0)
+ PAIR(dma_map_sgtable(D, T, X, 0),
+	dma_map_sg(D, T->sgl, T->nents, X), T->nents)
|
- dma_map_sgtable(D, &V, X, A)
+ PAIR(dma_map_sgtable(D, &V, X, A),
+	dma_map_sg_attrs(D, V.sgl, V.nents, X, A), V.nents)
|
- dma_map_sgtable(D, T, X, A)
+ PAIR(dma_map_sgtable(D, T, X, A),
+	dma_map_sg_attrs(D, T->sgl, T->nents, X, A), T->nents)
)
