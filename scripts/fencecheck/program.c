// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>

#include "program.h"

void fc_program_init(struct fc_program *program, struct fc_arena *arena,
		     const struct fc_model *model)
{
	const char *library = fc_name(arena, "");

	*program = (struct fc_program){ .arena = arena, .model = model };
	program->by_symbol = fc_map_new(arena);
	program->by_driver = fc_map_new(arena);
	program->by_callee = fc_map_new(arena);
	fc_push(arena, &program->drivers, (struct fc_driver){ .name = library });
	*fc_map_at(&program->by_driver, library) = FC_LIBRARY;
}

/* Does @path lie in directory @dir, or right there if @flat? */
static bool lies_in(const char *path, const char *dir, bool flat)
{
	size_t length = strlen(dir);

	while (length && dir[length - 1] == '/')
		length--;
	if (strncmp(path, dir, length))
		return false;
	if (flat)
		return path[length] == '/' && !strchr(path + length + 1, '/');
	return !path[length] || path[length] == '/';
}

static bool is_library(const struct fc_program *program, const char *path)
{
	int count;
	const struct fc_entry *const *all = fc_model_all(program->model, FC_M_LIBRARY, &count);

	for (int i = 0; i < count; i++)
		if (lies_in(path, all[i]->name, all[i]->prefix))
			return true;
	return false;
}

/* Is the file a driver by itself? */
static bool is_alone(const struct fc_program *program, const char *path)
{
	int count;
	const struct fc_entry *const *all = fc_model_all(program->model, FC_M_DRIVER_FILE, &count);

	for (int i = 0; i < count; i++)
		if (lies_in(path, all[i]->name, true))
			return true;
	return false;
}

/* The driver directory of the model that holds @path, or the one it lies in. */
static const char *driver_name(struct fc_program *program, const char *path)
{
	int count;
	const struct fc_entry *const *all = fc_model_all(program->model, FC_M_DRIVER, &count);
	const char *slash;

	if (is_alone(program, path))
		return path;
	for (int i = 0; i < count; i++) {
		size_t length = strlen(all[i]->name);

		if (!strncmp(path, all[i]->name, length)) {
			slash = strchr(path + length, '/');
			if (slash)
				return fc_intern(program->arena, path, slash - path);
		}
	}
	slash = strrchr(path, '/');
	return slash ? fc_intern(program->arena, path, slash - path) :
	       fc_name(program->arena, ".");
}

static int driver_of(struct fc_program *program, const char *path)
{
	size_t length = strlen(path);
	const char *name;
	int *driver;

	if (is_library(program, path) || !strncmp(path, "include/", 8))
		return FC_LIBRARY;
	name = driver_name(program, path);
	driver = fc_map_at(&program->by_driver, name);
	if (*driver < 0) {
		/* A header outside of every driver is nobody's in particular. */
		if (length > 2 && !strcmp(path + length - 2, ".h") && path[0] == '/')
			return FC_LIBRARY;
		*driver = program->drivers.n;
		fc_push(program->arena, &program->drivers, (struct fc_driver){ .name = name });
	}
	return *driver;
}

static void add_object(struct fc_program *program, struct fc_object object)
{
	int *first = fc_map_at(&program->by_symbol, object.symbol);

	for (int i = *first; i >= 0; i = program->objects.at[i].same) {
		const struct fc_object *old = &program->objects.at[i];

		if (old->path == object.path && old->line == object.line)
			return;
	}
	object.driver = driver_of(program, object.path);
	object.same = *first;
	*first = program->objects.n;
	fc_push(program->arena, &program->drivers.at[object.driver].objects, program->objects.n);
	fc_push(program->arena, &program->objects, object);
}

void fc_program_add(struct fc_program *program, const struct fc_unit *unit)
{
	for (int i = 0; i < unit->nfunctions; i++) {
		const struct fc_function *f = &unit->functions[i];

		add_object(program, (struct fc_object){ .symbol = f->symbol, .function = f,
							.path = f->path, .line = f->line });
	}
	for (int i = 0; i < unit->nvariables; i++) {
		const struct fc_variable *v = &unit->variables[i];

		add_object(program, (struct fc_object){ .symbol = v->symbol, .variable = v,
							.path = v->path, .line = v->line });
	}
}

int fc_program_resolve(const struct fc_program *program, const char *symbol, int driver)
{
	int found = -1, rank = 0;

	for (int i = fc_map_get(&program->by_symbol, symbol); i >= 0;
	     i = program->objects.at[i].same) {
		int d = program->objects.at[i].driver;
		int r = d == driver ? 3 : d == FC_LIBRARY ? 2 : 1;

		/* A symbol's definitions are chained last first: >= keeps the first. */
		if (r >= rank) {
			found = i;
			rank = r;
		}
	}
	return found;
}

const char *fc_bare(struct fc_program *program, const char *symbol)
{
	const char *at = strchr(symbol, '@');

	return at ? fc_intern(program->arena, symbol, at - symbol) : symbol;
}

static struct fc_meaning look_up(const struct fc_program *program, const char *name)
{
	struct fc_meaning meaning = { 0 };

	for (int kind = 0; kind <= FC_M_GFP_TEST; kind++) {
		meaning.entry[kind] = fc_model_find(program->model, kind, name);
		if (meaning.entry[kind] && kind != FC_M_PUT && kind != FC_M_RESET)
			meaning.stop = true;
	}
	return meaning;
}

const struct fc_meaning *fc_program_meaning(struct fc_program *program, const struct fc_arg *callee)
{
	static const struct fc_meaning none;
	int *at;

	if (callee->kind != FC_FUNCTION && callee->kind != FC_MEMBER)
		return &none;
	at = fc_map_at(&program->by_callee, callee->name);
	if (*at < 0) {
		*at = program->meanings.n;
		fc_push(program->arena, &program->meanings, look_up(program, callee->name));
	}
	return &program->meanings.at[*at];
}
