// SPDX-License-Identifier: GPL-2.0-only
#include <stdlib.h>

#include "chain.h"

#define TIERS 3

/* A context on the way: how it was entered. */
struct node {
	const struct fc_context *context;
	int parent;
	int call;		/* of the parent */
	int tier;
};

struct search {
	struct fc_contexts *contexts;
	struct fc_arena *arena;
	const struct fc_goal *goal;
	FC_VEC(struct node) nodes;
	struct fc_ints queue[TIERS];
	struct fc_map seen;		/* context -> tier + 1 */
};

enum fc_tier fc_chain_tier(const struct fc_contexts *contexts, const struct fc_step *step,
			   const struct fc_context *target)
{
	const struct fc_live *live = fc_context_live(contexts, target);
	const struct fc_entry *calls = step->site->meaning->entry[FC_M_CALLS];

	if (live->reset || step->site->meaning->entry[FC_M_RESET])
		return FC_RESET;
	if (live->put || step->site->meaning->entry[FC_M_PUT])
		return FC_PUT;
	/* Resuming the device, as the model has it: often it is awake. */
	return calls && calls->target ? FC_RESET : FC_DIRECT;
}

const char *fc_place_of(const struct fc_context *context, const struct fc_event *event, int arg)
{
	struct fc_arg value;

	if (arg < 0 || arg >= event->nargs)
		return NULL;
	value = fc_context_value(context, &event->args[arg]);
	return value.kind == FC_MEMBER || value.kind == FC_GLOBAL ? value.name : NULL;
}

bool fc_waits_for_work(const struct fc_context *context, const struct fc_step *step,
		       const struct fc_queued *work)
{
	const struct fc_entry *flush = step->site->meaning->entry[FC_M_FLUSH];
	const char *place;

	if (!flush)
		return false;
	if (flush->arg >= 0)
		return fc_place_of(context, step->site->event, flush->arg) == work->place;
	place = fc_place_of(context, step->site->event, flush->queue);
	for (int i = 0; place && i < work->nqueues; i++)
		if (work->queues[i] == place)
			return true;
	return false;
}

bool fc_goal_met(struct fc_contexts *contexts, const struct fc_context *context,
		 const struct fc_step *step, const struct fc_goal *goal)
{
	const struct fc_entry *lock;

	if (!step->state || (goal->keep >= 0 && fc_state_released(step->state, goal->keep)))
		return false;
	switch (goal->kind) {
	case FC_GOAL_WAIT:
		return fc_context_waits(context, step);
	case FC_GOAL_ALLOC:
		return fc_context_reclaims(context, step);
	case FC_GOAL_LOCK:
		lock = step->site->meaning->entry[FC_M_LOCK];
		return fc_context_blocks(context, step) &&
		       fc_context_class(contexts, context, step->site->event, lock) == goal->class;
	case FC_GOAL_BEGIN:
		return step->site->meaning->entry[FC_M_BEGIN];
	case FC_GOAL_FLUSH:
		return fc_waits_for_work(context, step, goal->work);
	}
	return false;
}

bool fc_goal_possible(const struct fc_context *context, const struct fc_goal *goal)
{
	switch (goal->kind) {
	case FC_GOAL_WAIT:
		return context->may & FC_MAY_WAIT;
	case FC_GOAL_ALLOC:
		return context->may & FC_MAY_ALLOC;
	case FC_GOAL_LOCK:
		return fc_may_lock(context, goal->class);
	case FC_GOAL_BEGIN:
		return context->may & FC_MAY_BEGIN;
	case FC_GOAL_FLUSH:
		return context->flushes &&
		       context->flushes[goal->work->number / 64] >> (goal->work->number % 64) & 1;
	}
	return false;
}

static void visit(struct search *s, const struct fc_context *context, int parent, int call, int tier)
{
	int *seen = fc_map_at(&s->seen, context);

	if (*seen >= 0 && *seen <= tier)
		return;
	*seen = tier;
	fc_push(s->arena, &s->queue[tier], s->nodes.n);
	fc_push(s->arena, &s->nodes, (struct node){ context, parent, call, tier });
}

static void visit_targets(struct search *s, int node, const struct fc_context *context, int call,
			  int tier)
{
	const struct fc_step *step = &context->steps[call];

	if (!step->state || (s->goal->keep >= 0 && fc_state_released(step->state, s->goal->keep)))
		return;
	for (int t = 0; t < step->ntargets; t++) {
		const struct fc_context *target = s->contexts->all.at[step->targets[t]];
		int edge;

		if (!fc_goal_possible(target, s->goal))
			continue;
		edge = fc_chain_tier(s->contexts, step, target);
		visit(s, target, node, call, edge > tier ? edge : tier);
	}
}

static void write_chain(struct search *s, int node, int call, struct fc_chain *chain)
{
	struct fc_arena *arena = s->contexts->arena;
	int depth = 0;

	for (int i = node; i >= 0; i = s->nodes.at[i].parent)
		depth++;
	chain->tier = fc_tier_of(s->nodes.at[node].tier, depth);
	chain->links.at = fc_alloc_array(arena, depth, sizeof(*chain->links.at));
	chain->links.n = chain->links.room = depth;
	for (int i = node; i >= 0; i = s->nodes.at[i].parent) {
		chain->links.at[--depth] = (struct fc_link){ s->nodes.at[i].context, call };
		call = s->nodes.at[i].call;
	}
}

static bool expand(struct search *s, int node, struct fc_chain *chain)
{
	const struct fc_context *context = s->nodes.at[node].context;
	int n = fc_context_live(s->contexts, context)->f->ncalls;

	for (int i = 0; i < n; i++) {
		if (!context->steps[i].site->event)
			continue;
		if (fc_goal_met(s->contexts, context, &context->steps[i], s->goal)) {
			write_chain(s, node, i, chain);
			return true;
		}
	}
	for (int i = 0; i < n; i++)
		visit_targets(s, node, context, i, s->nodes.at[node].tier);
	return false;
}

static bool run(struct search *s, struct fc_chain *chain)
{
	for (int tier = 0; tier < TIERS; tier++)
		for (int i = 0; i < s->queue[tier].n; i++)
			if (expand(s, s->queue[tier].at[i], chain))
				return true;
	return false;
}

static struct search new_search(struct fc_contexts *contexts, const struct fc_goal *goal)
{
	struct fc_arena *arena = fc_arena_new();

	return (struct search){ .contexts = contexts, .arena = arena, .goal = goal,
				.seen = fc_map_new(arena) };
}

bool fc_chain_from(struct fc_contexts *contexts, const struct fc_context *context,
		   const struct fc_goal *goal, struct fc_chain *chain)
{
	struct search s = new_search(contexts, goal);
	bool found;

	if (fc_goal_possible(context, goal))
		visit(&s, context, -1, -1, FC_DIRECT);
	found = run(&s, chain);
	fc_arena_free(s.arena);
	return found;
}

bool fc_chain_find(struct fc_contexts *contexts, const struct fc_context *context, int call,
		   const struct fc_goal *goal, struct fc_chain *chain)
{
	struct search s = new_search(contexts, goal);
	bool found;

	fc_push(s.arena, &s.nodes, (struct node){ context, -1, -1, FC_DIRECT });
	if (fc_goal_met(contexts, context, &context->steps[call], goal)) {
		write_chain(&s, 0, call, chain);
		fc_arena_free(s.arena);
		return true;
	}
	visit_targets(&s, 0, context, call, FC_DIRECT);
	found = run(&s, chain);
	fc_arena_free(s.arena);
	return found;
}
