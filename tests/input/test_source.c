/*
 * Files in any usual encoding become UTF-8, or are refused with line and
 * byte; never a wrong character in silence.
 */
#include "jt.h"

#include <fcntl.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jyz/base/i18n.h"
#include "jyz/input/source.h"

#define BYTES(s) s, sizeof(s) - 1

static void test_decode(void **state)
{
	static const struct {
		const char *what;
		const char *bytes;
		size_t len;
		const char *encoding; /* given */
		const char *text;
		const char *found;
		bool guessed;
	} cases[] = {
		{ "empty", BYTES(""), NULL, "", "UTF-8", true },
		{ "ascii", BYTES("a,b\n"), NULL, "a,b\n", "UTF-8", true },
		{ "utf-8", BYTES("王芳,80\n"), NULL, "王芳,80\n", "UTF-8",
		  true },
		{ "utf-8, mark", BYTES("\xEF\xBB\xBF王芳"), NULL, "王芳",
		  "UTF-8", false },
		{ "only a mark", BYTES("\xEF\xBB\xBF"), NULL, "", "UTF-8",
		  false },
		{ "rare hanzi", BYTES("𠮷田"), NULL, "𠮷田", "UTF-8", true },
		{ "gb18030", BYTES("\xCD\xF5\xB7\xBC,80\n"), NULL, "王芳,80\n",
		  "GB18030", true },
		/* These are valid UTF-8 of two bytes, too. */
		{ "毛", BYTES("\xC3\xAB"), NULL, "毛", "GB18030", true },
		{ "谢", BYTES("\xD0\xBB,1"), NULL, "谢,1", "GB18030", true },
		{ "陆", BYTES("\xC2\xBD"), NULL, "陆", "GB18030", true },
		{ "four bytes", BYTES("\x95\x34\xB2\x35\xCC\xEF"), NULL,
		  "𠮷田", "GB18030", true },
		{ "utf-16le, mark", BYTES("\xFF\xFE\x8B\x73,\0"), NULL, "王,",
		  "UTF-16LE", false },
		{ "utf-16be, mark", BYTES("\xFE\xFF\x73\x8B\0,"), NULL, "王,",
		  "UTF-16BE", false },
		{ "utf-16le",
		  BYTES("\x8B\x73,\0"
			"1\0\n\0"),
		  NULL, "王,1\n", "UTF-16LE", true },
		{ "utf-16be",
		  BYTES("\x73\x8B\0,\0"
			"1\0\n"),
		  NULL, "王,1\n", "UTF-16BE", true },
		{ "utf-16, surrogates", BYTES("\xFF\xFE\x42\xD8\xB7\xDF"),
		  NULL, "𠮷", "UTF-16LE", false },
		{ "given gbk", BYTES("\xCD\xF5"), "GBK", "王", "GB18030",
		  false },
		{ "given gb2312", BYTES("\xCD\xF5"), "gb2312", "王", "GB18030",
		  false },
		{ "given Gb18030", BYTES("\xCD\xF5"), "Gb18030", "王",
		  "GB18030", false },
		{ "given utf8", BYTES("\xC3\xA9"), "utf8", "é", "UTF-8",
		  false },
		{ "given UTF-8, mark", BYTES("\xEF\xBB\xBF\xC3\xA9"), "UTF-8",
		  "é", "UTF-8", false },
		{ "given utf-16, mark", BYTES("\xFE\xFF\x73\x8B"), "utf-16",
		  "王", "UTF-16BE", false },
		{ "given utf-16", BYTES("\x73\x8B\0,"), "utf-16", "王,",
		  "UTF-16BE", false },
		{ "given utf-16, no zeros", BYTES("\x8B\x73"), "utf-16", "王",
		  "UTF-16LE", false },
		{ "given utf-16le, mark", BYTES("\xFF\xFE\x8B\x73"),
		  "utf-16le", "王", "UTF-16LE", false },
		{ "gb18030, mark", BYTES("\x84\x31\x95\x33\xCD\xF5"),
		  "gb18030", "王", "GB18030", false },
		{ "given big5", BYTES("\xA4\xFD"), "big5", "王", "big5",
		  false },
		/* Its last letter might still get an accent. */
		{ "given cp1258", BYTES("x,a"), "cp1258", "x,a", "cp1258",
		  false },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		JYZ_AUTO(jyz_source) source = JYZ_SOURCE_INIT;

		print_message("%s\n", cases[i].what);
		jt_ok(jyz_source_decode(&source, "f.csv", cases[i].bytes,
					cases[i].len, cases[i].encoding, &err),
		      &err);
		jt_str_eq(source.text.data, cases[i].text);
		jt_int_eq(source.text.len, strlen(cases[i].text));
		jt_str_eq(source.encoding, cases[i].found);
		jt_int_eq(source.guessed, cases[i].guessed);
		jt_str_eq(source.name, "f.csv");
	}
}

static void test_refused(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *encoding;
		const char *msg;
	} cases[] = {
		{ BYTES("a\nb\n\x80\n"), "utf-8",
		  "'f.csv' is not UTF-8: line 3, byte 5 of the file" },
		/* Overlong, surrogate, beyond Unicode, cut off. */
		{ BYTES("\xC0\xAF"), "utf-8", "line 1, byte 1" },
		{ BYTES("\xED\xA0\x80"), "utf-8", "line 1, byte 1" },
		{ BYTES("\xF4\x90\x80\x80"), "utf-8", "line 1, byte 1" },
		{ BYTES("a\xE7\x8E"), "utf-8", "line 1, byte 2" },
		{ BYTES("\xEF\xBB\xBFok\r\n\xFF"), NULL,
		  "is not UTF-8: line 2, byte 8" },
		{ BYTES("\xCD\xF5\r\xFF\n"), "gbk",
		  "is not GB18030: line 2, byte 4" },
		{ BYTES("\xCD\xF5\n\xCD"), "gbk",
		  "is not GB18030: line 2, byte 4" },
		{ BYTES("\xCD\xF5\n\xFF\n"), NULL,
		  "is neither UTF-8 nor GB18030: line 2, byte 4" },
		/* As GB18030 it would fail on line 1 already. */
		{ BYTES("王\n王芳\n\xFF\n"), NULL,
		  "is neither UTF-8 nor GB18030: line 3, byte 12" },
		{ BYTES("\xFF\xFE"
			"a\0\n\0\x00\xD8"
			"b\0"),
		  NULL, "is not UTF-16LE: line 2, byte 7" },
		{ BYTES("\xFF\xFE"
			"a\0b"),
		  NULL, "is not UTF-16LE" },
		{ BYTES("abcdef\ngh\0i\n"), NULL, "line 2: a NUL character" },
		{ BYTES("王芳\n王芳\n\0王芳\n"), NULL,
		  "line 3: a NUL character" },
		{ BYTES("ab\0c\n"), "utf-8", "line 1: a NUL character" },
		{ BYTES("\xFF\xFE"
			"a\0\n\0\0\0"),
		  NULL, "line 2: a NUL character" },
		{ BYTES("PK\x03\x04more"), NULL,
		  "is an Excel workbook, not a CSV file" },
		{ BYTES("a"), "klingon", "unknown encoding 'klingon'" },
		{ BYTES("a"), "", "unknown encoding ''" },
		{ BYTES("\xFF"), "gb18030//IGNORE",
		  "unknown encoding 'gb18030//IGNORE'" },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		struct jyz_source source = JYZ_SOURCE_INIT;

		print_message("%s\n", cases[i].msg);
		jt_code(jyz_source_decode(&source, "f.csv", cases[i].bytes,
					  cases[i].len, cases[i].encoding,
					  &err),
			JYZ_EINVAL, &err);
		jt_has(err.msg, cases[i].msg);
		assert_non_null(err.hint);
		assert_null(source.name); /* untouched */
	}
}

/* Wherever it lies in a long text, a byte that is wrong is found, and what is
 * right is not taken for wrong. */
static void test_long(void **state)
{
	static const struct {
		const char *bytes;
		size_t good; /* of them */
	} cases[] = {
		{ "王", 3 },           { "𠮷", 4 },           { "é", 2 },
		{ "\xE0\xA4\x80", 3 }, { "\xE0\x9F\xBF", 0 },
		{ "\xED\x9F\xBF", 3 }, { "\xED\xA0\x80", 0 },
		{ "\xEF\xBF\xBF", 3 }, { "\xE7\x8E", 0 },
		{ "\x80", 0 },         { "王\x80", 3 },
		{ "\xC0\xAF", 0 },     { "\xFF", 0 },
		{ "\xE7\xE7\x8E\x8B", 0 },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++)
		for (size_t at = 0; at < 200; at++) {
			JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
			JYZ_AUTO(jyz_source) source = JYZ_SOURCE_INIT;
			char text[400], want[64];
			size_t len = strlen(cases[i].bytes);

			/* ASCII at even places, hanzi at odd ones. */
			memset(text, 'a', sizeof(text));
			for (size_t k = 0; at & 1 && k + 3 <= at; k += 4)
				memcpy(text + k, "芳", 3);
			memcpy(text + at, cases[i].bytes, len);
			snprintf(want, sizeof(want), "line 1, byte %zu of",
				 at + cases[i].good + 1);
			int rc = jyz_source_decode(&source, "f", text,
						   sizeof(text), "utf-8",
						   &err);

			jt_int_eq(rc, cases[i].good == len ? JYZ_OK
							   : JYZ_EINVAL);
			if (rc < 0)
				jt_has(err.msg, want);
		}
}

/* A NUL late in a large file, in each kind of text. */
static void test_late_nul(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	struct jyz_source source = JYZ_SOURCE_INIT;
	(void)state;

	for (int i = 0; i < 1000; i++)
		jyz_buf_adds(&text, "\xCD\xF5\xB7\xBC,80\n");
	jyz_buf_add(&text, "\0\n", 2);
	jt_code(jyz_source_decode(&source, "f.csv", text.data, text.len, NULL,
				  &err),
		JYZ_EINVAL, &err);
	jt_has(err.msg, "line 1001: a NUL character");
}

static void convert(const char *from, const char *to, const struct jyz_buf *in,
		    struct jyz_buf *out)
{
	iconv_t cd = iconv_open(to, from);
	char *in_at = in->data;
	size_t in_left = in->len, left = 4 * in->len + 16;

	assert_true(cd != (iconv_t)-1);
	jyz_buf_reserve(out, left);

	char *out_at = out->data;

	assert_int_equal(iconv(cd, &in_at, &in_left, &out_at, &left), 0);
	out->len = (size_t)(out_at - out->data);
	*out_at = '\0';
	iconv_close(cd);
}

/* Common hanzi (level 1 of GB2312) are read in every encoding, unasked. */
static void test_guess(void **state)
{
	static const char *const encodings[] = { "UTF-8", "GB18030",
						 "UTF-16LE", "UTF-16BE" };
	uint64_t seed = 12345;
	(void)state;

	for (int i = 0; i < 8000; i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		JYZ_AUTO(jyz_source) source = JYZ_SOURCE_INIT;
		JYZ_AUTO(jyz_buf) gb = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_buf) bytes = JYZ_BUF_INIT;

		jyz_buf_adds(&gb, "id,name\n");
		for (int k = 0; k < 1 + i % 7; k++) {
			seed = seed * 6364136223846793005 +
			       1442695040888963407;
			jyz_buf_addc(&gb, (char)(0xB0 + (seed >> 33) % 39));
			jyz_buf_addc(&gb, (char)(0xA1 + (seed >> 48) % 94));
		}
		jyz_buf_adds(&gb, ",1\n");
		convert("GB18030", "UTF-8", &gb, &text);
		convert("UTF-8", encodings[i % 4], &text, &bytes);
		jt_ok(jyz_source_decode(&source, "f", bytes.data, bytes.len,
					NULL, &err),
		      &err);
		jt_str_eq(source.encoding, encodings[i % 4]);
		jt_str_eq(source.text.data, text.data);
	}
}

static void test_files(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_source) source = JYZ_SOURCE_INIT;
	const char *dir = jt_tmpdir();
	const char *path = jt_path(dir, "成绩.csv");
	(void)state;

	jt_code(jyz_source_read(&source, path, NULL, &err), JYZ_ENOTFOUND,
		&err);
	jt_has(err.msg, "成绩.csv");
	jt_code(jyz_source_read(&source, dir, NULL, &err), JYZ_EIO, &err);
	jt_has(err.msg, "is a folder");

	jt_write_text(path, "王芳,80\n");
	jt_ok(jyz_source_read(&source, path, NULL, &err), &err);
	jt_str_eq(source.name, path);
	jt_str_eq(source.text.data, "王芳,80\n");
	jyz_source_free(&source);

	int big = open(jt_path(dir, "big"), O_CREAT | O_WRONLY, 0600);

	assert_int_equal(ftruncate(big, (off_t)JYZ_SOURCE_MAX + 1), 0);
	close(big);
	jt_code(jyz_source_read(&source, jt_path(dir, "big"), NULL, &err),
		JYZ_EINVAL, &err);
	jt_has(err.msg, "larger than 1024 MB");
}

/* Large files are mapped: whatever their encoding, and where a page ends. */
static void test_large_files(void **state)
{
	static const struct {
		const char *head, *encoding;
		size_t size, text;
	} cases[] = {
		{ "王芳\n", "UTF-8", 5000001, 5000001 },
		{ "王芳\n", "UTF-8", 8192 * 1024, 8192 * 1024 },
		{ "王芳\n", "UTF-8", 8192 * 1024 - 1, 8192 * 1024 - 1 },
		{ "\xEF\xBB\xBF王芳\n", "UTF-8", 5000001, 4999998 },
		{ "\xCD\xF5\xB7\xBC\n", "GB18030", 5000001, 5000003 },
	};
	const char *path = jt_path(jt_tmpdir(), "large.csv");
	(void)state;

	for (size_t i = 0; i < JYZ_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		JYZ_AUTO(jyz_source) source = JYZ_SOURCE_INIT;
		JYZ_AUTO(jyz_buf) bytes = JYZ_BUF_INIT;

		jyz_buf_reserve(&bytes, cases[i].size);
		memset(bytes.data, 'x', cases[i].size);
		memcpy(bytes.data, cases[i].head, strlen(cases[i].head));
		bytes.len = cases[i].size;
		jt_write_file(path, bytes.data, bytes.len);
		jt_ok(jyz_source_read(&source, path, NULL, &err), &err);
		jt_str_eq(source.encoding, cases[i].encoding);
		jt_int_eq(source.text.len, cases[i].text);
		jt_int_eq(strlen(source.text.data), cases[i].text);
		assert_memory_equal(source.text.data, "王芳\nx", 8);
	}
}

/* A pipe gives few bytes at a time and has no size. */
static void test_stdin(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_source) source = JYZ_SOURCE_INIT;
	int keep = dup(STDIN_FILENO), ends[2];
	(void)state;

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "a,b\n", 4), 4);
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	jt_ok(jyz_source_read(&source, "-", NULL, &err), &err);
	dup2(keep, STDIN_FILENO);
	close(keep);
	jt_str_eq(source.name, "-");
	jt_str_eq(source.text.data, "a,b\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decode),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_late_nul),
		cmocka_unit_test(test_guess),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_large_files),
		cmocka_unit_test(test_stdin),
	};
	jyz_i18n_init("/nonexistent");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
