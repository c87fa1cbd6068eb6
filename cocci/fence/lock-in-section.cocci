// SPDX-License-Identifier: GPL-2.0-only
/// A lock under which others may wait for a fence, a dma_resv lock, mmap_lock
/// or a modeset lock, is taken on the way to signalling one: between
/// dma_fence_begin_signalling() and dma_fence_end_signalling(), or in a
/// driver's run_job. The owner of the lock waits for the fence, the fence for
/// the lock.
///
//# Calls are followed within one file and by name, whatever the arguments are.
//# A call through a pointer, and a run_job in another file than its ops, are
//# not followed. The section is taken to be over after an end_signalling() on
//# some condition.
//
// Confidence: Moderate
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: dma_fence_begin_signalling, drm_sched_backend_ops
// Candidates: \b(dma_fence_begin_signalling\s*\(|struct\s+drm_sched_backend_ops\b)
// Candidates: \b(\w*(resv|object|reservation|mmap|mmap_read|mmap_write|modeset|MODESET|mutex|gem|bo|vm|exec)_(un)?(lock|LOCK|reserve|prepare)\w*|\w+_user_pages\w*|down_\w+|dma_buf_\w+_unlocked)\s*\(
// Order: 99

virtual patch
virtual context
virtual org
virtual report

// Which order is right is for a person to say: nothing is rewritten.
@initialize:python@
@@

import re

RESV = re.compile(r"(dma_resv|reservation_object)_lock(_slow)?(_interruptible)?$"
                  r"|(amdgpu|radeon|qxl|lsdc)_bo_reserve$|ttm_bo_reserve_slowpath$"
                  r"|ttm_eu_reserve_buffers$|(msm_gem|i915_gem_object)_lock(_interruptible)?$"
                  r"|xe_(bo|vm)_lock$|drm_gem_lock(_reservations)?$"
                  r"|drm_exec_(lock_obj|prepare_(obj|array))$|drm_gpuvm_exec_lock\w*$"
                  r"|dma_buf_(un)?map_attachment_unlocked$|(dma_buf|drm_gem)_v(un)?map_unlocked$")
MMAP = re.compile(r"mmap_(read|write)_lock(_killable|_nested)?$")
PAGES = re.compile(r"(get|pin)_user_pages(_fast|_unlocked|_remote)?$")
MODESET = re.compile(r"drm_modeset_lock(_single_interruptible|_all|_all_ctx)?$"
                     r"|DRM_MODESET_LOCK_ALL_BEGIN$")

marked = set()
calls = {}      # (file, function): [(called, position)]
ends = set()    # (file, function) with an end_signalling()
sections = []   # (called, position) in a section
over = set()    # places after a section that ends on a condition
jobs = set()    # (file, function)
by_argument = {}
printer = None

def place(position):
    return (position.file, position.line, position.column)

def kind(name, position):
    """What the call takes, or None."""
    if RESV.match(name):
        return "a dma_resv lock"
    if MMAP.match(name) or PAGES.match(name):
        return "mmap_lock"
    if MODESET.match(name):
        return "a modeset lock"
    return by_argument.get(place(position))

def tell(level, name, position, where):
    if place(position) in marked:
        return
    marked.add(place(position))
    if printer:
        printer(position, "%s: fence/lock-in-section: %s() takes %s %s" %
                (level, name, kind(name, position), where))

def follow(start, where):
    """All that a function calls, in its file."""
    seen, todo = {start}, [start]
    while todo:
        caller = todo.pop()
        for name, position in calls.get(caller, []):
            if kind(name, position):
                if caller == start and where.startswith("in run_job"):
                    tell("ERROR", name, position, where)
                else:
                    tell("WARNING", name, position, "in %s(), which is called %s" % (caller[1], where))
            callee = (caller[0], name)
            if callee in calls and callee not in seen and callee not in ends:
                seen.add(callee)
                todo.append(callee)

def judge():
    for name, position in sections:
        if place(position) in over:
            continue
        if kind(name, position):
            tell("ERROR", name, position, "in a signalling section")
    for name, position in sections:
        callee = (position.file, name)
        if place(position) not in over and callee in calls and callee not in ends:
            follow(callee, "in a signalling section")
    for start in sorted(jobs):
        follow(start, "in run_job")

def wrong(position):
    return place(position[0]) in marked

@initialize:python depends on org@
@@

printer = coccilib.org.print_todo

@initialize:python depends on report@
@@

printer = coccilib.report.print_report

// Without one of these two there is nothing to look at.

@begins@
position p;
@@

dma_fence_begin_signalling@p()

@job@
identifier f, ops;
position p;
@@

struct drm_sched_backend_ops ops@p = {
	.run_job = f,
};

@script:python@
p << job.p;
f << job.f;
@@

jobs.add((p[0].file, str(f)))

// With this name known, spatch can parse the functions that have it.

@scoped depends on begins@
iterator name scoped_guard;
statement S;
@@

scoped_guard(...) S

// The calls of the file, for both kinds of start.

@jobcall depends on job@
identifier g;
position p;
@@

g@p(...)

@script:python@
p << jobcall.p;
g << jobcall.g;
@@

calls.setdefault((p[0].file, p[0].current_element), []).append((str(g), p[0]))

@begincall depends on begins && !job@
identifier g;
position p;
@@

g@p(...)

@script:python@
p << begincall.p;
g << begincall.g;
@@

calls.setdefault((p[0].file, p[0].current_element), []).append((str(g), p[0]))

@ended depends on begins@
position p;
@@

dma_fence_end_signalling@p(...)

@script:python@
p << ended.p;
@@

ends.add((p[0].file, p[0].current_element))

// Locks that only the argument gives away.

@ww depends on begins@
identifier l =~ "^(ww_mutex_lock|down_(read|write))(_interruptible|_slow|_killable|_nested)?(_interruptible)?$";
expression E;
position p;
@@

l@p(E, ...)

@script:python@
p << ww.p;
l << ww.l;
E << ww.E;
@@

if str(l).startswith("ww") and "resv" in str(E):
    by_argument[place(p[0])] = "a dma_resv lock"
elif str(l).startswith("down") and re.search(r"\bmmap_(lock|sem)\b", str(E)):
    by_argument[place(p[0])] = "mmap_lock"

@wwjob depends on job@
identifier l =~ "^(ww_mutex_lock|down_(read|write))(_interruptible|_slow|_killable|_nested)?(_interruptible)?$";
expression E;
position p;
@@

l@p(E, ...)

@script:python@
p << wwjob.p;
l << wwjob.l;
E << wwjob.E;
@@

if str(l).startswith("ww") and "resv" in str(E):
    by_argument[place(p[0])] = "a dma_resv lock"
elif str(l).startswith("down") and re.search(r"\bmmap_(lock|sem)\b", str(E)):
    by_argument[place(p[0])] = "mmap_lock"

@ttm depends on begins@
expression E1, E2, E3;
position p;
@@

ttm_bo_reserve@p(E1, E2, E3, ...)

@script:python@
p << ttm.p;
nowait << ttm.E3;
@@

if str(nowait) not in ("true", "1"):
    by_argument[place(p[0])] = "a dma_resv lock"

@ttmjob depends on job@
expression E1, E2, E3;
position p;
@@

ttm_bo_reserve@p(E1, E2, E3, ...)

@script:python@
p << ttmjob.p;
nowait << ttmjob.E3;
@@

if str(nowait) not in ("true", "1"):
    by_argument[place(p[0])] = "a dma_resv lock"

// The sections: from a begin to its end, on any path.

@section depends on begins exists@
expression c;
identifier g;
position p;
@@

c = dma_fence_begin_signalling()
... when any
    when != dma_fence_end_signalling(c)
g@p(...)

@script:python@
p << section.p;
g << section.g;
@@

sections.append((str(g), p[0]))

@declared depends on begins exists@
type t;
identifier c, g;
position p;
@@

t c = dma_fence_begin_signalling();
... when any
    when != dma_fence_end_signalling(c)
g@p(...)

@script:python@
p << declared.p;
g << declared.g;
@@

sections.append((str(g), p[0]))

@late depends on begins exists@
expression c, E;
identifier g;
position p;
@@

if (E) dma_fence_end_signalling(c);
... when any
    when != dma_fence_begin_signalling()
g@p(...)

@script:python@
p << late.p;
@@

over.add(place(p[0]))

// Once for each file, after all of the above.

@script:python depends on begins@
@@

judge()

@script:python depends on job@
@@

judge()

// A place is the name of a call.
@depends on context@
identifier f;
position p : script:python() { wrong(p) };
@@

* f@p(...)
