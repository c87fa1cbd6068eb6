// SPDX-License-Identifier: GPL-2.0-only
/// A file descriptor is made visible before the last copy to user space that
/// can fail. From dma_buf_fd() or fd_install() on, another thread may use the
/// descriptor, or close it and so drop the last reference; when the copy then
/// fails the function can neither take the descriptor back nor touch the buffer,
/// and the process is left with an open file whose number it was not told.
/// Reserve the number, copy, install the file last.
///
//# A leak that a driver knows of, and leaves to the exit of the process, is
//# reported like any other. Where the copy is in another file, or is done by
//# the code that calls all ioctls, nothing is reported.
//
// Confidence: Moderate
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: dma_buf_fd, fd_install, drm_gem_prime_handle_to_fd
// Candidates: \b(dma_buf_fd|fd_install|drm_gem_prime_handle_to_fd)\s*\(
// Candidates: \b(_*copy_to_user|_*put_user|_*clear_user|_*copy_to_iter|copy_to_sockptr\w*)\s*\(
// Order: 99

virtual patch
virtual context
virtual org
virtual report

@initialize:python@
@@

import re

# What the file of a buffer or of a fence is called.
shared = re.compile(r"buf|sync_?file|fence")
failing = set()
helpers = set()
calls = set()
marked = set()
printer = None

def place(position):
    return (position.file, position.line, position.column)

def fails(position):
    return place(position[0]) in failing

def wrong(position):
    return place(position[0]) in marked

def tell(position, level, first, copy, more=""):
    """Once a place: several rules may see the same one."""
    if place(position) not in marked and printer:
        printer(position, f"{level}: sharing/fd-before-copy: {first}() before a {copy}() that can fail{more}")
    marked.add(place(position))

def command(position):
    """Is the place inside a switch of its function?"""
    with open(position.file, errors="replace") as source:
        lines = source.readlines()[int(position.current_element_line) - 1:int(position.line) - 1]
    blocks, pending = [], False
    for word in re.findall(r"/\*.*?\*/|\bswitch\b|[{};]", "".join(lines), re.S):
        if word == "switch":
            pending = True
        elif word == "{":
            blocks.append(pending)
            pending = False
        elif word == "}" and blocks:
            blocks.pop()
    return any(blocks)

def called(position, name):
    """Does this file's own function of that name show a descriptor?"""
    if (position.file, name) in helpers:
        calls.add(place(position))

@initialize:python depends on org@
@@

printer = coccilib.org.print_todo

@initialize:python depends on report@
@@

printer = coccilib.report.print_report

@gate@
position p;
@@

\(dma_buf_fd@p\|fd_install@p\|drm_gem_prime_handle_to_fd@p\)(...)

// A copy counts if its failure is an error of the function.

@straight depends on gate@
identifier copy =~ "^(_*copy_to_user|_*put_user|_*clear_user|_*copy_to_iter|copy_to_sockptr.*)$";
expression E;
identifier l;
position c;
@@

if (<+... copy@c(...) ...+>)
(
return E;
|
goto l;
)

@script:python@
c << straight.c;
@@

failing.add(place(c[0]))

@leaves depends on gate exists@
identifier copy =~ "^(_*copy_to_user|_*put_user|_*clear_user|_*copy_to_iter|copy_to_sockptr.*)$";
expression E;
position c;
@@

if (<+... copy@c(...) ...+>) {
...
return E;
}

@script:python@
c << leaves.c;
@@

failing.add(place(c[0]))

@jumps depends on gate exists@
identifier copy =~ "^(_*copy_to_user|_*put_user|_*clear_user|_*copy_to_iter|copy_to_sockptr.*)$";
identifier l;
position c;
@@

if (<+... copy@c(...) ...+>) {
...
goto l;
}

@script:python@
c << jumps.c;
@@

failing.add(place(c[0]))

@sets depends on gate exists@
identifier copy =~ "^(_*copy_to_user|_*put_user|_*clear_user|_*copy_to_iter|copy_to_sockptr.*)$";
expression r;
constant C;
position c;
@@

(
if (<+... copy@c(...) ...+>)
r = -C;
|
if (<+... copy@c(...) ...+>) {
r = -C;
...
}
)

@script:python@
c << sets.c;
@@

failing.add(place(c[0]))

@returns depends on gate@
identifier copy =~ "^(_*copy_to_user|_*put_user|_*clear_user|_*copy_to_iter|copy_to_sockptr.*)$";
position c;
@@

return <+... copy@c(...) ...+>;

@script:python@
c << returns.c;
@@

failing.add(place(c[0]))

@kept depends on gate exists@
identifier copy =~ "^(_*copy_to_user|_*put_user|_*clear_user|_*copy_to_iter|copy_to_sockptr.*)$";
expression r, E;
position c;
@@

r = <+... copy@c(...) ...+>;
... when != r = E
return r;

@script:python@
c << kept.c;
@@

failing.add(place(c[0]))

@tested depends on gate exists@
identifier copy =~ "^(_*copy_to_user|_*put_user|_*clear_user|_*copy_to_iter|copy_to_sockptr.*)$";
expression r, E;
identifier l;
position c;
@@

r = <+... copy@c(...) ...+>;
... when != r = E
if (<+... r ...+>)
(
return E;
|
goto l;
)

@script:python@
c << tested.c;
@@

failing.add(place(c[0]))

@harmless depends on gate exists@
identifier copy =~ "^(_*copy_to_user|_*put_user|_*clear_user|_*copy_to_iter|copy_to_sockptr.*)$";
position c;
@@

(
if (<+... copy@c(...) ...+>)
return 0;
|
if (<+... copy@c(...) ...+>) {
...
return 0;
}
)

@script:python@
c << harmless.c;
@@

failing.discard(place(c[0]))

// The reservation or the buffer given back after all: the file lives on.

@undone depends on gate exists@
expression fd, F, E;
identifier copy;
position p, c : script:python() { fails(c) };
@@

fd_install@p(fd, F)
... when any
    when != fd = E
copy@c(...)
... when any
    when != fd = E
put_unused_fd(fd)

@script:python@
p << undone.p;
copy << undone.copy;
@@

tell(p[0], "ERROR", "fd_install", copy, ", then put_unused_fd()")

@putagain depends on gate exists@
expression b, E;
identifier copy;
position p, c : script:python() { fails(c) };
@@

dma_buf_fd@p(b, ...)
... when any
    when != b = E
copy@c(...)
... when any
    when != b = E
dma_buf_put(b)

@script:python@
p << putagain.p;
copy << putagain.copy;
@@

tell(p[0], "ERROR", "dma_buf_fd", copy, ", then dma_buf_put()")

@direct depends on gate exists@
identifier pub =~ "^(dma_buf_fd|fd_install|drm_gem_prime_handle_to_fd)$";
identifier copy;
position p, c : script:python() { fails(c) };
@@

pub@p(...)
... when any
copy@c(...)

@script:python@
p << direct.p;
pub << direct.pub;
copy << direct.copy;
@@

tell(p[0], "WARNING", pub, copy)

// The same by way of static functions of the file, up to two deep. What a
// switch calls is one of several commands, with a copy for all of them.

@help depends on gate@
identifier f;
position h;
@@

static f@h(...) {
<+...
\(dma_buf_fd\|drm_gem_prime_handle_to_fd\)(...)
...+>
}

@script:python@
f << help.f;
h << help.h;
@@

helpers.add((h[0].file, f))

@install depends on gate@
expression fd, F;
identifier f;
position h;
@@

static f@h(...) {
<+...
fd_install(fd, F)
...+>
}

@script:python@
f << install.f;
h << install.h;
F << install.F;
@@

if shared.search(F):
    helpers.add((h[0].file, f))

@call depends on gate@
identifier g : script:python() { any(name == g for _, name in helpers) };
position q : script:python() { not command(q[0]) };
@@

g@q(...)

@script:python@
g << call.g;
q << call.q;
@@

called(q[0], g)

@helphelp depends on call@
identifier f;
identifier g;
position h, q : script:python() { place(q[0]) in calls };
@@

static f@h(...) {
<+...
g@q(...)
...+>
}

@script:python@
f << helphelp.f;
h << helphelp.h;
@@

helpers.add((h[0].file, f))

@callcall depends on helphelp@
identifier g : script:python() { any(name == g for _, name in helpers) };
position q : script:python() { not command(q[0]) };
@@

g@q(...)

@script:python@
g << callcall.g;
q << callcall.q;
@@

called(q[0], g)

@indirect depends on call exists@
identifier g, copy;
position q : script:python() { place(q[0]) in calls };
position c : script:python() { fails(c) };
@@

g@q(...)
... when any
copy@c(...)

@script:python@
q << indirect.q;
g << indirect.g;
copy << indirect.copy;
@@

tell(q[0], "WARNING", g, copy)

@depends on context@
identifier f;
position p : script:python() { wrong(p) };
@@

* f@p(...)
