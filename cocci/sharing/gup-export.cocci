// SPDX-License-Identifier: GPL-2.0-only
/// Pages of a process, found by get_user_pages() or pin_user_pages(), are put in
/// an object that the same file exports as a dma-buf. The process can fork, unmap
/// or replace them, and file pages are written without the file system knowing;
/// importers hold them for an unbounded time. Buffers out of memory that user
/// space brings are made from a memfd, by udmabuf.
///
//# Pages that an object holds for another purpose than the export are reported.
//# An object whose type is not plain in the file, and pages that come from
//# a function of another file, are not found.
//
// Confidence: Moderate
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: dma_buf_export
// Candidates: \bdma_buf_export\s*\(
// Candidates: \b(get|pin)_user_pages\w*\s*\(
// Order: 99

virtual patch
virtual context
virtual org
virtual report

@initialize:python@
@@

marked = set()
printer = None

def place(position):
    return (position.file, position.line, position.column)

def tell(position, name):
    """Once a place: several rules may see the same one."""
    if place(position) not in marked and printer:
        printer(position, f"ERROR: sharing/gup-export: {name}() for pages that are exported as a dma-buf")
    marked.add(place(position))

def wrong(position):
    return place(position[0]) in marked

@initialize:python depends on org@
@@

printer = coccilib.org.print_todo

@initialize:python depends on report@
@@

printer = coccilib.report.print_report

// What a buffer of this file is.

@object exists@
type T;
T *x;
expression E;
@@

\(E.priv = x\|E->priv = x\)
... when any
dma_buf_export(...)

// Its pages, found where they are kept.

@member@
type object.T;
T *z;
expression i;
identifier m, gup =~ "^(get|pin)_user_pages";
position p;
@@

(
gup@p(..., z->m, ...)
|
gup@p(..., &z->m[i], ...)
|
gup@p(..., z->m + i, ...)
)

@script:python@
p << member.p;
gup << member.gup;
@@

tell(p[0], gup)

// Its pages, by way of a local array.

@array exists@
type object.T;
T *z;
expression pages, E;
identifier m, gup =~ "^(get|pin)_user_pages";
position p;
@@

gup@p(..., pages, ...)
... when any
    when != pages = E
z->m = pages

@script:python@
p << array.p;
gup << array.gup;
@@

tell(p[0], gup)

@before exists@
type object.T;
T *z;
expression pages, E;
identifier m, gup =~ "^(get|pin)_user_pages";
position p;
@@

z->m = pages
... when any
    when != pages = E
gup@p(..., pages, ...)

@script:python@
p << before.p;
gup << before.gup;
@@

tell(p[0], gup)

// Its table, filled with them.

@table exists@
type object.T;
T *z;
expression pages, E;
identifier m, gup =~ "^(get|pin)_user_pages", fill =~ "^sg_alloc_(append_)?table_from_pages";
position p;
@@

gup@p(..., pages, ...)
... when any
    when != pages = E
fill(\(&z->m\|z->m\), pages, ...)

@script:python@
p << table.p;
gup << table.gup;
@@

tell(p[0], gup)

@depends on context@
identifier f;
position p : script:python() { wrong(p) };
@@

* f@p(...)
