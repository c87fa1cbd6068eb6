// SPDX-License-Identifier: GPL-2.0-only
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"

#define CHUNK_SIZE	(256 * 1024)
#define ALIGN		alignof(max_align_t)

struct chunk {
	struct chunk *next;
	size_t used, size;
	alignas(max_align_t) char data[];
};

struct name {
	uint32_t hash;
	uint32_t length;
	const char *text;	/* NULL: a free place */
};

struct fc_arena {
	struct chunk *chunks;	/* the first has room */
	size_t bytes;
	struct name *names;	/* open addressing; the size is a power of two */
	size_t nnames, size;
};

static void *need(void *memory)
{
	if (memory)
		return memory;
	fputs("fencecheck: out of memory\n", stderr);
	exit(4);
}

struct fc_arena *fc_arena_new(void)
{
	struct fc_arena *arena = need(calloc(1, sizeof(*arena)));

	arena->size = 1024;
	arena->names = need(calloc(arena->size, sizeof(*arena->names)));
	return arena;
}

void fc_arena_free(struct fc_arena *arena)
{
	struct chunk *next;

	if (!arena)
		return;
	for (struct chunk *c = arena->chunks; c; c = next) {
		next = c->next;
		free(c);
	}
	free(arena->names);
	free(arena);
}

/* A big object gets a chunk of its own, behind the one that still has room. */
static struct chunk *add_chunk(struct fc_arena *arena, size_t size)
{
	bool own = size > CHUNK_SIZE / 4;
	struct chunk *c;

	if (!own)
		size = CHUNK_SIZE;
	c = need(size > SIZE_MAX - sizeof(*c) ? NULL : calloc(1, sizeof(*c) + size));
	c->size = size;
	if (own && arena->chunks) {
		c->next = arena->chunks->next;
		arena->chunks->next = c;
	} else {
		c->next = arena->chunks;
		arena->chunks = c;
	}
	return c;
}

void *fc_alloc(struct fc_arena *arena, size_t size)
{
	struct chunk *c = arena->chunks;
	void *memory;

	need(size > SIZE_MAX - ALIGN ? NULL : arena);
	size = (size + ALIGN - 1) / ALIGN * ALIGN;
	if (!c || c->size - c->used < size)
		c = add_chunk(arena, size);
	memory = c->data + c->used;
	c->used += size;
	arena->bytes += size;
	return memory;
}

void *fc_alloc_array(struct fc_arena *arena, size_t count, size_t size)
{
	need(size && count > SIZE_MAX / size ? NULL : arena);
	return fc_alloc(arena, count * size);
}

static uint32_t hash_of(const char *text, size_t length)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text[i]) * 16777619u;
	return hash ^ hash >> 15;
}

static void grow_names(struct fc_arena *arena)
{
	size_t size = arena->size * 2;
	struct name *names = need(calloc(size, sizeof(*names)));

	for (size_t i = 0; i < arena->size; i++) {
		size_t at = arena->names[i].hash & (size - 1);

		if (!arena->names[i].text)
			continue;
		while (names[at].text)
			at = (at + 1) & (size - 1);
		names[at] = arena->names[i];
	}
	free(arena->names);
	arena->names = names;
	arena->size = size;
}

const char *fc_intern(struct fc_arena *arena, const char *text, size_t length)
{
	uint32_t hash = hash_of(text, length);
	struct name *name;
	char *copy;

	need(length > UINT32_MAX - 1 ? NULL : arena);
	for (size_t at = hash;; at++) {
		name = &arena->names[at & (arena->size - 1)];
		if (!name->text)
			break;
		if (name->hash == hash && name->length == length &&
		    !memcmp(name->text, text, length))
			return name->text;
	}
	copy = fc_alloc(arena, length + 1);
	memcpy(copy, text, length);
	*name = (struct name){ hash, length, copy };
	if (++arena->nnames > arena->size / 2)
		grow_names(arena);
	return copy;
}

const char *fc_name(struct fc_arena *arena, const char *text)
{
	return fc_intern(arena, text, strlen(text));
}

size_t fc_arena_used(const struct fc_arena *arena)
{
	return arena->bytes;
}
