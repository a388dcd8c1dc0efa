/*
 * The rows of a part, of all records at once, as the cells of a CSV line:
 * one ordered query instead of one for each record.
 */
#include <stdlib.h>
#include <string.h>

#include "jyz/records/bulk.h"
#include "jyz/records/record.h"
#include "jyz/render/csv.h"
#include "room.h"

bool jyz_archive_uids(const struct jyz_part *part)
{
	for (size_t i = 0; i < part->n_fields; i++)
		if (part->fields[i].type == JYZ_TYPE_REFERENCE)
			return true;
	return false;
}

/* One part: the lines so far of the record that is being read. */
struct lines {
	struct jyz_cells *cells; /* NULL: the part is of another table */
	const struct jyz_part *part;
	bool uids;
	size_t rows;
	struct jyz_buf text, uid_text;
};

struct reader {
	const struct jyz_kind *kind;
	const struct jyz_part *widest;
	struct lines *lines;         /* by part id */
	struct jyz_names_of **names; /* by field, NULL: no reference */
	struct jyz_value *values, *labels;
	int64_t id;                  /* of the record */
};

static void end_part(struct lines *lines, int64_t id)
{
	struct jyz_cells *cells = lines->cells;

	if (!lines->rows)
		return;
	jyz_buf_addc(&cells->text, ',');
	jyz_csv_text(&cells->text, lines->text.data);
	if (lines->uids) {
		jyz_buf_addc(&cells->text, ',');
		jyz_csv_text(&cells->text, lines->uid_text.data);
	}
	JYZ_GROW(cells->ends, cells->count, cells->room);
	cells->ends[cells->count++] = cells->text.len;
	jyz_map_put_id(&cells->ids, id, (int64_t)cells->count);
	jyz_buf_clear(&lines->text);
	jyz_buf_clear(&lines->uid_text);
	lines->rows = 0;
}

static void end_record(struct reader *r)
{
	for (size_t i = 0; i < r->kind->n_parts; i++)
		end_part(&r->lines[i], r->id);
}

/* The part that a row of the table belongs to, by its fixed column. */
static struct lines *lines_of(struct reader *r, const char *fixed)
{
	for (size_t i = 0; i < r->kind->n_parts; i++) {
		struct lines *lines = &r->lines[i];

		if (lines->cells && (!lines->part->fixed ||
				     (fixed && strcmp(lines->part->value,
						      fixed) == 0)))
			return lines;
	}
	return NULL;
}

static int read_values(struct reader *r, struct jyz_stmt *st,
		       struct jyz_name *names, struct jyz_error *err)
{
	for (size_t i = 0; i < r->widest->n_fields; i++) {
		names[i] = (struct jyz_name){ JYZ_UID_NONE, NULL };
		r->values[i] = jyz_col_at(st, (int)i + 2);
		if (r->names[i] && r->values[i].type == JYZ_INT) {
			int rc = jyz_names_get(&names[i], r->names[i],
					       r->values[i].i, err);

			if (rc < 0)
				return rc;
			/* not by its number here, which no other file has */
			r->values[i] = jyz_text(names[i].text);
		}
		r->labels[i] = jyz_text(names[i].text);
	}
	return JYZ_OK;
}

static void add_uids(struct lines *lines, const struct jyz_name *names)
{
	bool first = true;

	for (size_t i = 0; i < lines->part->n_fields; i++) {
		if (lines->part->fields[i].type != JYZ_TYPE_REFERENCE)
			continue;
		if (!first)
			jyz_buf_addc(&lines->uid_text, JYZ_UID_SEPARATOR);
		jyz_buf_adds(&lines->uid_text, names[i].uid);
		first = false;
	}
}

static int read_row(struct reader *r, struct jyz_stmt *st,
		    struct jyz_name *names, struct jyz_error *err)
{
	int64_t id = jyz_col_at(st, 0).i;
	struct jyz_value fixed = jyz_col_at(st, 1);
	struct lines *lines = lines_of(r, fixed.s);

	if (!lines)
		return jyz_error_set(err, JYZ_EINTERNAL,
				     "a row of %s is of no part: '%s'",
				     r->widest->table, fixed.s);
	if (id != r->id)
		end_record(r);
	r->id = id;
	int rc = read_values(r, st, names, err);

	if (rc < 0)
		return rc;
	if (lines->rows++) {
		jyz_buf_addc(&lines->text, '\n');
		jyz_buf_addc(&lines->uid_text, '\n');
	}
	jyz_part_word(&lines->text, lines->part, r->values, r->labels);
	if (lines->uids)
		add_uids(lines, names);
	return JYZ_OK;
}

static int read_all(struct reader *r, struct jyz_stmt *st,
		    struct jyz_error *err)
{
	struct jyz_name *names = jyz_alloc(r->widest->n_fields *
					   sizeof(*names));
	int rc;

	while ((rc = jyz_stmt_step(st, err)) == JYZ_ROW)
		if ((rc = read_row(r, st, names, err)) < 0)
			break;
	if (rc < 0)
		jyz_stmt_done(st);
	end_record(r);
	free(names);
	return rc;
}

static int open_names(struct reader *r, struct jyz_lexicon *lexicon,
		      struct jyz_error *err)
{
	for (size_t i = 0; i < r->widest->n_fields; i++) {
		const struct jyz_field *f = &r->widest->fields[i];
		const struct jyz_part *item = NULL;

		if (f->type == JYZ_TYPE_ITEM)
			item = &f->target->parts[f->item];
		else if (f->type != JYZ_TYPE_REFERENCE)
			continue;
		int rc = jyz_lexicon_open(&r->names[i], lexicon, f->target,
					  item, err);

		if (rc < 0)
			return rc;
	}
	return JYZ_OK;
}

static void open_lines(struct reader *r, struct jyz_cells *cells)
{
	for (size_t i = 0; i < r->kind->n_parts; i++) {
		struct lines *lines = &r->lines[i];

		lines->part = &r->kind->parts[i];
		lines->uids = jyz_archive_uids(lines->part);
		lines->text = lines->uid_text = (struct jyz_buf)JYZ_BUF_INIT;
		if (strcmp(lines->part->table, r->widest->table) != 0)
			continue;
		lines->cells = &cells[i];
		*lines->cells = (struct jyz_cells){
			.text = JYZ_BUF_INIT, .none = lines->uids ? ",," : ","
		};
	}
}

static void reader_free(struct reader *r)
{
	for (size_t i = 0; i < r->kind->n_parts; i++) {
		jyz_buf_free(&r->lines[i].text);
		jyz_buf_free(&r->lines[i].uid_text);
	}
	free(r->lines);
	free(r->names);
	free(r->values);
	free(r->labels);
}

int jyz_cells_read(struct jyz_cells *cells, struct jyz_lexicon *lexicon,
		   const struct jyz_kind *kind, size_t first, const char *ids,
		   struct jyz_error *err)
{
	const struct jyz_part *part = &kind->parts[first];
	const struct jyz_part *widest = jyz_bulk_widest(kind, part);
	size_t n = widest->n_fields;
	JYZ_AUTO(reader) r = {
		.kind = kind,
		.widest = widest,
		.lines = jyz_alloc(kind->n_parts * sizeof(*r.lines)),
		.names = jyz_alloc(n * sizeof(*r.names)),
		.values = jyz_alloc(n * sizeof(*r.values)),
		.labels = jyz_alloc(n * sizeof(*r.labels)),
	};
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;

	open_lines(&r, cells);
	int rc = open_names(&r, lexicon, err);

	if (rc < 0)
		return rc;
	rc = jyz_bulk_part(&st, lexicon->desk, kind, part, ids, err);
	return rc < 0 ? rc : read_all(&r, &st, err);
}

void jyz_cells_add(struct jyz_buf *out, const struct jyz_cells *cells,
		   int64_t id)
{
	const int64_t *at = jyz_map_get_id(&cells->ids, id);

	if (!at) {
		jyz_buf_adds(out, cells->none);
		return;
	}
	size_t begin = *at > 1 ? cells->ends[*at - 2] : 0;

	jyz_buf_add(out, cells->text.data + begin,
		    cells->ends[*at - 1] - begin);
}

void jyz_cells_free(struct jyz_cells *cells)
{
	jyz_buf_free(&cells->text);
	jyz_map_free(&cells->ids);
	free(cells->ends);
	*cells = (struct jyz_cells){ .text = JYZ_BUF_INIT };
}
