// SPDX-License-Identifier: GPL-2.0-only
/* Two files: a lock that they share, and two static locks of the same name. */
#include <kernel.h>

struct mutex foo_lock;
static DEFINE_MUTEX(lock);

void foo_idle(struct dma_fence *fence)
{
	mutex_lock(&foo_lock);
	dma_fence_wait(fence, false);
	mutex_unlock(&foo_lock);
}

void foo_idle_static(struct dma_fence *fence)
{
	mutex_lock(&lock);
	dma_fence_wait(fence, false);
	mutex_unlock(&lock);
}
