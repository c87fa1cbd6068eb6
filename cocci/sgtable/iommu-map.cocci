// SPDX-License-Identifier: GPL-2.0-only
/// A struct sg_table is mapped into an IOMMU domain with an open-coded count.
/// iommu_map_sg() walks the pages, so it takes orig_nents, the CPU count; once
/// the table is mapped for a device, nents is the DMA count, which may be lower:
/// the last pages would stay out of the domain. iommu_map_sgtable() passes the
/// right count by itself.
///
//# Where a file of the folder sets nents of any object by hand, or none makes
//# a table, nents may be the CPU count on purpose: calls that pass nents are
//# left alone there.
//# A table is known by its type; where a header that spatch does not read
//# declares it, by the name of the member: sg, *sgt or *sg_table.
//# A table that a function call yields is left alone.
//# iommu_map_sgtable() has no gfp argument: a call that passes something else
//# than GFP_KERNEL, the atomic call of older kernels, and a call whose result
//# is compared at once (the helper returned size_t in older kernels) keep their
//# form; there nents only becomes orig_nents.
//
// Confidence: High
// Copyright: (C) 2026 sgfence authors
// Options: --local-includes --include-headers-for-types
// Keywords: iommu_map_sg, iommu_map_sg_atomic, iommu_map_sgtable
// Candidates: \biommu_map_sg(_atomic)?\s*\([^;]*(->|\.)\s*sgl\b[^;]*(->|\.)\s*(orig_)?nents\b
// Order: 30

virtual patch
virtual context
virtual org
virtual report

@initialize:python@
@@

# guard: may nents be something else than orig_nents or the mapped count?
import os
import re

SETS = re.compile(r"(\w*)(?:\[[^\]]*\])?(?:->|\.)nents\s*(?:(\+\+|--|[-+]=)|=(?!=)([^;]*);)|(?:\+\+|--)[\w.>-]+(?:->|\.)nents\b")
MAKES = re.compile(r"\bsg_alloc_table|nents\s*=\s*dma_map_sg|\bdma_map_sgtable|_to_sg\s*\(|_get_sgtable|_map_attachment|\bsgt?\s*=\s*\w+\s*\(")
SEEN = {}

def is_table(name, text):
    """Some nents belong to objects that have nothing else of a table."""
    return re.search(r"\b%s(\[[^\]]*\])?(->|\.)(sgl|orig_nents)\b|sg_table[\s*]+%s\b" % (name, name), text)

def by_hand(text):
    for found in SETS.finditer(text):
        if found.group(1) and not is_table(found.group(1), text):
            continue
        value = (found.group(3) or "").strip()
        local = re.fullmatch(r"\w+", value)
        if not (re.search(r"dma_map_sg|orig_nents$", value)
                or local and re.search(r"\b%s\s*=\s*dma_map_sg" % value, text)):
            return True
    return False

def nents_is_ours(path):
    """Tables are made here or beside this file, and nothing there sets nents
    to other than what a mapping returned."""
    folder = os.path.dirname(path) or "."
    if folder not in SEEN:
        texts = []
        for name in sorted(os.listdir(folder)):
            beside = os.path.join(folder, name)
            if name.endswith((".c", ".h")) and os.path.isfile(beside):
                with open(beside, errors="replace") as source:
                    texts.append(source.read())
        SEEN[folder] = any(map(MAKES.search, texts)) and not any(map(by_hand, texts))
    return SEEN[folder]
# end of guard

// First of all: include_match() makes spatch forget what matched before.
@suspect disable ptr_to_array@
expression E;
position p;
@@

\(iommu_map_sg@p\|iommu_map_sg_atomic@p\)(..., \(E->nents\|E.nents\), ...)

@script:python foreign@
p << suspect.p;
@@

if nents_is_ours(p[0].file):
    cocci.include_match(False)

// The helpers themselves, and drivers' copies of them for older kernels.
@helper@
identifier f =~ "sgtable";
position p;
@@

f(...) {
<...
\(iommu_map_sg@p\|iommu_map_sg_atomic@p\)(...)
...>
}

// A call that yields the table could do more than that.
@impure@
identifier f !~ "^(to_.*|container_of)$";
expression D, V;
position p;
@@

\(iommu_map_sg@p\|iommu_map_sg_atomic@p\)(D, V, <+... f(...) ...+>, ...)

// Calls that pass nents of something that is not known to be a table.
@table disable ptr_to_array@
struct sg_table *T;
struct sg_table V;
expression E;
identifier M =~ "^(sg|.*(sgts?|sg_table))$";
position p;
@@

\(iommu_map_sg@p\|iommu_map_sg_atomic@p\)(...,
\(T->nents\|V.nents\|E->M->nents\|E.M->nents\|E->M.nents\|E.M.nents\|E->M[...].nents\|E.M[...].nents\), ...)

@unknown disable ptr_to_array@
expression E;
position p != table.p;
@@

\(iommu_map_sg@p\|iommu_map_sg_atomic@p\)(..., \(E->nents\|E.nents\), ...)

@handmade depends on foreign disable ptr_to_array@
expression E;
position p;
@@

\(iommu_map_sg@p\|iommu_map_sg_atomic@p\)(..., \(E->nents\|E.nents\), ...)

// iommu_map_sgtable() may be unsigned: its result is not fit for a comparison.
@compared@
expression E;
position p;
@@

\(iommu_map_sg@p(...) < E\|iommu_map_sg@p(...) <= E\|iommu_map_sg@p(...) > E\|iommu_map_sg@p(...) >= E\)

// Kernels differ in the gfp argument. Where the helper cannot replace the
// call, the count is put right.
@fix depends on patch disable ptr_to_array@
expression T, D, A, X;
position q != {helper.p, impure.p, unknown.p, handmade.p};
position p != {helper.p, impure.p, unknown.p, handmade.p, compared.p};
@@

(
- iommu_map_sg@p(D, A, T->sgl, T->\(nents\|orig_nents\), X)
+ iommu_map_sgtable(D, A, T, X)
|
- iommu_map_sg@p(D, A, T.sgl, T.\(nents\|orig_nents\), X)
+ iommu_map_sgtable(D, A, &T, X)
|
- iommu_map_sg@p(D, A, T->sgl, T->\(nents\|orig_nents\), X, GFP_KERNEL)
+ iommu_map_sgtable(D, A, T, X)
|
- iommu_map_sg@p(D, A, T.sgl, T.\(nents\|orig_nents\), X, GFP_KERNEL)
+ iommu_map_sgtable(D, A, &T, X)
|
 \(iommu_map_sg@q\|iommu_map_sg_atomic@q\)(D, A, T->sgl,
-	T->nents
+	T->orig_nents
	, ...)
|
 \(iommu_map_sg@q\|iommu_map_sg_atomic@q\)(D, A, T.sgl,
-	T.nents
+	T.orig_nents
	, ...)
)

@wrong depends on context || org || report disable ptr_to_array@
expression T, D, A;
position p != {helper.p, impure.p, unknown.p, handmade.p};
@@

(
* \(iommu_map_sg@p\|iommu_map_sg_atomic@p\)(D, A, T->sgl, T->nents, ...)
|
* \(iommu_map_sg@p\|iommu_map_sg_atomic@p\)(D, A, T.sgl, T.nents, ...)
)

@open depends on context || org || report disable ptr_to_array@
expression T, D, A, X;
position p != {helper.p, impure.p, compared.p};
@@

(
* iommu_map_sg@p(D, A, T->sgl, T->orig_nents, X)
|
* iommu_map_sg@p(D, A, T.sgl, T.orig_nents, X)
|
* iommu_map_sg@p(D, A, T->sgl, T->orig_nents, X, GFP_KERNEL)
|
* iommu_map_sg@p(D, A, T.sgl, T.orig_nents, X, GFP_KERNEL)
)

@script:python depends on org@
p << wrong.p;
@@

coccilib.org.print_todo(p[0], "ERROR: sgtable/iommu-map: nents is the DMA count; iommu_map_sg() walks orig_nents entries")

@script:python depends on org@
p << open.p;
@@

coccilib.org.print_todo(p[0], "WARNING: sgtable/iommu-map: open-coded iommu_map_sgtable()")

@script:python depends on report@
p << wrong.p;
@@

coccilib.report.print_report(p[0], "ERROR: sgtable/iommu-map: nents is the DMA count; iommu_map_sg() walks orig_nents entries")

@script:python depends on report@
p << open.p;
@@

coccilib.report.print_report(p[0], "WARNING: sgtable/iommu-map: open-coded iommu_map_sgtable()")
