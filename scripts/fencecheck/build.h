/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Builder of control-flow graphs: a front end walks the code in source order
 * and says what it meets; the builder keeps blocks, joins and jumps, drops what
 * cannot be reached and writes the text form of facts.h.
 *
 * There is always a current block. A jump, a branch or a return closes it, and
 * what follows goes to a new block, which nothing reaches unless it is placed.
 */
#ifndef FENCECHECK_BUILD_H
#define FENCECHECK_BUILD_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "facts.h"

struct fc_build;
struct fc_cleanup;

/* A place in the file of the function; columns count from 0. */
struct fc_at {
	int line, column, end_column;
};

/* One builder serves many functions, one after the other. All memory is of @arena. */
struct fc_build *fc_build_new(struct fc_arena *arena);

/* Start a function, in its entry block. The strings must outlive fc_build_end(). */
void fc_build_begin(struct fc_build *b, const char *symbol, const char *path, int line,
		    int nparams);

/*
 * Finish the function: an end that is reached returns at @at. Writes it to @out
 * unless it has no event.
 */
void fc_build_end(struct fc_build *b, struct fc_at at, FILE *out);

/* Events of the current block. A call is known by the number that is returned. */
int fc_build_call(struct fc_build *b, struct fc_at at, struct fc_arg callee,
		  const struct fc_arg *args, int nargs);
void fc_build_reference(struct fc_build *b, int line, const char *symbol, const char *member);
void fc_build_store(struct fc_build *b, int call, struct fc_arg place);
void fc_build_count(struct fc_build *b, struct fc_at at, bool write, const char *name);

/* A block that is jumped to before or after it is placed. */
int fc_build_block(struct fc_build *b);
/* The current block goes on in @block, which is the current one from here on. */
void fc_build_place(struct fc_build *b, int block);

/* Ends of the current block. @cond: FC_NOTHING, FC_PARAM or FC_CALL. */
void fc_build_jump(struct fc_build *b, int block);
void fc_build_branch(struct fc_build *b, struct fc_arg cond, int yes, int no);
void fc_build_switch(struct fc_build *b, const int *blocks, int nblocks);
void fc_build_return(struct fc_build *b, struct fc_at at);
void fc_build_unreachable(struct fc_build *b);

/*
 * Cleanups: calls that are due when a scope is left. fc_build_scope() is the
 * state to come back to; fc_build_defer() adds a call of @callee with the
 * arguments of @call; fc_build_leave() makes the calls down to @scope in the
 * current block; fc_build_close() forgets them.
 */
struct fc_cleanup *fc_build_scope(struct fc_build *b);
void fc_build_defer(struct fc_build *b, int call, const char *callee);
void fc_build_leave(struct fc_build *b, struct fc_cleanup *scope, struct fc_at at);
void fc_build_close(struct fc_build *b, struct fc_cleanup *scope);

/* goto: a label is known by any pointer. The cleanups between are made at the goto. */
void fc_build_goto(struct fc_build *b, const void *label, struct fc_at at);
void fc_build_label(struct fc_build *b, const void *label);
/* An asm goto, or one to a computed address: to any label that no other goto names. */
void fc_build_goto_any(struct fc_build *b, bool goes_on);

#endif
