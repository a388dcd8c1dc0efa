/*
 * Statements about many records, for archives.
 */
#include "jyz/records/bulk.h"

#include <string.h>

#include "room.h"

bool jyz_bulk_field(const struct jyz_field *field, bool private)
{
	return !(field->flags & JYZ_COMPUTED) &&
	       (private || !(field->flags & JYZ_PRIVATE));
}

bool jyz_bulk_has_part(const struct jyz_part *part, bool private)
{
	return private || !(part->flags & JYZ_PRIVATE);
}

int jyz_bulk_rows(struct jyz_stmt *st, struct jyz_desk *desk,
		  const struct jyz_kind *kind, bool private, const char *ids,
		  struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	jyz_sql_rows(&sql, kind, private);
	int rc = jyz_stmt_open(st, desk->store, sql.data, err);
	if (rc >= 0)
		jyz_bind_text(st, ":ids", ids);
	return rc;
}

const struct jyz_part *jyz_bulk_widest(const struct jyz_kind *kind,
				       const struct jyz_part *part)
{
	for (size_t i = 0; i < kind->n_parts; i++)
		if (strcmp(kind->parts[i].table, part->table) == 0 &&
		    kind->parts[i].n_fields > part->n_fields)
			part = &kind->parts[i];
	return part;
}

int jyz_bulk_part(struct jyz_stmt *st, struct jyz_desk *desk,
		  const struct jyz_kind *kind, const struct jyz_part *part,
		  const char *ids, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	jyz_sql_part_rows(&sql, jyz_bulk_widest(kind, part));
	int rc = jyz_stmt_open(st, desk->store, sql.data, err);
	if (rc >= 0)
		jyz_bind_text(st, ":ids", ids);
	return rc;
}

int jyz_bulk_name(struct jyz_stmt *st, struct jyz_desk *desk,
		  const struct jyz_kind *kind, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	jyz_sql_exact(&sql, kind);
	return jyz_stmt_open(st, desk->store, sql.data, err);
}

int jyz_bulk_item(struct jyz_stmt *st, struct jyz_desk *desk,
		  const struct jyz_part *part, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	jyz_sql_item(&sql, part);
	return jyz_stmt_open(st, desk->store, sql.data, err);
}

int jyz_bulk_find(struct jyz_stmt *st, struct jyz_desk *desk,
		  const struct jyz_kind *kind, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	jyz_sql_find(&sql, kind, true);
	return jyz_stmt_open(st, desk->store, sql.data, err);
}

int jyz_bulk_find_item(struct jyz_stmt *st, struct jyz_desk *desk,
		       const struct jyz_part *part, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	jyz_sql_item_named(&sql, part);
	return jyz_stmt_open(st, desk->store, sql.data, err);
}

/* The fields that an archive holds. */
static bool *stored_fields(struct jyz_arena *arena,
			   const struct jyz_kind *kind)
{
	bool *fields = jyz_arena_alloc(arena,
				       kind->n_fields * sizeof(*fields));
	for (size_t i = 0; i < kind->n_fields; i++)
		fields[i] = jyz_bulk_field(&kind->fields[i], true);
	return fields;
}

static void make_load(struct jyz_buf *out, const struct jyz_kind *kind)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	jyz_sql_record(out, kind, stored_fields(&arena, kind));
}

int jyz_bulk_load(struct jyz_desk *desk, const struct jyz_kind *kind,
		  int64_t id, struct jyz_record *out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	bool *fields = stored_fields(&out->arena, kind);
	int rc = jyz_open_kind(&st, desk, make_load, kind, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":id", id);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc != JYZ_ROW)
		return jyz_error_set(err, JYZ_ENOTFOUND, _("there is no %s %lld"),
				     kind->name, (long long)id);
	jyz_read_row(&st, out, fields, true);
	jyz_stmt_done(&st);
	return jyz_read_parts(desk, out, err);
}

int jyz_bulk_stamp(struct jyz_desk *desk, const struct jyz_kind *kind,
		   int64_t id, const char *created, const char *updated,
		   struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_open_kind(&st, desk, jyz_sql_stamp, kind, err);
	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":created", created);
	jyz_bind_text(&st, ":updated", updated);
	jyz_bind_int(&st, ":id", id);
	return jyz_stmt_run(&st, err);
}

int jyz_bulk_point(struct jyz_desk *desk, const struct jyz_kind *kind,
		   int64_t id, int field, int64_t to, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	jyz_sql_point(&sql, kind, field);
	int rc = jyz_stmt_open(&st, desk->store, sql.data, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":to", to);
	jyz_bind_int(&st, ":id", id);
	return jyz_stmt_run(&st, err);
}

static int digest_open(struct jyz_stmt *st, struct jyz_desk *desk,
		       const char *sql, int64_t term, int64_t id,
		       struct jyz_error *err)
{
	int rc = jyz_stmt_open(st, desk->store, sql, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(st, ":term", term);
	if (id)
		jyz_bind_int(st, ":id", id);
	return rc;
}

int jyz_bulk_digest(struct jyz_stmt *st, struct jyz_desk *desk,
		    const struct jyz_kind *kind, int form, int64_t term,
		    int64_t id, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	jyz_sql_digest(&sql, kind, form, id != 0);
	return digest_open(st, desk, sql.data, term, id, err);
}

int jyz_bulk_digest_part(struct jyz_stmt *st, struct jyz_desk *desk,
			 const struct jyz_kind *kind,
			 const struct jyz_part *part, int form, int64_t term,
			 int64_t id, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	jyz_sql_digest_part(&sql, kind, jyz_bulk_widest(kind, part), form,
			    id != 0);
	return digest_open(st, desk, sql.data, term, id, err);
}

int jyz_bulk_number(struct jyz_desk *desk, struct jyz_error *err)
{
	const struct jyz_catalogue *all = desk->catalogue;
	int rc = JYZ_OK;
	for (size_t k = 0; k < all->count; k++)
		for (size_t p = 0; p < all->kinds[k]->n_parts; p++) {
			JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
			JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
			jyz_sql_number(&sql, all->kinds[k],
				       &all->kinds[k]->parts[p]);
			rc = jyz_stmt_open(&st, desk->store, sql.data, err);
			if (rc < 0 || (rc = jyz_stmt_run(&st, err)) < 0)
				return rc;
		}
	return rc;
}

int jyz_bulk_digest_attached(struct jyz_stmt *st, struct jyz_desk *desk,
			     const struct jyz_kind *kind, int64_t term,
			     int64_t id, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	jyz_sql_digest_attached(&sql, kind, id != 0);
	int rc = digest_open(st, desk, sql.data, term, id, err);
	if (rc >= 0)
		jyz_bind_text(st, ":kind", kind->name);
	return rc;
}
