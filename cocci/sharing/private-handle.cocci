// SPDX-License-Identifier: GPL-2.0-only
/// sg_dma_address() of an entry is filled with something that the DMA API did
/// not give: the id of a resource, a kernel pointer, a physical address, a
/// value with flags in it. Whoever maps, walks or imports the table takes it
/// for an address that a device may access; a private value belongs in the
/// driver's own object, or behind operations that both sides check for.
///
//# Implementations of the DMA API, files with a struct dma_map_ops and functions
//# with map_sg in their name, are left alone. A value is judged by its name, its
//# type and where the same function got it: an id in a dma_addr_t parameter is
//# missed, a DMA address that comes in as u64 is a NOTE.
//
// Confidence: Moderate
// Copyright: (C) 2026 sgfence authors
// Options: --local-includes --include-headers-for-types
// Keywords: sg_dma_address, sg_dma_len, dma_address, dma_length
// Candidates: \bsg_dma_(address|len)\s*\([^;=]*\)\s*=[^=]|(->|\.)dma_(address|length)\s*=[^=]
// Candidates: \b(scatterlist|sg_table|sgl|sgt|sg)\b
// Order: 99

virtual patch
virtual context
virtual org
virtual report

@initialize:python@
@@

import re

TEXTS = {}
seen = {}
marked = set()
pointers = set()
ours = set()
printer = None

# What an address of the DMA API is called, or comes from.
DMA = re.compile(r"dma(?!_?buf)|iova|p2p|bus_?addr|map_(page|single|resource|sg)|alloc_(coherent|wc|noncoherent|attrs)", re.I)
GIVES = r"\w*(?:dma_(?:map|alloc|pool|addr)|alloc_coherent|map_(?:page|single|resource)|iova|sg_dma_address)\w*\s*\("
CAST = re.compile(r"\(\s*(?:const\s+)?(?:(?:unsigned|long|int|dma_addr_t|phys_addr_t|resource_size_t|u?intptr_t|u(?:int)?(?:32|64)(?:_t)?)\s*)+\)")
NARROW = re.compile(r"\(\s*(?:unsigned long|long|dma_addr_t|phys_addr_t|u?intptr_t|u(?:int)?(?:32|64)(?:_t)?)(?: long)?\s*\)")
POINTER = re.compile(r"\b(?:sg_virt|(?:lowmem_)?page_address|kmap\w*|v[mz]alloc\w*|vmap|k[mzc]+alloc\w*|phys_to_virt|__va)\s*\(")
PHYSICAL = re.compile(r"\b(?:page_to_phys|sg_phys|virt_to_phys|pfn_to_phys|PFN_PHYS|slow_virt_to_phys|__pa|virt_to_bus)\s*\(")
ID = re.compile(r"(?:^|_)(?:id|uuid|guid|fd)$")
HANDLE = re.compile(r"(?:^|_)(?:handle|hdl|token|cookie)$")
ADDRESS = re.compile(r"dma(?!_?buf)|phys|bus|iova|addr|mem", re.I)
NONE = re.compile(r"[-~]?0[xULu0]*|NULL|.*\bDMA_(?:MAPPING_ERROR|ERROR_CODE)")

def place(position):
    return (position.file, position.line, position.column)

def text_of(path):
    if path not in TEXTS:
        with open(path, errors="replace") as source:
            TEXTS[path] = source.read()
    return TEXTS[path]

def implements(position):
    """The DMA API itself, of an architecture, an IOMMU or a bus."""
    return place(position[0]) in ours or re.search(r"struct\s+dma_map_ops\s+\w+\s*=|\bpci_p2pdma_map_type\b", text_of(position[0].file))

def is_given(name, path):
    """Somewhere in this file the DMA API writes to a variable or member of that name."""
    return re.search(r"\b%s(?:\[[^\]]*\])?\s*=[^;=]*\b%s|\b%s[^;]*&[\w>.-]*\b%s\s*[,)]"
                     % (name, GIVES, GIVES, name), text_of(path))

def leaves(value):
    """The last name of every chain of members: obj->handle is a handle."""
    return [name for name, call in re.findall(r"\b([A-Za-z_]\w*)\b(?!\s*(?:->|\.))(\s*\()?", value) if not call]

def bare(value):
    return CAST.sub("", re.sub(r"\s+", " ", value)).strip()

def is_id(value, path, known):
    for name in leaves(bare(value)):
        if (ID.search(name) or HANDLE.search(name) and not ADDRESS.search(name) and known != "dma_addr_t") and not is_given(name, path):
            return name
    return None

def tell(position, kind, text):
    """Once a place: several rules may see the same one."""
    if place(position) not in marked and printer:
        printer(position, kind + ": sharing/private-handle: " + text)
    marked.add(place(position))

def names_another(position, value, known):
    """An id or a pointer: never an address of any device."""
    if implements(position) or DMA.search(bare(value)):
        return False
    if place(position[0]) in pointers or NARROW.search(value) and (POINTER.search(value) or re.search(r"\)\s*&\s*\w", value)):
        tell(position[0], "ERROR", "a kernel pointer is no DMA address")
        return True
    name = is_id(value, position[0].file, known)
    if name:
        tell(position[0], "ERROR", "%s is an id, no DMA address" % name)
        return True
    return False

def judge(position, value, known):
    if NONE.fullmatch(value.strip()) or implements(position) or names_another(position, value, known):
        return
    short = bare(value)
    if PHYSICAL.search(short) and not re.search("iova", short):
        tell(position[0], "NOTE", "a physical address; the DMA API did not give it")
    if DMA.search(short):
        return
    if known in ("phys_addr_t", "resource_size_t"):
        tell(position[0], "NOTE", "a physical address; the DMA API did not give it")
    if any(is_given(name, position[0].file) for name in leaves(short)):
        return
    if re.search(r"[^|]\|[^|]", short):
        tell(position[0], "NOTE", "a value with flags in it is no DMA address")
    elif known and known not in ("dma_addr_t", "unsigned long"):
        tell(position[0], "NOTE", "a value of type %s; does the DMA API give it?" % known)
    elif re.search(r"\(\s*dma_addr_t\s*\)", value):
        tell(position[0], "NOTE", "cast to dma_addr_t; does the DMA API give it?")

def wrong(position):
    return place(position[0]) in marked

@initialize:python depends on org@
@@

printer = coccilib.org.print_todo

@initialize:python depends on report@
@@

printer = coccilib.report.print_report

// A place is the name of the accessor or of the member.

@mapper disable ptr_to_array@
identifier f =~ "map_sg";
expression S;
position p;
@@

f(...) {
<+...
\(sg_dma_address@p(S)\|S->dma_address@p\)
...+>
}

@script:python@
p << mapper.p;
@@

ours.add(place(p[0]))

@pointer disable ptr_to_array@
expression *P;
expression S;
type T;
position p;
@@

sg_dma_address@p(S) = <+... (T)P ...+>

@script:python@
p << pointer.p;
T << pointer.T;
@@

if "*" not in T:
    pointers.add(place(p[0]))

@pointerhere disable ptr_to_array@
struct scatterlist *S;
struct scatterlist D;
expression *P;
expression E;
type T;
position p;
@@

\(S->dma_address@p\|D.dma_address@p\|E->sgl->dma_address@p\|E.sgl->dma_address@p\) = <+... (T)P ...+>

@script:python@
p << pointerhere.p;
T << pointerhere.T;
@@

if "*" not in T:
    pointers.add(place(p[0]))

@pointerlocal disable ptr_to_array exists@
expression *P;
expression S, E;
local idexpression x;
type T;
position p;
@@

x = (T)P
... when != x = E
sg_dma_address@p(S) = x

@script:python@
p << pointerlocal.p;
T << pointerlocal.T;
@@

if "*" not in T and not implements(p):
    tell(p[0], "ERROR", "a kernel pointer is no DMA address")

@kept disable ptr_to_array exists@
expression S, V, E;
local idexpression x;
position p;
@@

x = V
... when != x = E
sg_dma_address@p(S) = x

@script:python@
p << kept.p;
V << kept.V;
@@

names_another(p, V, "")

@typed disable ptr_to_array@
type T;
T v;
expression S;
position p;
@@

sg_dma_address@p(S) = v

@script:python@
p << typed.p;
T << typed.T;
v << typed.v;
@@

judge(p, v, T)
seen[place(p[0])] = T

@call disable ptr_to_array@
expression S, V;
position p;
@@

sg_dma_address@p(S) = V

@script:python@
p << call.p;
V << call.V;
@@

if place(p[0]) not in seen:
    judge(p, V, "")

@typedmember disable ptr_to_array@
struct scatterlist *S;
struct scatterlist D;
expression E;
type T;
T v;
position p;
@@

\(S->dma_address@p\|D.dma_address@p\|E->sgl->dma_address@p\|E.sgl->dma_address@p\) = v

@script:python@
p << typedmember.p;
T << typedmember.T;
v << typedmember.v;
@@

judge(p, v, T)
seen[place(p[0])] = T

@member disable ptr_to_array@
struct scatterlist *S;
struct scatterlist D;
expression E, V;
position p;
@@

\(S->dma_address@p\|D.dma_address@p\|E->sgl->dma_address@p\|E.sgl->dma_address@p\) = V

@script:python@
p << member.p;
V << member.V;
@@

if place(p[0]) not in seen:
    judge(p, V, "")

// A length may be anything that counts bytes: only ids are wrong for sure.
@length disable ptr_to_array@
expression S, V;
position p;
@@

sg_dma_len@p(S) = V

@script:python@
p << length.p;
V << length.V;
@@

names_another(p, V, "")

@depends on context@
expression S;
position p : script:python() { wrong(p) };
@@

(
* sg_dma_address@p(S)
|
* sg_dma_len@p(S)
)

@depends on context disable ptr_to_array@
expression E;
position p : script:python() { wrong(p) };
@@

(
* E->dma_address@p
|
* E.dma_address@p
)
