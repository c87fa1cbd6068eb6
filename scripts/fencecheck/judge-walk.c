// SPDX-License-Identifier: GPL-2.0-only
/* What code on the way to signalling a fence must not do. */
#include "judge.h"

static const struct fc_step *step_of(const struct fc_visit *visit)
{
	return &visit->context->steps[visit->call];
}

static const char *severity_of(enum fc_tier tier)
{
	return tier == FC_DIRECT ? "ERROR" : tier == FC_PUT ? "WARNING" : "NOTE";
}

static const char *root_text(struct fc_judge *judge, const struct fc_walk *walk)
{
	const struct fc_root *root = walk->root;
	const char *name = fc_context_live(judge->contexts, root->context)->name;

	if (root->section)
		return fc_text(judge->arena, "the signalling section of %s()", name);
	return fc_text(judge->arena, "%s %s()", root->name, name);
}

/* What stands before the first witness. */
static const char *first_text(struct fc_judge *judge, const struct fc_walk *walk,
			      const struct fc_chain *chain)
{
	const struct fc_link *link = &chain->links.at[0];
	const struct fc_state *state = link->context->steps[link->call].state;

	if (!walk->root->section)
		return fc_text(judge->arena, "%s: ", walk->root->name);
	return fc_text(judge->arena, "section since line %d: ",
		       link->context->steps[state->begun].site->event->line);
}

/* A finding whose first chain is that of the visit. */
static struct fc_finding *start(struct fc_judge *judge, struct fc_walk *walk,
				const struct fc_visit *visit, const char *rule, const char *sink,
				const char *last)
{
	struct fc_chain chain = fc_walk_chain(walk, visit);
	struct fc_finding *finding = fc_tell_at(judge, &chain);

	finding->rule = rule;
	finding->severity = severity_of(chain.tier);
	finding->root = walk->root->name;
	/* In code that drivers share it is the driver's own call that counts. */
	if (fc_view_own(judge->contexts->view, visit->context->function))
		finding->sink = fc_text(judge->arena, "%s:%s", sink,
					fc_context_live(judge->contexts, visit->context)->name);
	else
		finding->sink = fc_text(judge->arena, "%s:%d", finding->path, finding->line);
	fc_tell_chain(judge, finding, &chain, first_text(judge, walk, &chain), last);
	return finding;
}

static void judge_alloc(struct fc_judge *judge, struct fc_walk *walk, const struct fc_visit *visit)
{
	const char *what = fc_tell_alloc(judge, visit->context, visit->call);
	struct fc_finding *finding = start(judge, walk, visit, "fence/alloc-in-section", what,
					   fc_text(judge->arena, "%s may reclaim", what));

	finding->message = fc_text(judge->arena, "%s may wait for the fence that %s is to signal",
				   what, root_text(judge, walk));
	fc_report_add(judge->report, finding);
}

static void judge_wait(struct fc_judge *judge, struct fc_walk *walk, const struct fc_visit *visit)
{
	const char *what = fc_text(judge->arena, "%s()", fc_tell_callee(judge, visit->context,
									visit->call));
	struct fc_finding *finding = start(judge, walk, visit, "fence/wait-in-section", what,
					   fc_text(judge->arena, "%s waits for a fence", what));

	finding->message = fc_text(judge->arena, "%s waits for a fence in %s%s", what,
				   root_text(judge, walk),
				   walk->root->section ? ", with a lock taken in it" : "");
	fc_report_add(judge->report, finding);
}

static bool holding_elsewhere(const struct fc_judge *judge, const struct fc_walk *walk, int class)
{
	const struct fc_taint *taint = &judge->taints.of[class];

	for (int i = 0; i < taint->holdings.n; i++)
		if (taint->holdings.at[i].chain.tier == FC_DIRECT &&
		    !fc_walk_visited(walk, &taint->holdings.at[i].chain.links.at[0]))
			return true;
	return false;
}

static void judge_lock(struct fc_judge *judge, struct fc_walk *walk, const struct fc_visit *visit,
		       int class)
{
	const struct fc_lock_class *lock;
	struct fc_finding *finding;
	const char *name;

	if (class < 0 || class >= judge->taints.nclasses)
		return;
	lock = &judge->contexts->classes.at[class];
	name = lock->name;
	if (lock->contract) {
		finding = start(judge, walk, visit, "fence/lock-in-section", name,
				fc_text(judge->arena, "takes %s", name));
		finding->message = fc_text(judge->arena, "%s, which may be held over a wait for a fence, is taken in %s",
					   name, root_text(judge, walk));
	} else if (fc_tainted(&judge->taints, class) && holding_elsewhere(judge, walk, class)) {
		finding = start(judge, walk, visit, "fence/lock-inversion", name,
				fc_text(judge->arena, "takes %s", name));
		/* What is wrong is the order of two locks, wherever this one is taken. */
		finding->sink = name;
		fc_tell_holdings(judge, finding, class, walk);
		finding->message = fc_text(judge->arena, "%s is taken in %s, and held over a wait for a fence in %s()",
					   name, root_text(judge, walk), finding->notes.at[fc_walk_chain(walk, visit).links.n].function);
	} else {
		return;
	}
	fc_report_add(judge->report, finding);
}

/* Somebody must act before this goes on, and lockdep does not see it. */
static void judge_sleep(struct fc_judge *judge, struct fc_walk *walk, const struct fc_visit *visit)
{
	const struct fc_step *step = step_of(visit);
	const struct fc_entry *sleep = step->site->meaning->entry[FC_M_SLEEP];
	const char *what = fc_text(judge->arena, "%s()", fc_tell_callee(judge, visit->context,
									visit->call));
	struct fc_finding *finding;

	if (walk->root->kind != FC_ROOT_RUN_JOB && (!walk->root->section || sleep->bounded))
		return;
	if (sleep->bounded && sleep->arg < 0)
		return;
	finding = start(judge, walk, visit, "fence/wait-in-section", what,
			fc_text(judge->arena, "%s waits %s", what,
				sleep->bounded ? "with a time-out" : "without a time-out"));
	/* Mostly for the hardware, which will answer or time out. */
	if (sleep->bounded && finding->tier < FC_PUT)
		finding->tier = FC_PUT;
	finding->severity = "NOTE";
	finding->message = fc_text(judge->arena, "%s waits %s in %s; lockdep cannot see for what", what,
				   sleep->bounded ? "with a time-out" : "without a time-out",
				   root_text(judge, walk));
	fc_report_add(judge->report, finding);
}

static bool spin_kind(enum fc_lock_kind kind)
{
	return kind == FC_LOCK_SPIN || kind == FC_LOCK_SPIN_BH || kind == FC_LOCK_SPIN_IRQ;
}

/* Why the call may sleep, or NULL. */
static const char *may_sleep(struct fc_judge *judge, const struct fc_visit *visit)
{
	const struct fc_step *step = step_of(visit);
	const struct fc_meaning *m = step->site->meaning;
	const char *name = fc_tell_callee(judge, visit->context, visit->call);
	const struct fc_entry *lock = m->entry[FC_M_LOCK];

	if (m->entry[FC_M_ALLOC])
		return fc_context_reclaims(visit->context, step) ?
		       fc_text(judge->arena, "%s may sleep",
			       fc_tell_alloc(judge, visit->context, visit->call)) : NULL;
	if (m->entry[FC_M_WAIT])
		return fc_context_waits(visit->context, step) ?
		       fc_text(judge->arena, "%s() waits for a fence", name) : NULL;
	if (lock && fc_context_blocks(visit->context, step) && fc_lock_sleeps(lock->lock))
		return fc_text(judge->arena, "%s() takes a lock that sleeps", name);
	if (m->entry[FC_M_SLEEP] || m->entry[FC_M_MIGHT_SLEEP] || m->entry[FC_M_FLUSH])
		return fc_text(judge->arena, "%s() sleeps", name);
	return NULL;
}

/* The locks of two fences are mostly of one class; and the other's callbacks may come back. */
static void judge_signal(struct fc_judge *judge, struct fc_walk *walk, const struct fc_visit *visit)
{
	const char *name = fc_tell_callee(judge, visit->context, visit->call);
	struct fc_finding *finding = start(judge, walk, visit, "fence/callback-sleeps", name,
					   "signals another fence");

	/* Right if the locks of the two are of different classes, which is not seen. */
	finding->severity = "NOTE";
	if (finding->tier < FC_PUT)
		finding->tier = FC_PUT;
	finding->message = fc_text(judge->arena, "%s() in %s, which runs with the lock of a fence held",
				   name, root_text(judge, walk));
	fc_report_add(judge->report, finding);
}

static void judge_atomic(struct fc_judge *judge, struct fc_walk *walk, const struct fc_visit *visit)
{
	const char *why = may_sleep(judge, visit);
	struct fc_finding *finding;

	if (!why && walk->root->kind == FC_ROOT_CALLBACK &&
	    step_of(visit)->site->meaning->entry[FC_M_SIGNAL])
		judge_signal(judge, walk, visit);
	if (!why)
		return;
	finding = start(judge, walk, visit, "fence/callback-sleeps",
			fc_tell_callee(judge, visit->context, visit->call), why);
	finding->message = fc_text(judge->arena, "%s in %s, which runs with a spinlock held and interrupts off",
				   why, root_text(judge, walk));
	fc_report_add(judge->report, finding);
}

static void judge_visit(struct fc_judge *judge, struct fc_walk *walk, const struct fc_visit *visit)
{
	const struct fc_step *step = step_of(visit);
	const struct fc_meaning *m = step->site->meaning;
	const struct fc_entry *lock = m->entry[FC_M_LOCK];
	bool legal = walk->root->section && !(visit->way & FC_WAY_LOCKED);

	if (walk->root->atomic) {
		judge_atomic(judge, walk, visit);
		return;
	}
	if (fc_context_reclaims(visit->context, step) && !(visit->way & FC_WAY_NORECLAIM))
		judge_alloc(judge, walk, visit);
	if (fc_context_waits(visit->context, step) && !legal)
		judge_wait(judge, walk, visit);
	if (m->entry[FC_M_SLEEP])
		judge_sleep(judge, walk, visit);
	if (lock && fc_context_blocks(visit->context, step) && !spin_kind(lock->lock))
		judge_lock(judge, walk, visit, fc_context_class(judge->contexts, visit->context,
								step->site->event, lock));
	if (m->entry[FC_M_FLUSH])
		fc_judge_flush(judge, walk, visit);
}

void fc_judge_root(struct fc_judge *judge, const struct fc_root *root)
{
	struct fc_walk walk;

	fc_walk_run(&walk, judge->contexts, root);
	for (int i = 0; i < walk.visits.n; i++)
		judge_visit(judge, &walk, &walk.visits.at[i]);
	fc_walk_end(&walk);
}
