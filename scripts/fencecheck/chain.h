/* SPDX-License-Identifier: GPL-2.0-only */
/* Chains of calls, and the search for the shortest one to what matters. */
#ifndef FENCECHECK_CHAIN_H
#define FENCECHECK_CHAIN_H

#include "context.h"

struct fc_link {
	const struct fc_context *context;
	int call;
};

/* The calls on the way, from the first caller; the last one is what was looked for. */
struct fc_chain {
	FC_VEC(struct fc_link) links;
	int tier;		/* the worst step on the way */
};

/* Tiers of confidence, best first. */
enum fc_tier { FC_DIRECT, FC_PUT, FC_RESET };

/* A chain of more calls than this depends on more conditions than anybody would bet on. */
#define FC_DIRECT_LINKS 8

/* The tier of a chain of that many calls whose worst step is of that tier. */
static inline int fc_tier_of(int tier, int links)
{
	return tier == FC_DIRECT && links > FC_DIRECT_LINKS ? FC_PUT : tier;
}

/* How far from direct is the way through this call into that context? */
enum fc_tier fc_chain_tier(const struct fc_contexts *contexts, const struct fc_step *step,
			   const struct fc_context *target);

enum fc_goal_kind { FC_GOAL_WAIT, FC_GOAL_ALLOC, FC_GOAL_LOCK, FC_GOAL_BEGIN, FC_GOAL_FLUSH };

/* A work item and the queues that it is put on. */
struct fc_queued {
	int number;		/* of the work, see struct fc_context */
	const char *place;
	const char *const *queues;
	int nqueues;
};

struct fc_goal {
	enum fc_goal_kind kind;
	int class;		/* FC_GOAL_LOCK */
	const struct fc_queued *work;	/* FC_GOAL_FLUSH */
	int keep;		/* a class that must not be dropped on the way, or -1 */
};

/* The work item or queue that an argument names, or NULL. */
const char *fc_place_of(const struct fc_context *context, const struct fc_event *event, int arg);

/* Does the call wait for that work? */
bool fc_waits_for_work(const struct fc_context *context, const struct fc_step *step,
		       const struct fc_queued *work);

/* Is the goal met by this call itself? */
bool fc_goal_met(struct fc_contexts *contexts, const struct fc_context *context,
		 const struct fc_step *step, const struct fc_goal *goal);

/* May the goal be met in the context or below? Quick; ignores @keep. */
bool fc_goal_possible(const struct fc_context *context, const struct fc_goal *goal);

/*
 * The best chain from @call of @context to the goal: that call itself, or what
 * it leads to. By tier, then by length. False if there is none.
 */
bool fc_chain_find(struct fc_contexts *contexts, const struct fc_context *context, int call,
		   const struct fc_goal *goal, struct fc_chain *chain);

/* The same from the first call of a function that leads there. */
bool fc_chain_from(struct fc_contexts *contexts, const struct fc_context *context,
		   const struct fc_goal *goal, struct fc_chain *chain);

#endif
