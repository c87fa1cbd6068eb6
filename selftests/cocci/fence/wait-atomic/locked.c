// SPDX-License-Identifier: GPL-2.0-only
/* Waits under a spinlock, in RCU, with interrupts off. */
#include <linux/dma-resv.h>
#include <linux/spinlock.h>

struct queue {
	spinlock_t lock;
	spinlock_t list_lock;
	int mutex;
	struct dma_fence *last;
	struct dma_resv *resv;
	struct queue *next;
	bool busy;
};

#define scoped_guard(...) for (bool once = true; once; once = false)

struct queue *first(void);
void queue_unlock(struct queue *q);
void queue_leave(struct queue *q);

int under_spinlock(struct queue *q)
{
	int ret;

	spin_lock(&q->lock);
	/* hit: fence/wait-atomic */
	ret = dma_fence_wait(q->last, false);
	spin_unlock(&q->lock);
	return ret;
}

/* The default wait has no check of its own, so nothing says so when it runs. */
long default_wait(struct queue *q)
{
	unsigned long flags;
	long ret;

	spin_lock_irqsave(&q->lock, flags);
	if (!q->busy) {
		spin_unlock_irqrestore(&q->lock, flags);
		return 0;
	}
	/* hit: fence/wait-atomic */
	ret = dma_fence_default_wait(q->last, true, 100);
	spin_unlock_irqrestore(&q->lock, flags);
	return ret;
}

int inner_lock_dropped(struct queue *q)
{
	int ret;

	spin_lock(&q->lock);
	spin_lock(&q->list_lock);
	q->busy = false;
	spin_unlock(&q->list_lock);
	/* hit: fence/wait-atomic */
	ret = dma_fence_wait(q->last, false);
	spin_unlock(&q->lock);
	return ret;
}

/* A lookup that waits before it has left the read section. */
long in_rcu(void)
{
	struct queue *q;
	long ret = 0;

	rcu_read_lock();
	q = first();
	if (q)
		/* hit: fence/wait-atomic */
		ret = dma_fence_wait_timeout(q->last, false, 10);
	rcu_read_unlock();
	return ret;
}

long irqs_off(struct queue *q, unsigned long timeout)
{
	long ret;

	local_irq_disable();
	/* hit: fence/wait-atomic */
	ret = dma_resv_wait_timeout(q->resv, DMA_RESV_USAGE_READ, false, timeout);
	local_irq_enable();
	return ret;
}

int resv_under_spinlock(struct queue *q)
{
	int ret;

	spin_lock(&q->lock);
	/* hit: fence/wait-atomic */
	ret = dma_resv_lock(q->resv, NULL);
	if (!ret)
		dma_resv_unlock(q->resv);
	/* ok: fence/wait-atomic: it does not wait */
	if (dma_resv_trylock(q->resv))
		dma_resv_unlock(q->resv);
	spin_unlock(&q->lock);
	return ret;
}

int dropped_first(struct queue *q)
{
	struct dma_fence *fence;

	spin_lock(&q->lock);
	fence = q->last;
	spin_unlock(&q->lock);
	/* ok: fence/wait-atomic: dropped before */
	return dma_fence_wait(fence, true);
}

int each(struct queue *q)
{
	for (; q; q = q->next) {
		spin_lock(&q->lock);
		if (!q->busy) {
			spin_unlock(&q->lock);
			continue;
		}
		spin_unlock(&q->lock);
		/* ok: fence/wait-atomic: dropped in each round */
		if (dma_fence_wait(q->last, true))
			return -EIO;
	}
	return 0;
}

int dropped_and_taken_again(struct queue *q)
{
	spin_lock_irq(&q->lock);
	while (q->busy) {
		spin_unlock_irq(&q->lock);
		/* ok: fence/wait-atomic: dropped around the wait */
		dma_fence_wait(q->last, false);
		spin_lock_irq(&q->lock);
	}
	spin_unlock_irq(&q->lock);
	return 0;
}

int on_condition(struct queue *q, bool lock)
{
	if (lock)
		spin_lock(&q->lock);
	q->busy = false;
	if (lock)
		spin_unlock(&q->lock);
	/* ok: fence/wait-atomic: both stand under the same condition */
	return dma_fence_wait(q->last, false);
}

int on_condition_with_more(struct queue *q, bool lock)
{
	if (lock) {
		spin_lock(&q->lock);
		q->busy = false;
	}
	q->last = NULL;
	if (lock) {
		q->busy = true;
		spin_unlock(&q->lock);
	}
	/* ok: fence/wait-atomic: both stand under the same condition */
	return dma_fence_wait(q->last, false);
}

int forgotten(struct queue *q)
{
	spin_lock(&q->lock);
	if (q->busy) {
		q->busy = false;
		spin_unlock(&q->lock);
		return 0;
	}
	/* hit: fence/wait-atomic */
	return dma_fence_wait(q->last, false);
}

int other_branch(struct queue *q, bool sleep)
{
	if (sleep) {
		/* ok: fence/wait-atomic: the other branch has the lock */
		dma_fence_wait(q->last, false);
	} else {
		spin_lock(&q->lock);
		q->busy = false;
		spin_unlock(&q->lock);
	}
	return 0;
}

int helper_unlocks(struct queue *q)
{
	spin_lock(&q->lock);
	queue_unlock(q);
	/* ok: fence/wait-atomic: a helper drops the lock */
	return dma_fence_wait(q->last, false);
}

long polled(struct queue *q)
{
	long ret;

	rcu_read_lock();
	/* ok: fence/wait-atomic: a test, for objects known to be idle */
	ret = dma_resv_wait_timeout(q->resv, DMA_RESV_USAGE_READ, false, 0);
	/* hit: fence/wait-atomic */
	ret = dma_fence_wait_timeout(q->last, false, 0);
	rcu_read_unlock();
	return ret;
}

int tried(struct queue *q)
{
	int ret;

	if (!spin_trylock(&q->lock))
		return 0;
	/* todo: fence/wait-atomic: trylocks are not followed */
	ret = dma_fence_wait(q->last, false);
	spin_unlock(&q->lock);
	return ret;
}

static void sleeps(struct queue *q)
{
	/* todo: fence/wait-atomic: the lock is taken by the caller */
	dma_fence_wait(q->last, false);
}

void calls(struct queue *q)
{
	spin_lock(&q->lock);
	sleeps(q);
	spin_unlock(&q->lock);
}

int guarded(struct queue *q)
{
	int ret = 0;

	scoped_guard(spinlock_irqsave, &q->lock) {
		q->busy = false;
		/* hit: fence/wait-atomic */
		ret = dma_fence_wait(q->last, false);
	}
	scoped_guard(mutex, &q->mutex)
		/* ok: fence/wait-atomic: a mutex is no spinlock */
		ret = dma_fence_wait(q->last, false);
	scoped_guard(spinlock, &q->lock)
		q->busy = true;
	/* ok: fence/wait-atomic: the scope is over */
	return ret ? ret : dma_fence_wait(q->last, false);
}
