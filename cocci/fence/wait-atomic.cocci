// SPDX-License-Identifier: GPL-2.0-only
/// A wait for a fence where nothing may sleep: under a spinlock, in an RCU
/// read section, with interrupts or preemption off, in a callback of a fence,
/// in enable_signaling() or in an interrupt handler. dma_fence_is_signaled()
/// can be asked there; a wait has its place in a work item, or after the lock.
///
//# Within one function, and for callbacks and handlers within one file. A lock
//# that a called function drops is told by the function's name alone; one that a
//# called function takes, a trylock and guard() are not seen, scoped_guard() is. A driver's own wait
//# function is not known. dma_resv_wait_timeout() with a timeout of 0, a test, is
//# not reported.
//
// Confidence: High
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: dma_fence_wait, dma_fence_wait_timeout, dma_fence_default_wait, dma_fence_wait_any_timeout
// Keywords: dma_resv_wait_timeout, dma_resv_lock, dma_resv_lock_interruptible, dma_resv_lock_slow
// Keywords: drm_sched_entity_flush, drm_sched_entity_destroy, drm_sched_entity_fini, drm_gem_dma_resv_wait
// Keywords: dma_resv_wait_timeout_rcu, reservation_object_wait_timeout_rcu, reservation_object_lock
// Keywords: drm_atomic_helper_wait_for_fences
// Candidates: \b(dma_fence_(wait|default_wait)\w*|(dma_resv|reservation_object)_(wait_timeout|lock)\w*|drm_sched_entity_(flush|destroy|fini)|drm_gem_dma_resv_wait|drm_atomic_helper_wait_for_fences)\s*\(
// Candidates: \b((raw_)?(spin|read|write)_lock\w*|rcu_read_lock\w*|local_(irq|bh)_(disable|save)|preempt_disable|dma_fence_add_callback|\w*request_\w*irq|enable_signaling|scoped_guard)\b
// Order: 99

virtual patch
virtual context
virtual org
virtual report

// What has to move is for a person to say: nothing is rewritten.
@initialize:python@
@@

import re

WAIT = re.compile(r"dma_fence_(wait|wait_timeout|default_wait|wait_any_timeout)$"
                  r"|(dma_resv|reservation_object)_(wait_timeout(_rcu)?|lock(_slow)?(_interruptible)?)$"
                  r"|drm_sched_entity_(flush|destroy|fini)$|drm_gem_dma_resv_wait$"
                  r"|drm_atomic_helper_wait_for_fences$")
# The pairs that the rules below follow; another "unlock" may drop any lock.
PAIRED = re.compile(r"((raw_)?(spin|read|write|mutex|rwlock)_unlock\w*|(rcu|srcu)_read_unlock\w*"
                    r"|up_(read|write)|(dma_resv|reservation_object|ww_mutex|mmap_read|mmap_write)_unlock)$")
OPENS = re.compile(r"unlock|release|leave|drop_lock|exit_atomic")

marked = set()
calls = {}      # (file, function): [(called, position)]
waits = []      # (called, position, what holds)
atomic = {}     # (file, function): what it is
polls = set()   # places of waits on a dma_resv with a timeout of 0
checks = set()  # the same of one fence: no sleep, but a complaint
over = set()    # (place, what): after an unlock on a condition
printer = None

def place(position):
    return (position.file, position.line, position.column)

def sleeps(name):
    return bool(WAIT.match(str(name)))

def opens(name):
    """A function that may drop the lock: by its name alone."""
    return bool(OPENS.search(str(name))) and not PAIRED.match(str(name))

def tell(level, name, position, where):
    if place(position) in marked or place(position) in polls:
        return
    marked.add(place(position))
    if place(position) in checks or name.startswith(("dma_resv_wait", "reservation_object_wait")):
        level = "WARNING"
    if printer:
        printer(position, "%s: fence/wait-atomic: %s() may sleep, %s" % (level, name, where))

def follow(start, where):
    seen, todo = {start}, [start]
    while todo:
        caller = todo.pop()
        for name, position in calls.get(caller, []):
            if WAIT.match(name):
                if caller == start:
                    tell("ERROR", name, position, "in " + where)
                else:
                    tell("WARNING", name, position, "in %s(), which is called from %s" % (caller[1], where))
            callee = (caller[0], name)
            if callee in calls and callee not in seen:
                seen.add(callee)
                todo.append(callee)

def judge():
    for name, position, what in waits:
        if (place(position), what) not in over:
            tell("ERROR", name, position, what)
    for start in sorted(atomic):
        follow(start, atomic[start])

def wrong(position):
    return place(position[0]) in marked

@initialize:python depends on org@
@@

printer = coccilib.org.print_todo

@initialize:python depends on report@
@@

printer = coccilib.report.print_report

// Without a wait there is nothing to look at.

@waits@
position p;
@@

\(dma_fence_wait@p\|dma_fence_wait_timeout@p\|dma_fence_default_wait@p\|dma_fence_wait_any_timeout@p\|
dma_resv_wait_timeout@p\|dma_resv_wait_timeout_rcu@p\|reservation_object_wait_timeout_rcu@p\|
dma_resv_lock@p\|dma_resv_lock_interruptible@p\|dma_resv_lock_slow@p\|reservation_object_lock@p\|
drm_sched_entity_flush@p\|drm_sched_entity_destroy@p\|drm_sched_entity_fini@p\|
drm_gem_dma_resv_wait@p\|drm_atomic_helper_wait_for_fences@p\)(...)

@polled depends on waits@
identifier w =~ "^(dma_fence_wait_timeout|(dma_resv|reservation_object)_wait_timeout(_rcu)?)$";
position p;
@@

w@p(..., 0)

@script:python@
p << polled.p;
w << polled.w;
@@

(checks if str(w).startswith("dma_fence") else polls).add(place(p[0]))

// Spinlocks: from the lock to its unlock, on any path.

@locked depends on waits exists@
identifier l =~ "^(raw_)?(spin|read|write)_lock(_irq|_irqsave|_bh|_nested|_irqsave_nested)?$";
identifier u =~ "^(raw_)?(spin|read|write)_unlock(_irq|_irqrestore|_bh)?$";
identifier d : script:python() { opens(d) };
identifier w : script:python() { sleeps(w) };
expression L;
position p;
@@

l(L, ...)
... when any
    when != u(L, ...)
    when != d(...)
w@p(...)

@script:python@
p << locked.p;
w << locked.w;
@@

waits.append((str(w), p[0], "under a spinlock"))

@unlocked depends on waits exists@
identifier l =~ "^(raw_)?(spin|read|write)_lock(_irq|_irqsave|_bh|_nested|_irqsave_nested)?$";
identifier u =~ "^(raw_)?(spin|read|write)_unlock(_irq|_irqrestore|_bh)?$";
identifier w : script:python() { sleeps(w) };
expression L, E;
position p;
@@

if (E) u(L, ...);
... when any
    when != l(L, ...)
w@p(...)

@script:python@
p << unlocked.p;
@@

over.add((place(p[0]), "under a spinlock"))

@blocks depends on waits exists@
identifier l =~ "^(raw_)?(spin|read|write)_lock(_irq|_irqsave|_bh|_nested|_irqsave_nested)?$";
identifier u =~ "^(raw_)?(spin|read|write)_unlock(_irq|_irqrestore|_bh)?$";
identifier w : script:python() { sleeps(w) };
expression L, E;
position p;
@@

if (E) {
... when any
l(L, ...);
... when any
}
... when any
if (E) {
... when any
u(L, ...);
... when any
}
... when any
    when != l(L, ...)
w@p(...)

@script:python@
p << blocks.p;
@@

over.add((place(p[0]), "under a spinlock"))

// Its end is the end of the lock. With the names known, spatch can also parse
// the functions that have them.

@scoped depends on waits exists@
iterator name scoped_guard;
identifier k =~ "^((raw_)?spinlock|read_lock|write_lock|rcu$|irq|preempt)";
identifier w : script:python() { sleeps(w) };
position p;
@@

scoped_guard(k, ...) {
<+...
w@p(...)
...+>
}

@script:python@
p << scoped.p;
w << scoped.w;
@@

waits.append((str(w), p[0], "in the scope of a guard"))

@until depends on waits@
iterator name drm_exec_until_all_locked;
statement S;
@@

drm_exec_until_all_locked(...) S

// The others have no argument that tells one from another.

@rcu depends on waits exists@
identifier l =~ "^rcu_read_lock(_bh|_sched)?$";
identifier u =~ "^rcu_read_unlock(_bh|_sched)?$";
identifier d : script:python() { opens(d) };
identifier w : script:python() { sleeps(w) };
position p;
@@

l()
... when any
    when != u()
    when != d(...)
w@p(...)

@script:python@
p << rcu.p;
w << rcu.w;
@@

waits.append((str(w), p[0], "in an RCU read section"))

@rcuover depends on waits exists@
identifier u =~ "^rcu_read_unlock(_bh|_sched)?$";
identifier l =~ "^rcu_read_lock(_bh|_sched)?$";
identifier w : script:python() { sleeps(w) };
expression E;
position p;
@@

if (E) u();
... when any
    when != l()
w@p(...)

@script:python@
p << rcuover.p;
@@

over.add((place(p[0]), "in an RCU read section"))

@off depends on waits exists@
identifier l =~ "^(local_(irq_disable|irq_save|bh_disable)|preempt_disable)$";
identifier u =~ "^(local_(irq_enable|irq_restore|bh_enable)|preempt_enable)$";
identifier d : script:python() { opens(d) };
identifier w : script:python() { sleeps(w) };
position p;
@@

l(...)
... when any
    when != u(...)
    when != d(...)
w@p(...)

@script:python@
p << off.p;
w << off.w;
@@

waits.append((str(w), p[0], "with interrupts or preemption off"))

@offover depends on waits exists@
identifier u =~ "^(local_(irq_enable|irq_restore|bh_enable)|preempt_enable)$";
identifier l =~ "^(local_(irq_disable|irq_save|bh_disable)|preempt_disable)$";
identifier w : script:python() { sleeps(w) };
expression E;
position p;
@@

if (E) u(...);
... when any
    when != l(...)
w@p(...)

@script:python@
p << offover.p;
@@

over.add((place(p[0]), "with interrupts or preemption off"))

// Functions that run in atomic context.

@callback depends on waits@
identifier f;
expression E1, E2;
position p;
@@

dma_fence_add_callback@p(E1, E2, f)

@script:python@
p << callback.p;
f << callback.f;
@@

atomic[(p[0].file, str(f))] = "a callback of a fence"

@handler depends on waits@
identifier r =~ "^request_(threaded_)?irq$";
identifier f;
expression E;
position p;
@@

r@p(E, f, ...)

@script:python@
p << handler.p;
f << handler.f;
@@

atomic[(p[0].file, str(f))] = "an interrupt handler"

@devhandler depends on waits@
identifier r =~ "^(devm_request_(threaded_)?irq|pci_request_irq)$";
identifier f;
expression E1, E2;
position p;
@@

r@p(E1, E2, f, ...)

@script:python@
p << devhandler.p;
f << devhandler.f;
@@

atomic[(p[0].file, str(f))] = "an interrupt handler"

@enabler depends on waits@
identifier f, ops;
position p;
@@

struct dma_fence_ops ops@p = {
	.enable_signaling = f,
};

@script:python@
p << enabler.p;
f << enabler.f;
@@

atomic[(p[0].file, str(f))] = "enable_signaling(), under the lock of the fence"

@call depends on waits@
identifier g;
position p;
@@

g@p(...)

@script:python@
p << call.p;
g << call.g;
@@

calls.setdefault((p[0].file, p[0].current_element), []).append((str(g), p[0]))

// Once for each file, after all of the above.
@script:python depends on waits@
@@

judge()

// A place is the name of a call.
@depends on context@
identifier f;
position p : script:python() { wrong(p) };
@@

* f@p(...)
