/*
 * Statements about many records, made of catalogue identifiers like those of
 * sql.c.
 */
#include "jyz/records/bulk.h"

#include <string.h>

#include "room.h"

bool jyz_bulk_field(const struct jyz_field *field, bool private)
{
	return !(field->flags & JYZ_COMPUTED) &&
	       (private || !(field->flags & JYZ_PRIVATE));
}

int jyz_bulk_rows(struct jyz_stmt *st, struct jyz_desk *desk,
		  const struct jyz_kind *kind, bool private, const char *ids,
		  struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	jyz_buf_adds(&sql, "SELECT r.id, r.uid, r.created_at, r.updated_at");
	for (size_t i = 0; i < kind->n_fields; i++)
		if (jyz_bulk_field(&kind->fields[i], private))
			jyz_buf_addf(&sql, ", r.\"%s\"", kind->fields[i].name);
	jyz_buf_addf(&sql,
		     " FROM \"%s\" r WHERE r.id IN " JYZ_SQL_IDS
		     " ORDER BY r.uid",
		     kind->name);
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
	part = jyz_bulk_widest(kind, part);
	jyz_buf_addf(&sql, "SELECT p.\"%s\", ", part->head);
	if (part->fixed)
		jyz_buf_addf(&sql, "p.\"%s\"", part->fixed);
	else
		jyz_buf_adds(&sql, "NULL");
	for (size_t i = 0; i < part->n_fields; i++)
		jyz_buf_addf(&sql, ", p.\"%s\"", part->fields[i].name);
	jyz_buf_addf(&sql,
		     " FROM \"%s\" p WHERE p.\"%s\" IN " JYZ_SQL_IDS
		     " ORDER BY p.\"%s\", p.position, p.id",
		     part->table, part->head, part->head);
	int rc = jyz_stmt_open(st, desk->store, sql.data, err);
	if (rc >= 0)
		jyz_bind_text(st, ":ids", ids);
	return rc;
}

int jyz_bulk_name(struct jyz_stmt *st, struct jyz_desk *desk,
		  const struct jyz_kind *kind, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	jyz_buf_adds(&sql, "SELECT r.uid, ");
	jyz_sql_template(&sql, kind->exact ? kind->exact : kind->label, "r");
	jyz_buf_addf(&sql, " AS name FROM \"%s\" r WHERE r.id = :id",
		     kind->name);
	return jyz_stmt_open(st, desk->store, sql.data, err);
}

int jyz_bulk_item(struct jyz_stmt *st, struct jyz_desk *desk,
		  const struct jyz_part *part, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	jyz_buf_addf(&sql, "SELECT p.name FROM \"%s\" p WHERE p.id = :id",
		     part->table);
	return jyz_stmt_open(st, desk->store, sql.data, err);
}

int jyz_bulk_find(struct jyz_stmt *st, struct jyz_desk *desk,
		  const struct jyz_kind *kind, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	jyz_buf_addf(&sql, "SELECT id FROM \"%s\" WHERE uid = :uid",
		     kind->name);
	return jyz_stmt_open(st, desk->store, sql.data, err);
}

int jyz_bulk_find_item(struct jyz_stmt *st, struct jyz_desk *desk,
		       const struct jyz_part *part, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	jyz_buf_addf(&sql,
		     "SELECT id FROM \"%s\" WHERE \"%s\" = :head "
		     "AND name = :name",
		     part->table, part->head);
	return jyz_stmt_open(st, desk->store, sql.data, err);
}

int jyz_bulk_load(struct jyz_desk *desk, const struct jyz_kind *kind,
		  int64_t id, struct jyz_record *out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	bool fields[256];
	for (size_t i = 0; i < kind->n_fields; i++)
		fields[i] = jyz_bulk_field(&kind->fields[i], true);
	jyz_sql_select(&sql, kind, fields, false);
	jyz_buf_adds(&sql, " WHERE r.id = :id");
	int rc = jyz_stmt_open(&st, desk->store, sql.data, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":id", id);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc != JYZ_ROW)
		return jyz_error_set(err, JYZ_ENOTFOUND, _("there is no %s %lld"),
				     kind->name, (long long)id);
	jyz_read_row(&st, out, fields, false, true);
	jyz_stmt_done(&st);
	return jyz_read_parts(desk, out, false, err);
}

int jyz_bulk_stamp(struct jyz_desk *desk, const struct jyz_kind *kind,
		   int64_t id, const char *created, const char *updated,
		   struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	jyz_buf_addf(&sql,
		     "UPDATE \"%s\" SET created_at = :created, "
		     "updated_at = :updated WHERE id = :id",
		     kind->name);
	int rc = jyz_stmt_open(&st, desk->store, sql.data, err);
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
	jyz_buf_addf(&sql, "UPDATE \"%s\" SET \"%s\" = :to WHERE id = :id",
		     kind->name, kind->fields[field].name);
	int rc = jyz_stmt_open(&st, desk->store, sql.data, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":to", to);
	jyz_bind_int(&st, ":id", id);
	return jyz_stmt_run(&st, err);
}
