/*
 * Classes with their intake taken into account: a textbook vector, and the
 * 65 schools of the London data.
 */
#include "jt.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/analysis/adjust.h"

#include "reference.h"

#define CLASSES_MAX 80
#define SUMMARY "reference/london.summary.json"

static void add(struct jyz_joint *to, int64_t x, int64_t y)
{
	struct jyz_joint one = {
		.x = { 1, x, (jyz_wide)x * x },
		.y = { 1, y, (jyz_wide)y * y },
		.cross = (jyz_wide)x * y,
	};

	jyz_joint_add(to, &one);
}

/* Pairs of whole points. */
static struct jyz_joint class_of(const int (*pairs)[2], size_t n)
{
	struct jyz_joint j = { .cross = 0 };

	for (size_t i = 0; i < n; i++)
		add(&j, 100 * pairs[i][0], 100 * pairs[i][1]);
	return j;
}

static const int class_a[][2] = { { 60, 66 },
				  { 70, 74 },
				  { 80, 83 },
				  { 90, 90 } };
static const int class_b[][2] = { { 50, 60 },
				  { 60, 66 },
				  { 70, 77 },
				  { 84, 88 } };

static void two_classes(struct jyz_joint out[2])
{
	out[0] = class_of(class_a, JT_COUNT(class_a));
	out[1] = class_of(class_b, JT_COUNT(class_b));
}

/* domain.md c3 14 */
static void test_vector(void **state)
{
	struct jyz_joint c[2];
	struct jyz_ancova model;
	(void)state;

	two_classes(c);
	assert_true(jyz_ancova(c, 2, &model));
	near(model.slope, .8313, 5e-5);
	near(model.error_sd, 1.027, 5e-4);
	near(model.df, 5, 0);
	near(model.mean_x, 70.5, 0);
	near(model.mean_y, 75.5, 0);
	jt_int_eq(model.classes, 2);
	jt_int_eq(model.n, 8);

	struct jyz_adjusted_gap g =
		jyz_adjusted_compare(&model, &c[0], &c[1], 13.5, 10.9, 5);

	near(g.gap, 5.5, 0);
	near(g.adjusted, -1.98, 5e-3);
	near(g.se, .776, 5e-4);
	near(g.gain, -3.5, 0);
	near(g.gain_z, 5.5 / 10.9 - 9 / 13.5, 1e-15);
	near(g.t, g.adjusted / g.se, 1e-15);
	/* t(.975; 5) = 2.570582 */
	near(g.high - g.low, 2 * 2.570582 * g.se, 1e-6);
	near(g.low + g.high, 2 * g.adjusted, 1e-12);
	/* The two corrected figures agree, with each other only. */
	assert_true(g.disagree);
	assert_false(g.paradox);
	near(g.adjusted,
	     jyz_adjusted_mean(&model, &c[0]).mean -
		     jyz_adjusted_mean(&model, &c[1]).mean,
	     1e-12);
}

/* Adjusted -1.98, gain -3.50, gap +5.50. */
static void test_who_disagrees(void **state)
{
	static const struct {
		double threshold;
		bool paradox;
	} cases[] = {
		{ 1, false }, { 3, true }, { 3.5, false }, { 100, false }
	};
	struct jyz_joint c[2];
	struct jyz_ancova model;
	(void)state;

	two_classes(c);
	assert_true(jyz_ancova(c, 2, &model));
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		struct jyz_adjusted_gap g = jyz_adjusted_compare(
			&model, &c[0], &c[1], 10, 10, cases[i].threshold);

		jt_int_eq(g.paradox, cases[i].paradox);
		assert_true(g.disagree);
	}
	/* A class with itself: all three are 0. */
	struct jyz_adjusted_gap none =
		jyz_adjusted_compare(&model, &c[0], &c[0], 10, 0, 5);

	assert_false(none.disagree || none.paradox);
	near(none.p, 1, 1e-12);
	assert_true(isnan(none.gain_z));
}

/* --- London ------------------------------------------------------------- */

struct london {
	struct jyz_joint classes[CLASSES_MAX];
	char names[CLASSES_MAX][8];
	size_t count;
};

static struct jyz_joint *class_named(struct london *l, const char *name)
{
	for (size_t i = 0; i < l->count; i++)
		if (strcmp(l->names[i], name) == 0)
			return &l->classes[i];
	assert_true(l->count < CLASSES_MAX);
	snprintf(l->names[l->count], sizeof(l->names[0]), "%s", name);
	return &l->classes[l->count++];
}

static struct london *read_london(void)
{
	struct reference r = reference_read("london_scores.csv");
	struct london *l = jyz_alloc(sizeof(*l));
	size_t class = reference_column(&r, "class");
	size_t score = reference_column(&r, "score");
	size_t baseline = reference_column(&r, "baseline");

	for (size_t i = 0; i < r.rows; i++)
		add(class_named(l, reference_text(&r, i, class)),
		    reference_hundredths(&r, i, baseline),
		    reference_hundredths(&r, i, score));
	reference_free(&r);
	return l;
}

static double london_figure(const char *part, const char *key)
{
	return reference_json(SUMMARY, part, key);
}

static void check_adjusted(struct london *l, const struct jyz_ancova *model)
{
	struct reference r = reference_read("reference/london.ancova.csv");

	jt_int_eq(r.rows, l->count);
	for (size_t i = 0; i < r.rows; i++) {
		struct jyz_joint *j = class_named(l, reference_text(&r, i, 0));
		struct jyz_adjusted a = jyz_adjusted_mean(model, j);

		near(a.mean, reference_number(&r, i, "adjusted_mean"), 1e-9);
		near(a.se, reference_number(&r, i, "se"), 1e-9);
		near(a.mean - model->mean_y,
		     reference_number(&r, i, "adjusted_minus_grand"), 1e-9);
	}
	reference_free(&r);
}

static void test_london(void **state)
{
	struct london *l = read_london();
	struct jyz_ancova model;
	(void)state;

	assert_true(jyz_ancova(l->classes, l->count, &model));
	jt_int_eq(model.classes, 65);
	near(model.slope, london_figure("ancova", "pooled_within_slope"),
	     1e-12);
	near(model.error_sd * model.error_sd, london_figure("ancova", "mse"),
	     1e-9);
	near(model.df, london_figure("ancova", "df_error"), 0);
	near(model.mean_x, london_figure("ancova", "grand_mean_baseline"),
	     1e-9);
	near(model.mean_y, london_figure("ancova", "grand_mean_score"), 1e-9);
	check_adjusted(l, &model);
	free(l);
}

/* --- what cannot be had -------------------------------------------------- */

static void test_no_model(void **state)
{
	static const int same[][2] = { { 50, 60 }, { 50, 70 }, { 50, 80 } };
	static const int pair[][2] = { { 50, 60 }, { 60, 70 } };
	static const int one[][2] = { { 80, 60 } };
	static const struct jyz_joint nobody = { .cross = 0 };
	struct jyz_joint c[3] = { class_of(same, 3), class_of(one, 1),
				  nobody };
	struct jyz_ancova model = { .n = -7 };
	(void)state;

	/* The baseline differs between the classes, and not within. */
	assert_false(jyz_ancova(c, 3, &model));
	assert_false(jyz_ancova(NULL, 0, &model));
	/* Two pupils of one class: the line goes through both. */
	c[0] = class_of(pair, 2);
	assert_false(jyz_ancova(c, 1, &model));
	/* One pupil more, in a class of his own, does not help. */
	assert_false(jyz_ancova(c, 3, &model));
	jt_int_eq(model.n, -7);
	/* Two of two: one degree of freedom. */
	c[1] = class_of(class_a, 2);
	assert_true(jyz_ancova(c, 3, &model));
	near(model.df, 1, 0);
	jt_int_eq(model.classes, 2);
	/* Squares that no scores can have would give a negative spread. */
	c[0] = class_of(class_a, 4);
	c[1] = class_of(class_b, 4);
	c[1].x.squares = 0;
	assert_false(jyz_ancova(c, 2, &model));
}

/* The baseline settles all scores: no error, so no t either. */
static void test_no_error(void **state)
{
	static const int low[][2] = { { 31, 40 }, { 48, 57 }, { 60, 69 } };
	static const int high[][2] = { { 33, 45 }, { 47, 59 }, { 77, 89 } };
	struct jyz_joint c[2] = { class_of(low, 3), class_of(high, 3) };
	struct jyz_ancova model;
	(void)state;

	assert_true(jyz_ancova(c, 2, &model));
	near(model.slope, 1, 1e-12);
	near(model.error_sd, 0, 0);
	struct jyz_adjusted_gap g =
		jyz_adjusted_compare(&model, &c[1], &c[0], 1, 1, 5);

	near(g.adjusted, 3, 1e-9);
	near(g.gain, 3, 0);
	assert_true(isnan(g.t) && isnan(g.p));
	near(g.high - g.low, 0, 0);
}

/* A gap of exactly the threshold is not beyond it, whatever a double makes
 * of 84.1 - 79.1. */
static void test_exactly_on_the_line(void **state)
{
	struct jyz_joint c[2] = { { .cross = 0 }, { .cross = 0 } };
	struct jyz_ancova model;
	(void)state;

	add(&c[0], 7010, 8405);
	add(&c[0], 7030, 8415);
	add(&c[1], 7010, 7905);
	add(&c[1], 7030, 7915);
	assert_true(jyz_ancova(c, 2, &model));
	struct jyz_adjusted_gap g =
		jyz_adjusted_compare(&model, &c[0], &c[1], 1, 1, 5);

	near(g.gap, 5, 0);
	near(g.gain, 5, 0);
	assert_false(g.disagree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_vector),
		cmocka_unit_test(test_who_disagrees),
		cmocka_unit_test(test_london),
		cmocka_unit_test(test_no_model),
		cmocka_unit_test(test_no_error),
		cmocka_unit_test(test_exactly_on_the_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
