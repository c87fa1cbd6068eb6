// SPDX-License-Identifier: GPL-2.0-only
/* A section that begins only when the lock of the signaller is already held. */
#include <linux/dma-fence.h>
#include <linux/dma-resv.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>

struct queue {
	struct mutex lock;
	struct rw_semaphore reset;
	struct dma_resv *resv;
	struct dma_fence *fence;
	bool dead;
};

void evict(struct queue *queue);

/* The worker that signals queues up behind whoever waits with the mutex held. */
void suspend_worker(struct queue *queue)
{
	bool cookie;

	mutex_lock(&queue->lock);
	evict(queue);
	/* hit: fence/narrow-section */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->fence);
	dma_fence_end_signalling(cookie);
	mutex_unlock(&queue->lock);
}

int interruptible(struct queue *queue)
{
	int ret = mutex_lock_interruptible(&queue->lock);

	if (ret)
		return ret;
	if (!queue->dead) {
		/* hit: fence/narrow-section */
		bool cookie = dma_fence_begin_signalling();

		evict(queue);
		dma_fence_end_signalling(cookie);
	}
	mutex_unlock(&queue->lock);
	return 0;
}

void reset_worker(struct queue *queue)
{
	bool cookie;

	down_read(&queue->reset);
	/* hit: fence/narrow-section */
	cookie = dma_fence_begin_signalling();
	if (queue->dead)
		goto out;
	dma_fence_signal(queue->fence);
out:
	dma_fence_end_signalling(cookie);
	up_read(&queue->reset);
}

void evict_notify(struct queue *queue)
{
	bool cookie;

	dma_resv_lock(queue->resv, NULL);
	/* hit: fence/narrow-section */
	cookie = dma_fence_begin_signalling();
	evict(queue);
	dma_fence_end_signalling(cookie);
	dma_resv_unlock(queue->resv);
}

/* One lock is covered, the other is not. */
void two_locks(struct queue *queue)
{
	bool cookie;

	down_write(&queue->reset);
	/* hit: fence/narrow-section */
	cookie = dma_fence_begin_signalling();
	mutex_lock(&queue->lock);
	dma_fence_signal(queue->fence);
	mutex_unlock(&queue->lock);
	dma_fence_end_signalling(cookie);
	up_write(&queue->reset);
}

void locked_by_helper(struct queue *queue);
void unlocked_by_helper(struct queue *queue);

void helper_locks(struct queue *queue)
{
	bool cookie;

	locked_by_helper(queue);
	/* todo: fence/narrow-section: a lock that a helper takes is not seen */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->fence);
	dma_fence_end_signalling(cookie);
	unlocked_by_helper(queue);
}

void overlapping(struct queue *queue)
{
	bool cookie;

	mutex_lock(&queue->lock);
	/* todo: fence/narrow-section: the lock is released before the section ends */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->fence);
	mutex_unlock(&queue->lock);
	dma_fence_end_signalling(cookie);
}
