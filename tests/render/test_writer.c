/*
 * CSV, TSV, JSON and JSON lines: the whole output, byte for byte, and what
 * happens when it cannot be written.
 */
#include "jt.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "jyz/base/i18n.h"
#include "jyz/render/writer.h"

static const struct jyz_column item_columns[] = {
	{ .key = "item", .heading = "项目", .type = JYZ_CELL_TEXT },
	{ .key = "score",
	  .heading = "得分",
	  .type = JYZ_CELL_DECIMAL,
	  .scale = 2 },
};

static const struct jyz_cell item_cells[] = {
	{ .value = { JYZ_TEXT, 0, "导入", 0 } },
	{ .value = { JYZ_INT, 950, NULL, 0 } },
	{ .value = { JYZ_TEXT, 0, "板书", 0 } },
	{ .value = { JYZ_NULL, 0, NULL, 0 } },
};

static const struct jyz_list items = { item_columns, 2, item_cells, 2 };
static const struct jyz_list no_items = { item_columns, 2, NULL, 0 };

static const struct jyz_column columns[] = {
	{ .key = "name", .heading = "姓名", .type = JYZ_CELL_TEXT },
	{ .key = "count", .heading = "人数", .type = JYZ_CELL_INTEGER },
	{ .key = "average",
	  .heading = "均分",
	  .type = JYZ_CELL_DECIMAL,
	  .scale = 2 },
	{ .key = "over", .heading = "超线", .type = JYZ_CELL_FLAG },
	{ .key = "items", .heading = "项目", .type = JYZ_CELL_LIST },
};

#define COLUMNS JT_COUNT(columns)

static const struct jyz_cell rows[][COLUMNS] = {
	{ { .value = { JYZ_TEXT, 0, "王芳", 0 }, .shown = "never in these" },
	  { .value = { JYZ_INT, -45, NULL, 0 } },
	  { .value = { JYZ_INT, -910, NULL, 0 } },
	  { .value = { JYZ_INT, 1, NULL, 0 }, .alert = true },
	  { .value = { JYZ_TEXT, 0, "导入 9.5\n板书", 0 }, .list = &items } },
	{ { .value = { JYZ_TEXT, 0, "=1+1\t\"\\\r\nx", 0 } },
	  { .value = { JYZ_NULL, 0, NULL, 0 } },
	  { .value = { JYZ_INT, 8850, NULL, 0 } },
	  { .value = { JYZ_INT, 0, NULL, 0 } },
	  { .value = { JYZ_NULL, 0, NULL, 0 }, .list = &no_items } },
	{ { .value = { JYZ_TEXT, 0, "", 0 } },
	  { .value = { JYZ_INT, 0, NULL, 0 } },
	  { .value = { JYZ_NULL, 0, NULL, 0 } },
	  { .value = { JYZ_NULL, 0, NULL, 0 } },
	  { .value = { JYZ_NULL, 0, NULL, 0 } } },
};

/* What a writer makes of the rows. */
static char *written(enum jyz_format format, struct jyz_writer_options options,
		     size_t n_rows, size_t *len)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_writer *w;
	char *text;

	options.out = open_memstream(&text, len);
	jt_ok(jyz_writer_new(&w, format, &options, columns, COLUMNS, &err),
	      &err);
	for (size_t i = 0; i < n_rows; i++)
		jt_ok(jyz_writer_row(w, rows[i], &err), &err);
	jt_ok(jyz_writer_end(w, &err), &err);
	fclose(options.out);
	return jt_keep(text);
}

static void test_outputs(void **state)
{
	static const struct {
		enum jyz_format format;
		struct jyz_writer_options options;
		size_t n_rows;
		const char *text;
	} cases[] = {
		{ JYZ_FORMAT_CSV,
		  { .out = NULL },
		  3,
		  "name,count,average,over,items\n"
		  "王芳,-45,-9.1,yes,\"导入 9.5\n板书\"\n"
		  "\"'=1+1\t\"\"\\\r\nx\",,88.5,no,\n"
		  "\"\",0,,,\n" },
		{ JYZ_FORMAT_CSV,
		  { .headings = true },
		  0,
		  "姓名,人数,均分,超线,项目\n" },
		{ JYZ_FORMAT_CSV,
		  { .excel = true },
		  1,
		  "\xEF\xBB\xBFname,count,average,over,items\r\n"
		  "王芳,-45,-9.1,yes,\"导入 9.5\n板书\"\r\n" },
		{ JYZ_FORMAT_CSV,
		  { .excel = true, .encoding = "UTF-8" },
		  0,
		  "\xEF\xBB\xBFname,count,average,over,items\r\n" },
		{ JYZ_FORMAT_CSV,
		  { .excel = true, .headings = true, .encoding = "gb18030" },
		  0,
		  "\xD0\xD5\xC3\xFB,\xC8\xCB\xCA\xFD,\xBE\xF9\xB7\xD6,"
		  "\xB3\xAC\xCF\xDF,\xCF\xEE\xC4\xBF\r\n" },
		{ JYZ_FORMAT_TSV,
		  { .out = NULL },
		  3,
		  "name\tcount\taverage\tover\titems\n"
		  "王芳\t-45\t-9.1\tyes\t导入 9.5\\n板书\n"
		  "=1+1\\t\"\\\\\\r\\nx\t\t88.5\tno\t\n"
		  "\t0\t\t\t\n" },
		{ JYZ_FORMAT_TSV,
		  { .headings = true },
		  0,
		  "姓名\t人数\t均分\t超线\t项目\n" },
		{ JYZ_FORMAT_JSON,
		  { .out = NULL },
		  3,
		  "[\n"
		  "{\"name\":\"王芳\",\"count\":-45,\"average\":-9.1,"
		  "\"over\":true,\"items\":[{\"item\":\"导入\",\"score\":9.5},"
		  "{\"item\":\"板书\",\"score\":null}]},\n"
		  "{\"name\":\"=1+1\\t\\\"\\\\\\r\\nx\",\"count\":null,"
		  "\"average\":88.5,\"over\":false,\"items\":[]},\n"
		  "{\"name\":\"\",\"count\":0,\"average\":null,"
		  "\"over\":null,\"items\":null}\n"
		  "]\n" },
		{ JYZ_FORMAT_JSON, { .out = NULL }, 0, "[]\n" },
		{ JYZ_FORMAT_JSON,
		  { .single = true },
		  1,
		  "{\n"
		  "  \"name\": \"王芳\",\n"
		  "  \"count\": -45,\n"
		  "  \"average\": -9.1,\n"
		  "  \"over\": true,\n"
		  "  \"items\": [\n"
		  "    {\n"
		  "      \"item\": \"导入\",\n"
		  "      \"score\": 9.5\n"
		  "    },\n"
		  "    {\n"
		  "      \"item\": \"板书\",\n"
		  "      \"score\": null\n"
		  "    }\n"
		  "  ]\n"
		  "}\n" },
		{ JYZ_FORMAT_JSONL,
		  { .out = NULL },
		  2,
		  "{\"name\":\"王芳\",\"count\":-45,\"average\":-9.1,"
		  "\"over\":true,\"items\":[{\"item\":\"导入\",\"score\":9.5},"
		  "{\"item\":\"板书\",\"score\":null}]}\n"
		  "{\"name\":\"=1+1\\t\\\"\\\\\\r\\nx\",\"count\":null,"
		  "\"average\":88.5,\"over\":false,\"items\":[]}\n" },
		{ JYZ_FORMAT_JSONL, { .out = NULL }, 0, "" },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		size_t len;
		char *text = written(cases[i].format, cases[i].options,
				     cases[i].n_rows, &len);

		jt_str_eq(text, cases[i].text);
		jt_int_eq(len, strlen(cases[i].text));
	}
}

static void test_utf16(void **state)
{
	static const char bytes[] = "\xFF\xFEn\0a\0m\0e\0,\0";
	struct jyz_writer_options options = { .excel = true,
					      .encoding = "utf-16le" };
	size_t len;
	(void)state;

	char *text = written(JYZ_FORMAT_CSV, options, 0, &len);

	assert_memory_equal(text, bytes, sizeof(bytes) - 1);
	jt_int_eq(len, 2 + 2 * strlen("name,count,average,over,items\r\n"));
}

/* A text in a hostile file drives no terminal; in a pipe it is untouched. */
static void test_terminal(void **state)
{
	static const struct {
		enum jyz_format format;
		bool terminal;
		const char *text;
	} cases[] = {
		{ JYZ_FORMAT_CSV, true,
		  "a\\x1b[2J\n\"b\\u{009b}\nc\\x07,\"\n" },
		{ JYZ_FORMAT_CSV, false,
		  "a\033[2J\n\"b\302\233\nc\007,\"\n" },
		{ JYZ_FORMAT_TSV, true,
		  "a\\x1b[2J\nb\\u{009b}\\nc\\x07,\n" },
		{ JYZ_FORMAT_TSV, false,
		  "a\033[2J\nb\302\233\\nc\007,\n" },
	};
	static const struct jyz_column hostile = { .key = "a\033[2J" };
	const struct jyz_cell cell = { .value = jyz_text(
					       "b\302\233\nc\007,") };
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		char *text;
		size_t len;
		struct jyz_writer_options options = {
			.out = open_memstream(&text, &len),
			.terminal = cases[i].terminal,
		};
		struct jyz_writer *w;

		jt_ok(jyz_writer_new(&w, cases[i].format, &options, &hostile,
				     1, &err), &err);
		jt_ok(jyz_writer_row(w, &cell, &err), &err);
		jt_ok(jyz_writer_end(w, &err), &err);
		fclose(options.out);
		jt_str_eq(jt_keep(text), cases[i].text);
	}
}

/* The only cell of a row is absent: no reader takes a blank line for one. */
static void test_one_column(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_writer_options options = { .out = NULL };
	struct jyz_cell none = { .value = { JYZ_NULL, 0, NULL, 0 } };
	struct jyz_writer *w;
	char *text;
	size_t len;
	(void)state;

	options.out = open_memstream(&text, &len);
	jt_ok(jyz_writer_new(&w, JYZ_FORMAT_CSV, &options, columns, 1, &err),
	      &err);
	jt_ok(jyz_writer_row(w, &none, &err), &err);
	jt_ok(jyz_writer_end(w, &err), &err);
	fclose(options.out);
	jt_str_eq(jt_keep(text), "name\n\"\"\n");
}

/* GBK lacks some names: character, column and row are named, no '?'. */
static void test_missing_character(void **state)
{
	static const struct {
		const char *encoding;
		const char *name;
		const char *msg;
	} cases[] = {
		{ "GBK", "𠮷田",
		  "GBK has no character '𠮷' (column 'name', "
		  "row 1)" },
		{ "gbk", "王䶮", "gbk has no character '䶮' (column 'name'" },
		{ "gbk", "👍", "gbk has no character '👍'" },
		{ "ascii", "é", "ascii has no character 'é'" },
		{ "gbk",
		  "a\xFF"
		  "b",
		  "gbk has no character '\\xff'" },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		struct jyz_writer_options options = {
			.encoding = cases[i].encoding,
		};
		struct jyz_cell cells[] = {
			{ .value = jyz_int(1) },
			{ .value = jyz_text(cases[i].name) },
		};
		const struct jyz_column two[] = { columns[1], columns[0] };
		struct jyz_writer *w;
		char *text;
		size_t len;

		options.out = open_memstream(&text, &len);
		jt_ok(jyz_writer_new(&w, JYZ_FORMAT_CSV, &options, two, 2,
				     &err),
		      &err);
		jt_code(jyz_writer_row(w, cells, &err), JYZ_EINVAL, &err);
		jt_has(err.msg, cases[i].msg);
		assert_non_null(err.hint);
		/* A row that can be written goes on after it. */
		cells[1].value = jyz_text("b");
		jt_ok(jyz_writer_row(w, cells, &err), &err);
		jt_ok(jyz_writer_end(w, &err), &err);
		fclose(options.out);
		jt_str_eq(jt_keep(text), "count,name\n1,b\n");
	}
}

static void test_bad_encoding(void **state)
{
	static const char *const names[] = { "klingon", "", "gbk//TRANSLIT" };
	(void)state;

	for (size_t i = 0; i < JT_COUNT(names); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		struct jyz_writer_options options = {
			.out = stderr,
			.encoding = names[i],
		};
		struct jyz_writer *w = NULL;

		jt_code(jyz_writer_new(&w, JYZ_FORMAT_CSV, &options, columns,
				       COLUMNS, &err),
			JYZ_EINVAL, &err);
		jt_has(err.msg, "unknown encoding '");
		jt_has(err.msg, names[i]);
		assert_null(w);
	}
}

/* Rows until the writer says that they cannot be written. */
static int write_many(FILE *out, enum jyz_format format, int n,
		      struct jyz_error *err)
{
	struct jyz_writer_options options = { .out = out };
	struct jyz_writer *w;

	jt_ok(jyz_writer_new(&w, format, &options, columns, COLUMNS, err),
	      err);
	for (int i = 0; i < n; i++) {
		int rc = jyz_writer_row(w, rows[0], err);

		if (rc < 0) {
			jyz_writer_drop(w);
			return rc;
		}
	}
	return jyz_writer_end(w, err);
}

static void test_disk_full(void **state)
{
	(void)state;

	for (int format = JYZ_FORMAT_TABLE; format <= JYZ_FORMAT_JSONL;
	     format++)
		/* A row fails at the end, many on the way. */
		for (int many = 0; many < 2; many++) {
			int n = many ? 100000 : 1;
			JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
			FILE *full = fopen("/dev/full", "w");

			assert_non_null(full);
			jt_code(write_many(full, (enum jyz_format)format, n,
					   &err),
				JYZ_EIO, &err);
			jt_has(err.msg, "cannot write the output");
			jt_has(err.msg, "No space left");
			fclose(full);
		}
}

static void test_reader_gone(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	int ends[2];
	(void)state;

	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(pipe(ends), 0);
	close(ends[0]);

	FILE *out = fdopen(ends[1], "w");

	jt_code(write_many(out, JYZ_FORMAT_CSV, 1, &err), JYZ_EIO, &err);
	jt_has(err.msg, "Broken pipe");
	fclose(out);
}

static void test_formats(void **state)
{
	(void)state;

	jt_int_eq(jyz_format_parse("table"), JYZ_FORMAT_TABLE);
	jt_int_eq(jyz_format_parse("csv"), JYZ_FORMAT_CSV);
	jt_int_eq(jyz_format_parse("tsv"), JYZ_FORMAT_TSV);
	jt_int_eq(jyz_format_parse("json"), JYZ_FORMAT_JSON);
	jt_int_eq(jyz_format_parse("jsonl"), JYZ_FORMAT_JSONL);
	jt_int_eq(jyz_format_parse("xml"), -1);
	jt_int_eq(jyz_format_parse(""), -1);
	jt_int_eq(jyz_format_parse("CSV"), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_outputs),
		cmocka_unit_test(test_utf16),
		cmocka_unit_test(test_terminal),
		cmocka_unit_test(test_one_column),
		cmocka_unit_test(test_missing_character),
		cmocka_unit_test(test_bad_encoding),
		cmocka_unit_test(test_disk_full),
		cmocka_unit_test(test_reader_gone),
		cmocka_unit_test(test_formats),
	};
	jyz_i18n_init("/nonexistent");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
