// SPDX-License-Identifier: GPL-2.0-only
#include <stdlib.h>

#include "taint.h"


bool fc_lock_sleeps(enum fc_lock_kind kind)
{
	return kind == FC_LOCK_MUTEX || kind == FC_LOCK_WW || kind == FC_LOCK_RWSEM ||
	       kind == FC_LOCK_RWSEM_READ || kind == FC_LOCK_MMAP || kind == FC_LOCK_SRCU;
}

static bool known_holding(const struct fc_taint *taint, const struct fc_context *holder,
			  const struct fc_goal *goal)
{
	for (int i = 0; i < taint->holdings.n; i++)
		if (taint->holdings.at[i].kind == goal->kind &&
		    taint->holdings.at[i].chain.links.at[0].context->function == holder->function)
			return true;
	return false;
}

static bool worse(const struct fc_holding *a, const struct fc_holding *b)
{
	if (a->chain.tier != b->chain.tier)
		return a->chain.tier > b->chain.tier;
	if (a->kind != b->kind)
		return a->kind > b->kind;
	return a->chain.links.n > b->chain.links.n;
}

static void add_holding(struct fc_taints *taints, int class, struct fc_holding holding)
{
	struct fc_taint *taint = &taints->of[class];
	int at = taint->holdings.n;

	fc_push(taints->contexts->arena, &taint->holdings, holding);
	for (; at && worse(&taint->holdings.at[at - 1], &holding); at--)
		taint->holdings.at[at] = taint->holdings.at[at - 1];
	taint->holdings.at[at] = holding;
}

static bool could_meet(struct fc_contexts *contexts, const struct fc_context *context,
		       const struct fc_step *step, const struct fc_goal *goal)
{
	if (fc_goal_met(contexts, context, step, goal))
		return true;
	for (int t = 0; t < step->ntargets; t++)
		if (fc_goal_possible(contexts->all.at[step->targets[t]], goal))
			return true;
	return false;
}

/* Every class held at a call that meets the goal, or may below. */
static bool taint_held(struct fc_taints *taints, const struct fc_context *context, int call,
		       struct fc_goal goal, int least)
{
	const struct fc_step *step = &context->steps[call];
	bool any = false;

	/* In memalloc_noreclaim_save(): some locks come with it. */
	if (goal.kind == FC_GOAL_ALLOC && taints->noreclaim >= 0 &&
	    fc_state_holds(step->state, taints->noreclaim))
		return false;
	for (int h = 0; h < step->state->nheld; h++) {
		int class = step->state->held[h].class;
		const struct fc_lock_class *lock = &taints->contexts->classes.at[class];
		struct fc_holding holding = { .kind = goal.kind, .other = goal.class };

		if (!fc_lock_sleeps(lock->kind) || (goal.kind == FC_GOAL_LOCK && goal.class == class))
			continue;
		if (known_holding(&taints->of[class], context, &goal))
			continue;
		goal.keep = class;
		if (fc_chain_find(taints->contexts, context, call, &goal, &holding.chain)) {
			if (holding.chain.tier < least)
				holding.chain.tier = least;
			any |= !taints->of[class].holdings.n;
			add_holding(taints, class, holding);
		}
	}
	return any;
}

static bool taint_by(struct fc_taints *taints, struct fc_goal goal, int least)
{
	struct fc_contexts *contexts = taints->contexts;
	bool any = false;

	for (int i = 0; i < contexts->all.n; i++) {
		const struct fc_context *context = contexts->all.at[i];
		int n = fc_context_live(contexts, context)->f->ncalls;

		if (!fc_goal_possible(context, &goal))
			continue;
		for (int call = 0; call < n; call++) {
			const struct fc_step *step = &context->steps[call];

			if (step->state && step->state->nheld &&
			    could_meet(contexts, context, step, &goal))
				any |= taint_held(taints, context, call, goal, least);
		}
	}
	return any;
}

static bool roots_wait(struct fc_contexts *contexts, const char *kind)
{
	const struct fc_view *view = contexts->view;

	for (int i = 0; i < view->slots.n; i++) {
		const struct fc_entry *root = fc_model_find(view->program->model, FC_M_ROOT,
							    view->slots.at[i].place);

		if (root && !strcmp(root->what, kind) && fc_view_own(view, view->slots.at[i].function) &&
		    fc_context_plain(contexts, view->slots.at[i].function)->may & FC_MAY_WAIT)
			return true;
	}
	return false;
}

/* The dma-fence contract lets anybody wait for a fence under these. */
static bool held_over_waits(const struct fc_lock_class *lock)
{
	return lock->contract && (!strcmp(lock->contract->what, "dma_resv") ||
				  !strcmp(lock->contract->what, "mmap_lock"));
}

static bool spreads(const struct fc_taints *taints, int class, int tier)
{
	const struct fc_lock_class *lock = &taints->contexts->classes.at[class];

	if (!fc_lock_sleeps(lock->kind))
		return false;
	return held_over_waits(lock) ||
	       (fc_tainted(taints, class) && fc_taint_tier(taints, class) <= tier);
}

/* What is held over a tainted lock is tainted, and is known no better than that. */
static void spread_tier(struct fc_taints *taints, int tier, bool *spread)
{
	struct fc_goal goal = { .kind = FC_GOAL_LOCK, .keep = -1 };
	bool changed = true;

	while (changed) {
		changed = false;
		for (int class = 0; class < taints->nclasses; class++) {
			if (spread[class] || !spreads(taints, class, tier))
				continue;
			spread[class] = true;
			goal.class = class;
			changed |= taint_by(taints, goal, tier);
		}
	}
}

void fc_taints_find(struct fc_taints *taints, struct fc_contexts *contexts)
{
	struct fc_goal goal = { .kind = FC_GOAL_WAIT, .class = -1, .keep = -1 };
	bool *spread;

	*taints = (struct fc_taints){ .contexts = contexts, .nclasses = contexts->classes.n };
	taints->of = fc_alloc_array(contexts->arena, taints->nclasses, sizeof(*taints->of));
	spread = fc_alloc_array(contexts->arena, taints->nclasses, sizeof(*spread));
	taints->noreclaim = fc_map_get(&contexts->by_class,
				       fc_name(contexts->view->program->arena, "memalloc_noreclaim"));
	taints->reclaim_waits = roots_wait(contexts, "shrinker") || roots_wait(contexts, "notifier");
	taint_by(taints, goal, FC_DIRECT);
	if (taints->reclaim_waits) {
		goal.kind = FC_GOAL_ALLOC;
		taint_by(taints, goal, FC_DIRECT);
	}
	for (int tier = FC_DIRECT; tier <= FC_RESET; tier++)
		spread_tier(taints, tier, spread);
}
