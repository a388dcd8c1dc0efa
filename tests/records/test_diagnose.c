/*
 * Diagnosis: the figures of real exams, and each of the seven causes for and
 * against, on classes made for it.
 */
#include "sheet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../analysis/reference.h"
#include "jyz/records/diagnose.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, rt_teardown)

#define FIRST "高一(1)班"
#define SECOND "高一(2)班"
#define THIRD "高一(10)班"
#define TENTHS 10

static int setup(void **state)
{
	rt_setup(state);
	struct rt *rt = *state;

	rt_add(rt, "exam", "name", "期中", "date", "2026-11-10", NULL);
	rt_add(rt, "paper", "exam", "期中", "subject", "数学", "grade", "高一",
	       "full_marks", "100", "marking", "pooled", NULL);
	rt_add(rt, "assignment", "teacher", "王芳", "class", SECOND, "subject",
	       "数学", NULL);
	return 0;
}

/* Ten items of ten marks, one of them hard; a teacher would call it fair. */
static struct sheet fair(const struct sheet_class *classes, size_t n)
{
	struct sheet s = {
		.items = TENTHS,
		.slope = .5,
		.classes = classes,
		.n_classes = n,
		.baseline = true,
	};
	static const double ease[TENTHS] = { .8, .75, .7, .7, .7,
					     .65, .65, .65, .6, .3 };

	for (size_t i = 0; i < TENTHS; i++) {
		s.max[i] = 1000;
		s.ease[i] = ease[i];
	}
	return s;
}

/* Two classes of forty, sixteen points apart, of the same intake. */
static const struct sheet_class apart[2] = {
	{ .name = FIRST, .pupils = 40, .level = .08 },
	{ .name = SECOND, .pupils = 40, .level = -.08 },
};

static struct jyz_diagnosis diagnose(struct rt *rt, int64_t paper)
{
	struct jyz_diagnose_query query = { paper, -1, NULL };
	struct jyz_diagnosis d;

	jt_ok(jyz_diagnose(&rt->desk, &query, &d, &rt->err), &rt->err);
	for (size_t i = 0; i < d.n_pairs; i++)
		for (int k = 0; k < JYZ_CAUSES; k++)
			assert_true(*d.pairs[i].causes[k].evidence);
	return d;
}

/* "for", with this in its evidence, of the first pair on paper 1. */
static void cause(struct rt *rt, enum jyz_cause cause, const char *verdict,
		  const char *evidence)
{
	struct jyz_diagnosis d = diagnose(rt, 1);

	assert_true(d.n_pairs > 0);
	jt_has(d.pairs[0].causes[cause].evidence, evidence);
	jt_str_eq(jyz_verdict_name(d.pairs[0].causes[cause].verdict), verdict);
	jyz_diagnosis_free(&d);
}

static void suggests(struct rt *rt, const char *wanted)
{
	struct jyz_diagnosis d = diagnose(rt, 1);
	JYZ_AUTO(jyz_buf) names = JYZ_BUF_INIT;

	for (size_t i = 0; i < d.pairs[0].n_suggests; i++)
		jyz_buf_addf(&names, "%s%s", i ? " " : "",
			     jyz_cause_name(d.pairs[0].suggests[i]));
	jt_str_eq(names.data, wanted);
	jyz_diagnosis_free(&d);
}

/* --- figures ------------------------------------------------------------ */

static int class_of(const char *name)
{
	static const char *const names[] = { "all", "G1-155", "G1-571",
					     "G2-155", "G2-571" };

	for (size_t i = 0; i < JT_COUNT(names); i++)
		if (strcmp(names[i], name) == 0)
			return i ? (int)i - 1 : 0;
	jt_fail("a class too many: %s", name);
}

static struct paper read_pupils(const char *name)
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

static void check_exam(struct rt *rt, const char *scores, const char *items,
		       const char *whole, size_t classes)
{
	static const char *const names[] = { FIRST, SECOND, THIRD, "高一(4)班" };
	struct paper paper = read_pupils(scores);
	struct reference r = reference_read(items);

	sheet_write_paper(rt, 1, &paper, names, classes, true);
	struct jyz_diagnosis d = diagnose(rt, 1);

	jt_int_eq(d.n_items, r.rows);
	for (size_t i = 0; i < r.rows; i++) {
		const struct jyz_item_stats *s = &d.items[i].stats;

		near(s->mean, reference_number(&r, i, "mean"), 1e-9);
		near(s->difficulty, reference_number(&r, i, "difficulty"),
		     1e-9);
		near(s->discrimination,
		     reference_number(&r, i, "d27_ties_shared"), 1e-9);
		near(s->rest_r,
		     reference_number(&r, i, "corrected_item_total_r"), 1e-9);
		near(s->alpha_without,
		     reference_number(&r, i, "alpha_without"), 1e-9);
	}
	near(d.alpha, reference_json(whole, "", "cronbach_alpha"), 1e-9);
	near(d.sem, reference_json(whole, "", "standard_error_of_measurement"),
	     1e-9);
	near(d.average, reference_json(whole, "", "total_mean"), 1e-9);
	near(d.sd, reference_json(whole, "", "total_sd"), 1e-9);
	jyz_diagnosis_free(&d);
	reference_free(&r);
	paper_free(&paper);
}

static void test_mathexam(void **state)
{
	struct rt *rt = *state;

	rt_add(rt, "class", "name", "高一(4)班", "grade", "高一", NULL);
	check_exam(rt, "mathexam_solved.csv", "reference/mathexam.items.csv",
		   "reference/mathexam.json", 4);
}

static void test_lsat(void **state)
{
	check_exam(*state, "lsat6.csv", "reference/lsat6.items.csv",
		   "reference/lsat6.json", 1);
}

/* Right or wrong items have Mantel and Haenszel's figures, marks have not. */
static void test_items_of_pairs(void **state)
{
	struct rt *rt = *state;
	struct sheet s = fair(apart, 2);

	s.max[9] = 100;
	sheet_write(rt, 1, &s);
	struct jyz_diagnosis d = diagnose(rt, 1);
	const struct jyz_pair_judged *pair = &d.pairs[0];

	assert_non_null(pair->items_a);
	/* Of two classes the one is as far off as the other. */
	for (size_t i = 0; i < d.n_items; i++)
		near(pair->items_a[i].profile.own,
		     -pair->items_b[i].profile.own, 1e-12);
	assert_true(isnan(pair->items_b[0].mantel.delta));
	assert_false(isnan(pair->items_b[0].matched.smd));
	assert_false(isnan(pair->items_b[9].mantel.p));
	jyz_diagnosis_free(&d);
}

/* Items are compared only among classes counted by the same groups. */
static void test_other_groups(void **state)
{
	struct rt *rt = *state;
	struct sheet s = fair(apart, 2);

	sheet_write(rt, 1, &s);
	rt_exec(rt, "UPDATE result SET strata = replace(strata, "
		    "'\"group\":', '\"group\":1') WHERE id = 2");
	struct jyz_diagnosis d = diagnose(rt, 1);

	jt_int_eq(d.measured, 1);
	jt_int_eq(d.n_pairs, 1);
	assert_null(d.pairs[0].items_a);
	jyz_diagnosis_free(&d);
}

/* --- what is left ------------------------------------------------------- */

static void test_teaching_is_what_is_left(void **state)
{
	struct rt *rt = *state;
	struct sheet s = fair(apart, 2);

	sheet_write(rt, 1, &s);
	cause(rt, JYZ_CAUSE_CHANCE, "against", "beyond the line of 5");
	cause(rt, JYZ_CAUSE_INTAKE, "against", "still over the line of 5");
	cause(rt, JYZ_CAUSE_PAPER, "against", "reliability 0.9");
	cause(rt, JYZ_CAUSE_NOT_TAUGHT, "unknown", "no single item stands out");
	cause(rt, JYZ_CAUSE_MARKING, "against", "by the same teachers");
	cause(rt, JYZ_CAUSE_TEACHING, "for", "what is left");
	cause(rt, JYZ_CAUSE_TEACHING, "for", "cannot be told apart");
	cause(rt, JYZ_CAUSE_UNCLEAR, "against", "the gap itself is sure");
	suggests(rt, "teaching");
	/* In a review round that is not enough. */
	rt_edit(rt, "paper", 1, "stage", "second", NULL);
	cause(rt, JYZ_CAUSE_TEACHING, "unknown", "much on the setter");
	cause(rt, JYZ_CAUSE_UNCLEAR, "for", "no cause has evidence");
	suggests(rt, "");
}

/* Nothing but a sure gap: nobody is accused. */
static void test_no_baseline(void **state)
{
	struct rt *rt = *state;
	struct sheet s = fair(apart, 2);

	s.baseline = false;
	sheet_write(rt, 1, &s);
	cause(rt, JYZ_CAUSE_INTAKE, "unknown", "--baseline");
	cause(rt, JYZ_CAUSE_TEACHING, "unknown", "cannot be ruled out");
	suggests(rt, "");
}

static void test_same_teacher(void **state)
{
	struct rt *rt = *state;
	struct sheet s = fair(apart, 2);

	sheet_write(rt, 1, &s);
	rt_edit(rt, "assignment", 2, "teacher", "李强", NULL);
	cause(rt, JYZ_CAUSE_TEACHING, "against", "both classes are taught by");
}

static void test_teachers_other_class(void **state)
{
	struct rt *rt = *state;
	struct sheet_class three[3] = { apart[0], apart[1],
					{ .name = THIRD, .pupils = 40,
					  .level = .07 } };
	struct sheet s = fair(three, 3);

	rt_add(rt, "assignment", "teacher", "王芳", "class", THIRD, "subject",
	       "数学", NULL);
	sheet_write(rt, 1, &s);
	cause(rt, JYZ_CAUSE_TEACHING, "against", "over the line of 5, too");
	rt_exec(rt, "DELETE FROM result");
	three[2].level = -.08;
	sheet_write(rt, 1, &s);
	cause(rt, JYZ_CAUSE_TEACHING, "for", "not over the line of 5");
}

/* An earlier exam with this average of either class. */
static void earlier(struct rt *rt, const char *date, const char *setter,
		    const char *a, const char *b)
{
	rt_add(rt, "exam", "name", date, "date", date, NULL);
	rt_add(rt, "paper", "exam", date, "subject", "数学", "grade", "高一",
	       "full_marks", "100", "setter", setter, NULL);
	rt_add(rt, "result", "exam", date, "subject", "数学", "class", FIRST,
	       "average", a, NULL);
	rt_add(rt, "result", "exam", date, "subject", "数学", "class", SECOND,
	       "average", b, NULL);
}

static void test_repeats(void **state)
{
	struct rt *rt = *state;
	struct sheet s = fair(apart, 2);

	s.baseline = false;
	sheet_write(rt, 1, &s);
	rt_edit(rt, "paper", 1, "setter", "王芳", NULL);
	earlier(rt, "2026-09-20", "李强", "70", "78");
	earlier(rt, "2026-10-10", "李强", "80", "78");
	cause(rt, JYZ_CAUSE_TEACHING, "unknown", "1 of the last 3 exams");
	rt_edit(rt, "result", 5, "average", "90", NULL);
	cause(rt, JYZ_CAUSE_TEACHING, "for", "2 of the last 3 exams, by 2");
	/* The same setter each time says less. */
	rt_edit(rt, "paper", 3, "setter", "王芳", NULL);
	cause(rt, JYZ_CAUSE_TEACHING, "unknown", "2 of the last 3 exams, by 1");
}

/* --- chance ------------------------------------------------------------- */

static void test_chance(void **state)
{
	struct rt *rt = *state;
	struct sheet_class near_by[2] = { apart[0], apart[1] };
	struct sheet s = fair(near_by, 2);

	near_by[0].level = .035;
	near_by[1].level = -.035;
	sheet_write(rt, 1, &s);
	cause(rt, JYZ_CAUSE_CHANCE, "for", "reaches 0: the classes may be");
	cause(rt, JYZ_CAUSE_CHANCE, "for", "of 2 equal classes of 40 pupils");
	cause(rt, JYZ_CAUSE_TEACHING, "unknown", "come first");
	cause(rt, JYZ_CAUSE_UNCLEAR, "for", "not sure");
	suggests(rt, "chance");
}

/* That there is a gap is sure, how large it is not. */
static void test_no_chance(void **state)
{
	struct rt *rt = *state;
	struct sheet_class near_by[2] = { apart[0], apart[1] };
	struct sheet s = fair(near_by, 2);

	near_by[0].level = .05;
	near_by[1].level = -.05;
	sheet_write(rt, 1, &s);
	cause(rt, JYZ_CAUSE_CHANCE, "unknown",
	      "not wholly beyond the line of 5");
}

static void test_thin(void **state)
{
	struct rt *rt = *state;
	struct sheet_class few[2] = { apart[0], apart[1] };
	struct sheet s = fair(few, 2);

	few[0].pupils = few[1].pupils = 8;
	sheet_write(rt, 1, &s);
	cause(rt, JYZ_CAUSE_CHANCE, "unknown", "at least 10 pupils");
	cause(rt, JYZ_CAUSE_INTAKE, "unknown", "fewer than 10 pupils");
	cause(rt, JYZ_CAUSE_UNCLEAR, "for", "fewer than 10 pupils");
	suggests(rt, "");
}

/* Averages that were typed in. */
static void test_averages_only(void **state)
{
	struct rt *rt = *state;

	rt_add(rt, "result", "paper", "#1", "class", FIRST, "average", "80",
	       "sat", "40", NULL);
	rt_add(rt, "result", "paper", "#1", "class", SECOND, "average", "70",
	       "sat", "40", NULL);
	struct jyz_diagnosis d = diagnose(rt, 1);

	near(d.mean_rate, .75, 1e-12);
	assert_true(isnan(d.alpha) && isnan(d.sem) && isnan(d.hard_share));
	jt_int_eq(d.n_items, 0);
	jt_int_eq(d.pairs[0].gap, 100000);
	jt_int_eq(d.pairs[0].reading, JYZ_READING_NONE);
	jyz_diagnosis_free(&d);
	cause(rt, JYZ_CAUSE_PAPER, "unknown", "no scores of items");
	cause(rt, JYZ_CAUSE_NOT_TAUGHT, "unknown", "not recorded");
	cause(rt, JYZ_CAUSE_UNCLEAR, "for", "only the averages");
	/* Without the number of pupils not even the mean is known. */
	rt_edit(rt, "result", 1, "sat", "", NULL);
	cause(rt, JYZ_CAUSE_PAPER, "unknown", "mean rate not known");
}

/* --- intake ------------------------------------------------------------- */

static void test_intake(void **state)
{
	struct rt *rt = *state;
	struct sheet_class better[2] = { apart[0], apart[1] };
	struct sheet s = fair(better, 2);

	/* 60 points of the baseline are worth 50 of the score. */
	better[0].intake = .096;
	better[1].intake = -.096;
	sheet_write(rt, 1, &s);
	cause(rt, JYZ_CAUSE_INTAKE, "for", "no longer over the line of 5");
	cause(rt, JYZ_CAUSE_TEACHING, "unknown", "come first");
	suggests(rt, "intake");
}

static void other_subject(struct rt *rt, const char *subject, const char *a,
			  const char *b)
{
	rt_add(rt, "paper", "exam", "期中", "subject", subject, "grade", "高一",
	       "full_marks", "100", NULL);
	rt_add(rt, "result", "exam", "期中", "subject", subject, "class",
	       FIRST, "average", a, NULL);
	rt_add(rt, "result", "exam", "期中", "subject", subject, "class",
	       SECOND, "average", b, NULL);
}

static void test_other_subjects(void **state)
{
	struct rt *rt = *state;
	struct sheet s = fair(apart, 2);

	s.baseline = false;
	sheet_write(rt, 1, &s);
	other_subject(rt, "语文", "80", "70");
	cause(rt, JYZ_CAUSE_INTAKE, "unknown", "one other subject is thin");
	other_subject(rt, "英语", "80", "68");
	cause(rt, JYZ_CAUSE_INTAKE, "for", "in 2 of 2");
	rt_exec(rt, "UPDATE result SET average = 7900000000 WHERE paper > 1 "
		    "AND average < 7900000000");
	cause(rt, JYZ_CAUSE_INTAKE, "against", "in 0 of 2");
}

/* A column of the sheet that is no paper here. */
static void test_other_columns(void **state)
{
	struct rt *rt = *state;
	struct sheet s = fair(apart, 2);

	s.baseline = false;
	sheet_write(rt, 1, &s);
	for (int i = 0; i < 2; i++)
		jt_ok(rt_exec(rt,
			      i ? "INSERT INTO result_joint (result, position,"
				  " kind, name, pupils, total, squares, "
				  "crossed, score_total, score_squares) "
				  "SELECT id, 2, 'subject', '语文', sat, total, "
				  "squares, squares, total, squares FROM "
				  "result"
				: "INSERT INTO result_joint (result, position,"
				  " kind, name, pupils, total, squares, "
				  "crossed, score_total, score_squares) "
				  "SELECT id, 1, 'subject', '英语', sat, total, "
				  "squares, squares, total, squares FROM "
				  "result"),
		      &rt->err);
	cause(rt, JYZ_CAUSE_INTAKE, "for", "in 2 of 2");
}

/* --- paper -------------------------------------------------------------- */

static void test_paper(void **state)
{
	static const struct {
		const char *about;
		double add; /* to the ease of all items */
		double slope;
		const char *evidence;
	} cases[] = {
		{ "too hard", -.2, .5, "too hard: mean rate" },
		{ "too easy", .33, .1, "too easy: mean rate" },
		{ "hard share", -.2, .5, "of the marks in hard items" },
		{ "weak items", 0, .1, "hardly tell strong from weak" },
		{ "full marks", .6, .1, "have full marks" },
		{ "zero", -.8, .1, "have 0" },
	};
	struct rt *rt = *state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		struct sheet s = fair(apart, 2);

		s.slope = cases[i].slope;
		for (size_t k = 0; k < TENTHS; k++)
			s.ease[k] += cases[i].add;
		sheet_write(rt, 1, &s);
		rt_edit(rt, "paper", 1, "threshold", "1", NULL);
		struct jyz_diagnosis d = diagnose(rt, 1);

		if (d.n_pairs) {
			jt_has(d.pairs[0].causes[JYZ_CAUSE_PAPER].evidence,
			       cases[i].evidence);
			jt_int_eq(d.pairs[0].causes[JYZ_CAUSE_PAPER].verdict,
				  JYZ_VERDICT_FOR);
		} else {
			jt_fail("%s: no gap", cases[i].about);
		}
		jyz_diagnosis_free(&d);
		rt_exec(rt, "DELETE FROM result");
	}
}

/* Item 1 the wrong way round. */
static void test_broken_item(void **state)
{
	struct rt *rt = *state;
	struct paper paper = { .items = 3, .max = { 1000, 4000, 5000 } };
	static const char *const names[] = { FIRST, SECOND };

	for (int i = 0; i < 60; i++) {
		struct paper_pupil p = { i % 2,
					 { i < 30 ? 1000 : 0, 100 * (i / 2),
					   70 * i - 60 * (i % 2) } };

		paper_add(&paper, &p);
	}
	sheet_write_paper(rt, 1, &paper, names, 2, true);
	rt_edit(rt, "paper", 1, "threshold", "0", NULL);
	cause(rt, JYZ_CAUSE_PAPER, "for", "did worse on 1: look at the key");
	paper_free(&paper);
}

static void test_predictions(void **state)
{
	struct rt *rt = *state;
	struct sheet s = fair(apart, 2);

	sheet_write(rt, 1, &s);
	rt_edit(rt, "paper", 1, "setter", "王芳", "item", "1=10//函数/0.80",
		"item", "10=10//数列/0.90", NULL);
	struct jyz_diagnosis d = diagnose(rt, 1);

	/* Items that the paper names come first. */
	near(d.items[0].predicted, .8, 0);
	jt_str_eq(d.items[1].name, "10");
	assert_false(d.items[0].missed);
	assert_true(d.items[1].missed);
	jt_int_eq(d.paper_bias.items, 2);
	near(d.paper_bias.mean,
	     (1.7 - d.items[0].stats.difficulty -
	      d.items[1].stats.difficulty) / 2, 1e-12);
	near(d.bias.mean, d.paper_bias.mean, 0);
	jt_int_eq(d.bias.papers, 1);
	jt_int_eq(d.n_terms, 1);
	jt_str_eq(d.terms[0].term, "2026-1");
	near(d.predicted_hard_share, 0, 0);
	jyz_diagnosis_free(&d);
	cause(rt, JYZ_CAUSE_PAPER, "for", "prediction missed");
}

/* Over the terms: another paper of the same setter counts, too. */
static void test_calibration(void **state)
{
	struct rt *rt = *state;
	struct sheet s = fair(apart, 2);

	sheet_write(rt, 1, &s);
	rt_add(rt, "exam", "name", "上期末", "date", "2026-06-20", NULL);
	rt_add(rt, "paper", "exam", "上期末", "subject", "数学", "grade",
	       "高一", "full_marks", "100", "setter", "王芳", "item",
	       "1=10//函数/0.50", NULL);
	rt_edit(rt, "paper", 1, "setter", "王芳", "item", "1=10//函数/0.80",
		NULL);
	sheet_write(rt, 2, &s);
	struct jyz_diagnosis d = diagnose(rt, 1);
	double p = d.items[0].stats.difficulty;

	jt_int_eq(d.bias.papers, 2);
	near(d.bias.mean, (.8 - p + .5 - p) / 2, 1e-12);
	near(d.paper_bias.mean, .8 - p, 1e-12);
	jt_int_eq(d.n_terms, 2);
	jt_str_eq(d.terms[0].term, "2025-2");
	near(d.terms[0].mean, .5 - p, 1e-12);
	jyz_diagnosis_free(&d);
}

/* --- not taught yet ----------------------------------------------------- */

static void test_not_taught(void **state)
{
	static const struct {
		const char *taught, *verdict, *evidence;
	} cases[] = {
		{ "高一(2)班=向量/2026-11-20", "for", "after the exam" },
		{ "高一(2)班=向量", "for", "not taught yet" },
		{ "高一(2)班=向量/2026-11-10", "against", "in time" },
		{ "高一(2)班=函数/2026-10-01", "unknown", "not recorded" },
		{ "#2=向量/2026-11-20", "unknown", "not recorded" },
	};
	struct rt *rt = *state;
	struct sheet_class gone[2] = { apart[0], apart[1] };
	struct sheet s = fair(gone, 2);

	gone[1].shift[2] = -.4;
	sheet_write(rt, 1, &s);
	rt_edit(rt, "paper", 1, "item", "3=10/解答/向量", NULL);
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		rt_edit(rt, "paper", 1, "taught", cases[i].taught, NULL);
		cause(rt, JYZ_CAUSE_NOT_TAUGHT, cases[i].verdict,
		      cases[i].evidence);
	}
	rt_edit(rt, "paper", 1, "taught", cases[0].taught, NULL);
	suggests(rt, "not_taught");
}

/* No item stands out, and all was taught in time. */
static void test_taught_in_time(void **state)
{
	struct rt *rt = *state;
	struct sheet s = fair(apart, 2);

	sheet_write(rt, 1, &s);
	rt_edit(rt, "paper", 1, "taught", "高一(2)班=向量/2026-10-01", NULL);
	cause(rt, JYZ_CAUSE_NOT_TAUGHT, "against", "in time");
	rt_edit(rt, "paper", 1, "taught", "高一(2)班=向量/2026-12-01", NULL);
	cause(rt, JYZ_CAUSE_NOT_TAUGHT, "unknown", "not yet: 向量");
}

/* --- marking ------------------------------------------------------------ */

/* The first five items are chosen, the rest are written out. */
static void type_items(struct rt *rt)
{
	rt_edit(rt, "paper", 1, "marking", "own_class", "item", "1=10/选择题",
		"item", "2=10/选择题", "item", "3=10/填空", "item",
		"4=10/choice", "item", "5=10/判断", "item", "6=10/解答",
		"item", "7=10/解答", "item", "8=10/证明", "item", "9=10/作文",
		"item", "10=10/解答", NULL);
}

static void test_marking(void **state)
{
	struct rt *rt = *state;
	struct sheet_class strict[2] = { apart[0], apart[1] };
	struct sheet s = fair(strict, 2);

	sheet_write(rt, 1, &s);
	type_items(rt);
	cause(rt, JYZ_CAUSE_MARKING, "against", "not sit in the open items");
	rt_exec(rt, "DELETE FROM result");
	for (int i = 0; i < 5; i++) {
		strict[0].shift[i] = -.08;
		strict[1].shift[i] = .08;
	}
	sheet_write(rt, 1, &s);
	cause(rt, JYZ_CAUSE_MARKING, "for", "the gap sits in the open items");
	rt_edit(rt, "paper", 1, "marking", "pooled", NULL);
	cause(rt, JYZ_CAUSE_MARKING, "against", "the same teachers");
	rt_edit(rt, "paper", 1, "marking", "", NULL);
	cause(rt, JYZ_CAUSE_MARKING, "unknown", "not recorded");
	rt_edit(rt, "paper", 1, "marking", "own_class", "item", "1=10/选择题",
		NULL);
	cause(rt, JYZ_CAUSE_MARKING, "unknown", "all are of one sort");
}

/* --- pairs, papers ------------------------------------------------------ */

static void test_queries(void **state)
{
	struct rt *rt = *state;
	struct jyz_diagnose_query query = { 1, -1, NULL };
	struct jyz_diagnosis d;
	const struct sheet_class three[3] = { apart[0], apart[1],
					      { .name = THIRD,
						.pupils = 40 } };
	struct sheet s = fair(three, 3);

	sheet_write(rt, 1, &s);
	d = diagnose(rt, 1);
	jt_int_eq(d.n_pairs, 3);
	jt_str_eq(d.grade.classes[d.pairs[0].a].name, FIRST);
	jt_str_eq(d.grade.classes[d.pairs[0].b].name, SECOND);
	jt_int_eq(d.pairs[0].comparison.method, JYZ_METHOD_GAMES_HOWELL);
	jyz_diagnosis_free(&d);
	query.class_name = "高一10班";
	jt_ok(jyz_diagnose(&rt->desk, &query, &d, &rt->err), &rt->err);
	jt_int_eq(d.n_pairs, 2);
	jyz_diagnosis_free(&d);
	query.class_name = NULL;
	query.threshold = 1200;
	jt_ok(jyz_diagnose(&rt->desk, &query, &d, &rt->err), &rt->err);
	jt_int_eq(d.n_pairs, 1);
	jyz_diagnosis_free(&d);
	query.class_name = "高三1班";
	jt_code(jyz_diagnose(&rt->desk, &query, &d, &rt->err), JYZ_ENOTFOUND,
		&rt->err);
	query.paper = 99;
	jt_code(jyz_diagnose(&rt->desk, &query, &d, &rt->err), JYZ_ENOTFOUND,
		&rt->err);
}

/* Classes of different tracks are no pair. */
static void test_tracks(void **state)
{
	struct rt *rt = *state;
	struct sheet s = fair(apart, 2);

	rt_edit(rt, "class", 2, "track", "重点班", NULL);
	sheet_write(rt, 1, &s);
	struct jyz_diagnosis d = diagnose(rt, 1);

	jt_int_eq(d.n_pairs, 0);
	jyz_diagnosis_free(&d);
}

static void test_nobody(void **state)
{
	struct rt *rt = *state;
	struct sheet s = fair(apart, 1);
	struct jyz_diagnosis d = diagnose(rt, 1);

	assert_true(isnan(d.mean_rate) && isnan(d.average));
	jt_int_eq(d.sat, -1);
	jyz_diagnosis_free(&d);
	/* One class: a card, and no pair. */
	sheet_write(rt, 1, &s);
	d = diagnose(rt, 1);
	jt_int_eq(d.n_pairs, 0);
	assert_false(isnan(d.alpha));
	jyz_diagnosis_free(&d);
}

static void test_finding(void **state)
{
	struct rt *rt = *state;
	struct sheet s = fair(apart, 2);

	sheet_write(rt, 1, &s);
	rt_add(rt, "finding", "paper", "#1", "class_a", FIRST, "class_b",
	       SECOND, "cause", "paper", NULL);
	struct jyz_diagnosis d = diagnose(rt, 1);

	jt_int_eq(d.pairs[0].finding, 1);
	jt_str_eq(d.pairs[0].finding_cause, "paper");
	jyz_diagnosis_free(&d);
}

static int find(struct rt *rt, const char *exam, const char *subject,
		const char *grade, int64_t *paper)
{
	jt_clear(&rt->err);
	return jyz_diagnose_find(&rt->desk, exam, subject, grade, 0, paper,
				 &rt->err);
}

static void test_find(void **state)
{
	struct rt *rt = *state;
	int64_t paper = 0;

	jt_int_eq(find(rt, "期中", NULL, NULL, &paper), JYZ_OK);
	jt_int_eq(paper, 1);
	rt_add(rt, "paper", "exam", "期中", "subject", "数学", "grade", "高二",
	       "full_marks", "100", NULL);
	jt_int_eq(find(rt, "期中", "数学", NULL, &paper), JYZ_EAMBIGUOUS);
	jt_has(rt->err.msg, "高一");
	jt_has(rt->err.msg, "高二");
	jt_int_eq(find(rt, "期中", "数学", "高二", &paper), JYZ_OK);
	jt_int_eq(paper, 2);
	jt_int_eq(find(rt, "期中", "物理", NULL, &paper), JYZ_ENOTFOUND);
	jt_has(rt->err.hint, "数学 高一");
	jt_int_eq(find(rt, "月考", NULL, NULL, &paper), JYZ_ENOTFOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_mathexam),
		TEST(test_lsat),
		TEST(test_items_of_pairs),
		TEST(test_other_groups),
		TEST(test_teaching_is_what_is_left),
		TEST(test_no_baseline),
		TEST(test_same_teacher),
		TEST(test_teachers_other_class),
		TEST(test_repeats),
		TEST(test_chance),
		TEST(test_no_chance),
		TEST(test_thin),
		TEST(test_averages_only),
		TEST(test_intake),
		TEST(test_other_subjects),
		TEST(test_other_columns),
		TEST(test_paper),
		TEST(test_broken_item),
		TEST(test_predictions),
		TEST(test_calibration),
		TEST(test_not_taught),
		TEST(test_taught_in_time),
		TEST(test_marking),
		TEST(test_queries),
		TEST(test_tracks),
		TEST(test_nobody),
		TEST(test_finding),
		TEST(test_find),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
