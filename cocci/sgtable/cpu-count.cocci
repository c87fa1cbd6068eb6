// SPDX-License-Identifier: GPL-2.0-only
/// The pages of a mapped scatterlist are walked with its DMA count. What
/// dma_map_sg() returned, and nents of a table since dma_map_sgtable(), is
/// lower than the number of CPU entries wherever an IOMMU merged some: the
/// copy ends early, pages are not freed. Unmapping does not restore nents.
/// Whatever looks at pages takes orig_nents, the count given to the map.
///
//# On the way out after a map that failed, nents is still the CPU count.
//# A WARNING says that the file maps a table of that name elsewhere; a
//# function that runs before the map is right, and better with orig_nents.
//# Files that set nents by hand are left alone.
//
// Confidence: Moderate
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: dma_map_sg, dma_map_sg_attrs, dma_map_sgtable, ib_dma_map_sg, pci_map_sg, dma_buf_map_attachment, dma_buf_map_attachment_unlocked, vb2_dma_sg_plane_desc
// Keywords: sg_copy_from_buffer, sg_copy_to_buffer, sg_pcopy_from_buffer, sg_pcopy_to_buffer, sg_zero_buffer, sg_miter_start, usb_sg_init
// Candidates: _map_sg|_map_attachment|vb2_dma_sg_plane_desc
// Candidates: \bsg_p?copy_|\bsg_(zero_buffer|miter_start|page|virt|phys)\b|usb_sg_init|for_each_sg_page|->\s*length\b
// Order: 35

virtual patch
virtual context
virtual org
virtual report

@initialize:python@
@@

import re

dma = set()	# places where a DMA count is read
tables = set()	# those of them where it is nents of a struct sg_table
mapped = {}	# (file, table): the functions that map it
byhand = set()	# files that set nents in another way
verdict = {}	# place: [ERROR or WARNING, its position]
loops = set()	# those of them that bound a loop
told = set()	# those that are printed

def place(position):
    return (position.file, position.line, position.column)

def name_of(text):
    """The name that an object goes by: b of a->b, of a.b[i] and of *b."""
    names = re.findall(r"[A-Za-z_]\w*", re.sub(r"\[[^\]]*\]", "", text))
    return names[-1] if names else ""

def note(position):
    dma.add(place(position))
    tables.add(place(position))

def judge(position, table=None):
    here = place(position)
    function = position.current_element
    if "sgtable" in function:
        return
    if here in dma and (table is None or position.file not in byhand):
        verdict[here] = ["ERROR", position]
    elif table and position.file not in byhand:
        elsewhere = mapped.get((position.file, name_of(table)), set())
        if elsewhere and function not in elsewhere:
            verdict[here] = ["WARNING", position]

def tell(printer, path):
    """Print the findings of a file, once: after every rule has judged."""
    for here in sorted(h for h in verdict if h[0] == path and h not in told):
        level, position = verdict[here]
        what = "a loop over pages ends at" if here in loops else "a helper that copies pages gets"
        printer(position, f"{level}: sgtable/cpu-count: {what} the DMA count, not the count that was mapped")
        told.add(here)

def counted(position):
    return place(position[0]) in dma

def found(position):
    return place(position[0]) in verdict

def fixable(position):
    return verdict.get(place(position[0]), [""])[0] == "ERROR" and place(position[0]) in tables

// Where none of these is, there is nothing to look at.
@gate@
position m;
@@

\(dma_map_sg@m\|dma_map_sg_attrs@m\|ib_dma_map_sg@m\|pci_map_sg@m\|dma_map_sgtable@m\|
dma_buf_map_attachment@m\|dma_buf_map_attachment_unlocked@m\|vb2_dma_sg_plane_desc@m\)(...)

// Places that read nents after the map, on some way through the function.
@after disable ptr_to_array exists@
expression T, D, A;
position m, p;
@@

(
dma_map_sgtable@m(D, T, ...)
|
T = \(dma_buf_map_attachment@m\|dma_buf_map_attachment_unlocked@m\|vb2_dma_sg_plane_desc@m\)(...)
|
T->nents = \(dma_map_sg@m\|dma_map_sg_attrs@m\)(D, T->sgl, T->orig_nents, ...)
)
... when != T = A
    when != \(sg_free_table(T)\|sg_alloc_table(T, ...)\|sg_alloc_table_from_pages(T, ...)\)
    when any
T->nents@p

@script:python@
p << after.p;
@@

note(p[0])

@afterdot disable ptr_to_array exists@
expression V, D;
position m, p;
@@

(
dma_map_sgtable@m(D, &V, ...)
|
V.nents = \(dma_map_sg@m\|dma_map_sg_attrs@m\)(D, V.sgl, V.orig_nents, ...)
)
... when != \(sg_free_table(&V)\|sg_alloc_table(&V, ...)\|sg_alloc_table_from_pages(&V, ...)\)
    when any
V.nents@p

@script:python@
p << afterdot.p;
@@

note(p[0])

// Tables that some function of this file maps.
@maps disable ptr_to_array@
expression T, D;
position m;
@@

(
dma_map_sgtable@m(D, \(&T\|T\), ...)
|
T = \(dma_buf_map_attachment@m\|dma_buf_map_attachment_unlocked@m\|vb2_dma_sg_plane_desc@m\)(...)
|
\(T->nents\|T.nents\) = \(dma_map_sg@m\|dma_map_sg_attrs@m\)(...)
)

@script:python@
m << maps.m;
t << maps.T;
@@

mapped.setdefault((m[0].file, name_of(t)), set()).add(m[0].current_element)

// A local that holds what a map returned,
@result exists@
local idexpression n;
expression D, L, C, E;
position m, p;
@@

n = \(dma_map_sg@m\|dma_map_sg_attrs@m\|ib_dma_map_sg@m\|pci_map_sg@m\)(D, L, C, ...)
... when != n = E
    when any
n@p

@script:python@
p << result.p;
c << result.C;
@@

if c != "1":
    dma.add(place(p[0]))

// or nents of a mapped table.
@copied depends on gate disable ptr_to_array exists@
local idexpression n;
expression T, E;
position q, p;
@@

n = \(T->nents@q\|T.nents@q\)
... when != n = E
    when any
n@p

@script:python@
q << copied.q;
p << copied.p;
@@

if place(q[0]) in dma:
    dma.add(place(p[0]))

// nents filled from the mapping, at once or through a local, is not by hand.
@frommap depends on gate disable ptr_to_array@
expression T;
position p;
@@

\(T->nents@p\|T.nents@p\) = \(dma_map_sg\|dma_map_sg_attrs\|ib_dma_map_sg\)(...)

@fromlocal depends on gate disable ptr_to_array exists@
expression T;
local idexpression n;
position p;
@@

n = \(dma_map_sg\|dma_map_sg_attrs\|ib_dma_map_sg\)(...)
...
\(T->nents@p\|T.nents@p\) = n

@setbyhand depends on gate disable ptr_to_array@
expression T, n;
position p != {frommap.p, fromlocal.p};
assignment operator op;
@@

\(T->nents@p\|T.nents@p\) op n

@script:python@
p << setbyhand.p;
@@

byhand.add(p[0].file)

// Helpers that look at pages.
@helper depends on gate disable ptr_to_array@
identifier h =~ "^(sg_p?copy_(to|from)_buffer|sg_copy_buffer|sg_zero_buffer)$";
expression T;
position p;
@@

(
h(T->sgl, T->nents@p, ...)
|
h(T.sgl, T.nents@p, ...)
|
sg_miter_start(..., T->sgl, T->nents@p, ...)
|
sg_miter_start(..., T.sgl, T.nents@p, ...)
|
usb_sg_init(..., T->sgl, T->nents@p, ...)
|
usb_sg_init(..., T.sgl, T.nents@p, ...)
)

@script:python@
p << helper.p;
t << helper.T;
@@

judge(p[0], t)

@helperlocal depends on gate@
identifier h =~ "^(sg_p?copy_(to|from)_buffer|sg_copy_buffer|sg_zero_buffer)$";
idexpression n;
expression L;
position p;
@@

(
h(L, n@p, ...)
|
sg_miter_start(..., L, n@p, ...)
|
usb_sg_init(..., L, n@p, ...)
)

@script:python@
p << helperlocal.p;
@@

judge(p[0])

// Loops over a local count, or written by hand over nents. for_each_sg() over
// nents itself is what sgtable/iterate-cpu speaks of.
@pages depends on gate disable ptr_to_array exists@
iterator name for_each_sg, for_each_sg_page;
idexpression n, s;
struct scatterlist *X;
identifier a =~ "^sg_(page|virt|phys)$";
expression L, N, E, i;
statement S;
position p : script:python() { counted(p) };
position q;
@@

(
for_each_sg_page(L, s, n@p@q, ...) S
|
for_each_sg(L, s, n@p@q, i) {
... when any
\(a(s)\|s->length\)
... when any
}
|
for (...; \(i < n@p@q\|i < N->nents@p@q\|i < N.nents@p@q\); ...) {
... when any
\(a(E)\|X->length\)
... when any
}
|
while (\(i < n@p@q\|i < N->nents@p@q\|i < N.nents@p@q\)) {
... when any
\(a(E)\|X->length\)
... when any
}
)

// A body that reads both sides wants a person, not a count.
@both depends on gate disable ptr_to_array exists@
iterator name for_each_sg;
identifier d =~ "^sg_dma_(address|len)$";
idexpression n, s;
expression L, N, E, i;
position p : script:python() { counted(p) };
position q;
@@

(
for_each_sg(L, s, n@p@q, i) {
... when any
\(d(s)\|s->dma_address\)
... when any
}
|
for (...; \(i < n@p@q\|i < N->nents@p@q\|i < N.nents@p@q\); ...) {
... when any
\(d(E)\|E->dma_address\)
... when any
}
|
while (\(i < n@p@q\|i < N->nents@p@q\|i < N.nents@p@q\)) {
... when any
\(d(E)\|E->dma_address\)
... when any
}
)

@script:python@
p << pages.q;
@@

loops.add(place(p[0]))
judge(p[0])

@script:python@
p << both.q;
@@

if place(p[0]) in verdict:
    verdict[place(p[0])][0] = "WARNING"

@depends on context disable ptr_to_array@
idexpression n;
expression T;
position p : script:python() { found(p) };
@@

* \(n@p\|T->nents@p\|T.nents@p\)

@script:python depends on org@
m << maps.m;
@@

tell(coccilib.org.print_todo, m[0].file)

@script:python depends on org@
m << result.m;
@@

tell(coccilib.org.print_todo, m[0].file)

@script:python depends on report@
m << maps.m;
@@

tell(coccilib.report.print_report, m[0].file)

@script:python depends on report@
m << result.m;
@@

tell(coccilib.report.print_report, m[0].file)

// One right fix: nents of a table that this function has mapped.
@depends on patch && maps disable ptr_to_array@
identifier h =~ "^(sg_p?copy_(to|from)_buffer|sg_copy_buffer|sg_zero_buffer|sg_miter_start|usb_sg_init)$";
expression T;
position p : script:python() { fixable(p) };
@@

(
h(..., T->sgl,
- T->nents@p
+ T->orig_nents
  , ...)
|
h(..., T.sgl,
- T.nents@p
+ T.orig_nents
  , ...)
)
