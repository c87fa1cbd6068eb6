// SPDX-License-Identifier: GPL-2.0-only
/* All reservation locks share a class; two need an acquire context to be ordered. */
#include <kernel.h>

void foo_lock_both(struct dma_resv *a, struct dma_resv *b)
{
	dma_resv_lock(a, NULL);
	/* todo: fence/lock-inversion: two locks of one class, in no order */
	dma_resv_lock(b, NULL);
	dma_resv_unlock(b);
	dma_resv_unlock(a);
}

int bar_lock_both(struct dma_resv *a, struct dma_resv *b, struct ww_acquire_ctx *ctx)
{
	int ret = dma_resv_lock(a, ctx);

	if (ret)
		return ret;
	/* ok: fence/lock-inversion: one acquire context for both */
	ret = dma_resv_lock(b, ctx);
	if (!ret)
		dma_resv_unlock(b);
	dma_resv_unlock(a);
	return ret;
}
