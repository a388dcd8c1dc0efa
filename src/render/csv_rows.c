/*
 * CSV: one row a line, in any encoding.
 */
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "jyz/base/decimal.h"
#include "jyz/base/i18n.h"
#include "jyz/base/text.h"
#include "jyz/render/csv.h"
#include "render.h"

#define MARK "\xEF\xBB\xBF" /* byte order mark, as UTF-8 */

struct csv_state {
	iconv_t cd;         /* (iconv_t)-1: the output is UTF-8 */
	struct jyz_buf row; /* as UTF-8 */
	size_t *ends;       /* of the cells in row */
};

static bool is_utf8(const char *encoding)
{
	return !encoding || strcasecmp(encoding, "utf-8") == 0 ||
	       strcasecmp(encoding, "utf8") == 0;
}

/* Encodings in which a mark tells Excel what they are; iconv puts UTF-16's. */
static bool wants_mark(const char *encoding)
{
	return is_utf8(encoding) || strcasecmp(encoding, "utf-16le") == 0 ||
	       strcasecmp(encoding, "utf-16be") == 0;
}

static int open_iconv(iconv_t *cd, const char *encoding, struct jyz_error *err)
{
	/* A slash begins iconv's own switches: "gbk//TRANSLIT". */
	if (*encoding && !strchr(encoding, '/'))
		*cd = iconv_open(encoding, "UTF-8");
	if (*cd != (iconv_t)-1)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL, _("unknown encoding '%s'"), encoding);
	return jyz_error_hint(err, _("known are utf-8, gb18030, utf-16, big5 "
				     "and what 'iconv -l' lists"));
}

/* Names the character at an offset of the row and the column it is in. */
static int no_such_character(const struct jyz_writer *w, size_t offset,
			     struct jyz_error *err)
{
	const struct csv_state *csv = w->state;
	size_t i = 0;

	while (i + 1 < w->n_columns && csv->ends[i] <= offset)
		i++;
	const char *s = csv->row.data + offset;
	size_t len = 1;

	while (((unsigned char)s[len] & 0xC0) == 0x80 && len < 4)
		len++;
	JYZ_AUTO(jyz_buf) one = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) safe = JYZ_BUF_INIT;

	jyz_buf_add(&one, s, len);
	jyz_text_escape(&safe, one.data, false);
	jyz_error_set(err, JYZ_EINVAL,
		      _("%s has no character '%s' (column '%s', row %zu)"),
		      w->options.encoding, safe.data, jyz_column_title(w, i),
		      w->n_rows + 1);
	return jyz_error_hint(err, _("--encoding gb18030 and utf-8 have "
				     "every character"));
}

/* All of the row or nothing reaches w->out. */
static int convert_row(struct jyz_writer *w, struct jyz_error *err)
{
	struct csv_state *csv = w->state;
	char *in = csv->row.data;
	size_t in_left = csv->row.len;
	size_t before = w->out.len;

	while (in_left > 0) {
		jyz_buf_reserve(&w->out, 2 * in_left + 16);
		size_t space = w->out.room - w->out.len - 1;
		char *to = w->out.data + w->out.len;
		size_t left = space;
		size_t n = iconv(csv->cd, &in, &in_left, &to, &left);

		w->out.len += space - left;
		if (n == (size_t)-1 && errno != E2BIG) {
			w->out.len = before;
			return no_such_character(w, csv->row.len - in_left,
						 err);
		}
	}
	return JYZ_OK;
}

static int finish_row(struct jyz_writer *w, struct jyz_error *err)
{
	struct csv_state *csv = w->state;

	jyz_buf_adds(&csv->row, w->options.excel ? "\r\n" : "\n");
	int rc = JYZ_OK;

	if (csv->cd == (iconv_t)-1)
		jyz_buf_add(&w->out, csv->row.data, csv->row.len);
	else
		rc = convert_row(w, err);
	jyz_buf_clear(&csv->row);
	return rc;
}

static void add_text(struct jyz_writer *w, const char *s)
{
	struct csv_state *csv = w->state;
	size_t from = csv->row.len;

	jyz_csv_text(&csv->row, s);
	jyz_output_tame(&csv->row, from, &w->options);
}

static int csv_begin(struct jyz_writer *w, struct jyz_error *err)
{
	struct csv_state *csv = jyz_alloc(sizeof(*csv));

	csv->cd = (iconv_t)-1;
	csv->row = (struct jyz_buf)JYZ_BUF_INIT;
	csv->ends = jyz_alloc(w->n_columns * sizeof(*csv->ends));
	w->state = csv;
	int rc = is_utf8(w->options.encoding) ?
			 JYZ_OK :
			 open_iconv(&csv->cd, w->options.encoding, err);

	if (rc < 0)
		return rc;
	if (w->options.excel && wants_mark(w->options.encoding))
		jyz_buf_adds(&csv->row, MARK);
	for (size_t i = 0; i < w->n_columns; i++) {
		if (i > 0)
			jyz_buf_addc(&csv->row, ',');
		add_text(w, jyz_column_title(w, i));
		csv->ends[i] = csv->row.len;
	}
	return finish_row(w, err);
}

static void add_cell(struct jyz_writer *w, size_t i, struct jyz_value value)
{
	struct csv_state *csv = w->state;

	switch (value.type) {
	case JYZ_NULL:
		return;
	case JYZ_TEXT:
		add_text(w, value.s);
		return;
	case JYZ_INT:
		jyz_cell_integer(&csv->row, &w->columns[i], value.i);
		return;
	case JYZ_REAL:
		jyz_real_format(&csv->row, value.r);
		return;
	}
}

static int csv_row(struct jyz_writer *w, const struct jyz_cell *cells,
		   struct jyz_error *err)
{
	struct csv_state *csv = w->state;

	for (size_t i = 0; i < w->n_columns; i++) {
		if (i > 0)
			jyz_buf_addc(&csv->row, ',');
		add_cell(w, i, cells[i].value);
		csv->ends[i] = csv->row.len;
	}
	/* A blank line is no row to any reader: better an empty text. */
	if (csv->row.len == 0)
		jyz_buf_adds(&csv->row, "\"\"");
	return finish_row(w, err);
}

/* Encodings with shift states want to end in the first one. */
static int csv_end(struct jyz_writer *w, struct jyz_error *err)
{
	(void)err;
	struct csv_state *csv = w->state;

	if (csv->cd == (iconv_t)-1)
		return JYZ_OK;
	jyz_buf_reserve(&w->out, 64);
	char *to = w->out.data + w->out.len;
	size_t left = 64;

	iconv(csv->cd, NULL, NULL, &to, &left);
	w->out.len += 64 - left;
	return JYZ_OK;
}

static void csv_drop(struct jyz_writer *w)
{
	struct csv_state *csv = w->state;

	if (csv->cd != (iconv_t)-1)
		iconv_close(csv->cd);
	jyz_buf_free(&csv->row);
	free(csv->ends);
	free(csv);
}

const struct jyz_writer_ops jyz_csv_ops = {
	csv_begin,
	csv_row,
	csv_end,
	csv_drop,
};
