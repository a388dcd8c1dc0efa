/*
 * A map from short keys (bytes, often an id or a uid) to integers, kept in
 * the order in which the keys came.  Entries are never taken out.
 */
#ifndef JYZ_BASE_MAP_H
#define JYZ_BASE_MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "jyz/base/mem.h"

struct jyz_map_entry {
	const char *key; /* with a NUL byte after it */
	uint32_t len;
	uint32_t hash;
	int64_t value;
};

struct jyz_map {
	struct jyz_map_entry *entries; /* in the order of their coming */
	size_t count, room;
	uint32_t *slots;               /* index of an entry + 1, 0: free */
	size_t n_slots;
	struct jyz_arena keys;
};

#define JYZ_MAP_INIT { NULL, 0, 0, NULL, 0, JYZ_ARENA_INIT }

/* The value of a key, borrowed until the next put; NULL: it is not there. */
int64_t *jyz_map_get(const struct jyz_map *map, const void *key, size_t len);

/* The same; a key that is not there comes in with this value. */
int64_t *jyz_map_put(struct jyz_map *map, const void *key, size_t len,
		     int64_t value);

/* Keys that are integers. */
int64_t *jyz_map_get_id(const struct jyz_map *map, int64_t id);
int64_t *jyz_map_put_id(struct jyz_map *map, int64_t id, int64_t value);
int64_t jyz_map_id(const struct jyz_map_entry *entry);

void jyz_map_free(struct jyz_map *map);

/* The hash that maps use; of this process only. */
uint32_t jyz_map_hash(const void *key, size_t len);

#endif
