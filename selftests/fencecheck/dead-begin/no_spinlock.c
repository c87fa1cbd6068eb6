// SPDX-License-Identifier: GPL-2.0-only
/* Interrupts off, RCU and a mutex are no atomic context: the section begins. */
#include <kernel.h>

struct foo {
	spinlock_t lock;
	struct mutex mutex;
	struct dma_fence *fence;
};

void foo_irqs_off(struct foo *foo)
{
	unsigned long flags;
	bool cookie;

	local_irq_save(flags);
	/* ok: fence/dead-begin: interrupts off alone */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(foo->fence);
	dma_fence_end_signalling(cookie);
	local_irq_restore(flags);
}

void foo_rcu(struct foo *foo)
{
	bool cookie;

	rcu_read_lock();
	/* ok: fence/dead-begin: RCU readers can be preempted */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(foo->fence);
	dma_fence_end_signalling(cookie);
	rcu_read_unlock();
}

void foo_mutex(struct foo *foo)
{
	bool cookie;

	mutex_lock(&foo->mutex);
	/* ok: fence/dead-begin: a mutex */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(foo->fence);
	dma_fence_end_signalling(cookie);
	mutex_unlock(&foo->mutex);
}

void foo_rcu_and_spinlock(struct foo *foo)
{
	bool cookie;

	spin_lock(&foo->lock);
	rcu_read_lock();
	/* hit: fence/dead-begin: foo_rcu_and_spinlock */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(foo->fence);
	dma_fence_end_signalling(cookie);
	rcu_read_unlock();
	spin_unlock(&foo->lock);
}
