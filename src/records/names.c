/*
 * The names of a kind, read once and kept on the desk, folded and sorted;
 * writing a record of the kind forgets them.
 */
#include "names.h"

#include <stdlib.h>
#include <string.h>

#include "jyz/base/text.h"
#include "room.h"

static void names_free(struct jyz_names *names)
{
	free(names->entries);
	free(names->keys);
	jyz_arena_free(&names->arena);
	free(names);
}

void jyz_names_free(struct jyz_names *names)
{
	while (names) {
		struct jyz_names *next = names->next;
		names_free(names);
		names = next;
	}
}

/* The names of a kind may hold those of what it refers to: a paper is called
 * by its exam, an exam by its term. */
static bool named_by(const struct jyz_kind *kind, const struct jyz_kind *by,
		     int depth)
{
	if (kind == by)
		return true;
	for (size_t i = 0; depth > 0 && i < kind->n_fields; i++)
		if (kind->fields[i].target &&
		    named_by(kind->fields[i].target, by, depth - 1))
			return true;
	return false;
}

void jyz_resolve_forget(struct jyz_desk *desk, const struct jyz_kind *kind)
{
	struct jyz_names **p = &desk->names;
	while (*p) {
		struct jyz_names *names = *p;
		if (kind && !named_by(names->kind, kind, 2)) {
			p = &names->next;
			continue;
		}
		*p = names->next;
		names_free(names);
	}
}

static int by_folded(const void *a, const void *b)
{
	const struct jyz_name_key *x = a, *y = b;
	int c = strcmp(x->folded, y->folded);
	return c ? c : (x->entry > y->entry) - (x->entry < y->entry);
}

static void add_entry(struct jyz_names *names, struct jyz_stmt *st)
{
	JYZ_AUTO(jyz_buf) folded = JYZ_BUF_INIT;
	JYZ_GROW(names->entries, names->n_entries, names->entries_room);
	struct jyz_name_entry *e = &names->entries[names->n_entries];
	int column = 0;
	e->id = jyz_col_at(st, column++).i;
	e->year = jyz_col_at(st, column++).i;
	e->term = jyz_col_at(st, column++).i;
	e->end = jyz_arena_strdup(&names->arena, jyz_col_at(st, column++).s);
	e->label = jyz_arena_strdup(&names->arena, jyz_col_at(st, column++).s);
	for (; column < jyz_col_count(st); column++) {
		const char *typed = jyz_col_at(st, column).s;
		if (!typed || !*typed)
			continue;
		jyz_buf_clear(&folded);
		jyz_text_key(&folded, typed);
		JYZ_GROW(names->keys, names->n_keys, names->keys_room);
		names->keys[names->n_keys++] = (struct jyz_name_key){
			jyz_arena_strdup(&names->arena, folded.data),
			jyz_arena_strdup(&names->arena, typed),
			names->n_entries
		};
	}
	names->n_entries++;
}

int jyz_names_load(struct jyz_desk *desk, const struct jyz_kind *kind,
		   struct jyz_names **out, struct jyz_error *err)
{
	for (*out = desk->names; *out; *out = (*out)->next)
		if ((*out)->kind == kind)
			return JYZ_OK;
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	jyz_sql_names(&sql, kind);
	int rc = jyz_stmt_open(&st, desk->store, sql.data, err);
	if (rc < 0)
		return rc;
	struct jyz_names *names = jyz_alloc(sizeof(*names));
	names->kind = kind;
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW)
		add_entry(names, &st);
	if (rc < 0) {
		names_free(names);
		return rc;
	}
	if (names->n_keys)
		qsort(names->keys, names->n_keys, sizeof(*names->keys),
		      by_folded);
	names->next = desk->names;
	*out = desk->names = names;
	return JYZ_OK;
}

size_t jyz_names_first(const struct jyz_names *names, const char *folded)
{
	size_t low = 0, high = names->n_keys;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (strcmp(names->keys[mid].folded, folded) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}
