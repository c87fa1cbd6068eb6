// SPDX-License-Identifier: GPL-2.0-only
/// A loop over the pages of a struct sg_table passes a count by hand.
/// for_each_sg_page() walks the CPU entries, orig_nents: with nents, the DMA
/// count of a mapped table, it may end before the last page.
/// for_each_sg_dma_page() walks the DMA entries, nents: with orig_nents it may
/// run on into entries that the mapping did not fill. for_each_sgtable_page()
/// and for_each_sgtable_dma_page() pass the right count by themselves.
///
//# for_each_sg_page() with nents is right as long as the table is not mapped;
//# the helper does the same there.
//# Where a file of the folder sets nents of any object by hand, or none makes
//# a table, nents may be the CPU count on purpose: loops that pass nents to
//# for_each_sg_page() or orig_nents to for_each_sg_dma_page() are left alone.
//# In a file that writes DMA addresses by hand, the latter are left alone, too.
//# A table is known by its type; where a header that spatch does not read
//# declares it, by the name of the member: sg, *sgt or *sg_table.
//# A table that a function call yields is left alone.
//# __sg_page_iter_start() serves both kinds of loop, so it is not looked at.
//
// Confidence: High
// Copyright: (C) 2026 sgfence authors
// Options: --local-includes --include-headers-for-types
// Keywords: for_each_sg_page, for_each_sg_dma_page, for_each_sgtable_page, for_each_sgtable_dma_page
// Candidates: \bfor_each_sg_(dma_)?page\s*\([^;{]*(->|\.)\s*sgl\b[^;{]*(->|\.)\s*(orig_)?nents\b
// Order: 50

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
expression E, L, I, O;
iterator name for_each_sg_page, for_each_sg_dma_page;
statement S;
position p;
@@

(
for_each_sg_page@p(L, I, \(E->nents\|E.nents\), O) S
|
for_each_sg_dma_page@p(L, I, \(E->orig_nents\|E.orig_nents\), O) S
)

@script:python foreign@
p << suspect.p;
@@

if nents_is_ours(p[0].file):
    cocci.include_match(False)

// Drivers' copies of the helpers for older kernels.
@helper@
identifier f =~ "sgtable";
iterator name for_each_sg_page, for_each_sg_dma_page;
statement S;
position p;
@@

f(...) {
<...
\(for_each_sg_page@p(...) S\|for_each_sg_dma_page@p(...) S\)
...>
}

// A call that yields the table could do more than that.
@impure@
identifier f !~ "^(to_.*|container_of)$";
iterator name for_each_sg_page, for_each_sg_dma_page;
statement S;
position p;
@@

\(for_each_sg_page@p(<+... f(...) ...+>, ...) S\|for_each_sg_dma_page@p(<+... f(...) ...+>, ...) S\)

// Loops that pass nents of something that is not known to be a table.
@table disable ptr_to_array@
struct sg_table *T;
struct sg_table V;
expression E, L, I, O;
identifier M =~ "^(sg|.*(sgts?|sg_table))$";
iterator name for_each_sg_page, for_each_sg_dma_page;
statement S;
position p;
@@

(
for_each_sg_page@p(L, I, \(T->nents\|V.nents\|E->M->nents\|E.M->nents\|E->M.nents\|E.M.nents\|E->M[...].nents\|E.M[...].nents\), O) S
|
for_each_sg_dma_page@p(L, I, \(T->nents\|V.nents\|E->M->nents\|E.M->nents\|E->M.nents\|E.M.nents\|E->M[...].nents\|E.M[...].nents\), O) S
)

@unknown disable ptr_to_array@
expression E, L, I, O;
iterator name for_each_sg_page, for_each_sg_dma_page;
statement S;
position p != table.p;
@@

(
for_each_sg_page@p(L, I, \(E->nents\|E.nents\), O) S
|
for_each_sg_dma_page@p(L, I, \(E->nents\|E.nents\), O) S
)

@handmade depends on foreign disable ptr_to_array@
expression E, L, I, O;
iterator name for_each_sg_page, for_each_sg_dma_page;
statement S;
position p;
@@

(
for_each_sg_page@p(L, I, \(E->nents\|E.nents\), O) S
|
for_each_sg_dma_page@p(L, I, \(E->orig_nents\|E.orig_nents\), O) S
)

// DMA addresses written by hand go with a count of the writer's choice.
@filled@
expression E, X;
@@

(
sg_dma_address(E) = X
|
sg_dma_len(E) = X
|
E->dma_address = X
|
E->dma_length = X
)

@ownfill depends on filled disable ptr_to_array@
expression E, L, I, O;
iterator name for_each_sg_dma_page;
statement S;
position p;
@@

for_each_sg_dma_page@p(L, I, \(E->orig_nents\|E.orig_nents\), O) S

@fix depends on patch disable ptr_to_array@
expression T, I, O;
iterator name for_each_sg_page, for_each_sg_dma_page;
iterator name for_each_sgtable_page, for_each_sgtable_dma_page;
statement S;
position p != {helper.p, impure.p, unknown.p, handmade.p, ownfill.p};
@@

(
- for_each_sg_page@p(T->sgl, I, T->\(nents\|orig_nents\), O)
+ for_each_sgtable_page(T, I, O)
  S
|
- for_each_sg_page@p(T.sgl, I, T.\(nents\|orig_nents\), O)
+ for_each_sgtable_page(&T, I, O)
  S
|
- for_each_sg_dma_page@p(T->sgl, I, T->\(nents\|orig_nents\), O)
+ for_each_sgtable_dma_page(T, I, O)
  S
|
- for_each_sg_dma_page@p(T.sgl, I, T.\(nents\|orig_nents\), O)
+ for_each_sgtable_dma_page(&T, I, O)
  S
)

@early depends on context || org || report disable ptr_to_array@
expression T, I, O;
iterator name for_each_sg_page;
statement S;
position p != {helper.p, impure.p, unknown.p, handmade.p};
@@

(
* for_each_sg_page@p(T->sgl, I, T->nents, O) S
|
* for_each_sg_page@p(T.sgl, I, T.nents, O) S
)

@late depends on context || org || report disable ptr_to_array@
expression T, I, O;
iterator name for_each_sg_dma_page;
statement S;
position p != {helper.p, impure.p, handmade.p, ownfill.p};
@@

(
* for_each_sg_dma_page@p(T->sgl, I, T->orig_nents, O) S
|
* for_each_sg_dma_page@p(T.sgl, I, T.orig_nents, O) S
)

@open depends on context || org || report disable ptr_to_array@
expression T, I, O;
iterator name for_each_sg_page, for_each_sg_dma_page;
statement S;
position p != {helper.p, impure.p, unknown.p};
@@

(
* for_each_sg_page@p(T->sgl, I, T->orig_nents, O) S
|
* for_each_sg_page@p(T.sgl, I, T.orig_nents, O) S
|
* for_each_sg_dma_page@p(T->sgl, I, T->nents, O) S
|
* for_each_sg_dma_page@p(T.sgl, I, T.nents, O) S
)

@script:python depends on org@
p << early.p;
@@

coccilib.org.print_todo(p[0], "WARNING: sgtable/iterate-page: pages counted with nents, the DMA count of a mapped table; use for_each_sgtable_page()")

@script:python depends on org@
p << late.p;
@@

coccilib.org.print_todo(p[0], "ERROR: sgtable/iterate-page: DMA pages counted with orig_nents, the CPU count; use for_each_sgtable_dma_page()")

@script:python depends on org@
p << open.p;
@@

coccilib.org.print_todo(p[0], "WARNING: sgtable/iterate-page: open-coded for_each_sgtable_page() or for_each_sgtable_dma_page()")

@script:python depends on report@
p << early.p;
@@

coccilib.report.print_report(p[0], "WARNING: sgtable/iterate-page: pages counted with nents, the DMA count of a mapped table; use for_each_sgtable_page()")

@script:python depends on report@
p << late.p;
@@

coccilib.report.print_report(p[0], "ERROR: sgtable/iterate-page: DMA pages counted with orig_nents, the CPU count; use for_each_sgtable_dma_page()")

@script:python depends on report@
p << open.p;
@@

coccilib.report.print_report(p[0], "WARNING: sgtable/iterate-page: open-coded for_each_sgtable_page() or for_each_sgtable_dma_page()")
