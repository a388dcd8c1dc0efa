/*
 * Score sheets: what is recognised, what a cell means, what is rejected.
 */
#include "sc.h"

#include <string.h>

#define NEITHER                                                            \
	"neither a score nor a word for an absence (缺考 旷考 未考 缺席 "    \
	"未参加 请假 病假 事假 免考 缓考 补考 作弊 违纪 舞弊 absent exempt " \
	"deferred cheated -)"
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, rt_teardown)
#define LIST(...) .map = (const char *const[]){ __VA_ARGS__ }, \
		  .n_map = sizeof((const char *const[]){ __VA_ARGS__ }) / \
			   sizeof(char *)

static int setup(void **state)
{
	rt_setup(state);
	struct rt *rt = *state;

	rt_add(rt, "exam", "name", "期中", "date", "2026-11-10", NULL);
	rt_add(rt, "paper", "exam", "期中", "subject", "数学", "grade", "高一",
	       "full_marks", "150", NULL);
	rt_add(rt, "paper", "exam", "期中", "subject", "语文", "grade", "高一",
	       "full_marks", "150", NULL);
	jt_ok(rt_exec(rt, "INSERT INTO setting(key, value) "
			  "VALUES ('subject', '数学')"),
	      &rt->err);
	return 0;
}

/* A sheet, and what is read of it. */
struct sheet_case {
	const char *text, *classes, *rejects;
	struct jyz_scores_options options;
};

static void check_sheets(struct rt *rt, const struct sheet_case *cases,
			 size_t n)
{
	for (size_t i = 0; i < n; i++) {
		JYZ_AUTO(jyz_scores) scores = { 0 };

		jt_say("%s", cases[i].text);
		jt_ok(sc_read(rt, cases[i].text, &cases[i].options, &scores),
		      &rt->err);
		jt_str_eq(sc_rejects(&scores),
			  cases[i].rejects ? cases[i].rejects : "");
		if (cases[i].classes)
			jt_str_eq(sc_classes(&scores), cases[i].classes);
	}
}

/* A sheet that is refused as a whole. */
struct error_case {
	const char *text;
	int code;
	const char *message, *hint;
	struct jyz_scores_options options;
};

static void check_errors(struct rt *rt, const struct error_case *cases,
			 size_t n)
{
	for (size_t i = 0; i < n; i++) {
		JYZ_AUTO(jyz_scores) scores = { 0 };
		int rc = sc_read(rt, cases[i].text, &cases[i].options,
				 &scores);

		jt_say("%s", cases[i].text);
		rt_failed(rt, rc, cases[i].code, NULL, cases[i].message);
		if (cases[i].hint)
			jt_has(rt->err.hint, cases[i].hint);
		assert_null(scores.inside);
	}
}

static void test_long(void **state)
{
#define TWO "数学 高一(1)班 2 2 0 0 0 0 0 [[8050,1],[9000,1]]\n" \
	    "数学 高一(2)班 1 1 0 0 0 0 0 [[0,1]]"
	const struct sheet_case cases[] = {
		{ .text = "student,class,score\n1,高一1班,90\n2,高一1班,80.5\n"
		  "3,高一2班,0\n", TWO },
		{ .text = "学号,班级,成绩\n1,高一（１）班,90\n2,高一1班,80.50\n"
		  "3,高一(2)班,0分\n", TWO },
		{ .text = "考号;姓名;班级;总分\n1;甲;高一1班;９０\n"
		  "2;乙;高一1班; 80.5 \n3;丙;高一2班;0.00\n", TWO },
		/* a title above, columns that say nothing, blank rows */
		{ .text = "高一期中成绩表,,,,\n,,,,\n序号,班级,姓名,得分,名次\n"
		  "1,高一1班,甲,90,1\n,,,,\n2,高一1班,乙,80.5,2\n"
		  "3,高一2班,丙,0,3\n", TWO },
		/* the class, or the subject, is said by the caller */
		{ .text = "姓名,分数\n甲,90\n乙,80.5\n",
		  "数学 高一(1)班 2 2 0 0 0 0 0 [[8050,1],[9000,1]]", NULL,
		  { .class_name = "高一1班" } },
		{ .text = "姓名,班级,分数\n甲,高一1班,90\n",
		  "语文 高一(1)班 1 1 0 0 0 0 0 [[9000,1]]", NULL,
		  { .subject = "语文" } },
		/* a row a pupil and paper */
		{ .text = "学号,班级,科目,成绩\n1,高一1班,数学,90\n"
		  "1,高一1班,语文,70\n2,高一1班,语文成绩,缺考\n",
		  "数学 高一(1)班 1 1 0 0 0 0 0 [[9000,1]]\n"
		  "语文 高一(1)班 2 1 1 0 0 0 0 [[7000,1]]" },
	};

	check_sheets(*state, cases, JT_COUNT(cases));
}

static void test_cells(void **state)
{
	/* what the cell is: the score, the absence that counts one up, or the
	 * reason of the reject */
	static const struct {
		const char *cell, *expected;
	} cases[] = {
		{ "95", "9500" },         { "95.5", "9550" },
		{ "95.25", "9525" },      { "95.250", "9525" },
		{ "0", "0" },             { "150", "15000" },
		{ "９５．５", "9550" },   { "95分", "9500" },
		{ " 95　", "9500" },      { "\"95 \"", "9500" },
		{ "\"0,095\"", "neither" }, { "1e2", "neither" },
		{ "+95", "9500" },        { "095", "9500" },
		{ "缺考", "absent" },     { "缺", "absent" },
		{ "旷考", "absent" },     { "ABSENT", "absent" },
		{ "Ａbs", "absent" },     { "-", "absent" },
		{ "—", "absent" },        { "(缺考)", "absent" },
		{ "免考", "exempt" },     { "免", "exempt" },
		{ "exempt", "exempt" },   { "缓考", "deferred" },
		{ "缓", "deferred" },     { "deferred", "deferred" },
		{ "作弊", "cheated" },    { "违纪", "cheated" },
		{ "舞弊", "cheated" },    { "Cheated", "cheated" },
		{ "cheat", "cheated" },   { "", "blank" },
		{ "\"\"", "blank" },      { "　", "blank" },
		{ "150.01", "between 0 and 150" },
		{ "-1", "between 0 and 150" },
		{ "－0.5", "between 0 and 150" },
		{ "99999999999999999999", "neither" },
		{ "80.125", "more than two decimals" },
		{ "80.", "neither" },     { ".5", "50" },
		{ "优", "neither" },      { "8O", "neither" },
		{ "80/", "neither" },     { "()", "neither" },
		{ "1 2", "neither" },
	};
	static const char *const names[JYZ_ABSENCES] = {
		"absent", "exempt", "deferred", "cheated", "blank"
	};
	struct rt *rt = *state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_buf) got = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_scores) scores = { 0 };

		jyz_buf_addf(&text, "number,class,score\n7,高一1班,%s\n",
			     cases[i].cell);
		jt_ok(sc_read(rt, text.data, NULL, &scores), &rt->err);
		const struct jyz_score_class *c = scores.classes;

		if (scores.n_rejected)
			jyz_buf_adds(&got, scores.rejects[0].reason);
		else if (c->sat)
			jyz_buf_addf(&got, "%lld",
				     (long long)c->distribution.items[0].score);
		for (int k = 0; !scores.n_rejected && k < JYZ_ABSENCES; k++)
			if (c->absences[k])
				jyz_buf_adds(&got, names[k]);
		if (!strstr(got.data, cases[i].expected) ||
		    (!scores.n_rejected &&
		     strcmp(got.data, cases[i].expected) != 0))
			jt_fail("'%s': %s, not %s", cases[i].cell, got.data,
				cases[i].expected);
	}
	/* a thousands separator */
	struct sheet_case large = {
		.text = "\"score\",class,student\n\"1,095.5\",高一1班,1\n",
		"英语 高一(1)班 1 1 0 0 0 0 0 [[109550,1]]", NULL,
		{ .subject = "英语", .create_missing = true,
		  .full_marks = (const char *const[]){ "1,200" },
		  .n_full_marks = 1 },
	};

	check_sheets(rt, &large, 1);
}

static void test_status(void **state)
{
#define HEAD "学号,班级,成绩,备注\n"
	const struct sheet_case cases[] = {
		{ .text = HEAD "1,高一1班,,缺考\n2,高一1班,,免考\n3,高一1班,,\n"
		       "4,高一1班,,转学\n5,高一1班,88,借读\n6,高一1班,0,\n",
		  "数学 高一(1)班 6 2 1 1 0 0 2 [[0,1],[8800,1]]" },
		{ .text = HEAD "1,高一1班,88,缺考\n2,高一1班,缓考,\n", NULL,
		  "2 备注 '缺考' a score beside a word for an absence" },
	};

	check_sheets(*state, cases, JT_COUNT(cases));
}

/* A wide sheet: a cell that says nothing counts where the class takes the
 * subject, and as the status says. */
static void test_wide_cells(void **state)
{
#define MANY "学号,班级,语文,数学,备注\n"
	const struct sheet_case cases[] = {
		{ .text = MANY "1,高一1班,,,免考\n2,高一1班,,88,\n"
			       "3,高一1班,,,缺考\n4,高一2班,9,8,\n"
			       "5,高一2班,,8,\n",
		  "数学 高一(1)班 3 1 1 1 0 0 0 [[8800,1]]\n"
		  "数学 高一(2)班 2 2 0 0 0 0 0 [[800,2]]\n"
		  "语文 高一(2)班 2 1 0 0 0 0 1 [[900,1]]" },
		{ .text = MANY "1,高一1班,5,,免考\n2,高一1班,151,1,\n"
			       "3,高一1班,1.125,1,\n4,高一1班,1,优,\n"
			       "4,高一2班,1,1,\n",
		  NULL,
		  "2 备注 '免考' a score beside a word for an absence\n"
		  "3 语文 '151' not between 0 and 150\n"
		  "4 语文 '1.125' more than two decimals\n"
		  "5 数学 '优' " NEITHER "\n"
		  "6 学号 '' the pupil is also on line 5" },
		/* a class with words only takes the subject all the same */
		{ .text = "学号,班级,语文,数学\n1,高一1班,缺考,\n",
		  "语文 高一(1)班 1 0 1 0 0 0 0 []" },
		{ .text = "学号,班级,语文,总分\n1,高一1班,1,-3\n", NULL,
		  "2 总分 '-3' not between 0 and 10000" },
	};

	check_sheets(*state, cases, JT_COUNT(cases));
}

static void test_rejects(void **state)
{
	const struct sheet_case cases[] = {
		{ .text = "学号,班级,成绩\n1,高一9班,88\n2,,88\n3,高一1班,151\n"
		  "4,高一1班,八十\n5,高一1班,88,9\n6,高一1班,88,\n",
		  NULL,
		  "2 班级 '高一9班' unknown class\n"
		  "3 班级 '' the class is missing\n"
		  "4 成绩 '151' not between 0 and 150\n"
		  "5 成绩 '八十' " NEITHER "\n"
		  "6 - '' the row has 4 cells, the heading 3" },
		/* the class is of the year before: not of this exam */
		{ .text = "学号,班级,成绩\n1,2025高一(1)班,88\n", NULL,
		  "2 班级 '2025高一(1)班' unknown class" },
	};
	struct rt *rt = *state;
	JYZ_AUTO(jyz_scores) scores = { 0 };

	check_sheets(rt, cases, JT_COUNT(cases));
	jt_ok(sc_read(rt, cases[0].text,
		      &(struct jyz_scores_options){ .keep_rows = true },
		      &scores),
	      &rt->err);
	jt_int_eq(scores.n_rejected, 5);
	jt_str_eq(scores.rejects[2].row, "3,高一1班,151");
	jt_str_eq(scores.rejects[0].sheet, "");
	jt_code(jyz_scores_write(&rt->desk, &scores,
				 &(struct jyz_scores_options){ 0 }, &rt->err),
		JYZ_EINVAL, &rt->err);
}

static void test_twins(void **state)
{
	const struct sheet_case cases[] = {
		{ .text = "学号,班级,成绩\n7,高一1班,88\n8,高一1班,88\n7,高一1班,80\n",
		  NULL, "4 学号 '' the pupil is also on line 2" },
		/* in two classes, whatever way it is written there */
		{ .text = "学号,班级,成绩\n7,高一1班,88\n8,高一1班,x\n7 ,高一2班,80\n",
		  NULL,
		  "3 成绩 'x' " NEITHER "\n"
		  "4 学号 '' the pupil is also on line 2" },
		/* 007 and 7 are two; a number is the pupil, not the name */
		{ .text = "学号,姓名,班级,成绩\n7,甲,高一1班,88\n007,甲,高一1班,80\n",
		  "数学 高一(1)班 2 2 0 0 0 0 0 [[8000,1],[8800,1]]" },
		/* a pupil has one score in each subject */
		{ .text = "学号,班级,科目,成绩\n7,高一1班,数学,88\n7,高一1班,语文,8\n"
		  "7,高一1班,数学,90\n",
		  NULL, "4 学号 '' the pupil is also on line 2" },
		/* by name within the class */
		{ .text = "姓名,班级,成绩\n甲,高一1班,88\n甲,高一2班,80\n"
		  "甲,高一（1）班,70\n",
		  NULL,
		  "4 姓名 '' the pupil is also on line 2; if they are two of "
		  "one name: --namesakes" },
		{ .text = "姓名,班级,成绩\n甲,高一1班,88\n甲,高一1班,70\n",
		  "数学 高一(1)班 2 2 0 0 0 0 0 [[7000,1],[8800,1]]", NULL,
		  { .namesakes = true } },
	};
	struct rt *rt = *state;
	JYZ_AUTO(jyz_scores) none = { 0 };
	JYZ_AUTO(jyz_scores) subjects = { 0 };

	check_sheets(rt, cases, JT_COUNT(cases));
	jt_ok(sc_read(rt, "班级,成绩\n高一1班,88\n高一1班,88\n", NULL, &none),
	      &rt->err);
	assert_true(none.no_duplicates);
	jt_int_eq(none.pupils, 2);
	jt_ok(sc_read(rt, cases[3].text, NULL, &subjects), &rt->err);
	assert_false(subjects.no_duplicates);
	jt_int_eq(subjects.pupils, 1);
	jt_int_eq(subjects.rows, 3);
}

/* Ascending numbers of all lengths, then one of them again. */
static void test_numbers(void **state)
{
	const char *const numbers[] = {
		"7",	     "107",	   "0108",	"1007",
		"01007",     "12345",	   "123456",	"1234567",
		"12345678",  "123456789",  "1234567890", "12345678901",
		"123456789012",	    "1234567890123456",
		"12345678901234567", "A0001",	"A0002",  "9999",
	};
	struct rt *rt = *state;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_buf_adds(&text, "学号,班级,成绩\n");
	for (size_t i = 0; i < JT_COUNT(numbers); i++)
		jyz_buf_addf(&text, "%s,高一1班,88\n", numbers[i]);
	for (size_t i = 0; i < JT_COUNT(numbers); i++) {
		JYZ_AUTO(jyz_scores) once = { 0 };
		JYZ_AUTO(jyz_scores) twice = { 0 };
		JYZ_AUTO(jyz_buf) again = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_buf) said = JYZ_BUF_INIT;

		jyz_buf_add(&again, text.data, text.len);
		jyz_buf_addf(&again, "0%s,高一1班,88\n", numbers[i]);
		jt_ok(sc_read(rt, again.data, NULL, &once), &rt->err);
		jt_int_eq(once.pupils, JT_COUNT(numbers) +
				       (strcmp(numbers[i], "1007") != 0));
		jyz_buf_addf(&again, "%s,高一1班,88\n", numbers[i]);
		jt_ok(sc_read(rt, again.data, NULL, &twice), &rt->err);
		jyz_buf_addf(&said, "%zu 学号 '' the pupil is also on line %zu",
			     JT_COUNT(numbers) + 3, i + 2);
		jt_has(sc_rejects(&twice), said.data);
	}
}

/* So many that the hashes are dealt into buckets. */
static void test_many(void **state)
{
	struct rt *rt = *state;
	struct jyz_buf text = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_scores) scores = { 0 };
	JYZ_AUTO(jyz_scores) twice = { 0 };

	jyz_buf_adds(&text, "学号,班级,成绩\n");
	for (int i = 0; i < 30000; i++)
		jyz_buf_addf(&text, "%d,高一%d班,%d\n",
			     1000000 + i * 7919 % 30011, i % 2 + 1, i % 151);
	jt_ok(sc_read(rt, text.data, NULL, &scores), &rt->err);
	jt_int_eq(scores.n_rejected, 0);
	jt_int_eq(scores.pupils, 30000);
	jt_int_eq(scores.classes[0].sat + scores.classes[1].sat, 30000);
	jyz_buf_addf(&text, "%d,高一1班,缺考\n", 1000000 + 7919);
	jt_ok(sc_read(rt, text.data, NULL, &twice), &rt->err);
	jt_str_eq(sc_rejects(&twice),
		  "30002 学号 '' the pupil is also on line 3");
	jt_int_eq(twice.pupils, 30000);
	jyz_buf_free(&text);
}

static void test_map(void **state)
{
#define ONE "数学 高一(1)班 1 1 0 0 0 0 0 [[8800,1]]"
	const struct sheet_case cases[] = {
		{ .text = "no,classroom,result\n1,高一1班,88\n", ONE, NULL,
		  { LIST("classroom=class", "result=score") } },
		{ .text = "no,classroom,result\n1,高一1班,88\n", ONE, NULL,
		  { LIST("班级=classroom", "成绩=result") } },
		/* which of two is meant */
		{ .text = "学号,班级,成绩,得分\n1,高一1班,88,70\n", ONE, NULL,
		  { LIST("得分=skip") } },
		{ .text = "学号,班级,成绩,得分\n1,高一1班,70,88\n", ONE, NULL,
		  { LIST("得分=score") } },
		/* 学号 and 考号 are both a number */
		{ .text = "学号,考号,班级,成绩\n1,7,高一1班,88\n", ONE },
		{ .text = "学号,班级,a=b\n1,高一1班,88\n", ONE, NULL,
		  { LIST("a=b=score") } },
		{ .text = "学号,班级,卷一\n1,高一1班,88\n", ONE, NULL,
		  { LIST("卷一=数学") } },
	};
	const struct error_case errors[] = {
		{ .text = "学号,班级,成绩\n", JYZ_EUSAGE, "no column of 'x=class'", NULL,
		  { LIST("x=class") } },
		{ .text = "学号,班级,成绩\n", JYZ_EUSAGE, "names no field",
		  "class, grade", { LIST("班级=colour") } },
		{ .text = "学号,班级,成绩\n", JYZ_EUSAGE, "names no field", NULL,
		  { LIST("班级") } },
		{ .text = "学号,班级,成绩,得分\n", JYZ_EINVAL,
		  "columns 3 '成绩' and 4 '得分' are both 'score'",
		  "'得分=skip'" },
		{ .text = "学号,班级,班级,成绩\n", JYZ_EINVAL, "both 'class'" },
		{ .text = "学号,班级,数学,数学成绩\n", JYZ_EINVAL, "both '数学'" },
		{ .text = "学号,班级,Q1,Q01\n", JYZ_EINVAL, "both 'item'" },
	};

	check_sheets(*state, cases, JT_COUNT(cases));
	check_errors(*state, errors, JT_COUNT(errors));
}

static void test_whole_file(void **state)
{
	const struct error_case cases[] = {
		{ .text = "", JYZ_EINVAL, "no rows" },
		{ .text = "学号,班级,成绩\n", JYZ_EINVAL, "no rows" },
		{ .text = "1,高一1班,88\n2,高一1班,90\n", JYZ_EINVAL,
		  "no column has scores", "--map" },
		{ .text = "学号,成绩\n1,88\n", JYZ_EUSAGE, "no column has the classes",
		  "--class" },
		{ .text = "学号,班级,成绩\n1,高一1班,88\n", JYZ_EUSAGE,
		  "the column '班级' says", NULL,
		  { .class_name = "高一1班" } },
		{ .text = "学号,班级,科目,数学\n1,高一1班,数学,88\n", JYZ_EINVAL,
		  "columns of subjects beside" },
		{ .text = "学号,班级,数学,语文,Q1,Q2\n", JYZ_EINVAL,
		  "items belong to one subject" },
		{ .text = "学号,班级,科目,Q1\n1,高一1班,数学,1\n2,高一1班,语文,1\n",
		  JYZ_EINVAL, "items belong to one subject" },
		{ .text = "学号,班级,数学,语文\n", JYZ_EUSAGE, "--subject", NULL,
		  { .subject = "语文" } },
		{ .text = "学号,班级,成绩\n", JYZ_EUSAGE, "--line", NULL,
		  { .lines = (const char *const[]){ "a=5" }, .n_lines = 1 } },
		{ .text = "学号,班级,成绩\n", JYZ_EUSAGE, "--baseline", NULL,
		  { .baseline = "入口" } },
		{ .text = "学号,班级,成绩\n1,高一1班,88\n", JYZ_EINVAL,
		  "full marks of the paper in 数学 are 150, not 100", NULL,
		  { .full_marks = (const char *const[]){ "100" },
		    .n_full_marks = 1 } },
		{ .text = "学号,班级,成绩\n1,高一1班,88\n", JYZ_EUSAGE,
		  "nobody has a score in 化学", NULL,
		  { .full_marks = (const char *const[]){ "化学=100" },
		    .n_full_marks = 1 } },
		{ .text = "学号,班级,成绩\n", JYZ_EUSAGE, "--full-marks: 'x'", NULL,
		  { .full_marks = (const char *const[]){ "x" },
		    .n_full_marks = 1 } },
		/* nothing on file, nothing to be made */
		{ .text = "学号,班级,成绩\n1,高一1班,88\n", JYZ_ENOTFOUND, "期末",
		  "--create-missing --date", { .exam = "期末" } },
		{ .text = "学号,班级,成绩\n1,高一1班,88\n", JYZ_ENOTFOUND,
		  "no paper in 物理 for 高一", "--create-missing",
		  { .subject = "物理" } },
		{ .text = "学号,班级,成绩\n1,高一1班,88\n", JYZ_EINVAL,
		  "the exam was on 2026-11-10", NULL,
		  { .date = "2026-11-11" } },
		{ .text = "学号,班级,成绩\n1,A,88\n", JYZ_EUSAGE,
		  "line 2: the grade of class 'A' is not known", "--grade",
		  { .create_missing = true } },
		{ .text = "学号,班级,成绩\n\"1,2\n", JYZ_EINVAL, "quote" },
	};

	check_errors(*state, cases, JT_COUNT(cases));
}

/* Names on the screen are not needed to see that columns are understood. */
static void test_preview(void **state)
{
	struct rt *rt = *state;
	JYZ_AUTO(jyz_scores) scores = { 0 };
	static const enum jyz_score_role roles[] = {
		JYZ_ROLE_STUDENT, JYZ_ROLE_NAME, JYZ_ROLE_CLASS,
		JYZ_ROLE_PASSED_OVER, JYZ_ROLE_SCORE, JYZ_ROLE_BASELINE,
		JYZ_ROLE_STATUS,
	};

	jt_ok(sc_read(rt, "学号,姓名,班级,身份证号,成绩,入学成绩,备注\n"
			  "1,甲,高一1班,65,88,-1.5,\n",
		      NULL, &scores),
	      &rt->err);
	jt_int_eq(scores.n_columns, JT_COUNT(roles));
	for (size_t i = 0; i < JT_COUNT(roles); i++)
		jt_int_eq(scores.columns[i].role, roles[i]);
	jt_int_eq(scores.n_preview, 1);
	jt_str_eq(scores.preview[0], "***");
	jt_str_eq(scores.preview[1], "***");
	jt_str_eq(scores.preview[2], "高一1班");
	jt_str_eq(scores.preview[3], "***");
	jt_str_eq(scores.preview[4], "88");
	jt_str_eq(scores.exam, "期中");
	jt_str_eq(scores.date, "2026-11-10");
	assert_false(scores.new_exam);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_long),    TEST(test_cells), TEST(test_status),
		TEST(test_rejects), TEST(test_twins), TEST(test_numbers),
		TEST(test_many),
		TEST(test_map),     TEST(test_whole_file),
		TEST(test_preview), TEST(test_wide_cells),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
