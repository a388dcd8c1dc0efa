/*
 * The map: a dense array of entries and a table of open addressing that
 * points into it.  Keys live in an arena.
 */
#include "jyz/base/map.h"

#include <stdlib.h>
#include <string.h>

#define SLOTS_FIRST 64

static uint64_t mix(uint64_t h, const unsigned char *key)
{
	uint64_t word;

	memcpy(&word, key, sizeof(word));
	h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return h ^ h >> 32;
}

/* Eight bytes at a time, the last eight overlapping those before. */
uint32_t jyz_map_hash(const void *bytes, size_t len)
{
	const unsigned char *key = bytes;
	uint64_t h = UINT64_C(0xcbf29ce484222325) + len;
	const unsigned char *end = key + len;

	if (len >= 8) {
		for (; end - key > 8; key += 8)
			h = mix(h, key);
		h = mix(h, end - 8);
	} else {
		for (; key < end; key++)
			h = (h ^ *key) * UINT64_C(0x100000001b3);
	}
	return (uint32_t)(h ^ h >> 29);
}

/* The slot where the key is, or where it would go. */
static size_t find(const struct jyz_map *map, const void *key, size_t len,
		   uint32_t hash)
{
	size_t mask = map->n_slots - 1;
	size_t i = hash & mask;

	for (; map->slots[i]; i = (i + 1) & mask) {
		const struct jyz_map_entry *e =
			&map->entries[map->slots[i] - 1];

		if (e->hash == hash && e->len == len &&
		    memcmp(e->key, key, len) == 0)
			break;
	}
	return i;
}

int64_t *jyz_map_get(const struct jyz_map *map, const void *key, size_t len)
{
	if (!map->count)
		return NULL;
	size_t i = find(map, key, len, jyz_map_hash(key, len));

	return map->slots[i] ? &map->entries[map->slots[i] - 1].value : NULL;
}

/* At most two thirds of the slots are ever taken. */
static void grow(struct jyz_map *map)
{
	if (map->count * 3 < map->n_slots * 2)
		return;
	map->n_slots = map->n_slots ? map->n_slots * 2 : SLOTS_FIRST;
	free(map->slots);
	map->slots = jyz_alloc(map->n_slots * sizeof(*map->slots));
	for (size_t e = 0; e < map->count; e++) {
		size_t i = map->entries[e].hash & (map->n_slots - 1);

		while (map->slots[i])
			i = (i + 1) & (map->n_slots - 1);
		map->slots[i] = (uint32_t)e + 1;
	}
}

int64_t *jyz_map_put(struct jyz_map *map, const void *key, size_t len,
		     int64_t value)
{
	uint32_t hash = jyz_map_hash(key, len);

	grow(map);
	size_t i = find(map, key, len, hash);

	if (map->slots[i])
		return &map->entries[map->slots[i] - 1].value;
	char *copy = jyz_arena_alloc(&map->keys, len + 1);

	memcpy(copy, key, len);
	JYZ_GROW(map->entries, map->count, map->room);
	map->entries[map->count] = (struct jyz_map_entry){
		copy, (uint32_t)len, hash, value
	};
	map->slots[i] = (uint32_t)++map->count;
	return &map->entries[map->count - 1].value;
}

int64_t *jyz_map_get_id(const struct jyz_map *map, int64_t id)
{
	return jyz_map_get(map, &id, sizeof(id));
}

int64_t *jyz_map_put_id(struct jyz_map *map, int64_t id, int64_t value)
{
	return jyz_map_put(map, &id, sizeof(id), value);
}

int64_t jyz_map_id(const struct jyz_map_entry *entry)
{
	int64_t id;

	memcpy(&id, entry->key, sizeof(id));
	return id;
}

void jyz_map_free(struct jyz_map *map)
{
	if (!map)
		return;
	free(map->entries);
	free(map->slots);
	jyz_arena_free(&map->keys);
	*map = (struct jyz_map)JYZ_MAP_INIT;
}
