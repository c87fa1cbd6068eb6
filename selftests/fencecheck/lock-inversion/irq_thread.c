// SPDX-License-Identifier: GPL-2.0-only
/* An interrupt thread takes a mutex before it signals, or after. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct mutex late_lock;
	struct dma_fence *fence;
};

void foo_idle(struct foo *foo)
{
	mutex_lock(&foo->lock);
	dma_fence_wait(foo->fence, false);
	mutex_unlock(&foo->lock);
}

void foo_idle_late(struct foo *foo)
{
	mutex_lock(&foo->late_lock);
	dma_fence_wait(foo->fence, false);
	mutex_unlock(&foo->late_lock);
}

static void foo_retire(struct foo *foo)
{
	/* hit: fence/lock-inversion: foo_irq_thread > foo_retire | foo_idle */
	mutex_lock(&foo->lock);
	hw_kick(foo);
	mutex_unlock(&foo->lock);
}

static irqreturn_t foo_irq_thread(int irq, void *data)
{
	struct foo *foo = data;

	foo_retire(foo);
	dma_fence_signal(foo->fence);
	/* ok: fence/lock-inversion: the fence has signalled */
	mutex_lock(&foo->late_lock);
	hw_kick(foo);
	mutex_unlock(&foo->late_lock);
	return IRQ_HANDLED;
}

int foo_init(struct foo *foo)
{
	return request_threaded_irq(1, NULL, foo_irq_thread, 0, "foo", foo);
}
