// SPDX-License-Identifier: GPL-2.0-only
#include "judge.h"

#define GFP_KERNEL_BITS 0xcc0
#define GFP_NOFS_BITS 0xc40

/* Other places where a lock is held over a wait: named up to that many. */
#define OTHERS 4

static const struct fc_event *event_of(const struct fc_context *context, int call)
{
	return context->steps[call].site->event;
}

const char *fc_tell_callee(struct fc_judge *judge, const struct fc_context *context, int call)
{
	const struct fc_arg *callee = &event_of(context, call)->callee;
	const char *name;
	size_t length;

	if (callee->kind != FC_FUNCTION)
		return callee->kind == FC_MEMBER ? callee->name : "a callback";
	name = fc_bare(judge->contexts->view->program, callee->name);
	length = strlen(name);
	/* Memory allocation profiling renames the functions behind the macros. */
	if (length > 7 && !strcmp(name + length - 7, "_noprof"))
		return fc_text(judge->arena, "%.*s", (int)length - 7, name);
	return name;
}

const char *fc_tell_alloc(struct fc_judge *judge, const struct fc_context *context, int call)
{
	const struct fc_step *step = &context->steps[call];
	int at = fc_flags_argument(step);
	const char *name = fc_tell_callee(judge, context, call);
	const char *flags = "GFP_NOIO";
	struct fc_arg value;

	if (at < 0)
		return fc_text(judge->arena, "%s()", name);
	value = fc_context_value(context, &step->site->event->args[at]);
	if ((value.number & GFP_KERNEL_BITS) == GFP_KERNEL_BITS)
		flags = "GFP_KERNEL";
	else if ((value.number & GFP_NOFS_BITS) == GFP_NOFS_BITS)
		flags = "GFP_NOFS";
	return fc_text(judge->arena, "%s(%s)", name, flags);
}

static struct fc_finding *finding_at(struct fc_judge *judge, const struct fc_context *context,
				     int call)
{
	struct fc_finding *finding = fc_finding_new(judge->report);
	const struct fc_event *event = event_of(context, call);
	const struct fc_view *view = judge->contexts->view;

	finding->path = fc_context_live(judge->contexts, context)->f->path;
	finding->line = event->line;
	finding->column = event->column;
	finding->end_column = event->end_column;
	finding->driver = view->program->drivers.at[view->driver].name;
	return finding;
}

struct fc_finding *fc_tell_call(struct fc_judge *judge, const struct fc_context *context, int call)
{
	return finding_at(judge, context, call);
}

struct fc_finding *fc_tell_at(struct fc_judge *judge, const struct fc_chain *chain)
{
	const struct fc_link *at = &chain->links.at[chain->links.n - 1];
	struct fc_finding *finding;

	for (int i = chain->links.n - 1; i >= 0; i--) {
		if (fc_view_own(judge->contexts->view, chain->links.at[i].context->function)) {
			at = &chain->links.at[i];
			break;
		}
	}
	finding = finding_at(judge, at->context, at->call);
	finding->tier = chain->tier;
	finding->length = chain->links.n;
	return finding;
}

/* What a call that is not the last one does. */
static const char *tell_link(struct fc_judge *judge, const struct fc_link *link,
			     const struct fc_link *next)
{
	const char *callee = fc_tell_callee(judge, link->context, link->call);
	const char *target = fc_context_live(judge->contexts, next->context)->name;

	if (!strcmp(callee, target))
		return fc_text(judge->arena, "calls %s()", target);
	if (event_of(link->context, link->call)->callee.kind == FC_MEMBER)
		return fc_text(judge->arena, "calls %s, here %s()", callee, target);
	if (event_of(link->context, link->call)->callee.kind != FC_FUNCTION)
		return fc_text(judge->arena, "calls %s(), given as a parameter", target);
	return fc_text(judge->arena, "calls %s() through %s()", target, callee);
}

void fc_tell_chain(struct fc_judge *judge, struct fc_finding *finding, const struct fc_chain *chain,
		   const char *first, const char *last)
{
	for (int i = 0; i < chain->links.n; i++) {
		const struct fc_link *link = &chain->links.at[i];
		const char *text = i + 1 < chain->links.n ?
			tell_link(judge, link, link + 1) : last;

		if (!i && *first)
			text = fc_text(judge->arena, "%s%s", first, text);
		fc_note_add(judge->report, finding, fc_context_live(judge->contexts, link->context),
			    event_of(link->context, link->call)->line, text);
	}
}

const char *fc_tell_goal(struct fc_judge *judge, const struct fc_chain *chain,
			 enum fc_goal_kind kind, int class)
{
	const struct fc_link *last = &chain->links.at[chain->links.n - 1];

	switch (kind) {
	case FC_GOAL_WAIT:
		return fc_text(judge->arena, "waits for a fence in %s()",
			       fc_tell_callee(judge, last->context, last->call));
	case FC_GOAL_ALLOC:
		return fc_text(judge->arena, "may reclaim in %s",
			       fc_tell_alloc(judge, last->context, last->call));
	case FC_GOAL_LOCK:
		return fc_text(judge->arena, "takes %s, which is held over a wait for a fence",
			       fc_class_name(judge, class));
	case FC_GOAL_BEGIN:
	case FC_GOAL_FLUSH:
		break;
	}
	return "";
}

/* Does a holding before the @number-th begin in the same function? */
static bool told_before(const struct fc_taint *taint, int number)
{
	for (int i = 0; i < number; i++)
		if (taint->holdings.at[i].chain.links.at[0].context->function ==
		    taint->holdings.at[number].chain.links.at[0].context->function)
			return true;
	return false;
}

static int line_taken(const struct fc_link *link, int class)
{
	const struct fc_state *state = link->context->steps[link->call].state;

	for (int i = 0; i < state->nheld; i++)
		if (state->held[i].class == class)
			return event_of(link->context, state->held[i].call)->line;
	return 0;
}

/* The lock below is held over a wait in turn: one line says where. */
static void tell_further(struct fc_judge *judge, struct fc_finding *finding, int class)
{
	const struct fc_holding *holding;
	const struct fc_link *link;

	if (!fc_tainted(&judge->taints, class))
		return;
	holding = &judge->taints.of[class].holdings.at[0];
	link = &holding->chain.links.at[0];
	fc_note_add(judge->report, finding, fc_context_live(judge->contexts, link->context),
		    event_of(link->context, link->call)->line,
		    fc_text(judge->arena, "holds %s: %s", fc_class_name(judge, class),
			    fc_tell_goal(judge, &holding->chain, holding->kind, holding->other)));
}

/* The lock may be a parameter there: one line says who passes it. */
static void tell_caller(struct fc_judge *judge, struct fc_finding *finding,
			const struct fc_context *context)
{
	const struct fc_event *event;

	if (!context->known || !context->caller)
		return;
	event = event_of(context->caller, context->call);
	fc_note_add(judge->report, finding, fc_context_live(judge->contexts, context->caller),
		    event->line, fc_text(judge->arena, "calls %s()",
					 fc_context_live(judge->contexts, context)->name));
}

void fc_tell_holdings(struct fc_judge *judge, struct fc_finding *finding, int class,
		      const struct fc_walk *but_not_in)
{
	const struct fc_taint *taint = &judge->taints.of[class];
	int told = 0;

	for (int i = 0; i < taint->holdings.n; i++) {
		const struct fc_holding *h = &taint->holdings.at[i];
		const struct fc_link *link = &h->chain.links.at[0];
		const char *goal = fc_tell_goal(judge, &h->chain, h->kind, h->other);

		if (but_not_in && fc_walk_visited(but_not_in, link))
			continue;
		if (!told) {
			tell_caller(judge, finding, link->context);
			fc_tell_chain(judge, finding, &h->chain,
				      fc_text(judge->arena, "holds %s since line %d: ",
					      fc_class_name(judge, class), line_taken(link, class)),
				      goal);
			if (h->kind == FC_GOAL_LOCK)
				tell_further(judge, finding, h->other);
		} else if (told <= OTHERS && !told_before(taint, i)) {
			fc_note_add(judge->report, finding,
				    fc_context_live(judge->contexts, link->context),
				    event_of(link->context, link->call)->line,
				    fc_text(judge->arena, "also holds %s: %s",
					    fc_class_name(judge, class), goal));
		}
		told++;
	}
}
