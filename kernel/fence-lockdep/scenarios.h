/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The scenarios, the only place of these facts. Whoever includes this file
 * defines
 *
 *	SCENARIO(name, classes, base, patched, origin, sentence)
 *
 * classes	lock classes that the report must name, between commas
 * base		outcome without the series: SILENT CIRCULAR RECURSIVE
 *		INCONSISTENT SLEEPING UNBALANCED LEAKED WARNED HANGS SKIPPED
 * patched	outcome with the series
 *
 * Where 6.1 and 6.12 differ the outcome is SINCE_6_12(before, from). A row
 * x_ok does what row x should have done, and must be silent. Each row is run on
 * a kernel of its own, so that rows may share locks.
 */

/* section.c: locks */
SCENARIO(wait_under_lock, "dma_fence_map,lock_a", CIRCULAR, CIRCULAR,
	 "kernel-doc of dma_fence_begin_signalling()",
	 "A lock is held over a wait for a fence and taken on the way to signalling one.")
SCENARIO(wait_under_lock_ok, "", SILENT, SILENT, "",
	 "The lock is dropped before the wait.")
SCENARIO(wait_after_section, "dma_fence_map,lock_a", CIRCULAR, CIRCULAR,
	 "kernel-doc of dma_fence_begin_signalling()",
	 "The same lock, seen in the section first and over the wait later.")
SCENARIO(wait_after_section_ok, "", SILENT, SILENT, "",
	 "Nothing is held over the wait.")
SCENARIO(notifier_lock_in_section, "dma_fence_map,notifier_lock", CIRCULAR, CIRCULAR,
	 "amdgpu: submission against userptr notifier",
	 "An MMU notifier waits for fences under a lock that the submission takes in its section.")
SCENARIO(notifier_lock_in_section_ok, "", SILENT, SILENT, "",
	 "The submission takes the notifier's lock before the section begins.")
SCENARIO(reset_lock_in_section, "dma_fence_map,reset_lock", CIRCULAR, CIRCULAR,
	 "amdgpu, i915: reset through debugfs",
	 "A reset by hand waits for jobs under the lock that the time-out handler needs.")
SCENARIO(reset_lock_in_section_ok, "", SILENT, SILENT, "",
	 "The reset by hand waits without the lock.")
SCENARIO(rwsem_readers, "dma_fence_map,reset_sem", CIRCULAR, CIRCULAR,
	 "amdgpu: reset_domain->sem",
	 "One reader of an rwsem waits, one signals, and a writer between them blocks both.")
SCENARIO(rwsem_readers_ok, "", SILENT, SILENT, "",
	 "The reader that waits lets go of the rwsem first.")
SCENARIO(console_lock_in_section, "dma_fence_map,console_lock", CIRCULAR, CIRCULAR,
	 "amdgpu: suspend of the framebuffer in a reset",
	 "The console lock is held over a wait and taken by a time-out handler.")
SCENARIO(console_lock_in_section_ok, "", SILENT, SILENT, "",
	 "The time-out handler only tries the console lock.")
SCENARIO(modeset_lock_in_section, "dma_fence_map,crtc_ww_class_mutex", CIRCULAR, CIRCULAR,
	 "amdgpu: display reset in the time-out handler",
	 "A modeset lock is held over a wait for a fence and taken by a time-out handler.")
SCENARIO(modeset_lock_in_section_ok, "", SILENT, SILENT, "",
	 "The reset takes the modeset lock before its section begins.")
SCENARIO(trylock_loop_in_section, "", SILENT, SILENT, "limits of lockdep",
	 "A section spins on a trylock of a lock held over a wait: lockdep cannot see it.")
SCENARIO(trylock_loop_in_section_ok, "", SILENT, SILENT, "",
	 "The section tries the lock once and goes on without it.")
SCENARIO(wait_in_section_under_lock, "dma_fence_map,lock_a", CIRCULAR, CIRCULAR,
	 "dma_fence_begin_signalling()",
	 "A wait inside a section is legal, but not with a lock that was taken in the section.")
SCENARIO(wait_in_section_under_lock_ok, "", SILENT, SILENT, "",
	 "A section waits for another fence without a lock in between.")

/* alloc.c: memory and the locks of memory management */
SCENARIO(kmalloc_in_section, "dma_fence_map,fs_reclaim", CIRCULAR, CIRCULAR,
	 "lima, v3d, amdgpu: hardware fence allocated in run_job",
	 "GFP_KERNEL may enter reclaim, and reclaim may wait for the fence of this section.")
SCENARIO(kmalloc_in_section_ok, "", SILENT, SILENT, "",
	 "The section uses memory from before, or GFP_NOWAIT and GFP_ATOMIC, which never reclaim.")
SCENARIO(nofs_in_section, "dma_fence_map,mmu_notifier_invalidate_range_start", CIRCULAR, CIRCULAR,
	 "amdgpu: GFP_NOFS in place of GFP_KERNEL",
	 "GFP_NOFS still reclaims anonymous memory, and so may wait in an MMU notifier.")
SCENARIO(nofs_in_section_ok, "", SILENT, SILENT, "",
	 "A memalloc_noreclaim scope around the section.")
SCENARIO(vmap_in_section, "dma_fence_map,fs_reclaim", CIRCULAR, CIRCULAR,
	 "v3d: CPU jobs",
	 "vmap() allocates with GFP_KERNEL.")
SCENARIO(vmap_in_section_ok, "", SILENT, SILENT, "",
	 "The buffer is mapped when the job is submitted.")
SCENARIO(coredump_in_section, "dma_fence_map,fs_reclaim", CIRCULAR, CIRCULAR,
	 "etnaviv, panfrost, xe: devcoredump",
	 "The time-out handler allocates the memory of a core dump with GFP_KERNEL.")
SCENARIO(coredump_in_section_ok, "", SILENT, SILENT, "",
	 "The snapshot uses GFP_NOWAIT and is dropped when there is no memory.")
SCENARIO(mmap_lock_in_section, "dma_fence_map,&mm->mmap_lock", CIRCULAR, CIRCULAR,
	 "userptr: pages looked up in the signalling path",
	 "Page faults wait for fences under the mmap lock.")
SCENARIO(mmap_lock_in_section_ok, "", SILENT, SILENT, "",
	 "The pages are pinned before the section begins.")
SCENARIO(i_mmap_in_section, "dma_fence_map,&mapping->i_mmap_rwsem", SILENT, CIRCULAR,
	 "rmap walks with MMU notifiers",
	 "Reclaim calls MMU notifiers, which may wait for fences, under i_mmap_rwsem.")
SCENARIO(i_mmap_in_section_ok, "", SILENT, SILENT, "",
	 "The mapping is zapped before the section begins.")
SCENARIO(kmalloc_under_notifier_lock, "fs_reclaim,notifier_lock", CIRCULAR, CIRCULAR,
	 "amdgpu: userptr",
	 "GFP_KERNEL under a lock that an MMU notifier takes in reclaim.")
SCENARIO(kmalloc_under_notifier_lock_ok, "", SILENT, SILENT, "",
	 "The memory is allocated before the lock is taken.")
SCENARIO(shrinker_lock_in_section, "dma_fence_map,shrinker_lock", CIRCULAR, CIRCULAR,
	 "msm: shrinker",
	 "A lock that is held over GFP_KERNEL is as bad in a section as GFP_KERNEL itself.")
SCENARIO(shrinker_lock_in_section_ok, "", SILENT, SILENT, "",
	 "The shrinker waits for fences, and its lock is never held over an allocation.")
SCENARIO(power_lock_in_section, "dma_fence_map,opp_lock", CIRCULAR, CIRCULAR,
	 "msm, imx: clocks and PM QoS in run_job",
	 "A job takes the lock of a clock or PM QoS framework that allocates two locks deep.")
SCENARIO(power_lock_in_section_ok, "", SILENT, SILENT, "",
	 "Clocks and PM QoS are set up before the job is pushed.")

/* cookie.c: the annotation itself */
SCENARIO(inner_end_outer_cookie, "", SILENT, SILENT, "limits of the annotation",
	 "The inner end gets the outer cookie: the section is over, GFP_KERNEL is not reported.")
SCENARIO(inner_end_outer_cookie_ok, "", SILENT, SILENT, "",
	 "Each end gets the cookie of its own begin.")
SCENARIO(kmalloc_after_inner_end, "dma_fence_map,fs_reclaim", CIRCULAR, CIRCULAR,
	 "dma_fence_end_signalling()",
	 "The end of a nested section leaves the outer one open, and GFP_KERNEL forbidden.")
SCENARIO(kmalloc_after_inner_end_ok, "", SILENT, SILENT, "",
	 "GFP_NOWAIT between the inner and the outer end.")
SCENARIO(double_end, "dma_fence_map", UNBALANCED, UNBALANCED, "dma_fence_end_signalling()",
	 "A section is ended twice, as on an error path that falls through.")
SCENARIO(double_end_ok, "", SILENT, SILENT, "",
	 "Two sections one after the other, each ended once.")
SCENARIO(leak_in_kthread, "dma_fence_map", LEAKED, LEAKED, "dma_fence_end_signalling()",
	 "A thread freezes or exits in the middle of a section.")
SCENARIO(leak_in_kthread_ok, "", SILENT, SILENT, "",
	 "The section ends before the thread freezes or exits.")
SCENARIO(leak_in_work, "dma_fence_map", LEAKED, LEAKED, "dma_fence_end_signalling()",
	 "A work item returns in the middle of a section.")
SCENARIO(leak_in_work_ok, "", SILENT, SILENT, "",
	 "The section ends before the work item does.")
SCENARIO(begin_under_spinlock, "", SILENT, SILENT, "vmwgfx, f_fs",
	 "A section begun under a spinlock is none: GFP_KERNEL after it is not reported.")
SCENARIO(begin_under_spinlock_ok, "", SILENT, SILENT, "",
	 "The section begins before the spinlock is taken.")
SCENARIO(begin_with_irqs_off, "dma_fence_map,fs_reclaim", CIRCULAR, CIRCULAR,
	 "dma_fence_begin_signalling()",
	 "A section begun with interrupts off stays one, and must not use GFP_KERNEL.")
SCENARIO(begin_with_irqs_off_ok, "", SILENT, SILENT, "",
	 "The allocation comes after the section.")
SCENARIO(narrow_section, "", SILENT, SILENT, "amdgpu: user queues",
	 "The section begins inside the lock that is held over a wait: lockdep cannot see it.")
SCENARIO(narrow_section_ok, "", SILENT, SILENT, "",
	 "The section covers the lock, and nobody waits under it.")
SCENARIO(begin_under_lock, "dma_fence_map,lock_a", CIRCULAR, SILENT,
	 "nested use of the annotation",
	 "A section begins under a lock that another takes: no deadlock, but unpatched kernels report it.")
SCENARIO(begin_under_lock_ok, "", SILENT, SILENT, "",
	 "The lock is taken in sections only.")
SCENARIO(signal_under_lock, "dma_fence_map,lock_a", CIRCULAR, SILENT,
	 "nested use of the annotation",
	 "Signalling under a lock that a section takes: no deadlock, but unpatched kernels report it.")
SCENARIO(signal_under_lock_ok, "", SILENT, SILENT, "",
	 "The fence is signalled without the lock.")
SCENARIO(signal_locked_unannotated, "", SILENT, SILENT, "limits of the annotation",
	 "Signalling under a lock held over a wait, without a section: lockdep cannot see it.")
SCENARIO(signal_locked_unannotated_ok, "", SILENT, SILENT, "",
	 "The signalling path is a section and does not take the lock.")
SCENARIO(assert_outside_section, "", SKIPPED, WARNED,
	 "functions that rely on the section of their caller",
	 "A function that asserts a signalling section is called without one.")
SCENARIO(assert_outside_section_ok, "", SKIPPED, SILENT, "",
	 "The caller has begun a section.")

/* wait.c: ways to wait */
SCENARIO(wait_zero_timeout, "dma_fence_map,lock_a", CIRCULAR, CIRCULAR,
	 "dma_fence_wait_timeout()",
	 "A time-out of zero is a wait to lockdep.")
SCENARIO(wait_zero_timeout_ok, "", SILENT, SILENT, "",
	 "dma_fence_is_signaled() looks without waiting.")
SCENARIO(wait_finite_timeout, "dma_fence_map,lock_a", CIRCULAR, CIRCULAR,
	 "dma_fence_wait_timeout()",
	 "A time-out does not excuse a wait under a lock that signalling needs.")
SCENARIO(wait_finite_timeout_ok, "", SILENT, SILENT, "",
	 "The wait with a time-out holds no lock.")
SCENARIO(default_wait_under_lock, "dma_fence_map,lock_a", SILENT, CIRCULAR,
	 "i915: intel_reset.c",
	 "A direct call of dma_fence_default_wait() goes round the annotation.")
SCENARIO(default_wait_under_lock_ok, "", SILENT, SILENT, "",
	 "The direct call holds no lock.")
SCENARIO(default_wait_under_spinlock, "", SILENT, SLEEPING,
	 "dma_fence_default_wait()",
	 "A direct call under a spinlock is found only if the fence is late.")
SCENARIO(default_wait_under_spinlock_ok, "", SILENT, SILENT, "",
	 "With a time-out of zero it cannot sleep.")
SCENARIO(wait_any_under_lock, "dma_fence_map,lock_a", SILENT, CIRCULAR,
	 "dma_fence_wait_any_timeout()",
	 "A wait for any of several fences has no annotation of its own.")
SCENARIO(wait_any_under_lock_ok, "", SILENT, SILENT, "",
	 "The wait for any of several fences holds no lock.")
SCENARIO(wait_any_allocates, "dma_fence_map,lock_a", CIRCULAR, CIRCULAR,
	 "dma_fence_wait_any_timeout()",
	 "It allocates with GFP_KERNEL: to lockdep that is a wait if there are MMU notifiers.")
SCENARIO(wait_any_allocates_ok, "", SILENT, SILENT, "",
	 "With a time-out of zero it neither allocates nor waits.")
SCENARIO(wait_private, "dma_fence_map,lock_a", SILENT, CIRCULAR,
	 "radeon, nouveau, vmwgfx, vc4, etnaviv, qxl, virtio-gpu",
	 "A driver has a wait of its own: lockdep needs dma_fence_might_wait() to see it.")
SCENARIO(wait_private_ok, "", SILENT, SILENT, "",
	 "The driver waits without the lock.")
SCENARIO(syncobj_wait_under_lock, "", WARNED, WARNED, "drm_syncobj_find_fence()",
	 "A wait for userspace to submit holds a lock, any lock.")
SCENARIO(syncobj_wait_under_lock_ok, "", SILENT, SILENT, "",
	 "The wait for a submission holds no lock.")

/* resv.c: reservation objects */
SCENARIO(resv_lock_in_section, "dma_fence_map,reservation_ww_class_mutex", CIRCULAR, CIRCULAR,
	 "vmwgfx, amdgpu: commit tail",
	 "Reservation locks are held over waits by everybody, so a section must not take one.")
SCENARIO(resv_lock_in_section_ok, "", SILENT, SILENT, "",
	 "The section tries the reservation lock and goes on without it.")
SCENARIO(resv_wait_idle, "dma_fence_map,lock_a", SILENT, CIRCULAR, "TTM: eviction",
	 "An object that happens to be idle is waited for under a lock that signalling needs.")
SCENARIO(resv_wait_idle_ok, "", SILENT, SILENT, "",
	 "A time-out of zero only tests the object.")
SCENARIO(resv_wait_busy, "dma_fence_map,lock_a", CIRCULAR, CIRCULAR, "TTM: eviction",
	 "A wait for a busy object under a lock that signalling needs.")
SCENARIO(resv_wait_busy_ok, "", SILENT, SILENT, "",
	 "dma_resv_test_signaled() looks without waiting.")
SCENARIO(kmalloc_after_add_fence, "dma_fence_map,fs_reclaim", CIRCULAR, CIRCULAR,
	 "dma_resv_add_fence()",
	 "Others wait for the fence once it is in the object, so memory must be there before.")
SCENARIO(kmalloc_after_add_fence_ok, "", SILENT, SILENT, "",
	 "Nothing behind dma_resv_add_fence() enters reclaim.")
SCENARIO(two_resv_locks, "reservation_ww_class_mutex", RECURSIVE, RECURSIVE,
	 "xe: two objects locked without a context",
	 "All reservation locks share a class; two need an acquire context to be ordered.")
SCENARIO(two_resv_locks_ok, "", SILENT, SILENT, "",
	 "Both are locked with one acquire context.")

/* atomic.c: callbacks and fence locks */
SCENARIO(callback_takes_irq_unsafe_lock, "irq_unsafe_lock", INCONSISTENT, INCONSISTENT,
	 "drm/sched: xa_lock in a kill callback",
	 "A callback in an interrupt takes a lock that others hold with interrupts on.")
SCENARIO(callback_takes_irq_unsafe_lock_ok, "", SILENT, SILENT, "",
	 "Everybody takes that lock with interrupts off.")
SCENARIO(fence_lock_without_irqsave, "&fence->lock", INCONSISTENT, INCONSISTENT,
	 "v3d: interrupt handler",
	 "A fence lock is taken with interrupts on, and an interrupt signals the fence.")
SCENARIO(fence_lock_without_irqsave_ok, "", SILENT, SILENT, "",
	 "The fence lock is taken with interrupts off.")
SCENARIO(callback_signals_fence, "&fence->lock", RECURSIVE, RECURSIVE,
	 "dma_fence_chain, dma_fence_array",
	 "A callback signals a second fence of the same lock class under the lock of the first.")
SCENARIO(callback_signals_fence_ok, "", SILENT, SILENT, "",
	 "The callback leaves the second fence to an irq_work.")
SCENARIO(callback_takes_mutex, "", SLEEPING, SLEEPING, "dma_fence_add_callback()",
	 "Callbacks run under a spinlock and must not sleep.")
SCENARIO(callback_takes_mutex_ok, "", SILENT, SILENT, "",
	 "The callback queues a work item that takes the mutex.")
SCENARIO(wait_under_spinlock, "", SLEEPING, SLEEPING, "dma_fence_wait()",
	 "A wait under a spinlock is reported even if the fence has signalled.")
SCENARIO(wait_under_spinlock_ok, "", SILENT, SILENT, "",
	 "dma_fence_is_signaled() under the spinlock, the wait outside of it.")
SCENARIO(wait_under_rcu, "", SLEEPING, SLEEPING, "dma_fence_wait()",
	 "A wait in an RCU read section.")
SCENARIO(wait_under_rcu_ok, "", SILENT, SILENT, "",
	 "RCU covers only the lookup of the fence; a reference covers the wait.")

/* work.c: work items, threads, completions, SRCU */
SCENARIO(cancel_waiting_work, "dma_fence_map,(work_completion)(&job_work)", CIRCULAR, CIRCULAR,
	 "drm/sched: drm_sched_stop()",
	 "A time-out handler cancels running work that waits for a fence.")
SCENARIO(cancel_waiting_work_ok, "", SILENT, SILENT, "panfrost: reset",
	 "The work is cancelled before the section begins.")
SCENARIO(flush_locking_work, "dma_fence_map,(work_completion)(&job_work)", CIRCULAR, CIRCULAR,
	 "flush_work()",
	 "A section flushes work that takes a lock that is held over a wait.")
SCENARIO(flush_locking_work_ok, "", SILENT, SILENT, "",
	 "The work is flushed before the section begins.")
SCENARIO(flush_annotated_work, "dma_fence_map,(work_completion)(&job_work)", CIRCULAR, SILENT,
	 "drm/sched: run_job against the time-out handler",
	 "A section flushes work with a section of its own: no deadlock, but unpatched kernels report it.")
SCENARIO(flush_annotated_work_ok, "", SILENT, SILENT, "",
	 "The annotated work is flushed outside of any section.")
SCENARIO(cancel_annotated_work, "dma_fence_map,(work_completion)(&job_work)", CIRCULAR, SILENT,
	 "drm/sched: run_job against the time-out handler",
	 "A section cancels work with a section of its own: no deadlock, but unpatched kernels report it.")
SCENARIO(cancel_annotated_work_ok, "", SILENT, SILENT, "",
	 "The annotated work is cancelled outside of any section.")
SCENARIO(flush_idle_work, "dma_fence_map,(work_completion)(&job_work)",
	 SINCE_6_12(CIRCULAR, SILENT), SINCE_6_12(CIRCULAR, SILENT), "flush_work()",
	 "A section flushes work that waits for fences but is not running just now.")
SCENARIO(flush_idle_work_ok, "", SILENT, SILENT, "",
	 "The idle work was flushed before the section begins.")
SCENARIO(flush_queue_in_section, "dma_fence_map,(wq_completion)fl-jobs", CIRCULAR, CIRCULAR,
	 "flush_workqueue()",
	 "A section flushes a workqueue with work that waits for fences.")
SCENARIO(flush_queue_in_section_ok, "", SILENT, SILENT, "",
	 "The workqueue is flushed outside of the section.")
SCENARIO(kthread_flush_in_section, "", SILENT, SILENT, "msm: kthread workers",
	 "A section flushes kthread work that takes a lock held over a wait: lockdep is blind.")
SCENARIO(kthread_flush_in_section_ok, "", SILENT, SILENT, "",
	 "The kthread worker is flushed outside of the section.")
SCENARIO(completion_in_section, "", SILENT, SILENT, "atomic commits: hw_done; etnaviv",
	 "Who completes what a section waits for takes a lock held over a wait: lockdep is blind.")
SCENARIO(completion_in_section_ok, "", SILENT, SILENT, "",
	 "The completion is waited for before the section begins.")
SCENARIO(synchronize_srcu_in_section, "dma_fence_map,unplug_srcu",
	 SINCE_6_12(SILENT, CIRCULAR), SINCE_6_12(SILENT, CIRCULAR), "drm_dev_unplug()",
	 "A section waits for SRCU readers, and a reader waits for a fence.")
SCENARIO(synchronize_srcu_in_section_ok, "", SILENT, SILENT, "",
	 "SRCU is synchronized before the section begins.")

/* drm/sched */
SCENARIO(sched_run_job_kmalloc, "dma_fence_map,fs_reclaim", SILENT, CIRCULAR,
	 "lima, v3d, etnaviv: hardware fence allocated in run_job",
	 "GFP_KERNEL in run_job() of a driver that has its scheduler annotated.")
SCENARIO(sched_run_job_kmalloc_ok, "", SILENT, SILENT, "",
	 "GFP_NOWAIT in run_job().")
SCENARIO(sched_opt_out_kmalloc, "", SILENT, SILENT, "drivers that are not clean yet",
	 "GFP_KERNEL in run_job() of a driver that did not ask for the annotation: a deadlock that lockdep cannot see.")
SCENARIO(sched_opt_out_kmalloc_ok, "", SILENT, SILENT, "",
	 "GFP_NOWAIT in run_job(), without the annotation.")
SCENARIO(sched_run_job_resv_lock, "dma_fence_map,reservation_ww_class_mutex", SILENT, CIRCULAR,
	 "buffers validated in run_job",
	 "run_job() takes a reservation lock, and others wait for fences under those.")
SCENARIO(sched_run_job_resv_lock_ok, "", SILENT, SILENT, "",
	 "run_job() tries the reservation lock and goes on without it.")
SCENARIO(sched_free_job_lock, "dma_fence_map,job_lock", SILENT, CIRCULAR,
	 "buffers released in free_job",
	 "free_job() takes a lock that is held over a wait, and the next job has to wait for free_job().")
SCENARIO(sched_free_job_lock_ok, "", SILENT, SILENT, "",
	 "free_job() leaves the lock to a work item.")
SCENARIO(sched_timedout_wait_lock, "dma_fence_map,reset_lock", SILENT, CIRCULAR,
	 "amdgpu, i915: reset through debugfs",
	 "The time-out handler takes a lock that is held over a wait for the very jobs it has to end.")
SCENARIO(sched_timedout_wait_lock_ok, "", SILENT, SILENT, "",
	 "Nobody waits under the lock of the time-out handler.")
SCENARIO(sched_timedout_stop, "dma_fence_map,reset_lock", SILENT, CIRCULAR,
	 "drm_sched_stop()",
	 "The time-out handler holds a lock over drm_sched_stop(), which waits for jobs that ended just now.")
SCENARIO(sched_timedout_stop_ok, "", SILENT, SILENT, "panfrost: reset",
	 "The time-out handler stops the scheduler before it takes its lock.")
SCENARIO(sched_flush_under_lock, "dma_fence_map,ctx_lock", SILENT, CIRCULAR,
	 "drm_sched_entity_flush()",
	 "An entity is flushed under a lock that signalling needs, and happens to be idle.")
SCENARIO(sched_flush_under_lock_ok, "", SILENT, SILENT, "",
	 "The entity is flushed before the lock is taken.")
SCENARIO(sched_kill_under_lock, "dma_fence_map,ctx_lock", SILENT, CIRCULAR,
	 "drm_sched_entity_fini()",
	 "An entity is torn down under a lock that signalling needs.")
SCENARIO(sched_kill_under_lock_ok, "", SILENT, SILENT, "",
	 "The entity is torn down before the lock is taken.")
SCENARIO(sched_fini_under_lock, "drm_sched_lockdep_map,job_lock",
	 SINCE_6_12(SILENT, CIRCULAR), SINCE_6_12(SILENT, CIRCULAR), "drm_sched_fini()",
	 "A scheduler is torn down under a lock that its run_job() takes; lockdep knows workqueues, but not the kthread of 6.1.")
SCENARIO(sched_fini_under_lock_ok, "", SILENT, SILENT, "",
	 "The scheduler is torn down without the lock.")
SCENARIO(sched_two_schedulers, "drm_sched_lockdep_map,job_lock",
	 SINCE_6_12(SILENT, CIRCULAR), SILENT, "drm_sched_lockdep_map",
	 "The same with the scheduler of another driver: no deadlock, but reported where all schedulers share one class.")
SCENARIO(sched_two_schedulers_ok, "", SILENT, SILENT, "",
	 "The other scheduler is torn down without the lock.")

/* hangs */
SCENARIO(hang_wait_under_lock, "", HANGS, HANGS,
	 "kernel-doc of dma_fence_begin_signalling()",
	 "One thread waits for a fence under a lock, the other needs the lock to signal it; without a section lockdep is silent.")
SCENARIO(hang_wait_under_lock_ok, "", SILENT, SILENT, "",
	 "The first thread waits without the lock.")
SCENARIO(hang_annotated_lock, "dma_fence_map,lock_a", HANGS, HANGS,
	 "kernel-doc of dma_fence_begin_signalling()",
	 "The same two threads with a section: lockdep reports the deadlock before it takes place.")
SCENARIO(hang_annotated_lock_ok, "", SILENT, SILENT, "",
	 "With the section, and the wait without the lock.")
SCENARIO(hang_narrow_section, "", HANGS, HANGS, "amdgpu: user queues",
	 "The section begins behind the lock: lockdep sees both sides and is silent for ever.")
SCENARIO(hang_narrow_section_ok, "", SILENT, SILENT, "",
	 "The lock around the section is not held over the wait.")
SCENARIO(hang_kmalloc_like, "", HANGS, HANGS, "msm: shrinker",
	 "A shrinker waits for a fence under its lock, and the signaller enters reclaim and wants that lock.")
SCENARIO(hang_kmalloc_like_ok, "", SILENT, SILENT, "",
	 "The shrinker drops its lock before it waits.")
SCENARIO(hang_resv_lock, "", HANGS, HANGS, "vmwgfx, amdgpu: commit tail",
	 "A fence is waited for under a reservation lock that its signaller takes.")
SCENARIO(hang_resv_lock_ok, "", SILENT, SILENT, "",
	 "The reservation lock is not held over the wait.")
SCENARIO(hang_rwsem_readers, "", HANGS, HANGS, "amdgpu: reset_domain->sem",
	 "A reader waits for a fence, a writer queues behind it, and the signaller, a reader too, behind the writer.")
SCENARIO(hang_rwsem_readers_ok, "", SILENT, SILENT, "",
	 "The reader lets go of the rwsem before it waits.")
SCENARIO(hang_completion, "", HANGS, HANGS, "atomic commits: hw_done; etnaviv",
	 "A section waits for a completion that comes after the wait for the section's fence: silent, as lockdep does not know who completes.")
SCENARIO(hang_completion_ok, "", SILENT, SILENT, "",
	 "The completion comes before the wait.")
SCENARIO(hang_fence_cycle, "", HANGS, HANGS, "limits of lockdep",
	 "Two sections wait for each other's fence: waits in sections are legal, so lockdep is silent.")
SCENARIO(hang_fence_cycle_ok, "", SILENT, SILENT, "",
	 "The second fence depends on nothing.")
SCENARIO(hang_flush_work, "dma_fence_map,(work_completion)(&job_work)", HANGS, HANGS,
	 "drm/sched: drm_sched_stop()",
	 "A section flushes work that waits for the section's fence: lockdep reports it, and it does hang.")
SCENARIO(hang_flush_work_ok, "", SILENT, SILENT, "",
	 "The fence is signalled before the flush.")
SCENARIO(hang_ordered_workqueue, "", HANGS, HANGS, "one ordered workqueue for everything",
	 "On an ordered workqueue a wait is queued before the work that signals: silent, as lockdep does not know the order.")
SCENARIO(hang_ordered_workqueue_ok, "", SILENT, SILENT, "",
	 "What signals has a queue of its own.")
SCENARIO(hang_timedout_lock, "", HANGS, HANGS, "amdgpu, i915: reset through debugfs",
	 "A reset by hand waits for a job under the lock that the time-out handler needs to end it.")
SCENARIO(hang_timedout_lock_ok, "", SILENT, SILENT, "",
	 "The reset by hand waits without the lock.")

/* The judge must find this one wrong. It runs only when it is asked for. */
SCENARIO(busted, "dma_fence_map,lock_a", CIRCULAR, CIRCULAR, "self-test",
	 "The expectation of this row is wrong on purpose.")
