/*
 * Grades whose figures are incomplete, contradict each other or cannot be:
 * what is computed of them is absent, never wrong and never a crash.
 */
#include "sc.h"

#include <math.h>

#include "jyz/records/grade.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, rt_setup, rt_teardown)

static const char sheet[] = "班级,姓名,成绩,Q1,Q2\n"
			    "高一1班,a,8,5,3\n高一1班,b,6,4,2\n"
			    "高一2班,c,9,5,4\n高一2班,d,5,3,2\n";

static void import_sheet(struct rt *rt)
{
	struct jyz_scores_options o = { .subject = "数学",
					.create_missing = true };

	jt_ok(sc_import(rt, sheet, &o), &rt->err);
}

static void load(struct rt *rt, struct jyz_grade *grade)
{
	jt_ok(jyz_grade_load(&rt->desk, 1, JYZ_GRADE_ITEMS, grade, &rt->err),
	      &rt->err);
	jt_int_eq(grade->count, 2);
}

/* Items that cannot be added to those of other classes are none. */
static void test_items(void **state)
{
	static const struct {
		const char *sql;
		bool first, second; /* have items */
	} cases[] = {
		{ "SELECT 1", true, true },
		{ "UPDATE result_item SET name = 'Q3' WHERE name = 'Q2' "
		  "AND result = 2", false, false },
		{ "UPDATE result_item SET name = 'Q1' WHERE result = 2",
		  true, false },
		{ "UPDATE result_item SET max = 600 WHERE name = 'Q1' "
		  "AND result = 2", true, false },
		{ "UPDATE paper_item SET max = 600", true, true },
	};
	struct rt *rt = *state;

	import_sheet(rt);
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_grade) grade = JYZ_GRADE_INIT;

		print_message("%s\n", cases[i].sql);
		jt_ok(rt_exec(rt, "SAVEPOINT s"), &rt->err);
		jt_ok(rt_exec(rt, cases[i].sql), &rt->err);
		load(rt, &grade);
		jt_int_eq(grade.classes[0].items != NULL, cases[i].first);
		jt_int_eq(grade.classes[1].items != NULL, cases[i].second);
		jt_ok(rt_exec(rt, "ROLLBACK TO s"), &rt->err);
		jt_ok(rt_exec(rt, "RELEASE s"), &rt->err);
	}
}

/* What is computed of paper 1; -1: nothing. */
static int64_t of_paper(struct rt *rt, const char *field)
{
	JYZ_AUTO(jyz_record) rec = { 0 };
	const struct jyz_kind *kind = rt_kind(rt, "paper");

	jyz_record_init(&rec, kind);
	jt_ok(jyz_record_load(&rt->desk, kind, 1, &rec, &rt->err), &rt->err);
	jt_ok(jyz_record_derive(&rt->desk, &rec, NULL, &rt->err), &rt->err);
	const struct jyz_value *v = &rec.values[jyz_field_find(kind, field)];

	return v->type == JYZ_INT ? v->i : -1;
}

/* Of one class it is not known how many were to sit. */
static void test_entitled(void **state)
{
	struct rt *rt = *state;

	import_sheet(rt);
	jt_int_eq(of_paper(rt, "entitled"), 4);
	rt_edit(rt, "result", 1, "entitled", "", NULL);
	jt_int_eq(of_paper(rt, "entitled"), -1);
	jt_int_eq(of_paper(rt, "sat"), 4);
}

/* The real number that is computed of a record; -1: none. */
static double real_of(struct rt *rt, const char *kind, const char *field)
{
	JYZ_AUTO(jyz_record) rec = { 0 };
	const struct jyz_kind *k = rt_kind(rt, kind);

	jyz_record_init(&rec, k);
	jt_ok(jyz_record_load(&rt->desk, k, 1, &rec, &rt->err), &rt->err);
	jt_ok(jyz_record_derive(&rt->desk, &rec, NULL, &rt->err), &rt->err);
	const struct jyz_value *v = &rec.values[jyz_field_find(k, field)];

	return v->type == JYZ_REAL ? v->r : -1;
}

/* Scores of two classes: 8 6 9 5.  A third with an average only has a spread
 * that nobody knows, and so has the grade. */
static void test_spread(void **state)
{
	struct rt *rt = *state;
	const double sd = sqrt(10.0 / 3);

	import_sheet(rt);
	jt_int_eq(1e6 * real_of(rt, "paper", "sd"), 1e6 * sd);
	jt_int_eq(1e6 * real_of(rt, "result", "grade_sd"), 1e6 * sd);
	jt_int_eq(real_of(rt, "result", "z"), 0);
	rt_add(rt, "result", "exam", "期中", "subject", "数学", "class",
	       "高一10班", "average", "4", "sat", "4", NULL);
	jt_int_eq(1e6 * real_of(rt, "paper", "average"), 5.5e6);
	jt_int_eq(real_of(rt, "paper", "sd"), -1);
	jt_int_eq(real_of(rt, "result", "grade_sd"), -1);
	jt_int_eq(real_of(rt, "result", "z"), -1);
	jt_int_eq(1e6 * real_of(rt, "result", "distance"), 1.5e6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_items),
		TEST(test_entitled),
		TEST(test_spread),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
