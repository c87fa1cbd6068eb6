// SPDX-License-Identifier: GPL-2.0-only
/* What callbacks of dma_fence_add_callback() may not do, and the legal twins. */
#include <linux/dma-fence.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct job {
	struct dma_fence_cb cb;
	struct dma_fence finished;
	struct mutex lock;
	spinlock_t list_lock;
	wait_queue_head_t wq;
	struct work_struct work, other;
	struct drm_framebuffer *fb, *old_fb;
	void *record;
	int done;
};

struct drm_framebuffer;

void drm_framebuffer_put(struct drm_framebuffer *fb);

#define to_job(c) container_of(c, struct job, cb)

static void takes_mutex(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	struct job *job = to_job(cb);

	/* hit: fence/callback-sleeps */
	mutex_lock(&job->lock);
	job->done = 1;
	mutex_unlock(&job->lock);
}

static void allocates(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	struct job *job = to_job(cb);

	/* hit: fence/callback-sleeps */
	job->record = kmalloc(64, GFP_KERNEL | __GFP_ZERO);
}

static void signals_other(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	/* hit: fence/callback-sleeps */
	dma_fence_signal(&to_job(cb)->finished);
}

static void signals_itself(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	/* hit: fence/callback-sleeps */
	dma_fence_signal(fence);
}

static void finish(struct job *job)
{
	if (job->done)
		return;
	/* hit: fence/callback-sleeps */
	cancel_work_sync(&job->other);
	/* hit: fence/callback-sleeps */
	job->record = kzalloc(64, GFP_NOFS);
}

static void through_a_helper(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	finish(to_job(cb));
}

static void waits(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	/* hit: fence/callback-sleeps */
	dma_fence_wait(&to_job(cb)->finished, false);
}

/* Given by its address, and called at once where the fence is signalled. */
static void sleeps(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	/* hit: fence/callback-sleeps */
	msleep(20);
}

static void deepest(struct job *job)
{
	/* todo: fence/callback-sleeps: two calls below the callback */
	mutex_lock(&job->lock);
	mutex_unlock(&job->lock);
}

static void deeper(struct job *job)
{
	deepest(job);
}

static void deep(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	deeper(to_job(cb));
}

/* A page flip that is over: the old framebuffer may have no other user. */
static void flip_complete(struct job *job)
{
	/* hit: fence/callback-sleeps */
	drm_framebuffer_put(job->fb);
	if (job->old_fb)
		/* hit: fence/callback-sleeps */
		drm_framebuffer_put(job->old_fb);
}

static void flip_fence_complete(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	flip_complete(to_job(cb));
	/* ok: fence/callback-sleeps: the release of a fence does not sleep */
	dma_fence_put(fence);
}

/* Work runs later, where it may sleep. */
static void work_fn(struct job *job)
{
	/* ok: fence/callback-sleeps: in a work item */
	mutex_lock(&job->lock);
	/* ok: fence/callback-sleeps: in a work item */
	job->record = kmalloc(64, GFP_KERNEL);
	mutex_unlock(&job->lock);
	/* ok: fence/callback-sleeps: in a work item */
	dma_fence_signal(&job->finished);
}

void init_work(struct work_struct *work, void (*fn)(struct job *job));

static void queues(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	struct job *job = to_job(cb);

	/* ok: fence/callback-sleeps: the function is given, not called */
	init_work(&job->work, work_fn);
	/* ok: fence/callback-sleeps: queues and returns */
	schedule_work(&job->work);
}

static void light(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	struct job *job = to_job(cb);
	unsigned long flags;

	/* ok: fence/callback-sleeps: a spinlock */
	spin_lock_irqsave(&job->list_lock, flags);
	job->done = 1;
	spin_unlock_irqrestore(&job->list_lock, flags);
	/* ok: fence/callback-sleeps: does not reclaim */
	job->record = kmalloc(64, GFP_NOWAIT);
	/* ok: fence/callback-sleeps: does not wait for the lock */
	if (mutex_trylock(&job->lock))
		mutex_unlock(&job->lock);
	/* ok: fence/callback-sleeps: wakes a sleeper */
	wake_up_all(&job->wq);
	/* ok: fence/callback-sleeps: drops a reference */
	dma_fence_put(fence);
}

/* A look-alike by its type, which nobody gives to a fence. */
void no_callback(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	/* ok: fence/callback-sleeps: called by a thread, with no lock held */
	mutex_lock(&to_job(cb)->lock);
	mutex_unlock(&to_job(cb)->lock);
}

static void by_pointer(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	/* todo: fence/callback-sleeps: given through a variable */
	msleep(20);
}

int arm(struct dma_fence *fence, struct job *job, int kind)
{
	dma_fence_func_t func = by_pointer;
	struct dma_fence_cb *cb = &job->cb;

	/* ok: fence/callback-sleeps: before the fence is armed */
	mutex_lock(&job->lock);
	mutex_unlock(&job->lock);
	switch (kind) {
	case 0:
		return dma_fence_add_callback(fence, cb, takes_mutex);
	case 1:
		return dma_fence_add_callback(fence, cb, allocates);
	case 2:
		return dma_fence_add_callback(fence, cb, signals_other);
	case 3:
		return dma_fence_add_callback(fence, cb, signals_itself);
	case 4:
		return dma_fence_add_callback(fence, cb, through_a_helper);
	case 5:
		return dma_fence_add_callback(fence, cb, waits);
	case 6:
		if (dma_fence_add_callback(fence, cb, &sleeps))
			sleeps(fence, cb);
		return 0;
	case 7:
		return dma_fence_add_callback(fence, cb, deep);
	case 8:
		return dma_fence_add_callback(fence, cb, queues);
	case 10:
		return dma_fence_add_callback(fence, cb, flip_fence_complete);
	case 9:
		return dma_fence_add_callback(fence, cb, light);
	}
	return dma_fence_add_callback(fence, cb, func);
}
