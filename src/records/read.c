/*
 * Rows of the database as records.
 */
#include <stdlib.h>

#include "room.h"

static struct jyz_value keep(struct jyz_record *rec, struct jyz_value value,
			     bool copy)
{
	if (copy && value.type == JYZ_TEXT)
		value.s = jyz_arena_strdup(&rec->arena, value.s);
	return value;
}

void jyz_read_row(struct jyz_stmt *st, struct jyz_record *rec,
		  const bool *fields, bool copy)
{
	const struct jyz_kind *kind = rec->kind;
	int column = 0;
	rec->id = jyz_col_at(st, column++).i;
	rec->uid = keep(rec, jyz_col_at(st, column++), copy).s;
	rec->created_at = keep(rec, jyz_col_at(st, column++), copy).s;
	rec->updated_at = keep(rec, jyz_col_at(st, column++), copy).s;
	for (size_t i = 0; i < kind->n_fields; i++) {
		const struct jyz_field *f = &kind->fields[i];
		if (fields && !fields[i])
			continue;
		rec->values[i] = keep(rec, jyz_col_at(st, column++), copy);
		if (f->type != JYZ_TYPE_REFERENCE || f->flags & JYZ_COMPUTED)
			continue;
		rec->labels[i] = keep(rec, jyz_col_at(st, column++), copy);
	}
}

/* Rows of a part; their texts live in the record's arena. */
int jyz_read_part(struct jyz_desk *desk, struct jyz_record *rec, size_t part,
		  struct jyz_error *err)
{
	const struct jyz_part *p = &rec->kind->parts[part];
	struct jyz_rows *rows = &rec->parts[part];
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_open_part(&st, desk, jyz_sql_part_select, p, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":head", rec->id);
	if (p->fixed)
		jyz_bind_text(&st, ":fixed", p->value);
	rows->count = 0;
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		if (rows->count == rows->room) {
			rows->room = rows->room ? rows->room * 2 : 8;
			rows->cells = jyz_realloc(
				rows->cells, rows->room * p->n_fields,
				sizeof(*rows->cells));
			rows->labels = jyz_realloc(
				rows->labels, rows->room * p->n_fields,
				sizeof(*rows->labels));
		}
		int column = 0;
		jyz_col_at(&st, column++);
		for (size_t i = 0; i < p->n_fields; i++) {
			size_t at = rows->count * p->n_fields + i;
			enum jyz_type type = p->fields[i].type;
			rows->cells[at] = keep(rec, jyz_col_at(&st, column++),
					       true);
			rows->labels[at] = jyz_null();
			if (type == JYZ_TYPE_REFERENCE ||
			    type == JYZ_TYPE_ITEM)
				rows->labels[at] = keep(
					rec, jyz_col_at(&st, column++), true);
		}
		rows->count++;
	}
	return rc;
}

int jyz_read_parts(struct jyz_desk *desk, struct jyz_record *rec,
		   struct jyz_error *err)
{
	for (size_t i = 0; i < rec->kind->n_parts; i++) {
		int rc = jyz_read_part(desk, rec, i, err);
		if (rc < 0)
			return rc;
	}
	return JYZ_OK;
}

int jyz_record_derive(struct jyz_desk *desk, struct jyz_record *rec,
		      const bool *wanted, struct jyz_error *err)
{
	const struct jyz_kind *kind = rec->kind;
	jyz_derive_forget(desk);
	return kind->derive ? kind->derive(desk, rec, wanted, err) : JYZ_OK;
}

static int no_such(const struct jyz_kind *kind, int64_t id,
		   struct jyz_error *err)
{
	char *word = jyz_word_first(kind->word);
	jyz_error_set(err, JYZ_ENOTFOUND, _("there is no %s %lld"), word,
		      (long long)id);
	free(word);
	return jyz_error_hint(err, "jyz %s list", kind->name);
}

static void make_load(struct jyz_buf *out, const struct jyz_kind *kind)
{
	jyz_sql_record(out, kind, NULL);
}

int jyz_record_load(struct jyz_desk *desk, const struct jyz_kind *kind,
		    int64_t id, struct jyz_record *out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_open_kind(&st, desk, make_load, kind, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":id", id);
	if (jyz_stmt_asks(&st, ":today"))
		jyz_bind_text(&st, ":today", desk->clock.today);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc != JYZ_ROW)
		return no_such(kind, id, err);
	jyz_read_row(&st, out, NULL, true);
	jyz_stmt_done(&st);
	return jyz_read_parts(desk, out, err);
}
