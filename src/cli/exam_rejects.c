/*
 * Rows of scores that cannot be taken: said on stderr, written to a file that
 * names no pupil unless that was asked for.
 */
#include <string.h>

#include "exam.h"
#include "jyz/base/text.h"

#define SAID 50
#define VALUE_CELLS 60

/* "FILE:12", "FILE:Sheet1:12" */
static void place_of(struct jyz_buf *out, const struct exam_import *x,
		     const struct jyz_score_reject *r)
{
	jyz_buf_adds(out, x->book.name);
	if (r->sheet && *r->sheet)
		jyz_buf_addf(out, ":%s", r->sheet);
	jyz_buf_addf(out, ":%zu", r->line);
}

static void say_reject(const struct exam_import *x,
		       const struct jyz_score_reject *r)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) value = JYZ_BUF_INIT;

	place_of(&line, x, r);
	jyz_buf_adds(&line, ": ");
	if (r->value)
		jyz_text_cut(&value, r->value, VALUE_CELLS);
	if (r->column && r->value)
		jyz_buf_addf(&line, "%s '%s': ", r->column, value.data);
	else if (r->column)
		jyz_buf_addf(&line, "%s: ", r->column);
	jyz_say(x->cli, "%s%s", line.data, r->reason);
}

/* --- the file ------------------------------------------------------------- */

enum { SHEET, LINE, COLUMN, REASON, ROW, N_COLUMNS };

static const struct jyz_column columns[N_COLUMNS] = {
	[SHEET] = { .key = "sheet", .heading = "sheet" },
	[LINE] = { .key = "line", .heading = "line", .type = JYZ_CELL_INTEGER },
	[COLUMN] = { .key = "column", .heading = "column" },
	[REASON] = { .key = "reason", .heading = "reason" },
	[ROW] = { .key = "row", .heading = "row" },
};

/* A sheet only where there are several, the row only when asked for. */
static int put_rejects(struct jyz_output *out, const void *payload,
		       struct jyz_error *err)
{
	const struct exam_import *x = payload;
	const struct jyz_scores *scores = &x->scores;
	size_t first = x->book.n_sheets > 1 ? SHEET : LINE;
	size_t n = (x->options.keep_rows ? N_COLUMNS : ROW) - first;
	struct jyz_writer *writer;
	int rc = jyz_writer_new(&writer, out->format, &out->options,
				columns + first, n, err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < scores->n_rejects && rc >= 0; i++) {
		const struct jyz_score_reject *r = &scores->rejects[i];
		struct jyz_cell cells[N_COLUMNS] = {
			[SHEET] = { .value = jyz_text(r->sheet) },
			[LINE] = { .value = jyz_int((int64_t)r->line) },
			[COLUMN] = { .value = jyz_text(r->column) },
			[REASON] = { .value = jyz_text(r->reason) },
			[ROW] = { .value = jyz_text(r->row) },
		};

		rc = jyz_writer_row(writer, cells + first, err);
	}
	if (rc >= 0)
		return jyz_writer_end(writer, err);
	jyz_writer_drop(writer);
	return rc;
}

static int write_rejects(const struct exam_import *x, const char *path,
			 struct jyz_error *err)
{
	int rc = jyz_rejects_write(x->cli, path, put_rejects, x, err);

	if (rc < 0)
		return rc;
	if (x->scores.n_rejects < x->scores.n_rejected)
		jyz_say(x->cli, _("the first %zu of %zu rejects are in '%s'"),
			x->scores.n_rejects, x->scores.n_rejected, path);
	else
		jyz_say(x->cli,
			_("what was rejected is in '%s', by its lines"), path);
	return JYZ_OK;
}

int jyz_exam_refuse(const struct exam_import *x, struct jyz_error *err)
{
	const struct jyz_scores *scores = &x->scores;
	const char *path = jyz_args_get(x->args, "rejects");
	size_t said = scores->n_rejects < SAID ? scores->n_rejects : SAID;

	for (size_t i = 0; i < said; i++)
		say_reject(x, &scores->rejects[i]);
	if (said < scores->n_rejected)
		jyz_say(x->cli, _("... and %zu more"),
			scores->n_rejected - said);
	if (path) {
		int rc = write_rejects(x, path, err);

		if (rc < 0)
			return rc;
	}
	jyz_error_set(err, JYZ_EINVAL,
		      Q_("%zu row was rejected, nothing was imported",
			 "%zu rows were rejected, nothing was imported",
			 scores->rows_rejected),
		      scores->rows_rejected);
	if (path)
		return err->code;
	return jyz_error_hint(err, _("--rejects FILE.csv writes their lines "
				     "and reasons to a file"));
}
