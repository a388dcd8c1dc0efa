/*
 * jyz gaps where classes have statistics: what it says of the pairs, to
 * people and to programs, and what it keeps out of files.
 */
#include "group.h"
#include "jt_book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/base/mem.h"

/* As a score sheet leaves it: half of the pupils 10 points below the mean and
 * half above. */
static void measured(const char *db, int class, int n, int mean)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;

	jyz_buf_addf(&line,
		     "sqlite3 -bail \"$JYZ_DB\" \"INSERT INTO result "
		     "(created_at, updated_at, paper, class, average, sat, "
		     "total, squares, min, max, at_zero, at_full) VALUES "
		     "('2026-11-12T00:00:00Z', '2026-11-12T00:00:00Z', 1, %d, "
		     "%lld, %d, %d, %lld, %d, %d, 0, 0)\"",
		     class, mean * 1000000LL, n, n * mean,
		     n * ((long long)mean * mean + 1000000), mean - 1000,
		     mean + 1000);
	struct jt_result r = group_shell(db, line.data);

	jt_exit(&r, 0);
}

static void sql(const char *db, const char *text)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;

	jyz_buf_addf(&line, "sqlite3 -bail \"$JYZ_DB\" \"%s\"", text);
	struct jt_result r = group_shell(db, line.data);

	jt_exit(&r, 0);
}

static const char *three_classes(void)
{
	const char *db = group_exam();

	measured(db, 1, 46, 8500);
	measured(db, 2, 44, 7800);
	measured(db, 3, 42, 7700);
	return db;
}

/* The keys are always there, and figures mean the same in all formats. */
static void keys(void **state)
{
	const char *db = three_classes();
	struct jt_result json = group_ok(db, "gaps", "--format", "json");
	struct jt_result csv = group_ok(db, "gaps", "--format", "csv");

	(void)state;
	jt_has(json.out, "\"gap\":8,\"over\":true,\"ci_low\":2.");
	jt_has(json.out, "\"reading\":\"unclear\",\"method\":\"games-howell\","
			 "\"finding\":null,\"state\":null}");
	jt_has(csv.out, ",8,yes,2.");
	jt_has(csv.out, ",unclear,games-howell,,\n");
	json = group_ok(db, "gaps", "--method", "welch", "--format", "json");
	jt_has(json.out, "\"method\":\"welch\"");
	jt_lacks(json.out, "games-howell");
	json = group_ok(db, "gaps", "--方法", "Games-Howell", "--format",
			"json");
	jt_has(json.out, "\"method\":\"games-howell\"");
	group_fails(db, 2, "no method 'tukey'", "games-howell", "gaps",
		    "--method", "tukey");
	/* The end of an interval in a year of exams is no longer a number of
	 * seventeen digits: nine decimals. */
	const char *low = strstr(csv.out, ",yes,") + strlen(",yes,");

	assert_true(strcspn(low, ",") <= strlen("2.123456789"));
}

static void words(void **state)
{
	const char *db = three_classes();
	struct jt_result r = group_ok(db, "gaps", "--all", "--format", "table");

	(void)state;
	jt_has(r.out, "高一(1)班 王芳   85 (46)  高一(2)班    78 (44)");
	jt_has(r.out, "Interval (95 %)");
	jt_has(r.out, "▲ over 5, cannot tell");
	jt_has(r.out, "1      [-4.2, 6.2]  cannot tell\n");
	jt_lacks(r.out, "games-howell");
	jt_has(r.err, "3 pairs compared, line 5 (default): 2 over");
	jt_has(r.err, "Games-Howell, 3 classes at once");
	jt_has(r.err, "'cannot tell': it reaches both sides");
	jt_has(r.err, "not significant is not \"no gap\"");
	/* both sentences: what chance does, what it takes to see a gap */
	jt_has(r.err, "chance alone: with 3 equal classes");
	jt_has(r.err, "a true gap of 5, it takes about");
	/* SD 10, n 44: q = 5 sqrt(44) / 10 = 3.3 of 3 means. */
	jt_has(r.err, "chance alone: with 3 equal classes like these the flag "
		      "would come up in about 5 % of exams");
	/* A program is told no statistics lesson. */
	r = group_ok(db, "gaps", "--all", "--format", "csv");
	jt_lacks(r.err, "chance");
	r = group_ok(db, "gaps", "--all", "--format", "table", "--method",
		     "welch");
	jt_has(r.err, "Welch, each pair by itself");
	r = group_ok(db, "gaps", "--all", "--format", "table", "--threshold",
		     "1");
	jt_has(r.out, "▲ over 1, over the line");
	r = group_ok(db, "gaps", "--format", "table", "--threshold", "0.1");
	jt_has(r.err, "would come up in more than 99 % of exams");
	r = group_ok(db, "gaps", "--all", "--format", "table", "--threshold",
		     "7");
	jt_has(r.out, "[-4.2, 6.2]  within\n");
	r = group_ok(db, "gaps", "-q", "--format", "table");
	jt_str_eq(r.err, "");
}

/* On a narrow terminal teachers stand below their classes. */
/* A workbook has the words of the method and the reading. */
static void in_a_workbook(void **state)
{
	const char *db = three_classes();
	const char *path = jt_path(jt_tmpdir(), "gaps.xlsx");
	const char *sheet;

	(void)state;
	group_ok(db, "gaps", "--all", "-o", path, "--lang", "zh");
	sheet = jt_read_part(path, "xl/worksheets/sheet1.xml");
	jt_has(sheet, ">Games-Howell 法</t>");
	jt_has(sheet, ">无法判断</t>");
	jt_lacks(sheet, "games-howell");
	jt_lacks(sheet, ">unclear<");
	group_ok(db, "gaps", "--method", "welch", "-o", path);
	sheet = jt_read_part(path, "xl/worksheets/sheet1.xml");
	jt_has(sheet, ">Welch</t>");
	jt_has(sheet, ">cannot tell</t>");
}

static void narrow(void **state)
{
	const char *db = three_classes();
	struct jt_result r = group_shell(
		db, "script -qec 'stty cols 60; $JYZ gaps' /dev/null");
	char *save = NULL;

	(void)state;
	jt_exit(&r, 0);
	jt_has(r.out, "王芳");
	for (char *line = strtok_r(r.out, "\r\n", &save);
	     line && !strstr(line, "compared");
	     line = strtok_r(NULL, "\r\n", &save))
		assert_true(!(strstr(line, "85 (46)") &&
			      strstr(line, "王芳")));
}

static void small(void **state)
{
	const char *db = three_classes();

	(void)state;
	sql(db, "DELETE FROM result WHERE class = 3");
	measured(db, 3, 8, 7000);
	struct jt_result r = group_ok(db, "gaps", "--format", "table");

	jt_has(r.out, "(n<10)");
	jt_has(r.err, "fewer than 10 pupils, so only their range: "
		      "高一(10)班 (8: 60-80)");
	jt_has(r.err, "Welch");
	r = group_ok(db, "gaps", "--format", "jsonl", "--class", "高一10班");
	jt_has(r.out, "\"over\":true,\"ci_low\":null,\"ci_high\":null,"
		      "\"p\":null,\"g\":null,\"reading\":null,"
		      "\"method\":null");
	/* Of four pupils the ends of the range would be their scores. */
	sql(db, "UPDATE result SET sat = 4, total = 28000, squares = "
		"200000000 WHERE class = 3");
	r = group_ok(db, "gaps", "--format", "table");
	jt_has(r.err, "高一(10)班 (4)");
}

static void ends(void **state)
{
	const char *db = three_classes();

	(void)state;
	sql(db, "UPDATE result SET at_full = 7 WHERE class <> 3");
	sql(db, "UPDATE result SET at_zero = 7 WHERE class = 3");
	struct jt_result r = group_ok(db, "gaps", "--format", "table");

	jt_has(r.err, "期中考试 数学 高一: more than 15 % of the pupils have "
		      "full marks, the interval is unsafe: 高一(1)班, "
		      "高一(2)班");
	jt_has(r.err, "have 0 points, the interval is unsafe: 高一(10)班");
	/* 7 of 47 are less. */
	sql(db, "UPDATE result SET at_full = 6, at_zero = 6");
	jt_lacks(group_ok(db, "gaps", "--format", "table").err, "unsafe");
}

static void findings(void **state)
{
	const char *db = three_classes();

	(void)state;
	sql(db, "INSERT INTO finding (created_at, updated_at, date, paper, "
		"class_a, class_b) VALUES ('2026-11-12T00:00:00Z', "
		"'2026-11-12T00:00:00Z', '2026-11-12', 1, 1, 2)");
	struct jt_result r = group_ok(db, "gaps", "--format", "table");

	jt_has(r.out, "▲ over 5, cannot tell, #1 open");
	jt_has(r.err, "2 over");
	r = group_ok(db, "gaps", "--format", "jsonl");
	jt_has(r.out, "\"finding\":1,\"state\":\"open\"}");
	/* What was found harmless does not nag. */
	sql(db, "UPDATE finding SET harmless = 1");
	r = group_ok(db, "gaps", "--format", "table");
	jt_has(r.out, "looked at, cannot tell");
	jt_has(r.err, "3 pairs compared, line 5 (default): 1 over");
	jt_has(r.err, "1 more was looked at and found harmless");
	r = group_ok(db, "gaps", "--format", "table", "--color", "always");
	jt_lacks(r.out, "mlooked at");
	r = group_ok(db, "gaps", "--format", "jsonl");
	jt_has(r.out, "\"over\":true");
	jt_has(r.out, "\"finding\":1,\"state\":\"harmless\"}");
	/* Its state in the words of the language. */
	sql(db, "UPDATE finding SET harmless = NULL, due = '2026-11-20'");
	r = group_run(db, JT_LIST("gaps", "--lang", "zh", "--format", "table"),
		      NULL);
	jt_has(r.out, "#1 已逾期");
}

/* --- what leaves in a file ------------------------------------------------- */

static char *file(const char *name)
{
	return jt_read_file(name, NULL);
}

static void few_in_files(void **state)
{
	const char *db = three_classes();
	const char *csv = jt_path(jt_tmpdir(), "gaps.csv");
	const char *txt = jt_path(jt_tmpdir(), "gaps.txt");

	(void)state;
	sql(db, "DELETE FROM result WHERE class = 3");
	measured(db, 3, 4, 7000);
	struct jt_result r = group_ok(db, "gaps", "-o", csv);

	jt_has(file(csv), "王芳,85,46,高一(10)班,,,4,,yes,,,");
	jt_has(file(csv), "王芳,85,46,高一(2)班,,78,44,7,yes,");
	jt_lacks(file(csv), "70,4");
	jt_has(r.err, "statistics of classes with fewer than 5 pupils are "
		      "left empty in a file: 2 rows");
	group_ok(db, "gaps", "-o", txt);
	jt_lacks(file(txt), "70 (4)");
	jt_has(file(txt), "85 (46)");
	/* The screen is the group's own. */
	jt_has(group_ok(db, "gaps", "--format", "table").out, "70 (4)");
	/* Five are enough. */
	sql(db, "UPDATE result SET sat = 5, total = 35000, squares = "
		"250000000 WHERE class = 3");
	r = group_ok(db, "gaps", "-o", csv);
	jt_has(file(csv), "高一(10)班,,70,5,15,yes");
	jt_lacks(r.err, "left empty");
}

/* Lists of results and single ones, too. */
static void few_in_lists(void **state)
{
	const char *db = three_classes();
	const char *csv = jt_path(jt_tmpdir(), "results.csv");
	const char *one = jt_path(jt_tmpdir(), "one.json");

	(void)state;
	sql(db, "DELETE FROM result WHERE class = 3");
	measured(db, 3, 4, 7000);
	sql(db, "UPDATE result SET passed = 4, excellent = 0, low = 0, "
		"pass_line = 6000, excellent_line = 8500, low_line = 4000, "
		"distribution = '[[6000,2],[8000,2]]' WHERE class = 3");
	struct jt_result r = group_ok(db, "result", "list", "--columns",
				      "class,average,sd,median,pass_rate,"
				      "distance,total,band_60",
				      "-o", csv);

	jt_has(file(csv), "高一(10)班,,,,,,,");
	jt_has(file(csv), "高一(2)班,78,");
	jt_has(r.err, "fewer than 5 pupils are left empty in a file: 1 row\n");
	r = group_ok(db, "result", "list", "--columns", "class,average,sd",
		     "--format", "csv");
	jt_has(r.out, "高一(10)班,70,11.5");
	jt_lacks(r.err, "left empty");
	r = group_ok(db, "result", "show", "4", "-o", one);
	jt_has(file(one), "\"average\": null");
	jt_has(file(one), "\"sat\": 4");
	jt_lacks(file(one), "\"sd\": 1");
	jt_has(r.err, "1 row\n");
	/* Typed in, it is an average all the same. */
	sql(db, "DELETE FROM result WHERE class = 3");
	group_result(db, "高一10班", "71.5", "4");
	group_ok(db, "result", "list", "-o", csv);
	jt_lacks(file(csv), "71.5");
	/* Other lists know no such rule. */
	group_ok(db, "class", "list", "-o", csv);
	jt_has(file(csv), "高一(10)班");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys),		cmocka_unit_test(words),
		cmocka_unit_test(in_a_workbook),
		cmocka_unit_test(narrow),	cmocka_unit_test(small),
		cmocka_unit_test(ends),		cmocka_unit_test(findings),
		cmocka_unit_test(few_in_files), cmocka_unit_test(few_in_lists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
