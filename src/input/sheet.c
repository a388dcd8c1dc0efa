/*
 * CSV: libcsv splits the cells, this file knows the lines.
 *
 * libcsv says nothing about line numbers, so it is fed one line of the file
 * at a time; that costs one memchr a line and keeps every row, bad quote and
 * unclosed quote at its line.  Knows no record and no column meaning.
 */
#include "jyz/input/sheet.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <csv.h>

#include "jyz/base/i18n.h"

/* Room beyond a cell of JYZ_CELL_MAX for its quote, blanks and NUL. */
#define PARSER_MAX (JYZ_CELL_MAX + 4096)
#define PARSER_BLOCK ((size_t)1 << 14)

struct span {
	size_t offset;
	size_t len;
	bool quoted;
};

struct reader {
	const struct jyz_source *source;
	jyz_row_fn *fn;
	void *payload;
	struct jyz_error *err;
	int rc; /* what a callback ran into */
	struct csv_parser parser;

	size_t line;     /* being fed */
	size_t row_line; /* on which the row began */
	bool in_row;
	size_t open_cell; /* the cell that the line before left open ... */
	size_t open_line; /* ... and the line on which it was opened */

	struct jyz_buf text; /* cells of the row, each with its NUL */
	struct span spans[JYZ_COLUMNS_MAX];
	size_t count;
	struct jyz_cell_text cells[JYZ_COLUMNS_MAX];
};

/* The next line of the file: [begin, end), its line end included. */
struct lines {
	const char *at;
	const char *end;
	const char *next_lf; /* cached, so that files without one of the two */
	const char *next_cr; /* are not searched to the end for every line */
};

static const char *find(const char *at, const char *end, char c)
{
	const char *p = memchr(at, c, (size_t)(end - at));

	return p ? p : end;
}

static size_t next_line(struct lines *lines)
{
	if (lines->next_lf < lines->at)
		lines->next_lf = find(lines->at, lines->end, '\n');
	if (lines->next_cr < lines->at)
		lines->next_cr = find(lines->at, lines->end, '\r');
	const char *stop = lines->next_lf;

	if (lines->next_cr < stop)
		stop = lines->next_cr + 1 == lines->next_lf ? lines->next_lf :
							      lines->next_cr;
	return (size_t)(stop - lines->at) + (stop < lines->end);
}

static int fail_at(struct reader *r, size_t line, size_t column,
		   const char *what)
{
	return jyz_error_set(r->err, JYZ_EINVAL,
			     _("'%s', line %zu, column %zu: %s"),
			     r->source->name, line, column, what);
}

/* The line on which the cell being read was opened. */
static size_t cell_line(const struct reader *r)
{
	return r->open_cell == r->count ? r->open_line : r->line;
}

static int fail_long(struct reader *r)
{
	JYZ_AUTO(jyz_buf) why = JYZ_BUF_INIT;

	jyz_buf_addf(&why, _("the cell is longer than %zu MB"),
		     JYZ_CELL_MAX >> 20);
	int rc = fail_at(r, cell_line(r), r->count + 1, why.data);

	if (cell_line(r) != r->line)
		jyz_error_hint(r->err, _("is the closing quote of the cell "
					 "missing?"));
	return rc;
}

static int fail_unclosed(struct reader *r)
{
	fail_at(r, cell_line(r), r->count + 1,
		_("a quote that was opened here is never closed"));
	return jyz_error_hint(r->err, _("close the quote, or write a quote "
					"inside a cell as two"));
}

static int fail_quote(struct reader *r, char c)
{
	size_t opened = cell_line(r);

	fail_at(r, r->line, r->count + 1,
		c == '"' ? _("a quote in the middle of the cell") :
			   _("text after the closing quote"));
	if (opened != r->line)
		return jyz_error_hint(r->err,
				      _("the cell was opened on line %zu; is "
					"its closing quote missing?"),
				      opened);
	return jyz_error_hint(r->err,
			      _("put the whole cell in quotes and write a "
				"quote inside it as two"));
}

static void on_cell(void *s, size_t len, void *data)
{
	struct reader *r = data;

	if (r->rc < 0)
		return;
	if (r->count == JYZ_COLUMNS_MAX) {
		r->rc = jyz_error_set(
			r->err, JYZ_EINVAL,
			_("'%s', line %zu: more than %d columns"),
			r->source->name, r->row_line, JYZ_COLUMNS_MAX);
		return;
	}
	if (len > JYZ_CELL_MAX) {
		r->rc = fail_long(r);
		return;
	}
	/* CSV_EMPTY_IS_NULL: only a quoted cell is empty and not NULL. */
	r->spans[r->count++] =
		(struct span){ r->text.len, len, s && len == 0 };
	if (len > 0)
		jyz_buf_add(&r->text, s, len);
	jyz_buf_addc(&r->text, '\0');
}

static void on_row(int end, void *data)
{
	struct reader *r = data;

	(void)end;
	r->in_row = false;
	if (r->rc < 0)
		return;
	for (size_t i = 0; i < r->count; i++)
		r->cells[i] = (struct jyz_cell_text){
			.s = r->text.data + r->spans[i].offset,
			.len = r->spans[i].len,
			.quoted = r->spans[i].quoted,
		};
	struct jyz_sheet_row row = { r->row_line, r->cells, r->count };
	int rc = r->fn(&row, r->payload, r->err);

	r->rc = rc < 0 ? rc : JYZ_OK;
	jyz_buf_clear(&r->text);
	r->count = 0;
	r->open_cell = SIZE_MAX;
}

/*
 * Memory of the parser: refusing here is how a quote that is never closed is
 * kept from swallowing a whole large file before anybody notices.
 */
static void *parser_realloc(void *p, size_t size)
{
	return size > PARSER_MAX ? NULL : jyz_realloc(p, size, 1);
}

static bool blank(const char *s, size_t len, char delimiter)
{
	for (size_t i = 0; i < len; i++) {
		if (s[i] == delimiter)
			return false;
		if (s[i] != ' ' && s[i] != '\t' && s[i] != '\r' &&
		    s[i] != '\n')
			return false;
	}
	return true;
}

static int feed_line(struct reader *r, const char *s, size_t len)
{
	if (!r->in_row) {
		if (blank(s, len, (char)csv_get_delim(&r->parser)))
			return JYZ_OK;
		r->in_row = true;
		r->row_line = r->line;
	}
	size_t n = csv_parse(&r->parser, s, len, on_cell, on_row, r);

	if (r->rc < 0)
		return r->rc;
	if (n < len)
		return csv_error(&r->parser) == CSV_EPARSE ?
			       fail_quote(r, s[n]) :
			       fail_long(r);
	if (r->in_row && r->open_cell != r->count) {
		r->open_cell = r->count;
		r->open_line = r->line;
	}
	return JYZ_OK;
}

static int feed_all(struct reader *r, const char *s, size_t len)
{
	/* Both caches begin before the text, so that they are filled. */
	struct lines lines = { s, s + len, s, s };

	lines.next_lf = find(s, lines.end, '\n');
	lines.next_cr = find(s, lines.end, '\r');
	while (lines.at < lines.end) {
		size_t n = next_line(&lines);

		r->line++;
		int rc = feed_line(r, lines.at, n);

		if (rc < 0)
			return rc;
		lines.at += n;
	}
	if (csv_fini(&r->parser, on_cell, on_row, r) != 0)
		return fail_unclosed(r);
	return r->rc;
}

/*
 * What the heading line separates its cells with.  The comma wins a tie:
 * a single column has none of the three.
 */
static char guess_delimiter(const char *s, size_t len)
{
	size_t commas = 0, tabs = 0, semicolons = 0;
	bool quoted = false, seen = false;

	for (size_t i = 0; i < len; i++) {
		char c = s[i];

		if (c == '"')
			quoted = !quoted;
		bool line_end = !quoted && (c == '\n' || c == '\r');

		if (line_end && seen)
			break;
		if (line_end) /* blanks only: not the heading */
			commas = tabs = semicolons = 0;
		seen |= !strchr(" \t\r\n", c);
		if (quoted)
			continue;
		commas += c == ',';
		tabs += c == '\t';
		semicolons += c == ';';
	}
	if (tabs > commas && tabs >= semicolons)
		return '\t';
	return semicolons > commas ? ';' : ',';
}

static void reader_free(struct reader *r)
{
	csv_free(&r->parser);
	jyz_buf_free(&r->text);
}

int jyz_csv_read(const struct jyz_source *source, jyz_row_fn *fn,
		 void *payload, struct jyz_error *err)
{
	/* Two arrays of JYZ_COLUMNS_MAX: too much for a small stack. */
	struct reader *r = jyz_alloc(sizeof(*r));

	r->source = source;
	r->fn = fn;
	r->payload = payload;
	r->err = err;
	r->open_cell = SIZE_MAX;
	r->text = (struct jyz_buf)JYZ_BUF_INIT;
	int failed = csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI |
						  CSV_EMPTY_IS_NULL);

	assert(!failed);
	(void)failed;
	csv_set_realloc_func(&r->parser, parser_realloc);
	csv_set_blk_size(&r->parser, PARSER_BLOCK);
	csv_set_delim(&r->parser,
		      (unsigned char)guess_delimiter(source->text.data,
						     source->text.len));
	int rc = feed_all(r, source->text.data, source->text.len);

	reader_free(r);
	free(r);
	return rc;
}

const char *jyz_csv_unguard(const char *cell)
{
	if (*cell != '\'')
		return cell;
	const char *s = cell + strspn(cell, "'");

	return *s && strchr("=+-@\t\r", *s) ? cell + 1 : cell;
}
