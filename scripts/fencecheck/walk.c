// SPDX-License-Identifier: GPL-2.0-only
#include <stdlib.h>

#include "walk.h"

#define TIERS 3

struct queues {
	struct fc_ints of[TIERS];
	signed char *best;	/* by context and way: the tier it was reached in, + 1 */
};

static void enter(struct fc_walk *walk, struct queues *queues, struct fc_walk_node node)
{
	signed char *best = &queues->best[node.context->index * FC_WAYS + node.way];

	if (*best && *best <= node.tier + 1)
		return;
	*best = node.tier + 1;
	fc_push(walk->arena, &queues->of[node.tier], walk->nodes.n);
	fc_push(walk->arena, &walk->nodes, node);
}

/* Locks that sleep and that were taken on this way: in a section, after it began. */
static bool locked(const struct fc_walk *walk, bool first, const struct fc_state *state)
{
	for (int i = 0; i < state->nheld; i++) {
		const struct fc_held *held = &state->held[i];

		if (fc_lock_sleeps(walk->contexts->classes.at[held->class].kind) &&
		    !(first && walk->root->section && held->call < state->begun))
			return true;
	}
	return false;
}

static int way_at(const struct fc_walk *walk, const struct fc_walk_node *node,
		  const struct fc_step *step)
{
	int way = node->way;

	if (step->signals_after)
		way |= FC_WAY_SIGNALS;
	if (locked(walk, node->parent < 0, step->state))
		way |= FC_WAY_LOCKED;
	if (walk->noreclaim >= 0 && fc_state_holds(step->state, walk->noreclaim))
		way |= FC_WAY_NORECLAIM;
	return way;
}

/* Does the call stand where the root's rules hold? */
static bool concerned(const struct fc_root *root, const struct fc_walk_node *node,
		      const struct fc_step *step)
{
	if (!step->site->event || !step->state)
		return false;
	if (root->section && node->parent < 0)
		return step->state->sections;
	return !(root->section && step->state->ended);
}

static void follow(struct fc_walk *walk, struct queues *queues, int at, int call, int way)
{
	const struct fc_walk_node node = walk->nodes.at[at];
	const struct fc_step *step = &node.context->steps[call];

	for (int t = 0; t < step->ntargets; t++) {
		const struct fc_context *target = walk->contexts->all.at[step->targets[t]];
		int tier = fc_chain_tier(walk->contexts, step, target);

		enter(walk, queues, (struct fc_walk_node){
			.context = target, .parent = at, .call = call, .way = way,
			.tier = tier > node.tier ? tier : node.tier });
	}
}

static void expand(struct fc_walk *walk, struct queues *queues, int at)
{
	const struct fc_walk_node node = walk->nodes.at[at];
	int n = fc_context_live(walk->contexts, node.context)->f->ncalls;

	*fc_map_at(&walk->reached, node.context) = 1;
	for (int call = 0; call < n; call++) {
		const struct fc_step *step = &node.context->steps[call];
		int way;

		if (!concerned(walk->root, &node, step))
			continue;
		way = way_at(walk, &node, step);
		if (!walk->root->ordered || way & FC_WAY_SIGNALS)
			fc_push(walk->arena, &walk->visits, (struct fc_visit){
				node.context, call, way, node.tier, at });
		follow(walk, queues, at, call, way);
	}
}

void fc_walk_run(struct fc_walk *walk, struct fc_contexts *contexts, const struct fc_root *root)
{
	struct queues queues = { 0 };

	*walk = (struct fc_walk){ .contexts = contexts, .root = root, .arena = fc_arena_new() };
	walk->reached = fc_map_new(walk->arena);
	walk->noreclaim = fc_map_get(&contexts->by_class,
				     fc_name(contexts->view->program->arena, "memalloc_noreclaim"));
	queues.best = fc_alloc_array(walk->arena, contexts->all.n, FC_WAYS);
	enter(walk, &queues, (struct fc_walk_node){ root->context, -1, -1, 0, root->tier });
	for (int tier = 0; tier < TIERS; tier++)
		for (int i = 0; i < queues.of[tier].n; i++)
			expand(walk, &queues, queues.of[tier].at[i]);
}

void fc_walk_end(struct fc_walk *walk)
{
	fc_arena_free(walk->arena);
}

bool fc_walk_visited(const struct fc_walk *walk, const struct fc_link *link)
{
	if (fc_map_get(&walk->reached, link->context) < 0)
		return false;
	return !walk->root->section || link->context != walk->root->context ||
	       link->context->steps[link->call].state->sections;
}

struct fc_chain fc_walk_chain(const struct fc_walk *walk, const struct fc_visit *visit)
{
	struct fc_chain chain = { 0 };
	int call = visit->call, depth = 0;

	for (int i = visit->node; i >= 0; i = walk->nodes.at[i].parent)
		depth++;
	chain.tier = fc_tier_of(visit->tier, depth);
	chain.links.at = fc_alloc_array(walk->contexts->arena, depth, sizeof(*chain.links.at));
	chain.links.n = chain.links.room = depth;
	for (int i = visit->node; i >= 0; i = walk->nodes.at[i].parent) {
		chain.links.at[--depth] = (struct fc_link){ walk->nodes.at[i].context, call };
		call = walk->nodes.at[i].call;
	}
	return chain;
}
