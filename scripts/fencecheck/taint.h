/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tainted lock classes: somebody holds them while waiting for a fence, over an
 * allocation that may do so, or over a lock of which one of these is true.
 */
#ifndef FENCECHECK_TAINT_H
#define FENCECHECK_TAINT_H

#include "chain.h"

/* One place where a class is held over something that may wait for a fence. */
struct fc_holding {
	enum fc_goal_kind kind;
	int other;		/* FC_GOAL_LOCK: the tainted class that is taken below */
	struct fc_chain chain;	/* begins in the function that holds the class */
};

struct fc_taint {
	FC_VEC(struct fc_holding) holdings;	/* one a function and kind, best first */
};

struct fc_taints {
	struct fc_contexts *contexts;
	struct fc_taint *of;	/* by class */
	int nclasses;
	int noreclaim;		/* the class that stands for memalloc_noreclaim_save(), or -1 */
	bool reclaim_waits;	/* a shrinker or notifier of the view waits for fences */
};

void fc_taints_find(struct fc_taints *taints, struct fc_contexts *contexts);

/* Does a lock of this kind sleep, so that it can be held over a wait? */
bool fc_lock_sleeps(enum fc_lock_kind kind);

static inline bool fc_tainted(const struct fc_taints *taints, int class)
{
	return class >= 0 && class < taints->nclasses && taints->of[class].holdings.n;
}

/* The tier of the best place where a tainted class is held over a wait. */
static inline int fc_taint_tier(const struct fc_taints *taints, int class)
{
	return taints->of[class].holdings.at[0].chain.tier;
}

static inline bool fc_tainted_directly(const struct fc_taints *taints, int class)
{
	return fc_tainted(taints, class) && fc_taint_tier(taints, class) == FC_DIRECT;
}

#endif
