/*
 * Sums, distributions and rates, held against R's figures of real scores.
 */
#include <math.h>
#include <string.h>

#include "sample.h"

static struct jyz_distribution parsed(const char *text)
{
	struct jyz_distribution d = JYZ_DISTRIBUTION_INIT;
	struct jyz_error err = JYZ_ERROR_INIT;

	jt_ok(jyz_distribution_parse(&d, text, &err), &err);
	return d;
}

static void formatted(const struct jyz_distribution *d, const char *expected)
{
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

	jyz_distribution_format(&out, d);
	jt_str_eq(out.data, expected);
}

static void test_stored_form(void **state)
{
	static const char *const texts[] = {
		"[]",
		"[[0,1]]",
		"[[7250,1],[8000,3]]",
		"[[-150,2],[0,1],[1000000000,999999997]]",
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(texts); i++) {
		JYZ_AUTO(jyz_distribution) d = parsed(texts[i]);

		formatted(&d, texts[i]);
	}

	JYZ_AUTO(jyz_distribution) d = parsed("[[7250,1],[8000,3]]");

	jt_int_eq(d.n, 4);
	jt_int_eq(d.count, 2);
}

static void test_bad_form(void **state)
{
	static const char *const texts[] = {
		"",
		"[",
		"null",
		"[7250,1]",
		"[[7250]]",
		"[[7250,1,1]]",
		"[[7250,1],]",
		"[[7250,1]] ",
		"[[7250,1]]]",
		"[[72.5,1]]",
		"[[\"7250\",1]]",
		"[[7250,0]]",
		"[[7250,-1]]",
		"[[8000,1],[7250,1]]",
		"[[7250,1],[7250,1]]",
		"[[1000000001,1]]",
		"[[0,1000000001]]",
		"[[0,1000000000],[1,1]]",
		"[[99999999999999999999,1]]",
	};
	struct jyz_error err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_distribution) d = parsed("[[1,2]]");
	(void)state;

	for (size_t i = 0; i < JT_COUNT(texts); i++) {
		if (jyz_distribution_parse(&d, texts[i], &err) != JYZ_EINVAL)
			jt_fail("%s is taken", texts[i]);
		jyz_error_free(&err);
		formatted(&d, "[[1,2]]");
	}
	jt_code(jyz_distribution_parse(&d, "[[1,2],x]", &err), JYZ_EINVAL,
		&err);
	jt_has(err.msg, "8");
	jyz_error_free(&err);
}

static void test_add(void **state)
{
	JYZ_AUTO(jyz_distribution) to = JYZ_DISTRIBUTION_INIT;
	JYZ_AUTO(jyz_distribution) a = parsed("[[10,1],[30,2]]");
	JYZ_AUTO(jyz_distribution) b = parsed("[[5,1],[30,4],[40,1]]");
	JYZ_AUTO(jyz_distribution) none = parsed("[]");
	(void)state;

	jyz_distribution_add(&to, &a);
	formatted(&to, "[[10,1],[30,2]]");
	jyz_distribution_add(&to, &b);
	formatted(&to, "[[5,1],[10,1],[30,6],[40,1]]");
	jyz_distribution_add(&to, &none);
	formatted(&to, "[[5,1],[10,1],[30,6],[40,1]]");
	jt_int_eq(to.n, 9);
}

static void test_quantile(void **state)
{
	JYZ_AUTO(jyz_distribution) one = parsed("[[7250,1]]");
	JYZ_AUTO(jyz_distribution) d = parsed("[[100,1],[200,2],[400,1]]");
	(void)state;

	near(jyz_quantile(&one, 0), 72.5, 0);
	near(jyz_quantile(&one, 0.5), 72.5, 0);
	near(jyz_quantile(&one, 1), 72.5, 0);
	/* 1 2 2 4: QUARTILE.INC gives 1.75, 2, 2.5. */
	near(jyz_quantile(&d, 0), 1, 0);
	near(jyz_quantile(&d, 0.25), 1.75, 1e-15);
	near(jyz_quantile(&d, 0.5), 2, 0);
	near(jyz_quantile(&d, 0.75), 2.5, 1e-15);
	near(jyz_quantile(&d, 1), 4, 0);
}

/* Nearly equal large scores: the sum of squares needs all its digits. */
static void test_exact(void **state)
{
	struct jyz_moments m = { 0, 0, 0 };
	struct jyz_moments half = { 500000, INT64_C(500000) * 999999,
				    (jyz_wide)500000 * 999999 * 999999 };
	struct jyz_moments rest = { 500000, INT64_C(500000) * 1000000,
				    (jyz_wide)500000 * 1000000 * 1000000 };
	(void)state;

	jyz_moments_add(&m, &half);
	jyz_moments_add(&m, &rest);
	near(jyz_mean(&m), 9999.995, 1e-11);
	/* Half a step around the mean: n / (n - 1) / 4 steps squared. */
	near(jyz_variance(&m), 1e-4 / 4 * (1e6 / 999999), 1e-19);
	near(jyz_variance(&half), 0, 0);
	near(jyz_sd(&half), 0, 0);

	/* Squares that no scores can have: no spread, not the root of less
	 * than 0. */
	m = (struct jyz_moments){ 2, 1400, 979999 };
	near(jyz_variance(&m), 0, 0);
	near(jyz_sd(&m), 0, 0);
}

static void check_class(const struct reference *r, size_t row,
			const struct london *london)
{
	size_t i = london_class(london, reference_text(r, row, 0));
	const struct jyz_distribution *d = &london->scores[i];
	const struct jyz_moments *m = &london->moments[i];
	int64_t low = jyz_distribution_from(d, jyz_rate_line(10000, 4000));

	near(m->n, reference_number(r, row, "n"), 0);
	same((double)m->sum / 100, reference_number(r, row, "sum"));
	same(jyz_mean(m), reference_number(r, row, "mean"));
	same(jyz_sd(m), reference_number(r, row, "sd"));
	same(jyz_quantile(d, 0), reference_number(r, row, "min"));
	same(jyz_quantile(d, 0.25), reference_number(r, row, "q1_type7"));
	same(jyz_quantile(d, 0.5), reference_number(r, row, "median"));
	same(jyz_quantile(d, 0.75), reference_number(r, row, "q3_type7"));
	same(jyz_quantile(d, 1), reference_number(r, row, "max"));
	near(jyz_distribution_from(d, jyz_rate_line(10000, 6000)),
	     reference_number(r, row, "n_pass60"), 0);
	near(jyz_distribution_from(d, jyz_rate_line(10000, 8500)),
	     reference_number(r, row, "n_exc85"), 0);
	near(m->n - low, reference_number(r, row, "n_low40"), 0);
}

static void test_london(void **state)
{
	JYZ_AUTO(reference) r = reference_read("reference/london.class.csv");
	JYZ_AUTO(london) london;
	(void)state;

	london_read(&london);
	jt_int_eq(r.rows, LONDON_CLASSES);
	for (size_t row = 0; row < r.rows; row++)
		check_class(&r, row, &london);
}

/* The grade is the sum of its classes. */
static void test_london_grade(void **state)
{
	static const char name[] = "reference/london.summary.json";
	JYZ_AUTO(jyz_distribution) d = JYZ_DISTRIBUTION_INIT;
	struct jyz_moments m = { 0, 0, 0 };
	JYZ_AUTO(london) london;
	(void)state;

	london_read(&london);
	for (size_t i = 0; i < LONDON_CLASSES; i++) {
		jyz_moments_add(&m, &london.moments[i]);
		jyz_distribution_add(&d, &london.scores[i]);
	}
	jt_int_eq(d.n, 4059);
	jt_int_eq(m.n, 4059);
	same(jyz_mean(&m), reference_json(name, "", "mean"));
	same(jyz_sd(&m), reference_json(name, "", "sd"));
	same(jyz_quantile(&d, 0.25), reference_json(name, "", "q1_type7"));
	same(jyz_quantile(&d, 0.5), reference_json(name, "", "median"));
	same(jyz_quantile(&d, 0.75), reference_json(name, "", "q3_type7"));
	near(jyz_distribution_from(&d, 6000),
	     reference_json(name, "", "n_pass60"), 0);
}

static void test_rate_line(void **state)
{
	static const struct {
		int64_t full, percent, line;
	} cases[] = {
		{ 10000, 6000, 6000 },
		{ 15000, 8500, 12750 },
		{ 7500, 8500, 6375 },
		{ 9950, 6000, 5970 },
		{ 9999, 6000, 6000 },
		{ 3333, 3333, 1111 },
		{ 10000, 10000, 10000 },
		{ 10000, 0, 0 },
		{ 1, 1, 1 },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++)
		jt_int_eq(jyz_rate_line(cases[i].full, cases[i].percent),
			  cases[i].line);
}

/* A score on the line counts, one step below it does not. */
static void test_on_the_line(void **state)
{
	JYZ_AUTO(jyz_distribution) d = parsed("[[5999,1],[6000,2],[6001,4]]");
	(void)state;

	jt_int_eq(jyz_distribution_from(&d, 6000), 6);
	jt_int_eq(jyz_distribution_from(&d, 6001), 4);
	jt_int_eq(jyz_distribution_from(&d, 6002), 0);
	jt_int_eq(jyz_distribution_from(&d, 0), 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stored_form),
		cmocka_unit_test(test_bad_form),
		cmocka_unit_test(test_add),
		cmocka_unit_test(test_quantile),
		cmocka_unit_test(test_exact),
		cmocka_unit_test(test_london),
		cmocka_unit_test(test_london_grade),
		cmocka_unit_test(test_rate_line),
		cmocka_unit_test(test_on_the_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
