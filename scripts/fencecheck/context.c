// SPDX-License-Identifier: GPL-2.0-only
#include "context.h"

/* __GFP_DIRECT_RECLAIM; the same bit in 6.1 and 6.12. */
#define GFP_DIRECT_RECLAIM 0x400

struct fc_arg fc_context_value(const struct fc_context *context, const struct fc_arg *arg)
{
	struct fc_arg value = *arg;

	if (arg->kind != FC_PARAM)
		return value;
	if (!context->known || context->known[arg->index].kind == FC_NOTHING)
		return value;
	value = context->known[arg->index];
	if (value.kind == FC_INT || value.kind == FC_PARAM)
		value.number |= arg->number;
	return value;
}

int fc_flags_argument(const struct fc_step *step)
{
	const struct fc_entry *alloc = step->site->meaning->entry[FC_M_ALLOC];
	int nargs = step->site->event->nargs;
	int at = alloc->arg < -1 ? nargs + alloc->arg : alloc->arg;

	/* Some versions of a function have no flags. */
	return at >= 0 && at < nargs ? at : -1;
}

bool fc_context_reclaims(const struct fc_context *context, const struct fc_step *step)
{
	const struct fc_entry *alloc = step->site->meaning->entry[FC_M_ALLOC];
	struct fc_arg flags;
	int at;

	if (!alloc)
		return false;
	at = fc_flags_argument(step);
	if (at < 0)
		return true;
	flags = fc_context_value(context, &step->site->event->args[at]);
	return (flags.kind == FC_INT || flags.kind == FC_PARAM) &&
	       flags.number & GFP_DIRECT_RECLAIM;
}

bool fc_context_blocks(const struct fc_context *context, const struct fc_step *step)
{
	const struct fc_entry *lock = step->site->meaning->entry[FC_M_LOCK];
	struct fc_arg nowait;

	if (!lock || lock->try)
		return false;
	if (lock->nowait < 0 || lock->nowait >= step->site->event->nargs)
		return true;
	nowait = fc_context_value(context, &step->site->event->args[lock->nowait]);
	return nowait.kind != FC_NONZERO && (nowait.kind != FC_INT || !nowait.number);
}

bool fc_context_waits(const struct fc_context *context, const struct fc_step *step)
{
	const struct fc_entry *wait = step->site->meaning->entry[FC_M_WAIT];
	struct fc_arg timeout;

	if (!wait)
		return false;
	if (wait->timeout < 0 || wait->timeout >= step->site->event->nargs)
		return true;
	timeout = fc_context_value(context, &step->site->event->args[wait->timeout]);
	return timeout.kind != FC_INT || timeout.number != 0;
}

int fc_class_named(struct fc_contexts *contexts, const char *name, enum fc_lock_kind kind)
{
	int *at = fc_map_at(&contexts->by_class, name);

	if (*at < 0) {
		*at = contexts->classes.n;
		fc_push(contexts->arena, &contexts->classes, (struct fc_lock_class){
			.name = name, .kind = kind,
			.contract = fc_model_find(contexts->view->program->model,
						  FC_M_CONTRACT, name) });
	}
	return *at;
}

int fc_context_class(struct fc_contexts *contexts, const struct fc_context *context,
		     const struct fc_event *event, const struct fc_entry *entry)
{
	struct fc_arg lock;

	if (entry->class)
		return fc_class_named(contexts, entry->class, entry->lock);
	if (entry->arg < 0 || entry->arg >= event->nargs)
		return -1;
	lock = fc_context_value(context, &event->args[entry->arg]);
	if (lock.kind != FC_MEMBER && lock.kind != FC_GLOBAL)
		return -1;
	return fc_class_named(contexts, lock.name, entry->lock);
}

/* Worth knowing of a parameter: what can decide a branch, flags, a lock, a callee. */
static bool worth_knowing(const struct fc_arg *value)
{
	return value->kind == FC_INT || value->kind == FC_NONZERO ||
	       value->kind == FC_FUNCTION || value->kind == FC_MEMBER || value->kind == FC_GLOBAL;
}

static bool same_value(const struct fc_arg *a, const struct fc_arg *b)
{
	return a->kind == b->kind && a->name == b->name && a->number == b->number;
}

static struct fc_context *find_context(struct fc_contexts *contexts, int function,
				       const struct fc_arg *known)
{
	int n = contexts->view->functions.at[function].f->nparams;

	for (int i = contexts->first[function]; i >= 0; i = contexts->all.at[i]->same) {
		struct fc_context *c = contexts->all.at[i];
		bool same = !known == !c->known;

		for (int p = 0; same && known && p < n; p++)
			same = same_value(&known[p], &c->known[p]);
		if (same)
			return c;
	}
	return NULL;
}

static struct fc_context *new_context(struct fc_contexts *contexts, int function,
				      struct fc_arg *known)
{
	struct fc_context *c = fc_alloc(contexts->arena, sizeof(*c));
	const struct fc_live *live = &contexts->view->functions.at[function];

	c->function = function;
	c->index = contexts->all.n;
	c->known = known;
	c->same = contexts->first[function];
	c->steps = fc_alloc_array(contexts->arena, live->f->ncalls, sizeof(*c->steps));
	contexts->first[function] = c->index;
	contexts->count[function]++;
	fc_push(contexts->arena, &contexts->all, c);
	return c;
}

static void enter(struct fc_contexts *contexts, int function, const struct fc_context *caller,
		  const struct fc_event *event, struct fc_ints *into);

/* The function that a call of a parameter means here, or -1. */
static int called_parameter(struct fc_contexts *contexts, const struct fc_context *context,
			    const struct fc_arg *callee)
{
	struct fc_arg value = fc_context_value(context, callee);

	return value.kind == FC_FUNCTION ?
	       fc_view_function(contexts->view, value.name, context->function) : -1;
}

/* What the model says is called: a function, or what a member holds if that is one thing. */
static void enter_target(struct fc_contexts *contexts, const struct fc_context *context,
			 const char *target, struct fc_ints *into)
{
	const struct fc_ints *held = fc_view_member(contexts->view, target);
	int function = strchr(target, '.') ? -1 :
		       fc_view_function(contexts->view, target, context->function);

	if (held->n == 1)
		function = held->at[0];
	if (function >= 0)
		enter(contexts, function, NULL, NULL, into);
}

/* The contexts that a call leads to. */
static void resolve_step(struct fc_contexts *contexts, struct fc_context *context,
			 struct fc_step *step)
{
	const struct fc_site *site = step->site;
	const struct fc_entry *calls = site->meaning->entry[FC_M_CALLS];
	struct fc_ints targets = { 0 };
	int parameter = -1;

	if (site->event->callee.kind == FC_PARAM)
		parameter = called_parameter(contexts, context, &site->event->callee);
	else if (calls && calls->function >= 0 && calls->function < site->event->nargs)
		parameter = called_parameter(contexts, context, &site->event->args[calls->function]);
	for (int t = 0; t < site->ntargets; t++)
		enter(contexts, site->targets[t], context, site->event, &targets);
	if (parameter >= 0)
		enter(contexts, parameter, context, calls ? NULL : site->event, &targets);
	if (calls && calls->target)
		enter_target(contexts, context, calls->target, &targets);
	step->targets = targets.at;
	step->ntargets = targets.n;
}

static void fill_context(struct fc_contexts *contexts, struct fc_context *context)
{
	const struct fc_live *live = fc_context_live(contexts, context);

	for (int i = 0; i < live->f->ncalls; i++) {
		context->steps[i].site = &live->sites[i];
		if (live->sites[i].event)
			resolve_step(contexts, context, &context->steps[i]);
	}
	fc_flow(contexts, context);
	context->done = true;
}

/* The context with these values, made if need be. */
static struct fc_context *get_context(struct fc_contexts *contexts, int function,
				      struct fc_arg *known, const struct fc_context *caller,
				      const struct fc_event *event)
{
	struct fc_context *c = find_context(contexts, function, known);

	if (!c && contexts->count[function] >= FC_MAX_CONTEXTS)
		c = find_context(contexts, function, known = NULL);
	if (!c) {
		c = new_context(contexts, function, known);
		c->caller = event ? caller : NULL;
		c->call = event ? event->call : -1;
		fill_context(contexts, c);
	}
	return c;
}

/* What a call tells of the parameters; NULL if nothing. */
static struct fc_arg *known_at(struct fc_contexts *contexts, const struct fc_live *live,
			       const struct fc_context *caller, const struct fc_event *event)
{
	struct fc_arg *known = NULL;

	for (int p = 0; event && p < live->f->nparams && p < event->nargs && p < 64; p++) {
		struct fc_arg value = fc_context_value(caller, &event->args[p]);

		if (!(live->relevant >> p & 1) || !worth_knowing(&value))
			continue;
		if (!known)
			known = fc_alloc_array(contexts->arena, live->f->nparams, sizeof(*known));
		known[p] = value;
	}
	return known;
}

/* The first parameter that decides several branches and is not known, or -1. */
static int undecided(const struct fc_live *live, const struct fc_arg *known)
{
	for (int p = 0; p < live->f->nparams && p < 64; p++)
		if (live->deciding >> p & 1 && (!known || known[p].kind == FC_NOTHING))
			return p;
	return -1;
}

/*
 * Enter a function: once as it is, or once with 0 and once with something else
 * for a parameter that decides several branches, so that these agree.
 */
static void enter(struct fc_contexts *contexts, int function, const struct fc_context *caller,
		  const struct fc_event *event, struct fc_ints *into)
{
	const struct fc_live *live = &contexts->view->functions.at[function];
	struct fc_arg *known = known_at(contexts, live, caller, event);
	int p = undecided(live, known);

	for (int side = 0; side < 2; side++) {
		struct fc_arg *half = known;

		if (p >= 0) {
			half = fc_alloc_array(contexts->arena, live->f->nparams, sizeof(*half));
			if (known)
				memcpy(half, known, live->f->nparams * sizeof(*half));
			half[p].kind = side ? FC_NONZERO : FC_INT;
		}
		fc_push(contexts->arena, into,
			get_context(contexts, function, half, caller, event)->index);
		if (p < 0)
			break;
	}
}

struct fc_context *fc_context_plain(struct fc_contexts *contexts, int function)
{
	return get_context(contexts, function, NULL, NULL, NULL);
}

static void own_effects(struct fc_contexts *contexts, struct fc_context *c)
{
	const struct fc_live *live = fc_context_live(contexts, c);

	c->locks = fc_alloc_array(contexts->arena, contexts->words, sizeof(*c->locks));
	for (int i = 0; i < live->f->ncalls; i++) {
		const struct fc_step *step = &c->steps[i];
		const struct fc_entry *lock;
		int class;

		if (!step->state)
			continue;
		if (fc_context_waits(c, step))
			c->may |= FC_MAY_WAIT;
		if (fc_context_reclaims(c, step))
			c->may |= FC_MAY_ALLOC;
		if (step->site->meaning->entry[FC_M_BEGIN])
			c->may |= FC_MAY_BEGIN;
		if (step->site->meaning->entry[FC_M_FLUSH])
			c->may |= FC_MAY_FLUSH;
		lock = step->site->meaning->entry[FC_M_LOCK];
		class = fc_context_blocks(c, step) ?
			fc_context_class(contexts, c, step->site->event, lock) : -1;
		if (class >= 0)
			c->locks[class / 64] |= 1ull << (class % 64);
	}
}

static bool callee_effects(struct fc_contexts *contexts, struct fc_context *c)
{
	const struct fc_live *live = fc_context_live(contexts, c);
	bool changed = false;

	for (int i = 0; i < live->f->ncalls; i++) {
		const struct fc_step *step = &c->steps[i];

		for (int t = 0; step->state && t < step->ntargets; t++) {
			const struct fc_context *callee = contexts->all.at[step->targets[t]];

			changed |= (callee->may & ~c->may) != 0;
			c->may |= callee->may;
			for (int w = 0; w < contexts->words; w++) {
				changed |= (callee->locks[w] & ~c->locks[w]) != 0;
				c->locks[w] |= callee->locks[w];
			}
		}
	}
	return changed;
}

static void find_effects(struct fc_contexts *contexts)
{
	bool changed = true;

	contexts->words = contexts->classes.n / 64 + 1;
	for (int i = 0; i < contexts->all.n; i++)
		own_effects(contexts, contexts->all.at[i]);
	/* Callees were mostly finished after their callers were begun. */
	while (changed) {
		changed = false;
		for (int i = contexts->all.n - 1; i >= 0; i--)
			changed |= callee_effects(contexts, contexts->all.at[i]);
	}
}

static bool same_exit(const struct fc_context *a, const struct fc_state *b, bool returned)
{
	if (a->returns != returned || a->exit.nheld != b->nheld ||
	    a->exit.nreleased != b->nreleased || a->exit.sections != b->sections ||
	    a->exit.ended != b->ended)
		return false;
	for (int i = 0; i < b->nheld; i++)
		if (!fc_state_holds(&a->exit, b->held[i].class))
			return false;
	for (int i = 0; i < b->nreleased; i++)
		if (!fc_state_released(&a->exit, b->released[i]))
			return false;
	return true;
}

static bool callee_moved(const struct fc_contexts *contexts, const struct fc_context *c)
{
	int n = fc_context_live(contexts, c)->f->ncalls;

	for (int i = 0; i < n; i++)
		for (int t = 0; t < c->steps[i].ntargets; t++)
			if (contexts->all.at[c->steps[i].targets[t]]->moved)
				return true;
	return false;
}

/* Look again at functions that call one another: which came first must not matter. */
static bool settle_once(struct fc_contexts *contexts, bool first)
{
	struct fc_ints moved = { 0 };

	for (int i = 0; i < contexts->all.n; i++) {
		struct fc_context *c = contexts->all.at[i];
		struct fc_state old = c->exit;
		bool returned = c->returns;

		if (!(first ? c->early : callee_moved(contexts, c)))
			continue;
		fc_flow(contexts, c);
		if (!same_exit(c, &old, returned))
			fc_push(contexts->arena, &moved, i);
	}
	for (int i = 0; i < contexts->all.n; i++)
		contexts->all.at[i]->moved = false;
	for (int i = 0; i < moved.n; i++)
		contexts->all.at[moved.at[i]]->moved = true;
	return moved.n;
}

void fc_contexts_build(struct fc_contexts *contexts, struct fc_view *view)
{
	struct fc_ints entered = { 0 };
	int n = view->functions.n;

	*contexts = (struct fc_contexts){ .view = view, .arena = view->arena,
					  .by_class = fc_map_new(view->arena) };
	contexts->first = fc_alloc_array(view->arena, n, sizeof(int));
	contexts->count = fc_alloc_array(view->arena, n, sizeof(int));
	for (int i = 0; i < n; i++)
		contexts->first[i] = -1;
	/* What others may call; handlers and operations are looked up as roots, too. */
	for (int i = 0; i < n; i++) {
		if (view->functions.at[i].named)
			fc_context_plain(contexts, i);
		else if (!view->functions.at[i].called)
			enter(contexts, i, NULL, NULL, &entered);
	}
	/* Those that only call one another. */
	for (int i = 0; i < n; i++)
		if (contexts->first[i] < 0)
			enter(contexts, i, NULL, NULL, &entered);
	for (int round = 0; round < FC_MAX_ROUNDS && settle_once(contexts, !round); round++)
		;
	find_effects(contexts);
}
