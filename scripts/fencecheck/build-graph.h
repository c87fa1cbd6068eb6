/* SPDX-License-Identifier: GPL-2.0-only */
/* The graph of one function, as build.c makes it and build-text.c writes it. */
#ifndef FENCECHECK_BUILD_GRAPH_H
#define FENCECHECK_BUILD_GRAPH_H

#include "arena.h"
#include "build.h"
#include "table.h"

#define NO_BLOCK	(-1)

struct block {
	FC_VEC(struct fc_event) events;
	enum fc_exit exit;
	struct fc_arg cond;
	struct fc_ints next;
	struct fc_at at;
	int preds;
	int number;	/* in the text; NO_BLOCK: never reached */
	bool placed;
	bool entered;	/* forwarding: on the way */
};

struct fc_cleanup {
	struct fc_cleanup *outer;
	const char *callee;
	const struct fc_arg *args;
	int nargs;
	int depth;
};

struct label {
	int block;
	struct fc_cleanup *scope;
	bool named;	/* by a goto */
};

struct jump {
	int block, label;
	struct fc_cleanup *scope;
	struct fc_at at;
};

/* What a call was, for cleanups, and its number in the text. */
struct call {
	const struct fc_arg *args;
	int nargs;
	int number;
};

struct fc_build {
	struct fc_arena *arena;
	const char *symbol, *path;
	int line, nparams;
	FC_VEC(struct block) blocks;
	struct fc_ints order;	/* blocks as they were placed */
	int current;
	FC_VEC(struct call) calls;
	struct fc_cleanup *cleanups;
	FC_VEC(struct label) labels;
	struct fc_map label_of;
	FC_VEC(struct jump) jumps;
	struct fc_ints anywhere;	/* blocks that end in fc_build_goto_any() */
};

static inline struct block *block_at(struct fc_build *b, int n)
{
	return &b->blocks.at[n];
}

/* The calls that are due between two scopes, in the current block. */
void fc_build_cleanups(struct fc_build *b, const struct fc_cleanup *from,
		       const struct fc_cleanup *to, struct fc_at at);

#endif
