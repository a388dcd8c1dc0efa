/*
 * CSV: cells, rows with their lines, and errors at their line and column.
 */
#include "jt.h"

#include <string.h>

#include "jyz/base/i18n.h"
#include "jyz/input/sheet.h"

#define BYTES(s) s, sizeof(s) - 1

/* Rows as "LINE:[cell][cell]\n"; an absent cell is [-]. */
static int note_row(const struct jyz_sheet_row *row, void *payload,
		    struct jyz_error *err)
{
	struct jyz_buf *out = payload;
	(void)err;

	jyz_buf_addf(out, "%zu:", row->line);
	for (size_t i = 0; i < row->count; i++) {
		const struct jyz_cell_text *cell = &row->cells[i];

		assert_int_equal(strlen(cell->s), cell->len);
		jyz_buf_addf(out, "[%s]",
			     cell->len || cell->quoted ? cell->s : "-");
	}
	jyz_buf_addc(out, '\n');
	return JYZ_OK;
}

static int read_text(const char *bytes, size_t len, jyz_row_fn *fn,
		     void *payload, struct jyz_error *err)
{
	JYZ_AUTO(jyz_source) source = JYZ_SOURCE_INIT;

	jt_ok(jyz_source_decode(&source, "f.csv", bytes, len, "utf-8", err),
	      err);
	return jyz_csv_read(&source, fn, payload, err);
}

static void test_rows(void **state)
{
	static const struct {
		const char *text;
		const char *rows;
	} cases[] = {
		{ "", "" },
		{ "\n\r\n \t \n", "" },
		{ "a", "1:[a]\n" },
		{ "a,b\n1,2\n", "1:[a][b]\n2:[1][2]\n" },
		{ "a,b\r\n1,2\r\n", "1:[a][b]\n2:[1][2]\n" },
		{ "a,b\r1,2\r", "1:[a][b]\n2:[1][2]\n" },
		{ "a\r\n\r\nb\n\nc\r\rd", "1:[a]\n3:[b]\n5:[c]\n7:[d]\n" },
		{ "a,b\n1,2", "1:[a][b]\n2:[1][2]\n" },
		{ "a,\n", "1:[a][-]\n" },
		{ ",", "1:[-][-]\n" },
		{ ",,\n", "1:[-][-][-]\n" },
		/* An absent cell is not an empty text. */
		{ "a,b\n,\"\"\n", "1:[a][b]\n2:[-][]\n" },
		{ "\"\"\n", "1:[]\n" },
		{ "\"\" , x", "1:[][x]\n" },
		/* Blanks around unquoted cells go, quoted and wide ones stay. */
		{ " a\t, b c ,\" d \"\n", "1:[a][b c][ d ]\n" },
		{ "\"a\" ,b\n", "1:[a][b]\n" },
		{ "\xE3\x80\x80王\xE3\x80\x80,b\n",
		  "1:[\xE3\x80\x80王\xE3\x80\x80][b]\n" },
		/* Quotes, delimiters and line ends inside. */
		{ "\"a\"\"b\",\"c,d\"\n", "1:[a\"b][c,d]\n" },
		{ "\"\"\"\"\n", "1:[\"]\n" },
		{ "a,\"x\ny\nz\"\nb,c\n\nd,e",
		  "1:[a][x\ny\nz]\n4:[b][c]\n6:[d][e]\n" },
		{ "\"x\r\ny\",\"\n\"\r\nb,c", "1:[x\r\ny][\n]\n4:[b][c]\n" },
		{ "\"x\ry\"\rb", "1:[x\ry]\n3:[b]\n" },
		{ "\n\n\"a\n\nb\"\nc", "3:[a\n\nb]\n6:[c]\n" },
		{ "a\n \"b\nc\" \nd", "1:[a]\n2:[b\nc]\n4:[d]\n" },
		/* The delimiter is what the heading has most of. */
		{ "a\tb\n1,5\t2\n", "1:[a][b]\n2:[1,5][2]\n" },
		{ "a\tb\n\t\n\tx\n", "1:[a][b]\n2:[-][-]\n3:[-][x]\n" },
		{ "a;b\n1,5;2\n", "1:[a][b]\n2:[1,5][2]\n" },
		{ "a,b;c\n1;2,3\n", "1:[a][b;c]\n2:[1;2][3]\n" },
		{ "a\tb;c;d\n", "1:[a\tb][c][d]\n" },
		{ "a;b\tc\td\n", "1:[a;b][c][d]\n" },
		{ "\"a;b;c\",d\n1,2\n", "1:[a;b;c][d]\n2:[1][2]\n" },
		{ "\n\na\tb,c\td\n", "3:[a][b,c][d]\n" },
		{ "a\n1;2\n", "1:[a]\n2:[1;2]\n" },
		{ "班级,教师\n高一1班,王芳\n",
		  "1:[班级][教师]\n2:[高一1班][王芳]\n" },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		JYZ_AUTO(jyz_buf) rows = JYZ_BUF_INIT;

		jt_ok(read_text(cases[i].text, strlen(cases[i].text), note_row,
				&rows, &err),
		      &err);
		jt_str_eq(rows.data, cases[i].rows);
	}
}

static void test_refused(void **state)
{
	static const struct {
		const char *text;
		const char *rows; /* that came before */
		const char *msg;
		const char *hint;
	} cases[] = {
		{ "a\nb\"c\n", "1:[a]\n",
		  "'f.csv', line 2, column 1: a quote in the middle of the "
		  "cell",
		  "write a quote inside it as two" },
		{ "a,b\n1,x\"\n", "1:[a][b]\n",
		  "line 2, column 2: a quote in the middle", "two" },
		{ "a,\"b\"c\n", "",
		  "line 1, column 2: text after the closing quote", "two" },
		{ "\"a\" \"b\"\n", "",
		  "line 1, column 1: a quote in the middle", "two" },
		{ "=\"007\"\n", "", "line 1, column 1: a quote", "two" },
		/* The quote that is missing is on an earlier line. */
		{ "a,b\n1,\"x\n2,\"y\"\n", "1:[a][b]\n",
		  "line 3, column 2: text after the closing quote",
		  "opened on line 2" },
		{ "a,b\r1,\"x\r2,\"y\"\r", "1:[a][b]\n",
		  "line 3, column 2: text after the closing quote",
		  "opened on line 2" },
		{ "a,b\n\n\"1\n2\",\"x\ny\nz\n", "1:[a][b]\n",
		  "line 4, column 2: a quote that was opened here is never "
		  "closed",
		  "close the quote" },
		{ "a\r\n\"\r\n\r\n", "1:[a]\n",
		  "line 2, column 1: a quote that was opened here", "close" },
		/* A cell of several lines before has nothing to do with it. */
		{ "\"a\nb\"\n\"c\n", "1:[a\nb]\n",
		  "line 3, column 1: a quote that was opened here", "close" },
		{ "\"a\nb\"\n\"c\"x\n", "1:[a\nb]\n",
		  "line 3, column 1: text after the closing quote", "two" },
		{ "\"", "", "line 1, column 1: a quote that was opened",
		  "close" },
		{ "a,\"b", "", "line 1, column 2: a quote that was opened",
		  "close" },
		{ "\"a\nb\",\"c\nd\"x\n", "",
		  "line 3, column 2: text after the closing quote",
		  "opened on line 2" },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		JYZ_AUTO(jyz_buf) rows = JYZ_BUF_INIT;

		jt_code(read_text(cases[i].text, strlen(cases[i].text),
				  note_row, &rows, &err),
			JYZ_EINVAL, &err);
		jt_has(err.msg, cases[i].msg);
		jt_has(err.hint, cases[i].hint);
		jt_str_eq(rows.data, cases[i].rows);
	}
}

static int count_row(const struct jyz_sheet_row *row, void *payload,
		     struct jyz_error *err)
{
	size_t *longest = payload;
	(void)err;

	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].len > *longest)
			*longest = row->cells[i].len;
	return JYZ_OK;
}

static void fill(struct jyz_buf *buf, char c, size_t len)
{
	jyz_buf_reserve(buf, len);
	memset(buf->data + buf->len, c, len);
	buf->len += len;
	buf->data[buf->len] = '\0';
}

static void test_long_cells(void **state)
{
	static const struct {
		const char *before;
		char c;
		size_t len;
		const char *after;
		const char *msg; /* NULL: accepted */
	} cases[] = {
		{ "a\nb,", 'x', JYZ_CELL_MAX, "\n", NULL },
		{ "a\nb,\"", 'x', JYZ_CELL_MAX, "\"\n", NULL },
		{ "a\nb,", 'x', JYZ_CELL_MAX, "  ,c", NULL },
		{ "a\nb,", 'x', JYZ_CELL_MAX + 1, "\n",
		  "'f.csv', line 2, column 2: the cell is longer than 4 MB" },
		{ "a\nb,\"", 'x', JYZ_CELL_MAX + 1, "\"\n",
		  "line 2, column 2: the cell is longer" },
		{ "a\nb,", 'x', 10 << 20, "\n",
		  "line 2, column 2: the cell is longer" },
		{ "a\nb,\"", 'x', 10 << 20, "\"\n",
		  "line 2, column 2: the cell is longer" },
		/* A forgotten quote is found before all is swallowed. */
		{ "a\nb,\"", '\n', 10 << 20, "\"\n",
		  "line 2, column 2: the cell is longer" },
		{ "a\nb,\"", '\n', 10 << 20, "",
		  "line 2, column 2: the cell is longer" },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
		size_t longest = 0;

		jyz_buf_adds(&text, cases[i].before);
		fill(&text, cases[i].c, cases[i].len);
		jyz_buf_adds(&text, cases[i].after);

		int rc = read_text(text.data, text.len, count_row, &longest,
				   &err);

		jt_code(rc, cases[i].msg ? JYZ_EINVAL : JYZ_OK, NULL);
		if (cases[i].msg)
			jt_has(err.msg, cases[i].msg);
		else
			jt_int_eq(longest, cases[i].len);
	}
}

static void test_columns(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	size_t longest = 0;
	(void)state;

	jyz_buf_adds(&text, "a,b\n");
	fill(&text, ',', JYZ_COLUMNS_MAX - 1);
	jt_ok(read_text(text.data, text.len, count_row, &longest, &err), &err);
	jyz_buf_addc(&text, ',');
	jt_code(read_text(text.data, text.len, count_row, &longest, &err),
		JYZ_EINVAL, &err);
	jt_str_eq(err.msg, "'f.csv', line 2: more than 1024 columns");
}

struct stop {
	int calls;
	int at;
	int code;
};

static int stop_row(const struct jyz_sheet_row *row, void *payload,
		    struct jyz_error *err)
{
	struct stop *stop = payload;

	if (++stop->calls < stop->at)
		return JYZ_OK;
	return jyz_error_set(err, (enum jyz_code)stop->code, "line %zu",
			     row->line);
}

/* What the caller's function finds ends the reading, on the last row too. */
static void test_stop(void **state)
{
	(void)state;

	for (int at = 1; at <= 3; at++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		struct stop stop = { 0, at, JYZ_ENOTFOUND };

		jt_code(read_text(BYTES("a\nb\nc"), stop_row, &stop, &err),
			JYZ_ENOTFOUND, &err);
		jt_int_eq(stop.calls, at);
		jt_int_eq(err.msg[5] - '0', at);
	}
}

static void test_unguard(void **state)
{
	static const struct {
		const char *cell;
		const char *text;
	} cases[] = {
		{ "", "" },        { "a", "a" },       { "'", "'" },
		{ "''", "''" },    { "'a", "'a" },     { "'=1", "=1" },
		{ "''=1", "'=1" }, { "=1", "=1" },     { "'+1", "+1" },
		{ "'-1", "-1" },   { "'@x", "@x" },    { "'\tx", "\tx" },
		{ "'\rx", "\rx" }, { "'\nx", "'\nx" }, { "''b=", "''b=" },
		{ "-1", "-1" },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++)
		jt_str_eq(jyz_csv_unguard(cases[i].cell), cases[i].text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_long_cells),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_stop),
		cmocka_unit_test(test_unguard),
	};
	jyz_i18n_init("/nonexistent");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
