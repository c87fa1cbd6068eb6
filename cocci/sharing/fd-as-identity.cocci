// SPDX-License-Identifier: GPL-2.0-only
/// The number of a file descriptor is kept as the identity of a dma-buf. A
/// number means something in one process only and only until it is closed:
/// the same buffer has another one after dup() or in another process, and the
/// next file that is opened gets the number of the one that was closed. Keep
/// the struct dma_buf with its reference and compare that, or give out an id
/// of one's own, from an xarray.
///
//# Where the number is kept and where it is looked up must be in one file.
//# Numbers that are compared beside the struct dma_buf are left alone.
//
// Confidence: Moderate
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: dma_buf_get, dma_buf_fd
// Candidates: \bdma_buf_(get|fd)\s*\(
// Candidates: (->|\.)\s*\w+\s*(==|!=)|(==|!=)\s*[\w.>-]+(->|\.)\w+|\b(xa_(store|insert|load)|idr_(alloc|find)|radix_tree_insert|hash_add)\w*\s*\(
// Order: 99

virtual patch
virtual context
virtual org
virtual report

@initialize:python@
@@

marked = set()
beside = set()
numbers = set()
printer = None

def place(position):
    return (position.file, position.line, position.column)

def member(owner, name):
    return (owner.replace("const ", "").strip(), name)

def tell(position, text):
    """Once a place: several rules may see the same one."""
    if place(position) not in marked | beside and printer:
        printer(position, "WARNING: sharing/fd-as-identity: " + text)
    if place(position) not in beside:
        marked.add(place(position))

def wrong(position):
    return place(position[0]) in marked

@initialize:python depends on org@
@@

printer = coccilib.org.print_todo

@initialize:python depends on report@
@@

printer = coccilib.report.print_report

@gate@
@@

\(dma_buf_get\|dma_buf_fd\)(...)

// A number that is kept in an object of a type T, as its member M.

@imported exists@
type T;
T *S;
expression F, E;
identifier M;
@@

dma_buf_get(F)
... when != F = E
    when any
S->M = F

@script:python@
T << imported.T;
M << imported.M;
@@

numbers.add(member(T, M))

@kept exists@
type T;
T *S;
expression F, E;
identifier M;
@@

S->M = F
... when != F = E
    when any
dma_buf_get(F)

@script:python@
T << kept.T;
M << kept.M;
@@

numbers.add(member(T, M))

@exported@
type T;
T *S;
identifier M;
@@

S->M = dma_buf_fd(...)

@script:python@
T << exported.T;
M << exported.M;
@@

numbers.add(member(T, M))

@exportedlocal exists@
type T;
T *S;
expression F, E;
identifier M;
@@

F = dma_buf_fd(...)
... when != F = E
    when any
S->M = F

@script:python@
T << exportedlocal.T;
M << exportedlocal.M;
@@

numbers.add(member(T, M))

// The struct dma_buf is compared as well: a number that was used again differs.

@both depends on gate@
expression S, N;
struct dma_buf *B;
identifier M, D;
position p;
@@

(
S->M@p != N || S->D != B
|
S->D != B || S->M@p != N
|
S->M@p == N && S->D == B
|
S->D == B && S->M@p == N
)

@script:python@
p << both.p;
@@

beside.add(place(p[0]))

@looked depends on gate@
type T;
T *S;
identifier M;
expression N;
constant C;
position p;
@@

(
S->M == C
|
S->M != C
|
S->M == -C
|
S->M != -C
|
S->M@p == N
|
S->M@p != N
)

@script:python@
T << looked.T;
M << looked.M;
p << looked.p;
@@

if member(T, M) in numbers:
    tell(p[0], "a buffer looked for by a file descriptor; compare the struct dma_buf")

@right depends on gate@
type T;
T *S;
identifier M;
expression N;
constant C;
position p;
@@

(
C == S->M
|
C != S->M
|
N == S->M@p
|
N != S->M@p
)

@script:python@
T << right.T;
M << right.M;
p << right.p;
@@

if member(T, M) in numbers:
    tell(p[0], "a buffer looked for by a file descriptor; compare the struct dma_buf")

// The number as the key of a table.

@key exists@
expression F, E, X;
position p;
@@

dma_buf_get(F)
... when != F = E
    when any
(
\(xa_store@p\|xa_insert@p\|radix_tree_insert@p\)(X, F, ...)
|
\(idr_alloc@p\|idr_alloc_cyclic@p\|hash_add@p\|hash_add_rcu@p\)(X, ..., F, ...)
)

@script:python@
p << key.p;
@@

tell(p[0], "a file descriptor is the key of a buffer; keep the struct dma_buf")

@depends on context && gate disable ptr_to_array@
expression E;
identifier M;
position p : script:python() { wrong(p) };
@@

* E->M@p

@depends on context && gate@
identifier f;
position p : script:python() { wrong(p) };
@@

* f@p(...)
