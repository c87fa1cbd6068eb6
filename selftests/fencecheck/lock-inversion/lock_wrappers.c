// SPDX-License-Identifier: GPL-2.0-only
/* A driver locks by functions of its own, which return with the lock held. */
#include <kernel.h>

struct foo {
	struct mutex mutex;
	struct dma_fence *fence;
};

struct foo_job {
	struct drm_sched_job base;
	struct foo *foo;
};

static void foo_lock(struct foo *foo)
{
	/* hit: fence/lock-inversion: foo_run_job > foo_lock | foo_idle */
	mutex_lock(&foo->mutex);
}

static void foo_unlock(struct foo *foo)
{
	mutex_unlock(&foo->mutex);
}

void foo_idle(struct foo *foo)
{
	foo_lock(foo);
	dma_fence_wait(foo->fence, false);
	foo_unlock(foo);
}

static struct dma_fence *foo_run_job(struct drm_sched_job *base)
{
	struct foo *foo = container_of(base, struct foo_job, base)->foo;

	foo_lock(foo);
	hw_kick(foo);
	foo_unlock(foo);
	return NULL;
}

struct bar {
	struct mutex mutex;
	struct dma_fence *fence;
};

static int bar_lock(struct bar *bar)
{
	/* ok: fence/lock-inversion: its unlock function comes before the wait */
	int ret = mutex_lock_interruptible(&bar->mutex);

	return ret;
}

static void bar_unlock(struct bar *bar)
{
	mutex_unlock(&bar->mutex);
}

int bar_idle(struct bar *bar)
{
	int ret = bar_lock(bar);

	if (ret)
		return ret;
	hw_kick(bar);
	bar_unlock(bar);
	return dma_fence_wait(bar->fence, true);
}

void bar_signal(struct bar *bar)
{
	bool cookie = dma_fence_begin_signalling();

	if (!bar_lock(bar))
		bar_unlock(bar);
	dma_fence_end_signalling(cookie);
}

static const struct drm_sched_backend_ops foo_ops = { .run_job = foo_run_job };
