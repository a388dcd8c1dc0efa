/*
 * The CSV file of one kind: a heading, then the records as they are stored,
 * references as name and uid, parts as lines in a cell.
 */
#include <stdlib.h>
#include <string.h>

#include "jyz/base/decimal.h"
#include "jyz/base/i18n.h"
#include "jyz/base/text.h"
#include "jyz/records/bulk.h"
#include "jyz/render/csv.h"
#include "room.h"

static const char BOM[] = "\xef\xbb\xbf";

struct column {
	const struct jyz_field *field;
	struct jyz_names_of *names; /* of a reference */
};

struct table {
	const struct jyz_kind *kind;
	struct jyz_lexicon *lexicon;
	struct column *columns;
	size_t n_columns;
	struct jyz_cells *parts;
	struct jyz_sink sink;
	size_t rows;
	bool private; /* what is private goes out, too */
};

static void table_free(struct table *t)
{
	for (size_t i = 0; t->parts && i < t->kind->n_parts; i++)
		jyz_cells_free(&t->parts[i]);
	free(t->parts);
	free(t->columns);
	jyz_sink_free(&t->sink);
}

/* Names of the catalogue: none needs a quote. */
static char *make_heading(const struct table *t)
{
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

	jyz_buf_adds(&out, "uid,created_at,updated_at");
	for (size_t i = 0; i < t->n_columns; i++) {
		const char *name = t->columns[i].field->name;

		jyz_buf_addf(&out, ",%s", name);
		if (t->columns[i].names)
			jyz_buf_addf(&out, ",%s_uid", name);
	}
	for (size_t i = 0; i < t->kind->n_parts; i++) {
		const struct jyz_part *part = &t->kind->parts[i];

		if (!jyz_bulk_has_part(part, t->private))
			continue;
		jyz_buf_addf(&out, ",%s", part->name);
		if (jyz_archive_uids(part))
			jyz_buf_addf(&out, ",%s_uid", part->name);
	}
	return jyz_buf_detach(&out);
}

static int open_columns(struct table *t, struct jyz_error *err)
{
	t->columns = jyz_alloc((t->kind->n_fields + 1) * sizeof(*t->columns));
	for (size_t i = 0; i < t->kind->n_fields; i++) {
		const struct jyz_field *f = &t->kind->fields[i];
		struct column *c = &t->columns[t->n_columns];

		if (!jyz_bulk_field(f, t->private))
			continue;
		c->field = f;
		t->n_columns++;
		if (f->type != JYZ_TYPE_REFERENCE)
			continue;
		int rc = jyz_lexicon_open(&c->names, t->lexicon, f->target,
					  NULL, err);

		if (rc < 0)
			return rc;
	}
	return JYZ_OK;
}

/* The part's table has been read with an earlier part. */
static bool is_read(const struct jyz_kind *kind, size_t part)
{
	for (size_t i = 0; i < part; i++)
		if (strcmp(kind->parts[i].table, kind->parts[part].table) ==
		    0)
			return true;
	return false;
}

static int open_parts(struct table *t, const char *ids,
		      struct jyz_error *err)
{
	t->parts = jyz_alloc((t->kind->n_parts + 1) * sizeof(*t->parts));
	for (size_t i = 0; i < t->kind->n_parts; i++)
		t->parts[i].text = (struct jyz_buf)JYZ_BUF_INIT;
	for (size_t i = 0; i < t->kind->n_parts; i++) {
		if (is_read(t->kind, i) ||
		    !jyz_bulk_has_part(&t->kind->parts[i], t->private))
			continue;
		int rc = jyz_cells_read(t->parts, t->lexicon, t->kind, i, ids,
					err);

		if (rc < 0)
			return rc;
	}
	return JYZ_OK;
}

static int add_reference(struct jyz_buf *out, const struct column *c,
			 int64_t id, struct jyz_error *err)
{
	struct jyz_name name;
	int rc = jyz_names_get(&name, c->names, id, err);

	if (rc < 0)
		return rc;
	jyz_csv_text(out, name.text);
	jyz_buf_addc(out, ',');
	jyz_csv_text(out, name.uid);
	return JYZ_OK;
}

static int add_cell(struct jyz_buf *out, const struct column *c,
		    struct jyz_value value, struct jyz_error *err)
{
	jyz_buf_addc(out, ',');
	if (value.type == JYZ_NULL) {
		if (c->names)
			jyz_buf_addc(out, ',');
		return JYZ_OK;
	}
	switch (c->field->type) {
	case JYZ_TYPE_TEXT:
	case JYZ_TYPE_NOTE:
	case JYZ_TYPE_DATE:
	case JYZ_TYPE_TIME:
	case JYZ_TYPE_CHOICE:
		jyz_csv_text(out, value.s);
		return JYZ_OK;
	case JYZ_TYPE_INTEGER:
	case JYZ_TYPE_DECIMAL:
		jyz_decimal_format(out, value.i, c->field->scale);
		return JYZ_OK;
	case JYZ_TYPE_FLAG:
		jyz_buf_adds(out, value.i ? "yes" : "no");
		return JYZ_OK;
	case JYZ_TYPE_REFERENCE:
		return add_reference(out, c, value.i, err);
	case JYZ_TYPE_ITEM: /* in parts only */
		break;
	}
	return jyz_error_set(err, JYZ_EINTERNAL, "item outside a part: %s",
			     c->field->name);
}

static int not_utf8(const struct table *t, int64_t id, struct jyz_error *err)
{
	char *word = jyz_word_first(t->kind->word);

	jyz_error_set(err, JYZ_EINVAL,
		      _("%s %lld holds a text that is not UTF-8"), word,
		      (long long)id);
	free(word);
	return jyz_error_hint(err, "jyz %s edit %lld ...", t->kind->name,
			      (long long)id);
}

static int add_row(struct table *t, struct jyz_stmt *st,
		   struct jyz_error *err)
{
	struct jyz_buf *out = &t->sink.out;
	size_t begin = out->len;
	int64_t id = jyz_col_at(st, 0).i;

	for (int i = 1; i <= 3; i++) {
		if (i > 1)
			jyz_buf_addc(out, ',');
		jyz_csv_text(out, jyz_col_at(st, i).s);
	}
	for (size_t i = 0; i < t->n_columns; i++) {
		int rc = add_cell(out, &t->columns[i],
				  jyz_col_at(st, (int)i + 4), err);

		if (rc < 0)
			return rc;
	}
	for (size_t i = 0; i < t->kind->n_parts; i++)
		if (jyz_bulk_has_part(&t->kind->parts[i], t->private))
			jyz_cells_add(out, &t->parts[i], id);
	/* Another program may have put anything into the database, but what
	 * cannot be read back is no archive. */
	if (!jyz_text_valid(out->data + begin, out->len - begin))
		return not_utf8(t, id, err);
	jyz_buf_add(out, "\r\n", 2);
	t->rows++;
	return jyz_sink_drain(&t->sink, err);
}

static int add_rows(struct table *t, const char *ids, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_bulk_rows(&st, t->lexicon->desk, t->kind, t->private, ids,
			       err);

	if (rc < 0)
		return rc;
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW)
		if ((rc = add_row(t, &st, err)) < 0)
			break;
	if (rc < 0)
		jyz_stmt_done(&st);
	return rc;
}

int jyz_table_export(struct jyz_export_kind *out, struct jyz_lexicon *lexicon,
		     const struct jyz_shelf *shelf, bool private,
		     const char *ids, struct jyz_error *err)
{
	JYZ_AUTO(table) t = {
		.kind = out->kind,
		.lexicon = lexicon,
		.private = private,
		.sink = { .fd = -1, .out = JYZ_BUF_INIT },
	};
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
	int rc;

	jyz_buf_addf(&name, "%s.csv", t.kind->name);
	if ((rc = open_columns(&t, err)) < 0 ||
	    (rc = open_parts(&t, ids, err)) < 0 ||
	    (rc = jyz_sink_open(&t.sink, shelf, name.data, err)) < 0)
		return rc;
	out->heading = make_heading(&t);
	jyz_buf_adds(&t.sink.out, BOM);
	jyz_buf_adds(&t.sink.out, out->heading);
	jyz_buf_adds(&t.sink.out, "\r\n");
	if ((rc = add_rows(&t, ids, err)) < 0)
		return rc;
	out->rows = t.rows;
	return jyz_sink_close(&t.sink, out->sha256, err);
}
