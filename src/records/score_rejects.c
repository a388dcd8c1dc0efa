/*
 * Rows that cannot be taken: where, what the cell is, why.  A cell of a name
 * or number column is never among them.
 */
#include <stdlib.h>

#include "jyz/base/text.h"
#include "score_room.h"

static bool private(enum jyz_score_role role)
{
	return role == JYZ_ROLE_STUDENT || role == JYZ_ROLE_NAME;
}

static const char *row_as_csv(struct jyz_scores_inside *in,
			      const struct jyz_sheet_row *row)
{
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;
	for (size_t i = 0; i < row->count; i++) {
		const struct jyz_cell_text *cell = &row->cells[i];
		bool quote = false;
		for (size_t k = 0; k < cell->len; k++)
			quote |= memchr(",\"\r\n", cell->s[k], 4) != NULL;
		jyz_buf_adds(&out, i ? "," : "");
		jyz_buf_adds(&out, quote ? "\"" : "");
		for (size_t k = 0; k < cell->len; k++) {
			if (cell->s[k] == '"')
				jyz_buf_addc(&out, '"');
			jyz_buf_addc(&out, cell->s[k]);
		}
		jyz_buf_adds(&out, quote ? "\"" : "");
	}
	return jyz_arena_strdup(&in->arena, out.data);
}

void jyz_score_reject(struct jyz_scores_inside *in,
		      const struct jyz_sheet_row *row, int column,
		      const char *reason)
{
	struct jyz_scores *out = in->out;
	if (out->n_rejected++ >= JYZ_REJECTS_KEPT)
		return;
	if (!out->rejects)
		out->rejects = jyz_alloc(JYZ_REJECTS_KEPT *
					 sizeof(*out->rejects));
	struct jyz_score_reject *r = &out->rejects[out->n_rejects++];
	*r = (struct jyz_score_reject){
		.sheet = in->book->sheets[in->sheet],
		.sheet_at = in->sheet,
		.line = row->line,
		.reason = jyz_arena_strdup(&in->arena, reason),
	};
	if (column >= 0 && (size_t)column < in->layout.count) {
		const struct jyz_score_column *c = &in->layout.columns[column];
		r->column = c->heading;
		if (!private(c->role))
			r->value = jyz_score_text(&in->arena,
						  jyz_score_at(row, column));
	}
	if (in->options->keep_rows)
		r->row = row_as_csv(in, row);
}

static int by_line(const void *a, const void *b)
{
	const struct jyz_score_reject *x = a, *y = b;
	if (x->sheet_at != y->sheet_at)
		return x->sheet_at < y->sheet_at ? -1 : 1;
	return (x->line > y->line) - (x->line < y->line);
}

/* Pupils who are there twice were found last: among the others.  Of what was
 * not kept each is taken for a row. */
void jyz_score_rejects_sort(struct jyz_scores_inside *in)
{
	struct jyz_scores *out = in->out;
	out->rows_rejected = out->n_rejected - out->n_rejects;
	if (!out->n_rejects)
		return;
	qsort(out->rejects, out->n_rejects, sizeof(*out->rejects), by_line);
	for (size_t i = 0; i < out->n_rejects; i++)
		out->rows_rejected += !i || by_line(&out->rejects[i - 1],
						    &out->rejects[i]) != 0;
}

/* Only what was understood is shown, and nobody's name or number. */
void jyz_score_preview(struct jyz_scores_inside *in,
		       const struct jyz_sheet_row *row)
{
	struct jyz_scores *out = in->out;
	if (in->sheets_read || out->n_preview == JYZ_PREVIEW)
		return; /* columns are those of the first sheet */
	if (!out->preview)
		out->preview = jyz_arena_alloc(
			&in->arena, JYZ_PREVIEW * (out->n_columns + 1) *
					    sizeof(*out->preview));
	char **cells = &out->preview[out->n_preview++ * out->n_columns];
	for (size_t i = 0; i < out->n_columns; i++) {
		enum jyz_score_role role = out->columns[i].role;
		const struct jyz_cell_text *cell = jyz_score_at(row, (int)i);
		cells[i] = private(role) || role == JYZ_ROLE_PASSED_OVER
				   ? jyz_arena_strdup(&in->arena,
						      cell->len ? "***" : "")
				   : jyz_score_text(&in->arena, cell);
	}
}
