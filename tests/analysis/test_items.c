/*
 * Items of a paper against textbook vectors and the reference figures of real
 * exams.
 */
#include "jt.h"

#include <math.h>
#include <string.h>

#include "jyz/analysis/items.h"

#include "paper.h"
#include "reference.h"

struct judged {
	struct jyz_item_stats items[PAPER_ITEMS];
	struct jyz_paper_stats paper;
};

static struct judged judge(const struct paper *paper)
{
	struct jyz_strata strata = paper_strata(paper);
	struct paper_sums sums = paper_count(paper, &strata, -1);
	struct judged j;

	jyz_items_judge(sums.items, paper->items, &sums.totals, &strata,
			j.items, &j.paper);
	return j;
}

/* --- eight pupils (domain.md c4) --------------------------------------- */

static struct paper_pupil eight_pupils[] = {
	{ 0, { 1000, 800, 600, 400 } }, { 0, { 900, 800, 500, 100 } },
	{ 0, { 1000, 600, 600, 200 } }, { 0, { 700, 500, 200, 0 } },
	{ 0, { 800, 700, 300, 100 } },  { 0, { 500, 400, 100, 0 } },
	{ 0, { 900, 600, 400, 300 } },  { 0, { 600, 300, 200, 0 } },
};

static const struct paper eight = {
	.items = 4,
	.max = { 1000, 800, 600, 600 },
	.pupils = eight_pupils,
	.count = 8,
};

static void test_eight_pupils(void **state)
{
	static const double p[] = { .8, .7344, .6042, .2292 };
	static const double rest[] = { .9555, .7836, .9203, .7978 };
	/* The groups are of three: totals 28 24 23 and 14 11 10. */
	static const double d[] = { 11.0 / 30, 10.0 / 24, 12.0 / 18,
				    7.0 / 18 };
	struct judged j = judge(&eight);
	(void)state;

	for (size_t i = 0; i < 4; i++) {
		near(j.items[i].difficulty, p[i], 5e-5);
		near(j.items[i].rest_r, rest[i], 5e-5);
		near(j.items[i].discrimination, d[i], 1e-15);
	}
	near(j.items[0].mean, 8, 0);
	near(j.paper.alpha, .9406, 5e-5);
	near(j.paper.sem, 1.598, 5e-4);
	near(j.paper.weak_share, 0, 0);
	near(j.paper.hard_share, 6.0 / 30, 0);
}

/* --- real exams --------------------------------------------------------- */

static int class_of(const char *name)
{
	static const char *const names[] = { "all", "G1-155", "G1-571",
					     "G2-155", "G2-571" };

	for (size_t i = 0; i < JT_COUNT(names); i++)
		if (strcmp(names[i], name) == 0)
			return (int)i;
	jt_fail("a class too many: %s", name);
}

/* Items are columns 2 and on, one mark each. */
static struct paper read_paper(const char *name)
{
	struct reference r = reference_read(name);
	struct paper paper = { .items = r.columns - 2 };

	for (size_t i = 0; i < paper.items; i++)
		paper.max[i] = 100;
	for (size_t row = 0; row < r.rows; row++) {
		struct paper_pupil p = { .class = class_of(
						 reference_text(&r, row, 1)) };

		for (size_t i = 0; i < paper.items; i++)
			p.items[i] = reference_hundredths(&r, row, i + 2);
		paper_add(&paper, &p);
	}
	reference_free(&r);
	return paper;
}

static void check_item(const struct jyz_item_stats *s,
		       const struct reference *r, size_t row)
{
	near(s->mean, reference_number(r, row, "mean"), 1e-9);
	near(s->sd, reference_number(r, row, "sd"), 1e-9);
	near(s->difficulty, reference_number(r, row, "difficulty"), 1e-9);
	near(s->discrimination, reference_number(r, row, "d27_ties_shared"),
	     1e-9);
	near(s->total_r, reference_number(r, row, "item_total_r"), 1e-9);
	near(s->rest_r, reference_number(r, row, "corrected_item_total_r"),
	     1e-9);
	near(s->alpha_without, reference_number(r, row, "alpha_without"),
	     1e-9);
}

static void check_exam(const char *scores, const char *items,
		       const char *whole)
{
	struct paper paper = read_paper(scores);
	struct reference r = reference_read(items);
	struct judged j = judge(&paper);

	jt_int_eq(r.rows, paper.items);
	for (size_t i = 0; i < r.rows; i++)
		check_item(&j.items[i], &r, i);
	near(j.paper.alpha, reference_json(whole, "", "cronbach_alpha"), 1e-9);
	near(j.paper.alpha, reference_json(whole, "", "kr20"), 1e-9);
	near(j.paper.sem,
	     reference_json(whole, "", "standard_error_of_measurement"), 1e-9);
	jt_int_eq(paper_strata(&paper).group,
		  reference_json(whole, "n_group_27", "round"));
	reference_free(&r);
	paper_free(&paper);
}

static void test_lsat(void **state)
{
	(void)state;
	check_exam("lsat6.csv", "reference/lsat6.items.csv",
		   "reference/lsat6.json");
}

static void test_mathexam(void **state)
{
	(void)state;
	check_exam("mathexam_solved.csv", "reference/mathexam.items.csv",
		   "reference/mathexam.json");
}

static void test_classes_add_up(void **state)
{
	static const char *const names[] = { "G1-155", "G1-571", "G2-155",
					     "G2-571" };
	struct paper paper = read_paper("mathexam_solved.csv");
	struct jyz_strata strata = paper_strata(&paper);
	struct paper_sums all = paper_count(&paper, &strata, -1);
	struct jyz_item_sums sum[PAPER_ITEMS] = { { .max = 0 } };
	(void)state;

	for (size_t c = 0; c < JT_COUNT(names); c++) {
		struct paper_sums one =
			paper_count(&paper, &strata, class_of(names[c]));
		struct judged j;

		jyz_items_judge(one.items, paper.items, &one.totals, &strata,
				j.items, &j.paper);
		near(j.paper.alpha,
		     reference_json("reference/mathexam.json", names[c],
				    "alpha"),
		     1e-9);
		for (size_t i = 0; i < paper.items; i++)
			jyz_item_sums_add(&sum[i], &one.items[i]);
	}
	for (size_t i = 0; i < paper.items; i++) {
		const struct jyz_item_sums *a = &sum[i], *b = &all.items[i];

		assert_true(a->max == b->max && a->cross == b->cross);
		assert_memory_equal(&a->moments, &b->moments,
				    sizeof(a->moments));
		assert_memory_equal(a->fifths, b->fifths, sizeof(a->fifths));
		assert_true(a->upper == b->upper && a->lower == b->lower);
		assert_true(a->upper_tied == b->upper_tied);
		assert_true(a->lower_tied == b->lower_tied);
	}
	paper_free(&paper);
}

/* --- what cannot be had -------------------------------------------------- */

static void test_item_without_spread(void **state)
{
	struct paper_pupil pupils[] = {
		{ 0, { 100, 0, 100 } },
		{ 0, { 100, 100, 100 } },
		{ 0, { 100, 100, 0 } },
		{ 0, { 100, 200, 300 } },
	};
	struct paper paper = { .items = 3,
			       .max = { 100, 200, 300 },
			       .pupils = pupils,
			       .count = 4 };
	struct judged j = judge(&paper);
	(void)state;

	near(j.items[0].sd, 0, 0);
	near(j.items[0].discrimination, 0, 0);
	assert_true(isnan(j.items[0].total_r) && isnan(j.items[0].rest_r));
	assert_false(isnan(j.items[1].rest_r));
	/* Without it the others are as they were, and one item fewer. */
	near(j.items[0].alpha_without, j.paper.alpha / 1.5 * 2, 1e-12);
	near(j.paper.weak_share, 100.0 / 600, 0);
}

static void test_all_alike(void **state)
{
	struct paper_pupil pupils[] = {
		{ 0, { 100, 200, 0 } },
		{ 0, { 200, 100, 0 } },
		{ 0, { 100, 200, 0 } },
	};
	struct paper paper = { .items = 3,
			       .max = { 200, 200, 200 },
			       .pupils = pupils,
			       .count = 3 };
	struct judged j = judge(&paper);
	(void)state;

	/* All totals are 3: no pupil is better than another. */
	assert_true(isnan(j.paper.alpha) && isnan(j.paper.sem));
	for (size_t i = 0; i < 3; i++) {
		assert_true(isnan(j.items[i].total_r));
		near(j.items[i].discrimination, 0, 0);
	}
	/* What is left without item 1 is 3 less it: it goes down as that
	 * goes up. */
	near(j.items[0].rest_r, -1, 1e-15);
	assert_true(isnan(j.items[2].rest_r));
	near(j.paper.weak_share, 1, 0);
	near(j.paper.hard_share, 200.0 / 600, 0);
}

static void test_few_items(void **state)
{
	struct paper paper = eight;
	(void)state;

	paper.items = 2;
	struct judged two = judge(&paper);

	assert_false(isnan(two.paper.alpha));
	assert_true(isnan(two.items[0].alpha_without));
	/* With two items each is the rest of the other. */
	near(two.items[0].rest_r, two.items[1].rest_r, 1e-15);
	paper.items = 1;
	struct judged one = judge(&paper);

	assert_true(isnan(one.paper.alpha) && isnan(one.paper.sem));
	assert_true(isnan(one.items[0].rest_r));
	near(one.items[0].total_r, 1, 1e-15);
}

static void test_few_pupils(void **state)
{
	struct paper paper = eight;
	(void)state;

	paper.count = 1;
	struct judged j = judge(&paper);

	near(j.items[3].difficulty, 4.0 / 6, 0);
	near(j.items[3].mean, 4, 0);
	assert_true(isnan(j.items[3].sd));
	assert_true(isnan(j.items[3].discrimination));
	assert_true(isnan(j.paper.alpha) && isnan(j.paper.sem));
	assert_true(isnan(j.paper.weak_share));
	near(j.paper.hard_share, 0, 0);

	struct jyz_strata strata = paper_strata(&paper);
	struct paper_sums nobody = paper_count(&paper, &strata, 7);

	jyz_items_judge(nobody.items, 4, &nobody.totals, &strata, j.items,
			&j.paper);
	assert_true(isnan(j.items[0].mean) && isnan(j.items[0].difficulty));
	assert_true(isnan(j.paper.hard_share));
}

/* Exactly .20 is not weak, exactly .40 is not hard; the least less is. */
static void test_on_the_lines(void **state)
{
	struct paper_pupil pupils[] = {
		{ 0, { 60, 59, 40, 39 } },
		{ 0, { 40, 40, 40, 40 } },
	};
	struct paper paper = { .items = 4,
			       .max = { 100, 100, 100, 100 },
			       .pupils = pupils,
			       .count = 2 };
	struct judged j = judge(&paper);
	(void)state;

	near(j.items[0].discrimination, .2, 0);
	near(j.items[2].difficulty, .4, 0);
	near(j.paper.weak_share, .75, 0);
	near(j.paper.hard_share, .25, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_eight_pupils),
		cmocka_unit_test(test_lsat),
		cmocka_unit_test(test_mathexam),
		cmocka_unit_test(test_classes_add_up),
		cmocka_unit_test(test_item_without_spread),
		cmocka_unit_test(test_all_alike),
		cmocka_unit_test(test_few_items),
		cmocka_unit_test(test_few_pupils),
		cmocka_unit_test(test_on_the_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
