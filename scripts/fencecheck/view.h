/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * One driver's view of the program: its own code and what that code reaches. An
 * operation of a structure is resolved only to functions that are live in the
 * view (rapid type analysis), so that drivers do not leak into one another.
 */
#ifndef FENCECHECK_VIEW_H
#define FENCECHECK_VIEW_H

#include "program.h"

/* A call in a function of the view. */
struct fc_site {
	const struct fc_event *event;
	const struct fc_meaning *meaning;
	const int *targets;	/* view functions; for a call of a parameter: none */
	int ntargets;
};

/* A function of the view. */
struct fc_live {
	const struct fc_function *f;
	const char *name;	/* without @path */
	int object;
	struct fc_site *sites;	/* by number of the call */
	uint64_t relevant;	/* parameters whose value changes what the function does */
	uint64_t deciding;	/* parameters that decide more than one branch */
	bool put, reset;	/* what the model says of it */
	bool called;		/* by name, from live code */
	bool named;		/* its address is taken */
};

/* A function that STRUCT.MEMBER may hold. */
struct fc_binding {
	const char *place;
	int function;		/* of the view */
};

/* A function that is called later: for a work item, a timer, an interrupt, a fence. */
struct fc_handler {
	const char *place;	/* the item, or NULL */
	int function;		/* of the view */
	const char *what;	/* the kind, a word of the model */
};

struct fc_view {
	struct fc_program *program;
	struct fc_arena *arena;	/* of the view alone */
	int driver;
	FC_VEC(struct fc_live) functions;
	FC_VEC(struct fc_binding) slots;	/* in operations tables and members */
	FC_VEC(struct fc_handler) handlers;	/* works, timers, irqs, callbacks */
	struct fc_map by_object;	/* function object -> view function */
	struct fc_map by_member;	/* STRUCT.MEMBER -> target list */
	FC_VEC(struct fc_ints) members;
};

void fc_view_build(struct fc_view *view, struct fc_program *program, int driver,
		   struct fc_arena *arena);

/* The functions that a member may hold. */
const struct fc_ints *fc_view_member(const struct fc_view *view, const char *member);

/* The view function of a symbol as seen from a function of the view, or -1. */
int fc_view_function(struct fc_view *view, const char *symbol, int from);

static inline const struct fc_object *fc_view_object(const struct fc_view *view, int function)
{
	return &view->program->objects.at[view->functions.at[function].object];
}

/* Does the function belong to the driver itself, not to a library? */
static inline bool fc_view_own(const struct fc_view *view, int function)
{
	return fc_view_object(view, function)->driver == view->driver;
}

#endif
