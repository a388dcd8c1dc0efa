/* Cells, cutting, escaping. */
#include <string.h>

#include "jt.h"
#include "jyz/base/text.h"

static void width_in_cells(void **state)
{
	static const struct {
		const char *text;
		int cells;
	} cases[] = {
		{ "", 0 },
		{ "abc", 3 },
		{ "教研组", 6 },
		{ "七(2)班", 7 },
		{ "七（2）班", 9 },
		{ "阿依古丽·买买提", 15 },
		{ "𠮷田", 4 },
		{ "\U00030000", 2 },
		{ "ＡＢ", 4 },
		{ "ｱ", 1 },
		{ "é", 1 },
		{ "e\u0301", 1 },
		{ "e\u0301\u0323x", 2 },
		{ "👍", 2 },
		{ "👍🏽", 2 },
		{ "👨‍👩‍👧", 2 },
		{ "👨‍👩‍👧👍", 4 },
		{ "🇨🇳", 2 },
		{ "🇨🇳🇬🇧", 4 },
		{ "❤\ufe0f", 2 },
		{ "❤", 1 },
		{ "1\ufe0f\u20e3", 2 },
		{ "“”", 2 },
		{ "·—…①", 4 },
		{ "각", 2 },
		{ "\u1100\u1161\u11a8", 2 },
		{ "\u200b\ufeff", 0 },
		{ "\u3000", 2 },
		{ "\u00a0", 1 },
		{ "\t\n\r\x1b\x7f", 0 },
		{ "\xc2\x85", 0 },
		{ "a\xff"
		  "b",
		  3 },
		{ "\xe6\x95", 2 },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++)
		if (jyz_text_width(cases[i].text) != cases[i].cells)
			jt_fail("'%s' (%zu): %d cells, not %d", cases[i].text,
				i, jyz_text_width(cases[i].text),
				cases[i].cells);
}

static void cut_never_exceeds(void **state)
{
	static const struct {
		const char *text;
		int cells;
		const char *cut;
	} cases[] = {
		{ "", 0, "" },
		{ "", 5, "" },
		{ "abc", 3, "abc" },
		{ "abc", 2, "a…" },
		{ "abc", 1, "…" },
		{ "abc", 0, "" },
		{ "abc", -1, "" },
		{ "教研组", 6, "教研组" },
		{ "教研组", 5, "教研…" },
		{ "教研组", 4, "教…" },
		{ "教研组", 3, "教…" },
		{ "教研组", 2, "…" },
		{ "教研组", 1, "…" },
		{ "e\u0301xyz", 2, "e\u0301…" },
		{ "ab\u0301", 2, "ab\u0301" },
		{ "👨‍👩‍👧ab", 3, "👨‍👩‍👧…" },
		{ "👨‍👩‍👧ab", 2, "…" },
		{ "a\xff"
		  "bc",
		  3, "a\xff…" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

		jyz_text_cut(&out, cases[i].text, cases[i].cells);
		jt_str_eq(out.data, cases[i].cut);
	}
}

static void escaped_text_drives_no_terminal(void **state)
{
	static const struct {
		const char *text, *one_line, *lines;
	} cases[] = {
		{ "教研组 é 👍", "教研组 é 👍", "教研组 é 👍" },
		{ "a\nb\tc", "a\\x0ab\\x09c", "a\nb\tc" },
		{ "a\rb", "a\\x0db", "a\\x0db" },
		{ "\x1b[31m", "\\x1b[31m", "\\x1b[31m" },
		{ "\x01\x7f", "\\x01\\x7f", "\\x01\\x7f" },
		{ "\xc2\x80\xc2\x9b\xc2\x9f", "\\u{0080}\\u{009b}\\u{009f}",
		  "\\u{0080}\\u{009b}\\u{009f}" },
		{ "\u00a0", "\u00a0", "\u00a0" },
		{ "\u202a\u202e\u2066\u2069",
		  "\\u{202a}\\u{202e}\\u{2066}\\u{2069}",
		  "\\u{202a}\\u{202e}\\u{2066}\\u{2069}" },
		{ "\u200e\u200f\u061c", "\\u{200e}\\u{200f}\\u{061c}",
		  "\\u{200e}\\u{200f}\\u{061c}" },
		{ "\u2028\u2029", "\\u{2028}\\u{2029}", "\\u{2028}\\u{2029}" },
		{ "\x9b"
		  "31m\xe6\x95",
		  "\\x9b31m\\xe6\\x95", "\\x9b31m\\xe6\\x95" },
		{ "👨‍👩", "👨‍👩", "👨‍👩" },
		{ "a\\b", "a\\b", "a\\b" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

		jyz_text_escape(&out, cases[i].text, false);
		jt_str_eq(out.data, cases[i].one_line);
		jyz_buf_clear(&out);
		jyz_text_escape(&out, cases[i].text, true);
		jt_str_eq(out.data, cases[i].lines);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(width_in_cells),
		cmocka_unit_test(cut_never_exceeds),
		cmocka_unit_test(escaped_text_drives_no_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
