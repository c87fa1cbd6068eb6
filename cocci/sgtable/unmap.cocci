// SPDX-License-Identifier: GPL-2.0-only
/// A struct sg_table is unmapped with an open-coded count. dma_unmap_sg()
/// takes the count that was given to dma_map_sg(), which is orig_nents;
/// nents holds what the mapping returned and is lower wherever an IOMMU
/// merged entries, so that part of the mapping leaks. dma_unmap_sgtable()
/// passes the right count by itself.
///
//# In a file that sets nents of any object by hand, nents may be the CPU
//# count on purpose: calls that pass nents are left alone there.
//# A table is known by its type; where a header that spatch does not read
//# declares it, by the name of the member: *sgt or *sg_table.
//
// Confidence: High
// Copyright: (C) 2026 sgfence authors
// Options: --local-includes --include-headers-for-types
// Keywords: dma_unmap_sg, dma_unmap_sg_attrs, dma_unmap_sgtable
// Candidates: \bdma_unmap_sg(_attrs)?\s*\([^;]*nents
// Order: 20

virtual patch
virtual context
virtual org
virtual report

// The helpers themselves, and drivers' copies of them for older kernels.
@helper@
identifier f =~ "sgtable";
position p;
@@

f(...) {
<...
\(dma_unmap_sg@p\|dma_unmap_sg_attrs@p\)(...)
...>
}

// nents filled from the mapping, at once or through a local, is not by hand.
@frommap disable ptr_to_array@
expression T;
position p;
@@

\(T->nents@p\|T.nents@p\) = \(dma_map_sg\|dma_map_sg_attrs\)(...)

@fromlocal disable ptr_to_array exists@
expression T;
local idexpression n;
position p;
@@

n = \(dma_map_sg\|dma_map_sg_attrs\)(...)
...
\(T->nents@p\|T.nents@p\) = n

@byhand disable ptr_to_array@
expression T;
position p != {frommap.p, fromlocal.p};
assignment operator op;
expression n;
@@

\(T->nents@p\|T.nents@p\) op n

// Calls that pass nents of something that is not known to be a table.
@table disable ptr_to_array@
struct sg_table *T;
struct sg_table V;
expression E;
identifier M =~ "(sgts?|sg_table)$";
position p;
@@

\(dma_unmap_sg@p\|dma_unmap_sg_attrs@p\)(...,
\(T->nents\|V.nents\|E->M->nents\|E.M->nents\|E->M.nents\|E.M.nents\|E->M[...].nents\|E.M[...].nents\), ...)

@unknown disable ptr_to_array@
expression E;
position p != table.p;
@@

\(dma_unmap_sg@p\|dma_unmap_sg_attrs@p\)(..., \(E->nents\|E.nents\), ...)

@handmade depends on byhand disable ptr_to_array@
expression E;
position p;
@@

\(dma_unmap_sg@p\|dma_unmap_sg_attrs@p\)(..., \(E->nents\|E.nents\), ...)

@fix depends on patch disable ptr_to_array@
expression T, D, X, A;
position p != {helper.p, unknown.p, handmade.p};
@@

(
- dma_unmap_sg@p(D, T->sgl, T->\(nents\|orig_nents\), X)
+ dma_unmap_sgtable(D, T, X, 0)
|
- dma_unmap_sg@p(D, T.sgl, T.\(nents\|orig_nents\), X)
+ dma_unmap_sgtable(D, &T, X, 0)
|
- dma_unmap_sg_attrs@p(D, T->sgl, T->\(nents\|orig_nents\), X, A)
+ dma_unmap_sgtable(D, T, X, A)
|
- dma_unmap_sg_attrs@p(D, T.sgl, T.\(nents\|orig_nents\), X, A)
+ dma_unmap_sgtable(D, &T, X, A)
)

@wrong depends on context || org || report disable ptr_to_array@
expression T;
position p != {helper.p, unknown.p, handmade.p};
@@

(
* dma_unmap_sg@p(..., T->sgl, T->nents, ...)
|
* dma_unmap_sg@p(..., T.sgl, T.nents, ...)
|
* dma_unmap_sg_attrs@p(..., T->sgl, T->nents, ...)
|
* dma_unmap_sg_attrs@p(..., T.sgl, T.nents, ...)
)

@open depends on context || org || report disable ptr_to_array@
expression T;
position p != helper.p;
@@

(
* dma_unmap_sg@p(..., T->sgl, T->orig_nents, ...)
|
* dma_unmap_sg@p(..., T.sgl, T.orig_nents, ...)
|
* dma_unmap_sg_attrs@p(..., T->sgl, T->orig_nents, ...)
|
* dma_unmap_sg_attrs@p(..., T.sgl, T.orig_nents, ...)
)

@script:python depends on org@
p << wrong.p;
@@

coccilib.org.print_todo(p[0], "ERROR: sgtable/unmap: unmapped with nents, the DMA count; use dma_unmap_sgtable()")

@script:python depends on org@
p << open.p;
@@

coccilib.org.print_todo(p[0], "WARNING: sgtable/unmap: open-coded dma_unmap_sgtable()")

@script:python depends on report@
p << wrong.p;
@@

coccilib.report.print_report(p[0], "ERROR: sgtable/unmap: unmapped with nents, the DMA count; use dma_unmap_sgtable()")

@script:python depends on report@
p << open.p;
@@

coccilib.report.print_report(p[0], "WARNING: sgtable/unmap: open-coded dma_unmap_sgtable()")
