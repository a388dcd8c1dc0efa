/*
 * Tables and cards as they stand on the screen: columns line up by cells,
 * long texts wrap, nothing in a text can drive the terminal.
 */
#include "jt.h"

#include <stdio.h>
#include <string.h>

#include "jyz/base/i18n.h"
#include "jyz/base/text.h"
#include "jyz/render/writer.h"

#define NONE                                                                  \
	{                                                                     \
		JYZ_NULL, 0, NULL, 0                                          \
	}
#define TEXT(s)                                                               \
	{                                                                     \
		JYZ_TEXT, 0, s, 0                                             \
	}
#define INT(i)                                                                \
	{                                                                     \
		JYZ_INT, i, NULL, 0                                           \
	}

static const struct jyz_column columns[] = {
	{ .key = "class", .heading = "班级", .type = JYZ_CELL_TEXT },
	{ .key = "teacher", .heading = "授课教师", .type = JYZ_CELL_TEXT },
	{ .key = "average",
	  .heading = "均分",
	  .type = JYZ_CELL_DECIMAL,
	  .scale = 2,
	  .right = true },
	{ .key = "over", .heading = "超线", .type = JYZ_CELL_FLAG },
	{ .key = "note",
	  .heading = "评语",
	  .type = JYZ_CELL_TEXT,
	  .wrap = true },
};

#define COLUMNS JT_COUNT(columns)

static char *table(struct jyz_writer_options options,
		   const struct jyz_column *cols, size_t n,
		   const struct jyz_cell *cells, size_t n_rows)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_writer *w;
	char *text;
	size_t len;

	options.out = open_memstream(&text, &len);
	jt_ok(jyz_writer_new(&w, JYZ_FORMAT_TABLE, &options, cols, n, &err),
	      &err);
	for (size_t i = 0; i < n_rows; i++)
		jt_ok(jyz_writer_row(w, cells + i * n, &err), &err);
	jt_ok(jyz_writer_end(w, &err), &err);
	fclose(options.out);
	return jt_keep(text);
}

static const struct jyz_cell sample[][COLUMNS] = {
	{ { .value = TEXT("七年级1班") },
	  { .value = TEXT("王芳") },
	  { .value = INT(8350) },
	  { .value = INT(0) },
	  { .value = TEXT("课堂导入自然，学生参与度高；板书“重点突出”。") } },
	{ { .value = TEXT("七(2)班") },
	  { .value = TEXT("阿依古丽·买买提") },
	  { .value = INT(7900) },
	  { .value = INT(1), .alert = true },
	  { .value = TEXT("Good pace, all pupils took part.") } },
	{ { .value = NONE, .shown = "八年级10班" },
	  { .value = NONE },
	  { .value = INT(-10005) },
	  { .value = NONE },
	  { .value = TEXT("一\r\n二\n") } },
};

static void test_whole(void **state)
{
	struct jyz_writer_options options = { .width = 0 };
	(void)state;

	jt_str_eq(table(options, columns, COLUMNS, sample[0], 3),
		  "班级        授课教师            均分  超线  评语\n"
		  "七年级1班   王芳                83.5  no    "
		  "课堂导入自然，学生参与度高；板书“重点突出”。\n"
		  "七(2)班     阿依古丽·买买提       79  yes   "
		  "Good pace, all pupils took part.\n"
		  "八年级10班                   -100.05        一\n"
		  "                                            二\n");
}

static void test_empty(void **state)
{
	struct jyz_writer_options options = { .width = 80 };
	(void)state;

	jt_str_eq(table(options, columns, COLUMNS, NULL, 0), "");
}

static void test_wrapped(void **state)
{
	struct jyz_writer_options options = { .width = 64 };
	(void)state;

	/* No line begins with a closing mark or ends with an opening one. */
	jt_str_eq(
		table(options, columns, COLUMNS, sample[0], 3),
		"班级        授课教师            均分  超线  评语\n"
		"七年级1班   王芳                83.5  no    课堂导入自然，学生参\n"
		"                                            与度高；板书“重点突\n"
		"                                            出”。\n"
		"七(2)班     阿依古丽·买买提       79  yes   Good pace, all\n"
		"                                            pupils took part.\n"
		"八年级10班                   -100.05        一\n"
		"                                            二\n");
}

/* Numbers and dates stay whole, and so do words while there is room: then
 * headings of numbers go first. */
static void figures_stay(void **state)
{
	static const struct jyz_column narrow[] = {
		{ .key = "n", .heading = "Just competent",
		  .type = JYZ_CELL_INTEGER, .right = true },
		{ .key = "d", .heading = "Day", .type = JYZ_CELL_DATE },
		{ .key = "t", .heading = "Kind", .wrap = true },
	};
	const struct jyz_cell cells[] = {
		{ .value = INT(12345678901) },
		{ .value = TEXT("2026-09-05") },
		{ .value = TEXT("commendations and documents") },
	};
	struct jyz_writer_options options = { .width = 38 };
	(void)state;

	jt_str_eq(table(options, narrow, 3, cells, 1),
		  "       Just  Day         Kind\n"
		  "  competent\n"
		  "12345678901  2026-09-05  commendations\n"
		  "                         and documents\n");
	/* Too narrow even for words: figures stay. */
	options.width = 30;
	char *text = table(options, narrow, 3, cells, 1);
	jt_has(text, "12345678901  2026-09-05  ");
}

/* Only what is an alert is coloured, and only its text. */
static void test_color(void **state)
{
	struct jyz_writer_options options = { .color = true };
	const struct jyz_column two[] = { columns[2], columns[4] };
	const struct jyz_cell cells[] = {
		{ .value = INT(500) },
		{ .value = TEXT("x") },
		{ .value = INT(1), .alert = true },
		{ .value = TEXT("a\nb"), .alert = true },
		{ .value = NONE, .alert = true },
		{ .value = TEXT("y") },
	};
	(void)state;

	jt_str_eq(table(options, two, 2, cells, 3),
		  "均分  评语\n"
		  "   5  x\n"
		  "\033[1;31m0.01\033[0m  \033[1;31ma\033[0m\n"
		  "      \033[1;31mb\033[0m\n"
		  "      y\n");
	options.color = false;
	jt_lacks(table(options, two, 2, cells, 3), "\033");
}

/*
 * Whatever the first column holds, the second begins in the same cell of the
 * screen.
 */
static void test_alignment(void **state)
{
	static const char *const names[] = {
		"七年级1班",
		"阿依古丽·买买提",
		"𠮷田",
		"e\xCC\x81te\xCC\x81",
		"👍",
		"👨‍👩‍👧",
		"🇨🇳",
		"“引号”…—①",
		"ｶﾅ",
		"한국",
		"\xF0\xB1\x8D\x90" /* newer than this libc */,
		"",
		"a\x1b[31mb",
		"tab\there",
		"line\nfeed",
		"\xC2\x9Bz",
		"\xE2\x80\xAEz",
		"bad \xFF",
		"ＡＢ",
		"a\\x41",
	};
	struct jyz_cell cells[JT_COUNT(names)][2];
	const struct jyz_column two[] = { columns[0], columns[1] };
	struct jyz_writer_options options = { .width = 0 };
	(void)state;

	memset(cells, 0, sizeof(cells));
	for (size_t i = 0; i < JT_COUNT(names); i++) {
		cells[i][0].value = jyz_text(names[i]);
		cells[i][1].value = jyz_text("@");
	}

	char *text = table(options, two, 2, cells[0], JT_COUNT(names));
	size_t lines = 0;
	char *rest = strchr(text, '\n') + 1; /* after the heading */

	jt_lacks(text, "\033");
	jt_lacks(text, "\xC2\x9B");
	jt_lacks(text, "\xE2\x80\xAE");
	jt_has(text, "a\\x1b[31mb");
	jt_has(text, "line feed");
	for (char *line; (line = strsep(&rest, "\n")) && *line; lines++) {
		char *at = strchr(line, '@');

		assert_non_null(at);
		*at = '\0';
		jt_int_eq(jyz_text_width(line),
			  jyz_text_width("阿依古丽·买买提") + 2);
	}
	jt_int_eq(lines, JT_COUNT(names));
}

static int widest(const char *text)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	int max = 0;

	for (; *text; text += *text == '\n') {
		size_t len = strcspn(text, "\n");

		jyz_buf_clear(&line);
		jyz_buf_add(&line, text, len);
		if (jyz_text_width(line.data) > max)
			max = jyz_text_width(line.data);
		text += len;
	}
	return max;
}

/* Wrapped texts fit in the width, and nothing of them is lost. */
static void test_widths(void **state)
{
	static const char text[] =
		"课堂导入自然，（学生）参与度高；板书“重点突出”。Good pace, "
		"https://example.org/a/very/long/address/without/a/blank "
		"👨‍👩‍👧👍e\xCC\x81 《教育学》第3章：如何提问？——讨论";
	const struct jyz_column two[] = { columns[0], columns[4] };
	const struct jyz_cell cells[] = {
		{ .value = TEXT("七(2)班") },
		{ .value = TEXT(text) },
	};
	(void)state;

	for (int width = 30; width < 130; width++) {
		struct jyz_writer_options options = { .width = width };
		char *shown = table(options, two, 2, cells, 1);

		if (widest(shown) > width)
			jt_fail("%d cells in %d:\n%s", widest(shown), width,
				shown);

		/* Line by line, without the blanks, it is the same text. */
		const char *expected = text;

		for (char *at = strstr(shown, "课堂"); *at; at++) {
			if (*at == ' ' || *at == '\n')
				continue;
			while (*expected == ' ')
				expected++;
			if (*at != *expected++)
				jt_fail("width %d:\n%s", width, shown);
		}
		jt_str_eq(expected, "");
	}
}

static void test_line_breaks(void **state)
{
	static const struct {
		const char *text;
		const char *shown; /* in 12 cells */
	} cases[] = {
		{ "学生参与度高", "学生参与度高" },
		{ "学生参与度高了", "学生参与度高\n了" },
		/* The mark takes a character along. */
		{ "学生参与度高。", "学生参与度\n高。" },
		{ "学生参与度（高）", "学生参与度\n（高）" },
		{ "学生参与“高效”", "学生参与“高\n效”" },
		{ "good pace here", "good pace\nhere" },
		{ "good pace ok now", "good pace ok\nnow" },
		{ "abcdefghijklmnop", "abcdefghijkl\nmnop" },
		{ "well-prepared lesson", "well-\nprepared\nlesson" },
		{ "abcdef中文abcdef", "abcdef中文\nabcdef" },
		{ "a     b", "a     b" },
		{ "一二三四五六\n\n七八", "一二三四五六\n\n七八" },
		{ "ééééééééééééé", "éééééééééééé\né" },
		{ "👍👍👍👍👍👍👍", "👍👍👍👍👍👍\n👍" },
		{ "？？？？？？？？", "？？？？？？\n？？" },
	};
	const struct jyz_column one[] = { columns[4] };
	struct jyz_writer_options options = { .width = 12 };
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		const struct jyz_cell cell = {
			.value = jyz_text(cases[i].text),
		};
		JYZ_AUTO(jyz_buf) expected = JYZ_BUF_INIT;

		jyz_buf_addf(&expected, "评语\n%s\n", cases[i].shown);
		jt_str_eq(table(options, one, 1, &cell, 1), expected.data);
	}
}

/* Each line of a cell is padded by its own width. */
static void test_lines(void **state)
{
	const struct jyz_column three[] = { columns[4], columns[2],
					    columns[4] };
	const struct jyz_cell cells[] = {
		{ .value = TEXT("一二三\n四") },
		{ .value = INT(0), .shown = "1" },
		{ .value = TEXT("p\n\nq") },
	};
	struct jyz_writer_options options = { .width = 0 };
	(void)state;

	jt_str_eq(table(options, three, 3, cells, 1), "评语    均分  评语\n"
						      "一二三     1  p\n"
						      "四\n"
						      "              q\n");

	const struct jyz_column two[] = { columns[4], columns[4] };
	const struct jyz_cell pair[] = {
		{ .value = TEXT("一二三\n四") },
		{ .value = TEXT("p\nq") },
	};

	jt_str_eq(table(options, two, 2, pair, 1), "评语    评语\n"
						   "一二三  p\n"
						   "四      q\n");
}

/* Other texts give way only when the long ones cannot; numbers never. */
/* A list shows the beginning of a long text; all of it is elsewhere. */
static void test_few_lines(void **state)
{
	static const struct jyz_column cols[] = {
		{ .key = "a", .heading = "a" },
		{ .key = "b", .heading = "b", .wrap = true },
	};
	static const struct jyz_cell cells[][2] = {
		{ { .value = TEXT("x") },
		  { .value = TEXT("一二三四五六七八九十一二三四五六七八九十") } },
		{ { .value = TEXT("y") },
		  { .value = TEXT("一二三四五六七八九十一二") } },
	};
	struct jyz_writer_options options = { .width = 15, .lines = 2 };

	(void)state;
	jt_str_eq(table(options, cols, 2, cells[0], 2),
		  "a  b\nx  一二三四五六\n   七八九十一…\n"
		  "y  一二三四五六\n   七八九十一二\n");
	options.lines = 0;
	jt_has(table(options, cols, 2, cells[0], 1), "九十\n");
}

/* An optional column with nothing in it takes no room; others stay. */
static void test_optional(void **state)
{
	static const struct jyz_column cols[] = {
		{ .key = "a", .heading = "甲", .optional = true },
		{ .key = "b", .heading = "乙", .optional = true },
		{ .key = "c", .heading = "丙" },
	};
	static const struct jyz_cell cells[][3] = {
		{ { .value = NONE }, { .value = NONE }, { .value = NONE } },
		{ { .value = NONE }, { .value = TEXT("x") }, { .value = NONE } },
	};
	struct jyz_writer_options options = { .width = 0 };

	(void)state;
	jt_str_eq(table(options, cols, 3, cells[0], 2), "乙  丙\n\nx\n");
	jt_str_eq(table(options, cols, 3, cells[0], 1), "丙\n\n");
}

static void test_narrow(void **state)
{
	struct jyz_writer_options options = { .width = 40 };
	(void)state;

	jt_str_eq(table(options, columns, COLUMNS, sample[0], 2),
		  "班级      授课教师  均分  超线  评语\n"
		  "七年级1   王芳      83.5  no    课堂导入\n"
		  "班                              自然，学\n"
		  "                                生参与度\n"
		  "                                高；板书\n"
		  "                                “重点突\n"
		  "                                出”。\n"
		  "七(2)班   阿依古      79  yes   Good\n"
		  "          丽·买买               pace,\n"
		  "          提                    all\n"
		  "                                pupils\n"
		  "                                took\n"
		  "                                part.\n");
	/* The long text alone, as long as 12 cells are left for it. */
	const struct jyz_column two[] = { columns[1], columns[4] };
	const struct jyz_cell cells[] = {
		{ .value = TEXT("阿依古丽·买买提") },
		{ .value = TEXT("学生参与度高了") },
	};

	options.width = 15 + 2 + 12;
	jt_str_eq(table(options, two, 2, cells, 1),
		  "授课教师         评语\n"
		  "阿依古丽·买买提  学生参与度高\n"
		  "                 了\n");
	/* Too narrow for anything: it is wider, but whole. */
	options.width = 1;
	jt_has(table(options, columns, COLUMNS, sample[0], 2), "83.5");
}

static char *card(struct jyz_writer_options options,
		  const struct jyz_column *cols, size_t n,
		  const struct jyz_cell *cells)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	char *text;
	size_t len;

	options.out = open_memstream(&text, &len);
	jt_ok(jyz_card_write(&options, cols, n, cells, &err), &err);
	fclose(options.out);
	return jt_keep(text);
}

static void test_card(void **state)
{
	static const struct jyz_column fields[] = {
		{ .heading = "班级", .type = JYZ_CELL_TEXT },
		{ .heading = "授课教师", .type = JYZ_CELL_TEXT },
		{ .heading = "均分",
		  .type = JYZ_CELL_DECIMAL,
		  .scale = 2,
		  .right = true },
		{ .heading = "评语", .type = JYZ_CELL_TEXT },
		{ .heading = "得分项目", .type = JYZ_CELL_LIST },
		{ .heading = "已反馈", .type = JYZ_CELL_FLAG },
	};
	static const struct jyz_cell cells[] = {
		{ .value = INT(3), .shown = "高一1班" },
		{ .value = NONE },
		{ .value = INT(8350), .alert = true },
		{ .value = TEXT(
			  "导入自然。\n学生参与度高；板书\x1b[2J工整。") },
		{ .value = TEXT("导入 9.5\n板书 8\n") },
		{ .value = INT(1) },
	};
	struct jyz_writer_options options = { .width = 30, .color = true };
	(void)state;

	jt_str_eq(card(options, fields, JT_COUNT(fields), cells),
		  "班级      高一1班\n"
		  "均分      \033[1;31m83.5\033[0m\n"
		  "评语      导入自然。\n"
		  "          学生参与度高；板书\n"
		  "          \\x1b[2J工整。\n"
		  "得分项目  导入 9.5\n"
		  "          板书 8\n"
		  "已反馈    yes\n");
	jt_str_eq(card(options, fields, 0, NULL), "");
}

static void test_card_disk_full(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	FILE *full = fopen("/dev/full", "w");
	struct jyz_writer_options options = { .out = full };
	(void)state;

	assert_non_null(full);
	jt_code(jyz_card_write(&options, columns, COLUMNS, sample[0], &err),
		JYZ_EIO, &err);
	fclose(full);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_wrapped),
		cmocka_unit_test(figures_stay),
		cmocka_unit_test(test_color),
		cmocka_unit_test(test_alignment),
		cmocka_unit_test(test_widths),
		cmocka_unit_test(test_line_breaks),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_few_lines),
		cmocka_unit_test(test_optional),
		cmocka_unit_test(test_narrow),
		cmocka_unit_test(test_card),
		cmocka_unit_test(test_card_disk_full),
	};
	jyz_i18n_init("/nonexistent");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
