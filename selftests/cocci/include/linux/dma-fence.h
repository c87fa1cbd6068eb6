/* SPDX-License-Identifier: GPL-2.0-only */
/* Fences for rule cases. */
#ifndef SGFENCE_CASES_DMA_FENCE_H
#define SGFENCE_CASES_DMA_FENCE_H

#include <linux/types.h>

struct dma_fence_ops;

struct dma_fence {
	int error;
	const struct dma_fence_ops *ops;
	unsigned long flags;
	u64 seqno;
};

struct dma_fence_ops {
	const char *(*get_driver_name)(struct dma_fence *fence);
	const char *(*get_timeline_name)(struct dma_fence *fence);
	bool (*enable_signaling)(struct dma_fence *fence);
	signed long (*wait)(struct dma_fence *fence, bool intr, signed long timeout);
	void (*release)(struct dma_fence *fence);
};

bool dma_fence_begin_signalling(void);
void dma_fence_end_signalling(bool cookie);
signed long dma_fence_default_wait(struct dma_fence *fence, bool intr, signed long timeout);
int dma_fence_signal(struct dma_fence *fence);
void dma_fence_put(struct dma_fence *fence);
signed long dma_fence_wait(struct dma_fence *fence, bool intr);
signed long dma_fence_wait_timeout(struct dma_fence *fence, bool intr, signed long timeout);

struct dma_fence_cb {
	void (*func)(struct dma_fence *fence, struct dma_fence_cb *cb);
};

typedef void (*dma_fence_func_t)(struct dma_fence *fence, struct dma_fence_cb *cb);

int dma_fence_add_callback(struct dma_fence *fence, struct dma_fence_cb *cb, dma_fence_func_t func);
bool dma_fence_is_signaled(struct dma_fence *fence);
struct spinlock;
void dma_fence_init(struct dma_fence *fence, const struct dma_fence_ops *ops, struct spinlock *lock,
		    u64 context, u64 seqno);
void __dma_fence_might_wait(void);
int dma_fence_signal_locked(struct dma_fence *fence);

#endif
