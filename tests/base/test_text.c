/* Keys, plain forms, trimming, validity. */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "jt.h"
#include "jyz/base/text.h"

static char *key_of(const char *s)
{
	struct jyz_buf out = JYZ_BUF_INIT;

	jyz_text_key(&out, s);
	return jt_keep(jyz_buf_detach(&out));
}

static char *plain_of(const char *s)
{
	struct jyz_buf out = JYZ_BUF_INIT;

	jyz_text_plain(&out, s);
	return jt_keep(jyz_buf_detach(&out));
}

static char *trim_of(const char *s)
{
	struct jyz_buf out = JYZ_BUF_INIT;

	jyz_text_trim(&out, s);
	return jt_keep(jyz_buf_detach(&out));
}

static void key_folds(void **state)
{
	static const struct {
		const char *text, *key;
	} cases[] = {
		{ "", "" },
		{ "高一(1)班", "高一1班" },
		{ "高一（1）班", "高一1班" },
		{ "高一（１）班", "高一1班" },
		{ "高一1班", "高一1班" },
		{ "高一 1 班", "高一1班" },
		{ "高一　１　班", "高一1班" },
		{ "\t高一[1]班\n", "高一1班" },
		{ "高一【1】班", "高一1班" },
		{ "高一〔1〕班", "高一1班" },
		{ "高一︵1︶班", "高一1班" },
		{ "高一⑴班", "高一1班" },
		{ "高一㈠班", "高一一班" },
		{ "高一①班", "高一1班" },
		{ "高一\u200b1\ufeff班", "高一1班" },
		{ "高一\u00a01\u2009班", "高一1班" },
		{ "《高一》<1>「班」『x』", "高一1班x" },
		{ "“A”‘b’«C»\"d\"'e'", "abcde" },
		{ "阿依古丽·买买提", "阿依古丽买买提" },
		{ "阿依古丽•买买提", "阿依古丽买买提" },
		{ "阿依古丽‧买买提", "阿依古丽买买提" },
		{ "阿依古丽・买买提", "阿依古丽买买提" },
		{ "阿依古丽･买买提", "阿依古丽买买提" },
		{ "阿依古丽∙买买提", "阿依古丽买买提" },
		{ "阿依古丽⋅买买提", "阿依古丽买买提" },
		{ "阿依古丽 · 买买提", "阿依古丽买买提" },
		{ "Ａ", "a" },
		{ "CLASS A(1)", "classa1" },
		{ "Ｃlass　ａ{１}", "classa1" },
		{ "STRASSE", "strasse" },
		{ "Straße", "strasse" },
		{ "e\u0301", "é" },
		{ "É", "é" },
		{ "葛\U000e0100", "葛" },
		{ "2025-2026", "2025-2026" },
		{ "a_b/c.d", "a_b/c.d" },
		{ "(\u0338", "" },
		{ "e(\u0301", "e" },
		{ "\u00a8", "" },
		{ "a\xff", "a\ufffd" },
		{ "( )", "" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++)
		jt_str_eq(key_of(cases[i].text), cases[i].key);
}

static void key_appends(void **state)
{
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

	(void)state;
	jyz_text_key(&out, "A");
	jyz_text_key(&out, "（高）");
	jt_str_eq(out.data, "a高");
}

/* Longer than what is folded without asking for memory. */
static void key_of_long_text(void **state)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) wanted = JYZ_BUF_INIT;

	(void)state;
	for (int i = 0; i < 600; i++) {
		JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;

		jyz_text_key(&key, text.data);
		jt_str_eq(key.data, wanted.data);
		jyz_buf_adds(&text, "（Ａ）教");
		jyz_buf_adds(&wanted, "a教");
	}
	jyz_buf_adds(&text, "\xc0");
	jyz_buf_adds(&wanted, "\ufffd");
	jt_str_eq(key_of(text.data), wanted.data);
}

static void encode(char out[5], int32_t cp)
{
	unsigned char bytes[4];
	utf8proc_ssize_t len = utf8proc_encode_char(cp, bytes);

	memcpy(out, bytes, (size_t)len);
	out[len] = '\0';
}

/* Keys are stored and compared: a key must be its own key. */
static void key_of_key_is_the_key(void **state)
{
	JYZ_AUTO(jyz_buf) once = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) twice = JYZ_BUF_INIT;

	(void)state;
	for (int32_t cp = 1; cp < 0x30000; cp++) {
		char text[16] = "e", ch[5];

		if (cp >= 0xd800 && cp < 0xe000)
			continue;
		encode(ch, cp);
		strcat(text, ch);
		strcat(text, "\u0301x");
		jyz_buf_clear(&once);
		jyz_buf_clear(&twice);
		jyz_text_key(&once, text);
		jyz_text_key(&twice, once.data);
		if (strcmp(once.data, twice.data) != 0)
			jt_fail("U+%04X: key '%s', its key '%s'", cp,
				once.data, twice.data);
	}
}

/* The fast way for ASCII gives what the long way gives. */
static void ascii_key_is_the_unicode_key(void **state)
{
	(void)state;
	for (char c = 1; c > 0 && c < 127; c++) {
		char ascii[] = { 'X', c, 'y', '\0' };
		char longer[] = { 'X', c, 'y', '\xe6', '\x95', '\x99', '\0' };
		char *key = key_of(longer);

		key[strlen(key) - 3] = '\0';
		jt_str_eq(key_of(ascii), key);
	}
}

static void plain_is_for_parsers(void **state)
{
	static const struct {
		const char *text, *plain;
	} cases[] = {
		{ "", "" },
		{ "  ", "" },
		{ " a b ", "a b" },
		{ "　８８．５　", "88.5" },
		{ "１，２３４", "1,234" },
		{ "８：３０", "8:30" },
		{ "－５", "-5" },
		{ "Ａ（１）", "A(1)" },
		{ "\ufeff12\u200b", "12" },
		{ "\u00a012\r\n", "12" },
		{ "1　2", "1 2" },
		{ "12\xff", "12\ufffd" },
		{ "\x80", "\ufffd" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++)
		jt_str_eq(plain_of(cases[i].text), cases[i].plain);
}

static void trim_changes_the_ends_only(void **state)
{
	static const struct {
		const char *text, *trimmed;
	} cases[] = {
		{ "", "" },
		{ " \t\r\n　\u00a0\ufeff", "" },
		{ " 王　芳 ", "王　芳" },
		{ "（Ａ）", "（Ａ）" },
		{ "x\xa0", "x\xa0" },
		{ " \xe3\x80 ", "\xe3\x80" },
		{ "é ", "é" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++)
		jt_str_eq(trim_of(cases[i].text), cases[i].trimmed);
}

static void valid_is_strict(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
		bool valid;
	} cases[] = {
		{ "", 0, true },
		{ "abcdefghijklmnop", 16, true },
		{ "教研组\U0001f468 é", 16, true },
		{ "\xf4\x8f\xbf\xbf", 4, true },
		{ "a\0b", 3, false },
		{ "\0", 1, false },
		{ "abcdefg\0abcdefg", 15, false },
		{ "abcdefgh\xff", 9, false },
		{ "\xe6\x95", 2, false },
		{ "\x95", 1, false },
		{ "\xc0\xaf", 2, false },
		{ "\xe0\x80\xaf", 3, false },
		{ "\xed\xa0\x80", 3, false },
		{ "\xf4\x90\x80\x80", 4, false },
		{ "\xf8\x88\x80\x80\x80", 5, false },
		{ "\xbd\xcc\xd1\xd0\xd7\xe9", 6, false }, /* GB18030 */
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++)
		if (jyz_text_valid(cases[i].bytes, cases[i].len) !=
		    cases[i].valid)
			jt_fail("case %zu is not %s", i,
				cases[i].valid ? "valid" : "invalid");
	/* What lies behind the length does not matter. */
	assert_true(jyz_text_valid("教\xff", 3));
	assert_false(jyz_text_valid("教", 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(key_folds),
		cmocka_unit_test(key_appends),
		cmocka_unit_test(key_of_long_text),
		cmocka_unit_test(key_of_key_is_the_key),
		cmocka_unit_test(ascii_key_is_the_unicode_key),
		cmocka_unit_test(plain_is_for_parsers),
		cmocka_unit_test(trim_changes_the_ends_only),
		cmocka_unit_test(valid_is_strict),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
