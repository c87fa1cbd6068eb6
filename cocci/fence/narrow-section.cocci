// SPDX-License-Identifier: GPL-2.0-only
/// A signalling section begins after a sleeping lock was taken and ends before
/// it is released. Whoever holds that lock over a wait for the fence deadlocks
/// with this code, and lockdep never says so: taking the lock is no part of the
/// section. Begin before the lock, end after it is released.
///
//# A section under a lock that the fence is made or published under is left
//# alone: nobody can have waited for the fence before. So is one inside of
//# another section that covers the lock. Where a caller's section covers it, or
//# where the fence was published elsewhere while this lock was held, the finding
//# is false. Locks that a helper takes, guards that a scope releases, and a
//# lock that is released inside of the section are not seen.
//
// Confidence: Moderate
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: dma_fence_begin_signalling
// Candidates: \bdma_fence_begin_signalling\s*\(
// Candidates: \b(\w*mutex_lock\w*|down_(read|write)\w*|dma_resv_lock\w*|mmap_(read|write)_lock\w*|drm_modeset_lock\w*)\s*\(
// Order: 99

virtual patch
virtual context
virtual org
virtual report

// Where the section should begin is for a person to say: nothing is rewritten.
@initialize:python@
@@

marked = set()
printer = None

def place(position):
    return (position.file, position.line, position.column)

def tell(position, lock):
    """Once a place, however many locks are held there."""
    if place(position) not in marked and printer:
        printer(position, "WARNING: fence/narrow-section: the section begins after %s() and ends before the lock "
                "is released; it does not cover the lock" % lock)
    marked.add(place(position))

def wrong(position):
    return place(position[0]) in marked

@initialize:python depends on org@
@@

printer = coccilib.org.print_todo

@initialize:python depends on report@
@@

printer = coccilib.report.print_report

@covered exists@
identifier lock =~ "^((rt_|ww_)?mutex_lock|down_(read|write)|dma_resv_lock|mmap_(read|write)_lock|drm_modeset_lock)";
position l;
@@

dma_fence_begin_signalling()
... when != dma_fence_end_signalling(...)
    when any
lock@l(...)

// With their names known, spatch can parse functions that use these.

@guarded depends on covered@
iterator name scoped_guard;
statement S;
@@

scoped_guard(...) S

@exec_loop depends on covered@
iterator name drm_exec_until_all_locked;
statement S;
@@

drm_exec_until_all_locked(...) S

@narrow exists@
expression L;
identifier lock =~ "^((rt_|ww_)?mutex_lock|down_(read|write)|dma_resv_lock|mmap_(read|write)_lock|drm_modeset_lock)(_nested|_nest_lock|_io|_killable|_interruptible|_slow|_slow_interruptible|_single_interruptible)*$";
identifier publish =~ "fence_(init|create|alloc|emit)|_add_(excl_|shared_)?fence|replace_fence|add_point|^sync_file_create$|^fd_install$|^drm_sched_(job_arm|entity_push_job)$";
position l != covered.l, b;
@@

lock@l(L, ...)
... when != \(mutex_unlock\|rt_mutex_unlock\|ww_mutex_unlock\|up_read\|up_write\|dma_resv_unlock\|mmap_read_unlock\|mmap_write_unlock\|drm_modeset_unlock\)(L)
    when != publish(...)
dma_fence_begin_signalling@b()
... when != \(mutex_unlock\|rt_mutex_unlock\|ww_mutex_unlock\|up_read\|up_write\|dma_resv_unlock\|mmap_read_unlock\|mmap_write_unlock\|drm_modeset_unlock\)(L)
dma_fence_end_signalling(...)
... when any
\(mutex_unlock\|rt_mutex_unlock\|ww_mutex_unlock\|up_read\|up_write\|dma_resv_unlock\|mmap_read_unlock\|mmap_write_unlock\|drm_modeset_unlock\)(L)

@script:python@
p << narrow.b;
lock << narrow.lock;
@@

tell(p[0], lock)

@depends on context@
position p : script:python() { wrong(p) };
@@

* dma_fence_begin_signalling@p()
