/*
 * SQL that is made of the catalogue once and run for many records: its text
 * is kept with the desk.  (The store keeps the prepared statements.)
 */
#include <stdlib.h>

#include "jyz/base/map.h"
#include "room.h"

struct jyz_sql_kept {
	struct jyz_map makers; /* who made it, and of what: its place */
	char **texts;
	size_t count, room;
};

/* Its bytes are the key of the map. */
union maker {
	jyz_sql_kind_fn *of_kind;
	jyz_sql_part_fn *of_part;
};
struct made {
	union maker maker;
	const void *of;
};

void jyz_sql_kept_free(struct jyz_sql_kept *kept)
{
	if (!kept)
		return;
	for (size_t i = 0; i < kept->count; i++)
		free(kept->texts[i]);
	free(kept->texts);
	jyz_map_free(&kept->makers);
	free(kept);
}

/* NULL: it was not made yet. */
static const char *find(const struct jyz_desk *desk, const struct made *made)
{
	const struct jyz_sql_kept *kept = desk->kept;
	const int64_t *at = kept ? jyz_map_get(&kept->makers, made,
					       sizeof(*made)) : NULL;
	return at ? kept->texts[*at] : NULL;
}

static const char *keep(struct jyz_desk *desk, const struct made *made,
			struct jyz_buf *sql)
{
	struct jyz_sql_kept *kept = desk->kept;
	if (!kept)
		kept = desk->kept = jyz_alloc(sizeof(*kept));
	JYZ_GROW(kept->texts, kept->count, kept->room);
	kept->texts[kept->count] = jyz_buf_detach(sql);
	jyz_map_put(&kept->makers, made, sizeof(*made), (int64_t)kept->count);
	return kept->texts[kept->count++];
}

int jyz_open_kind(struct jyz_stmt *st, struct jyz_desk *desk,
		  jyz_sql_kind_fn *make, const struct jyz_kind *kind,
		  struct jyz_error *err)
{
	struct made made = { { .of_kind = make }, kind };
	const char *text = find(desk, &made);
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	if (!text) {
		make(&sql, kind);
		text = keep(desk, &made, &sql);
	}
	return jyz_stmt_open(st, desk->store, text, err);
}

int jyz_open_part(struct jyz_stmt *st, struct jyz_desk *desk,
		  jyz_sql_part_fn *make, const struct jyz_part *part,
		  struct jyz_error *err)
{
	struct made made = { { .of_part = make }, part };
	const char *text = find(desk, &made);
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	if (!text) {
		make(&sql, part);
		text = keep(desk, &made, &sql);
	}
	return jyz_stmt_open(st, desk->store, text, err);
}
