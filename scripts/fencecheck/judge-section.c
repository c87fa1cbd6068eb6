// SPDX-License-Identifier: GPL-2.0-only
/* Sections themselves: left open, begun too late, or without effect. */
#include "judge.h"

static bool is_spinlock(const struct fc_judge *judge, int class)
{
	enum fc_lock_kind kind = judge->contexts->classes.at[class].kind;

	return kind == FC_LOCK_SPIN || kind == FC_LOCK_SPIN_BH || kind == FC_LOCK_SPIN_IRQ;
}

static struct fc_finding *finding_in(struct fc_judge *judge, const struct fc_context *context,
				     int call, const char *rule)
{
	struct fc_finding *finding = fc_tell_call(judge, context, call);
	const struct fc_live *live = fc_context_live(judge->contexts, context);

	finding->rule = rule;
	finding->severity = "ERROR";
	finding->root = "section";
	finding->sink = fc_text(judge->arena, "%s:%d", live->name, finding->line);
	return finding;
}

static int line_of(const struct fc_context *context, int call)
{
	return context->steps[call].site->event->line;
}

static void tell_open(struct fc_judge *judge, const struct fc_context *context,
		      const struct fc_leaving *exit)
{
	struct fc_finding *finding = finding_in(judge, context, exit->begun, "fence/unbalanced");
	const struct fc_live *live = fc_context_live(judge->contexts, context);
	int begun = line_of(context, exit->begun);

	finding->line = exit->line;
	finding->column = exit->column;
	finding->end_column = exit->column + 1;
	finding->sink = fc_text(judge->arena, "%s:%d", live->name, exit->line);
	finding->message = fc_text(judge->arena, "%s() returns with the signalling section of line %d open",
				   live->name, begun);
	fc_note_add(judge->report, finding, live, begun, "begins the section");
	fc_report_add(judge->report, finding);
}

static void tell_never(struct fc_judge *judge, const struct fc_context *context)
{
	struct fc_finding *finding = finding_in(judge, context, context->exits.at[0].begun,
						"fence/unbalanced");
	const struct fc_live *live = fc_context_live(judge->contexts, context);

	finding->message = fc_text(judge->arena, "%s() never ends this signalling section", live->name);
	fc_note_add(judge->report, finding, live, finding->line, "begins the section");
	fc_report_add(judge->report, finding);
}

/* An end after which the section had ended already, on some path. */
static void judge_end(struct fc_judge *judge, const struct fc_context *context, int call)
{
	struct fc_finding *finding;

	if (!context->steps[call].state->closed)
		return;
	finding = finding_in(judge, context, call, "fence/unbalanced");
	finding->message = "the section may have ended before";
	fc_note_add(judge->report, finding, fc_context_live(judge->contexts, context), finding->line,
		    "ends the section again");
	fc_report_add(judge->report, finding);
}

static bool ends_section(const struct fc_judge *judge, const struct fc_context *context)
{
	int n = fc_context_live(judge->contexts, context)->f->ncalls;

	for (int i = 0; i < n; i++)
		if (context->steps[i].state && context->steps[i].site->meaning->entry[FC_M_END])
			return true;
	return false;
}

static void judge_exits(struct fc_judge *judge, const struct fc_context *context)
{
	bool closed = false;

	for (int i = 0; i < context->exits.n; i++)
		closed |= !context->exits.at[i].open;
	if (!closed && context->exits.n && !ends_section(judge, context)) {
		/* A function that always leaves it open and has callers is half of a pair. */
		if (!fc_context_live(judge->contexts, context)->called)
			tell_never(judge, context);
		return;
	}
	for (int i = 0; i < context->exits.n; i++)
		if (context->exits.at[i].open)
			tell_open(judge, context, &context->exits.at[i]);
}

static void judge_again(struct fc_judge *judge, const struct fc_context *context, int call)
{
	const struct fc_state *state = context->steps[call].state;
	struct fc_finding *finding;

	if (!state->maybe_open || state->begun != call)
		return;
	finding = finding_in(judge, context, call, "fence/unbalanced");
	finding->message = fc_text(judge->arena, "the section may still be open from the last turn of the loop");
	fc_note_add(judge->report, finding, fc_context_live(judge->contexts, context), finding->line,
		    "begins the section again");
	fc_report_add(judge->report, finding);
}

/* A finding at the begin that ends @chain, with the chain from where a lock is held. */
static struct fc_finding *finding_below(struct fc_judge *judge, const struct fc_chain *chain,
					const char *rule, int held)
{
	const struct fc_link *first = &chain->links.at[0];
	const struct fc_link *last = &chain->links.at[chain->links.n - 1];
	const struct fc_state *state = first->context->steps[first->call].state;
	struct fc_finding *finding = finding_in(judge, last->context, last->call, rule);

	finding->tier = chain->tier;
	finding->length = chain->links.n;
	fc_tell_chain(judge, finding, chain,
		      fc_text(judge->arena, "holds %s since line %d: ",
			      fc_class_name(judge, state->held[held].class),
			      line_of(first->context, state->held[held].call)),
		      "begins the section");
	return finding;
}

/* A section that begins under a spinlock: lockdep does not look there. */
static void judge_dead(struct fc_judge *judge, const struct fc_chain *chain, int held)
{
	const struct fc_link *first = &chain->links.at[0];
	int class = first->context->steps[first->call].state->held[held].class;
	struct fc_finding *finding = finding_below(judge, chain, "fence/dead-begin", held);

	finding->message = fc_text(judge->arena, "a section begun under the spinlock %s has no effect",
				   fc_class_name(judge, class));
	fc_report_add(judge->report, finding);
}

static bool held_elsewhere(const struct fc_judge *judge, int class, const struct fc_context *but_here)
{
	const struct fc_taint *taint = &judge->taints.of[class];

	for (int i = 0; i < taint->holdings.n; i++)
		if (taint->holdings.at[i].chain.links.at[0].context->function != but_here->function)
			return true;
	return false;
}

/* A lock that the section should cover but that was taken before it began. */
static void judge_narrow(struct fc_judge *judge, const struct fc_chain *chain, int held)
{
	const struct fc_link *first = &chain->links.at[0];
	const struct fc_link *last = &chain->links.at[chain->links.n - 1];
	int class = first->context->steps[first->call].state->held[held].class;
	struct fc_finding *finding;

	/* A section that only publishes a fence may well stand under a lock. */
	if (judge->contexts->classes.at[class].contract || !fc_tainted_directly(&judge->taints, class) ||
	    !last->context->steps[last->call].signals_after ||
	    !held_elsewhere(judge, class, first->context))
		return;
	finding = finding_below(judge, chain, "fence/narrow-section", held);
	finding->message = fc_text(judge->arena, "the section that signals begins after %s is taken, which is held over a wait for a fence elsewhere; lockdep never sees that",
				   fc_class_name(judge, class));
	fc_tell_holdings(judge, finding, class, NULL);
	fc_report_add(judge->report, finding);
}

static bool may_begin(const struct fc_judge *judge, const struct fc_step *step)
{
	if (step->site->meaning->entry[FC_M_BEGIN])
		return true;
	for (int t = 0; t < step->ntargets; t++)
		if (judge->contexts->all.at[step->targets[t]]->may & FC_MAY_BEGIN)
			return true;
	return false;
}

/* Every lock held at a call that begins a section, or leads to one of the driver. */
static void judge_locks(struct fc_judge *judge, const struct fc_context *context, int call)
{
	const struct fc_state *state = context->steps[call].state;

	for (int held = 0; held < state->nheld; held++) {
		struct fc_goal goal = { .kind = FC_GOAL_BEGIN, .class = -1,
					.keep = state->held[held].class };
		struct fc_chain chain;

		if (!fc_chain_find(judge->contexts, context, call, &goal, &chain) ||
		    !fc_view_own(judge->contexts->view,
				 chain.links.at[chain.links.n - 1].context->function))
			continue;
		if (is_spinlock(judge, goal.keep))
			judge_dead(judge, &chain, held);
		else if (fc_lock_sleeps(judge->contexts->classes.at[goal.keep].kind))
			judge_narrow(judge, &chain, held);
	}
}

void fc_judge_sections(struct fc_judge *judge)
{
	struct fc_contexts *contexts = judge->contexts;

	for (int i = 0; i < contexts->all.n; i++) {
		const struct fc_context *context = contexts->all.at[i];
		int n = fc_context_live(contexts, context)->f->ncalls;

		if (!fc_view_own(contexts->view, context->function))
			continue;
		judge_exits(judge, context);
		for (int call = 0; call < n; call++) {
			const struct fc_step *step = &context->steps[call];

			if (!step->state)
				continue;
			if (step->site->meaning->entry[FC_M_BEGIN])
				judge_again(judge, context, call);
			if (step->site->meaning->entry[FC_M_END])
				judge_end(judge, context, call);
			if (step->state->nheld && may_begin(judge, step))
				judge_locks(judge, context, call);
		}
	}
}
