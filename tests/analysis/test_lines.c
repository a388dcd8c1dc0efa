/*
 * One small grade, all three definitions, worked by hand: six pupils with
 * totals 600 550 520 450 400 380 and scores 100 80 90 85 60 70.
 *
 * The total's line is 500: three pupils, mean total 556 2/3, mean score 90.
 * Effective line: 500 / (1670/3) * 90 = 80.838..., so 80.84 in hundredths.
 * Top: the third score, 85.
 */
#include "jt.h"

#include <math.h>

#include "jyz/analysis/lines.h"

#include "reference.h"

static struct jyz_count counts[] = {
	{ 6000, 1 }, { 7000, 1 }, { 8000, 1 },
	{ 8500, 1 }, { 9000, 1 }, { 10000, 1 },
};
static const struct jyz_distribution scores = { counts, 6, 6, 6 };
static const struct jyz_line_sums above = { 3, 167000, 27000 };

static void test_lines(void **state)
{
	(void)state;
	jt_int_eq(jyz_subject_line(JYZ_CONTRIBUTION_EFFECTIVE, 50000, &above,
				   &scores),
		  8084);
	jt_int_eq(jyz_subject_line(JYZ_CONTRIBUTION_SHARE, 50000, &above,
				   NULL),
		  8084);
	jt_int_eq(jyz_subject_line(JYZ_CONTRIBUTION_TOP, 50000, &above,
				   &scores),
		  8500);
}

static void test_rounded_up(void **state)
{
	static const struct {
		int64_t line;
		struct jyz_line_sums above;
		int64_t want;
	} cases[] = {
		/* Exact ones stay: 400 / 500 * 90 = 72. */
		{ 40000, { 2, 100000, 18000 }, 7200 },
		/* The least more goes up: 72.0001... */
		{ 40001, { 2, 100000, 18000 }, 7201 },
		{ 0, { 2, 100000, 18000 }, 0 },
		/* Nobody has a mark. */
		{ 0, { 2, 0, 0 }, 0 },
		/* The largest that are stored. */
		{ 100000000,
		  { 1000000, 100000000000000, 1000000000000 },
		  1000000 },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++)
		jt_int_eq(jyz_subject_line(JYZ_CONTRIBUTION_EFFECTIVE,
					   cases[i].line, &cases[i].above,
					   NULL),
			  cases[i].want);
}

static void test_top_with_ties(void **state)
{
	static struct jyz_count tied[] = { { 50, 4 }, { 70, 3 }, { 90, 2 } };
	static const struct jyz_distribution d = { tied, 3, 3, 9 };
	static const struct {
		int64_t n, line;
	} cases[] = {
		{ 1, 90 },
		{ 2, 90 },
		{ 3, 70 },
		{ 5, 70 },
		{ 6, 50 },
		{ 9, 50 },
		/* More above the total's line than sat the subject. */
		{ 12, 50 },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		struct jyz_line_sums sums = { cases[i].n, 1, 1 };

		jt_int_eq(jyz_subject_line(JYZ_CONTRIBUTION_TOP, 1, &sums, &d),
			  cases[i].line);
	}
}

/*
 * A class of the pupils 1, 2 and 4.  Above the total: 1, 2 (1150 points, 180
 * in the subject); above 80.84: 1, 4; both: 1.  Above 85: 1, 4; both: 1.
 */
static void test_rates(void **state)
{
	static const struct jyz_line_counts class = { 2, 2, 1, 115000, 18000 };
	static const struct jyz_line_counts nobody = { 0, 0, 0, 0, 0 };
	static const struct jyz_line_counts none_in_subject = { 2, 0, 0,
								115000, 9000 };
	(void)state;

	near(jyz_hit_rate(&class), .5, 0);
	near(jyz_contribution_rate(JYZ_CONTRIBUTION_EFFECTIVE, &class), .5, 0);
	near(jyz_contribution_rate(JYZ_CONTRIBUTION_TOP, &class), .5, 0);
	near(jyz_contribution_rate(JYZ_CONTRIBUTION_SHARE, &class),
	     180.0 / 1150, 0);

	assert_true(isnan(jyz_hit_rate(&none_in_subject)));
	near(jyz_contribution_rate(JYZ_CONTRIBUTION_TOP, &none_in_subject), 0,
	     0);
	assert_true(isnan(jyz_hit_rate(&nobody)));
	for (int d = JYZ_CONTRIBUTION_EFFECTIVE; d <= JYZ_CONTRIBUTION_SHARE;
	     d++)
		assert_true(isnan(jyz_contribution_rate(
			(enum jyz_contribution)d, &nobody)));
}

static void test_names(void **state)
{
	(void)state;
	for (int d = JYZ_CONTRIBUTION_EFFECTIVE; d <= JYZ_CONTRIBUTION_SHARE;
	     d++)
		jt_int_eq(jyz_contribution_parse(jyz_contribution_name(
				  (enum jyz_contribution)d)),
			  d);
	jt_str_eq(jyz_contribution_name(JYZ_CONTRIBUTION_TOP), "top");
	jt_int_eq(jyz_contribution_parse(""), -1);
	jt_int_eq(jyz_contribution_parse("Top"), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_rounded_up),
		cmocka_unit_test(test_top_with_ties),
		cmocka_unit_test(test_rates),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
