// SPDX-License-Identifier: GPL-2.0-only
/// A loop over a struct sg_table for the CPU, one that uses the pages and
/// lengths of the entries, passes a count by hand. The pages are in orig_nents
/// entries; once the table is mapped, nents is the DMA count, and where an IOMMU
/// merged entries the loop misses the last pages. for_each_sgtable_sg() passes
/// the right count by itself. A body that puts pages together with DMA
/// addresses or lengths has no right count at all: entries do not correspond.
///
//# With nents, a loop is spoken of only where the table is seen to be mapped,
//# in the same function; the rewrite is the same thing on a table that is not
//# mapped yet.
//# A mixed body is only reported, and only where the table is seen to be
//# mapped. A body that chooses one side by a condition is left alone.
//# Where a file of the folder sets nents of any object by hand, or none makes
//# a table, loops over nents are left alone, and so are loops over SCSI's tables.
//# A table is known by its type; where a header that spatch does not read
//# declares it, by the name of the member: sg, *sgt or *sg_table.
//# A table that a function call yields is left alone.
//
// Confidence: Moderate
// Copyright: (C) 2026 sgfence authors
// Options: --local-includes --include-headers-for-types
// Keywords: for_each_sg, for_each_sgtable_sg, sg_page, sg_phys, sg_virt
// Candidates: \bfor_each_sg\s*\([^;{]*(->|\.)\s*sgl\b[^;{]*(->|\.)\s*(orig_)?nents\b
// Order: 40

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

for_each_sg@p(L, S, \(E->nents\|E.nents\), I) B

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

@handmade depends on foreign disable ptr_to_array@
expression E, L, S, I;
iterator name for_each_sg;
statement B;
position p;
@@

for_each_sg@p(L, S, \(E->nents\|E.nents\), I) B

@loop disable ptr_to_array@
expression T, I;
identifier S;
iterator name for_each_sg;
statement B;
position p != {helper.p, impure.p, unknown.p, handmade.p};
@@

(
for_each_sg@p(T->sgl, S, T->\(nents\|orig_nents\), I) B
|
for_each_sg@p(T.sgl, S, T.\(nents\|orig_nents\), I) B
)

// What a loop does with its entry. The braces stand for any kind of body.
@cpuside@
identifier loop.S;
position q;
@@

\(sg_page(S@q)\|sg_phys(S@q)\|sg_virt(S@q)\|sg_set_page(S@q, ...)\|sg_set_buf(S@q, ...)\|S@q->length\|S@q->offset\|S@q->page_link\)

@dmawrite@
identifier loop.S;
assignment operator op;
expression X;
position q;
@@

\(sg_dma_address(S@q) op X\|sg_dma_len(S@q) op X\|S@q->dma_address op X\|S@q->dma_length op X\)

@dmaread@
identifier loop.S;
position q != dmawrite.q;
@@

\(sg_dma_address(S@q)\|sg_dma_len(S@q)\|S@q->dma_address\|S@q->dma_length\)

@reads@
identifier loop.S;
iterator name for_each_sg;
position o;
position dmaread.q;
position loop.p;
@@

for_each_sg@p@o(...) {
<+...
S@q
...+>
}

@opaque@
identifier loop.S;
iterator name for_each_sg;
position q != {cpuside.q, dmawrite.q, dmaread.q};
position o;
position loop.p;
@@

for_each_sg@p@o(...) {
<+...
S@q
...+>
}

@pages@
identifier loop.S;
iterator name for_each_sg;
position o;
position loop.p;
@@

for_each_sg@p@o(...) {
<+...
\(sg_page(S)\|sg_phys(S)\|sg_virt(S)\|sg_set_page(S, ...)\|sg_set_buf(S, ...)\|S->length\)
...+>
}

@chosen@
identifier loop.S;
expression C, X;
iterator name for_each_sg;
position o;
position loop.p;
@@

for_each_sg@p@o(...) {
<+...
\(C ? \(sg_dma_address(S)\|sg_dma_len(S)\) : X\|C ? X : \(sg_dma_address(S)\|sg_dma_len(S)\)\)
...+>
}

// The table is mapped, and nents is what the mapping returned.
@mapped disable ptr_to_array exists@
expression loop.T, D, X;
iterator name for_each_sg;
statement B;
position o;
position loop.p;
@@

(
\(dma_map_sgtable\|dma_sync_sgtable_for_cpu\|dma_sync_sgtable_for_device\|dma_unmap_sgtable\)(D, \(T\|&T\), ...)
|
\(T->nents\|T.nents\) = \(dma_map_sg\|dma_map_sg_attrs\)(...)
|
T = \(dma_buf_map_attachment\|dma_buf_map_attachment_unlocked\|vb2_dma_sg_plane_desc\|vb2_plane_cookie\|drm_gem_shmem_get_pages_sgt\)(...)
)
... when any
    when != T = X
for_each_sg@p@o(...) B

@imported disable ptr_to_array@
identifier T, f =~ "import_sg_table$";
iterator name for_each_sg;
statement B;
position o;
position loop.p;
@@

f(..., struct sg_table *T, ...) {
<...
for_each_sg@p@o(T->sgl, ...) B
...>
}

// The table is treated as a mapped one, but nents may still be the CPU count.
@before disable ptr_to_array exists@
expression loop.T, D, X;
iterator name for_each_sg;
statement B;
position o;
position loop.p;
@@

\(dma_map_sg\|dma_map_sg_attrs\|dma_sync_sg_for_cpu\|dma_sync_sg_for_device\|dma_unmap_sg\|dma_unmap_sg_attrs\)(D, \(T->sgl\|T.sgl\), ...)
... when any
    when != T = X
for_each_sg@p@o(...) B

@after disable ptr_to_array exists@
expression loop.T, D, E, X;
iterator name for_each_sg;
statement B;
position o;
position loop.p;
@@

for_each_sg@p@o(...) B
... when any
    when != T = X
    when != dma_map_sgtable(E, \(T\|&T\), ...)
    when != \(dma_map_sg\|dma_map_sg_attrs\)(E, \(T->sgl\|T.sgl\), ...)
\(\(dma_sync_sg_for_cpu\|dma_sync_sg_for_device\|dma_unmap_sg\|dma_unmap_sg_attrs\)(D, \(T->sgl\|T.sgl\), ...)\|\(dma_sync_sgtable_for_cpu\|dma_sync_sgtable_for_device\|dma_unmap_sgtable\)(D, \(T\|&T\), ...)\)

// iommu_map_sg() walks the pages; the loop is to count the same ones.
@domain disable ptr_to_array exists@
expression loop.T, D, A, X;
iterator name for_each_sg;
statement B;
position o;
position loop.p;
@@

for_each_sg@p@o(...) B
... when any
    when != T = X
\(iommu_map_sg(D, A, \(T->sgl\|T.sgl\), ...)\|iommu_map_sgtable(D, A, \(T\|&T\), ...)\)

// Loops over nents that do not show that they walk the pages of a mapped table.
@pageless@
iterator name for_each_sg;
statement B;
position q != pages.o;
position loop.p;
@@

for_each_sg@p@q(...) B

// An entry that is only handed on may be read for the device over there: with
// orig_nents that would be a misuse, which the helper would hide.
@blind@
iterator name for_each_sg;
statement B;
position w != pages.o;
position opaque.o;
@@

for_each_sg@o@w(...) B

@unseen@
iterator name for_each_sg;
statement B;
position q != {mapped.o, imported.o, before.o, after.o, domain.o};
position loop.p;
@@

for_each_sg@p@q(...) B

@cpu disable ptr_to_array@
expression E, L, S, I;
iterator name for_each_sg;
statement B;
position q != {reads.o, opaque.o, pageless.q, unseen.q};
position r != {reads.o, blind.w};
position g;
position loop.p;
@@

(
for_each_sg@p@g@q(L, S, \(E->nents\|E.nents\), I) B
|
for_each_sg@p@g@r(L, S, \(E->orig_nents\|E.orig_nents\), I) B
)

@soft@
iterator name for_each_sg;
statement B;
position q != {mapped.o, imported.o};
position cpu.g;
@@

for_each_sg@g@q(...) B

@fix depends on patch disable ptr_to_array@
expression T, S, I;
iterator name for_each_sg, for_each_sgtable_sg;
statement B;
position cpu.g;
@@

(
- for_each_sg@g(T->sgl, S, T->\(nents\|orig_nents\), I)
+ for_each_sgtable_sg(T, S, I)
  B
|
- for_each_sg@g(T.sgl, S, T.\(nents\|orig_nents\), I)
+ for_each_sgtable_sg(&T, S, I)
  B
)

@wrong depends on context || org || report disable ptr_to_array@
expression E, L, S, I;
iterator name for_each_sg;
statement B;
position q != soft.q;
position cpu.g;
@@

* for_each_sg@g@q(L, S, \(E->nents\|E.nents\), I) B

@open depends on context || org || report disable ptr_to_array@
iterator name for_each_sg;
statement B;
position q != wrong.q;
position cpu.g;
@@

* for_each_sg@g@q(...) B

@mixed depends on context || org || report disable ptr_to_array@
iterator name for_each_sg;
statement B;
position q != {pageless.q, unseen.q, chosen.o};
position reads.o;
@@

* for_each_sg@o@q(...) B

@script:python depends on org@
p << wrong.q;
@@

coccilib.org.print_todo(p[0], "ERROR: sgtable/iterate-cpu: pages counted with nents, the DMA count; use for_each_sgtable_sg()")

@script:python depends on org@
p << open.q;
@@

coccilib.org.print_todo(p[0], "WARNING: sgtable/iterate-cpu: open-coded for_each_sgtable_sg()")

@script:python depends on org@
p << mixed.q;
@@

coccilib.org.print_todo(p[0], "ERROR: sgtable/iterate-cpu: pages and DMA addresses of a mapped table do not go together in one loop")

@script:python depends on report@
p << wrong.q;
@@

coccilib.report.print_report(p[0], "ERROR: sgtable/iterate-cpu: pages counted with nents, the DMA count; use for_each_sgtable_sg()")

@script:python depends on report@
p << open.q;
@@

coccilib.report.print_report(p[0], "WARNING: sgtable/iterate-cpu: open-coded for_each_sgtable_sg()")

@script:python depends on report@
p << mixed.q;
@@

coccilib.report.print_report(p[0], "ERROR: sgtable/iterate-cpu: pages and DMA addresses of a mapped table do not go together in one loop")
