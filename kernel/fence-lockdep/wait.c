// SPDX-License-Identifier: GPL-2.0-only
/* Ways to wait for fences, with a lock held that a section takes. */
#include <linux/mutex.h>
#include <linux/sched/mm.h>
#include <linux/wait.h>

#if IS_ENABLED(CONFIG_DRM)
#include <drm/drm_file.h>
#include <drm/drm_syncobj.h>
#endif

#include "fence-lockdep.h"

static DEFINE_MUTEX(lock_a);
static DEFINE_SPINLOCK(spin);

static void section_takes_lock_a(void)
{
	bool cookie = dma_fence_begin_signalling();

	mutex_lock(&lock_a);
	mutex_unlock(&lock_a);
	dma_fence_end_signalling(cookie);
}

/* A time-out of zero counts as a wait, too. */
ROW(wait_zero_timeout)
{
	section_takes_lock_a();
	mutex_lock(&lock_a);
	dma_fence_wait_timeout(fl_done, false, 0);
	mutex_unlock(&lock_a);
}

ROW(wait_zero_timeout_ok)
{
	section_takes_lock_a();
	mutex_lock(&lock_a);
	dma_fence_is_signaled(fl_done);
	mutex_unlock(&lock_a);
}

ROW(wait_finite_timeout)
{
	static struct fl_fence fence;

	fl_fence_init(&fence);
	section_takes_lock_a();
	mutex_lock(&lock_a);
	dma_fence_wait_timeout(&fence.base, false, 1);
	mutex_unlock(&lock_a);
}

ROW(wait_finite_timeout_ok)
{
	static struct fl_fence fence;

	fl_fence_init(&fence);
	section_takes_lock_a();
	dma_fence_wait_timeout(&fence.base, false, 1);
}

ROW(default_wait_under_lock)
{
	section_takes_lock_a();
	mutex_lock(&lock_a);
	dma_fence_default_wait(fl_done, false, MAX_SCHEDULE_TIMEOUT);
	mutex_unlock(&lock_a);
}

ROW(default_wait_under_lock_ok)
{
	section_takes_lock_a();
	dma_fence_default_wait(fl_done, false, MAX_SCHEDULE_TIMEOUT);
}

ROW(default_wait_under_spinlock)
{
	spin_lock(&spin);
	dma_fence_default_wait(fl_done, false, MAX_SCHEDULE_TIMEOUT);
	spin_unlock(&spin);
}

/* A test of the fence by another name: it cannot sleep. */
ROW(default_wait_under_spinlock_ok)
{
	spin_lock(&spin);
	dma_fence_default_wait(fl_done, false, 0);
	spin_unlock(&spin);
}

/* The allocation of the callbacks alone would be reported: keep it quiet. */
static void wait_any(void)
{
	unsigned int flags = memalloc_noreclaim_save();

	dma_fence_wait_any_timeout(&fl_done, 1, false, MAX_SCHEDULE_TIMEOUT,
				   NULL);
	memalloc_noreclaim_restore(flags);
}

ROW(wait_any_under_lock)
{
	section_takes_lock_a();
	mutex_lock(&lock_a);
	wait_any();
	mutex_unlock(&lock_a);
}

ROW(wait_any_under_lock_ok)
{
	section_takes_lock_a();
	wait_any();
}

/* Without the annotation it is the allocation of the callbacks that shows. */
ROW(wait_any_allocates)
{
	section_takes_lock_a();
	mutex_lock(&lock_a);
	dma_fence_wait_any_timeout(&fl_done, 1, false, MAX_SCHEDULE_TIMEOUT,
				   NULL);
	mutex_unlock(&lock_a);
}

ROW(wait_any_allocates_ok)
{
	section_takes_lock_a();
	mutex_lock(&lock_a);
	dma_fence_wait_any_timeout(&fl_done, 1, false, 0, NULL);
	mutex_unlock(&lock_a);
}

/* A driver that waits for its own sequence number, as radeon and vmwgfx do. */
static void wait_for_seqno(void)
{
	static DECLARE_WAIT_QUEUE_HEAD(queue);

#ifdef HAVE_MIGHT_WAIT
	dma_fence_might_wait();
#endif
	wait_event(queue, dma_fence_is_signaled(fl_done));
}

ROW(wait_private)
{
	section_takes_lock_a();
	mutex_lock(&lock_a);
	wait_for_seqno();
	mutex_unlock(&lock_a);
}

ROW(wait_private_ok)
{
	section_takes_lock_a();
	wait_for_seqno();
}

#if IS_ENABLED(CONFIG_DRM)

static void wait_for_submit(struct mutex *lock)
{
	static struct drm_file file;
	struct drm_syncobj *syncobj;
	struct dma_fence *fence;
	u32 handle;

	idr_init(&file.syncobj_idr);
	spin_lock_init(&file.syncobj_table_lock);
	if (drm_syncobj_create(&syncobj, 0, fl_done))
		return;
	if (drm_syncobj_get_handle(&file, syncobj, &handle))
		goto put;
	if (lock)
		mutex_lock(lock);
	if (!drm_syncobj_find_fence(&file, handle, 0,
				    DRM_SYNCOBJ_WAIT_FLAGS_WAIT_FOR_SUBMIT,
				    &fence))
		dma_fence_put(fence);
	if (lock)
		mutex_unlock(lock);
	/* The handle has a reference of its own. */
	idr_destroy(&file.syncobj_idr);
	drm_syncobj_put(syncobj);
put:
	drm_syncobj_put(syncobj);
}

ROW(syncobj_wait_under_lock)
{
	wait_for_submit(&lock_a);
}

ROW(syncobj_wait_under_lock_ok)
{
	wait_for_submit(NULL);
}

#else

ROW(syncobj_wait_under_lock)
{
	fl_skip("no DRM in this kernel");
}

ROW(syncobj_wait_under_lock_ok)
{
	fl_skip("no DRM in this kernel");
}

#endif
