// SPDX-License-Identifier: GPL-2.0-only
// Shape: T->nents = dma_map_sg(D, T->sgl, T->orig_nents, X); if (!T->nents) S
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
+ N = C;
+ if (!N)
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
+ N = C;
+ if (!N) {
+ R = -ENOMEM;
  S
+ }

@@
expression H, C, N;
statement S;
@@

- if (PAIR(H, C, N))
+ N = C;
+ if (!N)
  S

@@
expression H, C, N;
@@

- PAIR(H, C, N)
+ H
