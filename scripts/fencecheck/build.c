// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>

#include "build-graph.h"

struct fc_build *fc_build_new(struct fc_arena *arena)
{
	struct fc_build *b = fc_alloc(arena, sizeof(*b));

	b->arena = arena;
	return b;
}

int fc_build_block(struct fc_build *b)
{
	fc_push(b->arena, &b->blocks, (struct block){ .exit = FC_UNREACHABLE });
	return b->blocks.n - 1;
}

static void enter(struct fc_build *b, int block)
{
	block_at(b, block)->placed = true;
	fc_push(b->arena, &b->order, block);
	b->current = block;
}

void fc_build_begin(struct fc_build *b, const char *symbol, const char *path, int line,
		    int nparams)
{
	*b = (struct fc_build){
		.arena = b->arena, .symbol = symbol, .path = path, .line = line,
		.nparams = nparams, .label_of = fc_map_new(b->arena),
	};
	enter(b, fc_build_block(b));
}

/* Events */

static void add_event(struct fc_build *b, struct fc_event event)
{
	fc_push(b->arena, &block_at(b, b->current)->events, event);
}

int fc_build_call(struct fc_build *b, struct fc_at at, struct fc_arg callee,
		  const struct fc_arg *args, int nargs)
{
	struct fc_arg *copy = fc_alloc_array(b->arena, nargs, sizeof(*copy));
	int call = b->calls.n;

	if (nargs)
		memcpy(copy, args, nargs * sizeof(*copy));
	fc_push(b->arena, &b->calls, (struct call){ copy, nargs, NO_BLOCK });
	add_event(b, (struct fc_event){
		.kind = FC_EV_CALL, .line = at.line, .column = at.column,
		.end_column = at.end_column, .callee = callee, .call = call,
		.nargs = nargs, .args = copy,
	});
	return call;
}

void fc_build_reference(struct fc_build *b, int line, const char *symbol, const char *member)
{
	const struct block *block = block_at(b, b->current);

	for (int i = 0; i < block->events.n; i++) {
		const struct fc_event *e = &block->events.at[i];

		if (e->kind == FC_EV_REFERENCE && e->line == line && e->callee.name == symbol &&
		    (e->member == member || !member))
			return;
	}
	add_event(b, (struct fc_event){
		.kind = FC_EV_REFERENCE, .line = line, .member = member,
		.callee = { .kind = FC_FUNCTION, .name = symbol },
	});
}

void fc_build_store(struct fc_build *b, int call, struct fc_arg place)
{
	add_event(b, (struct fc_event){ .kind = FC_EV_STORE, .call = call, .callee = place });
}

void fc_build_count(struct fc_build *b, struct fc_at at, bool write, const char *name)
{
	add_event(b, (struct fc_event){
		.kind = FC_EV_NENTS, .line = at.line, .column = at.column,
		.end_column = at.end_column, .write = write, .callee = { .name = name },
	});
}

/* Ends of blocks */

/* Close the current block; what follows is not reached until a block is placed. */
static struct block *finish(struct fc_build *b, enum fc_exit exit)
{
	int closed = b->current;

	enter(b, fc_build_block(b));
	block_at(b, closed)->exit = exit;
	return block_at(b, closed);
}

static void finish_to(struct fc_build *b, enum fc_exit exit, struct fc_arg cond,
		      const int *blocks, int nblocks)
{
	struct block *block = finish(b, exit);

	block->cond = cond;
	for (int i = 0; i < nblocks; i++)
		fc_push(b->arena, &block->next, blocks[i]);
}

void fc_build_jump(struct fc_build *b, int block)
{
	finish_to(b, FC_JUMP, (struct fc_arg){ 0 }, &block, 1);
}

void fc_build_place(struct fc_build *b, int block)
{
	fc_build_jump(b, block);
	enter(b, block);
}

void fc_build_branch(struct fc_build *b, struct fc_arg cond, int yes, int no)
{
	finish_to(b, FC_BRANCH, cond, (int[]){ yes, no }, 2);
}

void fc_build_switch(struct fc_build *b, const int *blocks, int nblocks)
{
	finish_to(b, nblocks ? FC_SWITCH : FC_UNREACHABLE, (struct fc_arg){ 0 }, blocks, nblocks);
}

void fc_build_return(struct fc_build *b, struct fc_at at)
{
	finish(b, FC_RETURN)->at = at;
}

void fc_build_unreachable(struct fc_build *b)
{
	finish(b, FC_UNREACHABLE);
}

/* Cleanups */

struct fc_cleanup *fc_build_scope(struct fc_build *b)
{
	return b->cleanups;
}

void fc_build_defer(struct fc_build *b, int call, const char *callee)
{
	struct fc_cleanup *c = fc_alloc(b->arena, sizeof(*c));

	*c = (struct fc_cleanup){
		.outer = b->cleanups, .callee = callee, .args = b->calls.at[call].args,
		.nargs = b->calls.at[call].nargs,
		.depth = b->cleanups ? b->cleanups->depth + 1 : 1,
	};
	b->cleanups = c;
}

void fc_build_cleanups(struct fc_build *b, const struct fc_cleanup *from,
		       const struct fc_cleanup *to, struct fc_at at)
{
	int depth = to ? to->depth : 0;

	for (; from && from->depth > depth; from = from->outer)
		fc_build_call(b, at, (struct fc_arg){ .kind = FC_FUNCTION, .name = from->callee },
			      from->args, from->nargs);
}

void fc_build_leave(struct fc_build *b, struct fc_cleanup *scope, struct fc_at at)
{
	fc_build_cleanups(b, b->cleanups, scope, at);
}

void fc_build_close(struct fc_build *b, struct fc_cleanup *scope)
{
	b->cleanups = scope;
}

/* goto */

static int label_number(struct fc_build *b, const void *label)
{
	int *n = fc_map_at(&b->label_of, label);

	if (*n < 0) {
		int block = fc_build_block(b);

		*n = b->labels.n;
		fc_push(b->arena, &b->labels, (struct label){ .block = block });
	}
	return *n;
}

void fc_build_label(struct fc_build *b, const void *label)
{
	int n = label_number(b, label);
	struct label *l = &b->labels.at[n];

	l->scope = b->cleanups;
	fc_build_place(b, l->block);
}

/* The cleanups that are due are known when the label is. */
void fc_build_goto(struct fc_build *b, const void *label, struct fc_at at)
{
	int n = label_number(b, label);

	b->labels.at[n].named = true;
	fc_push(b->arena, &b->jumps, (struct jump){ b->current, n, b->cleanups, at });
	fc_build_jump(b, b->labels.at[n].block);
}

void fc_build_goto_any(struct fc_build *b, bool goes_on)
{
	int rest = fc_build_block(b);

	fc_push(b->arena, &b->anywhere, b->current);
	fc_build_switch(b, &rest, goes_on ? 1 : 0);
	fc_build_place(b, rest);
}
