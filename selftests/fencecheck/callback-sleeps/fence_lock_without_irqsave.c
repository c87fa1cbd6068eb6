// SPDX-License-Identifier: GPL-2.0-only
/* The lock of a fence is taken with interrupts on, and an interrupt signals the fence. */
#include <kernel.h>

struct foo {
	spinlock_t fence_lock;
	struct dma_fence fence;
};

static irqreturn_t foo_irq(int irq, void *data)
{
	struct foo *foo = data;

	/* todo: fence/callback-sleeps: interrupt handlers are not callbacks of a fence */
	spin_lock(&foo->fence_lock);
	dma_fence_signal_locked(&foo->fence);
	spin_unlock(&foo->fence_lock);
	return IRQ_HANDLED;
}

void foo_ioctl(struct foo *foo)
{
	spin_lock(&foo->fence_lock);
	dma_fence_signal_locked(&foo->fence);
	spin_unlock(&foo->fence_lock);
}

void bar_ioctl(struct foo *foo)
{
	unsigned long flags;

	/* ok: fence/callback-sleeps: interrupts are off */
	spin_lock_irqsave(&foo->fence_lock, flags);
	dma_fence_signal_locked(&foo->fence);
	spin_unlock_irqrestore(&foo->fence_lock, flags);
}

int foo_init(struct foo *foo)
{
	dma_fence_init(&foo->fence, NULL, &foo->fence_lock, 1, 1);
	return request_irq(1, foo_irq, 0, "foo", foo);
}
