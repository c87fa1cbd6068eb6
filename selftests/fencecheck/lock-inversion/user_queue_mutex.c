// SPDX-License-Identifier: GPL-2.0-only
/* The work that evicts user queues, and then signals, needs the mutex of an ioctl that waits. */
#include <kernel.h>

struct foo_queues {
	struct mutex userq_mutex;
	struct delayed_work suspend_work;
	struct dma_fence *evicted;
	struct dma_fence *last;
};

static int foo_evict_all(struct foo_queues *queues)
{
	int ret;

	/*
	 * hit: fence/lock-inversion: foo_suspend_work > foo_evict_all |
	 * foo_ioctl_destroy > foo_wait_last
	 */
	mutex_lock(&queues->userq_mutex);
	ret = hw_busy(queues);
	mutex_unlock(&queues->userq_mutex);
	return ret;
}

static void foo_suspend_work(struct work_struct *work)
{
	struct foo_queues *queues = container_of(work, struct foo_queues, suspend_work.work);

	if (foo_evict_all(queues))
		hw_kick(queues);
	dma_fence_signal(queues->evicted);
}

static void foo_wait_last(struct foo_queues *queues)
{
	dma_fence_wait_timeout(queues->last, true, HZ);
}

int foo_ioctl_destroy(struct foo_queues *queues)
{
	mutex_lock(&queues->userq_mutex);
	foo_wait_last(queues);
	mutex_unlock(&queues->userq_mutex);
	return 0;
}

void foo_init(struct foo_queues *queues)
{
	INIT_DELAYED_WORK(&queues->suspend_work, foo_suspend_work);
}

struct bar_queues {
	struct mutex userq_mutex;
	struct work_struct suspend_work;
	struct dma_fence *evicted;
	struct dma_fence *last;
};

static void bar_suspend_work(struct work_struct *work)
{
	struct bar_queues *queues = container_of(work, struct bar_queues, suspend_work);

	/* ok: fence/lock-inversion: the ioctl waits before it takes the mutex */
	mutex_lock(&queues->userq_mutex);
	dma_fence_signal(queues->evicted);
	mutex_unlock(&queues->userq_mutex);
}

int bar_ioctl_destroy(struct bar_queues *queues)
{
	dma_fence_wait_timeout(queues->last, true, HZ);
	mutex_lock(&queues->userq_mutex);
	hw_kick(queues);
	mutex_unlock(&queues->userq_mutex);
	return 0;
}

void bar_init(struct bar_queues *queues)
{
	INIT_WORK(&queues->suspend_work, bar_suspend_work);
}
