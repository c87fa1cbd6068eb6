/* SPDX-License-Identifier: GPL-2.0-only */
/* Memory that lives as long as the analysis, and names kept once. */
#ifndef FENCECHECK_ARENA_H
#define FENCECHECK_ARENA_H

#include <stddef.h>

struct fc_arena;

struct fc_arena *fc_arena_new(void);
void fc_arena_free(struct fc_arena *arena);

/* Zeroed, aligned for any type; ends the program with exit code 4 if there is no memory. */
void *fc_alloc(struct fc_arena *arena, size_t size);

/* @count objects of @size; ends the program if the product overflows. */
void *fc_alloc_array(struct fc_arena *arena, size_t count, size_t size);

/* One copy of each name: equal strings give equal pointers. */
const char *fc_intern(struct fc_arena *arena, const char *text, size_t length);

/* As fc_intern(), for a string that ends with NUL. */
const char *fc_name(struct fc_arena *arena, const char *text);

/* What is used, in bytes. */
size_t fc_arena_used(const struct fc_arena *arena);

#endif
