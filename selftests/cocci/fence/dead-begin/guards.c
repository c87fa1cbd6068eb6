// SPDX-License-Identifier: GPL-2.0-only
/* Locks that the end of a block drops. */
#include <linux/dma-fence.h>
#include <linux/spinlock.h>

int spinlock_guard(spinlock_t *lock);
int mutex_guard(int *lock);

#define guard(name)		name##_guard
#define scoped_guard(name, args) for (int once = name##_guard(args); once; once = 0)

struct queue {
	spinlock_t lock;
	int mutex;
	struct dma_fence *fence;
};

void whole(struct queue *queue)
{
	bool cookie;

	guard(spinlock)(&queue->lock);
	/* hit: fence/dead-begin */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->fence);
	dma_fence_end_signalling(cookie);
}

void scoped(struct queue *queue)
{
	bool cookie;

	scoped_guard(spinlock, &queue->lock) {
		/* hit: fence/dead-begin */
		cookie = dma_fence_begin_signalling();
		dma_fence_signal(queue->fence);
		dma_fence_end_signalling(cookie);
	}
}

void after_scope(struct queue *queue)
{
	bool cookie;

	scoped_guard(spinlock, &queue->lock) {
		queue->mutex++;
	}
	/* ok: fence/dead-begin: dropped at the end of the scope */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->fence);
	dma_fence_end_signalling(cookie);
}

void after_block(struct queue *queue)
{
	bool cookie;

	if (queue->mutex) {
		guard(spinlock)(&queue->lock);
		queue->mutex--;
	}
	/* ok: fence/dead-begin: dropped at the end of the block */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->fence);
	dma_fence_end_signalling(cookie);
}

void sleeping_guard(struct queue *queue)
{
	bool cookie;

	guard(mutex)(&queue->mutex);
	/* ok: fence/dead-begin: a mutex */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->fence);
	dma_fence_end_signalling(cookie);
}

void around(struct queue *queue)
{
	bool cookie;

	/* ok: fence/dead-begin: around the lock */
	cookie = dma_fence_begin_signalling();
	scoped_guard(spinlock, &queue->lock) {
		dma_fence_signal(queue->fence);
	}
	dma_fence_end_signalling(cookie);
}
