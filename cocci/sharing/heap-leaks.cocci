// SPDX-License-Identifier: GPL-2.0-only
/// A function that makes memory and shares it as a dma-buf misses a failure, or
/// leaks. dma_alloc_attrs() and its kin return NULL; dma_get_sgtable() returns an
/// error and leaves the table unset. While dma_buf_export() fails, the memory is
/// still the caller's: ->release is never called. Once it succeeded, a failing
/// dma_buf_fd() leaves the reference with the caller, who must dma_buf_put().
///
//# Memory that an object kept elsewhere owns through a way that is not seen here
//# is reported as leaked. What a driver's own function allocated is not followed,
//# nor a buffer kept in a struct when dma_buf_fd() fails.
//
// Confidence: Moderate
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: dma_get_sgtable, dma_get_sgtable_attrs, dma_buf_export, dma_buf_fd
// Candidates: \b(dma_get_sgtable(_attrs)?|dma_buf_export|dma_buf_fd)\s*\(
// Order: 99

virtual patch
virtual context
virtual org
virtual report

@initialize:python@
@@

import re

marked = set()
printer = None

def place(position):
    return (position.file, position.line, position.column)

def tell(position, text):
    """Once a place: several rules may see the same one."""
    if place(position) not in marked and printer:
        printer(position, "ERROR: sharing/heap-leaks: " + text)
    marked.add(place(position))

def freed_by_scope(position, name):
    """Is the variable declared with a clean-up for the end of its scope?"""
    with open(position.file, errors="replace") as source:
        lines = source.readlines()[int(position.current_element_line) - 1:int(position.line)]
    return bool(re.search(rf"\b{re.escape(name)}\s+__free\s*\(", "".join(lines)))

def leaks(position, name):
    if not freed_by_scope(position, name):
        tell(position, f"{name} is leaked when dma_buf_export() fails")

def unput(position, name):
    if not freed_by_scope(position, name):
        tell(position, f"no dma_buf_put({name}) when dma_buf_fd() fails")

def together(position, other):
    return position.file == other.file and position.current_element_line == other.current_element_line

def wrong(position):
    return place(position[0]) in marked

@initialize:python depends on org@
@@

printer = coccilib.org.print_todo

@initialize:python depends on report@
@@

printer = coccilib.report.print_report

// The table of an allocation.

@dropped@
position p;
@@

(
\(dma_get_sgtable@p\|dma_get_sgtable_attrs@p\)(...);
)

@script:python@
p << dropped.p;
@@

tell(p[0], "result of dma_get_sgtable() dropped; it can fail")

@overwritten exists@
identifier r;
expression E;
position p;
@@

r = \(dma_get_sgtable@p\|dma_get_sgtable_attrs@p\)(...);
... when != r
(
r = E;
|
return 0;
)

@script:python@
p << overwritten.p;
@@

tell(p[0], "result of dma_get_sgtable() not looked at; it can fail")

// An allocation in a file that exports.

@exports@
position p;
@@

dma_buf_export@p(...)

@untested depends on exports forall@
expression x, E;
position p;
@@

x = \(dma_alloc_attrs@p\|dma_alloc_coherent@p\|dma_alloc_wc@p\|dma_alloc_noncoherent@p\|dma_alloc_pages@p\|dma_alloc_noncontiguous@p\)(...);
... when != \(x == NULL\|x != NULL\)
    when != return <+... x ...+>;
    when != x = E
?return ...;

@script:python@
p << untested.p;
@@

tell(p[0], "memory for a device used without a test for NULL")

// Memory that is lost when the export fails.

@lost exists@
identifier x, y, m;
expression d, E;
identifier alloc =~ "^(kv?[mzc]alloc(_array|_node)?|kmemdup|v[mz]alloc|dma_alloc_.*)$";
identifier keep =~ "add|register|insert|push|drvdata|link|attach|init|devm";
position p;
@@

x = alloc@p(...);
... when != y = x
    when != E->m = x
    when != keep(..., x, ...)
    when != keep(..., &x->m, ...)
    when != keep(&x->m, ...)
d = dma_buf_export(...);
... when != x
if (\(IS_ERR(d)\|IS_ERR_OR_NULL(d)\))
 return ...;

@script:python@
p << lost.p;
x << lost.x;
@@

leaks(p[0], x)

@lostblock exists@
identifier x, y, m;
expression d, E;
identifier alloc =~ "^(kv?[mzc]alloc(_array|_node)?|kmemdup|v[mz]alloc|dma_alloc_.*)$";
identifier keep =~ "add|register|insert|push|drvdata|link|attach|init|devm";
position p;
@@

x = alloc@p(...);
... when != y = x
    when != E->m = x
    when != keep(..., x, ...)
    when != keep(..., &x->m, ...)
    when != keep(&x->m, ...)
d = dma_buf_export(...);
... when != x
if (\(IS_ERR(d)\|IS_ERR_OR_NULL(d)\)) {
... when != x
return ...;
}

@script:python@
p << lostblock.p;
x << lostblock.x;
@@

leaks(p[0], x)

@lostgoto exists@
identifier x, y, m;
expression d, E;
identifier alloc =~ "^(kv?[mzc]alloc(_array|_node)?|kmemdup|v[mz]alloc|dma_alloc_.*)$";
identifier keep =~ "add|register|insert|push|drvdata|link|attach|init|devm";
identifier l;
position p;
@@

x = alloc@p(...);
... when != y = x
    when != E->m = x
    when != keep(..., x, ...)
    when != keep(..., &x->m, ...)
    when != keep(&x->m, ...)
d = dma_buf_export(...);
... when != x
if (\(IS_ERR(d)\|IS_ERR_OR_NULL(d)\))
 goto l;

@lostlabel exists@
identifier lostgoto.l;
identifier lostgoto.x;
position r;
@@

l:
... when != x
return@r ...;

@script:python@
p << lostgoto.p;
x << lostgoto.x;
r << lostlabel.r;
@@

if together(p[0], r[0]):
    leaks(p[0], x)

@lostblockgoto exists@
identifier x, y, m;
expression d, E;
identifier alloc =~ "^(kv?[mzc]alloc(_array|_node)?|kmemdup|v[mz]alloc|dma_alloc_.*)$";
identifier keep =~ "add|register|insert|push|drvdata|link|attach|init|devm";
identifier l;
position p;
@@

x = alloc@p(...);
... when != y = x
    when != E->m = x
    when != keep(..., x, ...)
    when != keep(..., &x->m, ...)
    when != keep(&x->m, ...)
d = dma_buf_export(...);
... when != x
if (\(IS_ERR(d)\|IS_ERR_OR_NULL(d)\)) {
... when != x
goto l;
}

@lostblocklabel exists@
identifier lostblockgoto.l;
identifier lostblockgoto.x;
position r;
@@

l:
... when != x
return@r ...;

@script:python@
p << lostblockgoto.p;
x << lostblockgoto.x;
r << lostblocklabel.r;
@@

if together(p[0], r[0]):
    leaks(p[0], x)

// The reference that is lost when no descriptor can be had.

@kept exists@
identifier d;
identifier make =~ "export|^dma_buf_get$";
expression f, E;
position p;
@@

d = make(...);
... when != d = E
f = dma_buf_fd@p(d, ...);
if (\(f < 0\|f <= 0\|f != 0\))
 return ...;

@script:python@
p << kept.p;
d << kept.d;
@@

unput(p[0], d)

@keptblock exists@
identifier d, use;
identifier make =~ "export|^dma_buf_get$";
expression f, E;
position p;
@@

d = make(...);
... when != d = E
f = dma_buf_fd@p(d, ...);
if (\(f < 0\|f <= 0\|f != 0\)) {
... when != use(..., d, ...)
return ...;
}

@script:python@
p << keptblock.p;
d << keptblock.d;
@@

unput(p[0], d)

@keptgoto exists@
identifier d;
identifier make =~ "export|^dma_buf_get$";
expression f, E;
identifier l;
position p;
@@

d = make(...);
... when != d = E
f = dma_buf_fd@p(d, ...);
if (\(f < 0\|f <= 0\|f != 0\))
 goto l;

@keptlabel exists@
identifier keptgoto.l;
identifier keptgoto.d;
identifier use;
position r;
@@

l:
... when != use(..., d, ...)
return@r ...;

@script:python@
p << keptgoto.p;
d << keptgoto.d;
r << keptlabel.r;
@@

if together(p[0], r[0]):
    unput(p[0], d)

@keptblockgoto exists@
identifier d, use;
identifier make =~ "export|^dma_buf_get$";
expression f, E;
identifier l;
position p;
@@

d = make(...);
... when != d = E
f = dma_buf_fd@p(d, ...);
if (\(f < 0\|f <= 0\|f != 0\)) {
... when != use(..., d, ...)
goto l;
}

@keptblocklabel exists@
identifier keptblockgoto.l;
identifier keptblockgoto.d;
identifier use;
position r;
@@

l:
... when != use(..., d, ...)
return@r ...;

@script:python@
p << keptblockgoto.p;
d << keptblockgoto.d;
r << keptblocklabel.r;
@@

if together(p[0], r[0]):
    unput(p[0], d)

@returned exists@
identifier d;
identifier make =~ "export|^dma_buf_get$";
expression E;
position p;
@@

d = make(...);
... when != d = E
return dma_buf_fd@p(d, ...);

@script:python@
p << returned.p;
d << returned.d;
@@

unput(p[0], d)

@returneddeclared exists@
identifier d;
identifier make =~ "export|^dma_buf_get$";
expression E;
position p;
@@

struct dma_buf *d = make(...);
... when != d = E
return dma_buf_fd@p(d, ...);

@script:python@
p << returneddeclared.p;
d << returneddeclared.d;
@@

unput(p[0], d)

@depends on context@
identifier f;
position p : script:python() { wrong(p) };
@@

* f@p(...)
