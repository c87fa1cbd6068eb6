// SPDX-License-Identifier: GPL-2.0-only
/// A fence callback that can sleep, or that signals a fence. The callbacks of
/// dma_fence_add_callback() run under the lock of the fence with interrupts
/// off, whoever signals: a mutex, an allocation that may reclaim, or a wait is
/// a sleep in atomic context, and another fence's lock within the first is a
/// recursion if both are of one lock class. Queue a work item or an irq_work.
///
//# Callbacks are found where they are given by name, in the same file, with
//# the functions of that file that they call, one level deep. A fence that is
//# signalled in a callback is right if its lock is of a class of its own.
//
// Confidence: High
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: dma_fence_add_callback
// Candidates: \bdma_fence_add_callback\s*\(
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

def tell(position, level, text):
    if place(position) not in marked and printer:
        printer(position, level + ": fence/callback-sleeps: " + text)
    marked.add(place(position))

def wrong(position):
    return place(position[0]) in marked

@initialize:python depends on org@
@@

printer = coccilib.org.print_todo

@initialize:python depends on report@
@@

printer = coccilib.report.print_report

@given@
identifier cb;
expression F, C;
@@

\(dma_fence_add_callback(F, C, cb)\|dma_fence_add_callback(F, C, &cb)\)

// The fence itself, which is locked.
// With their names known, spatch can parse functions that use these.

@guarded depends on given@
iterator name scoped_guard;
statement S;
@@

scoped_guard(...) S

@exec_loop depends on given@
iterator name drm_exec_until_all_locked;
statement S;
@@

drm_exec_until_all_locked(...) S

@again@
identifier given.cb;
identifier f, c;
identifier s =~ "^dma_fence_signal(_timestamp)?$";
position p;
@@

cb(struct dma_fence *f, struct dma_fence_cb *c) {
<+...
s@p(f, ...)
...+>
}

@script:python@
p << again.p;
@@

for q in p:
    tell(q, "ERROR", "a callback signals its own fence, whose lock is held")

@callee@
identifier given.cb;
identifier g;
@@

cb(...) {
<+...
g(...)
...+>
}

@sleeps@
identifier given.cb;
identifier s =~ "^(mutex_lock|ww_mutex_lock|dma_resv_lock|drm_modeset_lock|mmap_read_lock|mmap_write_lock)(_all|_nested|_interruptible|_killable|_io|_slow|_slow_interruptible)*$|^(__)?down(_read|_write)?(_nested|_interruptible|_killable|_timeout)?$|^(rtnl|console)_lock$|^(msleep(_interruptible)?|ssleep|usleep_range(_state)?|fsleep|might_sleep)$|^(io_)?schedule(_timeout(_.*)?|_hrtimeout(_.*)?)?$|^wait_event(_.*)?$|^wait_for_completion(_.*)?$|^wait_on_bit(_.*)?$|^flush_(work|delayed_work|workqueue)$|^(drain|destroy)_workqueue$|^cancel_(delayed_)?work_sync$|^kthread_(stop|flush_work(er)?|cancel_work_sync)$|^dma_fence_wait(_.*)?$|^dma_resv_wait_timeout$|^copy_(to|from)_user$|^pm_runtime_(get_sync|resume_and_get|put_sync.*)$|^synchronize_(rcu|srcu|irq|net)(_expedited)?$|^(disable|free)_irq$|^v[mz]alloc(_user|_array)?$|^vmap$";
position p;
@@

cb(...) {
<+...
s@p(...)
...+>
}

@script:python@
p << sleeps.p;
s << sleeps.s;
@@

for q in p:
    tell(q, "ERROR", s + "() in a fence callback, which must not sleep")

@calleesleeps@
identifier callee.g;
identifier s =~ "^(mutex_lock|ww_mutex_lock|dma_resv_lock|drm_modeset_lock|mmap_read_lock|mmap_write_lock)(_all|_nested|_interruptible|_killable|_io|_slow|_slow_interruptible)*$|^(__)?down(_read|_write)?(_nested|_interruptible|_killable|_timeout)?$|^(rtnl|console)_lock$|^(msleep(_interruptible)?|ssleep|usleep_range(_state)?|fsleep|might_sleep)$|^(io_)?schedule(_timeout(_.*)?|_hrtimeout(_.*)?)?$|^wait_event(_.*)?$|^wait_for_completion(_.*)?$|^wait_on_bit(_.*)?$|^flush_(work|delayed_work|workqueue)$|^(drain|destroy)_workqueue$|^cancel_(delayed_)?work_sync$|^kthread_(stop|flush_work(er)?|cancel_work_sync)$|^dma_fence_wait(_.*)?$|^dma_resv_wait_timeout$|^copy_(to|from)_user$|^pm_runtime_(get_sync|resume_and_get|put_sync.*)$|^synchronize_(rcu|srcu|irq|net)(_expedited)?$|^(disable|free)_irq$|^v[mz]alloc(_user|_array)?$|^vmap$";
position p;
@@

g(...) {
<+...
s@p(...)
...+>
}

@script:python@
p << calleesleeps.p;
g << callee.g;
s << calleesleeps.s;
@@

for q in p:
    tell(q, "ERROR", s + "() in " + g + "(), which a fence callback calls")

@allocates@
identifier given.cb;
identifier gfp =~ "^GFP_(KERNEL|NOFS|NOIO|USER|HIGHUSER|KERNEL_ACCOUNT)$";
identifier a;
position p;
@@

cb(...) {
<+...
a@p(..., <+... gfp ...+>, ...)
...+>
}

@script:python@
p << allocates.p;
gfp << allocates.gfp;
@@

for q in p:
    tell(q, "ERROR", gfp + " in a fence callback, which must not sleep")

@calleeallocates@
identifier callee.g;
identifier gfp =~ "^GFP_(KERNEL|NOFS|NOIO|USER|HIGHUSER|KERNEL_ACCOUNT)$";
identifier a;
position p;
@@

g(...) {
<+...
a@p(..., <+... gfp ...+>, ...)
...+>
}

@script:python@
p << calleeallocates.p;
g << callee.g;
gfp << calleeallocates.gfp;
@@

for q in p:
    tell(q, "ERROR", gfp + " in " + g + "(), which a fence callback calls")

@signals@
identifier given.cb;
identifier s =~ "^dma_fence_signal(_locked|_timestamp|_timestamp_locked)?$";
position p;
@@

cb(...) {
<+...
s@p(...)
...+>
}

@script:python@
p << signals.p;
@@

for q in p:
    if not wrong([q]):
        tell(q, "WARNING", "a fence signalled under the lock of another: a recursion if one class")

@calleesignals@
identifier callee.g;
identifier s =~ "^dma_fence_signal(_locked|_timestamp|_timestamp_locked)?$";
position p;
@@

g(...) {
<+...
s@p(...)
...+>
}

@script:python@
p << calleesignals.p;
@@

for q in p:
    if not wrong([q]):
        tell(q, "WARNING", "a fence signalled under the lock of another: a recursion if one class")

// The last reference goes here at times; what frees the object sleeps.
@drops@
identifier given.cb;
identifier s =~ "^(drm_framebuffer_put|drm_gem_object_put|ttm_bo_(put|fini)|mmput)$";
position p;
@@

cb(...) {
<+...
s@p(...)
...+>
}

@script:python@
p << drops.p;
s << drops.s;
@@

for q in p:
    tell(q, "WARNING", s + "() in a fence callback: the last one sleeps")

@calleedrops@
identifier callee.g;
identifier s =~ "^(drm_framebuffer_put|drm_gem_object_put|ttm_bo_(put|fini)|mmput)$";
position p;
@@

g(...) {
<+...
s@p(...)
...+>
}

@script:python@
p << calleedrops.p;
g << callee.g;
s << calleedrops.s;
@@

for q in p:
    tell(q, "WARNING", s + "() in " + g + "(), which a fence callback calls: the last one sleeps")

// A place is the name of a call.
@depends on context@
identifier f;
position p : script:python() { wrong(p) };
@@

* f@p(...)
