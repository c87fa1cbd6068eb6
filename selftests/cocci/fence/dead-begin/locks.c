// SPDX-License-Identifier: GPL-2.0-only
/* Sections that begin where in_atomic() is true. */
#include <linux/dma-fence.h>
#include <linux/spinlock.h>

struct job {
	struct dma_fence *fence;
	struct job *next;
};

struct queue {
	spinlock_t lock;
	raw_spinlock_t raw;
	rwlock_t jobs_lock;
	struct job *first;
	bool busy;
};

int wait_for(struct job *job);
int submit(struct queue *queue);
void start(int cpu);

/* Every fence that did not signal in time is forced. */
void take_down(struct queue *queue)
{
	spin_lock(&queue->lock);
	while (queue->first) {
		struct job *job = queue->first;
		int ret;

		spin_unlock(&queue->lock);
		ret = wait_for(job);
		spin_lock(&queue->lock);
		if (ret) {
			/* hit: fence/dead-begin */
			bool cookie = dma_fence_begin_signalling();

			queue->first = job->next;
			dma_fence_signal(job->fence);
			dma_fence_end_signalling(cookie);
		}
		spin_unlock(&queue->lock);
		dma_fence_put(job->fence);
		spin_lock(&queue->lock);
	}
	spin_unlock(&queue->lock);
}

/* The transfer starts with the lock held; early exits drop it. */
int enqueue(struct queue *queue)
{
	bool cookie;
	int ret;

	spin_lock_irq(&queue->lock);
	if (queue->busy) {
		ret = -EINVAL;
		goto unlock;
	}
	if (!queue->first) {
		spin_unlock_irq(&queue->lock);
		return -EIO;
	}
	/* hit: fence/dead-begin */
	cookie = dma_fence_begin_signalling();
	ret = submit(queue);
	dma_fence_end_signalling(cookie);
	spin_unlock_irq(&queue->lock);
	return ret;

unlock:
	spin_unlock_irq(&queue->lock);
	return ret;
}

void irqsave(struct queue *queue)
{
	unsigned long flags;
	bool cookie;

	spin_lock_irqsave(&queue->lock, flags);
	/* hit: fence/dead-begin */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->first->fence);
	spin_unlock_irqrestore(&queue->lock, flags);
	dma_fence_end_signalling(cookie);
}

void raw(struct queue *queue)
{
	bool cookie;

	raw_spin_lock(&queue->raw);
	/* hit: fence/dead-begin */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->first->fence);
	dma_fence_end_signalling(cookie);
	raw_spin_unlock(&queue->raw);
}

void reader(struct queue *queue)
{
	bool cookie;

	read_lock(&queue->jobs_lock);
	/* hit: fence/dead-begin */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->first->fence);
	dma_fence_end_signalling(cookie);
	read_unlock(&queue->jobs_lock);
}

void caller_locks(struct queue *queue)
{
	bool cookie;

	assert_spin_locked(&queue->lock);
	/* hit: fence/dead-begin */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->first->fence);
	dma_fence_end_signalling(cookie);
}

void second_lock(struct queue *queue, struct queue *other)
{
	bool cookie;

	spin_lock(&queue->lock);
	spin_lock(&other->lock);
	other->first = queue->first;
	spin_unlock(&other->lock);
	/* hit: fence/dead-begin */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->first->fence);
	dma_fence_end_signalling(cookie);
	spin_unlock(&queue->lock);
}

void no_preemption(struct queue *queue)
{
	bool cookie;

	preempt_disable();
	/* hit: fence/dead-begin */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->first->fence);
	dma_fence_end_signalling(cookie);
	preempt_enable();
}

void this_cpu(void)
{
	bool cookie;
	int cpu = get_cpu();

	/* hit: fence/dead-begin */
	cookie = dma_fence_begin_signalling();
	start(cpu);
	dma_fence_end_signalling(cookie);
	put_cpu();
}

void bottom_half(struct queue *queue)
{
	bool cookie;

	local_bh_disable();
	/* hit: fence/dead-begin */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->first->fence);
	dma_fence_end_signalling(cookie);
	local_bh_enable();
}

void tried(struct queue *queue)
{
	bool cookie;

	if (!spin_trylock(&queue->lock))
		return;
	/* todo: fence/dead-begin: the lock is held on one branch only */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->first->fence);
	dma_fence_end_signalling(cookie);
	spin_unlock(&queue->lock);
}

void either_way(struct queue *queue, struct queue *other)
{
	bool cookie;

	if (other)
		spin_lock(&other->lock);
	else
		spin_lock(&queue->lock);
	/* todo: fence/dead-begin: a lock is held, but which one depends */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->first->fence);
	dma_fence_end_signalling(cookie);
	spin_unlock(other ? &other->lock : &queue->lock);
}
