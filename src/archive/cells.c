/*
 * The rows of a part, of all records at once, as the cells of a CSV line:
 * one ordered query instead of one for each record.
 */
#include <stdlib.h>

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

/* The record being read: its lines so far. */
struct reader {
	struct jyz_cells *cells;
	const struct jyz_part *part;
	struct jyz_names_of **names; /* by field, NULL: no reference */
	struct jyz_value *values, *labels;
	bool uids;
	int64_t id;                  /* 0: none yet */
	struct jyz_buf lines, uid_lines;
};

static void end_record(struct reader *r)
{
	struct jyz_cells *cells = r->cells;

	if (!r->id)
		return;
	jyz_buf_addc(&cells->text, ',');
	jyz_csv_text(&cells->text, r->lines.data);
	if (r->uids) {
		jyz_buf_addc(&cells->text, ',');
		jyz_csv_text(&cells->text, r->uid_lines.data);
	}
	JYZ_GROW(cells->ends, cells->count, cells->room);
	cells->ends[cells->count++] = cells->text.len;
	jyz_map_put_id(&cells->ids, r->id, (int64_t)cells->count);
	jyz_buf_clear(&r->lines);
	jyz_buf_clear(&r->uid_lines);
	r->id = 0;
}

static int read_row(struct reader *r, struct jyz_stmt *st,
		    struct jyz_error *err)
{
	bool first = true;

	for (size_t i = 0; i < r->part->n_fields; i++) {
		struct jyz_name name = { JYZ_UID_NONE, NULL };

		r->values[i] = jyz_col_at(st, (int)i + 1);
		r->labels[i] = jyz_null();
		if (!r->names[i])
			continue;
		if (r->values[i].type == JYZ_INT) {
			int rc = jyz_names_get(&name, r->names[i],
					       r->values[i].i, err);

			if (rc < 0)
				return rc;
			r->labels[i] = jyz_text(name.text);
		}
		if (r->part->fields[i].type != JYZ_TYPE_REFERENCE)
			continue;
		if (!first)
			jyz_buf_addc(&r->uid_lines, JYZ_UID_SEPARATOR);
		jyz_buf_adds(&r->uid_lines, name.uid);
		first = false;
	}
	jyz_part_word(&r->lines, r->part, r->values, r->labels);
	return JYZ_OK;
}

static int read_all(struct reader *r, struct jyz_stmt *st,
		    struct jyz_error *err)
{
	int rc;

	while ((rc = jyz_stmt_step(st, err)) == JYZ_ROW) {
		int64_t id = jyz_col_at(st, 0).i;

		if (id != r->id) {
			end_record(r);
			r->id = id;
		} else {
			jyz_buf_addc(&r->lines, '\n');
			jyz_buf_addc(&r->uid_lines, '\n');
		}
		if ((rc = read_row(r, st, err)) < 0) {
			jyz_stmt_done(st);
			return rc;
		}
	}
	end_record(r);
	return rc;
}

static int open_names(struct reader *r, struct jyz_lexicon *lexicon,
		      struct jyz_error *err)
{
	for (size_t i = 0; i < r->part->n_fields; i++) {
		const struct jyz_field *f = &r->part->fields[i];
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

static void reader_free(struct reader *r)
{
	free(r->names);
	free(r->values);
	free(r->labels);
	jyz_buf_free(&r->lines);
	jyz_buf_free(&r->uid_lines);
}

int jyz_cells_read(struct jyz_cells *cells, struct jyz_lexicon *lexicon,
		   const struct jyz_part *part, const char *ids,
		   struct jyz_error *err)
{
	__attribute__((cleanup(reader_free))) struct reader r = {
		.cells = cells,
		.part = part,
		.names = jyz_alloc(part->n_fields * sizeof(*r.names)),
		.values = jyz_alloc(part->n_fields * sizeof(*r.values)),
		.labels = jyz_alloc(part->n_fields * sizeof(*r.labels)),
		.uids = jyz_archive_uids(part),
		.lines = JYZ_BUF_INIT,
		.uid_lines = JYZ_BUF_INIT,
	};
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;

	*cells = (struct jyz_cells){ .text = JYZ_BUF_INIT,
				     .none = r.uids ? ",," : "," };
	int rc = open_names(&r, lexicon, err);

	if (rc < 0)
		return rc;
	rc = jyz_bulk_part(&st, lexicon->desk, part, ids, err);
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
