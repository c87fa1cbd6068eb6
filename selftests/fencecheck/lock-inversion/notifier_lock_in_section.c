// SPDX-License-Identifier: GPL-2.0-only
/* An MMU notifier waits for fences under a lock that the submission takes in its section. */
#include <kernel.h>

struct foo_bo {
	struct mmu_interval_notifier notifier;
	struct mutex notifier_lock;
	struct dma_resv *resv;
};

static bool foo_invalidate(struct mmu_interval_notifier *notifier,
			   const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct foo_bo *bo = container_of(notifier, struct foo_bo, notifier);

	mutex_lock(&bo->notifier_lock);
	dma_resv_wait_timeout(bo->resv, DMA_RESV_USAGE_BOOKKEEP, false, MAX_SCHEDULE_TIMEOUT);
	mutex_unlock(&bo->notifier_lock);
	return true;
}

const struct mmu_interval_notifier_ops foo_notifier_ops = {
	.invalidate = foo_invalidate,
};

void foo_submit(struct foo_bo *bo)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/lock-inversion: foo_submit | foo_invalidate */
	mutex_lock(&bo->notifier_lock);
	hw_kick(bo);
	mutex_unlock(&bo->notifier_lock);
	dma_fence_end_signalling(cookie);
}

struct bar_bo {
	struct mmu_interval_notifier notifier;
	struct mutex notifier_lock;
	struct dma_resv *resv;
};

static bool bar_invalidate(struct mmu_interval_notifier *notifier,
			   const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct bar_bo *bo = container_of(notifier, struct bar_bo, notifier);

	mutex_lock(&bo->notifier_lock);
	mutex_unlock(&bo->notifier_lock);
	dma_resv_wait_timeout(bo->resv, DMA_RESV_USAGE_BOOKKEEP, false, MAX_SCHEDULE_TIMEOUT);
	return true;
}

const struct mmu_interval_notifier_ops bar_notifier_ops = {
	.invalidate = bar_invalidate,
};

void bar_submit(struct bar_bo *bo)
{
	bool cookie = dma_fence_begin_signalling();

	/* ok: fence/lock-inversion: the notifier waits without it */
	mutex_lock(&bo->notifier_lock);
	hw_kick(bo);
	mutex_unlock(&bo->notifier_lock);
	dma_fence_end_signalling(cookie);
}
