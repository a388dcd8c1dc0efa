/*
 * CSV: one pass over the text, which is not copied.
 *
 * Delimiters, quotes and line ends are found 64 bytes at a time and kept as
 * the bits of one word, so that a cell costs a bit and not a loop over its
 * bytes.  Cells point into the text; only those with a doubled quote in them
 * are written anew.  Knows no record and no column meaning.
 */
#include "scan.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "jyz/base/i18n.h"
#include "marks.h"

#define BLOCK JYZ_MARKS
#define AHEAD 2048 /* a large text waits for memory otherwise */

struct scanner {
	const struct jyz_source *source;
	jyz_row_fn *fn;
	void *payload;
	struct jyz_error *err;
	char delimiter;
	const char *text;
	size_t len;

	size_t block;   /* of the text, 64 bytes of it ... */
	uint64_t marks; /* ... and those that are still to be looked at */

	size_t line;    /* being read */
	size_t row_line;
	size_t count;
	struct jyz_cell_text cells[JYZ_COLUMNS_MAX];
	struct jyz_arena unescaped; /* of this row */
};

/* --- errors --------------------------------------------------------------- */

static int fail_at(struct scanner *s, size_t line, const char *what)
{
	return jyz_error_set(s->err, JYZ_EINVAL,
			     _("'%s', line %zu, column %zu: %s"),
			     s->source->name, line, s->count + 1, what);
}

static int fail_columns(struct scanner *s)
{
	return jyz_error_set(s->err, JYZ_EINVAL,
			     _("'%s', line %zu: more than %d columns"),
			     s->source->name, s->row_line, JYZ_COLUMNS_MAX);
}

/* opened: the line on which the cell began. */
static int fail_long(struct scanner *s, size_t opened)
{
	JYZ_AUTO(jyz_buf) why = JYZ_BUF_INIT;

	jyz_buf_addf(&why, _("the cell is longer than %zu MB"),
		     JYZ_CELL_MAX >> 20);
	int rc = fail_at(s, opened, why.data);

	if (opened != s->line)
		jyz_error_hint(s->err, _("is the closing quote of the cell "
					 "missing?"));
	return rc;
}

static int fail_unclosed(struct scanner *s, size_t opened)
{
	fail_at(s, opened, _("a quote that was opened here is never closed"));
	return jyz_error_hint(s->err, _("close the quote, or write a quote "
					"inside a cell as two"));
}

static int fail_quote(struct scanner *s, size_t opened, char c)
{
	fail_at(s, s->line,
		c == '"' ? _("a quote in the middle of the cell") :
			   _("text after the closing quote"));
	if (opened != s->line)
		return jyz_error_hint(s->err,
				      _("the cell was opened on line %zu; is "
					"its closing quote missing?"),
				      opened);
	return jyz_error_hint(s->err,
			      _("put the whole cell in quotes and write a "
				"quote inside it as two"));
}

/* --- marks ---------------------------------------------------------------- */

static inline uint64_t marks_at(const struct scanner *s, size_t block)
{
	char rest[BLOCK] = { 0 };

	if (s->len - block >= BLOCK)
		return jyz_marks_of(s->text + block, s->delimiter);
	memcpy(rest, s->text + block, s->len - block);
	return jyz_marks_of(rest, s->delimiter);
}

/* The next mark of the text and takes it; its NUL byte: there is none. */
static inline const char *next_mark(struct scanner *s)
{
	while (!s->marks) {
		if (s->len - s->block <= BLOCK) {
			s->block = s->len;
			return s->text + s->len;
		}
		s->block += BLOCK;
		__builtin_prefetch(s->text + s->block + AHEAD);
		s->marks = marks_at(s, s->block);
	}
	int bit = __builtin_ctzll(s->marks);

	s->marks &= s->marks - 1;
	return s->text + s->block + bit;
}

/* The next mark will be the first that is not before this place. */
static void skip_to(struct scanner *s, const char *place)
{
	size_t at = (size_t)(place - s->text);

	if (at - s->block < BLOCK) {
		s->marks &= ~(uint64_t)0 << (at - s->block);
		return;
	}
	s->block = at;
	s->marks = at < s->len ? marks_at(s, at) : 0;
}

/* --- cells ---------------------------------------------------------------- */

static bool blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool all_blank(const char *s, const char *end)
{
	while (s < end && blank(*s))
		s++;
	return s == end;
}

static int add_cell(struct scanner *s, const char *text, size_t len,
		    bool quoted)
{
	if (s->count == JYZ_COLUMNS_MAX)
		return fail_columns(s);
	s->cells[s->count++] = (struct jyz_cell_text){ text, len, quoted };
	return JYZ_OK;
}

/* A delimiter that is a TAB is a mark and cannot be within. */
static inline int plain_cell(struct scanner *s, const char *text,
			     const char *end)
{
	while (text < end && blank(*text))
		text++;
	while (text < end && blank(end[-1]))
		end--;
	if ((size_t)(end - text) > JYZ_CELL_MAX)
		return fail_long(s, s->line);
	return add_cell(s, text, (size_t)(end - text), false);
}

/* Line ends: LF, CR and CRLF. */
static size_t count_lines(const char *s, const char *end)
{
	size_t n = 0;

	for (; s < end; s++)
		n += *s == '\n' || (*s == '\r' && s[1] != '\n');
	return n;
}

/*
 * The closing quote of the cell whose text begins here; len becomes its
 * length without the second of doubled quotes.  NULL: none, or *len is more
 * than a cell may have.  No more than that is looked at: a quote that was
 * forgotten must not swallow a whole large file.
 */
static const char *closing_quote(const struct scanner *s, const char *at,
				 size_t *len)
{
	const char *end = s->text + s->len;

	*len = 0;
	while (*len <= JYZ_CELL_MAX) {
		size_t most = JYZ_CELL_MAX - *len + 1;

		if ((size_t)(end - at) < most)
			most = (size_t)(end - at);
		const char *quote = memchr(at, '"', most);

		*len += quote ? (size_t)(quote - at) : most;
		if (!quote || quote[1] != '"')
			return quote;
		*len += 1;
		at = quote + 2;
	}
	return NULL;
}

static const char *unescape(struct scanner *s, const char *text,
			    const char *end, size_t len)
{
	char *out = jyz_arena_alloc(&s->unescaped, len + 1), *to = out;

	while (text < end) {
		*to++ = *text;
		text += 1 + (*text == '"');
	}
	return out;
}

/*
 * A cell that begins at text and has a quote at open; the mark that ends it
 * will be the next.
 */
static int quoted_cell(struct scanner *s, const char *text, const char *open)
{
	size_t opened = s->line, len;

	if (!all_blank(text, open))
		return (size_t)(open - text) > JYZ_CELL_MAX ?
			       fail_long(s, opened) :
			       fail_quote(s, opened, '"');
	const char *close = closing_quote(s, ++open, &len);

	if (!close && len <= JYZ_CELL_MAX)
		return fail_unclosed(s, opened);
	s->line += count_lines(open, close ? close : open + len);
	if (len > JYZ_CELL_MAX)
		return fail_long(s, opened);
	if ((size_t)(close - open) > len)
		text = unescape(s, open, close, len);
	else
		text = open;
	do
		close++;
	while (blank(*close) && *close != s->delimiter);
	if (*close && *close != s->delimiter && *close != '\n' &&
	    *close != '\r')
		return fail_quote(s, opened, *close);
	skip_to(s, close);
	return add_cell(s, text, len, len == 0);
}

/* --- rows ----------------------------------------------------------------- */

static int give_row(struct scanner *s)
{
	struct jyz_sheet_row row = { s->row_line, s->cells, s->count };
	int rc = s->fn(&row, s->payload, s->err);

	if (s->unescaped.blocks)
		jyz_arena_clear(&s->unescaped);
	return rc < 0 ? rc : JYZ_OK;
}

/* Reads the row that begins at *at, which becomes the one after it. */
static int scan_row(struct scanner *s, const char **at)
{
	const char *cell = *at, *mark;
	int rc;

	s->row_line = s->line;
	s->count = 0;
	for (;; cell = mark + 1) {
		mark = next_mark(s);
		if (*mark == '"') {
			rc = quoted_cell(s, cell, mark);
			mark = rc < 0 ? mark : next_mark(s);
		} else if (s->count || *mark == s->delimiter ||
			   !all_blank(cell, mark)) {
			rc = plain_cell(s, cell, mark);
		} else {
			break; /* a blank line */
		}
		if (rc < 0)
			return rc;
		if (*mark != s->delimiter)
			break;
	}
	if (*mark == '\r' && mark[1] == '\n')
		mark = next_mark(s);
	*at = mark + (*mark != '\0');
	rc = s->count ? give_row(s) : JYZ_OK;
	s->line++;
	return rc;
}

static int scan_all(struct scanner *s, size_t from)
{
	const char *at = s->text + from;
	int rc = JYZ_OK;

	s->block = from;
	s->marks = from < s->len ? marks_at(s, from) : 0;
	while (rc >= 0 && at < s->text + s->len)
		rc = scan_row(s, &at);
	return rc;
}

/* --- the beginning -------------------------------------------------------- */

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

/*
 * The length of a first line "sep=;", by which spreadsheets are told the
 * delimiter; 0: the text has none.
 */
static size_t sep_line(const char *text, char *delimiter)
{
	if (strncasecmp(text, "sep=", 4) != 0 || !text[4] ||
	    !strchr(",;\t|", text[4]))
		return 0;
	size_t n = 5 + (text[5] == '\r');

	n += text[n] == '\n';
	if (n == 5 && text[5])
		return 0; /* a heading that only begins like it */
	*delimiter = text[4];
	return n;
}

int jyz_csv_scan(const struct jyz_source *source, jyz_row_fn *fn,
		 void *payload, struct jyz_error *err)
{
	/* An array of JYZ_COLUMNS_MAX: too much for a small stack. */
	struct scanner *s = jyz_alloc(sizeof(*s));

	s->source = source;
	s->fn = fn;
	s->payload = payload;
	s->err = err;
	s->text = source->text.data;
	s->len = source->text.len;
	size_t from = sep_line(s->text, &s->delimiter);

	s->line = from ? 2 : 1;
	if (!from)
		s->delimiter = guess_delimiter(s->text, s->len);
	int rc = scan_all(s, from);

	jyz_arena_free(&s->unescaped);
	free(s);
	return rc;
}
