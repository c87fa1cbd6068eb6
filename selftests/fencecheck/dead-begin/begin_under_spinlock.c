// SPDX-License-Identifier: GPL-2.0-only
/* A section begun under a spinlock is none. */
#include <kernel.h>

struct foo {
	spinlock_t lock;
	struct dma_fence *fence;
};

void foo_signal(struct foo *foo)
{
	unsigned long flags;
	bool cookie;

	spin_lock_irqsave(&foo->lock, flags);
	/* hit: fence/dead-begin: foo_signal */
	cookie = dma_fence_begin_signalling();
	spin_unlock_irqrestore(&foo->lock, flags);
	hw_kick(foo);
	dma_fence_end_signalling(cookie);
}

void foo_signal_plain(struct foo *foo)
{
	bool cookie;

	spin_lock(&foo->lock);
	/* hit: fence/dead-begin: foo_signal_plain */
	cookie = dma_fence_begin_signalling();
	spin_unlock(&foo->lock);
	hw_kick(foo);
	dma_fence_end_signalling(cookie);
}

void bar_signal(struct foo *foo)
{
	unsigned long flags;
	bool cookie;

	/* ok: fence/dead-begin: before the spinlock */
	cookie = dma_fence_begin_signalling();
	spin_lock_irqsave(&foo->lock, flags);
	hw_kick(foo);
	spin_unlock_irqrestore(&foo->lock, flags);
	dma_fence_end_signalling(cookie);
}

void baz_signal(struct foo *foo)
{
	unsigned long flags;
	bool cookie;

	spin_lock_irqsave(&foo->lock, flags);
	if (hw_busy(foo)) {
		spin_unlock_irqrestore(&foo->lock, flags);
		return;
	}
	spin_unlock_irqrestore(&foo->lock, flags);
	/* ok: fence/dead-begin: the spinlock has been dropped */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(foo->fence);
	dma_fence_end_signalling(cookie);
}
