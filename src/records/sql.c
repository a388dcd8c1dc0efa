/*
 * SQL made of catalogue identifiers: only here, and in sql_sets.c what is
 * about many records at once.  Identifiers are quoted, values are always
 * parameters (":" and the field's name).
 */
#include <stdio.h>
#include <string.h>

#include "room.h"

/* Copies a template with "$" replaced by the row's alias. */
void jyz_sql_template(struct jyz_buf *out, const char *sql, const char *row)
{
	for (const char *p = sql; *p; p++) {
		if (*p == '$')
			jyz_buf_adds(out, row);
		else
			jyz_buf_addc(out, *p);
	}
}

void jyz_sql_expression(struct jyz_buf *out, const struct jyz_kind *kind,
			int field, const char *row)
{
	const struct jyz_field *f = &kind->fields[field];
	if (f->flags & JYZ_DERIVED)
		jyz_buf_adds(out, "NULL");
	else if (!(f->flags & JYZ_COMPUTED))
		jyz_buf_addf(out, "%s.\"%s\"", row, f->name);
	else if (f->sql)
		jyz_sql_template(out, f->sql, row);
	else
		jyz_buf_addf(out, "v.\"%s\"", f->name);
}

/* The word of what a choice holds; one that is not known stays as it is. */
static void choice_word(struct jyz_buf *out, const struct jyz_field *f,
			const char *row)
{
	jyz_buf_addf(out, "CASE %s.\"%s\"", row, f->name);
	for (const struct jyz_choice *c = f->choices; c->name; c++) {
		jyz_buf_addf(out, " WHEN '%s' THEN '", c->name);
		for (const char *p = jyz_choice_shown(f, c->name); *p; p++) {
			if (*p == '\'')
				jyz_buf_addc(out, '\'');
			jyz_buf_addc(out, *p);
		}
		jyz_buf_addc(out, '\'');
	}
	jyz_buf_addf(out, " ELSE %s.\"%s\" END", row, f->name);
}

void jyz_sql_called(struct jyz_buf *out, const struct jyz_kind *kind,
		    const char *label, const char *row, bool shown)
{
	while (*label) {
		size_t n = strcspn(label, "{");
		JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
		jyz_buf_add(&text, label, n);
		jyz_sql_template(out, text.data ? text.data : "", row);
		label += n;
		if (!*label)
			return;
		n = strcspn(label, "}");
		jyz_buf_clear(&text);
		jyz_buf_add(&text, label + 1, n - 1);
		int field = jyz_field_named(kind, text.data);
		if (shown)
			choice_word(out, &kind->fields[field], row);
		else
			jyz_sql_expression(out, kind, field, row);
		label += n + 1;
	}
}

/* ", value[, label]" of one field; the alias of its join is "j" and i. */
static void select_field(struct jyz_buf *out, const struct jyz_field *f,
			 const char *row, size_t i)
{
	char alias[32];
	jyz_buf_addf(out, ", %s.\"%s\"", row, f->name);
	if (f->type == JYZ_TYPE_ITEM) {
		jyz_buf_addf(out, ", j%zu.name", i);
	} else if (f->type == JYZ_TYPE_REFERENCE) {
		snprintf(alias, sizeof(alias), "j%zu", i);
		jyz_buf_adds(out, ", ");
		jyz_sql_called(out, f->target, f->target->label, alias, true);
	}
}

static void join_field(struct jyz_buf *out, const struct jyz_field *f,
		       const char *row, size_t i)
{
	const char *table = f->type == JYZ_TYPE_ITEM
				    ? f->target->parts[f->item].table
				    : f->target->name;
	jyz_buf_addf(out, " LEFT JOIN \"%s\" j%zu ON j%zu.id = %s.\"%s\"",
		     table, i, i, row, f->name);
}

static bool is_reference(const struct jyz_field *f)
{
	return (f->type == JYZ_TYPE_REFERENCE || f->type == JYZ_TYPE_ITEM) &&
	       !(f->flags & JYZ_COMPUTED);
}

void jyz_sql_columns(struct jyz_buf *out, const struct jyz_kind *kind,
		     const bool *fields)
{
	jyz_buf_adds(out, "SELECT r.id, r.uid, r.created_at, r.updated_at");
	for (size_t i = 0; i < kind->n_fields; i++) {
		const struct jyz_field *f = &kind->fields[i];
		if (fields && !fields[i])
			continue;
		if (f->flags & JYZ_COMPUTED) {
			jyz_buf_adds(out, ", ");
			jyz_sql_expression(out, kind, (int)i, "r");
		} else {
			select_field(out, f, "r", i);
		}
	}
}

void jyz_sql_from(struct jyz_buf *out, const struct jyz_kind *kind,
		  const bool *fields, bool view)
{
	jyz_buf_addf(out, " FROM \"%s\" r", kind->name);
	if (view && kind->view)
		jyz_buf_addf(out, " JOIN \"%s\" v ON v.\"%s\" = r.id",
			     kind->view, kind->name);
	for (size_t i = 0; i < kind->n_fields; i++)
		if ((!fields || fields[i]) && is_reference(&kind->fields[i]))
			join_field(out, &kind->fields[i], "r", i);
}

/* Everything up to WHERE; the row is "r", the kind's view "v". */
void jyz_sql_select(struct jyz_buf *out, const struct jyz_kind *kind,
		    const bool *fields)
{
	jyz_sql_columns(out, kind, fields);
	jyz_sql_from(out, kind, fields, true);
}

void jyz_sql_record(struct jyz_buf *out, const struct jyz_kind *kind,
		    const bool *fields)
{
	jyz_sql_select(out, kind, fields);
	jyz_buf_adds(out, " WHERE r.id = :id");
}

void jyz_sql_find(struct jyz_buf *out, const struct jyz_kind *kind, bool uid)
{
	jyz_buf_addf(out, "SELECT id FROM \"%s\" WHERE %s", kind->name,
		     uid ? "uid = :uid" : "id = :id");
}

/* uid absent: the table's default makes one. */
static void insert(struct jyz_buf *out, const struct jyz_kind *kind, bool uid)
{
	jyz_buf_adds(out, "INSERT INTO \"");
	jyz_buf_adds(out, kind->name);
	jyz_buf_adds(out, uid ? "\" (uid, created_at, updated_at"
			      : "\" (created_at, updated_at");
	for (size_t i = 0; i < kind->n_fields; i++) {
		if (kind->fields[i].flags & JYZ_COMPUTED)
			continue;
		jyz_buf_adds(out, ", \"");
		jyz_buf_adds(out, kind->fields[i].name);
		jyz_buf_addc(out, '"');
	}
	jyz_buf_adds(out, uid ? ") VALUES (:uid, :created_at, :updated_at"
			      : ") VALUES (:created_at, :updated_at");
	for (size_t i = 0; i < kind->n_fields; i++) {
		if (kind->fields[i].flags & JYZ_COMPUTED)
			continue;
		jyz_buf_adds(out, ", :");
		jyz_buf_adds(out, kind->fields[i].name);
	}
	jyz_buf_addc(out, ')');
}

void jyz_sql_insert(struct jyz_buf *out, const struct jyz_kind *kind)
{
	insert(out, kind, true);
}

void jyz_sql_insert_made(struct jyz_buf *out, const struct jyz_kind *kind)
{
	insert(out, kind, false);
}

void jyz_sql_update(struct jyz_buf *out, const struct jyz_record *rec,
		    const bool *changed)
{
	jyz_buf_addf(out, "UPDATE \"%s\" SET updated_at = :updated_at",
		     rec->kind->name);
	for (size_t i = 0; i < rec->kind->n_fields; i++)
		if (changed[i])
			jyz_buf_addf(out, ", \"%s\" = :%s",
				     rec->kind->fields[i].name,
				     rec->kind->fields[i].name);
	jyz_buf_adds(out, " WHERE id = :id");
}

void jyz_sql_delete(struct jyz_buf *out, const struct jyz_kind *kind)
{
	jyz_buf_addf(out, "DELETE FROM \"%s\" WHERE id = :id", kind->name);
}

/*
 * Absent parts of a natural key are equal to each other; written as the
 * expressions of the unique indexes, so that these are used.
 */
static void key_equal(struct jyz_buf *out, const struct jyz_field *f)
{
	bool number = f->type == JYZ_TYPE_REFERENCE ||
		      f->type == JYZ_TYPE_INTEGER ||
		      f->type == JYZ_TYPE_DECIMAL || f->type == JYZ_TYPE_FLAG;
	const char *absent = number ? "-1" : "''";
	if (f->flags & JYZ_REQUIRED)
		jyz_buf_addf(out, "\"%s\" = :%s", f->name, f->name);
	else
		jyz_buf_addf(out, "ifnull(\"%s\", %s) = ifnull(:%s, %s)",
			     f->name, absent, f->name, absent);
}

static bool of_pair(const struct jyz_kind *kind, int key)
{
	return key == kind->pair[0] || key == kind->pair[1];
}

void jyz_sql_twin(struct jyz_buf *out, const struct jyz_kind *kind)
{
	const struct jyz_field *f = kind->fields;
	jyz_buf_addf(out, "SELECT id FROM \"%s\" WHERE ", kind->name);
	for (size_t i = 0; i < JYZ_KEY_MAX && kind->key[i]; i++) {
		if (i)
			jyz_buf_adds(out, " AND ");
		/* Both are one of both, and not the same. */
		if (of_pair(kind, kind->key[i]))
			jyz_buf_addf(out, "\"%s\" IN (:%s, :%s)",
				     f[kind->key[i] - 1].name,
				     f[kind->pair[0] - 1].name,
				     f[kind->pair[1] - 1].name);
		else
			key_equal(out, &f[kind->key[i] - 1]);
	}
}

/* id and the key's texts, of all that agree in the rest of the key. */
void jyz_sql_twins(struct jyz_buf *out, const struct jyz_kind *kind)
{
	jyz_buf_adds(out, "SELECT id");
	for (size_t i = 0; i < JYZ_KEY_MAX && kind->key[i]; i++)
		if (kind->fields[kind->key[i] - 1].type == JYZ_TYPE_TEXT)
			jyz_buf_addf(out, ", \"%s\"",
				     kind->fields[kind->key[i] - 1].name);
	jyz_buf_addf(out, " FROM \"%s\" WHERE 1", kind->name);
	for (size_t i = 0; i < JYZ_KEY_MAX && kind->key[i]; i++) {
		if (kind->fields[kind->key[i] - 1].type == JYZ_TYPE_TEXT)
			continue;
		jyz_buf_adds(out, " AND ");
		key_equal(out, &kind->fields[kind->key[i] - 1]);
	}
	jyz_buf_adds(out, " ORDER BY id");
}

/* id, year, term, end, label and every name of every record. */
void jyz_sql_names(struct jyz_buf *out, const struct jyz_kind *kind)
{
	const char *const scopes[] = { kind->scope_year, kind->scope_term,
				       kind->scope_end };
	jyz_buf_adds(out, "SELECT r.id");
	for (size_t i = 0; i < JYZ_COUNT(scopes); i++) {
		jyz_buf_adds(out, ", ");
		jyz_sql_template(out, scopes[i] ? scopes[i] : "NULL", "r");
	}
	jyz_buf_adds(out, ", ");
	jyz_sql_called(out, kind, kind->label, "r", true);
	for (size_t i = 0; kind->names[i]; i++) {
		jyz_buf_adds(out, ", ");
		jyz_sql_template(out, kind->names[i], "r");
	}
	jyz_buf_addf(out, " FROM \"%s\" r ORDER BY r.id", kind->name);
}

void jyz_sql_label(struct jyz_buf *out, const struct jyz_kind *kind)
{
	jyz_buf_adds(out, "SELECT ");
	jyz_sql_called(out, kind, kind->label, "r", true);
	jyz_buf_addf(out, " AS label FROM \"%s\" r WHERE r.id = :id",
		     kind->name);
}

/* The one that is written just so comes first. */
void jyz_sql_items(struct jyz_buf *out, const struct jyz_part *part)
{
	jyz_buf_addf(out,
		     "SELECT id, name, name_en FROM \"%s\" WHERE \"%s\" = "
		     ":head ORDER BY name = :name DESC, position",
		     part->table, part->head);
}

void jyz_sql_item(struct jyz_buf *out, const struct jyz_part *part)
{
	jyz_buf_addf(out, "SELECT name FROM \"%s\" WHERE id = :id",
		     part->table);
}

void jyz_sql_item_named(struct jyz_buf *out, const struct jyz_part *part)
{
	jyz_buf_addf(out,
		     "SELECT id FROM \"%s\" WHERE \"%s\" = :head "
		     "AND name = :name",
		     part->table, part->head);
}

/* position is counted within a part; a fixed column chooses the part. */
void jyz_sql_part_select(struct jyz_buf *out, const struct jyz_part *part)
{
	jyz_buf_adds(out, "SELECT p.id");
	for (size_t i = 0; i < part->n_fields; i++)
		select_field(out, &part->fields[i], "p", i);
	jyz_buf_addf(out, " FROM \"%s\" p", part->table);
	for (size_t i = 0; i < part->n_fields; i++)
		if (is_reference(&part->fields[i]))
			join_field(out, &part->fields[i], "p", i);
	jyz_buf_addf(out, " WHERE p.\"%s\" = :head", part->head);
	if (part->fixed)
		jyz_buf_addf(out, " AND p.\"%s\" = :fixed", part->fixed);
	jyz_buf_adds(out, " ORDER BY p.position, p.id");
}

void jyz_sql_part_insert(struct jyz_buf *out, const struct jyz_part *part)
{
	jyz_buf_addf(out, "INSERT INTO \"%s\" (\"%s\", position", part->table,
		     part->head);
	if (part->fixed)
		jyz_buf_addf(out, ", \"%s\"", part->fixed);
	for (size_t i = 0; i < part->n_fields; i++)
		jyz_buf_addf(out, ", \"%s\"", part->fields[i].name);
	jyz_buf_adds(out, ") VALUES (:head, :position");
	if (part->fixed)
		jyz_buf_adds(out, ", :fixed");
	for (size_t i = 0; i < part->n_fields; i++)
		jyz_buf_addf(out, ", :%s", part->fields[i].name);
	jyz_buf_addc(out, ')');
}

void jyz_sql_part_delete(struct jyz_buf *out, const struct jyz_part *part)
{
	jyz_buf_addf(out, "DELETE FROM \"%s\" WHERE id = :id", part->table);
}

void jyz_sql_part_places(struct jyz_buf *out, const struct jyz_part *part)
{
	jyz_buf_addf(out, "SELECT id, position FROM \"%s\" WHERE \"%s\" = :head",
		     part->table, part->head);
	if (part->fixed)
		jyz_buf_addf(out, " AND \"%s\" = :fixed", part->fixed);
	jyz_buf_adds(out, " ORDER BY position, id");
}

/* Records whose field, or a part's, points to row :id: how many, the first;
 * record is the column with the record's id. */
void jyz_sql_referrers(struct jyz_buf *out, const char *table,
		       const char *record, const char *field)
{
	jyz_buf_addf(out,
		     "SELECT count(DISTINCT \"%s\") AS n, min(\"%s\") AS "
		     "first FROM \"%s\" WHERE \"%s\" = :id",
		     record, record, table, field);
}

/* Records of a kind with a date from :from up to, not including, :until. */
void jyz_sql_dated(struct jyz_buf *out, const struct jyz_kind *kind)
{
	const char *date = kind->fields[kind->term_field].name;
	jyz_buf_addf(out,
		     "SELECT count(*) AS n, min(id) AS first FROM \"%s\" "
		     "WHERE \"%s\" >= :from AND \"%s\" < :until",
		     kind->name, date, date);
}

/* Does the way from record :from along a field lead to record :id? */
void jyz_sql_circle(struct jyz_buf *out, const struct jyz_kind *kind, int field)
{
	jyz_buf_addf(out,
		     "WITH RECURSIVE way(at) AS (SELECT :from UNION SELECT "
		     "r.\"%s\" FROM way JOIN \"%s\" r ON r.id = way.at) "
		     "SELECT :id IN way AS circle",
		     kind->fields[field].name, kind->name);
}

/* How many attachments name a record of the kind that is not there. */
void jyz_sql_orphans(struct jyz_buf *out, const struct jyz_kind *kind)
{
	jyz_buf_addf(out,
		     "SELECT count(*) AS n FROM attachment a WHERE "
		     "a.kind = :kind AND NOT EXISTS (SELECT 1 FROM \"%s\" r "
		     "WHERE r.id = a.record)",
		     kind->name);
}
