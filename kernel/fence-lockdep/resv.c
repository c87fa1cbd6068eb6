// SPDX-License-Identifier: GPL-2.0-only
/* Reservation objects. All of them share one lock class. */
#include <linux/dma-resv.h>
#include <linux/mutex.h>
#include <linux/slab.h>

#include "fence-lockdep.h"

static DEFINE_MUTEX(lock_a);

static void section_takes_lock_a(void)
{
	bool cookie = dma_fence_begin_signalling();

	mutex_lock(&lock_a);
	mutex_unlock(&lock_a);
	dma_fence_end_signalling(cookie);
}

static void resv_wait(struct dma_resv *resv, unsigned long timeout)
{
	dma_resv_wait_timeout(resv, DMA_RESV_USAGE_BOOKKEEP, false, timeout);
}

ROW(resv_lock_in_section)
{
	struct dma_resv resv;
	bool cookie;

	dma_resv_init(&resv);
	cookie = dma_fence_begin_signalling();
	dma_resv_lock(&resv, NULL);
	dma_resv_unlock(&resv);
	dma_fence_end_signalling(cookie);
	dma_resv_fini(&resv);
}

ROW(resv_lock_in_section_ok)
{
	struct dma_resv resv;
	bool cookie;

	dma_resv_init(&resv);
	cookie = dma_fence_begin_signalling();
	if (dma_resv_trylock(&resv))
		dma_resv_unlock(&resv);
	dma_fence_end_signalling(cookie);
	dma_resv_fini(&resv);
}

ROW(resv_wait_idle)
{
	struct dma_resv resv;

	dma_resv_init(&resv);
	section_takes_lock_a();
	mutex_lock(&lock_a);
	resv_wait(&resv, MAX_SCHEDULE_TIMEOUT);
	mutex_unlock(&lock_a);
	dma_resv_fini(&resv);
}

/* A time-out of zero is a test. */
ROW(resv_wait_idle_ok)
{
	struct dma_resv resv;

	dma_resv_init(&resv);
	section_takes_lock_a();
	mutex_lock(&lock_a);
	resv_wait(&resv, 0);
	mutex_unlock(&lock_a);
	dma_resv_fini(&resv);
}

/* Leaves the object with a fence that nobody signals before the end. */
static bool resv_init_busy(struct dma_resv *resv, struct fl_fence *fence)
{
	int ret;

	fl_fence_init(fence);
	dma_resv_init(resv);
	dma_resv_lock(resv, NULL);
	ret = dma_resv_reserve_fences(resv, 1);
	if (!ret)
		dma_resv_add_fence(resv, &fence->base, DMA_RESV_USAGE_WRITE);
	dma_resv_unlock(resv);
	return !ret;
}

ROW(resv_wait_busy)
{
	static struct fl_fence fence;
	struct dma_resv resv;

	if (resv_init_busy(&resv, &fence)) {
		section_takes_lock_a();
		mutex_lock(&lock_a);
		resv_wait(&resv, 1);
		mutex_unlock(&lock_a);
		dma_fence_signal(&fence.base);
	}
	dma_resv_fini(&resv);
}

ROW(resv_wait_busy_ok)
{
	static struct fl_fence fence;
	struct dma_resv resv;

	if (resv_init_busy(&resv, &fence)) {
		section_takes_lock_a();
		mutex_lock(&lock_a);
		dma_resv_test_signaled(&resv, DMA_RESV_USAGE_BOOKKEEP);
		mutex_unlock(&lock_a);
		dma_fence_signal(&fence.base);
	}
	dma_resv_fini(&resv);
}

/* With the fence in the object others wait for it: the section has begun. */
static void publish(struct dma_resv *resv, struct dma_fence *fence, gfp_t gfp)
{
	bool cookie;

	dma_resv_lock(resv, NULL);
	if (!dma_resv_reserve_fences(resv, 1)) {
		cookie = dma_fence_begin_signalling();
		dma_resv_add_fence(resv, fence, DMA_RESV_USAGE_WRITE);
		kfree(kmalloc(16, gfp));
		dma_fence_signal(fence);
		dma_fence_end_signalling(cookie);
	}
	dma_resv_unlock(resv);
}

ROW(kmalloc_after_add_fence)
{
	static struct fl_fence fence;
	struct dma_resv resv;

	fl_fence_init(&fence);
	dma_resv_init(&resv);
	publish(&resv, &fence.base, GFP_KERNEL);
	dma_resv_fini(&resv);
}

ROW(kmalloc_after_add_fence_ok)
{
	static struct fl_fence fence;
	struct dma_resv resv;

	fl_fence_init(&fence);
	dma_resv_init(&resv);
	publish(&resv, &fence.base, GFP_NOWAIT);
	dma_resv_fini(&resv);
}

ROW(two_resv_locks)
{
	struct dma_resv a, b;

	dma_resv_init(&a);
	dma_resv_init(&b);
	dma_resv_lock(&a, NULL);
	dma_resv_lock(&b, NULL);
	dma_resv_unlock(&b);
	dma_resv_unlock(&a);
	dma_resv_fini(&b);
	dma_resv_fini(&a);
}

ROW(two_resv_locks_ok)
{
	struct ww_acquire_ctx ctx;
	struct dma_resv a, b;

	dma_resv_init(&a);
	dma_resv_init(&b);
	ww_acquire_init(&ctx, &reservation_ww_class);
	if (!dma_resv_lock(&a, &ctx)) {
		if (!dma_resv_lock(&b, &ctx))
			dma_resv_unlock(&b);
		dma_resv_unlock(&a);
	}
	ww_acquire_fini(&ctx);
	dma_resv_fini(&b);
	dma_resv_fini(&a);
}
