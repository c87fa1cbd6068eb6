// SPDX-License-Identifier: GPL-2.0-only
/*
 * Two threads that do deadlock: the hung-task detector is the proof. The
 * waiter is the row's thread, the signaller is fl-signaller. A handshake makes
 * sure that each of them is where it must be.
 */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/dma-resv.h>
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/sched/mm.h>
#include <linux/sched/task.h>
#include <linux/workqueue.h>

#include "fence-lockdep.h"

static DEFINE_MUTEX(lock_a);
static DEFINE_MUTEX(reset_lock);
static DEFINE_MUTEX(shrinker_lock);
static DECLARE_RWSEM(reset_sem);
static struct dma_resv resv;

static struct fl_fence fence, second_fence;
static DECLARE_COMPLETION(go);
static DECLARE_COMPLETION(done);
static DECLARE_COMPLETION(running);

static void wait(void)
{
	dma_fence_wait(&fence.base, false);
}

static void signal(void)
{
	dma_fence_signal(&fence.base);
}

/* The waiter has what the signaller will want. */
static void let_signaller_go(void)
{
	complete(&go);
}

static void until_asleep(struct task_struct *task)
{
	while (READ_ONCE(task->__state) != TASK_UNINTERRUPTIBLE)
		usleep_range(1000, 2000);
}

static int run_signaller(void *data)
{
	void (*signaller)(void) = data;

	wait_for_completion(&go);
	signaller();
	return 0;
}

static void run(void (*waiter)(void), void (*signaller)(void))
{
	struct task_struct *task;

	fl_fence_init(&fence);
	task = kthread_create(run_signaller, signaller, "fl-signaller");
	if (IS_ERR(task))
		return;
	get_task_struct(task);
	wake_up_process(task);
	waiter();
	kthread_stop(task);
	put_task_struct(task);
}

static void wait_without_lock(void)
{
	let_signaller_go();
	wait();
}

static void wait_under(struct mutex *lock)
{
	mutex_lock(lock);
	let_signaller_go();
	wait();
	mutex_unlock(lock);
}

static void wait_under_lock_a(void)
{
	wait_under(&lock_a);
}

static void lock_then_signal(void)
{
	mutex_lock(&lock_a);
	mutex_unlock(&lock_a);
	signal();
}

ROW(hang_wait_under_lock)
{
	run(wait_under_lock_a, lock_then_signal);
}

ROW(hang_wait_under_lock_ok)
{
	run(wait_without_lock, lock_then_signal);
}

static void section_locks_then_signals(void)
{
	bool cookie = dma_fence_begin_signalling();

	lock_then_signal();
	dma_fence_end_signalling(cookie);
}

/* The same deadlock, which lockdep now reports before it takes place. */
ROW(hang_annotated_lock)
{
	run(wait_under_lock_a, section_locks_then_signals);
}

ROW(hang_annotated_lock_ok)
{
	run(wait_without_lock, section_locks_then_signals);
}

static void narrow_section_signals(void)
{
	bool cookie;

	mutex_lock(&lock_a);
	cookie = dma_fence_begin_signalling();
	signal();
	dma_fence_end_signalling(cookie);
	mutex_unlock(&lock_a);
}

/* Lockdep sees either side once before they meet, and has nothing to say. */
static void rehearse(void)
{
	mutex_lock(&lock_a);
	fl_wait();
	mutex_unlock(&lock_a);

	fl_fence_init(&fence);
	narrow_section_signals();
}

ROW(hang_narrow_section)
{
	rehearse();
	run(wait_under_lock_a, narrow_section_signals);
}

ROW(hang_narrow_section_ok)
{
	run(wait_without_lock, narrow_section_signals);
}

/* What direct reclaim does when it calls a shrinker that waits for fences. */
static void reclaim_in_waiter(void)
{
	fs_reclaim_acquire(GFP_KERNEL);
	wait_under(&shrinker_lock);
	fs_reclaim_release(GFP_KERNEL);
}

static void reclaim_without_lock(void)
{
	fs_reclaim_acquire(GFP_KERNEL);
	mutex_lock(&shrinker_lock);
	mutex_unlock(&shrinker_lock);
	wait_without_lock();
	fs_reclaim_release(GFP_KERNEL);
}

static void reclaim_then_signal(void)
{
	fs_reclaim_acquire(GFP_KERNEL);
	mutex_lock(&shrinker_lock);
	mutex_unlock(&shrinker_lock);
	fs_reclaim_release(GFP_KERNEL);
	signal();
}

ROW(hang_kmalloc_like)
{
	run(reclaim_in_waiter, reclaim_then_signal);
}

ROW(hang_kmalloc_like_ok)
{
	run(reclaim_without_lock, reclaim_then_signal);
}

static void wait_under_resv_lock(void)
{
	dma_resv_lock(&resv, NULL);
	let_signaller_go();
	wait();
	dma_resv_unlock(&resv);
}

static void resv_lock_then_signal(void)
{
	dma_resv_lock(&resv, NULL);
	dma_resv_unlock(&resv);
	signal();
}

ROW(hang_resv_lock)
{
	dma_resv_init(&resv);
	run(wait_under_resv_lock, resv_lock_then_signal);
	dma_resv_fini(&resv);
}

ROW(hang_resv_lock_ok)
{
	dma_resv_init(&resv);
	run(wait_without_lock, resv_lock_then_signal);
	dma_resv_fini(&resv);
}

static int write_reset_sem(void *data)
{
	down_write(&reset_sem);
	up_write(&reset_sem);
	return 0;
}

static void read_then_signal(void)
{
	down_read(&reset_sem);
	up_read(&reset_sem);
	signal();
}

/* A reader that comes after a writer queues behind it. */
static void wait_as_reader(void)
{
	struct task_struct *writer;

	writer = kthread_create(write_reset_sem, NULL, "fl-writer");
	if (IS_ERR(writer))
		return;
	down_read(&reset_sem);
	wake_up_process(writer);
	while (!rwsem_is_contended(&reset_sem))
		usleep_range(1000, 2000);
	let_signaller_go();
	wait();
	up_read(&reset_sem);
}

static void wait_after_reading(void)
{
	down_read(&reset_sem);
	up_read(&reset_sem);
	wait_without_lock();
}

ROW(hang_rwsem_readers)
{
	run(wait_as_reader, read_then_signal);
}

ROW(hang_rwsem_readers_ok)
{
	run(wait_after_reading, read_then_signal);
}

static void wait_then_complete(void)
{
	wait_without_lock();
	complete(&done);
}

static void complete_then_wait(void)
{
	complete(&done);
	wait_without_lock();
}

static void section_awaits_completion(void)
{
	bool cookie = dma_fence_begin_signalling();

	wait_for_completion(&done);
	signal();
	dma_fence_end_signalling(cookie);
}

ROW(hang_completion)
{
	run(wait_then_complete, section_awaits_completion);
}

ROW(hang_completion_ok)
{
	run(complete_then_wait, section_awaits_completion);
}

static void section_waits_then_signals(struct fl_fence *first,
				       struct fl_fence *then)
{
	bool cookie = dma_fence_begin_signalling();

	dma_fence_wait(&first->base, false);
	dma_fence_signal(&then->base);
	dma_fence_end_signalling(cookie);
}

static void wait_for_fence(void)
{
	let_signaller_go();
	section_waits_then_signals(&fence, &second_fence);
}

static void wait_for_second_fence(void)
{
	section_waits_then_signals(&second_fence, &fence);
}

/* A wait in a section is legal: that no fence waits for itself is up to us. */
ROW(hang_fence_cycle)
{
	fl_fence_init(&second_fence);
	run(wait_for_fence, wait_for_second_fence);
}

ROW(hang_fence_cycle_ok)
{
	fl_fence_init(&second_fence);
	dma_fence_signal(&second_fence.base);
	run(wait_without_lock, wait_for_second_fence);
}

/*
 * From here on the second thread is a worker. The detector must see the row's
 * own thread no later than the worker, so that goes to sleep first.
 */
static struct task_struct *row_task;

static void waiting_fn(struct work_struct *work)
{
	complete(&running);
	until_asleep(row_task);
	wait();
}

static void signalling_fn(struct work_struct *work)
{
	signal();
}

static void locking_fn(struct work_struct *work)
{
	until_asleep(row_task);
	mutex_lock(&reset_lock);
	mutex_unlock(&reset_lock);
	signal();
}

static struct work_struct job_work;
static DECLARE_WORK(wait_work, waiting_fn);
static DECLARE_WORK(signal_work, signalling_fn);
static DECLARE_DELAYED_WORK(tdr_work, locking_fn);

static void start_waiting_work(void)
{
	row_task = current;
	fl_fence_init(&fence);
	INIT_WORK(&job_work, waiting_fn);
	schedule_work(&job_work);
	wait_for_completion(&running);
}

ROW(hang_flush_work)
{
	bool cookie;

	start_waiting_work();
	cookie = dma_fence_begin_signalling();
	flush_work(&job_work);
	signal();
	dma_fence_end_signalling(cookie);
}

ROW(hang_flush_work_ok)
{
	bool cookie;

	start_waiting_work();
	cookie = dma_fence_begin_signalling();
	signal();
	dma_fence_end_signalling(cookie);
	flush_work(&job_work);
}

static void queue_wait_and_signal(struct workqueue_struct *waits,
				  struct workqueue_struct *signals)
{
	row_task = current;
	fl_fence_init(&fence);
	queue_work(waits, &wait_work);
	queue_work(signals, &signal_work);
	wait();
	flush_work(&wait_work);
}

ROW(hang_ordered_workqueue)
{
	struct workqueue_struct *queue;

	queue = alloc_ordered_workqueue("fl-ordered", 0);
	if (!queue)
		return;
	queue_wait_and_signal(queue, queue);
	destroy_workqueue(queue);
}

/* A queue of its own for what signals. */
ROW(hang_ordered_workqueue_ok)
{
	struct workqueue_struct *queue;

	queue = alloc_ordered_workqueue("fl-ordered", 0);
	if (!queue)
		return;
	queue_wait_and_signal(queue, system_wq);
	destroy_workqueue(queue);
}

ROW(hang_timedout_lock)
{
	row_task = current;
	fl_fence_init(&fence);
	mutex_lock(&reset_lock);
	schedule_delayed_work(&tdr_work, 1);
	wait();
	mutex_unlock(&reset_lock);
	flush_delayed_work(&tdr_work);
}

ROW(hang_timedout_lock_ok)
{
	row_task = current;
	fl_fence_init(&fence);
	mutex_lock(&reset_lock);
	schedule_delayed_work(&tdr_work, 1);
	mutex_unlock(&reset_lock);
	wait();
	flush_delayed_work(&tdr_work);
}
