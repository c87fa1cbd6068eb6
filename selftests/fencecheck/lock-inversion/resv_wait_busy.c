// SPDX-License-Identifier: GPL-2.0-only
/* A wait for a busy object under a lock that signalling needs. */
#include <kernel.h>

struct foo {
	struct mutex lock;
	struct mutex test_lock;
	struct dma_resv *resv;
};

void foo_evict(struct foo *foo)
{
	mutex_lock(&foo->lock);
	dma_resv_wait_timeout(foo->resv, DMA_RESV_USAGE_BOOKKEEP, false, MAX_SCHEDULE_TIMEOUT);
	mutex_unlock(&foo->lock);
}

void foo_test(struct foo *foo)
{
	mutex_lock(&foo->test_lock);
	dma_resv_wait_timeout(foo->resv, DMA_RESV_USAGE_BOOKKEEP, false, 0);
	dma_resv_test_signaled(foo->resv, DMA_RESV_USAGE_BOOKKEEP);
	mutex_unlock(&foo->test_lock);
}

void foo_signal(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/lock-inversion: foo_signal | foo_evict */
	mutex_lock(&foo->lock);
	mutex_unlock(&foo->lock);
	/* ok: fence/lock-inversion: a time-out of zero is a test */
	mutex_lock(&foo->test_lock);
	mutex_unlock(&foo->test_lock);
	dma_fence_end_signalling(cookie);
}
