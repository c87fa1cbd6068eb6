// SPDX-License-Identifier: GPL-2.0-only
/* The lock is known by a local pointer. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct dma_fence *fence;
};

void foo_idle(struct foo *foo)
{
	struct mutex *lock = &foo->lock;

	mutex_lock(lock);
	dma_fence_wait(foo->fence, false);
	mutex_unlock(lock);
}

void foo_signal(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/lock-inversion: foo_signal | foo_idle */
	mutex_lock(&foo->lock);
	mutex_unlock(&foo->lock);
	dma_fence_end_signalling(cookie);
}

struct baz {
	struct mutex first;
	struct mutex then;
	struct dma_fence *fence;
};

void baz_idle(struct baz *baz)
{
	struct mutex *lock = &baz->first;

	mutex_lock(lock);
	hw_kick(baz);
	mutex_unlock(lock);
	lock = &baz->then;
	mutex_lock(lock);
	dma_fence_wait(baz->fence, false);
	mutex_unlock(lock);
}

void baz_signal(struct baz *baz)
{
	bool cookie = dma_fence_begin_signalling();

	/* ok: fence/lock-inversion: the pointer has changed before the wait */
	mutex_lock(&baz->first);
	mutex_unlock(&baz->first);
	/* todo: fence/lock-inversion: which of two values a local pointer has is not followed */
	mutex_lock(&baz->then);
	mutex_unlock(&baz->then);
	dma_fence_end_signalling(cookie);
}

struct bar {
	struct mutex lock;
	struct dma_fence *fence;
};

void bar_idle(struct bar *bar, struct mutex *lock)
{
	mutex_lock(lock);
	dma_fence_wait(bar->fence, false);
	mutex_unlock(lock);
}

void bar_signal(struct bar *bar)
{
	bool cookie = dma_fence_begin_signalling();

	/* ok: fence/lock-inversion: nobody is known to pass this lock */
	mutex_lock(&bar->lock);
	mutex_unlock(&bar->lock);
	dma_fence_end_signalling(cookie);
}
