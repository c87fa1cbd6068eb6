// SPDX-License-Identifier: GPL-2.0-only
// Shape: dma_map_sg(D, T->sgl, T->nents, X);
// Guarded: the rules leave this count alone where the driver sets nents by hand.
// After: pair-nents

@@
expression H, C, N;
@@

- PAIR(H, C, N);
+ C;

@@
expression H, C, N;
@@

- PAIR(H, C, N)
+ H
