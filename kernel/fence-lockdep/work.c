// SPDX-License-Identifier: GPL-2.0-only
/* Sections that wait for other threads: work, kthreads, completions, SRCU. */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/mutex.h>
#include <linux/srcu.h>
#include <linux/workqueue.h>

#include "fence-lockdep.h"

static DEFINE_MUTEX(lock_a);
DEFINE_STATIC_SRCU(unplug_srcu);

static struct work_struct job_work;
static DECLARE_COMPLETION(running);
static DECLARE_COMPLETION(done);

static void wait_under_lock_a(void)
{
	mutex_lock(&lock_a);
	fl_wait();
	mutex_unlock(&lock_a);
}

/*
 * 6.12 looks at a flush only if the work is running: stay in it long enough
 * for the flush to begin.
 */
static void linger(void)
{
	complete(&running);
	msleep(100);
}

static void waiting_fn(struct work_struct *work)
{
	fl_wait();
	linger();
}

static void locking_fn(struct work_struct *work)
{
	mutex_lock(&lock_a);
	mutex_unlock(&lock_a);
	linger();
}

static void signalling_fn(struct work_struct *work)
{
	dma_fence_end_signalling(dma_fence_begin_signalling());
	linger();
}

static void start(work_func_t fn)
{
	INIT_WORK(&job_work, fn);
	schedule_work(&job_work);
	wait_for_completion(&running);
}

static void flush_in_section(void)
{
	bool cookie = dma_fence_begin_signalling();

	flush_work(&job_work);
	dma_fence_end_signalling(cookie);
}

static void cancel_in_section(void)
{
	bool cookie = dma_fence_begin_signalling();

	cancel_work_sync(&job_work);
	dma_fence_end_signalling(cookie);
}

ROW(cancel_waiting_work)
{
	start(waiting_fn);
	cancel_in_section();
}

ROW(cancel_waiting_work_ok)
{
	start(waiting_fn);
	cancel_work_sync(&job_work);
	dma_fence_end_signalling(dma_fence_begin_signalling());
}

ROW(flush_locking_work)
{
	wait_under_lock_a();
	start(locking_fn);
	flush_in_section();
}

ROW(flush_locking_work_ok)
{
	wait_under_lock_a();
	start(locking_fn);
	flush_work(&job_work);
	dma_fence_end_signalling(dma_fence_begin_signalling());
}

/* No deadlock: the work and its flush are both parts of signalling. */
ROW(flush_annotated_work)
{
	start(signalling_fn);
	flush_in_section();
}

ROW(flush_annotated_work_ok)
{
	start(signalling_fn);
	flush_work(&job_work);
	dma_fence_end_signalling(dma_fence_begin_signalling());
}

ROW(cancel_annotated_work)
{
	start(signalling_fn);
	cancel_in_section();
}

ROW(cancel_annotated_work_ok)
{
	start(signalling_fn);
	cancel_work_sync(&job_work);
	dma_fence_end_signalling(dma_fence_begin_signalling());
}

/* The work is over by the time of the second flush. */
ROW(flush_idle_work)
{
	start(waiting_fn);
	flush_work(&job_work);
	flush_in_section();
}

ROW(flush_idle_work_ok)
{
	start(waiting_fn);
	flush_work(&job_work);
	dma_fence_end_signalling(dma_fence_begin_signalling());
}

static void flush_queue(bool in_section)
{
	struct workqueue_struct *queue;
	bool cookie;

	queue = alloc_workqueue("fl-jobs", 0, 0);
	if (!queue)
		return;
	INIT_WORK(&job_work, waiting_fn);
	queue_work(queue, &job_work);
	if (in_section)
		cookie = dma_fence_begin_signalling();
	flush_workqueue(queue);
	if (in_section)
		dma_fence_end_signalling(cookie);
	destroy_workqueue(queue);
}

ROW(flush_queue_in_section)
{
	flush_queue(true);
}

ROW(flush_queue_in_section_ok)
{
	flush_queue(false);
}

static void kthread_locking_fn(struct kthread_work *work)
{
	mutex_lock(&lock_a);
	mutex_unlock(&lock_a);
}

static void flush_kthread(bool in_section)
{
	struct kthread_worker *worker;
	struct kthread_work work;
	bool cookie;

	worker = kthread_create_worker(0, "fl-worker");
	if (IS_ERR(worker))
		return;
	wait_under_lock_a();
	kthread_init_work(&work, kthread_locking_fn);
	kthread_queue_work(worker, &work);
	if (in_section)
		cookie = dma_fence_begin_signalling();
	kthread_flush_work(&work);
	if (in_section)
		dma_fence_end_signalling(cookie);
	kthread_destroy_worker(worker);
}

/* A kthread worker has no lockdep map. */
ROW(kthread_flush_in_section)
{
	flush_kthread(true);
}

ROW(kthread_flush_in_section_ok)
{
	flush_kthread(false);
}

static void completing_fn(struct work_struct *work)
{
	mutex_lock(&lock_a);
	mutex_unlock(&lock_a);
	complete(&done);
}

/* Neither has a completion: lockdep does not know who will complete it. */
ROW(completion_in_section)
{
	bool cookie;

	wait_under_lock_a();
	INIT_WORK(&job_work, completing_fn);
	schedule_work(&job_work);
	cookie = dma_fence_begin_signalling();
	wait_for_completion(&done);
	dma_fence_end_signalling(cookie);
	flush_work(&job_work);
}

ROW(completion_in_section_ok)
{
	wait_under_lock_a();
	INIT_WORK(&job_work, completing_fn);
	schedule_work(&job_work);
	wait_for_completion(&done);
	dma_fence_end_signalling(dma_fence_begin_signalling());
	flush_work(&job_work);
}

static void wait_in_srcu(void)
{
	int index = srcu_read_lock(&unplug_srcu);

	fl_wait();
	srcu_read_unlock(&unplug_srcu, index);
}

ROW(synchronize_srcu_in_section)
{
	bool cookie;

	wait_in_srcu();
	cookie = dma_fence_begin_signalling();
	synchronize_srcu(&unplug_srcu);
	dma_fence_end_signalling(cookie);
}

ROW(synchronize_srcu_in_section_ok)
{
	wait_in_srcu();
	synchronize_srcu(&unplug_srcu);
	dma_fence_end_signalling(dma_fence_begin_signalling());
}
