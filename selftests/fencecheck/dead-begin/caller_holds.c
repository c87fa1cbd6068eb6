// SPDX-License-Identifier: GPL-2.0-only
/* The caller holds the spinlock. */
#include <kernel.h>

struct foo {
	spinlock_t lock;
	struct dma_fence *fence;
};

static void foo_signal(struct foo *foo)
{
	/* hit: fence/dead-begin: foo_irq > foo_signal */
	bool cookie = dma_fence_begin_signalling();

	dma_fence_signal(foo->fence);
	dma_fence_end_signalling(cookie);
}

void foo_irq(struct foo *foo)
{
	unsigned long flags;

	spin_lock_irqsave(&foo->lock, flags);
	foo_signal(foo);
	spin_unlock_irqrestore(&foo->lock, flags);
}

static void bar_signal(struct foo *foo)
{
	/* ok: fence/dead-begin: called without the spinlock */
	bool cookie = dma_fence_begin_signalling();

	dma_fence_signal(foo->fence);
	dma_fence_end_signalling(cookie);
}

void bar_irq(struct foo *foo)
{
	unsigned long flags;

	spin_lock_irqsave(&foo->lock, flags);
	hw_kick(foo);
	spin_unlock_irqrestore(&foo->lock, flags);
	bar_signal(foo);
}
