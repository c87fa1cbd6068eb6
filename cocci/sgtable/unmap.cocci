// SPDX-License-Identifier: GPL-2.0-only
/// A struct sg_table is unmapped with an open-coded count. dma_unmap_sg()
/// takes the count that was given to dma_map_sg(), which is orig_nents;
/// nents holds what the mapping returned and is lower wherever an IOMMU
/// merged entries, so that part of the mapping leaks. dma_unmap_sgtable()
/// passes the right count by itself.
///
//# Where a file of the same folder sets nents of a table by hand, or none
//# makes a table, nents may be the CPU count on purpose: left alone.
//# A table is known by its type; where a header that spatch does not read
//# declares it, by the name of the member: sg, *sgt or *sg_table.
//
// Confidence: High
// Copyright: (C) 2026 sgfence authors
// Options: --local-includes --include-headers-for-types
// Keywords: dma_unmap_sg, dma_unmap_sg_attrs, dma_unmap_sgtable
// Candidates: \bdma_unmap_sg(_attrs)?\s*\([^;]*(->|\.)\s*sgl\b[^;]*(->|\.)\s*(orig_)?nents\b
// Order: 20

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

\(dma_unmap_sg@p\|dma_unmap_sg_attrs@p\)(..., \(E->nents\|E.nents\), ...)

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
\(dma_unmap_sg@p\|dma_unmap_sg_attrs@p\)(...)
...>
}

// A call that yields the table could do more than that.
@impure@
identifier f !~ "^(to_.*|container_of)$";
expression D;
position p;
@@

\(dma_unmap_sg@p\|dma_unmap_sg_attrs@p\)(D, <+... f(...) ...+>, ...)

// Calls that pass nents of something that is not known to be a table.
@table disable ptr_to_array@
struct sg_table *T;
struct sg_table V;
expression E;
identifier M =~ "^(sg|.*(sgts?|sg_table))$";
position p;
@@

\(dma_unmap_sg@p\|dma_unmap_sg_attrs@p\)(...,
\(T->nents\|V.nents\|E->M->nents\|E.M->nents\|E->M.nents\|E.M.nents\|E->M[...].nents\|E.M[...].nents\), ...)

@unknown disable ptr_to_array@
expression E;
position p != table.p;
@@

\(dma_unmap_sg@p\|dma_unmap_sg_attrs@p\)(..., \(E->nents\|E.nents\), ...)

@handmade depends on foreign disable ptr_to_array@
expression E;
position p;
@@

\(dma_unmap_sg@p\|dma_unmap_sg_attrs@p\)(..., \(E->nents\|E.nents\), ...)

// After one of these nents holds the DMA count; without any it may be that the
// list was mapped and is unmapped with the same count, which works.
@stored disable ptr_to_array exists@
expression T;
@@

(
 \(T->nents\|T.nents\) = \(dma_map_sg\|dma_map_sg_attrs\)(...)
|
 dma_map_sgtable(...)
)

@storedlocal disable ptr_to_array exists@
expression T;
local idexpression n;
@@

n = \(dma_map_sg\|dma_map_sg_attrs\)(...)
...
\(T->nents\|T.nents\) = n

@fix depends on patch disable ptr_to_array@
expression T, D, X, A;
position p != {helper.p, impure.p, unknown.p, handmade.p};
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

@counted depends on context || org || report disable ptr_to_array@
expression T;
position p != {helper.p, impure.p, unknown.p, handmade.p};
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
position p != {helper.p, impure.p};
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

@script:python depends on org && (stored || storedlocal)@
p << counted.p;
@@

coccilib.org.print_todo(p[0], "ERROR: sgtable/unmap: unmapped with nents, the DMA count; use dma_unmap_sgtable()")

@script:python depends on org && !stored && !storedlocal@
p << counted.p;
@@

coccilib.org.print_todo(p[0], "WARNING: sgtable/unmap: unmapped with nents, which a mapping changes; use dma_unmap_sgtable()")

@script:python depends on org@
p << open.p;
@@

coccilib.org.print_todo(p[0], "WARNING: sgtable/unmap: open-coded dma_unmap_sgtable()")

@script:python depends on report && (stored || storedlocal)@
p << counted.p;
@@

coccilib.report.print_report(p[0], "ERROR: sgtable/unmap: unmapped with nents, the DMA count; use dma_unmap_sgtable()")

@script:python depends on report && !stored && !storedlocal@
p << counted.p;
@@

coccilib.report.print_report(p[0], "WARNING: sgtable/unmap: unmapped with nents, which a mapping changes; use dma_unmap_sgtable()")

@script:python depends on report@
p << open.p;
@@

coccilib.report.print_report(p[0], "WARNING: sgtable/unmap: open-coded dma_unmap_sgtable()")
