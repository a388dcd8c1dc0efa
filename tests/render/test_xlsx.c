/*
 * Workbooks: what is written is read back by our own reader cell by cell, and
 * the file itself has the digits, types and looks that were meant.
 */
#include "jt.h"
#include "jt_book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jyz/base/text.h"
#include "jyz/input/book.h"
#include "jyz/render/workbook.h"

static const struct jyz_column columns[] = {
	{ .key = "name", .heading = "姓名", .type = JYZ_CELL_TEXT },
	{ .key = "date", .heading = "日期", .type = JYZ_CELL_DATE },
	{ .key = "time", .heading = "时间", .type = JYZ_CELL_TIME },
	{ .key = "count", .heading = "", .type = JYZ_CELL_INTEGER },
	{ .key = "average",
	  .heading = "均分",
	  .type = JYZ_CELL_DECIMAL,
	  .scale = 2 },
	{ .key = "over", .heading = "超线", .type = JYZ_CELL_FLAG },
	{ .key = "rate",
	  .heading = "及格率",
	  .type = JYZ_CELL_DECIMAL,
	  .scale = 3,
	  .share = true },
};

#define COLUMNS JT_COUNT(columns)

static void fill(struct jyz_cell *cells, const char *name, const char *date,
		 const char *time, int64_t count, int64_t average)
{
	memset(cells, 0, COLUMNS * sizeof(*cells));
	cells[0].value = jyz_text(name);
	cells[1].value = jyz_text(date);
	cells[2].value = jyz_text(time);
	cells[3].value = jyz_int(count);
	cells[4].value = jyz_int(average);
	cells[5].value = jyz_int(count > 0);
	cells[6].value = jyz_real(0.1);
}

static int note_row(const struct jyz_sheet_row *row, void *payload,
		    struct jyz_error *err)
{
	struct jyz_buf *out = payload;
	(void)err;

	jyz_buf_addf(out, "%zu:", row->line);
	for (size_t i = 0; i < row->count; i++)
		jyz_buf_addf(out, "[%s]", row->cells[i].s);
	jyz_buf_addc(out, '\n');
	return JYZ_OK;
}

/* A file of the mode that commands make theirs with. */
static const char *file_for(const char *name)
{
	const char *path = jt_path(jt_tmpdir(), name);

	jt_write_text(path, "");
	chmod(path, 0600);
	return path;
}

static struct jyz_writer *open_writer(const char *path, FILE **file,
				      struct jyz_error *err)
{
	struct jyz_writer_options options = { .path = path,
					      .title = "高一[1]:班/？" };
	struct jyz_writer *w;

	*file = options.out = fopen(path, "we");
	jt_ok(jyz_writer_new(&w, JYZ_FORMAT_XLSX, &options, columns, COLUMNS,
			     err),
	      err);
	return w;
}

static const char *const TEXTS[] = {
	"=1+1",	      "'quoted",    "+86 @x -y",    "一行\n两行",
	"a\tb",	      "𠮷田",	    "_x000D_ <&>\"", ("a\rb\x01" "c"),
	"\xEF\xBF\xBF", "79.10",    "2026-09-01",   "阿依古丽·买买提",
};

static void texts_come_back(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;
	JYZ_AUTO(jyz_buf) rows = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) expected = JYZ_BUF_INIT;
	const char *path = file_for("t.xlsx");
	struct jyz_cell cells[COLUMNS];
	struct stat st;
	FILE *file;
	(void)state;

	struct jyz_writer *w = open_writer(path, &file, &err);

	jyz_buf_adds(&expected,
		     "1:[姓名][日期][时间][count][均分][超线][及格率]\n");
	for (size_t i = 0; i < JT_COUNT(TEXTS); i++) {
		fill(cells, TEXTS[i], "2026-09-01", "08:05", (int64_t)i, 7910);
		jt_ok(jyz_writer_row(w, cells, &err), &err);
		jyz_buf_addf(&expected,
			     "%zu:[%s][2026-09-01][08:05][%zu][79.1][%d]"
			     "[0.1]\n",
			     i + 2, TEXTS[i], i, i > 0);
	}
	jt_ok(jyz_writer_end(w, &err), &err);
	fclose(file);
	jt_int_eq(stat(path, &st), 0);
	jt_int_eq(st.st_mode & 0777, 0600);

	jt_ok(jyz_book_open(&book, path, NULL, &err), &err);
	jt_str_eq(book.encoding, "xlsx");
	jt_int_eq(book.n_sheets, 1);
	jt_str_eq(book.sheets[0], "高一_1__班_？");
	jt_ok(jyz_book_read(&book, 0, note_row, &rows, &err), &err);
	jt_str_eq(rows.data, expected.data);
}

static void what_the_file_has(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *path = file_for("f.xlsx");
	struct jyz_cell cells[COLUMNS];
	FILE *file;
	(void)state;

	struct jyz_writer *w = open_writer(path, &file, &err);

	fill(cells, "=cmd|' /C calc'!A0", "1899-12-31", "24:00", 1, 7910);
	cells[4].alert = true;
	jt_ok(jyz_writer_row(w, cells, &err), &err);
	fill(cells, "", NULL, NULL, 1234567890123456789, -50);
	jt_ok(jyz_writer_row(w, cells, &err), &err);
	jt_ok(jyz_writer_end(w, &err), &err);
	fclose(file);

	const char *sheet = jt_read_part(path, "xl/worksheets/sheet1.xml");

	/* The digits, not their nearest double in 16 of them. */
	jt_has(sheet, "<v>79.1</v>");
	jt_has(sheet, "<v>-0.5</v>");
	jt_has(sheet, "<v>0.1</v>");
	jt_has(sheet, "t=\"b\"><v>1</v>");
	jt_lacks(sheet, "<f>");
	jt_has(sheet, ">=cmd|' /C calc'!A0</t>");
	/* Days and times that spreadsheets have not, and numbers longer than
	 * theirs, are texts. */
	jt_has(sheet, ">1899-12-31</t>");
	jt_has(sheet, ">24:00</t>");
	jt_has(sheet, ">1234567890123456789</t>");
	jt_has(sheet, "state=\"frozen\"");
	jt_has(sheet, "<autoFilter ref=\"A1:G3\"/>");
	jt_has(sheet, "<dimension ref=\"A1:G3\"/>");
	/* The filled one has another style than the one below it. */
	const char *filled = strstr(sheet, "<c r=\"E2\" s=\"");
	const char *plain = strstr(sheet, "<c r=\"E3\" s=\"");

	jt_int_eq(filled && plain, true);
	jt_int_eq(atoi(filled + 13) != atoi(plain + 13), true);
	jt_has(jt_read_part(path, "xl/styles.xml"), "FFFFC7CE");
}

/* 7 Chinese characters take 14 cells, not 7 and not 21. */
static void widths(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *path = file_for("w.xlsx");
	struct jyz_cell cells[COLUMNS];
	FILE *file;
	(void)state;

	struct jyz_writer *w = open_writer(path, &file, &err);

	fill(cells, "阿依古丽买买", NULL, NULL, 1, 1);
	jt_ok(jyz_writer_row(w, cells, &err), &err);
	jt_ok(jyz_writer_end(w, &err), &err);
	fclose(file);
	jt_has(jt_read_part(path, "xl/worksheets/sheet1.xml"),
	       "<col min=\"1\" max=\"1\" width=\"13.7109375\"");
}

static void note_cut(const struct jyz_column *column, size_t row,
		     void *payload)
{
	jyz_buf_addf(payload, "%s %zu;", column->key, row);
}

static int keep_first(const struct jyz_sheet_row *row, void *payload,
		      struct jyz_error *err)
{
	struct jyz_buf *out = payload;
	(void)err;

	jyz_buf_addf(out, "%s\n", row->cells[0].s);
	return JYZ_OK;
}

static size_t utf16_units(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80 ?
			     1 + ((unsigned char)*s >= 0xF0) : 0;
	return n;
}

/* n times, then what is behind it. */
static const char *long_text(const char *unit, int n, const char *end)
{
	struct jyz_buf text = JYZ_BUF_INIT;

	for (int i = 0; i < n; i++)
		jyz_buf_adds(&text, unit);
	jyz_buf_adds(&text, end);
	return jt_keep(jyz_buf_detach(&text));
}

/* A text that no cell has room for: its beginning, a mark, and it is told. */
static void too_long(void **state)
{
	static const struct { const char *unit; int n; const char *end; } texts[] =
		{ { "课", 32767, "" },
		  { "课", 32767, "x" },
		  { "x", 40000, "" },
		  /* Excel counts a rare character as two. */
		  { "𠮷", 16383, "课" },
		  { "𠮷", 16384, "" },
		  { "课𠮷", 16384, "" } };
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_buf) cut = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) read = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;
	const char *path = file_for("l.xlsx");
	struct jyz_workbook *made;
	(void)state;

	jt_ok(jyz_workbook_new(&made, path, &err), &err);
	jyz_workbook_on_cut(made, note_cut, &cut);
	jt_ok(jyz_workbook_sheet(made, "a", columns, 1, &err), &err);
	for (size_t i = 0; i < JT_COUNT(texts); i++) {
		struct jyz_cell cell = { .value = jyz_text(long_text(
			texts[i].unit, texts[i].n, texts[i].end)) };

		jt_ok(jyz_workbook_row(made, &cell, &err), &err);
	}
	jt_ok(jyz_workbook_close(made, &err), &err);
	jt_str_eq(cut.data, "name 2;name 3;name 5;name 6;");

	jt_ok(jyz_book_open(&book, path, NULL, &err), &err);
	jt_ok(jyz_book_read(&book, 0, keep_first, &read, &err), &err);
	char *save = NULL, *line = strtok_r(read.data, "\n", &save);

	for (size_t i = 0; i < JT_COUNT(texts); i++) {
		const char *text = long_text(texts[i].unit, texts[i].n,
					     texts[i].end);

		line = strtok_r(NULL, "\n", &save);
		assert_non_null(line);
		assert_true(utf16_units(line) <= 32767);
		if (utf16_units(text) <= 32767) {
			jt_int_eq(strcmp(line, text), 0);
			continue;
		}
		size_t kept = strlen(line) - strlen(JYZ_TEXT_CUT_OFF);

		/* As much as there is room for, and no half characters. */
		assert_true(utf16_units(line) > 32700);
		jt_str_eq(line + kept, JYZ_TEXT_CUT_OFF);
		jt_int_eq(strncmp(line, text, kept), 0);
		assert_true(jyz_text_valid(line, strlen(line)));
	}
}

static void sheets_of_a_book(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;
	JYZ_AUTO(jyz_buf) rows = JYZ_BUF_INIT;
	const char *path = file_for("s.xlsx");
	struct jyz_workbook *made;
	struct jyz_cell cell = { .value = jyz_text("一") };
	(void)state;

	jt_ok(jyz_workbook_new(&made, path, &err), &err);
	jt_ok(jyz_workbook_sheet(made, "'听课'", columns, 1, &err), &err);
	jt_ok(jyz_workbook_row(made, &cell, &err), &err);
	jt_ok(jyz_workbook_sheet(made, "会议", columns + 3, 1, &err), &err);
	jt_ok(jyz_workbook_close(made, &err), &err);
	jt_ok(jyz_book_open(&book, path, NULL, &err), &err);
	jt_int_eq(book.n_sheets, 2);
	jt_str_eq(book.sheets[0], "_听课_");
	jt_str_eq(book.sheets[1], "会议");
	jt_ok(jyz_book_read(&book, 0, note_row, &rows, &err), &err);
	jt_ok(jyz_book_read(&book, 1, note_row, &rows, &err), &err);
	jt_str_eq(rows.data, "1:[姓名]\n2:[一]\n1:[count]\n");
}

static void cannot_be_written(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *path = jt_path(jt_tmpdir(), "none/x.xlsx");
	struct jyz_workbook *made;
	(void)state;

	jt_ok(jyz_workbook_new(&made, path, &err), &err);
	jt_ok(jyz_workbook_sheet(made, "a", columns, 1, &err), &err);
	jt_code(jyz_workbook_close(made, &err), JYZ_ENOTFOUND, &err);
	jt_has(err.msg, "cannot write the output");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_come_back),
		cmocka_unit_test(what_the_file_has),
		cmocka_unit_test(widths),
		cmocka_unit_test(too_long),
		cmocka_unit_test(sheets_of_a_book),
		cmocka_unit_test(cannot_be_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
