/* Texts folded for searching, words found in them, what stands around. */
#include <string.h>

#include "jt.h"
#include "jyz/base/find.h"
#include "jyz/base/text.h"

#include "../../src/base/fold.h"

static char *fold_of(const char *s)
{
	struct jyz_buf out = JYZ_BUF_INIT;

	jyz_text_fold(&out, s);
	return jt_keep(jyz_buf_detach(&out));
}

static void folds(void **state)
{
	static const struct {
		const char *text, *folded;
	} cases[] = {
		{ "", "" },
		{ "Abc XYZ", "abc xyz" },
		{ "ＡＢｃ１２３！～", "abc123!~" },
		{ "高一（１）班", "高一(1)班" },
		{ "函数　概念", "函数 概念" },
		{ "“引入”、《导学》…", "“引入”、《导学》..." },
		{ "阿依古丽·买买提", "阿依古丽·买买提" },
		{ "①㈠㎏ﬁ", "1(一)kgfi" },
		{ "Straße", "strasse" },
		{ "e\u0301A\u030a", "éå" },
		{ "É", "é" },
		{ "ｅ\u0301", "é" },
		{ "x²y", "x2y" },
		{ "函\u200b数", "函数" },
		{ "\uf900", "豈" },
		{ "か\u3099ﾊﾟ", "がパ" },
		{ "<\u0338", "≮" },
		{ "a\xff" "B", "a\xef\xbf\xbd" "b" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++)
		jt_str_eq(fold_of(cases[i].text), cases[i].folded);
}

/* Pieces that join each other or do not, in any order: the quick way and the
 * tables must agree. */
static void folds_as_the_tables_do(void **state)
{
	static const char *const pieces[] = {
		"a", "E", "Z", " ", "\n", "<", "1", "函", "数", "龥", "，",
		"Ｅ", "ｚ", "　", "。", "《", "”", "—", "…", "·", "\u0301",
		"\u0338", "\u3099", "か", "é", "²", "①", "ß", "ﬁ", "\u200b",
		"\u200d", "\ufe0f", "👨", "한", "ᄀ", "ᅡ", "\uf900", "〶",
		"\u302a", "𠮷", "Σ", "İ", "㎡", "\u00a0", "‑", "×",
	};
	uint64_t seed = 42;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct jyz_buf text = JYZ_BUF_INIT, quick = JYZ_BUF_INIT,
			       slow = JYZ_BUF_INIT;

		for (int n = 0; n < 1 + round % 8; n++) {
			seed = seed * UINT64_C(6364136223846793005) + 1;
			jyz_buf_adds(&text,
				     pieces[(seed >> 33) % JT_COUNT(pieces)]);
		}
		jyz_text_fold(&quick, text.data);
		jyz_fold_slowly(&slow, text.data, text.len);
		if (strcmp(quick.data, slow.data) != 0)
			jt_fail("'%s': '%s', not '%s'", text.data, quick.data,
				slow.data);
		jyz_buf_free(&text);
		jyz_buf_free(&quick);
		jyz_buf_free(&slow);
	}
}

/* Looking without folding, where that can be, finds what folding finds. */
static void looks_as_folded(void **state)
{
	static const char *const pieces[] = {
		"函", "数", "函数", "a", "A", "ａ", "Ａ", "9", "９", "ab",
		"（", "(", "，", "…", ".", "·", "　", " ", "\u0301", "é",
		"\u200b", "\uf900", "豈", "①", "1", "“", "ﬁ", "f", "か",
		"\u3099", "\xc2", "z",
	};
	uint64_t seed = 7;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct jyz_finder finder = JYZ_FINDER_INIT;
		struct jyz_buf text = JYZ_BUF_INIT, word = JYZ_BUF_INIT;

		for (int n = 0; n < 1 + round % 6; n++) {
			seed = seed * UINT64_C(6364136223846793005) + 1;
			jyz_buf_adds(&text,
				     pieces[(seed >> 33) % JT_COUNT(pieces)]);
			if (n < 1 + round % 3)
				jyz_buf_adds(&word, pieces[(seed >> 43) %
							   30]);
		}
		assert_true(jyz_finder_add(&finder, word.data));
		bool due = finder.n_words &&
			   strstr(fold_of(text.data), fold_of(word.data));

		if (jyz_finder_look(&finder, text.data) != due)
			jt_fail("'%s' in '%s': not %d", word.data, text.data,
				due);
		jyz_buf_free(&text);
		jyz_buf_free(&word);
		jyz_finder_free(&finder);
	}
}

/* The excerpt as people see it: hits in brackets. */
static const char *marked(const struct jyz_excerpt *e)
{
	struct jyz_buf out = JYZ_BUF_INIT;
	size_t at = 0;

	jyz_buf_adds(&out, e->begun ? "~" : "");
	for (size_t i = 0; i < e->n_hits; i++) {
		jyz_buf_add(&out, e->text.data + at, e->hits[i].from - at);
		jyz_buf_addc(&out, '[');
		jyz_buf_add(&out, e->text.data + e->hits[i].from,
			    e->hits[i].to - e->hits[i].from);
		jyz_buf_addc(&out, ']');
		at = e->hits[i].to;
	}
	jyz_buf_adds(&out, e->text.data + at);
	jyz_buf_adds(&out, e->goes_on ? "~" : "");
	return jt_keep(jyz_buf_detach(&out));
}

static void finds(void **state)
{
	static const struct {
		const char *text, *first, *second;
		uint64_t found;
		const char *marked;
	} cases[] = {
		{ "函数的单调性", "单调", NULL, 1, "函数的[单调]性" },
		{ "函数的单调性", "性", NULL, 1, "~数的单调[性]" },
		{ "函数的单调性", "周期", NULL, 0, "函数的单~" },
		{ "一二三四五六七八九十", "六", NULL, 1,
		  "~二三四五[六]七八九十" },
		{ "一二三四五六七八九十", "五", "八", 3,
		  "一二三四[五]六七[八]九~" },
		{ "导入。\n导入！", "导入", NULL, 1, "[导入]。 [导入]~" },
		{ "ＯＰＥＮ课", "open", NULL, 1, "[ＯＰＥＮ]课" },
		{ "第①步", "1步", NULL, 1, "第[①步]" },
		{ "xﬁy", "i", NULL, 1, "x[ﬁ]y" },
		{ "cafe\u0301s", "é", NULL, 1, "caf[e\u0301]s" },
		{ "cafés", "e", NULL, 0, "café~" },
		{ "aaa", "aa", NULL, 1, "[aa]a" },
		{ "abc", "ab", "bc", 3, "[abc]" },
		{ "", "a", NULL, 0, "" },
		{ "数", "数", "x", 1, "[数]" },
		{ "·", "·", NULL, 1, "[·]" },
		{ "甲·", "·", "甲", 3, "[甲·]" },
		{ "第Ｚ组", "z", NULL, 1, "第[Ｚ]组" },
		{ "第ｚ组", "Z组", NULL, 1, "第[ｚ组]" },
		{ "第９组", "9", "Ａ", 1, "第[９]组" },
		{ "Ａ９", "9a", "a9", 2, "[Ａ９]" },
		{ "高一(1)班", "（1）", "高一（", 3, "[高一(1)]班" },
		{ "函\u200b数", "函数", NULL, 1, "[函\u200b数]" },
		{ "\uf9b6", "禮", "礼", 1, "[\uf9b6]" },
		{ "好，Ｇｏｏｄ morning", "good", "MORN", 3,
		  "好，[Ｇｏｏｄ] [mor]~" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		struct jyz_finder finder = JYZ_FINDER_INIT;
		struct jyz_excerpt e = JYZ_EXCERPT_INIT;
		assert_true(jyz_finder_add(&finder, cases[i].first));
		if (cases[i].second)
			assert_true(jyz_finder_add(&finder, cases[i].second));
		jt_int_eq(jyz_finder_look(&finder, cases[i].text),
			  cases[i].found);
		jyz_finder_excerpt(&finder, cases[i].text, 4, 4, &e);
		jt_str_eq(marked(&e), cases[i].marked);
		jyz_excerpt_free(&e);
		jyz_finder_free(&finder);
	}
}

static void words_are_limited(void **state)
{
	struct jyz_finder finder = JYZ_FINDER_INIT;
	char word[] = "词0";

	(void)state;
	assert_true(jyz_finder_add(&finder, ""));
	assert_true(jyz_finder_add(&finder, "\u200b"));
	jt_int_eq(finder.n_words, 0);
	for (int i = 0; i < JYZ_FINDER_MAX; i++) {
		word[3] = (char)('0' + i);
		assert_true(jyz_finder_add(&finder, word));
	}
	assert_false(jyz_finder_add(&finder, "再"));
	jt_int_eq(jyz_finder_look(&finder, "词0词o"),
		  UINT64_C(1) | UINT64_C(1) << 31 | UINT64_C(1) << 63);
	jyz_finder_free(&finder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folds),
		cmocka_unit_test(folds_as_the_tables_do),
		cmocka_unit_test(looks_as_folded),
		cmocka_unit_test(finds),
		cmocka_unit_test(words_are_limited),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
