/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef FENCE_LOCKDEP_H
#define FENCE_LOCKDEP_H

#undef pr_fmt
#define pr_fmt(fmt) "fence-lockdep: " fmt

#include <linux/dma-fence.h>
#include <linux/spinlock.h>

/* The body of the row of that name in scenarios.h. */
#define ROW(name) void fl_##name(void)

#define SCENARIO(name, ...) ROW(name);
#include "scenarios.h"
#undef SCENARIO

struct fl_fence {
	struct dma_fence base;
	spinlock_t lock;	/* the fence's own */
};

/*
 * Fences without an allocation: GFP_KERNEL under a lock is already a wait for
 * fences to lockdep, by way of reclaim and the MMU notifiers.
 */
void fl_fence_init(struct fl_fence *fence);

/*
 * A fence that signalled before the scenario began. Lockdep looks at the order
 * of locks and waits, not at whether one has to block.
 */
extern struct dma_fence *fl_done;

/* The address space of the process that loads the module. */
extern struct mm_struct *fl_mm;

/* This kernel cannot run the row. */
void fl_skip(const char *why);

static inline void fl_wait(void)
{
	dma_fence_wait(fl_done, false);
}

#endif
