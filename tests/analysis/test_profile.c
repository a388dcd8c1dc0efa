/*
 * The item profile: an item that one class was not taught stands out, a class
 * that is weak in all of them shows no item.
 */
#include "jt.h"

#include <math.h>
#include <stdlib.h>

#include "jyz/analysis/compare.h"
#include "jyz/analysis/items.h"

#include "paper.h"
#include "reference.h"

#define ITEMS 10
#define MAX 1000
#define FULL ((double)ITEMS * MAX)
#define CLASS 2 /* the one that is different */

/* The same numbers on every run, about normal, SD 1. */
static double noise(uint64_t *seed)
{
	double sum = 0;

	for (int i = 0; i < 12; i++) {
		*seed ^= *seed << 13;
		*seed ^= *seed >> 7;
		*seed ^= *seed << 17;
		sum += (double)(*seed >> 11) / 9007199254740992.0;
	}
	return sum - 6;
}

static int64_t clamp(double score)
{
	return llround(fmin(MAX, fmax(0, score)));
}

/* Four classes of 45; the items of one class are shifted, all or one. */
static struct paper simulate(double shift_all, int item, double shift)
{
	struct paper paper = { .items = ITEMS };
	uint64_t seed = UINT64_C(0x9E3779B97F4A7C15);

	for (int i = 0; i < ITEMS; i++)
		paper.max[i] = MAX;
	for (int n = 0; n < 4 * 45; n++) {
		struct paper_pupil p = { .class = n % 4 };
		double able = 560 + 90 * noise(&seed);

		for (int i = 0; i < ITEMS; i++) {
			double score =
				able + 20 * (i - 5) + 110 * noise(&seed);

			if (p.class == CLASS)
				score += shift_all + (i == item ? shift : 0);
			p.items[i] = clamp(score);
		}
		paper_add(&paper, &p);
	}
	return paper;
}

static void profile_of(const struct paper *paper, int class,
		       struct jyz_profile *out)
{
	struct jyz_strata s = paper_strata(paper);
	struct paper_sums grade = paper_count(paper, &s, -1);
	struct paper_sums own = paper_count(paper, &s, class);

	jyz_item_profile(own.items, grade.items, paper->items, &own.totals,
			 &grade.totals, out);
}

static void test_one_item(void **state)
{
	struct paper paper = simulate(0, 7, -150);
	struct jyz_profile p[ITEMS];
	(void)state;

	profile_of(&paper, CLASS, p);
	for (int i = 0; i < ITEMS; i++)
		if ((p[i].p < .05) != (i == 7))
			jt_fail("item %d: own %g, z %g, p %g", i, p[i].own,
				p[i].z, p[i].p);
	/* .15 of the marks, a quarter of it in the grade's own mean. */
	near(p[7].shift, -.15 * 3 / 4, .03);
	assert_true(p[7].own < 0 && p[7].z < -4 && p[7].p < .001);
	paper_free(&paper);
}

static void test_all_items(void **state)
{
	struct paper paper = simulate(-150, -1, 0);
	struct jyz_profile p[ITEMS];
	(void)state;

	profile_of(&paper, CLASS, p);
	for (int i = 0; i < ITEMS; i++) {
		near(p[i].shift, -.15 * 3 / 4, .04);
		near(p[i].own, 0, .03);
		if (p[i].p < .05)
			jt_fail("item %d: own %g, z %g, p %g", i, p[i].own,
				p[i].z, p[i].p);
	}
	paper_free(&paper);
}

/* Mean of d, and its variance over n, pupil by pupil. */
static double d_of(const struct paper *paper, const struct paper_pupil *p,
		   int item)
{
	return (double)p->items[item] / MAX -
	       (double)paper_total(paper, p) / FULL;
}

static void d_stats(const struct paper *paper, int item, bool of_class,
		    double *mean, double *variance)
{
	double sum = 0, squares = 0;
	int n = 0;

	for (size_t i = 0; i < paper->count; i++)
		if ((paper->pupils[i].class == CLASS) == of_class) {
			sum += d_of(paper, &paper->pupils[i], item);
			n++;
		}
	*mean = sum / n;
	for (size_t i = 0; i < paper->count; i++)
		if ((paper->pupils[i].class == CLASS) == of_class)
			squares += pow(d_of(paper, &paper->pupils[i], item) -
					       *mean,
				       2);
	*variance = squares / (n - 1) / n;
}

/* From the sums comes what the pupils say. */
static void test_against_pupils(void **state)
{
	struct paper paper = simulate(-60, 3, 90);
	struct jyz_profile p[ITEMS];
	double alone[ITEMS];
	(void)state;

	profile_of(&paper, CLASS, p);
	for (int i = 0; i < ITEMS; i++) {
		double own, rest, own_variance, rest_variance;

		d_stats(&paper, i, true, &own, &own_variance);
		d_stats(&paper, i, false, &rest, &rest_variance);
		near(p[i].own, .75 * (own - rest), 1e-12);
		near(p[i].z, (own - rest) / sqrt(own_variance + rest_variance),
		     1e-9);
		alone[i] = erfc(fabs(p[i].z) / sqrt(2));
	}
	jyz_holm(alone, ITEMS);
	for (int i = 0; i < ITEMS; i++)
		near(p[i].p, alone[i], 1e-15);
	paper_free(&paper);
}

static void test_the_whole_grade(void **state)
{
	struct paper paper = simulate(0, -1, 0);
	struct jyz_profile p[ITEMS];
	(void)state;

	/* One class is the grade: nothing to compare with. */
	profile_of(&paper, -1, p);
	for (int i = 0; i < ITEMS; i++) {
		near(p[i].shift, 0, 0);
		near(p[i].own, 0, 0);
		assert_true(isnan(p[i].z) && isnan(p[i].p));
	}
	/* A class that nobody is in. */
	profile_of(&paper, 6, p);
	assert_true(isnan(p[0].shift) && isnan(p[0].own) && isnan(p[0].p));
	jyz_item_profile(NULL, NULL, 0, NULL, NULL, NULL);
	paper_free(&paper);
}

/* An item that everybody has is shifted by nothing but the level; one that is
 * the level for all pupils (a paper of one item) has no p and takes part in
 * no correction. */
static void test_no_spread(void **state)
{
	struct paper_pupil pupils[] = {
		{ CLASS, { 100 } }, { CLASS, { 300 } }, { CLASS, { 500 } },
		{ 0, { 200 } },     { 0, { 300 } },     { 0, { 800 } },
	};
	struct paper paper = {
		.items = 1, .max = { 1000 }, .pupils = pupils, .count = 6
	};
	struct jyz_profile p;
	(void)state;

	profile_of(&paper, CLASS, &p);
	near(p.shift, .3 - 2200.0 / 6000, 1e-15);
	near(p.own, 0, 0);
	assert_true(isnan(p.z) && isnan(p.p));
}

/* The largest of schools on the largest of papers, and one beyond that: the
 * sums of 10^6 pupils, half of them full, half of them 0. */
static struct jyz_profile of_many(int64_t items)
{
	struct jyz_item_sums own = { .max = 1000000 }, grade;
	struct jyz_item_sums *all[2] = { jyz_alloc((size_t)items *
						   sizeof(own)),
					 jyz_alloc((size_t)items *
						   sizeof(own)) };
	struct jyz_profile *out = jyz_alloc((size_t)items * sizeof(*out));
	struct jyz_moments totals = { 500000, INT64_C(250000000000),
				      INT64_C(250000000000000000) };
	struct jyz_moments grade_totals = { 0 };

	own.moments = totals;
	own.cross = totals.squares;
	grade = own;
	jyz_item_sums_add(&grade, &own);
	jyz_moments_add(&grade_totals, &totals);
	jyz_moments_add(&grade_totals, &totals);
	for (int64_t i = 0; i < items; i++) {
		all[0][i] = own;
		all[1][i] = grade;
	}
	jyz_item_profile(all[0], all[1], (size_t)items, &totals,
			 &grade_totals, out);
	struct jyz_profile first = out[0];

	free(all[0]);
	free(all[1]);
	free(out);
	return first;
}

static void test_very_many(void **state)
{
	struct jyz_profile p = of_many(10);
	(void)state;

	near(p.shift, 0, 0);
	near(p.own, 0, 0);
	near(p.z, 0, 0);
	near(p.p, 1, 0);
	/* Sums beyond what can be computed exactly give no test. */
	p = of_many(1000);
	assert_true(isnan(p.z) && isnan(p.p));
	near(p.shift, 0, 0);
	near(p.own, 0, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_item),
		cmocka_unit_test(test_all_items),
		cmocka_unit_test(test_against_pupils),
		cmocka_unit_test(test_the_whole_grade),
		cmocka_unit_test(test_no_spread),
		cmocka_unit_test(test_very_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
