// SPDX-License-Identifier: GPL-2.0-only
/* Work that is waited for where it must not be, or queued where it may starve. */
#include "judge.h"

#define WQ_MEM_RECLAIM 0x8

/* A call that queues work, with the queue. */
struct queueing {
	const char *work, *queue;
};

struct queueings {
	FC_VEC(struct queueing) all;
};

static void find_queueings(struct fc_judge *judge, struct queueings *queueings)
{
	struct fc_contexts *contexts = judge->contexts;

	for (int i = 0; i < contexts->all.n; i++) {
		const struct fc_context *context = contexts->all.at[i];
		int n = fc_context_live(contexts, context)->f->ncalls;

		for (int call = 0; call < n; call++) {
			const struct fc_step *step = &context->steps[call];
			const struct fc_entry *entry = step->state ?
				step->site->meaning->entry[FC_M_QUEUE] : NULL;

			if (entry)
				fc_push(contexts->arena, &queueings->all, (struct queueing){
					fc_place_of(context, step->site->event, entry->arg),
					fc_place_of(context, step->site->event, entry->queue) });
		}
	}
}

/* The queues that the work of a handler is put on. */
static struct fc_queued queues_of(struct fc_judge *judge, const struct queueings *queueings,
				  const char *work)
{
	FC_VEC(const char *) queues = { 0 };

	for (int i = 0; i < queueings->all.n; i++)
		if (queueings->all.at[i].work == work && queueings->all.at[i].queue)
			fc_push(judge->contexts->arena, &queues, queueings->all.at[i].queue);
	return (struct fc_queued){ judge->works.n, work, queues.at, queues.n };
}

static bool is_work(const struct fc_handler *handler)
{
	return handler->place && strstr(handler->what, "work");
}

static void own_flushes(const struct fc_judge *judge, struct fc_context *context, int words)
{
	int n = fc_context_live(judge->contexts, context)->f->ncalls;

	context->flushes = fc_alloc_array(judge->contexts->arena, words, sizeof(*context->flushes));
	for (int call = 0; call < n; call++) {
		const struct fc_step *step = &context->steps[call];

		if (!step->state || !step->site->meaning->entry[FC_M_FLUSH])
			continue;
		for (int w = 0; w < judge->works.n; w++)
			if (fc_waits_for_work(context, step, &judge->works.at[w].queued))
				context->flushes[w / 64] |= 1ull << (w % 64);
	}
}

static bool callee_flushes(const struct fc_judge *judge, struct fc_context *context, int words)
{
	int n = fc_context_live(judge->contexts, context)->f->ncalls;
	bool changed = false;

	for (int call = 0; call < n; call++) {
		const struct fc_step *step = &context->steps[call];

		for (int t = 0; step->state && t < step->ntargets; t++) {
			const struct fc_context *callee = judge->contexts->all.at[step->targets[t]];

			for (int w = 0; callee->flushes && w < words; w++) {
				changed |= (callee->flushes[w] & ~context->flushes[w]) != 0;
				context->flushes[w] |= callee->flushes[w];
			}
		}
	}
	return changed;
}

/* Which works a context may wait for: else every search would go everywhere. */
static void mark_flushes(struct fc_judge *judge)
{
	struct fc_contexts *contexts = judge->contexts;
	int words = judge->works.n / 64 + 1;
	bool changed = true;

	for (int i = 0; i < contexts->all.n; i++)
		if (contexts->all.at[i]->may & FC_MAY_FLUSH)
			own_flushes(judge, contexts->all.at[i], words);
	while (changed) {
		changed = false;
		for (int i = contexts->all.n - 1; i >= 0; i--)
			if (contexts->all.at[i]->flushes)
				changed |= callee_flushes(judge, contexts->all.at[i], words);
	}
}

void fc_work_find(struct fc_judge *judge)
{
	const struct fc_view *view = judge->contexts->view;
	struct queueings queueings = { 0 };

	find_queueings(judge, &queueings);
	for (int i = 0; i < view->handlers.n; i++) {
		const struct fc_handler *handler = &view->handlers.at[i];
		struct fc_work work = { 0 };

		if (!is_work(handler))
			continue;
		work.context = fc_context_plain(judge->contexts, handler->function);
		work.queued = queues_of(judge, &queueings, handler->place);
		work.held_over = fc_map_new(judge->contexts->arena);
		fc_push(judge->contexts->arena, &judge->works, work);
	}
	mark_flushes(judge);
}

static bool find_goal(struct fc_judge *judge, const struct fc_context *work,
		      const struct fc_goal *goal, struct fc_chain *chain)
{
	return fc_goal_possible(work, goal) && fc_chain_from(judge->contexts, work, goal, chain) &&
	       chain->tier == FC_DIRECT;
}

static bool find_hazard(struct fc_judge *judge, struct fc_work *work)
{
	work->goal = (struct fc_goal){ .kind = FC_GOAL_WAIT, .class = -1, .keep = -1 };
	if (find_goal(judge, work->context, &work->goal, &work->hazard))
		return true;
	work->goal.kind = FC_GOAL_LOCK;
	for (int class = 0; class < judge->taints.nclasses; class++) {
		work->goal.class = class;
		if ((fc_tainted_directly(&judge->taints, class) ||
		     judge->contexts->classes.at[class].contract) &&
		    find_goal(judge, work->context, &work->goal, &work->hazard))
			return true;
	}
	work->goal = (struct fc_goal){ .kind = FC_GOAL_ALLOC, .class = -1, .keep = -1 };
	return find_goal(judge, work->context, &work->goal, &work->hazard);
}

/* Is it work that a signalling section must not wait for? */
static bool is_hazardous(struct fc_judge *judge, struct fc_work *work)
{
	if (!work->asked) {
		work->asked = true;
		work->hazardous = find_hazard(judge, work);
	}
	return work->hazardous;
}

static const char *name_of(const struct fc_judge *judge, const struct fc_context *context)
{
	return fc_context_live(judge->contexts, context)->name;
}

static struct fc_finding *finding_for(struct fc_judge *judge, const struct fc_chain *chain,
				      const struct fc_context *work, const char *root)
{
	struct fc_finding *finding = fc_tell_at(judge, chain);

	finding->rule = "fence/flush-in-section";
	finding->severity = chain->tier == FC_DIRECT ? "ERROR" : "WARNING";
	finding->root = root;
	finding->sink = fc_text(judge->arena, "%s:%d:%s", finding->path, finding->line,
				name_of(judge, work));
	return finding;
}

/* In signalling code: a wait for work that may itself wait for the signal. */
static void judge_flushed(struct fc_judge *judge, struct fc_walk *walk, const struct fc_visit *visit,
			  struct fc_work *work)
{
	const char *name = name_of(judge, work->context), *hazard;
	struct fc_finding *finding;
	struct fc_chain chain;

	if (work->context == walk->root->context || !is_hazardous(judge, work))
		return;
	chain = fc_walk_chain(walk, visit);
	hazard = fc_tell_goal(judge, &work->hazard, work->goal.kind, work->goal.class);
	finding = finding_for(judge, &chain, work->context, walk->root->name);
	finding->message = fc_text(judge->arena, "%s() in %s %s() waits for work %s(), which %s",
		fc_tell_callee(judge, visit->context, visit->call), walk->root->name,
		name_of(judge, walk->root->context), name, hazard);
	fc_tell_chain(judge, finding, &chain, fc_text(judge->arena, "%s: ", walk->root->name),
		      fc_text(judge->arena, "waits for work %s()", name));
	fc_tell_chain(judge, finding, &work->hazard, "work: ", hazard);
	if (work->goal.kind == FC_GOAL_LOCK && fc_tainted(&judge->taints, work->goal.class))
		fc_tell_holdings(judge, finding, work->goal.class, NULL);
	fc_report_add(judge->report, finding);
}

void fc_judge_flush(struct fc_judge *judge, struct fc_walk *walk, const struct fc_visit *visit)
{
	const struct fc_step *step = &visit->context->steps[visit->call];

	for (int i = 0; i < judge->works.n; i++)
		if (fc_waits_for_work(visit->context, step, &judge->works.at[i].queued))
			judge_flushed(judge, walk, visit, &judge->works.at[i]);
}

/* The chain from the work to the lock: searched for once, whoever holds that. */
static const struct fc_chain *way_to_lock(struct fc_judge *judge, struct fc_work *work, int class)
{
	struct fc_goal take = { .kind = FC_GOAL_LOCK, .class = class, .keep = -1 };

	if (class >= judge->taints.nclasses || !fc_goal_possible(work->context, &take))
		return NULL;
	if (!work->to_lock)
		work->to_lock = fc_alloc_array(judge->contexts->arena, judge->taints.nclasses,
					       sizeof(*work->to_lock));
	if (!work->to_lock[class].links.n &&
	    !fc_chain_from(judge->contexts, work->context, &take, &work->to_lock[class]))
		return NULL;
	return &work->to_lock[class];
}

/* A lock held over the wait for work that takes it: true if it is so. */
static bool judge_held(struct fc_judge *judge, const struct fc_context *context, int call, int held,
		       struct fc_work *work)
{
	const struct fc_held *lock = &context->steps[call].state->held[held];
	const char *class = fc_class_name(judge, lock->class), *name = name_of(judge, work->context);
	struct fc_goal flush = { .kind = FC_GOAL_FLUSH, .work = &work->queued, .keep = lock->class };
	const struct fc_chain *to_lock;
	struct fc_finding *finding;
	struct fc_chain to_flush;

	if (!fc_lock_sleeps(judge->contexts->classes.at[lock->class].kind))
		return false;
	to_lock = way_to_lock(judge, work, lock->class);
	if (!to_lock || !fc_chain_find(judge->contexts, context, call, &flush, &to_flush))
		return false;
	if (to_lock->tier > to_flush.tier)
		to_flush.tier = to_lock->tier;
	finding = finding_for(judge, &to_flush, work->context, "lock");
	finding->message = fc_text(judge->arena, "%s is held over the wait for work %s(), which takes it",
				   class, name);
	fc_tell_chain(judge, finding, &to_flush,
		      fc_text(judge->arena, "holds %s since line %d: ", class,
			      context->steps[lock->call].site->event->line),
		      fc_text(judge->arena, "waits for work %s()", name));
	fc_tell_chain(judge, finding, to_lock, "work: ", fc_text(judge->arena, "takes %s", class));
	fc_report_add(judge->report, finding);
	return true;
}

/* Work that waits for itself. */
static void judge_self(struct fc_judge *judge, const struct fc_work *work)
{
	struct fc_goal goal = { .kind = FC_GOAL_FLUSH, .work = &work->queued, .keep = -1 };
	const struct fc_live *live = fc_context_live(judge->contexts, work->context);
	struct fc_finding *finding;
	struct fc_chain chain;

	if (!fc_view_own(judge->contexts->view, work->context->function) ||
	    !fc_goal_possible(work->context, &goal) ||
	    !fc_chain_from(judge->contexts, work->context, &goal, &chain))
		return;
	finding = finding_for(judge, &chain, work->context, "work");
	finding->message = fc_text(judge->arena, "work %s() waits for itself", live->name);
	fc_tell_chain(judge, finding, &chain, "work: ", "waits for this work");
	fc_note_add(judge->report, finding, live, live->f->line, "is that work");
	fc_report_add(judge->report, finding);
}

/* The flags with which a workqueue is made: -1 if that is not seen. */
static int64_t queue_flags(struct fc_judge *judge, const char *queue)
{
	const struct fc_view *view = judge->contexts->view;

	for (int i = 0; i < view->functions.n; i++) {
		const struct fc_function *f = view->functions.at[i].f;

		for (int b = 0; b < f->nblocks; b++) {
			for (int e = 0; e < f->blocks[b].nevents; e++) {
				const struct fc_event *store = &f->blocks[b].events[e];
				const struct fc_site *site;
				const struct fc_entry *made;

				if (store->kind != FC_EV_STORE || store->callee.name != queue)
					continue;
				site = &view->functions.at[i].sites[store->call];
				made = site->event ? site->meaning->entry[FC_M_WORKQUEUE] : NULL;
				if (made && made->arg >= 0 && made->arg < site->event->nargs &&
				    site->event->args[made->arg].kind == FC_INT)
					return site->event->args[made->arg].number;
			}
		}
	}
	return -1;
}

static bool without_reclaim(struct fc_judge *judge, const struct fc_entry *entry, const char *queue)
{
	int64_t flags;

	if (entry->system || !strncmp(queue, "system_", 7))
		return true;
	flags = queue_flags(judge, queue);
	return flags >= 0 && !(flags & WQ_MEM_RECLAIM);
}

static void judge_queue(struct fc_judge *judge, const struct fc_context *context, int call,
			const struct fc_work *work)
{
	const struct fc_event *event = context->steps[call].site->event;
	const struct fc_entry *entry = context->steps[call].site->meaning->entry[FC_M_QUEUE];
	const char *queue = entry->system ? "the system workqueue" :
			    fc_place_of(context, event, entry->queue);
	const char *name = name_of(judge, work->context);
	struct fc_finding *finding;

	if (!queue || !work->context->signals ||
	    fc_place_of(context, event, entry->arg) != work->queued.place ||
	    !without_reclaim(judge, entry, queue))
		return;
	finding = fc_tell_call(judge, context, call);
	finding->rule = "fence/queue-without-reclaim";
	finding->severity = "WARNING";
	finding->root = "work";
	finding->sink = fc_text(judge->arena, "%s:%s", queue, name);
	finding->message = fc_text(judge->arena, "work %s() signals fences, but %s has no WQ_MEM_RECLAIM: for want of memory it may not get a thread",
				   name, queue);
	fc_note_add(judge->report, finding, fc_context_live(judge->contexts, context), finding->line,
		    fc_text(judge->arena, "queues work %s()", name));
	fc_report_add(judge->report, finding);
}

static bool may_flush(const struct fc_judge *judge, const struct fc_context *context,
		      const struct fc_step *step, const struct fc_work *work)
{
	struct fc_goal goal = { .kind = FC_GOAL_FLUSH, .work = &work->queued, .keep = -1 };

	if (fc_waits_for_work(context, step, &work->queued))
		return true;
	for (int t = 0; t < step->ntargets; t++)
		if (fc_goal_possible(judge->contexts->all.at[step->targets[t]], &goal))
			return true;
	return false;
}

static void judge_step(struct fc_judge *judge, const struct fc_context *context, int call)
{
	const struct fc_step *step = &context->steps[call];

	for (int i = 0; i < judge->works.n; i++) {
		struct fc_work *work = &judge->works.at[i];

		if (step->site->meaning->entry[FC_M_QUEUE])
			judge_queue(judge, context, call, work);
		if (!step->state->nheld || !may_flush(judge, context, step, work) ||
		    fc_map_get(&work->held_over, step->site->event) >= 0)
			continue;
		for (int h = 0; h < step->state->nheld; h++)
			if (judge_held(judge, context, call, h, work))
				*fc_map_at(&work->held_over, step->site->event) = 1;
	}
}

void fc_judge_work(struct fc_judge *judge)
{
	struct fc_contexts *contexts = judge->contexts;

	for (int i = 0; i < contexts->all.n; i++) {
		const struct fc_context *context = contexts->all.at[i];
		int n = fc_context_live(contexts, context)->f->ncalls;

		if (!fc_view_own(contexts->view, context->function))
			continue;
		for (int call = 0; call < n; call++)
			if (context->steps[call].state)
				judge_step(judge, context, call);
	}
	for (int i = 0; i < judge->works.n; i++)
		judge_self(judge, &judge->works.at[i]);
}
