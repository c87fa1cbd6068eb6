// SPDX-License-Identifier: GPL-2.0-only
/* The annotation itself: its cookie, its place, and what it does not see. */
#include <linux/debug_locks.h>
#include <linux/irqflags.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "fence-lockdep.h"

static DEFINE_MUTEX(lock_a);
static DEFINE_SPINLOCK(spin);

static void allocate(void)
{
	kfree(kmalloc(16, GFP_KERNEL));
}

static void wait_under_lock_a(void)
{
	mutex_lock(&lock_a);
	fl_wait();
	mutex_unlock(&lock_a);
}

static void section_takes_lock_a(void)
{
	bool cookie = dma_fence_begin_signalling();

	mutex_lock(&lock_a);
	mutex_unlock(&lock_a);
	dma_fence_end_signalling(cookie);
}

/* The inner end closes the outer section: what follows is not checked. */
ROW(inner_end_outer_cookie)
{
	bool outer = dma_fence_begin_signalling();
	bool inner = dma_fence_begin_signalling();

	dma_fence_end_signalling(outer);
	allocate();
	dma_fence_end_signalling(inner);
}

ROW(inner_end_outer_cookie_ok)
{
	bool outer = dma_fence_begin_signalling();
	bool inner = dma_fence_begin_signalling();

	dma_fence_end_signalling(inner);
	dma_fence_end_signalling(outer);
	allocate();
}

ROW(kmalloc_after_inner_end)
{
	bool outer = dma_fence_begin_signalling();
	bool inner = dma_fence_begin_signalling();

	dma_fence_end_signalling(inner);
	allocate();
	dma_fence_end_signalling(outer);
}

ROW(kmalloc_after_inner_end_ok)
{
	bool outer = dma_fence_begin_signalling();
	bool inner = dma_fence_begin_signalling();

	dma_fence_end_signalling(inner);
	kfree(kmalloc(16, GFP_NOWAIT));
	dma_fence_end_signalling(outer);
}

ROW(double_end)
{
	bool cookie = dma_fence_begin_signalling();

	dma_fence_end_signalling(cookie);
	dma_fence_end_signalling(cookie);
}

ROW(double_end_ok)
{
	int i;

	for (i = 0; i < 2; i++) {
		bool cookie = dma_fence_begin_signalling();

		dma_fence_end_signalling(cookie);
	}
}

/*
 * The check is the one of try_to_freeze() and exit. On its way there, exit takes
 * locks that are forbidden in a section as soon as user space has robust
 * futexes, and then the report is another one.
 */
ROW(leak_in_kthread)
{
	dma_fence_begin_signalling();
	debug_check_no_locks_held();
}

ROW(leak_in_kthread_ok)
{
	dma_fence_end_signalling(dma_fence_begin_signalling());
	debug_check_no_locks_held();
}

static void leaking_work_fn(struct work_struct *work)
{
	dma_fence_begin_signalling();
}

static void balanced_work_fn(struct work_struct *work)
{
	dma_fence_end_signalling(dma_fence_begin_signalling());
}

/* The worker stays spoilt on 6.1: take a pool that hardly anybody uses. */
static void run_work(work_func_t fn)
{
	static struct work_struct work;

	INIT_WORK(&work, fn);
	queue_work(system_highpri_wq, &work);
	flush_work(&work);
}

ROW(leak_in_work)
{
	run_work(leaking_work_fn);
}

ROW(leak_in_work_ok)
{
	run_work(balanced_work_fn);
}

/* Under a spinlock begin does nothing, also for the code behind the unlock. */
ROW(begin_under_spinlock)
{
	bool cookie;

	spin_lock(&spin);
	cookie = dma_fence_begin_signalling();
	spin_unlock(&spin);
	allocate();
	dma_fence_end_signalling(cookie);
}

ROW(begin_under_spinlock_ok)
{
	bool cookie = dma_fence_begin_signalling();

	spin_lock(&spin);
	spin_unlock(&spin);
	dma_fence_end_signalling(cookie);
}

/* Interrupts that are off do not make a context atomic. */
ROW(begin_with_irqs_off)
{
	bool cookie;

	local_irq_disable();
	cookie = dma_fence_begin_signalling();
	local_irq_enable();
	allocate();
	dma_fence_end_signalling(cookie);
}

ROW(begin_with_irqs_off_ok)
{
	bool cookie;

	local_irq_disable();
	cookie = dma_fence_begin_signalling();
	local_irq_enable();
	dma_fence_end_signalling(cookie);
	allocate();
}

/* A real deadlock: the section that needs the lock begins behind it. */
ROW(narrow_section)
{
	bool cookie;

	wait_under_lock_a();

	mutex_lock(&lock_a);
	cookie = dma_fence_begin_signalling();
	dma_fence_end_signalling(cookie);
	mutex_unlock(&lock_a);
}

ROW(narrow_section_ok)
{
	fl_wait();
	section_takes_lock_a();
}

/* No deadlock: a section that begins under a lock waits for nothing. */
ROW(begin_under_lock)
{
	mutex_lock(&lock_a);
	dma_fence_end_signalling(dma_fence_begin_signalling());
	mutex_unlock(&lock_a);

	section_takes_lock_a();
}

ROW(begin_under_lock_ok)
{
	dma_fence_end_signalling(dma_fence_begin_signalling());
	section_takes_lock_a();
}

ROW(signal_under_lock)
{
	static struct fl_fence fence;

	fl_fence_init(&fence);
	mutex_lock(&lock_a);
	dma_fence_signal(&fence.base);
	mutex_unlock(&lock_a);

	section_takes_lock_a();
}

ROW(signal_under_lock_ok)
{
	static struct fl_fence fence;

	fl_fence_init(&fence);
	dma_fence_signal(&fence.base);
	section_takes_lock_a();
}

/* Only dma_fence_signal() annotates itself, and only itself. */
ROW(signal_locked_unannotated)
{
	static struct fl_fence fence;

	fl_fence_init(&fence);
	wait_under_lock_a();

	mutex_lock(&lock_a);
	spin_lock_irq(&fence.lock);
	dma_fence_signal_locked(&fence.base);
	spin_unlock_irq(&fence.lock);
	mutex_unlock(&lock_a);
}

ROW(signal_locked_unannotated_ok)
{
	static struct fl_fence fence;
	bool cookie;

	fl_fence_init(&fence);
	wait_under_lock_a();

	cookie = dma_fence_begin_signalling();
	spin_lock_irq(&fence.lock);
	dma_fence_signal_locked(&fence.base);
	spin_unlock_irq(&fence.lock);
	dma_fence_end_signalling(cookie);
}

#ifdef HAVE_ASSERT

ROW(assert_outside_section)
{
	dma_fence_assert_in_signalling_section();
}

ROW(assert_outside_section_ok)
{
	bool cookie = dma_fence_begin_signalling();

	dma_fence_assert_in_signalling_section();
	dma_fence_end_signalling(cookie);
}

#else

ROW(assert_outside_section)
{
	fl_skip("no dma_fence_assert_in_signalling_section() in this kernel");
}

ROW(assert_outside_section_ok)
{
	fl_skip("no dma_fence_assert_in_signalling_section() in this kernel");
}

#endif

ROW(busted)
{
	fl_wait();
}
