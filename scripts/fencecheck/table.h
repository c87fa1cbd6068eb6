/* SPDX-License-Identifier: GPL-2.0-only */
/* Growing arrays and maps from interned names to numbers, in an arena. */
#ifndef FENCECHECK_TABLE_H
#define FENCECHECK_TABLE_H

#include <stdint.h>
#include <string.h>

#include "arena.h"

#define FC_VEC(type) struct { type(*at); int n, room; }

/* Append to an FC_VEC; the outgrown array stays in the arena until that ends. */
#define fc_push(arena, vec, ...) do {						\
	__typeof__(vec) vec_ = (vec);						\
	if (vec_->n == vec_->room) {						\
		int room_ = vec_->room ? 2 * vec_->room : 8;			\
		void *at_ = fc_alloc_array(arena, room_, sizeof(*vec_->at));	\
		if (vec_->n)							\
			memcpy(at_, vec_->at, vec_->n * sizeof(*vec_->at));	\
		vec_->at = at_;							\
		vec_->room = room_;						\
	}									\
	vec_->at[vec_->n++] = (__VA_ARGS__);					\
} while (0)

struct fc_ints {
	int *at;
	int n, room;
};

struct fc_map {
	struct fc_arena *arena;
	const void **keys;
	int *values;
	int n, room;
};

static inline struct fc_map fc_map_new(struct fc_arena *arena)
{
	return (struct fc_map){ .arena = arena };
}

/* The place of a key: its value, or the value -1 that is new for it. */
int *fc_map_at(struct fc_map *map, const void *key);

/* The value of a key, or -1. */
int fc_map_get(const struct fc_map *map, const void *key);

#endif
