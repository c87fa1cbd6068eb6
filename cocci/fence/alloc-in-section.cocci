// SPDX-License-Identifier: GPL-2.0-only
/// An allocation that may wait for reclaim on the way to signalling a fence.
/// Reclaim runs MMU notifiers and shrinkers, and those may wait for that very
/// fence: GFP_KERNEL, GFP_NOFS and GFP_NOIO are all forbidden between
/// dma_fence_begin_signalling() and dma_fence_end_signalling(), and in run_job()
/// of a GPU scheduler. Allocate before, or, where a failure can be borne, with
/// GFP_NOWAIT.
///
//# run_job() is followed for two calls: in its own file, and into files of the
//# same folder that make fences. A section is followed in its own file. Function
//# pointers are not followed. Whether a branch is for another context is not known.
//# A section that a caller begins, or one on some paths only, is not told from
//# one on all. Rewritten are plain allocations in the section or in run_job()
//# itself, whose failure leads to an error code or to a label at once.
//
// Confidence: Moderate
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: dma_fence_begin_signalling, run_job, dma_fence_init
// Candidates: \bdma_fence_begin_signalling\s*\(|\.run_job\s*=|\bdma_fence_init\s*\(
// Candidates: \bGFP_(KERNEL|NOFS|NOIO|USER|HIGHUSER)|\bv\w*alloc\w*\s*\(|\bvmap\w*\s*\(|_vmap\w*\s*\(|\bvm_map_ram\s*\(|\b(dma_resv_reserve_fences|dma_fence_(chain_alloc|array_create|allocate_private_stub)|sync_file_create|kthread_(run|create))\s*\(
// Order: 30

virtual patch
virtual context
virtual org
virtual report

@initialize:python@
@@

import os
import re

run_jobs = set()                # (file, function)
inside = set()                  # places in a section
legal = set()                   # places where reclaim is off
elsewhere = set()               # places that are reached without a section
calls = {}                      # (file, function): names that it calls
section_calls = {}              # file: names that a section calls
found = {}                      # place: message
borne = set()                   # places of allocations whose failure is borne
DEPTH = 2
REACHED = {}
FOLDERS = {}

def place(position):
    return (position.file, position.line, position.column)

def functions(text):
    """Name and body of each function in kernel style."""
    head, body, name = [], None, None
    for line in text.splitlines():
        if body is not None:
            body.append(line)
            if line.startswith("}"):
                yield name, "\n".join(body)
                head, body = [], None
        elif line.startswith("{"):
            name = re.search(r"(\w+)\s*\(", " ".join(head))
            if name:
                name, body = name.group(1), []
        elif not line.strip() or line.startswith(("}", "#", " *", "/*")) or line.endswith(";"):
            head = []
        else:
            head.append(line)

def called_beside(folder):
    """For each file with a run_job: the names of other files that it calls, in
    one step or in two."""
    if folder not in FOLDERS:
        FOLDERS[folder] = {}
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            if not name.endswith(".c") or not os.path.isfile(path):
                continue
            with open(path, errors="replace") as source:
                text = source.read()
            jobs = set(re.findall(r"\.run_job\s*=\s*&?(\w+)", text))
            if jobs:
                bodies = {f: set(re.findall(r"\b(\w+)\s*\(", body)) for f, body in functions(text)
                          if "memalloc_noreclaim_save" not in body}
                one = {g for f in jobs for g in bodies.get(f, ())}
                two = {g for f in one for g in bodies.get(f, ())}
                FOLDERS[folder][name] = (one - set(bodies), two - one - set(bodies))
    return FOLDERS[folder]

def reached(path):
    """Functions of a file that a run_job or a section calls, and from where."""
    if path not in REACHED:
        known = {f: "run_job()" for (n, f) in run_jobs if n == path}
        later = {1: {}, 2: {}}
        for name, steps in called_beside(os.path.dirname(path) or ".").items():
            if name != os.path.basename(path):
                for depth in (1, 2):
                    later[depth].update((g, "run_job() in " + name) for g in steps[depth - 1])
        later[1].update((g, "a signalling section") for g in section_calls.get(path, ()))
        fresh = set(known)
        for depth in range(1, DEPTH + 1):
            targets = dict(later[depth])
            targets.update((g, known[f]) for f in sorted(fresh) for g in calls.get((path, f), ()))
            fresh = {g for g in targets if g not in known}
            known.update((g, targets[g]) for g in fresh)
        REACHED[path] = known
    return REACHED[path]

def verdict(position, what):
    """The message for an allocation, or None where it is fine."""
    where = place(position)
    if where in legal:
        return None
    if where in inside:
        return "ERROR: fence/alloc-in-section: %s in a signalling section may wait for the fence" % what
    function = position.current_element
    root = reached(position.file).get(function)
    if not root:
        return None
    if (position.file, function) in run_jobs:
        return "ERROR: fence/alloc-in-section: %s in run_job() may wait for the job's fence" % what
    return ("WARNING: fence/alloc-in-section: %s in %s(), called from %s, may wait for the fence"
            % (what, function, root))

def bad(position, what):
    """Remember an allocation that is wrong."""
    text = verdict(position, what)
    if text and place(position) not in found:
        found[place(position)] = text
        return text
    return None

def wrong(position):
    return place(position[0]) in found

def rewritable(position):
    where = place(position[0])
    mine = (position[0].file, position[0].current_element) in run_jobs
    return where in found and where in borne and (mine or where in inside and where not in elsewhere)

printer = None

@initialize:python depends on org@
@@

printer = coccilib.org.print_todo

@initialize:python depends on report@
@@

printer = coccilib.report.print_report

// What the scheduler runs.

@ops@
identifier s, f;
position p;
@@

struct drm_sched_backend_ops s@p = { .run_job = f, };

// With their names known, spatch can parse functions that use these.

@guarded depends on ops@
iterator name scoped_guard;
statement S;
@@

scoped_guard(...) S

@exec_loop depends on ops@
iterator name drm_exec_until_all_locked;
statement S;
@@

drm_exec_until_all_locked(...) S

@script:python@
p << ops.p;
f << ops.f;
@@

run_jobs.add((p[0].file, str(f)))

// What stands in a section: on some path from its begin.

@begins@
position p;
@@

dma_fence_begin_signalling@p()

@makes@
position p;
@@

dma_fence_init@p(...)

@assigned depends on begins exists@
expression c;
identifier g;
position p;
@@

c = dma_fence_begin_signalling()
... when != dma_fence_end_signalling(c)
    when any
g@p(...)

@script:python@
p << assigned.p;
g << assigned.g;
@@

inside.add(place(p[0]))
section_calls.setdefault(p[0].file, set()).add(str(g))

@declared depends on begins exists@
type t;
identifier c, g;
position p;
@@

t c = dma_fence_begin_signalling();
... when != dma_fence_end_signalling(c)
    when any
g@p(...)

@script:python@
p << declared.p;
g << declared.g;
@@

inside.add(place(p[0]))
section_calls.setdefault(p[0].file, set()).add(str(g))

@without depends on patch && begins exists@
identifier f;
identifier g =~ "^(k[mz]alloc|kcalloc|kmalloc_array|kmem_cache_z?alloc|kstrdup|kmemdup|alloc_pages?)$";
position p;
@@

f(...) {
... when != dma_fence_begin_signalling()
    when any
g@p(...)
... when any
}

@script:python@
p << without.p;
@@

elsewhere.add(place(p[0]))

@scope depends on begins || makes || ops exists@
identifier g;
position p;
@@

memalloc_noreclaim_save()
... when != memalloc_noreclaim_restore(...)
    when any
g@p(...)

@script:python@
p << scope.p;
@@

legal.add(place(p[0]))

// Who calls whom.

@call depends on begins || makes || ops@
identifier g;
position p;
@@

g@p(...)

@script:python@
p << call.p;
g << call.g;
@@

if place(p[0]) not in legal:
    calls.setdefault((p[0].file, p[0].current_element), set()).add(str(g))

// The allocations.

@flags depends on begins || makes || ops@
identifier g !~ "^(might_alloc|fs_reclaim_.*|gfp.*|.*_gfp_mask|.*lockdep.*)$";
identifier K =~ "^GFP_(KERNEL|KERNEL_ACCOUNT|NOFS|NOIO|USER|HIGHUSER|HIGHUSER_MOVABLE)$";
expression E1, E2;
position p;
@@

g@p(..., \(K\|K | E1\|K | E1 | E2\|E1 | K | E2\), ...)

@script:python@
p << flags.p;
g << flags.g;
K << flags.K;
@@

text = bad(p[0], "%s(%s)" % (g, K))
if text and printer:
    printer(p[0], text)

@helper depends on begins || makes || ops@
identifier g =~ "^(v(malloc|zalloc)(_user|_node|_32|_32_user|_huge)?|vmap|vmap_pfn|vm_map_ram|dma_buf_vmap(_unlocked)?|drm_gem_(shmem_)?vmap(_unlocked)?|dma_resv_reserve_fences|dma_fence_chain_alloc|dma_fence_array_create|dma_fence_allocate_private_stub|sync_file_create|kthread_create|kthread_run)$";
position p;
@@

g@p(...)

@script:python@
p << helper.p;
g << helper.g;
@@

text = bad(p[0], "%s()" % g)
if text and printer:
    printer(p[0], text)

// Where the failure of one is borne.

@checked depends on begins || makes || ops@
expression x;
identifier g =~ "^(k[mz]alloc|kcalloc|kmalloc_array|kmem_cache_z?alloc|kstrdup|kmemdup|alloc_pages?)$";
identifier K =~ "^GFP_(KERNEL|NOFS|NOIO|USER)$";
identifier l !~ "again|retry|repeat|restart|loop";
constant C;
position p;
@@

x = g@p(..., \(K\|K | __GFP_ZERO\), ...);
if (\(!x\|x == NULL\))
(
return \(-C\|ERR_PTR(-C)\);
|
goto l;
|
{
...
return \(-C\|ERR_PTR(-C)\);
}
|
{
...
goto l;
}
)

@script:python@
p << checked.p;
@@

borne.add(place(p[0]))

@depends on patch@
identifier g, K =~ "^GFP_(KERNEL|NOFS|NOIO|USER)$";
position p : script:python() { rewritable(p) };
@@

g@p(...,
(
- K
+ GFP_NOWAIT
|
- K
+ GFP_NOWAIT
  | __GFP_ZERO
)
  , ...)

@depends on context@
identifier g;
position p : script:python() { wrong(p) };
@@

* g@p(...)
