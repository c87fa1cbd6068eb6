// SPDX-License-Identifier: GPL-2.0-only
/// A mapped table is refused unless it has one entry, and the address of the
/// first is then used for the whole buffer. A buffer that is contiguous for
/// the device may come in several entries, where the exporter or the IOMMU
/// does not merge them, and is refused for nothing. orig_nents counts pages
/// of memory, not DMA segments: an IOMMU makes one range out of many of them.
/// Add up the entries while each begins where the one before ends, as
/// drm_prime_get_contiguous_size() does, and compare with the size.
///
//# A test before the driver maps the table by itself counts memory on purpose:
//# left alone. The test and the address must be in one function.
//
// Confidence: Moderate
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: nents, orig_nents
// Candidates: (->|\.)\s*(orig_)?nents\s*(!=|==|>|<=)\s*1\b|(->|\.)\s*(orig_)?nents\s*(>=|<)\s*2\b
// Candidates: \bsg_dma_address\s*\(|sgl->dma_address\b
// Order: 99

virtual patch
virtual context
virtual org
virtual report

@initialize:python@
@@

marked = set()
printer = None

NENTS = "NOTE: sharing/nents-is-one: refused for its entries, not for a gap between them; see drm_prime_get_contiguous_size()"
ORIG = "WARNING: sharing/nents-is-one: orig_nents of a mapped table counts no DMA segments; see drm_prime_get_contiguous_size()"

def place(position):
    return (position.file, position.line, position.column)

def tell(position, text):
    """Once a place: several paths may lead there."""
    if place(position) not in marked and printer:
        printer(position, text)
    marked.add(place(position))

def wrong(position):
    return place(position[0]) in marked

@initialize:python depends on org@
@@

printer = coccilib.org.print_todo

@initialize:python depends on report@
@@

printer = coccilib.report.print_report

// The branch that refuses: a single jump, or a block that ends in one.

@jump disable ptr_to_array@
expression T;
binary operator many = {!=,>};
identifier l =~ "^(err|fail|out|un|free|put|rel|refuse|bad|bail|exit|done|clean|abort|detach|drop|end|ret)";
identifier e;
constant C;
position p;
@@

if (<+... \(T->nents@p many 1\|T.nents@p many 1\) ...+>)
\(return -C;\|return C;\|return e;\|return ERR_PTR(-C);\|return ERR_PTR(e);\|return;\|goto l;\)

@block disable ptr_to_array@
expression T;
binary operator many = {!=,>};
identifier l =~ "^(err|fail|out|un|free|put|rel|refuse|bad|bail|exit|done|clean|abort|detach|drop|end|ret)";
identifier e;
constant C;
identifier f;
position p;
@@

if (<+... \(T->nents@p many 1\|T.nents@p many 1\) ...+>) {
... when != T->sgl
    when != T.sgl
    when != f(..., \(T\|&T\), ...)
\(return -C;\|return C;\|return e;\|return ERR_PTR(-C);\|return ERR_PTR(e);\|return;\|goto l;\)
}

@two disable ptr_to_array@
expression T;
identifier l =~ "^(err|fail|out|un|free|put|rel|refuse|bad|bail|exit|done|clean|abort|detach|drop|end|ret)";
identifier e;
constant C;
position p;
@@

if (<+... \(T->nents@p >= 2\|T.nents@p >= 2\) ...+>)
\(return -C;\|return C;\|return e;\|return ERR_PTR(-C);\|return ERR_PTR(e);\|return;\|goto l;\)

@otherwise disable ptr_to_array@
expression T;
statement S;
binary operator one = {==,<=};
identifier l =~ "^(err|fail|out|un|free|put|rel|refuse|bad|bail|exit|done|clean|abort|detach|drop|end|ret)";
identifier e;
constant C;
position p;
@@

if (<+... \(T->nents@p one 1\|T.nents@p one 1\) ...+>) S else
\(return -C;\|return C;\|return e;\|return ERR_PTR(-C);\|return ERR_PTR(e);\|return;\|goto l;\)

@otherblock disable ptr_to_array@
expression T;
statement S;
binary operator one = {==,<=};
identifier l =~ "^(err|fail|out|un|free|put|rel|refuse|bad|bail|exit|done|clean|abort|detach|drop|end|ret)";
identifier e;
constant C;
identifier f;
position p;
@@

if (<+... \(T->nents@p one 1\|T.nents@p one 1\) ...+>) S else {
... when != T->sgl
    when != T.sgl
    when != f(..., \(T\|&T\), ...)
\(return -C;\|return C;\|return e;\|return ERR_PTR(-C);\|return ERR_PTR(e);\|return;\|goto l;\)
}

@refused disable ptr_to_array exists@
expression T;
position p = {jump.p, block.p, two.p, otherwise.p, otherblock.p};
@@

\(T->nents@p\|T.nents@p\)
... when != \(dma_map_sg\|dma_map_sg_attrs\|dma_map_sgtable\)(...)
    when any
\(sg_dma_address(T->sgl)\|sg_dma_address(T.sgl)\|sg_dma_address(&T->sgl[0])\|T->sgl->dma_address\|T.sgl->dma_address\)

@script:python@
p << refused.p;
@@

tell(p[0], NENTS)

@orig disable ptr_to_array exists@
expression T;
binary operator b = {!=,==,>,<=};
position p;
@@

\(T->orig_nents@p b 1\|T.orig_nents@p b 1\)
... when != \(dma_map_sg\|dma_map_sg_attrs\|dma_map_sgtable\)(...)
    when any
\(sg_dma_address(T->sgl)\|sg_dma_address(T.sgl)\|sg_dma_address(&T->sgl[0])\|T->sgl->dma_address\|T.sgl->dma_address\)

@script:python@
p << orig.p;
@@

tell(p[0], ORIG)

@depends on context disable ptr_to_array@
expression E;
position p : script:python() { wrong(p) };
@@

(
* E->nents@p
|
* E.nents@p
|
* E->orig_nents@p
|
* E.orig_nents@p
)
