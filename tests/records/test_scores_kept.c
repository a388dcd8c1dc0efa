/*
 * Score sheets: what is kept of a class.  Real exams against what R says, and
 * small sheets against sums that can be checked by hand.
 */
#include "sc.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/records/grade.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, rt_setup, rt_teardown)
#define HEADER(text) "学号,班级," text "\n"

static void near(double a, double b, double within)
{
	if (!(fabs(a - b) <= within))
		jt_fail("%.12f is not %.12f", a, b);
}

/* --- real exams ----------------------------------------------------------- */

/* Field number of a line of CSV. */
static const char *field(const char *line, int number)
{
	while (number-- > 0)
		line = strchr(line, ',') + 1;
	return line;
}

static int64_t hundredths(const char *text)
{
	return (int64_t)llround(strtod(text, NULL) * 100);
}

static void check_class(struct rt *rt, const char *line)
{
	/* class,n,n_missing,sum,mean,sd,sd_pop,min,... */
	static const struct {
		const char *column;
		int number, scale;
	} cells[] = {
		{ "sat", 1, 1 },       { "total", 3, 100 },
		{ "min", 7, 100 },     { "max", 15, 100 },
		{ "passed", 16, 1 },   { "excellent", 17, 1 },
		{ "low", 18, 1 },      { "entitled", 1, 1 },
	};

	for (size_t i = 0; i < JT_COUNT(cells); i++) {
		JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
		double expected = strtod(field(line, cells[i].number), NULL);

		jyz_buf_addf(&sql,
			     "SELECT r.%s FROM result r JOIN class c "
			     "ON c.id = r.class WHERE c.name = '%.3s'",
			     cells[i].column, line);
		jt_int_eq(rt_count(rt, sql.data),
			  llround(expected * cells[i].scale));
	}
}

static void test_london(void **state)
{
	struct rt *rt = *state;
	struct jyz_scores_options o = { .exam = "London",
					.subject = "英语",
					.date = "2026-11-12",
					.grade = "Y11",
					.create_missing = true };
	char *text = jt_read_file(jt_data("scores/reference/london.class.csv"),
				  NULL);
	struct jyz_grade grade = JYZ_GRADE_INIT;
	struct jyz_ancova model;
	int n = 0;

	jt_ok(sc_import_file(rt, jt_data("scores/london_scores.csv"), &o),
	      &rt->err);
	for (char *p = strchr(text, '\n') + 1; *p; p = strchr(p, '\n') + 1) {
		check_class(rt, p);
		n++;
	}
	jt_int_eq(n, 65);
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM result"), 65);
	assert_true(rt_noted(rt, "are taken to be 100"));
	jt_ok(jyz_grade_load(&rt->desk, 1, JYZ_GRADE_JOINT, &grade, &rt->err),
	      &rt->err);
	assert_true(jyz_grade_ancova(&grade, &model));
	near(model.slope, 0.5595143044527, 1e-10);
	near(model.mean_x, 50.017935452082, 1e-9);
	jyz_grade_free(&grade);
	jt_str_eq(rt_sql(rt, "SELECT name FROM result_joint LIMIT 1"),
		  "baseline");
}

static void check_items(struct rt *rt, const char *file, const char *sheet,
			const char *reference, double alpha)
{
	struct jyz_scores_options o = { .exam = file, .subject = "英语",
					.date = "2026-11-12", .grade = "Y11",
					.create_missing = true };
	struct jyz_grade grade = JYZ_GRADE_INIT;
	struct jyz_item_sums sums[20] = { 0 };
	struct jyz_item_stats stats[20];
	struct jyz_paper_stats paper;
	struct jyz_strata strata;

	jt_ok(sc_import_file(rt, jt_data(sheet), &o), &rt->err);
	assert_true(rt_noted(rt, "largest mark stands"));
	jt_ok(jyz_grade_load(&rt->desk,
			     rt_count(rt, "SELECT max(id) FROM paper"),
			     JYZ_GRADE_ITEMS | JYZ_GRADE_DISTRIBUTIONS, &grade,
			     &rt->err),
	      &rt->err);
	for (size_t c = 0; c < grade.count; c++)
		for (size_t i = 0; i < grade.n_items; i++)
			if (c)
				jyz_item_sums_add(&sums[i],
						  &grade.classes[c].items[i]);
			else
				sums[i] = grade.classes[c].items[i];
	struct jyz_moments totals = jyz_grade_moments(&grade);

	jt_ok(jyz_strata_parse(&strata, grade.classes[0].strata, &rt->err),
	      &rt->err);
	jyz_items_judge(sums, grade.n_items, &totals, &strata, stats, &paper);
	near(paper.alpha, alpha, 1e-12);
	const char *p = jt_read_file(jt_data(reference), NULL);

	/* item,full,n,mean,sd,difficulty,item_total_r,corrected,d27 by
	 * order, d27 ties shared */
	for (size_t i = 0; i < grade.n_items; i++) {
		p = strchr(p, '\n') + 1;
		jt_int_eq(sums[i].moments.n, strtoll(field(p, 2), NULL, 10));
		jt_int_eq(sums[i].max, hundredths(field(p, 1)));
		near(stats[i].mean, strtod(field(p, 3), NULL), 1e-12);
		near(stats[i].total_r, strtod(field(p, 6), NULL), 1e-11);
		near(stats[i].discrimination, strtod(field(p, 9), NULL),
		     1e-11);
	}
	jyz_grade_free(&grade);
}

static void test_items_of_exams(void **state)
{
	check_items(*state, "LSAT", "scores/lsat6.csv",
		    "scores/reference/lsat6.items.csv", 0.2949971922159);
	check_items(*state, "Maths", "scores/mathexam_solved.csv",
		    "scores/reference/mathexam.items.csv", 0.7430370200389);
}

/* --- items by hand -------------------------------------------------------- */

static void test_item_rows(void **state)
{
	struct rt *rt = *state;
	/* a row and its score, or the reason of the reject */
	static const struct {
		const char *row, *expected;
		bool no_score;
	} cases[] = {
		{ .row = "3,4,7", "700" },
		{ .row = "3,,3", "300" },
		{ .row = "0,0,0", "0" },
		{ .row = ",,0", "0" },
		{ .row = ",,", "blank" },
		{ .row = ",,缺考", "absent" },
		{ .row = "缺考,缺考,", "absent" },
		{ .row = "缺考,,缺考", "absent" },
		{ .row = "3,4,8", "the sum of the items is 7" },
		{ .row = ",,5", "the sum of the items is 0" },
		{ .row = "3,4,", "items have marks, but there is no score" },
		{ .row = "3,4,缺考", "items have marks" },
		{ .row = "3,缺考,3", "marks beside a word" },
		{ .row = "缺考,,0", "marks beside a word" },
		{ .row = "3,6,9", "not between 0 and 5" },
		{ .row = "3,-1,2", "not between 0 and 5" },
		{ .row = "3,x,3", "neither" },
		{ .row = "3,4", "700", true },
		{ .row = "3,", "the mark of the item is missing", true },
		{ .row = ",", "blank", true },
		{ .row = "免考,", "exempt", true },
	};

	rt_add(rt, "exam", "name", "期中", "date", "2026-11-10", NULL);
	rt_add(rt, "paper", "exam", "期中", "subject", "数学", "grade", "高一",
	       "full_marks", "10", "item", "Q1=5", "item", "第2题=5", NULL);
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_scores) scores = { 0 };
		struct jyz_scores_options o = { .subject = "数学" };

		jyz_buf_addf(&text, HEADER("1.,Q02%s") "7,高一1班,%s\n",
			     cases[i].no_score ? "" : ",成绩", cases[i].row);
		jt_say("%s", cases[i].row);
		jt_ok(sc_read(rt, text.data, &o, &scores), &rt->err);
		jt_int_eq(scores.columns[2].max, 500);
		assert_true(scores.columns[2].max_known);
		if (scores.n_rejected) {
			jt_has(scores.rejects[0].reason, cases[i].expected);
			continue;
		}
		static const char *const names[] = { "absent", "exempt", "",
						     "", "blank" };
		const struct jyz_score_class *c = scores.classes;

		if (c->sat)
			jt_int_eq(c->distribution.items[0].score,
				  strtoll(cases[i].expected, NULL, 10));
		for (int k = 0; k < JYZ_ABSENCES; k++)
			if (c->absences[k])
				jt_str_eq(names[k], cases[i].expected);
	}
}

static void test_item_sums(void **state)
{
	struct rt *rt = *state;
	struct jyz_scores_options o = { .subject = "数学",
					.date = "2026-11-10",
					.create_missing = true };

	/* totals 1 3 5 6 9 | 10: fifths by the middle rank of 6 pupils */
	jt_ok(sc_import(rt,
			HEADER("Q1,Q2,总分") "1,高一1班,1,0,1\n"
			"2,高一1班,1,2,3\n3,高一1班,2,3,5\n"
			"4,高一2班,3,3,6\n5,高一2班,4,5,9\n"
			"6,高一2班,5,5,10\n7,高一2班,缺考,,\n",
			&o),
	      &rt->err);
	jt_str_eq(rt_sql(rt, "SELECT group_concat(name || '=' || max) "
			     "FROM paper_item"),
		  "Q1=500,Q2=500");
	jt_int_eq(rt_count(rt, "SELECT full_marks FROM paper"), 1000);
	jt_str_eq(rt_sql(rt, "SELECT strata FROM result LIMIT 1"),
		  "{\"fifths\":[300,500,900,1000],\"group\":2,"
		  "\"upper\":[900,1,1],\"lower\":[300,1,1]}");
	jt_str_eq(rt_sql(rt,
			 "SELECT group_concat(json_array(total, squares, "
			 "crossed, fifth1, fifth2, fifth3, fifth4, fifth5, "
			 "upper, upper_tied, lower, lower_tied), ' ') "
			 "FROM result_item WHERE name = 'Q1'"),
		  "[400,60000,140000,100,100,200,0,0,0,0,100,100] "
		  "[1200,500000,1040000,0,0,300,400,500,500,400,0,0]");
}

/* The paper on file decides, and is given its items when it has none. */
static void test_paper(void **state)
{
	struct rt *rt = *state;
	struct jyz_scores_options o = { .subject = "数学" };

	rt_add(rt, "exam", "name", "期中", "date", "2026-11-10", NULL);
	rt_add(rt, "paper", "exam", "期中", "subject", "数学", "grade", "高一",
	       "full_marks", "10", NULL);
	jt_ok(sc_import(rt, HEADER("Q1,Q2") "1,高一1班,4,3\n", &o), &rt->err);
	jt_str_eq(rt_get(rt, "paper", 1, "item"), "Q1=4\nQ2=3");
	jt_str_eq(rt_get(rt, "paper", 1, "full_marks"), "10");
	rt_failed(rt, sc_import(rt, HEADER("Q1,Q3") "1,高一1班,4,3\n", &o),
		  JYZ_EINVAL, NULL, "no column for item 'Q2'");
	rt_failed(rt, sc_import(rt, HEADER("Q1,Q2,Q3") "1,高一1班,4,3,1\n",
				&o),
		  JYZ_EINVAL, NULL, "no item 'Q3'");
	o.map = (const char *const[]){ "附加题=Q2" };
	o.n_map = 1;
	jt_ok(sc_import(rt, HEADER("Q1,附加题") "1,高一1班,4,3\n", &o),
	      &rt->err);
	jt_int_eq(rt->entry, 0);
	o.n_map = 0;
	o.subject = "语文";
	o.create_missing = true;
	rt_failed(rt, sc_import(rt, HEADER("Q1,Q2") "1,高一1班,4,0\n", &o),
		  JYZ_EINVAL, NULL, "nobody has a mark in item 'Q2'");
}

/* --- wide ----------------------------------------------------------------- */

#define WIDE "学号,班级,语文,数学(150),英语成绩,总分\n"

static void test_wide(void **state)
{
	struct rt *rt = *state;
	struct jyz_scores_options o = {
		.date = "2026-11-10",
		.create_missing = true,
		.full_marks = (const char *const[]){ "120", "数学=150" },
		.n_full_marks = 2,
		.lines = (const char *const[]){ "一本=200" },
		.n_lines = 1,
	};

	/* 高一2班 has no 英语: its cells say nothing */
	jt_ok(sc_import(rt,
			WIDE "1,高一1班,100,140,90,330\n"
			     "2,高一1班,60,缺考,70,130\n"
			     "3,高一1班,,80,50,131\n4,高一2班,90,110,,200\n"
			     "5,高一2班,免考,10,,\n",
			&o),
	      &rt->err);
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM result"), 5);
	jt_str_eq(rt_sql(rt, "SELECT group_concat(subject || full_marks) FROM "
			     "(SELECT * FROM paper ORDER BY id)"),
		  "语文12000,数学15000,英语12000");
	jt_str_eq(rt_sql(rt, "SELECT group_concat(p.subject || c.name || "
			     "json_array(entitled, sat, absent, exempt, blank, "
			     "total), ' ') FROM result r JOIN paper p "
			     "ON p.id = paper JOIN class c ON c.id = class"),
		  "数学高一(1)班[3,2,1,0,0,22000] "
		  "数学高一(2)班[2,2,0,0,0,12000] "
		  "英语高一(1)班[3,3,0,0,0,21000] "
		  "语文高一(1)班[3,2,0,0,1,16000] "
		  "语文高一(2)班[2,1,0,1,0,9000]");
	/* x is the other column, y the class's own */
	jt_str_eq(rt_sql(rt, "SELECT group_concat(json_array(kind, j.name, "
			     "pupils, j.total, crossed, score_total), ' ') "
			     "FROM result_joint j WHERE result = 1"),
		  "[\"subject\",\"语文\",1,10000,140000000,14000] "
		  "[\"subject\",\"英语\",2,14000,166000000,22000] "
		  "[\"total\",\"总分\",2,46100,566800000,22000]");
	assert_true(rt_noted(rt, "the total of 1 pupils"));
	/* above 200: 330 and 200; 数学 250 of 530, line 200 * 250 / 530 */
	jt_str_eq(rt_sql(rt, "SELECT group_concat(json_array(l.name, "
			     "definition, total_line, subject_line, "
			     "above_total, above_subject, above_both, "
			     "total_sum, score_sum), ' ') FROM result_line l "
			     "WHERE result IN (1, 2)"),
		  "[\"一本\",\"effective\",20000,9434,1,1,1,33000,14000] "
		  "[\"一本\",\"effective\",20000,9434,1,1,1,20000,11000]");
}

/* Without a column of totals: of pupils who have all that the class takes. */
static void test_wide_sum(void **state)
{
	struct rt *rt = *state;
	struct jyz_scores_options o = { .date = "2026-11-10",
					.create_missing = true };

	jt_ok(sc_import(rt,
			"姓名,班级,语文,数学,入学\n甲,高一1班,50,60,-1.5\n"
			"乙,高一1班,10,,2\n丙,高一1班,20,30,缺\n",
			&o),
	      &rt->err);
	jt_str_eq(rt_sql(rt, "SELECT group_concat(json_array(kind, j.name, "
			     "pupils, j.total, squares, crossed, score_total, "
			     "score_squares), ' ') FROM result_joint j "
			     "WHERE result = 2"),
		  "[\"baseline\",\"入学\",2,50,62500,-550000,6000,26000000] "
		  "[\"subject\",\"数学\",2,9000,45000000,36000000,7000,"
		  "29000000] "
		  "[\"total\",\"total\",2,16000,146000000,65000000,7000,"
		  "29000000]");
}

/* --- again ---------------------------------------------------------------- */

static void test_replace(void **state)
{
	struct rt *rt = *state;
	struct jyz_scores_options o = { .subject = "数学" };
	static const char sheet[] = HEADER("成绩") "1,高一1班,80\n";

	rt_add(rt, "exam", "name", "期中", "date", "2026-11-10", NULL);
	rt_add(rt, "paper", "exam", "期中", "subject", "数学", "grade", "高一",
	       NULL);
	rt_add(rt, "result", "exam", "期中", "subject", "数学", "class",
	       "高一1班", "average", "80", "note", "补考另计", NULL);
	rt_failed(rt, sc_import(rt, sheet, &o), JYZ_EEXISTS, NULL,
		  "class '高一(1)班' has a typed average in 数学");
	jt_has(rt->err.hint, "--replace");
	o.replace = true;
	jt_ok(sc_import(rt, sheet, &o), &rt->err);
	jt_str_eq(rt_get(rt, "result", 1, "note"), "补考另计");
	jt_str_eq(rt_get(rt, "result", 1, "sat"), "1");
	o.replace = false;
	jt_ok(sc_import(rt, sheet, &o), &rt->err);
	jt_int_eq(rt->entry, 0); /* the same again changes nothing */
	rt_failed(rt, sc_import(rt, HEADER("成绩") "1,高一1班,81\n", &o),
		  JYZ_EEXISTS, NULL, "other statistics in 数学");
	o.replace = true;
	jt_ok(sc_import(rt, HEADER("成绩") "1,高一1班,缺考\n", &o), &rt->err);
	jt_str_eq(rt_sql(rt, "SELECT json_array(average, sat, total, squares, "
			     "min, max, distribution) FROM result"),
		  "[0,0,0,0,null,null,\"[]\"]");
	jt_ok(rt_undo(rt, rt->entry), &rt->err);
	jt_str_eq(rt_get(rt, "result", 1, "average"), "80");
}

static const char *notes(struct rt *rt)
{
	struct jyz_buf out = JYZ_BUF_INIT;

	for (size_t i = 0; i < rt->desk.notes.count; i++)
		jyz_buf_addf(&out, "%s|", rt->desk.notes.items[i]);
	return jt_keep(jyz_buf_detach(&out));
}

/* What differs is said; what a replacement takes away, too. */
static void test_differs(void **state)
{
	struct rt *rt = *state;
	static const char *const lines[] = { "一本=150" };
	static const struct {
		const char *rows, *says;
	} cases[] = {
		{ "1,高一1班,80,90\n2,高一1班,60,61\n", "in 数学 already: "
		  "average 80 there, 75.5 here" },
		{ "1,高一1班,80,80\n", "in 数学 already: 2 of 2 pupils sat "
		  "there, 1 of 1 here" },
		{ "1,高一1班,80,90\n2,高一1班,60,70\n3,高一1班,,免考\n",
		  "2 of 2 pupils sat there, 2 of 3 here" },
		{ "1,高一1班,80,81\n2,高一1班,60,79\n",
		  "the same average, but other scores" },
		{ "1,高一1班,60,90\n2,高一1班,80,70\n", "the same scores, "
		  "but these differ: lines, baseline or other subjects" },
	};
	struct jyz_scores_options o = { .date = "2026-11-10",
					.create_missing = true,
					.lines = lines,
					.n_lines = 1 };
	static const char sheet[] =
		HEADER("语文,数学") "1,高一1班,80,90\n2,高一1班,60,70\n";

	jt_ok(sc_import(rt, sheet, &o), &rt->err);
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

		jyz_buf_addf(&text, "%s%s", HEADER("语文,数学"),
			     cases[i].rows);
		rt_failed(rt, sc_import(rt, text.data, &o), JYZ_EEXISTS, NULL,
			  cases[i].says);
	}
	/* only the settings of the rates have changed */
	rt_exec(rt, "INSERT INTO setting (key, value) "
		    "VALUES ('pass_line', '72')");
	rt_failed(rt, sc_import(rt, sheet, &o), JYZ_EEXISTS, NULL,
		  "already: the same scores, but these differ: the rate lines "
		  "of the settings");
	o.replace = true;
	jt_ok(sc_import(rt, sheet, &o), &rt->err);
	assert_false(rt_noted(rt, "lost"));
	o.n_lines = 0;
	jt_ok(sc_import(rt, HEADER("成绩,科目") "1,高一1班,91,数学\n"
						"2,高一1班,70,数学\n",
			&o),
	      &rt->err);
	jt_has(notes(rt), "the lines '一本' of 1 class are lost: import with "
			  "--line|the comparison with '语文, total' of 1 class "
			  "is lost: import a sheet with these columns|"
			  "1 class: the average changes|");
}

/* What is missing is made once, in the year of the exam. */
static void test_made(void **state)
{
	struct rt *rt = *state;
	struct jyz_scores_options o = { .exam = "模考", .subject = "数学",
					.date = "2026-03-01",
					.create_missing = true };

	jt_ok(sc_import(rt,
			HEADER("成绩") "1,高一1班,80\n2,高一(7)班,81\n"
				       "3,高一7班,82\n4,高二1班,9\n",
			&o),
	      &rt->err);
	jt_str_eq(rt_sql(rt, "SELECT group_concat(c.name || ' ' || c.year || "
			     "' ' || c.grade || ' ' || p.grade || ' ' || sat) "
			     "FROM result r JOIN class c ON c.id = class "
			     "JOIN paper p ON p.id = paper"),
		  "高一(1)班 2025 高一 高一 1,高一(7)班 2025 高一 高一 2,"
		  "高二1班 2025 高二 高二 1");
	jt_str_eq(rt_sql(rt, "SELECT name || ' ' || date FROM exam"),
		  "模考 2026-03-01");
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM paper"), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_london),    TEST(test_items_of_exams),
		TEST(test_item_rows), TEST(test_item_sums),
		TEST(test_paper),     TEST(test_wide),
		TEST(test_wide_sum),  TEST(test_replace),
		TEST(test_made),      TEST(test_differs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
