// SPDX-License-Identifier: GPL-2.0-only
/// The result of a mapping is misread. dma_map_sg() returns the number of DMA
/// segments, fewer than were given where an IOMMU merges, and 0 on failure,
/// never less; dma_map_sgtable() returns 0 or a negative errno; iommu_map_sg()
/// returns the mapped length. A wrong test lets a failed mapping pass, or
/// takes a good one for a failure and leaks it.
///
//# A mapping that cannot fail on any machine that has the device is reported
//# like any other when its result is dropped. A test for less than 0 beside a
//# test for 0 on another path is reported too.
//
// Confidence: High
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: dma_map_sg, dma_map_sg_attrs, dma_map_sgtable, ib_dma_map_sg, ib_dma_map_sg_attrs, pci_map_sg
// Keywords: iommu_map_sg, iommu_map_sg_atomic, iommu_map_sgtable
// Candidates: \b((ib_)?dma_map_sg(_attrs|table)?|pci_map_sg|iommu_map_sg(_atomic|table)?)\s*\(
// Order: 99

virtual patch
virtual context
virtual org
virtual report

// Which test is meant is for a person to say: nothing is rewritten.
@initialize:python@
@@

marked = set()
printer = None

def place(position):
    return (position.file, position.line, position.column)

def tell(position, text):
    """Once a place: two rules may see the same one."""
    if place(position) not in marked and printer:
        printer(position, "ERROR: sgtable/map-check: " + text)
    marked.add(place(position))

def wrong(position):
    return place(position[0]) in marked

@initialize:python depends on org@
@@

printer = coccilib.org.print_todo

@initialize:python depends on report@
@@

printer = coccilib.report.print_report

// The helpers themselves, and drivers' copies of them for older kernels.
@helper@
identifier f =~ "sgtable";
position p;
@@

f(...) {
<...
\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...)
...>
}

// What the rest is about; without one of these there is nothing to look at.

@maps@
position m;
@@

\(dma_map_sg@m\|dma_map_sg_attrs@m\|ib_dma_map_sg@m\|ib_dma_map_sg_attrs@m\|pci_map_sg@m\|dma_map_sgtable@m\|
iommu_map_sg@m\|iommu_map_sg_atomic@m\|iommu_map_sgtable@m\)(...)

@dropped depends on maps disable ptr_to_array@
position p != helper.p;
@@

(
\(dma_map_sg@p\|dma_map_sg_attrs@p\|ib_dma_map_sg@p\|ib_dma_map_sg_attrs@p\|pci_map_sg@p\|dma_map_sgtable@p\)(...);
)

@script:python@
p << dropped.p;
@@

tell(p[0], "result of the mapping dropped; it can fail")

@negative depends on maps disable ptr_to_array@
identifier m =~ "^(ib_dma|dma|pci)_map_sg(_attrs)?$";
position p;
@@

m@p(...) < 0

@script:python@
p << negative.p;
@@

tell(p[0], "dma_map_sg() returns 0 on failure, never less")

@neglocal depends on maps disable ptr_to_array exists@
identifier m =~ "^(ib_dma|dma|pci)_map_sg(_attrs)?$";
expression n, E;
position p;
@@

n = m(...)
... when != n = E
    when != n == 0
    when != n <= 0
    when != n < 1
n@p < 0

@script:python@
p << neglocal.p;
@@

tell(p[0], "dma_map_sg() returns 0 on failure, never less")

@negdecl depends on maps disable ptr_to_array exists@
identifier m =~ "^(ib_dma|dma|pci)_map_sg(_attrs)?$";
identifier n;
expression E;
type t;
position p;
@@

t n = m(...);
... when != n = E
    when != n == 0
    when != n <= 0
    when != n < 1
n@p < 0

@script:python@
p << negdecl.p;
@@

tell(p[0], "dma_map_sg() returns 0 on failure, never less")

@iserr depends on maps disable ptr_to_array exists@
identifier m =~ "^(ib_dma|dma|pci)_map_sg(_attrs)?$";
expression n, E;
position p;
@@

n = m(...)
... when != n = E
\(IS_ERR@p\|IS_ERR_VALUE@p\|dma_mapping_error@p\)(..., n, ...)

@script:python@
p << iserr.p;
@@

tell(p[0], "dma_map_sg() returns 0 on failure, not an error code")

@errno depends on maps disable ptr_to_array@
identifier m =~ "^(ib_dma|dma|pci)_map_sg(_attrs)?$";
expression n, E;
position p;
@@

n = m(...);
if (unlikely(\(n == 0\|n <= 0\|n < 1\)))
(
return@p n;
|
{
... when != n = E
return@p n;
}
)

@script:python@
p << errno.p;
@@

tell(p[0], "0 from a failed dma_map_sg() returned: success to the caller")

@merged depends on maps disable ptr_to_array exists@
identifier m =~ "^(ib_dma|dma|pci)_map_sg(_attrs)?$";
expression n, E, E1, E2, N;
position p;
@@

n = m(E1, E2, N, ...)
... when != n = E
    when != N = E
(
\(n != 1\|n < 1\|n != 0\|n < 0\)
|
n@p != N
|
n@p < N
)

@script:python@
p << merged.p;
@@

tell(p[0], "fewer segments than entries are no failure of dma_map_sg()")

@positive depends on maps disable ptr_to_array@
position p;
@@

\(dma_map_sgtable@p(...) <= 0\|dma_map_sgtable@p(...) > 0\)

@script:python@
p << positive.p;
@@

tell(p[0], "dma_map_sgtable() returns 0 on success, never more")

@poslocal depends on maps disable ptr_to_array exists@
expression n, E;
position p;
@@

n = dma_map_sgtable(...)
... when != n = E
\(n@p <= 0\|n@p > 0\|n@p >= 1\)

@script:python@
p << poslocal.p;
@@

tell(p[0], "dma_map_sgtable() returns 0 on success, never more")

@inverted depends on maps disable ptr_to_array@
constant C;
identifier l =~ "err|fail|unwind|free";
position p;
@@

if (unlikely(!dma_map_sgtable@p(...)))
(
return -C;
|
return ERR_PTR(-C);
|
goto l;
)

@script:python@
p << inverted.p;
@@

tell(p[0], "dma_map_sgtable() returns 0 on success")

@invlocal depends on maps disable ptr_to_array@
expression n;
constant C;
position p;
@@

n = dma_map_sgtable(...);
if (unlikely(n@p == 0))
(
return -C;
|
return ERR_PTR(-C);
|
{
...
return \(-C\|ERR_PTR(-C)\);
}
|
{
n = -C;
...
}
)

@script:python@
p << invlocal.p;
@@

tell(p[0], "dma_map_sgtable() returns 0 on success")

@counted depends on maps disable ptr_to_array exists@
expression n, E, T;
position p;
@@

n = dma_map_sgtable(...)
... when != n = E
\(T->nents@p\|T.nents@p\) = n

@script:python@
p << counted.p;
@@

tell(p[0], "dma_map_sgtable() returns 0, not a count")

@looped depends on maps disable ptr_to_array exists@
iterator name for_each_sg;
expression n, E, E1, E2, E3;
statement S;
position p;
@@

n = dma_map_sgtable(...)
... when != n = E
for_each_sg@p(E1, E2, n, E3) S

@script:python@
p << looped.p;
@@

tell(p[0], "dma_map_sgtable() returns 0, not a count")

@iommu depends on maps disable ptr_to_array@
expression n, E;
position p;
@@

n = \(iommu_map_sg\|iommu_map_sg_atomic\|iommu_map_sgtable\)(...);
if (unlikely(n@p != 0))
(
return n;
|
{
... when != n = E
return n;
}
)

@script:python@
p << iommu.p;
@@

tell(p[0], "the length that iommu_map_sg() mapped taken for an error")

@iommuunsigned depends on maps disable ptr_to_array exists@
unsigned int u;
unsigned long v;
size_t w;
expression E;
position p;
@@

\(u\|v\|w\) = \(iommu_map_sg\|iommu_map_sg_atomic\|iommu_map_sgtable\)(...)
... when != \(u\|v\|w\) = E
\(u@p\|v@p\|w@p\) < 0

@script:python@
p << iommuunsigned.p;
@@

tell(p[0], "an unsigned length is never less than 0")

// A place is the name of a call or of a result, or a return.
@depends on context@
identifier f;
position p : script:python() { wrong(p) };
@@

* f@p(...)

@depends on context@
expression E;
position p : script:python() { wrong(p) };
@@

* return@p E;

@depends on context@
iterator name for_each_sg;
expression E1, E2, E3, E4;
statement S;
position p : script:python() { wrong(p) };
@@

* for_each_sg@p(E1, E2, E3, E4)
  S

@depends on context disable ptr_to_array@
expression E;
identifier i;
position p : script:python() { wrong(p) };
@@

(
* i@p
|
* E->nents@p
|
* E.nents@p
)
