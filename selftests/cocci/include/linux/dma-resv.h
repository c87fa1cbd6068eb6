/* SPDX-License-Identifier: GPL-2.0-only */
/* Reservation objects for rule cases. */
#ifndef SGFENCE_CASES_DMA_RESV_H
#define SGFENCE_CASES_DMA_RESV_H

#include <linux/dma-fence.h>

struct dma_resv;
struct ww_acquire_ctx;

enum dma_resv_usage { DMA_RESV_USAGE_KERNEL, DMA_RESV_USAGE_WRITE, DMA_RESV_USAGE_READ };

int dma_resv_lock(struct dma_resv *obj, struct ww_acquire_ctx *ctx);
void dma_resv_unlock(struct dma_resv *obj);
int dma_resv_reserve_fences(struct dma_resv *obj, unsigned int num_fences);
void dma_resv_add_fence(struct dma_resv *obj, struct dma_fence *fence, enum dma_resv_usage usage);
bool dma_resv_trylock(struct dma_resv *obj);
int dma_resv_lock_interruptible(struct dma_resv *obj, struct ww_acquire_ctx *ctx);
signed long dma_resv_wait_timeout(struct dma_resv *obj, enum dma_resv_usage usage, bool intr,
				  unsigned long timeout);

#endif
