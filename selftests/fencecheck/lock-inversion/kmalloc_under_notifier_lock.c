// SPDX-License-Identifier: GPL-2.0-only
/* GFP_KERNEL under a lock that an MMU notifier takes in reclaim. */
#include <kernel.h>

struct foo_bo {
	struct mmu_interval_notifier notifier;
	struct mutex notifier_lock;
	struct mutex nowait_lock;
};

static bool foo_invalidate(struct mmu_interval_notifier *notifier,
			   const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct foo_bo *bo = container_of(notifier, struct foo_bo, notifier);

	/* todo: fence/lock-inversion: reclaim alone, no fence is part of it */
	mutex_lock(&bo->notifier_lock);
	mutex_unlock(&bo->notifier_lock);
	/* ok: fence/lock-inversion: the allocation under it does not reclaim */
	mutex_lock(&bo->nowait_lock);
	mutex_unlock(&bo->nowait_lock);
	return true;
}

const struct mmu_interval_notifier_ops foo_notifier_ops = {
	.invalidate = foo_invalidate,
};

void foo_ioctl_userptr(struct foo_bo *bo)
{
	mutex_lock(&bo->notifier_lock);
	kfree(kmalloc(16, GFP_KERNEL));
	mutex_unlock(&bo->notifier_lock);
	mutex_lock(&bo->nowait_lock);
	kfree(kmalloc(16, GFP_NOWAIT));
	mutex_unlock(&bo->nowait_lock);
}
