// SPDX-License-Identifier: GPL-2.0-only
/*
 * Spinlocks of fence callbacks: a fence may be signalled in an interrupt, so a
 * lock that its callbacks take must never be taken with interrupts on.
 */
#include "judge.h"

/* What is known of where contexts are entered. */
struct entries {
	struct fc_judge *judge;
	bool *called;		/* by index: from somewhere in the view */
	bool *open;		/* with interrupts on, on some way */
};

static bool takes_process_context(const char *what)
{
	return !strcmp(what, "work") || !strcmp(what, "delayed-work") ||
	       !strcmp(what, "kthread-work") || !strcmp(what, "threaded-irq");
}

/* Registered or stored where it may be entered with interrupts off. */
static bool entered_atomic(const struct fc_view *view, int function)
{
	for (int i = 0; i < view->handlers.n; i++)
		if (view->handlers.at[i].function == function &&
		    !takes_process_context(view->handlers.at[i].what))
			return true;
	for (int i = 0; i < view->slots.n; i++)
		if (view->slots.at[i].function == function &&
		    !strncmp(view->slots.at[i].place, "dma_fence_ops.", 14))
			return true;
	return false;
}

/* A lock that a callee took counts as one that turns interrupts off. */
static bool interrupts_off(const struct fc_context *context, const struct fc_state *state)
{
	for (int i = 0; i < state->nheld; i++) {
		const struct fc_entry *lock =
			context->steps[state->held[i].call].site->meaning->entry[FC_M_LOCK];

		if (!lock || lock->lock == FC_LOCK_SPIN_IRQ ||
		    (lock->class && !strcmp(lock->class, "interrupts")))
			return true;
	}
	return false;
}

static bool pass_on(struct entries *e, const struct fc_context *context)
{
	int n = fc_context_live(e->judge->contexts, context)->f->ncalls;
	bool changed = false;

	for (int call = 0; call < n; call++) {
		const struct fc_step *step = &context->steps[call];
		bool open = step->state && e->open[context->index] &&
			    !interrupts_off(context, step->state);

		for (int t = 0; step->state && t < step->ntargets; t++) {
			e->called[step->targets[t]] = true;
			changed |= open && !e->open[step->targets[t]];
			e->open[step->targets[t]] |= open;
		}
	}
	return changed;
}

static struct entries find_entries(struct fc_judge *judge)
{
	struct fc_contexts *contexts = judge->contexts;
	struct entries e = { .judge = judge };
	bool changed = true;

	e.called = fc_alloc_array(contexts->arena, contexts->all.n, sizeof(*e.called));
	e.open = fc_alloc_array(contexts->arena, contexts->all.n, sizeof(*e.open));
	for (int i = 0; i < contexts->all.n; i++)
		pass_on(&e, contexts->all.at[i]);
	for (int i = 0; i < contexts->all.n; i++)
		e.open[i] = !e.called[i] &&
			    !entered_atomic(contexts->view, contexts->all.at[i]->function);
	while (changed) {
		changed = false;
		for (int i = 0; i < contexts->all.n; i++)
			changed |= pass_on(&e, contexts->all.at[i]);
	}
	return e;
}

/* A place that takes the class with interrupts on. */
static bool find_unsafe(const struct entries *e, int class, struct fc_link *unsafe)
{
	struct fc_contexts *contexts = e->judge->contexts;

	for (int i = 0; i < contexts->all.n; i++) {
		const struct fc_context *context = contexts->all.at[i];
		int n = fc_context_live(contexts, context)->f->ncalls;

		if (!e->open[i] || !fc_may_lock(context, class))
			continue;
		for (int call = 0; call < n; call++) {
			const struct fc_step *step = &context->steps[call];
			const struct fc_entry *lock = step->state ?
				step->site->meaning->entry[FC_M_LOCK] : NULL;

			if (lock && (lock->lock == FC_LOCK_SPIN || lock->lock == FC_LOCK_SPIN_BH) &&
			    fc_context_class(contexts, context, step->site->event, lock) == class &&
			    !interrupts_off(context, step->state)) {
				*unsafe = (struct fc_link){ context, call };
				return true;
			}
		}
	}
	return false;
}

static void tell(struct fc_judge *judge, struct fc_walk *walk, const struct fc_visit *visit,
		 int class, const struct fc_link *unsafe)
{
	struct fc_chain chain = fc_walk_chain(walk, visit);
	struct fc_finding *finding = fc_tell_at(judge, &chain);
	const struct fc_live *other = fc_context_live(judge->contexts, unsafe->context);
	const char *name = fc_class_name(judge, class);

	finding->rule = "fence/callback-sleeps";
	finding->severity = chain.tier == FC_DIRECT ? "ERROR" : "WARNING";
	finding->root = walk->root->name;
	finding->sink = name;
	finding->message = fc_text(judge->arena, "%s, taken in %s %s(), is taken with interrupts on in %s()",
				   name, walk->root->name,
				   fc_context_live(judge->contexts, walk->root->context)->name,
				   other->name);
	fc_tell_chain(judge, finding, &chain, fc_text(judge->arena, "%s: ", walk->root->name),
		      fc_text(judge->arena, "takes %s", name));
	fc_note_add(judge->report, finding, other,
		    unsafe->context->steps[unsafe->call].site->event->line,
		    fc_text(judge->arena, "takes %s with interrupts on", name));
	fc_report_add(judge->report, finding);
}

static void judge_callback(struct entries *e, const struct fc_root *root)
{
	struct fc_judge *judge = e->judge;
	struct fc_walk walk;

	fc_walk_run(&walk, judge->contexts, root);
	for (int i = 0; i < walk.visits.n; i++) {
		const struct fc_visit *visit = &walk.visits.at[i];
		const struct fc_step *step = &visit->context->steps[visit->call];
		const struct fc_entry *lock = step->site->meaning->entry[FC_M_LOCK];
		struct fc_link unsafe;
		int class;

		if (!lock || lock->try || (lock->lock != FC_LOCK_SPIN && lock->lock != FC_LOCK_SPIN_IRQ))
			continue;
		class = fc_context_class(judge->contexts, visit->context, step->site->event, lock);
		if (class >= 0 && find_unsafe(e, class, &unsafe))
			tell(judge, &walk, visit, class, &unsafe);
	}
	fc_walk_end(&walk);
}

void fc_judge_irq(struct fc_judge *judge)
{
	struct entries e = { 0 };

	for (int i = 0; i < judge->roots.n; i++) {
		if (judge->roots.at[i].kind != FC_ROOT_CALLBACK)
			continue;
		if (!e.judge)
			e = find_entries(judge);
		judge_callback(&e, &judge->roots.at[i]);
	}
}
