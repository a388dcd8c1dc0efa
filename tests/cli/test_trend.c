/*
 * jyz trend: the place of a class in its grade over exams and years; pairs
 * with their intake taken into account.
 */
#include <stdlib.h>
#include <string.h>

#include "cases.h"

/* The vector of reading/domain.md, c3 14: the class that looks better did
 * worse given its intake. */
static const char intake[] = "student,class,score,baseline\n"
			     "1,A,66,60\n2,A,74,70\n3,A,83,80\n4,A,90,90\n"
			     "5,B,60,50\n6,B,66,60\n7,B,77,70\n8,B,88,84\n";

static const char *with_sheet(void)
{
	const char *db = group_new();
	const char *sheet = group_path();

	jt_write_file(sheet, intake, strlen(intake));
	group_ok(db, "exam", "import", sheet, "--exam", "期中考试", "--date",
		 "2026-11-10", "--subject", "数学", "--grade", "高一",
		 "--create-missing", "--yes");
	return db;
}

/* The number behind a key of a line of JSON. */
static double number(const char *json, const char *key)
{
	const char *p = strstr(json, key);

	if (!p)
		jt_fail("no %s in %s", key, json);
	return strtod(p + strlen(key), NULL);
}

static void ancova_and_gain(void **state)
{
	const char *db = with_sheet();
	const char *out = group_ok(db, "trend", "--adjusted", "--format",
				   "jsonl").out;

	(void)state;
	assert_float_equal(number(out, "\"gap\":"), 5.5, 1e-9);
	assert_float_equal(number(out, "\"adjusted\":"), -1.98, 0.005);
	assert_float_equal(number(out, "\"adjusted_se\":"), 0.776, 0.0005);
	assert_float_equal(number(out, "\"gain\":"), -3.5, 1e-9);
	assert_non_null(strstr(out, "\"class_a\":\"A\""));
	assert_non_null(strstr(out, "\"disagree\":true"));
	out = group_ok(db, "result", "list", "--adjusted", "--format",
		       "jsonl").out;
	/* B, then A lies 1.98 below it once the intake is equal */
	double b = number(strstr(out, "\"class\":\"B\""),
			  "\"adjusted_average\":");
	double a = number(strstr(out, "\"class\":\"A\""),
			  "\"adjusted_average\":");

	assert_float_equal(a - b, -1.98, 0.005);
}

/* A paper's own line goes before the setting, an option before both. */
static void own_line(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "trend --adjusted --format csv", "5.5,", NULL },
		{ 0, "paper edit '#1' --threshold 6", NULL, NULL },
		{ 0, "trend --adjusted --format csv", "!5.5,", "no pairs" },
		{ 0, "trend --adjusted --threshold 5 --format csv", "5.5,",
		  NULL },
		{ 2, "trend --threshold 5", "",
		  "--threshold is for pairs of classes¦--adjusted" },
		{ 2, "trend --all", "", "--all is for pairs of classes" },
		{ 1, "trend --teacher 王方", "",
		  "--teacher: no teacher is called '王方'" },
	};

	(void)state;
	CASES_RUN(with_sheet(), NULL, cases);
}

static void said_to_people(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "trend --adjusted --format table",
		  "期中考试  数学 高一¦5.5¦-1.98¦-3.5¦yes",
		  "neither is proof" },
		{ 0, "trend --adjusted --threshold 6 --format jsonl", "",
		  "no pairs over the line" },
		{ 0, "trend --adjusted --threshold 6 --all --format jsonl",
		  "\"gap\":5.5", "adjusted: as if" },
		{ 0, "走势 --校正 --班级 A --format jsonl", "\"gap\":5.5",
		  NULL },
		{ 0, "teacher add --name 王芳 --code T1", NULL, NULL },
		{ 0, "trend --adjusted --teacher T1 --format jsonl", "",
		  "no pairs" },
		{ 1, "trend --class 高一9班", "", "--class: no class" },
		{ 1, "trend --subject 语文", "", "no paper has '语文'" },
		{ 1, "trend --adjusted --threshold x", "", "--threshold" },
	};

	(void)state;
	CASES_RUN(with_sheet(), NULL, cases);
}

static const char averages[] =
	"考试,日期,科目,年级,满分,班级,平均分,实考人数\n"
	"期末,2025-12-28,数学,高一,100,高一1班,80,40\n"
	"期末,2025-12-28,数学,高一,100,高一2班,70,40\n"
	"期中,2026-11-10,数学,高二,100,高二1班,74,40\n"
	"期中,2026-11-10,数学,高二,100,高二2班,76,40\n";

/* The classes of 2025 have become those of 2026. */
static const char *with_years(void)
{
	const char *db = group_new();
	const char *sheet = group_path();

	jt_write_file(sheet, averages, strlen(averages));
	group_ok(db, "term", "add", "--code", "2025-1", "--starts",
		 "2025-09-01", "--ends", "2026-01-20");
	group_ok(db, "result", "import", sheet, "--create-missing");
	group_ok(db, "class", "edit", "高二1班", "--previous", "#1");
	group_ok(db, "class", "edit", "高二2班", "--previous", "#2");
	return db;
}

static void through_the_years(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "trend --class 高二1班 --format csv",
		  "高二1班,高一1班,2025-1,期末,2025-12-28,数学,高一,,100,40,"
		  "80,75,,5,,\n"
		  "高二1班,高二1班,2026-1,期中,2026-11-10,数学,高二,,100,40,"
		  "74,75,,-1,,", NULL },
		/* by the name of any year */
		{ 0, "trend --class 高一1班 --term 2026-1 --format csv",
		  "高二1班,高二1班,2026-1", NULL },
		{ 0, "trend --grade 高二 --format jsonl", "\"distance\":1,",
		  NULL },
		{ 0, "trend --exam 期末 --format jsonl",
		  "\"distance\":-5,\"z\":null,\"change\":null", NULL },
	};

	(void)state;
	CASES_RUN(with_years(), NULL, cases);
}

/* Standard scores need score sheets; the change is that of the score. */
static void standard_scores(void **state)
{
	const char *db = with_sheet();
	const char *sheet = group_path();
	static const char second[] = "student,class,score\n"
				     "1,A,70\n2,A,80\n3,B,80\n4,B,90\n";

	(void)state;
	jt_write_file(sheet, second, strlen(second));
	group_ok(db, "exam", "import", sheet, "--exam", "期末考试", "--date",
		 "2026-11-20", "--subject", "数学", "--grade", "高一",
		 "--create-missing", "--yes");
	const char *out = group_ok(db, "trend", "--class", "A", "--exam",
				   "期末考试", "--format", "jsonl").out;

	/* (75 - 80) / 8.1650 */
	assert_float_equal(number(out, "\"z\":"), -0.61237243569, 1e-9);
	/* typed averages between them have no standard score */
	group_ok(db, "exam", "add", "--name", "周练", "--date", "2026-11-15");
	group_ok(db, "paper", "add", "--exam", "周练", "--subject", "数学",
		 "--grade", "高一");
	group_ok(db, "result", "add", "--exam", "周练", "--subject", "数学",
		 "--class", "A", "--average", "70");
	out = group_ok(db, "trend", "--class", "A", "--format", "jsonl").out;
	double first = number(out, "\"z\":");
	const char *last = strstr(out, "期末考试");

	assert_float_equal(number(last, "\"change\":"),
			   -0.61237243569 - first, 1e-9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ancova_and_gain),
		cmocka_unit_test(own_line),
		cmocka_unit_test(said_to_people),
		cmocka_unit_test(through_the_years),
		cmocka_unit_test(standard_scores),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
