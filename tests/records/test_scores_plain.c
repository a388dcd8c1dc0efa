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

/* --- rows of averages ----------------------------------------------------- */

#define CLASS "数学 高一(1)班 2 2 0 0 0 0 0 [[8000,1],[9000,1]]"

static void test_footers(void **state)
{
	struct rt *rt = *state;
	static const struct {
		const char *text, *noted;
	} cases[] = {
		/* by the class, the name, the number, and none of them */
		{ "学号,姓名,班级,成绩\n1,甲,高一1班,90\n2,乙,高一1班,80\n"
		  ",,平均分,85\n,,高一1班总计：,170\n",
		  "passed over: 2 rows that are no pupils (平均分, "
		  "总计)|" },
		{ "学号,姓名,班级,成绩\n1,甲,高一1班,90\n2,乙,高一1班,80\n"
		  ",最高分,高一1班,90\n",
		  "passed over: 1 row that is no pupil (最高分)|" },
		{ "学号,姓名,班级,成绩\n1,甲,高一1班,90\n2,乙,高一1班,80\n"
		  "【 及格率 】,,高一1班,100\nAverage,,,85\n",
		  "2 rows that are no pupils (及格率, average)|" },
		{ "序号,姓名,班级,成绩\n1,甲,高一1班,90\n2,乙,高一1班,80\n"
		  "全年级平均,,,85\n",
		  "1 row that is no pupil (平均)|" },
		/* full marks stand above; a wide sheet */
		{ "姓名,班级,数学\n满分,,100\n甲,高一1班,90\n"
		  "乙,高一1班,80\n,Ａｖｇ.,85\nmean,,85\n",
		  "3 rows that are no pupils (满分, avg, mean)|" },
		/* pupils */
		{ "姓名,班级,成绩\nMax,高一1班,90\n平安,高一1班,80\n",
		  NULL },
		{ "学号,姓名,班级,成绩\n7,平均,高一1班,90\n8,乙,高一1班,80\n",
		  NULL },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_scores) scores = { 0 };
		struct jyz_scores_options o = { .create_missing = true,
						.grade = "高一" };

		jt_say("%s", cases[i].text);
		jt_ok(sc_read(rt, cases[i].text, &o, &scores), &rt->err);
		jt_str_eq(sc_rejects(&scores), "");
		jt_str_eq(sc_classes(&scores), CLASS);
		const char *said = notes(rt);

		if (cases[i].noted)
			jt_has(said, cases[i].noted);
		else
			jt_lacks(said, "passed over");
	}
}

/* Rows that are read the fast way, and in the second pass. */
static void test_footers_of_many(void **state)
{
	struct rt *rt = *state;
	struct jyz_buf text = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_scores) scores = { 0 };
	struct jyz_scores_options o = { .create_missing = true };

	jyz_buf_adds(&text, "姓名,班级,成绩\n");
	for (int i = 0; i < 30; i++)
		jyz_buf_addf(&text, "学生%d,高一1班,90\n%s", i,
			     i % 10 == 9 ? "平均分,高一1班,90\n" : "");
	jyz_buf_adds(&text, "学生0,高一1班,90\n"); /* twice */
	jt_ok(sc_read(rt, text.data, &o, &scores), &rt->err);
	jt_int_eq(scores.rows, 31);
	jt_int_eq(scores.n_rejected, 1);
	jt_has(notes(rt), "3 rows that are no pupils (平均分)|");
	jyz_buf_free(&text);
}

/* --- classes that are numbers --------------------------------------------- */

static void test_numbers(void **state)
{
	struct rt *rt = *state;
	static const struct {
		const char *text, *grade, *classes;
	} cases[] = {
		/* on file: 高一(1)班, 高一(2)班, 高一(10)班 */
		{ "年级,班级,成绩\n高一,1,80\n高一,01,80\n高一,１班,80\n"
		  "高一,(1)班,80\n高一年级,1,80\n高一,第1班,80\n"
		  "高一,10,80\n", NULL,
		  "高一(1)班+ 高一(10)班+ " },
		{ "班级,成绩\n2,80\n2班,80\n高一2班,80\n", "高一",
		  "高一(2)班+ " },
		/* as classes on file are written, or the cell */
		{ "年级,班级,成绩\n高一,1,80\n高一,7,80\n高二,07班,80\n"
		  "高二年级,8,80\n七年级,(3)班,80\n", NULL,
		  "七年级(3)班 高一(1)班+ 高一(7)班 高二(7)班 高二(8)班 " },
		/* a grade of digits makes no number of two */
		{ "年级,班级,成绩\nY1,0,80\n1,0班,80\n", NULL, "0班 0 " },
		/* a class of that name and grade goes before a new one */
		{ "年级,班级,成绩\n高三,88,80\n高二,88,80\n", NULL,
		  "88+ 高二(88)班 " },
	};

	rt_add(rt, "class", "name", "88", "grade", "高三", NULL);
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_scores) scores = { 0 };
		JYZ_AUTO(jyz_buf) got = JYZ_BUF_INIT;
		struct jyz_scores_options o = { .create_missing = true,
						.grade = cases[i].grade };

		jt_say("%s", cases[i].text);
		jt_ok(sc_read(rt, cases[i].text, &o, &scores), &rt->err);
		jt_str_eq(sc_rejects(&scores), "");
		for (size_t c = 0; c < scores.n_classes; c++)
			jyz_buf_addf(&got, "%s%s ",
				     scores.classes[c].class_name,
				     scores.classes[c].class_id ? "+" : "");
		jt_str_eq(got.data, cases[i].classes);
	}
}

/* Without brackets where no class has them; unknown where none is made. */
static void test_numbers_alone(void **state)
{
	struct rt *rt = *state;
	JYZ_AUTO(jyz_scores) scores = { 0 };
	JYZ_AUTO(jyz_scores) again = { 0 };
	struct jyz_scores_options o = { .exam = "模考", .date = "2026-03-01",
					.create_missing = true };

	jt_ok(rt_exec(rt, "UPDATE class SET name = '甲' || id || '班'"),
	      &rt->err);
	jyz_resolve_forget(&rt->desk, NULL);
	jt_ok(sc_read(rt, "年级,班级,成绩\n高二,3,80\n高二,4班,9\n", &o,
		      &scores),
	      &rt->err);
	jt_str_eq(scores.classes[0].class_name, "高二3班");
	jt_str_eq(scores.classes[1].class_name, "高二4班");
	jt_int_eq(scores.new_classes, 2);
	rt_add(rt, "paper", "exam", "期中", "subject", "数学", "grade", "高二",
	       NULL);
	o = (struct jyz_scores_options){ .grade = "高二" };
	jt_ok(sc_read(rt, "班级,成绩\n9,80\n", &o, &again), &rt->err);
	jt_str_eq(sc_rejects(&again), "2 班级 '9' unknown class");
}

/* --- words for absences --------------------------------------------------- */

static void test_absences(void **state)
{
	struct rt *rt = *state;
	/* entitled, sat, absent, exempt, deferred, cheated, blank; NULL: a
	 * reject */
	static const struct {
		const char *cell, *counts;
	} cases[] = {
		{ "请假,", "1 0 1 0 0 0 0 []" },
		{ "病假,", "1 0 1 0 0 0 0 []" },
		{ "事假,", "1 0 1 0 0 0 0 []" },
		{ "未考,", "1 0 1 0 0 0 0 []" },
		{ "缺席,", "1 0 1 0 0 0 0 []" },
		{ "旷考,", "1 0 1 0 0 0 0 []" },
		{ "未参加,", "1 0 1 0 0 0 0 []" },
		{ "补考,", "1 0 0 0 1 0 0 []" },
		{ "缺考（病）,", "1 0 1 0 0 0 0 []" },
		{ "免考 (体育特长),", "1 0 0 1 0 0 0 []" },
		{ "（缓考）,", "1 0 0 0 1 0 0 []" },
		{ "absent (ill),", "1 0 1 0 0 0 0 []" },
		{ ",病假（住院）", "1 0 1 0 0 0 0 []" },
		/* remarks, not words against the score */
		{ "80,补考", "1 1 0 0 0 0 0 [[8000,1]]" },
		{ "80,病假", "1 1 0 0 0 0 0 [[8000,1]]" },
		{ "80,缺考（病）", NULL },
		{ "80（病）,", NULL },
		{ "80(作弊),", NULL },
		{ "生病（缺考）,", NULL },
		{ "缺考（病,", NULL },
		{ "（）,", NULL },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		for (int wide = 0; wide < 2; wide++) {
			JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
			JYZ_AUTO(jyz_scores) scores = { 0 };
			struct jyz_scores_options o = { .create_missing =
								true };

			jyz_buf_addf(&text,
				     "学号,班级,%s,备注\n1,高一1班,%s\n",
				     wide ? "数学" : "成绩", cases[i].cell);
			jt_say("%s", text.data);
			jt_ok(sc_read(rt, text.data, &o, &scores), &rt->err);
			if (!cases[i].counts) {
				jt_int_eq(scores.n_rejected, 1);
				continue;
			}
			jt_str_eq(sc_rejects(&scores), "");
			if (wide && cases[i].cell[0] == ',')
				continue; /* nobody takes the subject */
			jt_str_eq(strstr(sc_classes(&scores), "班 ") +
					  strlen("班 "),
				  cases[i].counts);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_above),
		TEST(test_footers),
		TEST(test_footers_of_many),
		TEST(test_numbers),
		TEST(test_numbers_alone),
		TEST(test_absences),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
