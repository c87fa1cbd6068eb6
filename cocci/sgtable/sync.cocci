// SPDX-License-Identifier: GPL-2.0-only
/// A struct sg_table is synced with an open-coded count. As for the unmap,
/// dma_sync_sg_for_cpu() and dma_sync_sg_for_device() take the count that was
/// given to dma_map_sg(), which is orig_nents; nents holds what the mapping
/// returned. Where an IOMMU merged entries it is lower, and the caches or the
/// bounce buffers of the last pages are not synced. dma_sync_sgtable_for_cpu()
/// and dma_sync_sgtable_for_device() pass the right count by themselves.
///
//# Where a file of the folder sets nents of any object by hand, or none makes
//# a table, nents may be the CPU count on purpose: calls that pass nents are
//# left alone there.
//# A table is known by its type; where a header that spatch does not read
//# declares it, by the name of the member: sg, *sgt or *sg_table.
//# A table that a function call yields is left alone.
//
// Confidence: High
// Copyright: (C) 2026 sgfence authors
// Options: --local-includes --include-headers-for-types
// Keywords: dma_sync_sg_for_cpu, dma_sync_sg_for_device, dma_sync_sgtable_for_cpu, dma_sync_sgtable_for_device
// Candidates: \bdma_sync_sg_for_(cpu|device)\s*\([^;]*(->|\.)\s*sgl\b[^;]*(->|\.)\s*(orig_)?nents\b
// Order: 25

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

\(dma_sync_sg_for_cpu@p\|dma_sync_sg_for_device@p\)(..., \(E->nents\|E.nents\), ...)

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
\(dma_sync_sg_for_cpu@p\|dma_sync_sg_for_device@p\)(...)
...>
}

// A call that yields the table could do more than that.
@impure@
identifier f !~ "^(to_.*|container_of)$";
expression D;
position p;
@@

\(dma_sync_sg_for_cpu@p\|dma_sync_sg_for_device@p\)(D, <+... f(...) ...+>, ...)

// Calls that pass nents of something that is not known to be a table.
@table disable ptr_to_array@
struct sg_table *T;
struct sg_table V;
expression E;
identifier M =~ "^(sg|.*(sgts?|sg_table))$";
position p;
@@

\(dma_sync_sg_for_cpu@p\|dma_sync_sg_for_device@p\)(...,
\(T->nents\|V.nents\|E->M->nents\|E.M->nents\|E->M.nents\|E.M.nents\|E->M[...].nents\|E.M[...].nents\), ...)

@unknown disable ptr_to_array@
expression E;
position p != table.p;
@@

\(dma_sync_sg_for_cpu@p\|dma_sync_sg_for_device@p\)(..., \(E->nents\|E.nents\), ...)

@handmade depends on foreign disable ptr_to_array@
expression E;
position p;
@@

\(dma_sync_sg_for_cpu@p\|dma_sync_sg_for_device@p\)(..., \(E->nents\|E.nents\), ...)

// After one of these nents holds the DMA count; without any it may be that the
// list was mapped and is synced with the same count, which works. (Below
// the guard: include_match() makes spatch forget the rules that matched before.)
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
expression T, D, X;
position p != {helper.p, impure.p, unknown.p, handmade.p};
@@

(
- dma_sync_sg_for_cpu@p(D, T->sgl, T->\(nents\|orig_nents\), X)
+ dma_sync_sgtable_for_cpu(D, T, X)
|
- dma_sync_sg_for_cpu@p(D, T.sgl, T.\(nents\|orig_nents\), X)
+ dma_sync_sgtable_for_cpu(D, &T, X)
|
- dma_sync_sg_for_device@p(D, T->sgl, T->\(nents\|orig_nents\), X)
+ dma_sync_sgtable_for_device(D, T, X)
|
- dma_sync_sg_for_device@p(D, T.sgl, T.\(nents\|orig_nents\), X)
+ dma_sync_sgtable_for_device(D, &T, X)
)

@counted depends on context || org || report disable ptr_to_array@
expression T, D, X;
position p != {helper.p, impure.p, unknown.p, handmade.p};
@@

(
* dma_sync_sg_for_cpu@p(D, T->sgl, T->nents, X)
|
* dma_sync_sg_for_cpu@p(D, T.sgl, T.nents, X)
|
* dma_sync_sg_for_device@p(D, T->sgl, T->nents, X)
|
* dma_sync_sg_for_device@p(D, T.sgl, T.nents, X)
)

@open depends on context || org || report disable ptr_to_array@
expression T, D, X;
position p != {helper.p, impure.p};
@@

(
* dma_sync_sg_for_cpu@p(D, T->sgl, T->orig_nents, X)
|
* dma_sync_sg_for_cpu@p(D, T.sgl, T.orig_nents, X)
|
* dma_sync_sg_for_device@p(D, T->sgl, T->orig_nents, X)
|
* dma_sync_sg_for_device@p(D, T.sgl, T.orig_nents, X)
)

@script:python depends on org && (stored || storedlocal)@
p << counted.p;
@@

coccilib.org.print_todo(p[0], "ERROR: sgtable/sync: synced with nents, the DMA count; use dma_sync_sgtable_for_*()")

@script:python depends on org && !stored && !storedlocal@
p << counted.p;
@@

coccilib.org.print_todo(p[0], "WARNING: sgtable/sync: synced with nents, which a mapping changes; use dma_sync_sgtable_for_*()")

@script:python depends on org@
p << open.p;
@@

coccilib.org.print_todo(p[0], "WARNING: sgtable/sync: open-coded dma_sync_sgtable_for_*()")

@script:python depends on report && (stored || storedlocal)@
p << counted.p;
@@

coccilib.report.print_report(p[0], "ERROR: sgtable/sync: synced with nents, the DMA count; use dma_sync_sgtable_for_*()")

@script:python depends on report && !stored && !storedlocal@
p << counted.p;
@@

coccilib.report.print_report(p[0], "WARNING: sgtable/sync: synced with nents, which a mapping changes; use dma_sync_sgtable_for_*()")

@script:python depends on report@
p << open.p;
@@

coccilib.report.print_report(p[0], "WARNING: sgtable/sync: open-coded dma_sync_sgtable_for_*()")
