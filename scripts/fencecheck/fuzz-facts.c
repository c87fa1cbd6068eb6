// SPDX-License-Identifier: GPL-2.0-only
/*
 * Arbitrary bytes for the two readers that must not trust what they get: facts
 * and cache files. Built for libFuzzer; with -DREPLAY a program that reads files.
 */
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "facts.h"
#include "store.h"
#include "version.h"

#define MAGIC		"fencecheck facts 1 " FC_TOOL_VERSION "\n"
#define need(what)	((what) ? (void)0 : abort())

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What judges may rely on. */
static void check_block(const struct fc_function *f, const struct fc_block *b)
{
	for (int i = 0; i < b->nnext; i++)
		need(b->next[i] >= 0 && b->next[i] < f->nblocks);
	need(b->exit != FC_BRANCH || b->nnext == 2);
	need(b->exit != FC_JUMP || b->nnext == 1);
	need(b->cond.kind != FC_CALL || b->cond.index < f->ncalls);
	need(b->cond.kind != FC_PARAM || b->cond.index < f->nparams);
	for (int i = 0; i < b->nevents; i++) {
		const struct fc_event *e = &b->events[i];

		if (e->kind == FC_EV_CALL || e->kind == FC_EV_STORE)
			need(e->call >= 0 && e->call < f->ncalls);
		need(e->callee.kind != FC_PARAM || e->callee.index < f->nparams);
		for (int j = 0; j < e->nargs; j++)
			need(e->args[j].kind != FC_PARAM || e->args[j].index < f->nparams);
	}
}

static bool try_facts(const char *data, size_t size, const char **why)
{
	struct fc_arena *arena = fc_arena_new();
	struct fc_unit unit = { 0 };
	bool ok = fc_facts_read(arena, data, size, &unit, why);

	need(ok == !*why);
	for (int i = 0; ok && i < unit.nfunctions; i++) {
		const struct fc_function *f = &unit.functions[i];

		need(f->symbol && f->path && f->nblocks > 0);
		for (int j = 0; j < f->nblocks; j++)
			check_block(f, &f->blocks[j]);
	}
	for (int i = 0; ok && i < unit.nvariables; i++)
		for (int j = 0; j < unit.variables[i].nslots; j++)
			need(unit.variables[i].slots[j].member);
	fc_arena_free(arena);
	return ok;
}

static bool try_stored(const char *data, size_t size)
{
	struct fc_stored_path walk = { 0 };
	struct fc_stored stored;

	if (!fc_stored_read(data, size, &stored))
		return false;
	need(stored.facts + stored.length <= data + size);
	walk.at = stored.files;
	walk.end = walk.at + stored.files_length;
	while (fc_stored_next(&walk))
		need(strlen(walk.path) == walk.length);
	return walk.at == walk.end;
}

/* The same bytes between a right beginning and a right end. */
static bool try_framed(const uint8_t *data, size_t size)
{
	size_t length = strlen(MAGIC) + size;
	char *file = malloc(length + sizeof(struct fc_hash));
	struct fc_hash end;
	bool ok;

	need(file);
	memcpy(file, MAGIC, strlen(MAGIC));
	memcpy(file + strlen(MAGIC), data, size);
	end = fc_hash(file, length);
	memcpy(file + length, &end, sizeof(end));
	ok = try_stored(file, length + sizeof(end));
	free(file);
	return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *why;

	try_facts((const char *)data, size, &why);
	try_stored((const char *)data, size);
	try_framed(data, size);
	return 0;
}

#ifdef REPLAY
static char text[1 << 24];

/* `FILE: facts` or `FILE: no facts: why`, and `, cache file` if it is a whole one. */
int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		FILE *in = fopen(argv[i], "r");
		const char *why;
		size_t length;

		if (!in) {
			perror(argv[i]);
			return 4;
		}
		length = fread(text, 1, sizeof(text), in);
		fclose(in);
		LLVMFuzzerTestOneInput((const uint8_t *)text, length);
		printf("%s: ", argv[i]);
		if (try_facts(text, length, &why))
			printf("facts");
		else
			printf("no facts: %s", why);
		puts(try_stored(text, length) ? ", cache file" : "");
	}
	return 0;
}
#endif
