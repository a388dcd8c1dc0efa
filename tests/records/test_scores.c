/*
 * Score sheets: what is recognised, what a cell means, what is rejected.
 */
#include "sc.h"

#include <string.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, rt_teardown)

static int setup(void **state)
{
	rt_setup(state);
	struct rt *rt = *state;

	rt_add(rt, "exam", "name", "期中", "date", "2026-11-10", NULL);
	rt_add(rt, "paper", "exam", "期中", "subject", "数学", "grade", "高一",
	       "full_marks", "150", NULL);
	jt_ok(rt_exec(rt, "INSERT INTO setting(key, value) "
			  "VALUES ('subject', '数学')"),
	      &rt->err);
	return 0;
}

static void test_long(void **state)
{
	struct rt *rt = *state;
	static const char *const sheets[] = {
		"student,class,score\n1,高一1班,90\n2,高一1班,80.5\n"
		"3,高一2班,0\n",
		"学号,班级,成绩\n1,高一（１）班,90\n2,高一1班,80.50\n"
		"3,高一(2)班,0分\n",
		"考号;姓名;班级;总分\n1;甲;高一1班;９０\n2;乙;高一1班; 80.5 \n"
		"3;丙;高一2班;0.00\n",
	};

	for (size_t i = 0; i < JT_COUNT(sheets); i++) {
		JYZ_AUTO(jyz_scores) scores = { 0 };

		jt_ok(sc_read(rt, sheets[i], NULL, &scores), &rt->err);
		jt_str_eq(sc_rejects(&scores), "");
		jt_str_eq(sc_classes(&scores),
			  "数学 高一(1)班 2 2 0 0 0 0 0 [[8050,1],[9000,1]]\n"
			  "数学 高一(2)班 1 1 0 0 0 0 0 [[0,1]]");
		jt_int_eq(scores.rows, 3);
		jt_int_eq(scores.pupils, 3);
		assert_false(scores.wide);
	}
}

static void test_london(void **state)
{
	struct rt *rt = *state;
	struct jyz_scores_options o = { .exam = "London",
					.date = "2026-11-12",
					.grade = "Y11",
					.create_missing = true };

	jt_ok(sc_import_file(rt, jt_data("scores/london_scores.csv"), &o),
	      &rt->err);
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM result"), 65);
	jt_int_eq(rt_count(rt, "SELECT sum(sat) FROM result"), 4059);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_long),
		TEST(test_london),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
