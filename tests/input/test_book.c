/*
 * Files of any kind: what they are, which sheet is meant, and what is
 * refused.
 */
#include "jt.h"
#include "jt_book.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "jyz/base/i18n.h"
#include "jyz/input/book.h"

#define ROW(n) "<row r=\"1\"><c r=\"A1\"><v>" #n "</v></c></row>"

static int note_row(const struct jyz_sheet_row *row, void *payload,
		    struct jyz_error *err)
{
	struct jyz_buf *out = payload;
	(void)err;

	jyz_buf_addf(out, "%zu:", row->line);
	for (size_t i = 0; i < row->count; i++)
		jyz_buf_addf(out, "[%.*s]", (int)row->cells[i].len,
			     row->cells[i].s);
	jyz_buf_addc(out, '\n');
	return JYZ_OK;
}

static const struct jt_book three = {
	.sheets = { { "说明", "", NULL },
		    { "隐藏", ROW(9), "hidden" },
		    { "高一(1)班", ROW(1), NULL },
		    { "2", ROW(2), "visible" } },
};

static void test_text(void **state)
{
	static const char text[] = "\xEF\xBB\xBF"
				   "sep=;\r\n\"a\"\"b\";c,d\r\n\r\n 1 ;\"\"\r\n";
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;
	JYZ_AUTO(jyz_buf) rows = JYZ_BUF_INIT;
	const char *path = jt_path(jt_tmpdir(), "a.xls");
	size_t sheet = 9;
	(void)state;

	jt_write_text(path, text);
	jt_ok(jyz_book_open(&book, path, NULL, &err), &err);
	jt_str_eq(book.name, path);
	jt_str_eq(book.encoding, "UTF-8");
	jt_int_eq(book.guessed, false);
	jt_int_eq(book.n_sheets, 1);
	jt_str_eq(book.sheets[0], "");
	jt_ok(jyz_book_pick(&book, NULL, &sheet, &err), &err);
	jt_int_eq(sheet, 0);
	jt_ok(jyz_book_read(&book, 0, note_row, &rows, &err), &err);
	jt_str_eq(rows.data, "2:[a\"b][c,d]\n4:[1][]\n");
	jyz_buf_clear(&rows);
	jt_ok(jyz_book_scan(&book, 0, note_row, &rows, &err), &err);
	jt_str_eq(rows.data, "2:[a\"b][c,d]\n4:[1][]\n");
	jt_code(jyz_book_pick(&book, "1", &sheet, &err), JYZ_EUSAGE, &err);
	jt_has(err.msg, "is no workbook");
}

/* The first line says the delimiter; or is a heading that looks like it. */
static void test_sep(void **state)
{
	static const struct {
		const char *text;
		const char *rows;
	} cases[] = {
		{ "sep=;\na,b;c\n", "2:[a,b][c]\n" },
		{ "SEP=\t\ra;b\tc\r", "2:[a;b][c]\n" },
		{ "sep=,\r\n", "" },
		{ "sep=|", "" },
		{ "sep=;x\n1\n", "1:[sep=][x]\n2:[1]\n" },
		{ "sep=\na\n", "1:[sep=]\n2:[a]\n" },
		{ "a\nsep=;\n", "1:[a]\n2:[sep=;]\n" },
	};
	const char *path = jt_path(jt_tmpdir(), "s.csv");
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;
		JYZ_AUTO(jyz_buf) rows = JYZ_BUF_INIT;

		jt_write_text(path, cases[i].text);
		jt_ok(jyz_book_open(&book, path, NULL, &err), &err);
		jt_ok(jyz_book_scan(&book, 0, note_row, &rows, &err), &err);
		jt_str_eq(rows.data, cases[i].rows);
	}
}

/* Cells of the fast scan lie in the text; rows may be long and many. */
static void test_scan(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) want = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) rows = JYZ_BUF_INIT;
	const char *path = jt_path(jt_tmpdir(), "l.csv");
	(void)state;

	/* Every way in which rows lie across blocks of 64 bytes. */
	for (int i = 1; i <= 300; i++) {
		jyz_buf_addf(&text, "%0*d,\"q\"\"%0*d\" ,王%d%s", i % 67, i,
			     i % 5, i, i, i % 3 ? "\n" : "\r\n");
		jyz_buf_addf(&want, "%d:[%0*d][q\"%0*d][王%d]\n", i, i % 67, i,
			     i % 5, i, i);
	}
	jt_write_file(path, text.data, text.len);
	jt_ok(jyz_book_open(&book, path, NULL, &err), &err);
	jt_ok(jyz_book_scan(&book, 0, note_row, &rows, &err), &err);
	jt_str_eq(rows.data, want.data);
}

static void test_sheets(void **state)
{
	static const struct {
		const char *wanted;
		size_t sheet;
	} cases[] = {
		{ NULL, 1 },         { "说明", 0 },     { "高一(1)班", 1 },
		{ "高一（１）班", 1 }, { "高一1班", 1 }, { "1", 0 },
		/* A name goes before a number. */
		{ "2", 2 },          { "3", 2 },
	};
	static const char *const bad[] = { "0", "4", "隐藏", "", "-1",
					   "99999999999999999999" };
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;
	JYZ_AUTO(jyz_buf) rows = JYZ_BUF_INIT;
	const char *path = jt_path(jt_tmpdir(), "b.csv");
	size_t sheet;
	(void)state;

	jt_write_book(path, &three);
	jt_ok(jyz_book_open(&book, path, "gbk", &err), &err);
	jt_int_eq(book.n_sheets, 3);
	jt_str_eq(book.sheets[2], "2");
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		jt_ok(jyz_book_pick(&book, cases[i].wanted, &sheet, &err),
		      &err);
		jt_int_eq(sheet, cases[i].sheet);
	}
	for (size_t i = 0; i < JT_COUNT(bad); i++) {
		jt_code(jyz_book_pick(&book, bad[i], &sheet, &err), JYZ_EUSAGE,
			&err);
		jt_has(err.msg, "has no sheet '");
		jt_has(err.hint, "说明, 高一(1)班, 2");
	}
	jt_ok(jyz_book_read(&book, 2, note_row, &rows, &err), &err);
	jt_str_eq(rows.data, "1:[2]\n");
}

static void test_nothing_in_it(void **state)
{
	static const struct jt_book empty = {
		.sheets = { { "a", "", NULL }, { "b", "<row r=\"1\"/>", NULL } }
	};
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;
	const char *path = jt_path(jt_tmpdir(), "e.xlsx");
	size_t sheet = 9;
	(void)state;

	jt_write_book(path, &empty);
	jt_ok(jyz_book_open(&book, path, NULL, &err), &err);
	jt_ok(jyz_book_pick(&book, NULL, &sheet, &err), &err);
	jt_int_eq(sheet, 0);
}

/* What no name tells, the bytes tell. */
static void test_not_workbooks(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *msg;
		const char *hint;
	} cases[] = {
		{ "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", 10,
		  "is an old Excel workbook (.xls), or one under a password",
		  "save it as .xlsx without a password" },
		{ "<html><table>", 13, "is a web page", ".xlsx" },
		{ "\xEF\xBB\xBF \r\n<?xml version=\"1.0\"?>", 28,
		  "is a web page", ".xlsx" },
		{ "PK\x03\x04more", 8, "is a damaged workbook: its end",
		  "copied in full" },
		{ "abcdefghi\0b\n", 12, "a NUL character", "CSV" },
	};
	const char *path = jt_path(jt_tmpdir(), "x.xls");
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;

		jt_write_file(path, cases[i].bytes, cases[i].len);
		jt_code(jyz_book_open(&book, path, NULL, &err), JYZ_EINVAL,
			&err);
		jt_has(err.msg, "x.xls'");
		jt_has(err.msg, cases[i].msg);
		jt_has(err.hint, cases[i].hint);
		assert_null(book.inside);
	}
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;

	jt_code(jyz_book_open(&book, jt_path(jt_tmpdir(), "none"), NULL, &err),
		JYZ_ENOTFOUND, &err);
	jt_code(jyz_book_open(&book, jt_tmpdir(), NULL, &err), JYZ_EIO, &err);
}

/* Archives of other programs. */
static void test_other_archives(void **state)
{
	static const struct {
		struct jt_part parts[4];
		const char *msg;
	} cases[] = {
		{ { { "a.csv", "a", 0 } }, "but no Excel workbook" },
		{ { { "mimetype", "x", 0 }, { "content.xml", "<x/>", 0 } },
		  "an OpenDocument file" },
		{ { { "[Content_Types].xml", "<x/>", 0 },
		    { "_rels/.rels",
		      "<r><Relationship Id=\"1\" Type=\"a/officeDocument\" "
		      "Target=\"xl/workbook.bin\"/></r>", 0 } },
		  "a binary workbook (.xlsb)" },
		{ { { "[Content_Types].xml", "<x/>", 0 },
		    { "_rels/.rels",
		      "<r><Relationship Id=\"1\" Type=\"a/officeDocument\" "
		      "Target=\"word/document.xml\"/></r>", 0 },
		    { "word/document.xml", "<w:document/>", 0 } },
		  "but no Excel workbook" },
		{ { { "[Content_Types].xml", "<x/>", 0 } },
		  "it has no 'xl/workbook.xml' in it" },
		{ { { "xl/workbook.xml", "<workbook/>", 0 } },
		  "has no sheet that is not hidden" },
	};
	const char *path = jt_path(jt_tmpdir(), "o.xlsx");
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;

		jt_write_zip(path, cases[i].parts);
		jt_code(jyz_book_open(&book, path, NULL, &err), JYZ_EINVAL,
			&err);
		jt_has(err.msg, "o.xlsx'");
		jt_has(err.msg, cases[i].msg);
	}
}

static void test_stdin(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;
	JYZ_AUTO(jyz_buf) rows = JYZ_BUF_INIT;
	const char *path = jt_path(jt_tmpdir(), "i.xlsx");
	int keep = dup(STDIN_FILENO);
	(void)state;

	jt_write_book(path, &three);
	int fd = open(path, O_RDONLY);

	dup2(fd, STDIN_FILENO);
	close(fd);
	jt_ok(jyz_book_open(&book, "-", NULL, &err), &err);
	dup2(keep, STDIN_FILENO);
	close(keep);
	jt_str_eq(book.name, "-");
	jt_ok(jyz_book_read(&book, 1, note_row, &rows, &err), &err);
	jt_str_eq(rows.data, "1:[1]\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_sep),
		cmocka_unit_test(test_scan),
		cmocka_unit_test(test_sheets),
		cmocka_unit_test(test_nothing_in_it),
		cmocka_unit_test(test_not_workbooks),
		cmocka_unit_test(test_other_archives),
		cmocka_unit_test(test_stdin),
	};
	jyz_i18n_init("/nonexistent");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
