// SPDX-License-Identifier: GPL-2.0-only
/* The end of a function: jumps are resolved, the graph is simplified and written. */
#include <inttypes.h>

#include "build-graph.h"

static const struct fc_cleanup *common(const struct fc_cleanup *a, const struct fc_cleanup *b)
{
	while (a != b) {
		if (!b || (a && a->depth >= b->depth))
			a = a->outer;
		else
			b = b->outer;
	}
	return a;
}

static void resolve_gotos(struct fc_build *b)
{
	for (int i = 0; i < b->jumps.n; i++) {
		struct jump *j = &b->jumps.at[i];
		struct label *l = &b->labels.at[j->label];

		if (!block_at(b, l->block)->placed)
			continue;
		b->current = j->block;
		fc_build_cleanups(b, j->scope, common(j->scope, l->scope), j->at);
	}
}

static void resolve_goto_any(struct fc_build *b)
{
	for (int i = 0; i < b->anywhere.n; i++) {
		struct block *block = block_at(b, b->anywhere.at[i]);

		for (int j = 0; j < b->labels.n; j++) {
			if (b->labels.at[j].named)
				continue;
			block->exit = FC_SWITCH;
			fc_push(b->arena, &block->next, b->labels.at[j].block);
		}
	}
}

/* Simplification */

/* Where a jump to @n ends, past blocks that hold nothing. */
static int forward(struct fc_build *b, int n)
{
	struct block *block = block_at(b, n);
	int to = n;

	if (!block->events.n && block->exit == FC_JUMP && !block->entered) {
		block->entered = true;
		to = forward(b, block->next.at[0]);
		block->entered = false;
		block->next.at[0] = to;
	}
	return to;
}

/* Keep each of the targets once; true if that leaves a jump. */
static bool unite_targets(struct block *block)
{
	bool was_jump = block->exit == FC_JUMP;
	int kept = 0;

	for (int i = 0; i < block->next.n; i++) {
		bool known = false;

		for (int j = 0; j < kept; j++)
			known |= block->next.at[j] == block->next.at[i];
		if (!known)
			block->next.at[kept++] = block->next.at[i];
	}
	if (block->exit == FC_SWITCH || kept == 1)
		block->next.n = kept;
	if (kept == 1)
		block->exit = FC_JUMP;
	return kept == 1 && !was_jump;
}

static void reach_next(struct fc_build *b, struct block *block, struct fc_ints *work)
{
	for (int i = 0; i < block->next.n; i++) {
		int to = forward(b, block->next.at[i]);

		block->next.at[i] = to;
		if (block_at(b, to)->number == NO_BLOCK) {
			block_at(b, to)->number = 0;
			fc_push(b->arena, work, to);
		}
	}
}

/* Mark what is reached; true if there are new jumps, so that more can be skipped. */
static bool reach(struct fc_build *b)
{
	struct fc_ints work = { 0 };
	bool changed = false;

	for (int i = 0; i < b->blocks.n; i++) {
		block_at(b, i)->number = NO_BLOCK;
		block_at(b, i)->preds = 0;
	}
	fc_push(b->arena, &work, 0);
	block_at(b, 0)->number = 0;
	while (work.n) {
		struct block *block = block_at(b, work.at[--work.n]);

		reach_next(b, block, &work);
		changed |= unite_targets(block);
		for (int i = 0; i < block->next.n; i++)
			block_at(b, block->next.at[i])->preds++;
	}
	return changed;
}

/* A block that only one other jumps to continues that one. */
static void merge(struct fc_build *b, int n)
{
	struct block *block = block_at(b, n);

	while (block->exit == FC_JUMP) {
		int to = block->next.at[0];
		struct block *next = block_at(b, to);

		if (!to || to == n || next->preds != 1)
			return;
		for (int i = 0; i < next->events.n; i++)
			fc_push(b->arena, &block->events, next->events.at[i]);
		block->exit = next->exit;
		block->cond = next->cond;
		block->next = next->next;
		block->at = next->at;
		next->number = NO_BLOCK;
		next->exit = FC_UNREACHABLE;
		next->next.n = 0;
	}
}

/* Number blocks and calls in the order of the text; the number of events. */
static int number(struct fc_build *b)
{
	int blocks = 0, calls = 0, events = 0;

	while (reach(b))
		;
	for (int i = 0; i < b->order.n; i++)
		if (block_at(b, b->order.at[i])->number != NO_BLOCK)
			merge(b, b->order.at[i]);
	for (int i = 0; i < b->order.n; i++) {
		struct block *block = block_at(b, b->order.at[i]);

		if (block->number == NO_BLOCK)
			continue;
		block->number = blocks++;
		events += block->events.n;
		for (int j = 0; j < block->events.n; j++)
			if (block->events.at[j].kind == FC_EV_CALL)
				b->calls.at[block->events.at[j].call].number = calls++;
	}
	return events;
}

/* The text form */

static void write_arg(FILE *out, const struct fc_arg *arg)
{
	switch (arg->kind) {
	case FC_INT:
		fprintf(out, "\ti:%" PRId64, arg->number);
		break;
	case FC_PARAM:
		fprintf(out, "\t%%%d", arg->index);
		if (arg->number)
			fprintf(out, "|%" PRId64, arg->number);
		break;
	case FC_FUNCTION:
		fprintf(out, "\tf:%s", arg->name);
		break;
	case FC_MEMBER:
		fprintf(out, "\tm:%s", arg->name);
		break;
	case FC_GLOBAL:
		fprintf(out, "\tv:%s", arg->name);
		break;
	case FC_LOCAL:
		fprintf(out, "\tl:%s", arg->name);
		break;
	default:
		fputs("\t-", out);
	}
}

static void write_callee(FILE *out, const struct fc_arg *callee)
{
	switch (callee->kind) {
	case FC_FUNCTION:
		fprintf(out, "\t=%s", callee->name);
		break;
	case FC_MEMBER:
		fprintf(out, "\t.%s", callee->name);
		break;
	case FC_PARAM:
		fprintf(out, "\t%%%d", callee->index);
		break;
	default:
		fputs("\t?", out);
	}
}

static void write_event(const struct fc_build *b, FILE *out, const struct fc_event *e)
{
	switch (e->kind) {
	case FC_EV_CALL:
		fprintf(out, "c\t%d\t%d\t%d", e->line, e->column, e->end_column);
		write_callee(out, &e->callee);
		for (int i = 0; i < e->nargs; i++)
			write_arg(out, &e->args[i]);
		break;
	case FC_EV_REFERENCE:
		fprintf(out, "r\t%d\t%s\t%s", e->line, e->callee.name, e->member ? e->member : "-");
		break;
	case FC_EV_STORE:
		if (b->calls.at[e->call].number == NO_BLOCK)
			return;
		fprintf(out, "a\t%d", b->calls.at[e->call].number);
		write_arg(out, &e->callee);
		break;
	case FC_EV_NENTS:
		fprintf(out, "n\t%d\t%d\t%d\t%c\t%s", e->line, e->column, e->end_column,
			e->write ? 'w' : 'r', e->callee.name);
		break;
	}
	fputc('\n', out);
}

static void write_cond(const struct fc_build *b, FILE *out, const struct fc_arg *cond)
{
	int call = cond->kind == FC_CALL ? b->calls.at[cond->index].number : NO_BLOCK;

	if (cond->kind == FC_PARAM)
		fprintf(out, "b\t%%%d", cond->index);
	else if (call != NO_BLOCK)
		fprintf(out, "b\tc%d", call);
	else
		fputs("b\t-", out);
}

static void write_exit(struct fc_build *b, FILE *out, const struct block *block)
{
	switch (block->exit) {
	case FC_JUMP:
		fputc('j', out);
		break;
	case FC_BRANCH:
		write_cond(b, out, &block->cond);
		break;
	case FC_SWITCH:
		fputc('w', out);
		break;
	case FC_RETURN:
		fprintf(out, "x\t%d\t%d", block->at.line, block->at.column);
		break;
	case FC_UNREACHABLE:
		fputc('u', out);
		break;
	}
	for (int i = 0; i < block->next.n; i++)
		fprintf(out, "\t%d", block_at(b, block->next.at[i])->number);
	fputc('\n', out);
}

void fc_build_end(struct fc_build *b, struct fc_at at, FILE *out)
{
	fc_build_return(b, at);
	/* A label that is missing: the code is broken. */
	for (int i = 0; i < b->blocks.n; i++)
		if (!block_at(b, i)->placed)
			fc_push(b->arena, &b->order, i);
	resolve_gotos(b);
	resolve_goto_any(b);
	if (!number(b))
		return;
	fprintf(out, "F\t%s\t%s\t%d\t%d\n", b->symbol, b->path, b->line, b->nparams);
	for (int i = 0; i < b->order.n; i++) {
		const struct block *block = block_at(b, b->order.at[i]);

		if (block->number == NO_BLOCK)
			continue;
		fprintf(out, "B\t%d\n", block->number);
		for (int j = 0; j < block->events.n; j++)
			write_event(b, out, &block->events.at[j]);
		write_exit(b, out, block);
	}
	fputs("e\n", out);
}
