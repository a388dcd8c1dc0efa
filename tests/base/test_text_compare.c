/* Beginnings of keys, distance, natural order. */
#include <stdlib.h>
#include <string.h>

#include "jt.h"
#include "jyz/base/text.h"

static void folded_or_not_the_same(void **state)
{
	static const struct {
		const char *text, *key;
		bool same;
	} cases[] = {
		{ "高一（１）班", "高一1班", true },
		{ "阿依古丽•买买提", "阿依古丽买买提", true },
		{ "Li Qiang", "liqiang", true },
		{ "高一1班", "高一1", false },
		{ "高一", "高一1", false },
		/* the key is taken as it is: the caller has folded it */
		{ "Li Qiang", "Li Qiang", false },
		{ "()", "", true },
		{ "", "", true },
		{ NULL, "", false },
		{ NULL, "王芳", false },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++)
		if (jyz_text_is(cases[i].text, cases[i].key) != cases[i].same)
			jt_fail("case %zu: '%s'", i, cases[i].key);
}

static void beginnings_do_not_split_numbers(void **state)
{
	static const struct {
		const char *key, *prefix;
		bool begins;
	} cases[] = {
		{ "高一1班", "高一1", true },
		{ "高一10班", "高一1", false },
		{ "高一10班", "高一10", true },
		{ "高一10班", "高一", true },
		{ "高一1", "高一1", true },
		{ "高一", "高一1", false },
		{ "王芳", "王", true },
		{ "王芳", "芳", false },
		{ "王芳", "", true },
		{ "", "", true },
		{ "2026-1", "202", false },
		{ "2026-1", "2026-", true },
		{ "a1b", "a", true },
		{ "高一二班", "高一", true },
		{ "高一十班", "高一十", true },
		{ "高一十一班", "高一十", false },
		{ "高一二十一班", "高一二十", false },
		{ "十一", "", true },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++)
		if (jyz_text_begins(cases[i].key, cases[i].prefix) !=
		    cases[i].begins)
			jt_fail("'%s', '%s'", cases[i].key, cases[i].prefix);
}

static void distance_counts_edits(void **state)
{
	static const struct {
		const char *a, *b;
		size_t distance;
	} cases[] = {
		{ "", "", 0 },
		{ "", "abc", 3 },
		{ "abc", "abc", 0 },
		{ "abc", "abd", 1 },
		{ "teacher", "taecher", 1 },
		{ "teacher", "teachr", 1 },
		{ "teacher", "tteacher", 1 },
		{ "kitten", "sitting", 3 },
		{ "王芳", "王方", 1 },
		{ "王芳", "芳王", 1 },
		{ "王芳", "李明", 2 },
		{ "ca", "abc", 3 }, /* what was moved is not edited again */
		{ "\xff", "a", 1 },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		jt_int_eq(jyz_text_distance(cases[i].a, cases[i].b),
			  cases[i].distance);
		jt_int_eq(jyz_text_distance(cases[i].b, cases[i].a),
			  cases[i].distance);
	}
}

static int sign(int x)
{
	return (x > 0) - (x < 0);
}

/* Each is before all that follow it. */
static void order_is_natural_and_total(void **state)
{
	static const char *const ordered[] = {
		"",
		" a",
		"001",
		"01",
		"1",
		"１",
		"2",
		"10",
		"18446744073709551615",
		"18446744073709551616",
		"18446744073709551616a",
		"A",
		"a",
		"a1",
		"a1b",
		"a02",
		"a2",
		"a2b",
		"a10",
		"高一1班",
		"高一2班",
		"高一10班",
		"高一（2）班",
		"高一（10）班",
		"高二1班",
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(ordered); i++)
		for (size_t j = 0; j < JT_COUNT(ordered); j++)
			if (sign(jyz_text_compare(ordered[i], ordered[j])) !=
			    sign((int)i - (int)j))
				jt_fail("'%s' and '%s'", ordered[i],
					ordered[j]);
}

/* qsort needs it: no three texts may go round in a circle. */
static void order_has_no_circles(void **state)
{
	static const char *const signs[] = { "0", "1", "9", "１",
					     "a", " ", "高" };
	static char texts[400][16];
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < 7 * 7 * 7; i++) {
		texts[count][0] = '\0';
		strcat(texts[count], signs[i % 7]);
		strcat(texts[count], signs[i / 7 % 7]);
		strcat(texts[count++], signs[i / 49]);
	}
	for (unsigned i = 0; i < 300000; i++) {
		const char *a = texts[(unsigned)rand() % count];
		const char *b = texts[(unsigned)rand() % count];
		const char *c = texts[(unsigned)rand() % count];

		if (jyz_text_compare(a, b) <= 0 &&
		    jyz_text_compare(b, c) <= 0 && jyz_text_compare(a, c) > 0)
			jt_fail("'%s' '%s' '%s'", a, b, c);
		if (sign(jyz_text_compare(a, b)) !=
		    -sign(jyz_text_compare(b, a)))
			jt_fail("'%s' '%s'", a, b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folded_or_not_the_same),
		cmocka_unit_test(beginnings_do_not_split_numbers),
		cmocka_unit_test(distance_counts_edits),
		cmocka_unit_test(order_is_natural_and_total),
		cmocka_unit_test(order_has_no_circles),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
