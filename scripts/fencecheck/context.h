/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Contexts: a function together with what is known of its parameters, and for
 * every call in it the locks that are held there on all paths.
 */
#ifndef FENCECHECK_CONTEXT_H
#define FENCECHECK_CONTEXT_H

#include "view.h"

#define FC_MAX_HELD 12
#define FC_MAX_RELEASED 8
/* A function with more contexts than this gets no further ones. */
#define FC_MAX_CONTEXTS 24
/* Locks taken and dropped in recursion settle in two or three rounds. */
#define FC_MAX_ROUNDS 8

struct fc_held {
	int class;
	int call;		/* the call that took it */
};

/* What holds at a point of a function, on every path to it. */
struct fc_state {
	int nheld;
	struct fc_held held[FC_MAX_HELD];	/* taken here, by class */
	int nreleased;
	int released[FC_MAX_RELEASED];	/* dropped on some path, though taken by a caller */
	int sections;		/* open signalling sections that began here */
	bool maybe_open;	/* the same on some path only */
	bool begun_here;	/* a section has begun on some path, and may have ended */
	bool begun_always;	/* the same on every path */
	bool closed;		/* on some path one has ended, and none begun since */
	bool ended;		/* a caller's section may have ended */
	int begun;		/* the call that began it */
};

/* A return of a function that begins a section. */
struct fc_leaving {
	int line, column;
	bool open;		/* on every path that begins it, or on some */
	int begun;
};

struct fc_lock_class {
	const char *name;
	enum fc_lock_kind kind;
	const struct fc_entry *contract;	/* the model's word on it, or NULL */
};

/* A call in a context. */
struct fc_step {
	const struct fc_site *site;
	const struct fc_state *state;	/* before the call; NULL: never reached */
	const int *targets;	/* contexts */
	int ntargets;
	bool signals_after;	/* on some path from here this function signals a fence */
};

/* Code that signals only further down than this is not taken for a signalling path. */
#define FC_SIGNALS_NEAR 4

/* What a context may do, itself or in what it calls. */
#define FC_MAY_WAIT	0x1u
#define FC_MAY_ALLOC	0x2u
#define FC_MAY_BEGIN	0x8u
#define FC_MAY_FLUSH	0x10u

struct fc_context {
	int function;
	int index;
	struct fc_arg *known;	/* of each parameter, or NULL if nothing is */
	const struct fc_context *caller;	/* that it was first made for, or NULL */
	int call;		/* of the caller */
	struct fc_step *steps;	/* by number of the call */
	struct fc_state exit;	/* what the function adds to its caller's state */
	FC_VEC(struct fc_leaving) exits;
	bool returns;
	bool done;
	bool early;		/* a callee was not done yet: they call one another */
	bool moved;		/* the exit has changed since callers looked at it */
	unsigned int may;
	int signals;		/* calls by name down to a signal: 1 is here, 0 none near */
	uint64_t *locks;	/* classes that it may take, a bit each */
	uint64_t *flushes;	/* works that it may wait for, by number; NULL: not yet known */
	int same;		/* another context of the function, or -1 */
};

struct fc_contexts {
	struct fc_view *view;
	struct fc_arena *arena;
	FC_VEC(struct fc_context *) all;
	FC_VEC(struct fc_lock_class) classes;
	struct fc_map by_class;
	int *first;		/* function -> context */
	int *count;
	int words;		/* of the bit sets of classes */
};

/* All contexts of a view, from its entry points. */
void fc_contexts_build(struct fc_contexts *contexts, struct fc_view *view);

/* The context of a function of whose parameters nothing is known. */
struct fc_context *fc_context_plain(struct fc_contexts *contexts, int function);

/* An argument of a call with what the context knows put in for parameters. */
struct fc_arg fc_context_value(const struct fc_context *context, const struct fc_arg *arg);

/* The class of the lock that a call takes or drops (by that entry), or -1. */
int fc_context_class(struct fc_contexts *contexts, const struct fc_context *context,
		     const struct fc_event *event, const struct fc_entry *entry);

/* The class of a fixed name. */
int fc_class_named(struct fc_contexts *contexts, const char *name, enum fc_lock_kind kind);

/* The argument with the flags of an allocation; -1 if it has none. */
int fc_flags_argument(const struct fc_step *step);

/* May the call reclaim memory, given what the context knows of its flags? */
bool fc_context_reclaims(const struct fc_context *context, const struct fc_step *step);

/* Does the call take a lock and wait for it (no trylock)? */
bool fc_context_blocks(const struct fc_context *context, const struct fc_step *step);

/* Is it a wait for a fence that blocks (no time-out of 0)? */
bool fc_context_waits(const struct fc_context *context, const struct fc_step *step);

bool fc_state_holds(const struct fc_state *state, int class);
bool fc_state_released(const struct fc_state *state, int class);

static inline const struct fc_live *fc_context_live(const struct fc_contexts *contexts,
						    const struct fc_context *context)
{
	return &contexts->view->functions.at[context->function];
}

static inline bool fc_may_lock(const struct fc_context *context, int class)
{
	return context->locks && context->locks[class / 64] >> (class % 64) & 1;
}

/* flow.c: the state at every call of a context whose callees are known. */
void fc_flow(struct fc_contexts *contexts, struct fc_context *context);

#endif
