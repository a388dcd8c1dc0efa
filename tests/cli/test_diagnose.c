/*
 * jyz diagnose: which paper, its formats, a real score sheet from file to
 * figures, findings opened.
 */
#include "group.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXAM "--exam", "期中考试", "--subject", "数学"

/* An expression of SQLite's JSON functions over what the program printed. */
static const char *ask(const char *json, const char *expression)
{
	const char *dir = jt_tmpdir();
	struct jt_result r;
	char sql[512];

	jt_write_text(jt_path(dir, "out.json"), json);
	snprintf(sql, sizeof(sql),
		 "WITH d(d) AS (SELECT CAST(readfile('out.json') AS TEXT)) "
		 "SELECT %s FROM d", expression);
	r = jt_run(&(struct jt_command){
		.program = "sqlite3",
		.argv = JT_LIST("-bail", ":memory:", sql),
		.cwd = dir,
	});
	jt_exit(&r, 0);
	r.out[strcspn(r.out, "\n")] = '\0';
	return r.out;
}

static void near_at(const char *json, const char *path, double wanted)
{
	char expression[128];

	snprintf(expression, sizeof(expression),
		 "printf('%%.15g', json_extract(d, '%s'))", path);
	double is = strtod(ask(json, expression), NULL);

	if (!(fabs(is - wanted) < 1e-9))
		jt_fail("%s is %.15g, not %.15g", path, is, wanted);
}

static const char *two_classes(void)
{
	const char *db = group_exam();

	group_result(db, "高一1班", "90", "45");
	group_result(db, "高一2班", "80", "44");
	return db;
}

static void nothing_yet(void **state)
{
	const char *db = group_exam();
	struct jt_result r =
		group_ok(db, "diagnose", EXAM, "--format", "json");

	(void)state;
	jt_str_eq(ask(r.out, "json_valid(d)"), "1");
	jt_str_eq(ask(r.out, "json_array_length(d, '$.pairs')"), "0");
	jt_str_eq(ask(r.out, "json_type(d, '$.mean_rate')"), "null");
	jt_has(r.err, "no results on this paper yet");
}

/* The card of typed averages: what is not known is null.  85 of 150 is below
 * 60 %. */
static void averages(void **state)
{
	const char *db = two_classes();
	struct jt_result r =
		group_ok(db, "diagnose", EXAM, "--format", "json");

	(void)state;
	jt_str_eq(ask(r.out, "json_valid(d)"), "1");
	near_at(r.out, "$.mean_rate", (90 * 45 + 80 * 44) / 89.0 / 150);
	jt_str_eq(ask(r.out, "json_extract(d, '$.alpha') IS NULL AND "
			     "json_extract(d, '$.sem') IS NULL AND "
			     "json_extract(d, '$.hard_share') IS NULL AND "
			     "json_extract(d, '$.items') = '[]'"),
		  "1");
	jt_str_eq(ask(r.out, "(SELECT group_concat(key) FROM json_each(d, "
			     "'$.pairs[0]'))"),
		  "class_a,teacher_a,class_b,teacher_b,gap,over,reading,"
		  "method,ci_low,ci_high,p,g,finding,finding_cause,adjusted,"
		  "adjusted_low,adjusted_high,gain,gain_z,causes,suggests,"
		  "items");
	jt_str_eq(ask(r.out, "(SELECT group_concat(json_extract(value, "
			     "'$.cause')) FROM json_each(d, "
			     "'$.pairs[0].causes'))"),
		  "chance,intake,paper,not_taught,marking,teaching,unclear");
	jt_str_eq(ask(r.out, "json_extract(d, '$.pairs[0].suggests')"),
		  "[\"paper\"]");
	jt_str_eq(ask(r.out, "json_extract(d, '$.pairs[0].teacher_a')"),
		  "王芳");
}

static void which_paper(void **state)
{
	const char *db = two_classes();

	(void)state;
	jt_has(group_ok(db, "diagnose", "期中考试数学高一", "--format",
			"table").out, "高一(1)班 王芳 90");
	jt_has(group_ok(db, "diagnose", "1", "--format", "table").out, "90");
	jt_has(group_ok(db, "diagnose", "--exam", "期中考试", "--format",
			"table").out, "90");
	jt_has(group_ok(db, "诊断", "1", "--分差线", "12").err,
	       "no pair of classes is over the line");
	group_fails(db, 2, "which paper?", "jyz diagnose --exam", "diagnose");
	group_fails(db, 2, "not both", NULL, "diagnose", "1", EXAM);
	group_fails(db, 1, "there is no paper 9", NULL, "diagnose", "9");
	group_fails(db, 1, "月考", NULL, "diagnose", "--exam", "月考");
	group_fails(db, 1, "no paper has '物理'", "数学", "diagnose", "--exam",
		    "期中考试", "--subject", "物理");
	group_fails(db, 1, "class '高一10班' has no result", NULL, "diagnose",
		    "1", "--class", "高一10班");
	/* Several grades: they are named. */
	group_ok(db, "paper", "add", "--exam", "期中考试", "--subject", "数学",
		 "--grade", "高二", "--full_marks", "150");
	group_fails(db, 1, "several papers", "jyz diagnose ", "diagnose",
		    EXAM);
	group_fails(db, 1, "高一 (#1), ", NULL, "diagnose", EXAM);
	group_ok(db, "diagnose", EXAM, "--grade", "高一");
}

static void formats(void **state)
{
	const char *db = two_classes();
	struct jt_result r = group_ok(db, "diagnose", "1", "--format", "csv");
	size_t lines = 0;

	(void)state;
	for (const char *p = r.out; *p; p++)
		lines += *p == '\n';
	jt_int_eq(lines, 8);
	jt_has(r.out, "exam,subject,grade,class_a,teacher_a,class_b,teacher_b,"
		      "gap,reading,cause,verdict,evidence\n");
	jt_has(r.out, "期中考试,数学,高一,高一(1)班,王芳,高一(2)班,,10,,chance,"
		      "unknown,");
	r = group_ok(db, "diagnose", "1", "--format", "jsonl");
	jt_str_eq(ask(r.out, "json_valid(d)"), "1");
	r = group_ok(db, "diagnose", "1", "--format", "table");
	jt_has(r.out, "Mean rate");
	jt_has(r.out, "▲ ");
	jt_has(r.out, "line 60 %");
	jt_has(r.out, "10 points apart, line 5");
	jt_has(r.out, "no items: import the score sheet");
	jt_has(r.err, "it decides nothing");
}

static void findings(void **state)
{
	const char *db = two_classes();
	struct jt_result r;

	(void)state;
	group_result(db, "高一10班", "70", "44");
	r = group_ok(db, "diagnose", "1", "--open", "--dry-run");
	jt_has(r.err, "nothing was saved");
	jt_str_eq(group_ok(db, "finding", "list", "--format", "jsonl").out,
		  "");
	r = group_ok(db, "diagnose", "1", "--open", "--class", "高一10班",
		     "--format", "json");
	jt_has(r.err, "2 findings opened");
	jt_has(r.err, "to undo");
	jt_str_eq(ask(r.out, "json_extract(d, '$.pairs[0].finding')"), "1");
	/* Only for pairs that have none. */
	jt_has(group_ok(db, "diagnose", "1", "--open").err,
	       "1 finding opened");
	r = group_ok(db, "diagnose", "1", "--open", "--format", "table");
	jt_has(r.err, "0 findings opened");
	jt_has(r.err, "nothing changed");
	jt_has(r.out, "(finding #3)");
	group_ok(db, "undo");
	r = group_ok(db, "finding", "list", "--format", "csv");
	jt_lacks(r.out, "\n3,");
}

/* A class of four tells on its pupils: not in a file. */
static void small_class(void **state)
{
	const char *db = two_classes();
	const char *file = jt_path(jt_tmpdir(), "d.csv");
	struct jt_result r;

	(void)state;
	group_result(db, "高一10班", "70", "4");
	jt_has(group_ok(db, "diagnose", "1", "--format", "csv").out,
	       "高一(10)班");
	r = group_ok(db, "diagnose", "1", "-o", file);
	jt_has(r.err, "left out of a file: 2 pairs");
	jt_lacks(jt_read_file(file, NULL), "高一(10)班");
	jt_has(jt_read_file(file, NULL), "高一(2)班");
}

/* From the file of pupils to the reference figures. */
static void real_sheet(void **state)
{
	const char *db = group_new();
	const char *sheet = jt_path(jt_data("scores"), "mathexam_solved.csv");
	struct jt_result r;

	(void)state;
	group_ok(db, "exam", "import", sheet, "--exam", "数学分析", "--date",
		 "2026-11-10", "--grade", "高一", "--full-marks", "13",
		 "--create-missing");
	r = group_ok(db, "diagnose", "--exam", "数学分析", "--subject", "数学",
		     "--threshold", "0.9", "--format", "json");
	jt_str_eq(ask(r.out, "json_valid(d)"), "1");
	near_at(r.out, "$.mean_rate", 0.5633639337343);
	near_at(r.out, "$.alpha", 0.7430370200389);
	near_at(r.out, "$.sem", 1.520698996358);
	near_at(r.out, "$.items[0].difficulty", 0.526748971193);
	near_at(r.out, "$.items[0].discrimination", 0.529234818575);
	near_at(r.out, "$.items[0].rest_r", 0.268378554609);
	near_at(r.out, "$.items[0].alpha_without", 0.739096922702);
	jt_str_eq(ask(r.out, "json_extract(d, '$.pairs[0].class_a') || ' ' || "
			     "json_extract(d, '$.pairs[0].class_b')"),
		  "G1-155 G2-571");
	jt_str_eq(ask(r.out, "json_extract(d, '$.pairs[0].method')"),
		  "games-howell");
	jt_str_eq(ask(r.out, "json_array_length(d, '$.pairs[0].items')"),
		  "13");
	/* Right or wrong: all have Mantel and Haenszel's. */
	jt_str_eq(ask(r.out, "(SELECT count(*) FROM json_each(d, "
			     "'$.pairs[0].items') WHERE json_extract(value, "
			     "'$.mh_delta') IS NOT NULL)"),
		  "13");
	r = group_ok(db, "diagnose", "1", "--threshold", "0.9", "--format",
		     "table");
	jt_has(r.out, "Reliability");
	jt_has(r.out, "Q13");
	jt_has(r.out, "very good");
}

/* A database that cannot be written is read. */
static void only_reading(void **state)
{
	const char *db = two_classes();

	(void)state;
	struct jt_result r = group_shell(
		db, "cp \"$JYZ_DB\" ro.db && chmod 400 ro.db && "
		    "$JYZ --db ro.db diagnose 1 --format jsonl");

	jt_exit(&r, 0);
	jt_str_eq(ask(r.out, "json_valid(d)"), "1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_yet),
		cmocka_unit_test(averages),
		cmocka_unit_test(which_paper),
		cmocka_unit_test(formats),
		cmocka_unit_test(findings),
		cmocka_unit_test(small_class),
		cmocka_unit_test(real_sheet),
		cmocka_unit_test(only_reading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
