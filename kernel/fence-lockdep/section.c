// SPDX-License-Identifier: GPL-2.0-only
/* Locks that a signalling section takes and that are held over a wait. */
#include <linux/console.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>

#if IS_ENABLED(CONFIG_DRM)
#include <drm/drm_modeset_lock.h>
#endif

#include "fence-lockdep.h"

static DEFINE_MUTEX(lock_a);
static DEFINE_MUTEX(notifier_lock);
static DEFINE_MUTEX(reset_lock);
static DECLARE_RWSEM(reset_sem);

static void wait_under(struct mutex *lock)
{
	mutex_lock(lock);
	fl_wait();
	mutex_unlock(lock);
}

static void section_takes(struct mutex *lock)
{
	bool cookie = dma_fence_begin_signalling();

	mutex_lock(lock);
	mutex_unlock(lock);
	dma_fence_end_signalling(cookie);
}

ROW(wait_under_lock)
{
	wait_under(&lock_a);
	section_takes(&lock_a);
}

ROW(wait_under_lock_ok)
{
	mutex_lock(&lock_a);
	mutex_unlock(&lock_a);
	fl_wait();
	section_takes(&lock_a);
}

/* The order of the two halves makes no difference. */
ROW(wait_after_section)
{
	section_takes(&lock_a);
	wait_under(&lock_a);
}

ROW(wait_after_section_ok)
{
	section_takes(&lock_a);
	fl_wait();
}

/* The notifier waits under the lock; the submission takes it in a section. */
ROW(notifier_lock_in_section)
{
	wait_under(&notifier_lock);
	section_takes(&notifier_lock);
}

ROW(notifier_lock_in_section_ok)
{
	bool cookie;

	wait_under(&notifier_lock);

	mutex_lock(&notifier_lock);
	cookie = dma_fence_begin_signalling();
	dma_fence_end_signalling(cookie);
	mutex_unlock(&notifier_lock);
}

ROW(reset_lock_in_section)
{
	wait_under(&reset_lock);
	section_takes(&reset_lock);
}

/* The reset by hand stops the time-out handler before it waits. */
ROW(reset_lock_in_section_ok)
{
	mutex_lock(&reset_lock);
	mutex_unlock(&reset_lock);
	fl_wait();
	section_takes(&reset_lock);
}

ROW(rwsem_readers)
{
	bool cookie;

	down_read(&reset_sem);
	fl_wait();
	up_read(&reset_sem);

	cookie = dma_fence_begin_signalling();
	down_read(&reset_sem);
	up_read(&reset_sem);
	dma_fence_end_signalling(cookie);
}

ROW(rwsem_readers_ok)
{
	bool cookie;

	down_read(&reset_sem);
	up_read(&reset_sem);
	fl_wait();

	cookie = dma_fence_begin_signalling();
	down_read(&reset_sem);
	up_read(&reset_sem);
	dma_fence_end_signalling(cookie);
}

ROW(console_lock_in_section)
{
	bool cookie;

	console_lock();
	fl_wait();
	console_unlock();

	cookie = dma_fence_begin_signalling();
	console_lock();
	console_unlock();
	dma_fence_end_signalling(cookie);
}

ROW(console_lock_in_section_ok)
{
	bool cookie;

	console_lock();
	fl_wait();
	console_unlock();

	cookie = dma_fence_begin_signalling();
	if (console_trylock())
		console_unlock();
	dma_fence_end_signalling(cookie);
}

#if IS_ENABLED(CONFIG_DRM)

static void wait_under_modeset_lock(struct drm_modeset_lock *lock)
{
	drm_modeset_lock_init(lock);
	drm_modeset_lock(lock, NULL);
	fl_wait();
	drm_modeset_unlock(lock);
}

ROW(modeset_lock_in_section)
{
	struct drm_modeset_lock lock;
	bool cookie;

	wait_under_modeset_lock(&lock);

	cookie = dma_fence_begin_signalling();
	drm_modeset_lock(&lock, NULL);
	drm_modeset_unlock(&lock);
	dma_fence_end_signalling(cookie);
}

/* The reset takes its modeset locks before it becomes part of signalling. */
ROW(modeset_lock_in_section_ok)
{
	struct drm_modeset_lock lock;
	bool cookie;

	wait_under_modeset_lock(&lock);

	drm_modeset_lock(&lock, NULL);
	cookie = dma_fence_begin_signalling();
	dma_fence_end_signalling(cookie);
	drm_modeset_unlock(&lock);
}

#else

ROW(modeset_lock_in_section)
{
	fl_skip("no DRM in this kernel");
}

ROW(modeset_lock_in_section_ok)
{
	fl_skip("no DRM in this kernel");
}

#endif

/* Lockdep does not follow a lock that is only tried. */
ROW(trylock_loop_in_section)
{
	bool cookie;

	wait_under(&lock_a);

	cookie = dma_fence_begin_signalling();
	while (!mutex_trylock(&lock_a))
		cond_resched();
	mutex_unlock(&lock_a);
	dma_fence_end_signalling(cookie);
}

ROW(trylock_loop_in_section_ok)
{
	bool cookie;

	wait_under(&lock_a);

	cookie = dma_fence_begin_signalling();
	if (mutex_trylock(&lock_a))
		mutex_unlock(&lock_a);
	dma_fence_end_signalling(cookie);
}

ROW(wait_in_section_under_lock)
{
	bool cookie = dma_fence_begin_signalling();

	wait_under(&lock_a);
	dma_fence_end_signalling(cookie);
}

/* One fence may depend on another, as long as no lock comes in between. */
ROW(wait_in_section_under_lock_ok)
{
	bool cookie = dma_fence_begin_signalling();

	fl_wait();
	mutex_lock(&lock_a);
	mutex_unlock(&lock_a);
	dma_fence_end_signalling(cookie);
}
