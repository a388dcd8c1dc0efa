/*
 * Names of records that others refer to: each is read once, when it is first
 * asked for, and kept for the export.
 */
#include <stdlib.h>

#include "jyz/base/i18n.h"
#include "jyz/records/bulk.h"
#include "room.h"

struct jyz_names_of {
	struct jyz_names_of *next;
	const struct jyz_kind *kind;
	const struct jyz_part *part; /* NULL: records of the kind */
	struct jyz_stmt st;
	struct jyz_map ids;          /* of a record: its place in items */
	struct jyz_name *items;
	size_t count, room;
	struct jyz_arena arena;
};

int jyz_lexicon_open(struct jyz_names_of **out, struct jyz_lexicon *lexicon,
		     const struct jyz_kind *kind, const struct jyz_part *part,
		     struct jyz_error *err)
{
	for (struct jyz_names_of *n = lexicon->first; n; n = n->next)
		if (n->kind == kind && n->part == part) {
			*out = n;
			return JYZ_OK;
		}
	struct jyz_names_of *names = jyz_alloc(sizeof(*names));
	int rc = part ? jyz_bulk_item(&names->st, lexicon->desk, part, err)
		      : jyz_bulk_name(&names->st, lexicon->desk, kind, err);

	if (rc < 0) {
		free(names);
		return rc;
	}
	names->kind = kind;
	names->part = part;
	names->next = lexicon->first;
	*out = lexicon->first = names;
	return JYZ_OK;
}

static int read_name(struct jyz_names_of *names, int64_t id,
		     struct jyz_error *err)
{
	struct jyz_name name = { NULL, NULL };

	jyz_stmt_reset(&names->st);
	jyz_bind_int(&names->st, ":id", id);
	int rc = jyz_stmt_step(&names->st, err);

	if (rc < 0)
		return rc;
	if (rc != JYZ_ROW)
		return jyz_error_set(err, JYZ_EDATABASE,
				     _("a record refers to %s %lld, which is "
				       "not there"),
				     names->part ? names->part->table
						 : names->kind->name,
				     (long long)id);
	if (!names->part)
		name.uid = jyz_arena_strdup(&names->arena,
					    jyz_col_text(&names->st, "uid"));
	const char *text = jyz_col_text(&names->st, "name");

	name.text = jyz_arena_strdup(&names->arena, text ? text : "");
	jyz_stmt_done(&names->st);
	JYZ_GROW(names->items, names->count, names->room);
	names->items[names->count] = name;
	jyz_map_put_id(&names->ids, id, (int64_t)names->count++);
	return JYZ_OK;
}

int jyz_names_get(struct jyz_name *out, struct jyz_names_of *names,
		  int64_t id, struct jyz_error *err)
{
	int64_t *at = jyz_map_get_id(&names->ids, id);

	if (!at) {
		int rc = read_name(names, id, err);

		if (rc < 0)
			return rc;
		at = jyz_map_get_id(&names->ids, id);
	}
	*out = names->items[*at];
	return JYZ_OK;
}

void jyz_lexicon_free(struct jyz_lexicon *lexicon)
{
	while (lexicon->first) {
		struct jyz_names_of *names = lexicon->first;

		lexicon->first = names->next;
		jyz_stmt_free(&names->st);
		jyz_map_free(&names->ids);
		free(names->items);
		jyz_arena_free(&names->arena);
		free(names);
	}
}
