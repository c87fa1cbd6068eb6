// SPDX-License-Identifier: GPL-2.0-only
/* One reader of an rwsem waits, one signals, and a writer between them blocks both. */
#include <kernel.h>

struct foo {
	struct rw_semaphore reset_sem;
	struct rw_semaphore write_sem;
	struct rw_semaphore dropped_sem;
	struct dma_fence *fence;
};

void foo_idle(struct foo *foo)
{
	down_read(&foo->reset_sem);
	dma_fence_wait(foo->fence, false);
	up_read(&foo->reset_sem);

	down_read(&foo->dropped_sem);
	up_read(&foo->dropped_sem);
	dma_fence_wait(foo->fence, false);
}

void foo_reset(struct foo *foo)
{
	down_write(&foo->write_sem);
	dma_fence_wait(foo->fence, false);
	up_write(&foo->write_sem);
}

void foo_signal(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/lock-inversion: foo_signal | foo_idle */
	down_read(&foo->reset_sem);
	up_read(&foo->reset_sem);
	/* hit: fence/lock-inversion: foo_signal | foo_reset */
	down_read(&foo->write_sem);
	up_read(&foo->write_sem);
	/* ok: fence/lock-inversion: the reader lets go of it before it waits */
	down_read(&foo->dropped_sem);
	up_read(&foo->dropped_sem);
	/* ok: fence/lock-inversion: only tried */
	if (down_read_trylock(&foo->reset_sem))
		up_read(&foo->reset_sem);
	dma_fence_end_signalling(cookie);
}
