// SPDX-License-Identifier: GPL-2.0-only
/// A struct sg_table is mapped with an open-coded dma_map_sg(). Its result,
/// the DMA count, is then easily dropped, kept in a local variable or mixed
/// up with the CPU count. dma_map_sgtable() maps orig_nents entries, stores
/// the DMA count in nents and returns 0 or an error code. To map a table
/// with nents and to store the result there is an error: the next mapping
/// takes the DMA count of the last one for the CPU count.
///
//# dma_map_sgtable() changes nents, where a dropped or local result leaves it
//# alone. So no call is rewritten if a use of nents is left in the file that
//# may want the CPU count; users of the same table in other files cannot be
//# seen. A file that sets nents of a table by hand is left alone altogether,
//# as is nents of a table that another file may have filled by hand.
//# A result that is returned, or kept in anything but a local variable or
//# nents itself, is reported only.
//
// Confidence: Moderate
// Copyright: (C) 2026 sgfence authors
// Options: --local-includes --include-headers-for-types
// Keywords: dma_map_sg, dma_map_sg_attrs, dma_map_sgtable
// Candidates: \bdma_map_sg(_attrs)?\s*\([^;]*(->|\.)\s*sgl\b[^;]*(->|\.)\s*(orig_)?nents\b
// Order: 90

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
expression E;
position p;
@@

\(dma_map_sg@p\|dma_map_sg_attrs@p\)(..., \(E->nents\|E.nents\), ...)

@script:python foreign@
p << suspect.p;
@@

if nents_is_ours(p[0].file):
    cocci.include_match(False)

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

// Objects of another type with an nents of their own.
@other disable ptr_to_array@
identifier S != sg_table;
struct S *O;
struct S V;
position r;
@@

\(O->nents@r\|V.nents@r\)

// nents filled from a mapping, or put back after one, is not by hand.
@frommap disable ptr_to_array@
expression T;
position r;
@@

\(T->nents@r\|T.nents@r\) = \(dma_map_sg\|dma_map_sg_attrs\|pci_map_sg\|ib_dma_map_sg\)(...)

@fromlocal disable ptr_to_array exists@
expression T;
identifier n;
position r;
@@

n = \(dma_map_sg\|dma_map_sg_attrs\)(...)
...
\(T->nents@r\|T.nents@r\) = n

@fromdecl disable ptr_to_array exists@
expression T;
identifier n;
type t;
position r;
@@

t n = \(dma_map_sg\|dma_map_sg_attrs\)(...);
...
\(T->nents@r\|T.nents@r\) = n

@restore disable ptr_to_array@
expression T;
position r;
@@

\(T->nents@r = T->orig_nents\|T.nents@r = T.orig_nents\)

@byhand disable ptr_to_array@
expression T, n;
position r != {other.r, frommap.r, fromlocal.r, fromdecl.r, restore.r};
assignment operator op;
@@

\(\(T->nents@r\|T.nents@r\) op n\|\(T->nents@r\|T.nents@r\)++\|\(T->nents@r\|T.nents@r\)--\|++\(T->nents@r\|T.nents@r\)\|--\(T->nents@r\|T.nents@r\)\)

// Calls that pass nents of something that is not known to be a table.
@table disable ptr_to_array@
struct sg_table *T;
struct sg_table V;
expression E;
identifier M =~ "^(sg|.*(sgts?|sg_table))$";
position p;
@@

\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...,
\(T->nents\|V.nents\|E->M->nents\|E.M->nents\|E->M.nents\|E.M.nents\|E->M[...].nents\|E.M[...].nents\), ...)

@unknown disable ptr_to_array@
expression E;
position p != table.p;
@@

\(dma_map_sg@p\|dma_map_sg_attrs@p\)(..., \(E->nents\|E.nents\), ...)

// nents of a table that another file may have filled by hand: what the guard
// says, or the parameter of a function that other files call.
@elsewhere depends on foreign disable ptr_to_array@
expression E;
position p;
@@

\(dma_map_sg@p\|dma_map_sg_attrs@p\)(..., \(E->nents\|E.nents\), ...)

@infile@
identifier f;
position p;
@@

static f(...) {
<...
\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...)
...>
}

@caller disable ptr_to_array@
identifier f, T;
position p != infile.p;
@@

f(..., struct sg_table *T, ...) {
<...
\(dma_map_sg@p\|dma_map_sg_attrs@p\)(..., T->sgl, T->nents, ...)
...>
}

// Calls to report and to leave: the table is not a plain object.
@effects depends on patch disable ptr_to_array@
identifier f !~ "^(to_|container_of)";
expression E, E1;
position p;
@@

\(dma_map_sg@p\|dma_map_sg_attrs@p\)(E1, <+... \(f(...)\|E++\|E--\|++E\|--E\) ...+>, ...)

// Shape 1: the result is dropped.
@dropped depends on patch@
position p;
@@

\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...);

// Shape 2: the result is tested at once, in a condition.
@value depends on patch@
identifier f !~ "^((un)?likely|WARN_ON(_ONCE)?)$";
expression E;
assignment operator op;
position p;
@@

(
f(..., <+... \(dma_map_sg@p\|dma_map_sg_attrs@p\)(...) ...+>, ...)
|
E op <+... \(dma_map_sg@p\|dma_map_sg_attrs@p\)(...) ...+>
)

@tested depends on patch disable isnt_zero@
statement S1, S2;
expression E;
position p != value.p;
@@

(
if (<+... \(\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...) == 0\|\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...) <= 0\|\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...) < 1\|\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...) > 0\|\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...) != 0\) ...+>) S1 else S2
|
while (<+... \(\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...) == 0\|\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...) <= 0\|\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...) < 1\|\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...) > 0\|\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...) != 0\) ...+>) S1
|
if (\(\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...)\|\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...) && E\|E && \(dma_map_sg@p\|dma_map_sg_attrs@p\)(...)\)) S1 else S2
)

@chosen depends on patch@
expression E1, E2;
position p;
@@

\(\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...) == 0\|\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...) <= 0\|\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...) < 1\|\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...) > 0\|\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...) != 0\) ? E1 : E2

// Shape 3: the result is stored in nents and tested there.
@stored depends on patch disable ptr_to_array@
expression T, E1, E2;
statement S;
position p, c;
@@

(
\(T->nents\|T.nents\) = \(dma_map_sg@p\|dma_map_sg_attrs@p\)(...);
if (unlikely(\(\(T->nents@c\|T.nents@c\) == 0\|\(T->nents@c\|T.nents@c\) <= 0\|\(T->nents@c\|T.nents@c\) < 1\))) S
|
\(T->nents\|T.nents\) = \(dma_map_sg@p\|dma_map_sg_attrs@p\)(...);
return \(T->nents@c\|T.nents@c\) ? E1 : E2;
)

// nents as a flag that says `mapped': a failed mapping no longer clears it.
@flag depends on patch disable ptr_to_array, isnt_zero@
expression T, E, E1;
position r != {other.r, stored.c};
@@

(
\(\(T->nents@r\|T.nents@r\) == 0\|\(T->nents@r\|T.nents@r\) != 0\|\(T->nents@r\|T.nents@r\) > 0\|\(T->nents@r\|T.nents@r\) <= 0\|\(T->nents@r\|T.nents@r\) < 1\)
|
\(\(T->nents@r\|T.nents@r\) && E\|E && \(T->nents@r\|T.nents@r\)\|\(T->nents@r\|T.nents@r\) || E\|E || \(T->nents@r\|T.nents@r\)\|\(T->nents@r\|T.nents@r\) ? E : E1\)
)

@flagif depends on patch disable ptr_to_array@
expression T;
statement S1, S2;
position r != {other.r, stored.c};
@@

if (\(T->nents@r\|T.nents@r\)) S1 else S2

// Shape 4: the result is kept in a local variable and tested.
@result depends on patch disable ptr_to_array@
identifier n;
expression D, T;
statement S1, S2;
type t;
@@

(
n = \(dma_map_sg\|dma_map_sg_attrs\)(D, \(T->sgl\|T.sgl\), \(T->nents\|T->orig_nents\|T.nents\|T.orig_nents\), ...);
|
if (<+... n = \(dma_map_sg\|dma_map_sg_attrs\)(D, \(T->sgl\|T.sgl\), \(T->nents\|T->orig_nents\|T.nents\|T.orig_nents\), ...) ...+>) S1 else S2
|
t n = \(dma_map_sg\|dma_map_sg_attrs\)(D, \(T->sgl\|T.sgl\), \(T->nents\|T->orig_nents\|T.nents\|T.orig_nents\), ...);
)

@shared depends on patch@
global idexpression n;
position p;
@@

n = \(dma_map_sg@p\|dma_map_sg_attrs@p\)(...)

@lhs depends on patch@
identifier result.n;
expression E;
position u;
@@

n@u = E

@loc depends on patch@
identifier n;
statement S;
position p != shared.p, c;
@@

(
n = \(dma_map_sg@p\|dma_map_sg_attrs@p\)(...);
if (unlikely(\(n@c == 0\|n@c <= 0\|n@c < 1\))) S
|
if (unlikely(\((n = \(dma_map_sg@p\|dma_map_sg_attrs@p\)(...)) == 0\|(n = \(dma_map_sg@p\|dma_map_sg_attrs@p\)(...)) <= 0\|(n = \(dma_map_sg@p\|dma_map_sg_attrs@p\)(...)) < 1\))) S
)

@decl depends on patch@
identifier n;
type t;
statement S;
position p, c;
@@

t n = \(dma_map_sg@p\|dma_map_sg_attrs@p\)(...);
if (unlikely(\(n@c == 0\|n@c <= 0\|n@c < 1\))) S

// ... which is stored in nents just after: nents becomes the DMA count anyway.
@late depends on patch disable ptr_to_array@
expression T;
identifier n;
statement S;
position p;
type t;
@@

(
n = \(dma_map_sg@p\|dma_map_sg_attrs@p\)(...);
if (unlikely(\(n == 0\|n <= 0\|n < 1\))) S
\(T->nents\|T.nents\) = n;
|
t n = \(dma_map_sg@p\|dma_map_sg_attrs@p\)(...);
if (unlikely(\(n == 0\|n <= 0\|n < 1\))) S
\(T->nents\|T.nents\) = n;
)

// Later reads of the local variable: each must be one that can read nents
// instead, of the same table, with no other value that could arrive there.
@read depends on patch disable ptr_to_array exists@
identifier n;
expression T, E;
position u != {lhs.u, loc.c};
@@

n = \(dma_map_sg\|dma_map_sg_attrs\)(..., \(T->sgl\|T.sgl\), ...)
... when any
    when != n = E
n@u

@readdecl depends on patch disable ptr_to_array exists@
identifier n;
type t;
position u != decl.c;
@@

t n = \(dma_map_sg\|dma_map_sg_attrs\)(...);
... when any
n@u

// Other values that could arrive at a read.
@unsure depends on patch disable ptr_to_array exists@
identifier read.n, f;
expression read.T;
position read.u, b;
@@

f(...) {
... when any
    when != n = \(dma_map_sg\|dma_map_sg_attrs\)(..., \(T->sgl\|T.sgl\), ...)
n@u@b
... when any
}

@maplhs depends on patch@
identifier result.n;
position w;
@@

n@w = \(dma_map_sg\|dma_map_sg_attrs\)(...)

@second depends on patch exists@
identifier read.n;
expression E, E2;
position read.u, b;
position d != maplhs.w;
@@

n@d = E
... when any
    when != n = E2
n@u@b

@inits depends on patch@
identifier result.n;
expression E;
type t;
position d;
@@

(
t n = \(dma_map_sg\|dma_map_sg_attrs\)(...);
|
t n@d = E;
)

@preset depends on patch exists@
identifier read.n;
expression E, E2;
type t;
position inits.d, read.u, b;
@@

t n@d = E;
... when any
    when != n = E2
n@u@b

@movedfrom depends on patch disable ptr_to_array exists@
identifier read.n, x;
position read.u, b;
expression E, E2, D;
identifier f =~ "free|put|release|destroy|delete|exit|cleanup";
position p;
@@

n = \(dma_map_sg@p\|dma_map_sg_attrs@p\)(D, <+... x ...+>, ...)
... when any
\(x = E\|x++\|++x\|x += E\|f(..., <+... x ...+>, ...)\)
... when any
    when != n = E2
n@u@b

@subscript depends on patch disable ptr_to_array@
expression E, E1, D;
identifier n;
position p;
@@

n = \(dma_map_sg@p\|dma_map_sg_attrs@p\)(D, <+... \(E[E1]\|*E\|E ? ... : E1\) ...+>, ...)

// The value after a failed mapping is 0, which nents is not.
@jump depends on patch@
identifier result.n, l;
position g;
@@

(
if (unlikely(\(n == 0\|n <= 0\|n < 1\))) goto@g l;
|
if (unlikely(\(n == 0\|n <= 0\|n < 1\))) { <+... goto@g l; ...+> }
)

@failed depends on patch exists@
identifier result.n, l;
position jump.g, b;
expression E;
@@

goto@g l;
... when any
    when != n = E
n@b

@inbranch depends on patch@
identifier result.n;
position b;
@@

if (unlikely(\(n == 0\|n <= 0\|n < 1\))) { <+... n@b ...+> }

@stays depends on patch@
identifier result.n, l;
statement S;
position c;
@@

(
if (unlikely(\(n == 0\|n <= 0\|n < 1\))) return ...;
|
if (unlikely(\(n == 0\|n <= 0\|n < 1\))) goto l;
|
if (unlikely(\(n == 0\|n <= 0\|n < 1\))) { ... return ...; }
|
if (unlikely(\(n == 0\|n <= 0\|n < 1\))) { ... goto l; }
|
if (unlikely(\(n@c == 0\|n@c <= 0\|n@c < 1\))) S
)

@through depends on patch exists@
identifier n;
expression E;
position stays.c, b;
@@

n@c
... when any
    when != n = E
n@b

@count depends on patch disable ptr_to_array@
identifier result.n, m, f !~ "^(min|max|clamp|swap|abs|dma_(un)?map|dma_sync)";
expression E;
position v != {unsure.b, second.b, preset.b, movedfrom.b, failed.b, inbranch.b, through.b};
@@

(
f(..., n@v, ...)
|
E->m(..., n@v, ...)
|
\(n@v > 1\|n@v != 1\|n@v == 1\|E < n@v\)
|
E = n@v
)

@loop depends on patch@
identifier result.n;
iterator name for_each_sg;
expression E1, E2, E3;
statement S;
position v != {unsure.b, second.b, preset.b, movedfrom.b, failed.b, inbranch.b, through.b};
@@

for_each_sg(E1, E2, n@v, E3) S

// A call whose result has a read of another kind later is left.
@kept depends on patch exists@
identifier n;
expression E;
position p;
position u != {lhs.u, loc.c, count.v, loop.v};
@@

n = \(dma_map_sg@p\|dma_map_sg_attrs@p\)(...)
... when any
    when != n = E
n@u

@keptdecl depends on patch exists@
identifier n;
type t;
position p;
position u != {decl.c, count.v, loop.v};
@@

t n = \(dma_map_sg@p\|dma_map_sg_attrs@p\)(...);
... when any
n@u

@tracked depends on patch@
identifier n;
position p != {shared.p, kept.p};
statement S;
@@

(
n = \(dma_map_sg@p\|dma_map_sg_attrs@p\)(...);
if (unlikely(\(n == 0\|n <= 0\|n < 1\))) S
|
if (unlikely(\((n = \(dma_map_sg@p\|dma_map_sg_attrs@p\)(...)) == 0\|(n = \(dma_map_sg@p\|dma_map_sg_attrs@p\)(...)) <= 0\|(n = \(dma_map_sg@p\|dma_map_sg_attrs@p\)(...)) < 1\))) S
)

@inited depends on patch@
identifier n;
type t;
position p != keptdecl.p;
statement S;
@@

t n = \(dma_map_sg@p\|dma_map_sg_attrs@p\)(...);
if (unlikely(\(n == 0\|n <= 0\|n < 1\))) S

// No other shape is rewritten.
@leave depends on patch@
position p != {dropped.p, tested.p, chosen.p, stored.p, tracked.p, inited.p};
@@

\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...)

// Uses of nents that are right with the DMA count: they may stay.
@mapped depends on patch disable ptr_to_array@
expression D, T;
position p != {helper.p, unknown.p, elsewhere.p, caller.p, effects.p, leave.p};
position r;
@@

\(dma_map_sg@p\|dma_map_sg_attrs@p\)(D, \(T->sgl\|T.sgl\), \(T->nents@r\|T.nents@r\), ...)

@consumer depends on patch disable ptr_to_array, isnt_zero@
identifier m =~ "^device_prep_";
identifier f =~ "^(dmaengine_prep_.*|sg_split|sg_dma_.*|printk|(pr|dev|drm|netdev|v4l2)_(dbg|debug|info|warn|err)|(DRM|DMA)_.*)$";
expression T, E;
position r;
@@

(
f(..., \(T->nents@r\|T.nents@r\), ...)
|
E->m(..., \(T->nents@r\|T.nents@r\), ...)
|
E->m(..., \(T->nents@r\|T.nents@r\), ...)
|
\(\(T->nents@r\|T.nents@r\) > 1\|\(T->nents@r\|T.nents@r\) != 1\|\(T->nents@r\|T.nents@r\) == 1\|\(T->nents@r\|T.nents@r\) == 0\|\(T->nents@r\|T.nents@r\) != 0\|\(T->nents@r\|T.nents@r\) > 0\)
)

@cpuloop depends on patch disable ptr_to_array@
iterator name for_each_sg;
identifier s;
identifier f !~ "^sg_dma_(address|len)$";
expression T, E1, E2;
position r;
@@

for_each_sg(E1, s, \(T->nents@r\|T.nents@r\), E2) {
<+... \(f(..., s, ...)\|s->length\|s->offset\|s->page_link\) ...+>
}

@dmaloop depends on patch disable ptr_to_array@
iterator name for_each_sg, for_each_sg_dma_page;
expression T, E1, E2, E3;
statement S;
position r != cpuloop.r;
@@

(
for_each_sg(E1, E2, \(T->nents@r\|T.nents@r\), E3) S
|
for_each_sg_dma_page(E1, E2, \(T->nents@r\|T.nents@r\), E3) S
)

@cpucount depends on patch disable ptr_to_array@
expression T;
position r != {other.r, mapped.r, consumer.r, dmaloop.r, restore.r, frommap.r, fromlocal.r, fromdecl.r, stored.c};
@@

\(T->nents@r\|T.nents@r\)

// With such a use left, only calls that store the result in nents anyway.
@keeps depends on patch && cpucount@
position p != {stored.p, late.p};
@@

\(dma_map_sg@p\|dma_map_sg_attrs@p\)(...)

// A failed mapping that left 0 in nents, where someone may look for it.
@flagged depends on patch && (flag || flagif)@
position stored.p;
position q;
@@

\(dma_map_sg@p@q\|dma_map_sg_attrs@p@q\)(...)

// Rewriting: first the calls, under a name that the rules below finish.
@call depends on patch && !byhand disable ptr_to_array@
expression D, T, X, A;
position p != {helper.p, unknown.p, elsewhere.p, caller.p, effects.p, leave.p, keeps.p, flagged.q};
@@

(
- dma_map_sg@p(D, T->sgl, T->\(nents\|orig_nents\), X)
+ sgfence_map(D, T, X, 0)
|
- dma_map_sg@p(D, T.sgl, T.\(nents\|orig_nents\), X)
+ sgfence_map(D, &T, X, 0)
|
- dma_map_sg_attrs@p(D, T->sgl, T->\(nents\|orig_nents\), X, A)
+ sgfence_map(D, T, X, A)
|
- dma_map_sg_attrs@p(D, T.sgl, T.\(nents\|orig_nents\), X, A)
+ sgfence_map(D, &T, X, A)
)

// Then the result in a local variable: its reads become nents ...
@check depends on patch@
symbol sgfence_failed;
identifier n;
expression D, T, X, A;
statement S;
type t;
@@

(
n = sgfence_map(D, T, X, A);
- if (unlikely(\(n == 0\|n <= 0\|n < 1\)))
+ if (sgfence_failed)
S
|
t n = sgfence_map(D, T, X, A);
- if (unlikely(\(n == 0\|n <= 0\|n < 1\)))
+ if (sgfence_failed)
S
)

@written depends on patch@
identifier n;
expression E;
position u;
@@

n@u = E

@reads depends on patch exists@
identifier n;
expression D, T, X, A, E;
position u != written.u;
@@

n = sgfence_map(D, T, X, A)
... when any
    when != n = E
- n@u
+ sgfence_nents(T)

@readsdecl depends on patch exists@
identifier n;
expression D, T, X, A;
type t;
@@

t n = sgfence_map(D, T, X, A);
... when any
- n
+ sgfence_nents(T)

@drop depends on patch disable ptr_to_array@
expression T;
@@

(
- T.nents = sgfence_nents(&T);
|
- T->nents = sgfence_nents(T);
)

@name depends on patch disable ptr_to_array@
expression T;
@@

(
- sgfence_nents(&T)
+ T.nents
|
- sgfence_nents(T)
+ T->nents
)

// ... it is the error code, if the failing branch makes it one ...
@errno depends on patch@
symbol sgfence_failed;
idexpression int n;
expression D, T, X, A;
constant C;
statement S;
@@

- n = sgfence_map(D, T, X, A);
- if (sgfence_failed) {
- n = -C;
+ n = dma_map_sgtable(D, T, X, A);
+ if (n)
S
- }

@errnolong depends on patch disable braces2@
symbol sgfence_failed;
idexpression int n;
expression D, T, X, A;
constant C;
@@

- n = sgfence_map(D, T, X, A);
+ n = dma_map_sgtable(D, T, X, A);
if (
- sgfence_failed
+ n
 ) {
...
- n = -C;
...
}

// ... or it is not needed.
@owner depends on patch@
identifier f, n;
@@

f(...) {
<+...
n = sgfence_map(...)
...+>
}

@plain depends on patch@
symbol sgfence_failed;
identifier n;
expression D, T, X, A;
statement S;
@@

- n = sgfence_map(D, T, X, A);
if (
- sgfence_failed
+ dma_map_sgtable(D, T, X, A)
 ) S

@plaindecl depends on patch@
symbol sgfence_failed;
identifier n;
expression D, T, X, A;
statement S;
type t;
@@

- t n = sgfence_map(D, T, X, A);
if (
- sgfence_failed
+ dma_map_sgtable(D, T, X, A)
 ) S

@within depends on patch@
identifier n;
expression D, T, X, A;
@@

- unlikely(\((n = sgfence_map(D, T, X, A)) == 0\|(n = sgfence_map(D, T, X, A)) <= 0\|(n = sgfence_map(D, T, X, A)) < 1\))
+ dma_map_sgtable(D, T, X, A)

@unused depends on patch disable decl_init@
identifier owner.f, owner.n;
type t;
position q;
@@

f(...) {
<...
t n@q;
...>
}

@needed depends on patch disable decl_init exists@
identifier owner.n;
type t;
position w;
@@

t n@w;
... when any
n

@undeclare depends on patch disable decl_init@
identifier owner.n;
type t;
position unused.q;
position q2 != needed.w;
@@

- t n@q@q2;

// The result in nents.
@inplace depends on patch disable ptr_to_array@
expression D, T, X, A, E1, E2;
statement S;
@@

(
- T->nents = sgfence_map(D, T, X, A);
if (
- unlikely(\(T->nents == 0\|T->nents <= 0\|T->nents < 1\))
+ dma_map_sgtable(D, T, X, A)
 ) S
|
- T.nents = sgfence_map(D, &T, X, A);
if (
- unlikely(\(T.nents == 0\|T.nents <= 0\|T.nents < 1\))
+ dma_map_sgtable(D, &T, X, A)
 ) S
|
- T->nents = sgfence_map(D, T, X, A);
- return T->nents ? E1 : E2;
+ return dma_map_sgtable(D, T, X, A) ? E2 : E1;
|
- T.nents = sgfence_map(D, &T, X, A);
- return T.nents ? E1 : E2;
+ return dma_map_sgtable(D, &T, X, A) ? E2 : E1;
)

// The result in a condition, or dropped.
@nocheck depends on patch@
expression D, T, X, A;
@@

- sgfence_map(D, T, X, A);
+ dma_map_sgtable(D, T, X, A);

@failure depends on patch@
expression D, T, X, A;
@@

(
- sgfence_map(D, T, X, A) == 0
+ dma_map_sgtable(D, T, X, A)
|
- sgfence_map(D, T, X, A) <= 0
+ dma_map_sgtable(D, T, X, A)
|
- sgfence_map(D, T, X, A) < 1
+ dma_map_sgtable(D, T, X, A)
)

@choice depends on patch@
expression D, T, X, A, E1, E2;
@@

(
- sgfence_map(D, T, X, A) > 0 ? E1 : E2
+ dma_map_sgtable(D, T, X, A) ? E2 : E1
|
- sgfence_map(D, T, X, A) != 0 ? E1 : E2
+ dma_map_sgtable(D, T, X, A) ? E2 : E1
)

@success depends on patch@
expression D, T, X, A;
@@

(
- sgfence_map(D, T, X, A) > 0
+ !dma_map_sgtable(D, T, X, A)
|
- sgfence_map(D, T, X, A) != 0
+ !dma_map_sgtable(D, T, X, A)
)

// Reports.
@again depends on !byhand && (context || org || report) disable ptr_to_array@
expression T;
position p != {helper.p, unknown.p};
@@

(
* T->nents = dma_map_sg@p(..., T->sgl, T->nents, ...)
|
* T.nents = dma_map_sg@p(..., T.sgl, T.nents, ...)
|
* T->nents = dma_map_sg_attrs@p(..., T->sgl, T->nents, ...)
|
* T.nents = dma_map_sg_attrs@p(..., T.sgl, T.nents, ...)
)

@open depends on !byhand && (context || org || report) disable ptr_to_array@
expression T;
position p != {helper.p, unknown.p, elsewhere.p, caller.p, again.p};
@@

(
* dma_map_sg@p(..., T->sgl, T->\(nents\|orig_nents\), ...)
|
* dma_map_sg@p(..., T.sgl, T.\(nents\|orig_nents\), ...)
|
* dma_map_sg_attrs@p(..., T->sgl, T->\(nents\|orig_nents\), ...)
|
* dma_map_sg_attrs@p(..., T.sgl, T.\(nents\|orig_nents\), ...)
)

@script:python depends on org@
p << again.p;
@@

coccilib.org.print_todo(p[0], "ERROR: sgtable/map: nents is mapped and overwritten; the next mapping loses entries; use dma_map_sgtable()")

@script:python depends on org@
p << open.p;
@@

coccilib.org.print_todo(p[0], "WARNING: sgtable/map: open-coded dma_map_sgtable()")

@script:python depends on report@
p << again.p;
@@

coccilib.report.print_report(p[0], "ERROR: sgtable/map: nents is mapped and overwritten; the next mapping loses entries; use dma_map_sgtable()")

@script:python depends on report@
p << open.p;
@@

coccilib.report.print_report(p[0], "WARNING: sgtable/map: open-coded dma_map_sgtable()")
