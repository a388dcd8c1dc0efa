/*
 * The names of the records of a kind, as names.c keeps them on the desk for
 * resolve.c to look through.
 */
#ifndef JYZ_NAMES_H
#define JYZ_NAMES_H

#include "jyz/records/desk.h"

struct jyz_name_entry {
	int64_t id;
	int64_t year, term; /* 0: of none */
	const char *end;    /* or NULL */
	const char *label;
};

struct jyz_name_key {
	const char *folded; /* jyz_text_key */
	const char *typed;
	size_t entry;
};

struct jyz_names {
	const struct jyz_kind *kind;
	struct jyz_names *next;
	struct jyz_name_entry *entries;
	size_t n_entries, entries_room;
	struct jyz_name_key *keys;
	size_t n_keys, keys_room;
	struct jyz_arena arena;
};

/* The names of all records of kind; they stay the desk's, until they are
 * forgotten. */
int jyz_names_load(struct jyz_desk *desk, const struct jyz_kind *kind,
		   struct jyz_names **out, struct jyz_error *err) JYZ_CHECKED;

/* The first of the keys, which are in order, that is not before folded. */
size_t jyz_names_first(const struct jyz_names *names, const char *folded);

#endif
