// SPDX-License-Identifier: GPL-2.0-only
// Shape: return dma_map_sg(D, T->sgl, T->nents, X) ? 0 : -ENOMEM
// Guarded: the rules leave this count alone where the driver sets nents by hand.
// After: pair-nents

@@
expression H, C, N;
@@

  return
- PAIR(H, C, N)
+ C ? 0 : -ENOMEM
  ;

@@
expression H, C, N;
@@

- PAIR(H, C, N)
+ H
