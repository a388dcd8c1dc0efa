/*
 * How a grade is cut: nobody's total is split between fifths, those on the
 * cut of a group share it, and the stored form brings back what was cut.
 */
#include "jt.h"

#include <string.h>

#include "jyz/analysis/items.h"

#define SCORES_MAX 8

static struct jyz_distribution distribution(struct jyz_count *counts,
					    size_t room)
{
	struct jyz_distribution d = { counts, 0, room, 0 };

	for (; d.count < room && counts[d.count].count; d.count++)
		d.n += counts[d.count].count;
	return d;
}

static void test_cut(void **state)
{
	static struct {
		const char *what;
		struct jyz_count counts[SCORES_MAX];
		struct jyz_strata want;
	} cases[] = {
		{ "ten pupils, two a fifth",
		  { { 10, 2 }, { 20, 2 }, { 30, 2 }, { 40, 2 }, { 50, 2 } },
		  { { 20, 30, 40, 50 }, 3, 40, 1, 2, 20, 1, 2 } },
		/* Middles: 3.5 of 10 is fifth 2, 8 is at the beginning of
		 * fifth 5, 9.5 in it: fifths 1, 3 and 4 are empty. */
		{ "ties are not split",
		  { { 10, 7 }, { 20, 2 }, { 30, 1 } },
		  { { 10, 20, 20, 20 }, 3, 20, 2, 2, 10, 3, 7 } },
		{ "one pupil: the middle fifth, no groups",
		  { { 70, 1 } },
		  { { 70, 70, 71, 71 }, 0, 70, 0, 1, 70, 0, 1 } },
		{ "two pupils, one a group",
		  { { 60, 1 }, { 70, 1 } },
		  { { 60, 70, 70, 71 }, 1, 70, 1, 1, 60, 1, 1 } },
		{ "all alike: both cuts on them",
		  { { 70, 50 } },
		  { { 70, 70, 71, 71 }, 14, 70, 14, 50, 70, 14, 50 } },
		{ "39 pupils: 33 %",
		  { { 0, 10 }, { 10, 19 }, { 20, 10 } },
		  { { 10, 10, 20, 20 }, 13, 10, 3, 19, 10, 3, 19 } },
		{ "40 pupils: 27 %",
		  { { 0, 10 }, { 10, 20 }, { 20, 10 } },
		  { { 10, 10, 20, 20 }, 11, 10, 1, 20, 10, 1, 20 } },
		{ "a half is rounded up: 13.5",
		  { { 0, 14 }, { 10, 22 }, { 20, 14 } },
		  { { 10, 10, 20, 20 }, 14, 20, 14, 14, 0, 14, 14 } },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		struct jyz_distribution d =
			distribution(cases[i].counts, SCORES_MAX);
		struct jyz_strata s = jyz_strata_cut(&d);
		struct jyz_buf got = JYZ_BUF_INIT, want = JYZ_BUF_INIT;

		jyz_strata_format(&got, &s);
		jyz_strata_format(&want, &cases[i].want);
		if (strcmp(got.data, want.data) != 0)
			jt_fail("%s: %s, not %s", cases[i].what, got.data,
				want.data);
		jyz_buf_free(&got);
		jyz_buf_free(&want);
	}
}

static void test_fifth(void **state)
{
	static const struct jyz_strata s = { .fifths = { 10, 20, 20, 30 } };
	static const struct {
		int64_t total;
		int fifth;
	} cases[] = {
		{ -5, 0 }, { 9, 0 },  { 10, 1 }, { 19, 1 },
		{ 20, 3 }, { 29, 3 }, { 30, 4 }, { 9999, 4 },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++)
		jt_int_eq(jyz_strata_fifth(&s, cases[i].total),
			  cases[i].fifth);
}

/* Every pupil of a grade without ties: fifths as equal as can be. */
static void test_fifths_are_equal(void **state)
{
	struct jyz_count counts[503];
	struct jyz_distribution d = { counts, JT_COUNT(counts),
				      JT_COUNT(counts), JT_COUNT(counts) };
	int pupils[JYZ_FIFTHS] = { 0 };
	(void)state;

	for (size_t i = 0; i < JT_COUNT(counts); i++)
		counts[i] = (struct jyz_count){ (int64_t)(100 * i), 1 };
	struct jyz_strata s = jyz_strata_cut(&d);

	for (size_t i = 0; i < JT_COUNT(counts); i++)
		pupils[jyz_strata_fifth(&s, counts[i].score)]++;
	for (int i = 0; i < JYZ_FIFTHS; i++)
		assert_in_range(pupils[i], 100, 101);
	jt_int_eq(s.group, 136);
	jt_int_eq(s.upper_cut, 100 * (503 - 136));
	jt_int_eq(s.lower_cut, 100 * 135);
}

static void test_stored_form(void **state)
{
	static const char text[] =
		"{\"fifths\":[4500,5200,5200,7150],\"group\":27,"
		"\"upper\":[8000,2,5],\"lower\":[4000,27,30]}";
	struct jyz_strata s;
	struct jyz_error err = JYZ_ERROR_INIT;
	struct jyz_buf out = JYZ_BUF_INIT;
	(void)state;

	jt_ok(jyz_strata_parse(&s, text, &err), &err);
	jt_int_eq(s.fifths[3], 7150);
	jt_int_eq(s.group, 27);
	jt_int_eq(s.upper_cut, 8000);
	jt_int_eq(s.upper_rest, 2);
	jt_int_eq(s.upper_tied, 5);
	jt_int_eq(s.lower_cut, 4000);
	jt_int_eq(s.lower_rest, 27);
	jt_int_eq(s.lower_tied, 30);
	jyz_strata_format(&out, &s);
	jt_str_eq(out.data, text);
	jyz_buf_free(&out);
}

static void test_stored_form_refused(void **state)
{
#define CUTS(fifths, group, upper, lower)                                     \
	"{\"fifths\":[" fifths "],\"group\":" group ",\"upper\":[" upper      \
	"],\"lower\":[" lower "]}"
	static const char *const texts[] = {
		"",
		"{}",
		"[]",
		CUTS("1,2,3", "1", "3,1,1", "1,1,1"),
		CUTS("1,2,3,4,5", "1", "3,1,1", "1,1,1"),
		CUTS("1,3,2,4", "1", "3,1,1", "1,1,1"),
		CUTS("1,2,3,4", "-1", "3,1,1", "1,1,1"),
		CUTS("1,2,3,4", "1", "3,2,1", "1,1,1"),
		CUTS("1,2,3,4", "1", "3,2,2", "1,1,1"),
		CUTS("1,2,3,4", "1", "3,0,1", "1,1,1"),
		CUTS("1,2,3,4", "0", "3,0,0", "1,0,1"),
		CUTS("1,2,3,4", "1", "3,1,1", "4,1,1"),
		CUTS("1,2,3,4", "1", "3,1", "1,1,1"),
		CUTS("1,2,3,4", "1", "3,0.5,1", "1,1,1"),
		CUTS("1,2,3,04", "1", "3,1,1", "1,1,1"),
		CUTS("1,2,3,4", "1", "3,1,1", "1,1,1") " ",
		" " CUTS("1,2,3,4", "1", "3,1,1", "1,1,1"),
		CUTS("1,2,3,9223372036854775808", "1", "3,1,1", "1,1,1"),
		/* Of so many pupils products would not be numbers. */
		CUTS("1,2,3,4", "1", "3,1,1000000001", "1,1,1"),
		CUTS("1,2,3,4", "1000000001", "3,1,1", "1,1,1"),
		CUTS("1,2,3,4", "1", "3,1,1", "-1000000001,1,1"),
		CUTS("-1000000001,2,3,4", "1", "3,1,1", "1,1,1"),
		CUTS("1,2,3,1000000002", "1", "3,1,1", "1,1,1"),
	};
#undef CUTS
	static const struct jyz_strata before = { .group = 77 };
	struct jyz_error err = JYZ_ERROR_INIT;
	(void)state;

	for (size_t i = 0; i < JT_COUNT(texts); i++) {
		struct jyz_strata s = before;

		jt_code(jyz_strata_parse(&s, texts[i], &err), JYZ_EINVAL,
			&err);
		assert_memory_equal(&s, &before, sizeof(s));
	}
	jyz_error_free(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_fifth),
		cmocka_unit_test(test_fifths_are_equal),
		cmocka_unit_test(test_stored_form),
		cmocka_unit_test(test_stored_form_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
