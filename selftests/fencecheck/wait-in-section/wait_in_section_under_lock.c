// SPDX-License-Identifier: GPL-2.0-only
/* A wait inside a section is legal, but not with a lock that was taken in the section. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct mutex order;
	struct dma_fence *first;
	struct dma_fence *then;
};

void foo_chain(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	mutex_lock(&foo->lock);
	/* hit: fence/wait-in-section: foo_chain */
	dma_fence_wait(foo->first, false);
	mutex_unlock(&foo->lock);
	dma_fence_signal(foo->then);
	dma_fence_end_signalling(cookie);
}

void bar_chain(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* ok: fence/wait-in-section: no lock comes in between */
	dma_fence_wait(foo->first, false);
	mutex_lock(&foo->order);
	hw_kick(foo);
	mutex_unlock(&foo->order);
	dma_fence_signal(foo->then);
	dma_fence_end_signalling(cookie);
}

void baz_chain(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	mutex_lock(&foo->order);
	hw_kick(foo);
	mutex_unlock(&foo->order);
	/* ok: fence/wait-in-section: the lock has been dropped */
	dma_fence_wait(foo->first, false);
	dma_fence_signal(foo->then);
	dma_fence_end_signalling(cookie);
}
