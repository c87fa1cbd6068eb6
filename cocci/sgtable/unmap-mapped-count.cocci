// SPDX-License-Identifier: GPL-2.0-only
/// A scatterlist is unmapped or synced with the count that dma_map_sg()
/// returned. These calls take the count that was given to dma_map_sg(); what
/// it returned is lower wherever an IOMMU merged entries, so that part of the
/// mapping leaks and bounce buffers beyond it are never copied.
///
//# Between functions, a stored count is followed by the names of its member,
//# of the object that holds it and of the list, not by its address.
//# Where the member is set to something else too, elsewhere in the file, the
//# finding is a WARNING: the count may be right whenever a list was mapped.
//
// Confidence: Moderate
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: dma_map_sg, dma_map_sg_attrs, dma_map_sgtable, ib_dma_map_sg, pci_map_sg, dma_unmap_sg, dma_unmap_sg_attrs, ib_dma_unmap_sg, pci_unmap_sg, dma_sync_sg_for_cpu, dma_sync_sg_for_device
// Candidates: =\s*(ib_dma|dma|pci)_map_sg(_attrs)?\s*\(
// Candidates: _unmap_sg|_sync_sg_for
// Order: 99

virtual patch
virtual context
virtual org
virtual report

@initialize:python@
@@

import re

kept = {}	# (file, member): the maps whose result it keeps
mixed = set()	# (file, member) of those that are set to something else too
owned = set()	# calls that sgtable/unmap or sgtable/sync speaks of
verdict = {}	# call: ERROR or WARNING

def place(position):
    return (position.file, position.line, position.column)

def name_of(text):
    """The name that an object goes by: b of a->b, of a.b[i] and of *b."""
    names = re.findall(r"[A-Za-z_]\w*", re.sub(r"\[[^\]]*\]", "", text))
    return names[-1] if names else ""

def keep(position, c, obj, lst, count):
    """Of one entry, one is the result: such a map says nothing."""
    if count != "1":
        kept.setdefault((position.file, c), []).append((obj, lst, count))

def level(position, c, obj, lst):
    """ERROR or WARNING for a call that passes obj->c, None when no member of
    that name is known to keep the result of mapping that list."""
    for o, l, count in kept.get((position.file, c), ()):
        if name_of(o) == name_of(obj) and name_of(l) == name_of(lst):
            over = name_of(o) in count and name_of(count) == c
            return "WARNING" if (position.file, c) in mixed and not over else "ERROR"
    return None

def judge(position, how):
    """A helper's own definition, or a driver's copy of one, is no finding."""
    if how and place(position) not in owned and "sgtable" not in position.current_element:
        verdict.setdefault(place(position), how)

@call@
position p;
@@

\(dma_unmap_sg@p\|dma_unmap_sg_attrs@p\|ib_dma_unmap_sg@p\|pci_unmap_sg@p\|
dma_sync_sg_for_cpu@p\|dma_sync_sg_for_device@p\)(...)

@map depends on call@
position p;
@@

\(dma_map_sg@p\|dma_map_sg_attrs@p\|ib_dma_map_sg@p\|pci_map_sg@p\)(...)

// A table by its type, or by its name where a header that spatch does not
// read declares the type.
@table depends on map disable ptr_to_array@
struct sg_table *T;
struct sg_table V;
expression D;
identifier u =~ "^(dma_unmap_sg(_attrs)?|dma_sync_sg_for_(cpu|device))$";
position p;
@@

(
u@p(D, T->sgl, T->nents, ...)
|
u@p(D, V.sgl, V.nents, ...)
)

@named depends on map disable ptr_to_array@
expression D, T;
identifier u =~ "^(dma_unmap_sg(_attrs)?|dma_sync_sg_for_(cpu|device))$";
position p;
@@

(
u@p(D, T->sgl, T->nents, ...)
|
u@p(D, T.sgl, T.nents, ...)
)

@script:python@
p << table.p;
@@

owned.add(place(p[0]))

@script:python@
p << named.p;
t << named.T;
@@

if re.search("^(sg|.*(sgts?|sg_table))$", name_of(t)):
    owned.add(place(p[0]))

// In one function. Who compares the two counts knows where they are equal,
@near depends on map disable ptr_to_array exists@
expression D1, D2, N, L, C, E;
identifier m =~ "^(ib_dma|dma|pci)_map_sg(_attrs)?$";
identifier u =~ "^((ib_dma|dma|pci)_unmap_sg(_attrs)?|dma_sync_sg_for_(cpu|device))$";
position p;
@@

N = m(D1, L, C, ...)
... when != N = E
    when != \(N == C\|C == N\|N != C\|C != N\|N < C\|C > N\)
    when any
u@p(D2, L, N, ...)

// and where they are not.
@unequal depends on map disable ptr_to_array exists@
expression D1, D2, N, L, C;
identifier m =~ "^(ib_dma|dma|pci)_map_sg(_attrs)?$";
identifier u =~ "^((ib_dma|dma|pci)_unmap_sg(_attrs)?|dma_sync_sg_for_(cpu|device))$";
position p;
@@

N = m(D1, L, C, ...)
...
if (\(N != C\|C != N\|N < C\|C > N\)) {
<+...
u@p(D2, L, N, ...)
...+>
}

@script:python@
p << near.p;
n << near.C;
@@

judge(p[0], n != "1" and "ERROR")

@script:python@
p << unequal.p;
@@

judge(p[0], "ERROR")

// Between functions: the members that keep what a map returned, directly
@direct depends on map disable ptr_to_array@
identifier c;
identifier m =~ "^(ib_dma|dma|pci)_map_sg(_attrs)?$";
expression B, D, L, C;
position s;
@@

\(B->c@s\|B.c@s\) = m(D, L, C, ...)

// or by way of a local,
@bylocal depends on map disable ptr_to_array exists@
identifier c;
identifier m =~ "^(ib_dma|dma|pci)_map_sg(_attrs)?$";
local idexpression n;
expression B, D, E, L, C;
position s;
@@

n = m(D, L, C, ...)
... when != n = E
\(B->c@s\|B.c@s\) = n

@script:python@
s << direct.s;
c << direct.c;
b << direct.B;
l << direct.L;
n << direct.C;
@@

keep(s[0], c, b, l, n)

@script:python@
s << bylocal.s;
c << bylocal.c;
b << bylocal.B;
l << bylocal.L;
n << bylocal.C;
@@

keep(s[0], c, b, l, n)

@kept depends on direct || bylocal disable ptr_to_array@
identifier c;
expression B;
position s = {direct.s, bylocal.s};
@@

\(B->c@s\|B.c@s\)

// what else these are set to,
@other depends on kept disable ptr_to_array@
identifier kept.c;
expression B, X;
assignment operator op;
position s != {direct.s, bylocal.s};
@@

(
\(B->c\|B.c\) = 0
|
\(B->c@s\|B.c@s\) op X
)

@script:python@
s << other.s;
c << kept.c;
@@

mixed.add((s[0].file, c))

// also after the map on every way through the same function,
@later depends on other disable ptr_to_array forall@
identifier kept.c;
expression B, E, X;
position o = {other.s};
position s = {direct.s, bylocal.s};
@@

\(B->c@s\|B.c@s\) = E
... when any
\(B->c@o\|B.c@o\) = X

@script:python@
c << kept.c;
o << later.o;
@@

kept.pop((o[0].file, c), None)

// and the calls that pass one, directly
@far depends on kept disable ptr_to_array@
identifier kept.c;
identifier u =~ "^((ib_dma|dma|pci)_unmap_sg(_attrs)?|dma_sync_sg_for_(cpu|device))$";
expression B, D, L;
position p;
@@

u@p(D, L, \(B->c\|B.c\), ...)

// or by way of a local.
@farlocal depends on kept disable ptr_to_array exists@
identifier kept.c;
identifier u =~ "^((ib_dma|dma|pci)_unmap_sg(_attrs)?|dma_sync_sg_for_(cpu|device))$";
local idexpression n;
expression B, D, E, L;
position p;
@@

n = \(B->c\|B.c\)
... when != n = E
    when any
u@p(D, L, n, ...)

@script:python@
p << far.p;
c << kept.c;
b << far.B;
l << far.L;
@@

judge(p[0], level(p[0], c, b, l))

@script:python@
p << farlocal.p;
c << kept.c;
b << farlocal.B;
l << farlocal.L;
@@

judge(p[0], level(p[0], c, b, l))

@script:python@
p << call.p;
@@

if place(p[0]) not in verdict:
    cocci.include_match(False)

@depends on map && context@
identifier u;
position call.p;
@@

* u@p(...)

@script:python depends on org@
p << call.p;
@@

coccilib.org.print_todo(p[0], verdict[place(p[0])] + ": sgtable/unmap-mapped-count: passes the count that the mapping returned, not the count that was mapped")

@script:python depends on report@
p << call.p;
@@

coccilib.report.print_report(p[0], verdict[place(p[0])] + ": sgtable/unmap-mapped-count: passes the count that the mapping returned, not the count that was mapped")
