// SPDX-License-Identifier: GPL-2.0-only
/* Sections that cover every lock they should, or where a lock is not theirs. */
#include <linux/dma-fence.h>
#include <linux/dma-resv.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>

struct queue {
	struct mutex lock;
	struct mutex other;
	struct rw_semaphore reset;
	spinlock_t list;
	struct dma_resv *resv;
	struct dma_fence *fence;
	bool locked;
};

void evict(struct queue *queue);
void submit(struct queue *queue);
struct dma_fence *queue_fence_create(struct queue *queue);

void lock_inside(struct queue *queue)
{
	bool cookie;

	/* ok: fence/narrow-section: the lock is taken inside */
	cookie = dma_fence_begin_signalling();
	mutex_lock(&queue->lock);
	dma_fence_signal(queue->fence);
	mutex_unlock(&queue->lock);
	dma_fence_end_signalling(cookie);
}

void prepared(struct queue *queue)
{
	bool cookie;

	mutex_lock(&queue->lock);
	evict(queue);
	mutex_unlock(&queue->lock);
	/* ok: fence/narrow-section: the lock was for a step before */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->fence);
	dma_fence_end_signalling(cookie);

	mutex_lock(&queue->lock);
	evict(queue);
	mutex_unlock(&queue->lock);
}

void prepared_with_exit(struct queue *queue)
{
	bool cookie;

	down_read(&queue->reset);
	if (queue->locked) {
		up_read(&queue->reset);
		return;
	}
	evict(queue);
	up_read(&queue->reset);
	/* ok: fence/narrow-section: released on both ways */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->fence);
	dma_fence_end_signalling(cookie);
}

void spinning(struct queue *queue)
{
	bool cookie;

	spin_lock(&queue->list);
	/* ok: fence/narrow-section: under a spinlock a section does nothing: another rule */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->fence);
	dma_fence_end_signalling(cookie);
	spin_unlock(&queue->list);
}

/* Whoever waits for the fence can only do so once it is published. */
int publish(struct queue *queue)
{
	bool cookie;
	int ret;

	dma_resv_lock(queue->resv, NULL);
	ret = dma_resv_reserve_fences(queue->resv, 1);
	if (ret)
		goto unlock;
	dma_resv_add_fence(queue->resv, queue->fence, DMA_RESV_USAGE_WRITE);
	/* ok: fence/narrow-section: the fence is published under the lock, from here it counts */
	cookie = dma_fence_begin_signalling();
	submit(queue);
	dma_fence_end_signalling(cookie);
unlock:
	dma_resv_unlock(queue->resv);
	return ret;
}

int create(struct queue *queue)
{
	bool cookie;

	mutex_lock(&queue->lock);
	queue->fence = queue_fence_create(queue);
	/* ok: fence/narrow-section: the fence is made under the lock */
	cookie = dma_fence_begin_signalling();
	submit(queue);
	dma_fence_end_signalling(cookie);
	mutex_unlock(&queue->lock);
	return 0;
}

void nested(struct queue *queue)
{
	/* ok: fence/narrow-section: the outer section covers the lock */
	bool outer = dma_fence_begin_signalling();
	bool inner;

	mutex_lock(&queue->lock);
	/* ok: fence/narrow-section: the outer section covers the lock */
	inner = dma_fence_begin_signalling();
	dma_fence_signal(queue->fence);
	dma_fence_end_signalling(inner);
	mutex_unlock(&queue->lock);
	dma_fence_end_signalling(outer);
}

void tried(struct queue *queue)
{
	bool cookie;

	if (!mutex_trylock(&queue->lock))
		return;
	/* ok: fence/narrow-section: nobody waits in a trylock */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->fence);
	dma_fence_end_signalling(cookie);
	mutex_unlock(&queue->lock);
}

void another_lock(struct queue *queue)
{
	bool cookie;

	mutex_lock(&queue->lock);
	mutex_lock(&queue->other);
	mutex_unlock(&queue->lock);
	mutex_unlock(&queue->other);
	/* ok: fence/narrow-section: both are released, in the order taken */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->fence);
	dma_fence_end_signalling(cookie);
}

void each(struct queue **queues, int count)
{
	bool cookie;
	int i;

	for (i = 0; i < count; i++) {
		/* ok: fence/narrow-section: the lock of the round before is released */
		cookie = dma_fence_begin_signalling();
		dma_fence_signal(queues[i]->fence);
		dma_fence_end_signalling(cookie);
		mutex_lock(&queues[i]->lock);
		evict(queues[i]);
		mutex_unlock(&queues[i]->lock);
	}
}
