// SPDX-License-Identifier: GPL-2.0-only
// Shape: R = dma_map_sg(D, T->sgl, T->orig_nents, X); if (!R) S
// Guarded: the rules leave this count alone where the driver sets nents by hand.
// After: pair-orig-nents

// Not where the error code is read later on: there it could not be a count.
@assigned@
idexpression R;
expression E;
position u;
@@

R@u = E

@read exists@
idexpression R;
expression H, C, N, E;
statement S;
position p;
position u != assigned.u;
@@

R = PAIR@p(H, C, N);
if (\(R\|R < 0\|unlikely(R)\)) S
... when != R = E
R@u

@@
idexpression R;
expression H, C, N;
position p != read.p;
@@

- R = PAIR@p(H, C, N);
- if (\(R\|R < 0\|unlikely(R)\))
+ R = C;
+ if (!R)
  {
+ R = -ENOMEM;
  ...
  }

@@
idexpression R;
expression H, C, N;
statement S;
position p != read.p;
@@

- R = PAIR@p(H, C, N);
- if (\(R\|R < 0\|unlikely(R)\))
+ R = C;
+ if (!R) {
+ R = -ENOMEM;
  S
+ }

@@
expression H, C, N;
@@

- PAIR(H, C, N)
+ H
