// SPDX-License-Identifier: GPL-2.0-only
/* A callback in an interrupt takes a spinlock that others hold with interrupts on. */
#include <kernel.h>

struct foo {
	struct dma_fence_cb cb;
	spinlock_t lock;
	spinlock_t safe_lock;
	int done;
};

static void foo_cb(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	struct foo *foo = container_of(cb, struct foo, cb);

	/* hit: fence/callback-sleeps: foo_cb | foo_ioctl */
	spin_lock(&foo->lock);
	foo->done++;
	spin_unlock(&foo->lock);
	/* ok: fence/callback-sleeps: everybody else takes it with interrupts off */
	spin_lock(&foo->safe_lock);
	foo->done++;
	spin_unlock(&foo->safe_lock);
}

void foo_ioctl(struct foo *foo)
{
	spin_lock(&foo->lock);
	foo->done--;
	spin_unlock(&foo->lock);
}

void foo_ioctl_safe(struct foo *foo)
{
	unsigned long flags;

	spin_lock_irqsave(&foo->safe_lock, flags);
	foo->done--;
	spin_unlock_irqrestore(&foo->safe_lock, flags);
}

void foo_arm(struct foo *foo, struct dma_fence *fence)
{
	dma_fence_add_callback(fence, &foo->cb, foo_cb);
}
