// SPDX-License-Identifier: GPL-2.0-only
#include "view.h"

/* Liveness: which objects the driver's own code names, and what those name. */
struct closure {
	struct fc_view *view;
	struct fc_map seen;		/* object -> 1 */
	struct fc_ints work;
};

static const void *key_of(const struct fc_view *view, int object)
{
	return &view->program->objects.at[object];
}

static void make_live(struct closure *c, int object)
{
	int *seen;

	if (object < 0)
		return;
	seen = fc_map_at(&c->seen, key_of(c->view, object));
	if (*seen < 0) {
		*seen = 1;
		fc_push(c->view->arena, &c->work, object);
	}
}

static void name_symbol(struct closure *c, const char *symbol, int driver)
{
	make_live(c, fc_program_resolve(c->view->program, symbol, driver));
}

static bool names_object(const struct fc_arg *arg)
{
	return arg->kind == FC_FUNCTION || arg->kind == FC_GLOBAL;
}

static void follow_event(struct closure *c, const struct fc_event *event, int driver)
{
	if (event->kind == FC_EV_NENTS)
		return;
	if (names_object(&event->callee))
		name_symbol(c, event->callee.name, driver);
	for (int i = 0; i < event->nargs; i++)
		if (names_object(&event->args[i]))
			name_symbol(c, event->args[i].name, driver);
}

static void follow_object(struct closure *c, const struct fc_object *object)
{
	const struct fc_function *f = object->function;

	if (object->variable) {
		for (int i = 0; i < object->variable->nslots; i++)
			name_symbol(c, object->variable->slots[i].function, object->driver);
		return;
	}
	for (int b = 0; b < f->nblocks; b++)
		for (int e = 0; e < f->blocks[b].nevents; e++)
			follow_event(c, &f->blocks[b].events[e], object->driver);
}

/* A view function, known by the place of its object: objects do not move now. */
static void add_function(struct fc_view *view, int object)
{
	const struct fc_object *o = &view->program->objects.at[object];

	const char *name = fc_bare(view->program, o->symbol);

	*fc_map_at(&view->by_object, o) = view->functions.n;
	fc_push(view->arena, &view->functions, (struct fc_live){
		.f = o->function, .object = object,
		.name = name, .put = fc_model_find(view->program->model, FC_M_PUT, name),
		.reset = fc_model_find(view->program->model, FC_M_RESET, name) });
}

static int function_of(const struct fc_view *view, int object)
{
	return object < 0 ? -1 : fc_map_get(&view->by_object, key_of(view, object));
}

int fc_view_function(struct fc_view *view, const char *symbol, int from)
{
	int driver = from < 0 ? view->driver : fc_view_object(view, from)->driver;

	return function_of(view, fc_program_resolve(view->program, symbol, driver));
}

static void add_slot(struct fc_view *view, struct fc_binding binding)
{
	int *at;

	if (binding.function < 0)
		return;
	at = fc_map_at(&view->by_member, binding.place);
	if (*at < 0) {
		*at = view->members.n;
		fc_push(view->arena, &view->members, (struct fc_ints){ 0 });
	}
	for (int i = 0; i < view->members.at[*at].n; i++)
		if (view->members.at[*at].at[i] == binding.function)
			return;
	fc_push(view->arena, &view->members.at[*at], binding.function);
	fc_push(view->arena, &view->slots, binding);
	view->functions.at[binding.function].named = true;
}

const struct fc_ints *fc_view_member(const struct fc_view *view, const char *member)
{
	static const struct fc_ints none;
	int at = fc_map_get(&view->by_member, member);

	return at < 0 ? &none : &view->members.at[at];
}

/* The item that a handler is stored for: an argument of the initialiser just before. */
static const char *item_before(const struct fc_block *block, int event,
			       const struct fc_entry *entry)
{
	for (int i = event - 1; i >= 0 && entry->after && entry->arg >= 0; i--) {
		const struct fc_event *e = &block->events[i];

		if (e->kind == FC_EV_CALL && e->callee.kind == FC_FUNCTION && entry->arg < e->nargs &&
		    e->line == block->events[event].line && fc_model_after(entry, e->callee.name))
			return e->args[entry->arg].name;
	}
	return NULL;
}

/* @what: the kind of @entry, or that of the second function which it names. */
static void add_handler(struct fc_view *view, int function, const char *place, const char *what)
{
	if (function < 0)
		return;
	view->functions.at[function].named = true;
	fc_push(view->arena, &view->handlers, (struct fc_handler){
		.place = place, .function = function, .what = what });
}

static void slots_of_variable(struct fc_view *view, const struct fc_object *object)
{
	for (int i = 0; i < object->variable->nslots; i++) {
		const struct fc_slot *slot = &object->variable->slots[i];
		const struct fc_entry *entry = fc_model_find(view->program->model, FC_M_REGISTER,
							     slot->member);
		int target = function_of(view, fc_program_resolve(view->program, slot->function,
								  object->driver));

		if (entry)	/* DECLARE_WORK() */
			add_handler(view, target, object->symbol, entry->what);
		else
			add_slot(view, (struct fc_binding){ .place = slot->member, .function = target });
	}
}

static void bind_reference(struct fc_view *view, int from, const struct fc_block *block, int i)
{
	const struct fc_event *e = &block->events[i];
	int target = fc_view_function(view, e->callee.name, from);
	const struct fc_entry *entry;

	if (target < 0)
		return;
	view->functions.at[target].named = true;
	if (!e->member)
		return;
	entry = fc_model_find(view->program->model, FC_M_REGISTER, e->member);
	if (entry)
		add_handler(view, target, item_before(block, i, entry), entry->what);
	else
		add_slot(view, (struct fc_binding){ .place = e->member, .function = target });
}

static void bind_arguments(struct fc_view *view, int from, const struct fc_event *e)
{
	const struct fc_entry *entry = fc_program_meaning(view->program, &e->callee)->entry[FC_M_REGISTER];

	for (int i = 0; i < e->nargs; i++) {
		int target = e->args[i].kind == FC_FUNCTION ?
			     fc_view_function(view, e->args[i].name, from) : -1;

		if (target < 0)
			continue;
		view->functions.at[target].named = true;
		if (entry && (entry->function == i || entry->thread == i))
			add_handler(view, target, entry->arg >= 0 && entry->arg < e->nargs ?
				    e->args[entry->arg].name : NULL,
				    entry->thread == i ? "threaded-irq" :
				    entry->thread >= 0 ? "irq" : entry->what);
	}
}

static void bind_function(struct fc_view *view, int from)
{
	const struct fc_function *f = view->functions.at[from].f;

	for (int b = 0; b < f->nblocks; b++) {
		for (int i = 0; i < f->blocks[b].nevents; i++) {
			const struct fc_event *e = &f->blocks[b].events[i];

			if (e->kind == FC_EV_REFERENCE)
				bind_reference(view, from, &f->blocks[b], i);
			else if (e->kind == FC_EV_CALL)
				bind_arguments(view, from, e);
		}
	}
}

static void resolve_site(struct fc_view *view, int from, const struct fc_event *e)
{
	struct fc_site *site = &view->functions.at[from].sites[e->call];
	int *one;

	site->event = e;
	site->meaning = fc_program_meaning(view->program, &e->callee);
	if (e->callee.kind == FC_FUNCTION) {
		int target = fc_view_function(view, e->callee.name, from);

		if (target < 0)
			return;
		view->functions.at[target].called = true;
		one = fc_alloc(view->arena, sizeof(*one));
		*one = target;
		site->targets = one;
		site->ntargets = 1;
	} else if (e->callee.kind == FC_MEMBER) {
		const struct fc_ints *targets = fc_view_member(view, e->callee.name);

		site->targets = targets->at;
		site->ntargets = targets->n;
	}
	if (site->meaning->stop)
		site->ntargets = 0;
}

static uint64_t parameter_bit(const struct fc_arg *arg)
{
	return arg->kind == FC_PARAM && arg->index < 64 ? 1ull << arg->index : 0;
}

/* Parameters that decide more than one branch: these go together or not at all. */
static uint64_t deciding_in(const struct fc_function *f)
{
	uint64_t once = 0, more = 0;

	for (int b = 0; b < f->nblocks; b++) {
		uint64_t bit = f->blocks[b].exit == FC_BRANCH ?
			       parameter_bit(&f->blocks[b].cond) : 0;

		more |= once & bit;
		once |= bit;
	}
	return more;
}

static void resolve_function(struct fc_view *view, int from)
{
	struct fc_live *live = &view->functions.at[from];

	live->deciding = deciding_in(live->f);
	live->sites = fc_alloc_array(view->arena, live->f->ncalls, sizeof(*live->sites));
	for (int b = 0; b < live->f->nblocks; b++)
		for (int i = 0; i < live->f->blocks[b].nevents; i++)
			if (live->f->blocks[b].events[i].kind == FC_EV_CALL)
				resolve_site(view, from, &live->f->blocks[b].events[i]);
}

/* The parameters that a call makes relevant, by what is known of its targets. */
static uint64_t relevant_in(const struct fc_view *view, const struct fc_site *site)
{
	uint64_t mask = 0;

	if (!site->event)
		return 0;
	mask |= parameter_bit(&site->event->callee);
	for (int a = 0; a < site->event->nargs; a++) {
		uint64_t bit = parameter_bit(&site->event->args[a]);

		if (bit && site->meaning->stop)
			mask |= bit;
		for (int t = 0; bit && a < 64 && t < site->ntargets; t++)
			if (view->functions.at[site->targets[t]].relevant >> a & 1)
				mask |= bit;
	}
	return mask;
}

static uint64_t relevant_of(const struct fc_view *view, const struct fc_live *live)
{
	uint64_t mask = live->relevant;

	for (int b = 0; b < live->f->nblocks; b++)
		if (live->f->blocks[b].exit == FC_BRANCH)
			mask |= parameter_bit(&live->f->blocks[b].cond);
	for (int i = 0; i < live->f->ncalls; i++)
		mask |= relevant_in(view, &live->sites[i]);
	return mask;
}

static void find_relevant(struct fc_view *view)
{
	bool changed = true;

	while (changed) {
		changed = false;
		for (int i = view->functions.n - 1; i >= 0; i--) {
			uint64_t mask = relevant_of(view, &view->functions.at[i]);

			if (mask != view->functions.at[i].relevant) {
				view->functions.at[i].relevant = mask;
				changed = true;
			}
		}
	}
}

void fc_view_build(struct fc_view *view, struct fc_program *program, int driver,
		   struct fc_arena *arena)
{
	struct closure c = { .view = view, .seen = fc_map_new(arena) };
	const struct fc_ints *own = &program->drivers.at[driver].objects;

	*view = (struct fc_view){ .program = program, .arena = arena, .driver = driver,
				  .by_object = fc_map_new(arena), .by_member = fc_map_new(arena) };
	for (int i = 0; i < own->n; i++)
		make_live(&c, own->at[i]);
	for (int i = 0; i < c.work.n; i++)
		follow_object(&c, &program->objects.at[c.work.at[i]]);
	for (int i = 0; i < c.work.n; i++)
		if (program->objects.at[c.work.at[i]].function)
			add_function(view, c.work.at[i]);
	for (int i = 0; i < c.work.n; i++)
		if (program->objects.at[c.work.at[i]].variable)
			slots_of_variable(view, &program->objects.at[c.work.at[i]]);
	for (int i = 0; i < view->functions.n; i++)
		bind_function(view, i);
	for (int i = 0; i < view->functions.n; i++)
		resolve_function(view, i);
	find_relevant(view);
}
