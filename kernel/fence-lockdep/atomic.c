// SPDX-License-Identifier: GPL-2.0-only
/* Fence callbacks and fence locks: they are used in interrupts. */
#include <linux/irq_work.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

#include "fence-lockdep.h"

static DEFINE_SPINLOCK(irq_unsafe_lock);
static DEFINE_SPINLOCK(spin);
static DEFINE_MUTEX(lock_a);

static struct fl_fence fence, other_fence;
static struct dma_fence_cb callback;

static void signal_in_irq_fn(struct irq_work *work)
{
	dma_fence_signal(&fence.base);
}

static void signal_in_irq(void)
{
	static struct irq_work work;

	init_irq_work(&work, signal_in_irq_fn);
	irq_work_queue(&work);
	irq_work_sync(&work);
}

static void arm(dma_fence_func_t func)
{
	fl_fence_init(&fence);
	dma_fence_add_callback(&fence.base, &callback, func);
}

static void take_irq_unsafe_lock(struct dma_fence *f, struct dma_fence_cb *cb)
{
	unsigned long flags;

	spin_lock_irqsave(&irq_unsafe_lock, flags);
	spin_unlock_irqrestore(&irq_unsafe_lock, flags);
}

ROW(callback_takes_irq_unsafe_lock)
{
	spin_lock(&irq_unsafe_lock);
	spin_unlock(&irq_unsafe_lock);

	arm(take_irq_unsafe_lock);
	signal_in_irq();
}

ROW(callback_takes_irq_unsafe_lock_ok)
{
	spin_lock_irq(&irq_unsafe_lock);
	spin_unlock_irq(&irq_unsafe_lock);

	arm(take_irq_unsafe_lock);
	signal_in_irq();
}

ROW(fence_lock_without_irqsave)
{
	fl_fence_init(&fence);
	spin_lock(&fence.lock);
	spin_unlock(&fence.lock);
	signal_in_irq();
}

ROW(fence_lock_without_irqsave_ok)
{
	fl_fence_init(&fence);
	spin_lock_irq(&fence.lock);
	spin_unlock_irq(&fence.lock);
	signal_in_irq();
}

static void signal_other(struct dma_fence *f, struct dma_fence_cb *cb)
{
	dma_fence_signal(&other_fence.base);
}

/* The lock of the first fence is held, and has the same class. */
ROW(callback_signals_fence)
{
	fl_fence_init(&other_fence);
	arm(signal_other);
	dma_fence_signal(&fence.base);
}

static struct irq_work signal_later;

static void signal_other_fn(struct irq_work *work)
{
	dma_fence_signal(&other_fence.base);
}

static void queue_signal_other(struct dma_fence *f, struct dma_fence_cb *cb)
{
	irq_work_queue(&signal_later);
}

ROW(callback_signals_fence_ok)
{
	init_irq_work(&signal_later, signal_other_fn);
	fl_fence_init(&other_fence);
	arm(queue_signal_other);
	dma_fence_signal(&fence.base);
	irq_work_sync(&signal_later);
}

static void take_mutex(struct dma_fence *f, struct dma_fence_cb *cb)
{
	mutex_lock(&lock_a);
	mutex_unlock(&lock_a);
}

ROW(callback_takes_mutex)
{
	arm(take_mutex);
	dma_fence_signal(&fence.base);
}

static void take_mutex_fn(struct work_struct *work)
{
	mutex_lock(&lock_a);
	mutex_unlock(&lock_a);
}

static DECLARE_WORK(take_mutex_work, take_mutex_fn);

static void queue_take_mutex(struct dma_fence *f, struct dma_fence_cb *cb)
{
	schedule_work(&take_mutex_work);
}

ROW(callback_takes_mutex_ok)
{
	arm(queue_take_mutex);
	dma_fence_signal(&fence.base);
	flush_work(&take_mutex_work);
}

/* The fence has signalled, so that nothing really sleeps here. */
ROW(wait_under_spinlock)
{
	spin_lock(&spin);
	fl_wait();
	spin_unlock(&spin);
}

ROW(wait_under_spinlock_ok)
{
	spin_lock(&spin);
	dma_fence_is_signaled(fl_done);
	spin_unlock(&spin);
	fl_wait();
}

ROW(wait_under_rcu)
{
	rcu_read_lock();
	fl_wait();
	rcu_read_unlock();
}

ROW(wait_under_rcu_ok)
{
	struct dma_fence *f;

	rcu_read_lock();
	f = dma_fence_get_rcu(fl_done);
	rcu_read_unlock();
	if (f)
		dma_fence_wait(f, false);
	dma_fence_put(f);
}
