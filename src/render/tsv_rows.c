/*
 * TSV: the format of pipes.  One row is one line, one TAB is one column,
 * whatever the texts hold.
 */
#include <string.h>

#include "jyz/base/decimal.h"
#include "render.h"

static void add_escaped(struct jyz_buf *out, const char *s)
{
	for (;;) {
		size_t plain = strcspn(s, "\t\n\r\\");

		jyz_buf_add(out, s, plain);
		s += plain;
		switch (*s) {
		case '\0':
			return;
		case '\t':
			jyz_buf_add(out, "\\t", 2);
			break;
		case '\n':
			jyz_buf_add(out, "\\n", 2);
			break;
		case '\r':
			jyz_buf_add(out, "\\r", 2);
			break;
		case '\\':
			jyz_buf_add(out, "\\\\", 2);
			break;
		}
		s++;
	}
}

static void add_text(struct jyz_writer *w, const char *s)
{
	size_t from = w->out.len;

	add_escaped(&w->out, s);
	jyz_output_tame(&w->out, from, &w->options);
}

static int tsv_begin(struct jyz_writer *w, struct jyz_error *err)
{
	(void)err;
	for (size_t i = 0; i < w->n_columns; i++) {
		if (i > 0)
			jyz_buf_addc(&w->out, '\t');
		add_text(w, jyz_column_title(w, i));
	}
	jyz_buf_addc(&w->out, '\n');
	return JYZ_OK;
}

static int tsv_row(struct jyz_writer *w, const struct jyz_cell *cells,
		   struct jyz_error *err)
{
	(void)err;
	for (size_t i = 0; i < w->n_columns; i++) {
		struct jyz_value value = cells[i].value;

		if (i > 0)
			jyz_buf_addc(&w->out, '\t');
		switch (value.type) {
		case JYZ_NULL:
			break;
		case JYZ_TEXT:
			add_text(w, value.s);
			break;
		case JYZ_INT:
			jyz_cell_integer(&w->out, &w->columns[i], value.i);
			break;
		case JYZ_REAL:
			jyz_real_format(&w->out, value.r);
			break;
		}
	}
	jyz_buf_addc(&w->out, '\n');
	return JYZ_OK;
}

const struct jyz_writer_ops jyz_tsv_ops = {
	tsv_begin,
	tsv_row,
	NULL,
	NULL,
};
