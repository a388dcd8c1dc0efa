/*
 * A row of an archive's file as a record.  Unlike what people type, cells
 * are read as they were written: nothing is trimmed or guessed, so that what
 * comes in is what went out.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "intake.h"
#include "jyz/base/calendar.h"
#include "jyz/base/decimal.h"
#include "jyz/base/i18n.h"
#include "jyz/records/bulk.h"

/* --- plain cells -------------------------------------------------------- */

static int parse_number(const struct jyz_field *field, const char *text,
			struct jyz_value *out, struct jyz_error *err)
{
	int64_t value;
	int rc = jyz_decimal_parse(&value, text, field->scale, 0, NULL, err);

	if (rc < 0)
		return rc;
	if (field->min != field->max &&
	    (value < field->min || value > field->max))
		return jyz_error_set(err, JYZ_EINVAL,
				     _("the number is outside of what is "
				       "allowed"));
	*out = jyz_int(value);
	return JYZ_OK;
}

static int parse_choice(const struct jyz_field *field, const char *text,
			struct jyz_value *out, struct jyz_error *err)
{
	for (const struct jyz_choice *c = field->choices; c->name; c++)
		if (strcmp(c->name, text) == 0) {
			*out = jyz_text(c->name);
			return JYZ_OK;
		}
	return jyz_error_set(err, JYZ_EINVAL, _("not one of the words for %s"),
			     field->name);
}

/* Of all types but references and items. */
static int parse_text(const struct jyz_field *field, const char *text,
		      struct jyz_arena *arena, struct jyz_value *out,
		      struct jyz_error *err)
{
	char time[JYZ_TIME_SIZE];
	int rc;

	switch (field->type) {
	case JYZ_TYPE_TEXT:
		if ((rc = jyz_line_valid(text, err)) < 0)
			return rc;
		break;
	case JYZ_TYPE_NOTE:
		if ((rc = jyz_note_valid(text, err)) < 0)
			return rc;
		break;
	case JYZ_TYPE_DATE:
		if (!jyz_date_valid(text))
			return jyz_error_set(err, JYZ_EINVAL,
					     _("not a date like 2026-10-12"));
		break;
	case JYZ_TYPE_TIME:
		if (jyz_time_parse(time, text, err) < 0)
			return err->code;
		text = time; /* 8:30 is later than 09:00 as a text */
		break;
	case JYZ_TYPE_INTEGER:
	case JYZ_TYPE_DECIMAL:
		return parse_number(field, text, out, err);
	case JYZ_TYPE_CHOICE:
		return parse_choice(field, text, out, err);
	case JYZ_TYPE_FLAG:
		if (strcmp(text, "yes") != 0 && strcmp(text, "no") != 0)
			return jyz_error_set(err, JYZ_EINVAL,
					     _("neither yes nor no"));
		*out = jyz_int(*text == 'y');
		return JYZ_OK;
	case JYZ_TYPE_REFERENCE:
	case JYZ_TYPE_ITEM:
		return jyz_error_set(err, JYZ_EINTERNAL,
				     "field '%s' is not of a plain type",
				     field->name);
	}
	*out = jyz_text(jyz_arena_strdup(arena, text));
	return JYZ_OK;
}

static bool is_text(const struct jyz_field *field)
{
	return field->type == JYZ_TYPE_TEXT || field->type == JYZ_TYPE_NOTE;
}

/* --- references --------------------------------------------------------- */

/* *out is null when the record that is meant comes later in the folder. */
static int parse_reference(struct jyz_merger *m, const struct jyz_intake *in,
			   const struct jyz_field *field, const char *uid,
			   bool may_wait, struct jyz_value *out,
			   struct jyz_error *err)
{
	const struct jyz_intake *target = jyz_merger_intake(m, field->target);
	int64_t id = 0;
	int rc = jyz_merger_find(m, field->target, uid, &id, err);

	if (rc < 0)
		return rc;
	*out = id ? jyz_int(id) : jyz_null();
	if (id || (may_wait && !m->last && target->there &&
		   target->order >= in->order))
		return JYZ_OK;
	char *word = jyz_word_first(field->target->word);

	jyz_error_set(err, JYZ_EINVAL,
		      _("no %s has this uid, neither in the folder nor here"),
		      word);
	free(word);
	return JYZ_EINVAL;
}

static int find_item(struct jyz_merger *m, const struct jyz_part *part,
		     int64_t head, const char *name, int64_t *id,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_bulk_find_item(&st, m->desk, part, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":head", head);
	jyz_bind_text(&st, ":name", name);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc != JYZ_ROW)
		return jyz_error_set(err, JYZ_EINVAL,
				     _("the rubric has no item '%s'"), name);
	*id = jyz_col_int(&st, "id");
	jyz_stmt_done(&st);
	return JYZ_OK;
}

/* An item by its name in the record that field .via names. */
static int parse_item(struct jyz_merger *m, const struct jyz_record *rec,
		      const struct jyz_field *field, const char *name,
		      struct jyz_value *out, struct jyz_error *err)
{
	const struct jyz_part *part = &field->target->parts[field->item];
	struct jyz_value head = rec->values[field->via];
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	int64_t id = 0;

	if (head.type != JYZ_INT)
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s' needs to know of which %s"),
				     name, rec->kind->fields[field->via].name);
	jyz_buf_addf(&key, "%s %lld %s", part->table, (long long)head.i, name);
	int64_t *known = jyz_map_get(&m->items, key.data, key.len);

	if (!known) {
		int rc = find_item(m, part, head.i, name, &id, err);

		if (rc < 0)
			return rc;
		known = jyz_map_put(&m->items, key.data, key.len, id);
	}
	*out = jyz_int(*known);
	return JYZ_OK;
}

/* --- parts -------------------------------------------------------------- */

/* Takes the next word off *p; "": there is none on this line. */
static void take_uid(struct jyz_buf *out, const char **p)
{
	static const char ends[] = { JYZ_UID_SEPARATOR, '\n', '\0' };
	size_t len = strcspn(*p, ends);

	jyz_buf_clear(out);
	jyz_buf_add(out, *p, len);
	*p += len + ((*p)[len] == JYZ_UID_SEPARATOR);
}

struct part_reader {
	struct jyz_merger *m;
	const struct jyz_intake *in;
	struct jyz_record *rec;
	const struct jyz_part *part;
	const char *uids; /* what is left of them */
	struct jyz_buf text, uid;
};

static int parse_cell(struct part_reader *r, const struct jyz_field *field,
		      struct jyz_value *out, struct jyz_value *label,
		      struct jyz_error *err)
{
	struct jyz_arena *arena = &r->rec->arena;

	*out = *label = jyz_null();
	if (field->type == JYZ_TYPE_REFERENCE) {
		take_uid(&r->uid, &r->uids);
		*label = jyz_text(jyz_arena_strdup(arena, r->text.data));
		if (strcmp(r->uid.data, JYZ_UID_NONE) == 0)
			return JYZ_OK;
		return parse_reference(r->m, r->in, field, r->uid.data, false,
				       out, err);
	}
	if (!r->text.len) {
		if (!(field->flags & JYZ_REQUIRED))
			return JYZ_OK;
		return jyz_error_set(err, JYZ_EINVAL, _("%s is missing"),
				     field->name);
	}
	if (field->type != JYZ_TYPE_ITEM)
		return parse_text(field, r->text.data, arena, out, err);
	*label = jyz_text(jyz_arena_strdup(arena, r->text.data));
	return parse_item(r->m, r->rec, field, r->text.data, out, err);
}

static int unfitting(struct jyz_error *err)
{
	return jyz_error_set(err, JYZ_EINVAL,
			     _("there are more uids than names"));
}

static int parse_line(struct part_reader *r, const char *line,
		      struct jyz_value *cells, struct jyz_value *labels,
		      struct jyz_error *err)
{
	bool more = true;

	for (size_t i = 0; i < r->part->n_fields; i++) {
		jyz_buf_clear(&r->text);
		if (more)
			more = jyz_part_take(&r->text, r->part, i, &line);
		int rc = parse_cell(r, &r->part->fields[i], &cells[i],
				    &labels[i], err);

		if (rc < 0)
			return rc;
	}
	if (*r->uids == '\n')
		r->uids++;
	else if (*r->uids)
		return unfitting(err);
	return JYZ_OK;
}

static void add_room(struct jyz_rows *rows, size_t n_fields)
{
	if (rows->count < rows->room)
		return;
	rows->room = rows->room ? rows->room * 2 : 8;
	rows->cells = jyz_realloc(rows->cells, rows->room * n_fields,
				  sizeof(*rows->cells));
	rows->labels = jyz_realloc(rows->labels, rows->room * n_fields,
				   sizeof(*rows->labels));
}

static int parse_lines(struct part_reader *r, struct jyz_rows *rows,
		       const char *text, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	size_t n = r->part->n_fields;

	for (;;) {
		size_t len = strcspn(text, "\n");

		jyz_buf_clear(&line);
		jyz_buf_add(&line, text, len);
		add_room(rows, n);
		int rc = parse_line(r, line.data, &rows->cells[rows->count * n],
				    &rows->labels[rows->count * n], err);

		if (rc < 0)
			return rc;
		rows->count++;
		if (!text[len])
			break;
		text += len + 1;
	}
	return *r->uids ? unfitting(err) : JYZ_OK;
}

/* --- the row ------------------------------------------------------------ */

struct row_reader {
	struct jyz_merger *m;
	const struct jyz_intake *in;
	const struct jyz_sheet_row *row;
	struct jyz_record *rec;
};

static const struct jyz_cell_text *cell_of(const struct row_reader *r,
					   enum jyz_column_is is, int at)
{
	for (size_t i = 0; i < r->in->n_columns; i++)
		if (r->in->columns[i].is == is && r->in->columns[i].at == at)
			return &r->row->cells[i];
	return NULL;
}

/* An absent cell has no bytes at all, an empty text has its quotes. */
static bool is_absent(const struct jyz_cell_text *cell)
{
	return !cell || (!cell->len && !cell->quoted);
}

static int read_part(const struct row_reader *r, int part,
		     const struct jyz_cell_text *cell, struct jyz_error *err)
{
	const struct jyz_cell_text *uids =
		cell_of(r, JYZ_IS_PART_UID, part);
	struct part_reader reader = {
		.m = r->m, .in = r->in, .rec = r->rec,
		.part = &r->rec->kind->parts[part],
		.uids = is_absent(uids) ? "" : jyz_csv_unguard(uids->s),
		.text = JYZ_BUF_INIT, .uid = JYZ_BUF_INIT,
	};
	struct jyz_rows *rows = &r->rec->parts[part];

	rows->given = true;
	rows->count = 0;
	if (is_absent(cell))
		return JYZ_OK;
	int rc = parse_lines(&reader, rows, jyz_csv_unguard(cell->s), err);

	jyz_buf_free(&reader.text);
	jyz_buf_free(&reader.uid);
	return rc;
}

static int read_field(const struct row_reader *r, int at,
		      const struct jyz_cell_text *cell, struct jyz_error *err)
{
	const struct jyz_field *f = &r->rec->kind->fields[at];
	struct jyz_value *out = &r->rec->values[at];
	const char *text = jyz_csv_unguard(cell->s);

	if (is_absent(cell) || (!cell->len && !is_text(f))) {
		const struct jyz_cell_text *label =
			cell_of(r, JYZ_IS_LABEL, at);

		if (!is_absent(label))
			return jyz_error_set(err, JYZ_EINVAL,
					     _("the uid of '%s' is missing"),
					     label->s);
		if (f->flags & JYZ_REQUIRED)
			return jyz_error_set(err, JYZ_EINVAL,
					     _("a value is missing"));
		return JYZ_OK;
	}
	if (f->type != JYZ_TYPE_REFERENCE)
		return parse_text(f, text, &r->rec->arena, out, err);
	int rc = parse_reference(r->m, r->in, f, text,
				 !(f->flags & JYZ_REQUIRED), out, err);

	if (rc == JYZ_OK && out->type == JYZ_NULL)
		r->rec->words[at] = jyz_arena_strdup(&r->rec->arena, text);
	return rc;
}

/* "2026-10-12T08:30:00Z", so that earlier is less. */
bool jyz_archive_moment(const char *s)
{
	static const char form[] = "0000-00-00T00:00:00Z";
	char date[JYZ_DATE_SIZE] = "";

	for (size_t i = 0; i < sizeof(form); i++)
		if (form[i] == '0' ? s[i] < '0' || s[i] > '9'
				   : s[i] != form[i])
			return false;
	memcpy(date, s, sizeof(date) - 1);
	return jyz_date_valid(date);
}

static int read_moment(const struct row_reader *r, const char **out,
		       const char *text, struct jyz_error *err)
{
	if (!jyz_archive_moment(text))
		return jyz_error_set(err, JYZ_EINVAL,
				     _("not a time like "
				       "2026-10-12T08:30:00Z"));
	*out = jyz_arena_strdup(&r->rec->arena, text);
	return JYZ_OK;
}

bool jyz_archive_uid(const char *text)
{
	return *text && strlen(text) <= 64 && !strpbrk(text, " \t\r\n") &&
	       strcmp(text, JYZ_UID_NONE) != 0;
}

static int read_uid(const struct row_reader *r, const char *text,
		    struct jyz_error *err)
{
	if (!jyz_archive_uid(text))
		return jyz_error_set(err, JYZ_EINVAL, _("not a uid"));
	r->rec->uid = jyz_arena_strdup(&r->rec->arena, text);
	return JYZ_OK;
}

static int read_cell(const struct row_reader *r, struct jyz_column_of column,
		     const struct jyz_cell_text *cell, struct jyz_error *err)
{
	const char *text = jyz_csv_unguard(cell->s);

	switch (column.is) {
	case JYZ_IS_UID:
		return read_uid(r, text, err);
	case JYZ_IS_CREATED:
		return read_moment(r, &r->rec->created_at, text, err);
	case JYZ_IS_UPDATED:
		return read_moment(r, &r->rec->updated_at, text, err);
	case JYZ_IS_LABEL:
		r->rec->labels[column.at] =
			jyz_text(jyz_arena_strdup(&r->rec->arena, text));
		return JYZ_OK;
	case JYZ_IS_FIELD:
		return read_field(r, column.at, cell, err);
	case JYZ_IS_PART:
		return read_part(r, column.at, cell, err);
	case JYZ_IS_PART_UID: /* with its part */
	case JYZ_IS_UNKNOWN:
		break;
	}
	return JYZ_OK;
}

int jyz_intake_row(struct jyz_merger *m, const struct jyz_intake *in,
		 const struct jyz_sheet_row *row, struct jyz_record *rec,
		 size_t *column, struct jyz_error *err)
{
	struct row_reader r = { m, in, row, rec };

	*column = SIZE_MAX;
	if (row->count != in->n_columns)
		return jyz_error_set(err, JYZ_EINVAL,
				     _("the row has %zu cells, the heading "
				       "%zu"), row->count, in->n_columns);
	/* Items are found through a field of the record: parts come last. */
	for (int parts = 0; parts <= 1; parts++) {
		for (size_t i = 0; i < row->count; i++) {
			struct jyz_column_of c = in->columns[i];

			if ((c.is == JYZ_IS_PART) != parts)
				continue;
			int rc = read_cell(&r, c, &row->cells[i], err);

			if (rc < 0) {
				*column = i;
				return rc;
			}
		}
	}
	return JYZ_OK;
}
