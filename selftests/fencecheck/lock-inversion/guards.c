// SPDX-License-Identifier: GPL-2.0-only
/* Locks that the end of a block drops. */
#include <kernel.h>

struct foo {
	struct mutex whole;
	struct mutex part;
	struct mutex block;
	struct mutex early;
	struct rw_semaphore sem;
	struct dma_fence *fence;
};

int foo_whole(struct foo *foo)
{
	guard(mutex)(&foo->whole);
	return dma_fence_wait(foo->fence, false);
}

void foo_part(struct foo *foo)
{
	scoped_guard(mutex, &foo->part) {
		dma_fence_wait(foo->fence, false);
	}
}

void foo_block(struct foo *foo)
{
	if (hw_busy(foo)) {
		guard(mutex)(&foo->block);
		hw_kick(foo);
	}
	scoped_guard(mutex, &foo->block)
		hw_kick(foo);
	dma_fence_wait(foo->fence, false);
}

void foo_early(struct foo *foo)
{
	scoped_guard(mutex, &foo->early) {
		if (hw_busy(foo))
			break;
		hw_kick(foo);
	}
	dma_fence_wait(foo->fence, false);
}

void foo_read(struct foo *foo)
{
	guard(rwsem_read)(&foo->sem);
	dma_fence_wait(foo->fence, false);
}

void foo_signal(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/lock-inversion: foo_signal | foo_part */
	scoped_guard(mutex, &foo->part)
		hw_kick(foo);
	/* ok: fence/lock-inversion: dropped at the end of the block */
	scoped_guard(mutex, &foo->block)
		hw_kick(foo);
	/* ok: fence/lock-inversion: dropped by the break */
	scoped_guard(mutex, &foo->early)
		hw_kick(foo);
	/* hit: fence/lock-inversion: foo_signal | foo_read */
	scoped_guard(rwsem_read, &foo->sem)
		hw_kick(foo);
	dma_fence_end_signalling(cookie);
}

static struct dma_fence *foo_run_job(struct drm_sched_job *job)
{
	struct foo *foo = (struct foo *)job->sched;

	/* hit: fence/lock-inversion: foo_run_job | foo_whole */
	guard(mutex)(&foo->whole);
	hw_kick(foo);
	return NULL;
}

static const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };
