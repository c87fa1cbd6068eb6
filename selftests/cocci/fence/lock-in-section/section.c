// SPDX-License-Identifier: GPL-2.0-only
/* Locks between begin_signalling() and end_signalling(). */
#include <linux/dma-resv.h>
#include <linux/mmap_lock.h>
#include <linux/ww_mutex.h>
#include <drm/drm_modeset_lock.h>

struct plane {
	struct dma_resv *resv;
	struct ww_mutex *resv_lock;
	struct ww_mutex *own_lock;
	struct mm_struct *mm;
	struct drm_device *dev;
	struct drm_modeset_lock *lock;
	struct dma_fence *done;
};

void flip(struct plane *plane);
void wait_for_flip(struct plane *plane);

/* A commit tail that reads the tiling flags of a buffer under its lock. */
void commit_tail(struct plane *plane)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/lock-in-section */
	dma_resv_lock(plane->resv, NULL);
	flip(plane);
	dma_resv_unlock(plane->resv);
	dma_fence_signal(plane->done);
	dma_fence_end_signalling(cookie);
}

/* The right order: what the tail wants is read before it starts. */
void prepared_tail(struct plane *plane)
{
	bool cookie;

	/* ok: fence/lock-in-section: dropped before the section */
	dma_resv_lock(plane->resv, NULL);
	flip(plane);
	dma_resv_unlock(plane->resv);

	cookie = dma_fence_begin_signalling();
	dma_fence_signal(plane->done);
	dma_fence_end_signalling(cookie);

	/* ok: fence/lock-in-section: the section is over */
	drm_modeset_lock_all(plane->dev);
	wait_for_flip(plane);
	drm_modeset_unlock_all(plane->dev);
}

/* A hang handler that turns the display off. */
int recover(struct plane *plane, struct drm_modeset_acquire_ctx *ctx)
{
	bool cookie;
	int ret;

	cookie = dma_fence_begin_signalling();
	/* hit: fence/lock-in-section */
	ret = drm_modeset_lock(plane->lock, ctx);
	if (ret)
		goto out;
	flip(plane);
	drm_modeset_unlock(plane->lock);
out:
	dma_fence_end_signalling(cookie);
	return ret;
}

int by_hand(struct plane *plane, struct page **pages)
{
	bool cookie;
	int ret;

	cookie = dma_fence_begin_signalling();
	/* hit: fence/lock-in-section */
	ret = ww_mutex_lock(plane->resv_lock, NULL);
	if (!ret)
		ww_mutex_unlock(plane->resv_lock);
	/* ok: fence/lock-in-section: not of a reservation object */
	ret = ww_mutex_lock(plane->own_lock, NULL);
	if (!ret)
		ww_mutex_unlock(plane->own_lock);
	/* hit: fence/lock-in-section */
	mmap_read_lock(plane->mm);
	mmap_read_unlock(plane->mm);
	/* hit: fence/lock-in-section */
	ret = pin_user_pages_fast(0, 1, 0, pages);
	dma_fence_signal(plane->done);
	dma_fence_end_signalling(cookie);
	return ret;
}

/* Those who do not wait cannot be waited for. */
void only_try(struct plane *plane)
{
	bool cookie = dma_fence_begin_signalling();

	/* ok: fence/lock-in-section: it does not wait */
	if (dma_resv_trylock(plane->resv)) {
		flip(plane);
		dma_resv_unlock(plane->resv);
	}
	/* ok: fence/lock-in-section: it does not wait */
	if (mmap_read_trylock(plane->mm))
		mmap_read_unlock(plane->mm);
	dma_fence_end_signalling(cookie);
}

void early(struct plane *plane, bool idle)
{
	bool cookie = dma_fence_begin_signalling();

	if (idle) {
		dma_fence_end_signalling(cookie);
		/* ok: fence/lock-in-section: this path has left the section */
		dma_resv_lock(plane->resv, NULL);
		dma_resv_unlock(plane->resv);
		return;
	}
	dma_fence_signal(plane->done);
	dma_fence_end_signalling(cookie);
}

void on_condition(struct plane *plane, bool annotate)
{
	bool cookie = false;

	if (annotate)
		cookie = dma_fence_begin_signalling();
	dma_fence_signal(plane->done);
	if (annotate)
		dma_fence_end_signalling(cookie);
	/* ok: fence/lock-in-section: both stand under the same condition */
	dma_resv_lock(plane->resv, NULL);
	dma_resv_unlock(plane->resv);
}

static void drain(struct plane *plane)
{
	/* hit: fence/lock-in-section */
	dma_resv_lock(plane->resv, NULL);
	dma_resv_unlock(plane->resv);
}

static void open_plane(struct plane *plane)
{
	/* ok: fence/lock-in-section: called outside of the section only */
	dma_resv_lock(plane->resv, NULL);
	dma_resv_unlock(plane->resv);
}

void calls(struct plane *plane)
{
	bool cookie;

	open_plane(plane);
	cookie = dma_fence_begin_signalling();
	drain(plane);
	dma_fence_end_signalling(cookie);
	open_plane(plane);
}

static void wrapped_begin(bool *cookie)
{
	*cookie = dma_fence_begin_signalling();
}

void through_a_wrapper(struct plane *plane)
{
	bool cookie;

	wrapped_begin(&cookie);
	/* todo: fence/lock-in-section: begun in a function of its own */
	dma_resv_lock(plane->resv, NULL);
	dma_resv_unlock(plane->resv);
	dma_fence_end_signalling(cookie);
}
