/*
 * Score sheets as schools write them: full marks that nobody said, rows of
 * averages at the end, classes that are bare numbers, words for absence.
 */
#include "sc.h"

#include <string.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, rt_teardown)

static int setup(void **state)
{
	rt_setup(state);
	struct rt *rt = *state;

	rt_add(rt, "exam", "name", "期中", "date", "2026-11-10", NULL);
	jt_ok(rt_exec(rt, "INSERT INTO setting(key, value) "
			  "VALUES ('subject', '数学')"),
	      &rt->err);
	return 0;
}

/* All notes, each with a '|' behind it; they are forgotten. */
static const char *notes(struct rt *rt)
{
	struct jyz_buf out = JYZ_BUF_INIT;

	for (size_t i = 0; i < rt->desk.notes.count; i++)
		jyz_buf_addf(&out, "%s|", rt->desk.notes.items[i]);
	rt_noted(rt, "");
	return jt_keep(jyz_buf_detach(&out));
}

/* --- full marks ----------------------------------------------------------- */

static void test_above(void **state)
{
	struct rt *rt = *state;
	static const struct {
		const char *text, *noted, *not_noted;
		size_t rejected;
		const char *full_marks[2];
	} cases[] = {
		{ "姓名,班级,语文,数学,物理\n甲,高一1班,142,150,9\n"
		  "乙,高一1班,80,101,99\n",
		  "highest scores are: 语文 142, 数学 150; import with "
		  "--full-marks 语文=150 --full-marks 数学=150|the full marks "
		  "of the paper in 物理 are taken to be 100",
		  "语文 are taken", 2, { 0 } },
		{ "姓名,班级,成绩\n甲,高一1班,100.5\n乙,高一1班,80\n",
		  "数学 100.5; import with --full-marks 数学=120|", NULL, 1,
		  { 0 } },
		{ "姓名,班级,成绩\n甲,高一1班,680\n乙,高一1班,80\n",
		  "数学 680; import with --full-marks 数学=750|", NULL, 1,
		  { 0 } },
		/* a subject of several words is one word of the shell */
		{ "姓名,班级,Computer Science\n甲,高一1班,160\n",
		  "--full-marks \"Computer Science=160\"|", NULL, 1, { 0 } },
		/* a slip, and full marks that somebody said */
		{ "姓名,班级,成绩\n甲,高一1班,800\n乙,高一1班,80\n",
		  "taken to be 100", "only assumed", 1, { 0 } },
		{ "姓名,班级,成绩\n甲,高一1班,142\n乙,高一1班,80\n", "",
		  "only assumed", 1, { "100" } },
		{ "姓名,班级,成绩\n甲,高一1班,100\n", "taken to be 100",
		  "only assumed", 0, { 0 } },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_scores) scores = { 0 };
		struct jyz_scores_options o = {
			.create_missing = true,
			.full_marks = cases[i].full_marks,
			.n_full_marks = cases[i].full_marks[0] ? 1 : 0,
		};

		jt_say("%s", cases[i].text);
		jt_ok(sc_read(rt, cases[i].text, &o, &scores), &rt->err);
		jt_int_eq(scores.rows_rejected, cases[i].rejected);
		const char *said = notes(rt);

		jt_has(said, cases[i].noted);
		if (cases[i].not_noted)
			jt_lacks(said, cases[i].not_noted);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_above),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
