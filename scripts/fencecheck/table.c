// SPDX-License-Identifier: GPL-2.0-only
#include "table.h"

static unsigned int slot_of(const struct fc_map *map, const void *key)
{
	uint64_t hash = (uintptr_t)key * 0x9e3779b97f4a7c15ull;
	unsigned int slot = (hash >> 32) & (map->room - 1);

	while (map->keys[slot] && map->keys[slot] != key)
		slot = (slot + 1) & (map->room - 1);
	return slot;
}

static void grow(struct fc_map *map)
{
	struct fc_map old = *map;

	map->room = old.room ? 2 * old.room : 16;
	map->keys = fc_alloc_array(map->arena, map->room, sizeof(*map->keys));
	map->values = fc_alloc_array(map->arena, map->room, sizeof(*map->values));
	for (int i = 0; i < old.room; i++) {
		if (old.keys[i]) {
			unsigned int slot = slot_of(map, old.keys[i]);

			map->keys[slot] = old.keys[i];
			map->values[slot] = old.values[i];
		}
	}
}

int *fc_map_at(struct fc_map *map, const void *key)
{
	unsigned int slot;

	if (2 * map->n >= map->room)
		grow(map);
	slot = slot_of(map, key);
	if (!map->keys[slot]) {
		map->keys[slot] = key;
		map->values[slot] = -1;
		map->n++;
	}
	return &map->values[slot];
}

int fc_map_get(const struct fc_map *map, const void *key)
{
	unsigned int slot;

	if (!map->room)
		return -1;
	slot = slot_of(map, key);
	return map->keys[slot] ? map->values[slot] : -1;
}
