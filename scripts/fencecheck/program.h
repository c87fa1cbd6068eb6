/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The linked program: all functions and variables of all units, by symbol, each
 * with the driver that it belongs to, and what the model says of each callee.
 */
#ifndef FENCECHECK_PROGRAM_H
#define FENCECHECK_PROGRAM_H

#include "arena.h"
#include "facts.h"
#include "model.h"
#include "table.h"

/* A function or a variable. */
struct fc_object {
	const char *symbol;
	const struct fc_function *function;	/* NULL: a variable */
	const struct fc_variable *variable;
	const char *path;
	int line;
	int driver;
	int same;		/* another definition of the symbol, or -1 */
};

struct fc_driver {
	const char *name;	/* a directory; "" for the code that drivers share */
	struct fc_ints objects;
};

/* The driver that stands for all libraries. */
#define FC_LIBRARY 0

/* What the model says of a function, by kind. */
struct fc_meaning {
	const struct fc_entry *entry[FC_M_KINDS];
	bool stop;		/* its body is not followed */
};

struct fc_program {
	struct fc_arena *arena;
	const struct fc_model *model;
	FC_VEC(struct fc_object) objects;
	FC_VEC(struct fc_driver) drivers;
	FC_VEC(struct fc_meaning) meanings;
	struct fc_map by_symbol;	/* symbol -> first object */
	struct fc_map by_driver;	/* name -> driver */
	struct fc_map by_callee;	/* symbol or STRUCT.MEMBER -> meaning */
};

void fc_program_init(struct fc_program *program, struct fc_arena *arena,
		     const struct fc_model *model);

/* Add what a unit defines. An inline function that is known already is dropped. */
void fc_program_add(struct fc_program *program, const struct fc_unit *unit);

/*
 * The object that a symbol means in the code of @driver: its own definition
 * before that of a library before any other. -1 if nothing defines it.
 */
int fc_program_resolve(const struct fc_program *program, const char *symbol, int driver);

/* What the model says of the callee of a call; never NULL. */
const struct fc_meaning *fc_program_meaning(struct fc_program *program, const struct fc_arg *callee);

/* The name of a symbol without `@path`, interned. */
const char *fc_bare(struct fc_program *program, const char *symbol);

#endif
