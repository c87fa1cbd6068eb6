// SPDX-License-Identifier: GPL-2.0-only
/// The DMA count of a scatterlist, nents of a mapped table or what
/// dma_map_sg() returned, is handed to a function as a number. Inside, nothing
/// tells it from the CPU count any more: if that function looks at pages, it
/// ends too early wherever an IOMMU merged entries.
///
//# Most of these are right, as most such functions program a device.
//# A WARNING means that a function of that name in the same file takes a count
//# to the pages of a list.
//
// Confidence: Low
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: dma_map_sg, dma_map_sg_attrs, dma_map_sgtable, ib_dma_map_sg, pci_map_sg, dma_buf_map_attachment, dma_buf_map_attachment_unlocked, vb2_dma_sg_plane_desc
// Candidates: _map_sg|_map_attachment|vb2_dma_sg_plane_desc
// Candidates: \bnents\b|=\s*(ib_dma|dma|pci)_map_sg(_attrs)?\s*\(
// Order: 99
// Set: pedantic

virtual patch
virtual context
virtual org
virtual report

@initialize:python@
@@

import re

# What these do with a count is known: the DMA interface and its consumers,
# the helpers that sgtable/cpu-count speaks of, allocation, messages, registers.
KNOWN = re.compile(r"^(\w*dma_(un)?map_\w+|pci_(un)?map_sg|dma_sync_\w+|dmaengine_\w+|device_prep_\w+|__?sg_\w+|sgl?_\w+|"
    r"sgt_\w+|usb_sg_init|ib_map_mr_sg\w*|ib_sg_to_pages|rdma_rw_\w+|iommu_map_sg\w*|trace_\w+|for_each_\w+|"
    r"(pr|dev|netdev|drm|ibdev|seq|sn?|v4l2)_?(printk?f?|dbg|debug|err|warn|info|notice|alert|vdbg)\w*|printk|[A-Z_0-9]+|"
    r"\w*log\w*|\w*_(err|dbg|debug|warn|info|trace)|k[vmz]*alloc\w*|kv?calloc|v[mz]alloc|devm_k\w+|\w*array_size|struct_size|size_\w+|"
    r"min(_t)?|max(_t)?|clamp\w*|roundup\w*|round_up|cpu_to_\w+|(un)?likely|io(write|read)\w+|write[bwlq]\w*|"
    r"put_unaligned\w*|regmap_\w+|IS_ERR|WARN\w*|BUG_ON|mod_\w+|\w*_printk|dma_pool_\w+|mempool_\w+|ilog2|order_base_2|get_order)$")

dma = {}	# places where a DMA count is read: the names of its list
walkers = set()	# (file, function) that look at as many pages as they are told

def place(position):
    return (position.file, position.line, position.column)

def name_of(text):
    """The name that an object goes by: b of a->b, of a.b[i] and of *b."""
    names = re.findall(r"[A-Za-z_]\w*", re.sub(r"\[[^\]]*\]", "", text))
    return names[-1] if names else ""

def level(position, function, arguments):
    """A function that looks at pages gets the list, too, or its table."""
    lists = dma.get(place(position), set()) | {"sgl"}
    if KNOWN.match(function) or "sgtable" in position.current_element:
        return None
    if not any(name_of(a) in lists for a in str(arguments).split(",")):
        return None
    return "WARNING" if (position.file, function) in walkers else "NOTE"

def counted(position):
    return place(position[0]) in dma

listed = set()

def listed_at(position):
    return place(position[0]) in listed

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
t << after.T;
@@

dma.setdefault(place(p[0]), set()).add(name_of(t))

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
t << afterdot.V;
@@

dma.setdefault(place(p[0]), set()).add(name_of(t))

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
l << result.L;
c << result.C;
@@

if c != "1":
    dma.setdefault(place(p[0]), set()).add(name_of(l))

// or nents of a mapped table.
@copied depends on after || afterdot disable ptr_to_array exists@
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
    dma.setdefault(place(p[0]), set()).update(dma[place(q[0])])

// Functions of this file that walk pages up to a parameter.
@walker depends on after || afterdot || result disable ptr_to_array exists@
iterator name for_each_sg;
identifier g, x;
type t;
expression L, i;
idexpression s;
position p;
@@

g@p(..., t x, ...) {
... when any
for_each_sg(L, s, x, i) {
... when any
\(sg_page(s)\|sg_virt(s)\|sg_phys(s)\|s->length\)
... when any
}
... when any
}

@script:python@
p << walker.p;
g << walker.g;
@@

walkers.add((p[0].file, g))

@call depends on after || afterdot || result disable ptr_to_array@
identifier f;
idexpression n;
expression T;
expression list A;
position q;
position p : script:python() { counted(p) };
@@

\(f(..., \(n@p@q\|T->nents@p@q\|T.nents@p@q\), ...)\&f(A)\)

@script:python@
q << call.q;
f << call.f;
a << call.A;
@@

if level(q[0], f, a):
    listed.add(place(q[0]))

@depends on context disable ptr_to_array@
idexpression n;
expression T;
position p : script:python() { listed_at(p) };
@@

* \(n@p\|T->nents@p\|T.nents@p\)

@script:python depends on org@
q << call.q;
f << call.f;
a << call.A;
@@

if level(q[0], f, a):
    coccilib.org.print_todo(q[0], f"{level(q[0], f, a)}: sgtable/count-argument: {f}() gets a DMA count; right unless it looks at pages")

@script:python depends on report@
q << call.q;
f << call.f;
a << call.A;
@@

if level(q[0], f, a):
    coccilib.report.print_report(q[0], f"{level(q[0], f, a)}: sgtable/count-argument: {f}() gets a DMA count; right unless it looks at pages")
