// SPDX-License-Identifier: GPL-2.0-only
/*
 * Data flow in one context: which locks are held at each call. A lock counts as
 * held only if it is on every path; one that a caller holds counts as dropped
 * if it is on some path. So a report needs no luck with conditions.
 */
#include <stdio.h>
#include <stdlib.h>

#include "context.h"

struct flow {
	struct fc_contexts *contexts;
	struct fc_context *context;
	const struct fc_function *f;
	struct fc_state *in;		/* by block */
	bool *reached;
	bool *queued;
	int *work;			/* a ring of blocks to look at again */
	int first, waiting;
};

bool fc_state_holds(const struct fc_state *state, int class)
{
	for (int i = 0; i < state->nheld; i++)
		if (state->held[i].class == class)
			return true;
	return false;
}

bool fc_state_released(const struct fc_state *state, int class)
{
	for (int i = 0; i < state->nreleased; i++)
		if (state->released[i] == class)
			return true;
	return false;
}

/* Zeroed memory for one function, freed by the caller. */
static void *scratch(size_t count, size_t size)
{
	void *memory = calloc(count ? count : 1, size);

	if (!memory) {
		fputs("fencecheck: out of memory\n", stderr);
		exit(4);
	}
	return memory;
}

static void forget_released(struct fc_state *state, int class)
{
	int kept = 0;

	for (int i = 0; i < state->nreleased; i++)
		if (state->released[i] != class)
			state->released[kept++] = state->released[i];
	state->nreleased = kept;
}

static void take(struct fc_state *state, int class, int call)
{
	if (class < 0)
		return;
	if (fc_state_released(state, class))
		forget_released(state, class);
	else if (state->nheld < FC_MAX_HELD && !fc_state_holds(state, class))
		state->held[state->nheld++] = (struct fc_held){ class, call };
}

static void drop(struct fc_state *state, int class)
{
	int kept = 0;

	if (class < 0)
		return;
	if (!fc_state_holds(state, class)) {
		if (!fc_state_released(state, class) && state->nreleased < FC_MAX_RELEASED)
			state->released[state->nreleased++] = class;
		return;
	}
	for (int i = 0; i < state->nheld; i++)
		if (state->held[i].class != class)
			state->held[kept++] = state->held[i];
	state->nheld = kept;
}

/* What holds on both of two paths. */
static bool join(struct fc_state *to, const struct fc_state *from)
{
	struct fc_state old = *to;
	int kept = 0;

	for (int i = 0; i < to->nheld; i++)
		if (fc_state_holds(from, to->held[i].class))
			to->held[kept++] = to->held[i];
	to->nheld = kept;
	for (int i = 0; i < from->nreleased; i++)
		if (!fc_state_released(to, from->released[i]) && to->nreleased < FC_MAX_RELEASED)
			to->released[to->nreleased++] = from->released[i];
	if (from->sections < to->sections)
		to->sections = from->sections;
	to->ended |= from->ended;
	to->begun_here |= from->begun_here;
	to->begun_always &= from->begun_always;
	to->closed |= from->closed;
	if (from->maybe_open && !to->maybe_open)
		to->begun = from->begun;
	to->maybe_open |= from->maybe_open;
	return to->nheld != old.nheld || to->nreleased != old.nreleased ||
	       to->sections != old.sections || to->ended != old.ended ||
	       to->begun_here != old.begun_here || to->closed != old.closed ||
	       to->begun_always != old.begun_always || to->maybe_open != old.maybe_open;
}

/* How deep sections nest that are counted: none in the kernel goes beyond two. */
#define MAX_SECTIONS 4

static void begin(struct fc_state *state, int call)
{
	if (state->sections < MAX_SECTIONS)
		state->sections++;
	state->begun_here = true;
	state->begun_always = true;
	state->closed = false;
	state->maybe_open = true;
	state->begun = call;
}

static void end(struct fc_state *state)
{
	if (!state->sections)
		state->ended = true;
	else
		state->sections--;
	state->maybe_open = state->sections > 0;
	state->closed = state->begun_here && !state->sections;
}

/* The callee leaves locks taken, dropped, a section begun or ended. */
static void apply_callees(struct flow *flow, struct fc_state *state, const struct fc_step *step,
			  int call)
{
	struct fc_state exit;
	bool any = false;

	for (int t = 0; t < step->ntargets; t++) {
		const struct fc_context *c = flow->contexts->all.at[step->targets[t]];

		if (!c->done)
			flow->context->early = true;
		if (!c->done || !c->returns)
			continue;
		if (any)
			join(&exit, &c->exit);
		else
			exit = c->exit;
		any = true;
	}
	if (!any)
		return;
	for (int i = 0; i < exit.nreleased; i++)
		drop(state, exit.released[i]);
	for (int i = 0; i < exit.nheld; i++)
		take(state, exit.held[i].class, call);
	if (exit.ended)
		end(state);
	for (int i = 0; i < exit.sections; i++)
		begin(state, call);
}

/* Returns false if the call does not return. */
static bool apply_call(struct flow *flow, struct fc_state *state, const struct fc_event *event)
{
	const struct fc_step *step = &flow->context->steps[event->call];
	const struct fc_meaning *m = step->site->meaning;
	const struct fc_entry *lock = m->entry[FC_M_LOCK];

	if (m->entry[FC_M_NORETURN])
		return false;
	if (lock && lock->fails != FC_FAILS_ZERO)
		take(state, fc_context_class(flow->contexts, flow->context, event, lock), event->call);
	if (m->entry[FC_M_UNLOCK])
		drop(state, fc_context_class(flow->contexts, flow->context, event,
					     m->entry[FC_M_UNLOCK]));
	if (m->entry[FC_M_BEGIN])
		begin(state, event->call);
	if (m->entry[FC_M_END])
		end(state);
	apply_callees(flow, state, step, event->call);
	return true;
}

static void reach(struct flow *flow, int block, const struct fc_state *state)
{
	bool changed;

	if (flow->reached[block]) {
		changed = join(&flow->in[block], state);
	} else {
		flow->in[block] = *state;
		flow->reached[block] = true;
		changed = true;
	}
	if (changed && !flow->queued[block]) {
		flow->queued[block] = true;
		flow->work[(flow->first + flow->waiting++) % flow->f->nblocks] = block;
	}
}

static int next_block(struct flow *flow)
{
	int block = flow->work[flow->first];

	flow->first = (flow->first + 1) % flow->f->nblocks;
	flow->waiting--;
	flow->queued[block] = false;
	return block;
}

/* The call that a branch asks about, if it is one that may fail to lock. */
static const struct fc_entry *lock_asked(const struct flow *flow, const struct fc_arg *cond,
					 const struct fc_event **event)
{
	const struct fc_step *step;

	if (cond->kind != FC_CALL)
		return NULL;
	step = &flow->context->steps[cond->index];
	if (!step->site || !step->site->event)
		return NULL;
	*event = step->site->event;
	return step->site->meaning->entry[FC_M_LOCK];
}

/* 1 or 0 if the context decides the branch, -1 if not. */
static int decided(const struct flow *flow, const struct fc_arg *cond)
{
	struct fc_arg value;

	if (cond->kind == FC_PARAM) {
		value = fc_context_value(flow->context, cond);
		if (value.kind == FC_INT)
			return value.number != 0;
		if (value.kind == FC_FUNCTION || value.kind == FC_NONZERO)
			return 1;
	}
	if (cond->kind == FC_CALL) {
		const struct fc_step *step = &flow->context->steps[cond->index];
		const struct fc_entry *test = step->site && step->site->event ?
			step->site->meaning->entry[FC_M_GFP_TEST] : NULL;

		if (test && test->arg >= 0 && test->arg < step->site->event->nargs) {
			value = fc_context_value(flow->context, &step->site->event->args[test->arg]);
			if (value.kind == FC_INT)
				return (value.number & 0x400) != 0;
		}
	}
	return -1;
}

static void branch(struct flow *flow, const struct fc_block *block, const struct fc_state *state)
{
	int known = decided(flow, &block->cond);
	const struct fc_event *event;
	const struct fc_entry *lock = lock_asked(flow, &block->cond, &event);

	for (int side = 0; side < 2; side++) {
		struct fc_state out = *state;
		bool nonzero = side == 0;

		if (known >= 0 && known != nonzero)
			continue;
		if (lock && lock->fails == FC_FAILS_ZERO && nonzero)
			take(&out, fc_context_class(flow->contexts, flow->context, event, lock), event->call);
		if (lock && lock->fails == FC_FAILS_NONZERO && nonzero)
			drop(&out, fc_context_class(flow->contexts, flow->context, event, lock));
		reach(flow, block->next[side], &out);
	}
}

/* Every return: what is added to the caller's state. */
static void leave(struct flow *flow, const struct fc_block *block, const struct fc_state *state)
{
	if (state->begun_here)
		fc_push(flow->contexts->arena, &flow->context->exits, (struct fc_leaving){
			.line = block->line, .column = block->column,
			.open = state->sections > 0 || (state->begun_always && state->maybe_open),
			.begun = state->begun });
	if (flow->context->returns)
		join(&flow->context->exit, state);
	else
		flow->context->exit = *state;
	flow->context->returns = true;
}

/* Run through a block; @record: keep the states for good. */
static bool run_block(struct flow *flow, int b, struct fc_state *state, bool record)
{
	const struct fc_block *block = &flow->f->blocks[b];
	const struct fc_state *kept = NULL;

	for (int i = 0; i < block->nevents; i++) {
		const struct fc_event *event = &block->events[i];

		if (event->kind != FC_EV_CALL)
			continue;
		if (record) {
			if (!kept || memcmp(kept, state, sizeof(*state))) {
				struct fc_state *copy = fc_alloc(flow->contexts->arena, sizeof(*copy));

				memcpy(copy, state, sizeof(*copy));
				kept = copy;
			}
			flow->context->steps[event->call].state = kept;
		}
		if (!apply_call(flow, state, event))
			return false;
	}
	return true;
}

static void leave_block(struct flow *flow, const struct fc_block *block, const struct fc_state *state)
{
	switch (block->exit) {
	case FC_BRANCH:
		branch(flow, block, state);
		break;
	case FC_JUMP:
	case FC_SWITCH:
		for (int i = 0; i < block->nnext; i++)
			reach(flow, block->next[i], state);
		break;
	case FC_RETURN:
	case FC_UNREACHABLE:
		break;
	}
}

/*
 * How near a call signals a fence: 1 itself, 2 in what it calls by name, and so
 * on; 0 not near. Through pointers and puts everything leads to a signal somehow.
 */
static int signals(const struct flow *flow, const struct fc_step *step)
{
	const struct fc_meaning *m = step->site->meaning;
	int nearest = 0;

	if (!step->state)
		return 0;
	if (m->entry[FC_M_SIGNAL])
		return 1;
	if (step->site->event->callee.kind != FC_FUNCTION || m->entry[FC_M_PUT] || m->entry[FC_M_RESET])
		return 0;
	for (int t = 0; t < step->ntargets; t++) {
		int below = flow->contexts->all.at[step->targets[t]]->signals;

		if (below && below < FC_SIGNALS_NEAR && (!nearest || below + 1 < nearest))
			nearest = below + 1;
	}
	return nearest;
}

/* Backwards: mark the calls after which this function may still signal. */
static bool mark_block(const struct flow *flow, int b, const bool *after)
{
	const struct fc_block *block = &flow->f->blocks[b];
	bool later = false;

	for (int i = 0; i < block->nnext; i++)
		later |= flow->reached[block->next[i]] && after[block->next[i]];
	for (int i = block->nevents - 1; i >= 0; i--) {
		struct fc_step *step;

		if (block->events[i].kind != FC_EV_CALL)
			continue;
		step = &flow->context->steps[block->events[i].call];
		step->signals_after = later;
		later |= signals(flow, step) > 0;
	}
	return later;
}

static void mark_signals(const struct flow *flow)
{
	bool *after = scratch(flow->f->nblocks, sizeof(*after));
	bool changed = true;

	while (changed) {
		changed = false;
		for (int b = flow->f->nblocks - 1; b >= 0; b--) {
			bool now = flow->reached[b] && mark_block(flow, b, after);

			changed |= now != after[b];
			after[b] = now;
		}
	}
	free(after);
}

/* The locks, sections and returns of a context whose callees are done. */
static void iterate(struct flow *flow)
{
	struct fc_state state = { 0 };

	reach(flow, 0, &state);
	while (flow->waiting) {
		int b = next_block(flow);

		memcpy(&state, &flow->in[b], sizeof(state));
		if (run_block(flow, b, &state, false))
			leave_block(flow, &flow->f->blocks[b], &state);
	}
	for (int b = 0; b < flow->f->nblocks; b++) {
		if (!flow->reached[b])
			continue;
		memcpy(&state, &flow->in[b], sizeof(state));
		if (run_block(flow, b, &state, true) && flow->f->blocks[b].exit == FC_RETURN)
			leave(flow, &flow->f->blocks[b], &state);
	}
}

void fc_flow(struct fc_contexts *contexts, struct fc_context *context)
{
	const struct fc_function *f = fc_context_live(contexts, context)->f;
	struct flow flow = { .contexts = contexts, .context = context, .f = f };

	context->exits.n = 0;
	context->returns = false;
	context->exit = (struct fc_state){ 0 };
	context->signals = 0;
	for (int i = 0; i < f->ncalls; i++)
		context->steps[i].state = NULL;
	flow.in = scratch(f->nblocks, sizeof(*flow.in));
	flow.reached = scratch(f->nblocks, sizeof(*flow.reached));
	flow.queued = scratch(f->nblocks, sizeof(*flow.queued));
	flow.work = scratch(f->nblocks, sizeof(*flow.work));
	iterate(&flow);
	for (int i = 0; i < f->ncalls; i++) {
		int near = signals(&flow, &context->steps[i]);

		if (near && (!context->signals || near < context->signals))
			context->signals = near;
	}
	mark_signals(&flow);
	free(flow.in);
	free(flow.reached);
	free(flow.queued);
	free(flow.work);
}
