// SPDX-License-Identifier: GPL-2.0-only
/// A loop over a struct sg_table for the device, one that reads only
/// sg_dma_address() and sg_dma_len(), passes a count by hand. The mapping fills
/// nents entries. With orig_nents, the CPU count, the loop runs on into entries
/// that hold no mapping wherever an IOMMU merged some; with nents the count is
/// right, and for_each_sgtable_dma_sg() says so.
///
//# A loop that uses the entry for anything else than its DMA address, DMA
//# length and offset, or that writes DMA addresses, is left alone.
//# Where a file of the folder sets nents of any object by hand, or none makes
//# a table, loops over orig_nents are left alone; so are they in a file that
//# writes DMA addresses by hand. A loop over orig_nents that tests for sg_dma_len() == 0 is only
//# a WARNING: there unused entries are told by their length.
//# A table is known by its type; where a header that spatch does not read
//# declares it, by the name of the member: sg, *sgt or *sg_table.
//# A table that a function call yields is left alone.
//
// Confidence: High
// Copyright: (C) 2026 sgfence authors
// Options: --local-includes --include-headers-for-types
// Keywords: for_each_sg, for_each_sgtable_dma_sg, sg_dma_address, sg_dma_len
// Candidates: \bfor_each_sg\s*\([^;{]*(->|\.)\s*sgl\b[^;{]*(->|\.)\s*(orig_)?nents\b
// Order: 45

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
expression E, L, S, I;
iterator name for_each_sg;
statement B;
position p;
@@

for_each_sg@p(L, S, \(E->orig_nents\|E.orig_nents\), I) B

@script:python foreign@
p << suspect.p;
@@

if nents_is_ours(p[0].file):
    cocci.include_match(False)

// Drivers' copies of the helpers for older kernels.
@helper@
identifier f =~ "(map|sync|each)_sgtable";
iterator name for_each_sg;
statement B;
position p;
@@

f(...) {
<...
for_each_sg@p(...) B
...>
}

// A call that yields the table could do more than that.
@impure@
identifier f !~ "^(to_.*|container_of)$";
iterator name for_each_sg;
statement B;
position p;
@@

for_each_sg@p(<+... f(...) ...+>, ...) B

// nents of something that is not known to be a table, and SCSI's tables, whose
// nents the midlayer sets.
@scsi disable ptr_to_array@
struct scsi_data_buffer *D;
expression E, L, S, I;
iterator name for_each_sg;
statement B;
position p;
@@

for_each_sg@p(L, S, \(D->table.nents\|E->sdb.table.nents\), I) B

@table disable ptr_to_array@
struct sg_table *T;
struct sg_table V;
expression E, L, S, I;
identifier M =~ "^(sg|.*(sgts?|sg_table))$";
iterator name for_each_sg;
statement B;
position p != scsi.p;
@@

for_each_sg@p(L, S,
\(T->nents\|V.nents\|E->M->nents\|E.M->nents\|E->M.nents\|E.M.nents\|E->M[...].nents\|E.M[...].nents\), I) B

@unknown disable ptr_to_array@
expression E, L, S, I;
iterator name for_each_sg;
statement B;
position p != table.p;
@@

for_each_sg@p(L, S, \(E->nents\|E.nents\), I) B

@filled@
struct scatterlist *E;
expression X, Y;
assignment operator op;
@@

(
sg_dma_address(X) op Y
|
sg_dma_len(X) op Y
|
E->dma_address op Y
|
E->dma_length op Y
)

@ownfill depends on foreign || filled disable ptr_to_array@
expression E, L, S, I;
iterator name for_each_sg;
statement B;
position p;
@@

for_each_sg@p(L, S, \(E->orig_nents\|E.orig_nents\), I) B

// What a loop does with its entry. The braces stand for any kind of body.
@loop disable ptr_to_array@
expression T, I;
identifier S;
iterator name for_each_sg;
statement B;
position p != {helper.p, impure.p, unknown.p, ownfill.p};
@@

(
for_each_sg@p(T->sgl, S, T->\(nents\|orig_nents\), I) B
|
for_each_sg@p(T.sgl, S, T.\(nents\|orig_nents\), I) B
)

@access@
identifier loop.S;
position q;
@@

\(sg_dma_address(S@q)\|sg_dma_len(S@q)\|S@q->dma_address\|S@q->dma_length\|S@q->offset\)

@other@
identifier loop.S;
iterator name for_each_sg;
position q != access.q;
position o;
position loop.p;
@@

for_each_sg@p@o(...) {
<+...
S@q
...+>
}

@writes@
identifier loop.S;
expression Y;
assignment operator op;
iterator name for_each_sg;
position o;
position loop.p;
@@

for_each_sg@p@o(...) {
<+...
\(sg_dma_address(S) op Y\|sg_dma_len(S) op Y\|S->dma_address op Y\|S->dma_length op Y\)
...+>
}

@zero@
identifier loop.S;
iterator name for_each_sg;
position o;
position loop.p;
@@

for_each_sg@p@o(...) {
<+...
\(!sg_dma_len(S)\|sg_dma_len(S) == 0\|sg_dma_len(S) != 0\)
...+>
}

@dma@
identifier loop.S;
iterator name for_each_sg;
position q != {other.o, writes.o};
position loop.p;
@@

for_each_sg@p@q(...) {
<+...
\(sg_dma_address(S)\|sg_dma_len(S)\|S->dma_address\|S->dma_length\)
...+>
}

@fix depends on patch disable ptr_to_array@
expression T, I;
identifier S;
iterator name for_each_sg, for_each_sgtable_dma_sg;
statement B;
position dma.q;
@@

(
- for_each_sg@q(T->sgl, S, T->\(nents\|orig_nents\), I)
+ for_each_sgtable_dma_sg(T, S, I)
  B
|
- for_each_sg@q(T.sgl, S, T.\(nents\|orig_nents\), I)
+ for_each_sgtable_dma_sg(&T, S, I)
  B
)

@wrong depends on context || org || report disable ptr_to_array@
expression T, I;
identifier S;
iterator name for_each_sg;
statement B;
position p != zero.o;
position dma.q;
@@

(
* for_each_sg@q@p(T->sgl, S, T->orig_nents, I) B
|
* for_each_sg@q@p(T.sgl, S, T.orig_nents, I) B
)

@open depends on context || org || report disable ptr_to_array@
expression T, I;
identifier S;
iterator name for_each_sg;
statement B;
position p != wrong.p;
position dma.q;
@@

(
* for_each_sg@q@p(T->sgl, S, T->\(nents\|orig_nents\), I) B
|
* for_each_sg@q@p(T.sgl, S, T.\(nents\|orig_nents\), I) B
)

@script:python depends on org@
p << wrong.p;
@@

coccilib.org.print_todo(p[0], "ERROR: sgtable/iterate-dma: DMA entries counted with orig_nents, the CPU count; use for_each_sgtable_dma_sg()")

@script:python depends on org@
p << open.p;
@@

coccilib.org.print_todo(p[0], "WARNING: sgtable/iterate-dma: open-coded for_each_sgtable_dma_sg()")

@script:python depends on report@
p << wrong.p;
@@

coccilib.report.print_report(p[0], "ERROR: sgtable/iterate-dma: DMA entries counted with orig_nents, the CPU count; use for_each_sgtable_dma_sg()")

@script:python depends on report@
p << open.p;
@@

coccilib.report.print_report(p[0], "WARNING: sgtable/iterate-dma: open-coded for_each_sgtable_dma_sg()")
