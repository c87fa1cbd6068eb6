/* SPDX-License-Identifier: GPL-2.0-only */
/* From a root through everything that it calls, best way first. */
#ifndef FENCECHECK_WALK_H
#define FENCECHECK_WALK_H

#include "taint.h"

enum fc_root_kind {
	FC_ROOT_RUN_JOB, FC_ROOT_TIMEDOUT_JOB, FC_ROOT_PREPARE_JOB, FC_ROOT_FREE_JOB,
	FC_ROOT_ENABLE_SIGNALING, FC_ROOT_CALLBACK, FC_ROOT_SECTION, FC_ROOT_IRQ, FC_ROOT_WORK,
	FC_ROOT_TIMER,
};

/* Where code on the way to signalling a fence begins. */
struct fc_root {
	enum fc_root_kind kind;
	const char *name;	/* of the kind, for people */
	const struct fc_context *context;
	bool section;		/* only what stands in the open section */
	bool atomic;		/* must not sleep */
	bool ordered;		/* only what comes before the signal counts */
	enum fc_tier tier;
};

/* What is true on the way to a context. */
#define FC_WAY_SIGNALS	0x1	/* a caller signals after this */
#define FC_WAY_LOCKED	0x2	/* a lock that sleeps was taken since the root */
#define FC_WAY_NORECLAIM 0x4	/* in memalloc_noreclaim_save() */
#define FC_WAYS		8

/* A call that the walk came to. */
struct fc_visit {
	const struct fc_context *context;
	int call;
	int way;
	enum fc_tier tier;
	int node;
};

/* A context that the walk came to: through that call of the parent node. */
struct fc_walk_node {
	const struct fc_context *context;
	int parent, call, way, tier;
};

struct fc_walk {
	struct fc_contexts *contexts;
	const struct fc_root *root;
	struct fc_arena *arena;
	int noreclaim;		/* the class that stands for memalloc_noreclaim_save() */
	FC_VEC(struct fc_walk_node) nodes;
	FC_VEC(struct fc_visit) visits;
	struct fc_map reached;	/* context -> 1 */
};

/* Visit every call that @root leads to, once for each context and way. */
void fc_walk_run(struct fc_walk *walk, struct fc_contexts *contexts, const struct fc_root *root);
void fc_walk_end(struct fc_walk *walk);

/* Does the walk come to that call? */
bool fc_walk_visited(const struct fc_walk *walk, const struct fc_link *link);

/* The chain from the root to the call of a visit, in the arena of the contexts. */
struct fc_chain fc_walk_chain(const struct fc_walk *walk, const struct fc_visit *visit);

#endif
