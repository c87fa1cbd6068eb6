// SPDX-License-Identifier: GPL-2.0-only
/* A section waits for SRCU readers, and a reader waits for a fence. */
#include <kernel.h>

struct foo {
	struct srcu_struct unplug;
	struct srcu_struct lookup;
	struct dma_fence *fence;
};

void foo_idle(struct foo *foo)
{
	int idx = srcu_read_lock(&foo->unplug);

	dma_fence_wait(foo->fence, false);
	srcu_read_unlock(&foo->unplug, idx);
}

void foo_look_up(struct foo *foo)
{
	int idx = srcu_read_lock(&foo->lookup);

	dma_fence_get(foo->fence);
	srcu_read_unlock(&foo->lookup, idx);
	dma_fence_wait(foo->fence, false);
}

void foo_unplug(struct foo *foo)
{
	bool cookie = dma_fence_begin_signalling();

	/* hit: fence/lock-inversion: foo_unplug | foo_idle */
	synchronize_srcu(&foo->unplug);
	/* ok: fence/lock-inversion: its readers do not wait */
	synchronize_srcu(&foo->lookup);
	/* ok: fence/lock-inversion: a reader never blocks */
	srcu_read_unlock(&foo->unplug, srcu_read_lock(&foo->unplug));
	dma_fence_end_signalling(cookie);
}
