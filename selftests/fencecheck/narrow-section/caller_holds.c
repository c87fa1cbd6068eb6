// SPDX-License-Identifier: GPL-2.0-only
/* The lock is taken by the caller of the function that begins. */
#include <kernel.h>

struct foo {
	struct rw_semaphore sem;
	struct mutex dropped;
	struct dma_fence *fence;
};

static void foo_wait(struct foo *foo)
{
	dma_fence_wait(foo->fence, false);
}

void foo_idle(struct foo *foo)
{
	down_write(&foo->sem);
	foo_wait(foo);
	up_write(&foo->sem);
}

void foo_idle_dropped(struct foo *foo)
{
	mutex_lock(&foo->dropped);
	hw_kick(foo);
	mutex_unlock(&foo->dropped);
	foo_wait(foo);
}

static void foo_signal(struct foo *foo)
{
	/* hit: fence/narrow-section: foo_irq_work > foo_signal | foo_idle > foo_wait */
	bool cookie = dma_fence_begin_signalling();

	dma_fence_signal(foo->fence);
	dma_fence_end_signalling(cookie);
}

void foo_irq_work(struct foo *foo)
{
	down_read(&foo->sem);
	foo_signal(foo);
	up_read(&foo->sem);
}

static void foo_signal_dropped(struct foo *foo)
{
	/* ok: fence/narrow-section: nobody waits under the lock of the caller */
	bool cookie = dma_fence_begin_signalling();

	dma_fence_signal(foo->fence);
	dma_fence_end_signalling(cookie);
}

void foo_irq_work_dropped(struct foo *foo)
{
	mutex_lock(&foo->dropped);
	foo_signal_dropped(foo);
	mutex_unlock(&foo->dropped);
}
