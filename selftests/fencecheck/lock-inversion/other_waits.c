// SPDX-License-Identifier: GPL-2.0-only
/* Every way to wait counts: with a time-out, for any of several, by the default function. */
#include <kernel.h>

struct foo {
	struct mutex finite;
	struct mutex zero;
	struct mutex by_default;
	struct mutex any;
	struct mutex any_zero;
	struct dma_fence *fence;
};

void foo_finite(struct foo *foo)
{
	mutex_lock(&foo->finite);
	dma_fence_wait_timeout(foo->fence, false, HZ);
	mutex_unlock(&foo->finite);
}

void foo_zero(struct foo *foo)
{
	mutex_lock(&foo->zero);
	dma_fence_wait_timeout(foo->fence, false, 0);
	mutex_unlock(&foo->zero);
}

void foo_by_default(struct foo *foo)
{
	mutex_lock(&foo->by_default);
	dma_fence_default_wait(foo->fence, false, MAX_SCHEDULE_TIMEOUT);
	mutex_unlock(&foo->by_default);
}

void foo_any(struct foo *foo)
{
	mutex_lock(&foo->any);
	dma_fence_wait_any_timeout(&foo->fence, 1, false, MAX_SCHEDULE_TIMEOUT, NULL);
	mutex_unlock(&foo->any);
}

void foo_any_zero(struct foo *foo)
{
	mutex_lock(&foo->any_zero);
	dma_fence_wait_any_timeout(&foo->fence, 1, false, 0, NULL);
	mutex_unlock(&foo->any_zero);
}

void foo_signal(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/lock-inversion: foo_signal | foo_finite */
	mutex_lock(&foo->finite);
	mutex_unlock(&foo->finite);
	/* ok: fence/lock-inversion: a time-out of zero only looks */
	mutex_lock(&foo->zero);
	mutex_unlock(&foo->zero);
	/* hit: fence/lock-inversion: foo_signal | foo_by_default */
	mutex_lock(&foo->by_default);
	mutex_unlock(&foo->by_default);
	/* hit: fence/lock-inversion: foo_signal | foo_any */
	mutex_lock(&foo->any);
	mutex_unlock(&foo->any);
	/* ok: fence/lock-inversion: a time-out of zero only looks */
	mutex_lock(&foo->any_zero);
	mutex_unlock(&foo->any_zero);
	dma_fence_end_signalling(cookie);
}
