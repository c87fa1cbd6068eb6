// SPDX-License-Identifier: GPL-2.0-only
/// The DMA side of a mapped scatterlist is walked, or handed to a DMA engine,
/// with the CPU count. dma_map_sg() returns how many entries have a DMA
/// address; where an IOMMU merged some it is lower than the count that was
/// given, and the entries beyond it have length 0 or stale addresses.
///
//# Silent where the function compares the count with something, as it then may
//# refuse a mapping that was merged, and in loops that leave when a length is
//# used up. for_each_sg() over orig_nents of a table is what
//# sgtable/iterate-dma speaks of.
//
// Confidence: Moderate
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: dma_map_sg, dma_map_sg_attrs, dma_map_sgtable, ib_dma_map_sg, pci_map_sg
// Keywords: dmaengine_prep_slave_sg, device_prep_slave_sg, dmaengine_prep_rw_sg, sg_split
// Candidates: \b(ib_dma|dma|pci)_map_sg(_attrs)?\s*\(|(prep_slave_sg|sg_split)\s*\([^;]*orig_nents
// Candidates: sg_dma_(address|len)|prep_(slave|rw)_sg|\bsg_split
// Order: 99

virtual patch
virtual context
virtual org
virtual report

@initialize:python@
@@

fit = set()	# maps whose result and count are compared, or are one variable
bad = set()	# consumers that get the CPU count
loops = set()	# loops that end at it

def place(position):
    return (position.file, position.line, position.column)

def found(position):
    return place(position[0]) in bad

def looped(position):
    return place(position[0]) in loops

def judge(consumer, mapping, count, into):
    """Of one entry, one is the result. A helper's definition is no finding."""
    if count != "1" and place(mapping) not in fit and "sgtable" not in consumer.current_element:
        into.add(place(consumer))

@fit disable ptr_to_array@
expression D, L, C;
position q;
@@

(
C = \(dma_map_sg@q\|dma_map_sg_attrs@q\|ib_dma_map_sg@q\|pci_map_sg@q\)(D, L, C, ...)
|
\(dma_map_sg@q\|dma_map_sg_attrs@q\|ib_dma_map_sg@q\|pci_map_sg@q\)(D, L, C, ...) != C
|
\(dma_map_sg@q\|dma_map_sg_attrs@q\|ib_dma_map_sg@q\|pci_map_sg@q\)(D, L, C, ...) == C
|
\(dma_map_sg@q\|dma_map_sg_attrs@q\|ib_dma_map_sg@q\|pci_map_sg@q\)(D, L, C, ...) < C
)

@script:python@
q << fit.q;
@@

fit.add(place(q[0]))

// A DMA engine, or sg_split(), gets the count that was given to the map.
@engine disable ptr_to_array exists@
expression D, L, C, E, X, H;
identifier P =~ "^(dmaengine_prep_(slave|rw)_sg|device_prep_slave_sg)$";
position q, p;
@@

\(dma_map_sg@q\|dma_map_sg_attrs@q\|ib_dma_map_sg@q\|pci_map_sg@q\)(D, L, C, ...)
... when != C = E
    when != \(X == C\|C == X\|X != C\|C != X\|X < C\|C > X\)
    when any
\(P@p(H, L, C, ...)\|H->device_prep_slave_sg@p(X, L, C, ...)\|sg_split@p(L, C, ...)\)

@script:python@
p << engine.p;
q << engine.q;
n << engine.C;
@@

judge(p[0], q[0], n, bad)

// The list of a table is always mapped at this point.
@table disable ptr_to_array@
expression T, H, X;
identifier P =~ "^(dmaengine_prep_(slave|rw)_sg|device_prep_slave_sg)$";
position p;
@@

(
\(P@p(H, T->sgl, T->orig_nents, ...)\|H->device_prep_slave_sg@p(X, T->sgl, T->orig_nents, ...)\|sg_split@p(T->sgl, T->orig_nents, ...)\)
|
\(P@p(H, T.sgl, T.orig_nents, ...)\|H->device_prep_slave_sg@p(X, T.sgl, T.orig_nents, ...)\|sg_split@p(T.sgl, T.orig_nents, ...)\)
)

@script:python@
p << table.p;
@@

bad.add(place(p[0]))

// Loops that end at that count,
@loop disable ptr_to_array exists@
iterator name for_each_sg;
expression D, L, C, E, X, i;
idexpression s;
statement S;
position q, p;
@@

\(dma_map_sg@q\|dma_map_sg_attrs@q\|ib_dma_map_sg@q\|pci_map_sg@q\)(D, L, C, ...)
... when != C = E
    when != \(X == C\|C == X\|X != C\|C != X\|X < C\|C > X\)
    when any
(
for_each_sg@p(L, s, C, i) S
|
for@p (...; i < C; ...) S
)

@script:python@
p << loop.p;
q << loop.q;
n << loop.C;
@@

judge(p[0], q[0], n, loops)

// which read the DMA side,
@dmaside depends on loop disable ptr_to_array exists@
iterator name for_each_sg;
expression L, C, X, i;
idexpression s;
position p : script:python() { looped(p) };
position r;
@@

(
for_each_sg@p@r(L, s, C, i) {
... when any
\(sg_dma_address(s)\|sg_dma_len(s)\)
... when any
}
|
for@p@r (...; i < C; ...) {
... when any
\(sg_dma_address(X)\|sg_dma_len(X)\)
... when any
}
)

// but do not leave when a length is used up, and do not fill that side.
@guarded depends on loop disable ptr_to_array exists@
iterator name for_each_sg;
expression L, C, E, X, i;
idexpression s;
position p : script:python() { looped(p) };
position r;
@@

(
for_each_sg@p@r(L, s, C, i) {
... when any
(
\(sg_dma_address(s)\|sg_dma_len(s)\) = E;
|
if (\(!E\|unlikely(!E)\|E == 0\|E <= 0\)) { ... break; }
|
if (\(!E\|unlikely(!E)\|E == 0\|E <= 0\)) break;
)
... when any
}
|
for@p@r (...; i < C; ...) {
... when any
(
\(sg_dma_address(X)\|sg_dma_len(X)\) = E;
|
if (\(!E\|unlikely(!E)\|E == 0\|E <= 0\)) { ... break; }
|
if (\(!E\|unlikely(!E)\|E == 0\|E <= 0\)) break;
)
... when any
}
)

@script:python@
r << dmaside.r;
@@

bad.add(place(r[0]))

@script:python@
r << guarded.r;
@@

bad.discard(place(r[0]))

@depends on context@
identifier f;
expression H;
position p : script:python() { found(p) };
@@

* \(f@p\|H->device_prep_slave_sg@p\)(...)

@depends on context@
iterator name for_each_sg;
expression L, C, i;
idexpression s;
position p : script:python() { found(p) };
statement S;
@@

* for_each_sg@p(L, s, C, i)
  S

@depends on context@
position p : script:python() { found(p) };
statement S;
@@

* for@p (...; ...; ...)
  S

@script:python depends on org@
p << engine.p;
@@

if found(p):
    coccilib.org.print_todo(p[0], "ERROR: sgtable/dma-count: a DMA engine gets the count that was mapped; it takes what the mapping returned")

@script:python depends on org@
p << table.p;
@@

if found(p):
    coccilib.org.print_todo(p[0], "ERROR: sgtable/dma-count: a DMA engine gets orig_nents; it takes nents of the mapped table")

@script:python depends on org@
r << dmaside.r;
@@

if found(r):
    coccilib.org.print_todo(r[0], "ERROR: sgtable/dma-count: a loop over DMA addresses ends at the count that was mapped, not at what the mapping returned")

@script:python depends on report@
p << engine.p;
@@

if found(p):
    coccilib.report.print_report(p[0], "ERROR: sgtable/dma-count: a DMA engine gets the count that was mapped; it takes what the mapping returned")

@script:python depends on report@
p << table.p;
@@

if found(p):
    coccilib.report.print_report(p[0], "ERROR: sgtable/dma-count: a DMA engine gets orig_nents; it takes nents of the mapped table")

@script:python depends on report@
r << dmaside.r;
@@

if found(r):
    coccilib.report.print_report(r[0], "ERROR: sgtable/dma-count: a loop over DMA addresses ends at the count that was mapped, not at what the mapping returned")
