/*
 * The studentized range: printed tables, and interpolated against exact.
 */
#include <math.h>

#include "jyz/analysis/compare.h"
#include "reference.h"

static const int sizes[] = { 2, 3, 5, 10, 20, 40, 65, 70 };

static void test_tables(void **state)
{
	static const struct {
		int classes;
		double df, q;
	} cases[] = {
		{ 2, INFINITY, 2.772 },  { 3, INFINITY, 3.314 },
		{ 4, INFINITY, 3.633 },  { 6, INFINITY, 4.030 },
		{ 8, INFINITY, 4.286 },  { 10, INFINITY, 4.474 },
		{ 12, INFINITY, 4.622 }, { 3, 60, 3.399 },
		{ 3, 20, 3.578 },        { 3, 9, 3.948 },
	};
	(void)state;

	for (int many = 0; many < 2; many++)
		for (size_t i = 0; i < JT_COUNT(cases); i++) {
			struct jyz_tukey *t =
				jyz_tukey_new(cases[i].classes, many);

			near(jyz_tukey_critical(t, cases[i].df), cases[i].q,
			     0.0006);
			near(jyz_tukey_p(t, cases[i].q, cases[i].df), 0.05,
			     0.0001);
			jyz_tukey_drop(t);
		}
}

static void check_curve(struct jyz_tukey *many, struct jyz_tukey *exact,
			double df)
{
	near(jyz_tukey_critical(many, df), jyz_tukey_critical(exact, df),
	     1.5e-6);

	double last = 1;

	for (double q = 0; q < 9; q += 0.47) {
		double p = jyz_tukey_p(many, q, df);
		double right = jyz_tukey_p(exact, q, df);

		near(p, right, 1e-5);
		if (right > 1e-3 && right < 0.3)
			near(p, right, 1e-4 * right);
		assert_true(p >= 0 && p <= last + 1e-8);
		last = p;
	}
}

static void test_many(void **state)
{
	static const double df[] = {
		9, 19.9, 20, 31.7, 88, 173, 1200, INFINITY
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(sizes); i++) {
		struct jyz_tukey *many = jyz_tukey_new(sizes[i], true);
		struct jyz_tukey *exact = jyz_tukey_new(sizes[i], false);

		for (size_t j = 0; j < JT_COUNT(df); j++)
			check_curve(many, exact, df[j]);
		jyz_tukey_drop(many);
		jyz_tukey_drop(exact);
	}
}

/* Where r-mathlib's p drowns in rounding, ours still falls. */
static void test_tail(void **state)
{
	struct jyz_tukey *many = jyz_tukey_new(10, true);
	double last = 1;
	(void)state;

	for (double q = 8; q < 200; q *= 1.5) {
		double p = jyz_tukey_p(many, q, 80);

		assert_true(p > 0 && p < last / 10);
		last = p;
	}
	jyz_tukey_drop(many);
}

/* Beyond what can be computed p is 0, and never below it. */
static void test_p_is_a_probability(void **state)
{
	static const int classes[] = { 2, 10, 70, 71, 100 };
	static const double dfs[] = { 9, 20, 60, 500, 1e5, 1e7 };
	(void)state;

	for (size_t i = 0; i < JT_COUNT(classes); i++) {
		struct jyz_tukey *tukey = jyz_tukey_new(classes[i], true);

		for (size_t k = 0; k < JT_COUNT(dfs); k++)
			for (double q = 0; q < 20; q += .13) {
				double p = jyz_tukey_p(tukey, q, dfs[k]);

				if (!(p >= 0 && p <= 1))
					jt_fail("%d classes, q %g, df %g: %g",
						classes[i], q, dfs[k], p);
			}
		jyz_tukey_drop(tukey);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_tail),
		cmocka_unit_test(test_p_is_a_probability),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
