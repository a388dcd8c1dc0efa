/*
 * jyz archive status: the fourteen kinds of a term, and what is missing.
 */
#include "cases.h"

/* Today is 2026-11-21, a Saturday in week 12 of the term 2026-1. */
static void empty(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "archive status 2026-1 --format csv",
		  "number,kind,count,first,last,weeks,weeks_without,"
		  "empty_weeks,late,missing\n"
		  "1,plan,0,,,,,,0,yes\n¦"
		  "3,activity_log,0,,,12,12,1-12,0,yes\n¦"
		  "\n14,commendation,0,,,,,,0,yes\n",
		  "term from 2026-09-01 to 2027-01-20, 12 weeks so far; late: "
		  "entered more than 7 days after the date (default)¦"
		  "weeks of the term without any record: 1-12¦"
		  "14 of the fourteen kinds have no records: work plans, " },
		{ 0, "archive status now --format table -q",
		  "democratic reviews of leaders¦none yet", "" },
		{ 0, "archive status now --format table -q --lang zh",
		  "  缺\n¦!丢失", "" },
		{ 0, "存档 状态 本学期 --lang zh",
		  "plan\t0", "十四类中有 14 类没有记录：工作计划、" },
		{ 1, "archive status 2030-1", "", "2030-1" },
		{ 0, "archive status", "14\tcommendation", NULL },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

static void counted(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "plan add --title 计划 --date 2026-09-02", NULL, NULL },
		{ 0, "meeting add --topic 一 --date 2026-09-07", NULL, NULL },
		{ 0, "meeting add --topic 二 --date 2026-09-08 --kind prep",
		  NULL, NULL },
		{ 0, "meeting add --topic 三 --date 2026-11-21 --kind study",
		  NULL, NULL },
		/* exactly seven days after the lesson is not late, eight are */
		{ 0, "observation add --class 高一1班 --teacher 李强 "
		     "--observer 王芳 --subject 数学 --date 2026-11-14", NULL,
		  NULL },
		{ 0, "observation add --class 高一1班 --teacher 李强 "
		     "--observer 王芳 --subject 数学 --date 2026-11-13", NULL,
		  NULL },
		{ 0, "archive status 2026-1 --format csv",
		  "1,plan,1,2026-09-02,2026-09-02,,,,1,no\n¦"
		  "3,activity_log,2,2026-09-07,2026-09-08,12,10,3-12,2,no\n¦"
		  "5,study,1,2026-11-21,2026-11-21,12,11,1-11,0,no\n¦"
		  "6,observation,2,2026-11-13,2026-11-14,12,11,\"1-10, 12\","
		  "1,no\n",
		  "without any record: 3-10\n¦10 of the fourteen kinds have" },
		{ 0, "archive status 2026-1 --format json",
		  "\"number\":6,\"kind\":\"observation\",\"count\":2,"
		  "\"first\":\"2026-11-13\",\"last\":\"2026-11-14\","
		  "\"weeks\":12,\"weeks_without\":11,\"empty_weeks\":"
		  "\"1-10, 12\",\"late\":1,\"missing\":false", NULL },
		{ 0, "config late_days 8", NULL, NULL },
		{ 0, "archive status 2026-1 --format csv",
		  "\n6,observation,2,2026-11-13,2026-11-14,12,11,\"1-10, 12\","
		  "0,no\n", "more than 8 days after the date (setting)" },
		/* a term that has not begun has no weeks */
		{ 0, "term add --code 2026-2 --starts 2027-02-10 --ends "
		     "2027-07-05", NULL, NULL },
		{ 0, "archive status 2026-2 --format csv",
		  "6,observation,0,,,0,0,\"\",0,yes", "0 weeks so far" },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

/* What the term waits for: a line of each, none of what there is not. */
static void waiting(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "archive status now", NULL,
		  "!without feedback¦!answers¦!findings¦!overdue" },
		{ 0, "plan add --title 计划 --date 2026-09-02 --target 一 "
		     "--target 二 --target 三", NULL, NULL },
		{ 0, "archive status now", NULL,
		  "targets of plans that no summary answers: 3\n" },
		{ 0, "summary add --title 总结 --plan 计划 --answer 一=done "
		     "--date 2026-11-01", NULL, NULL },
		{ 0, "observation add --class 高一1班 --teacher 李强 "
		     "--observer 王芳 --subject 数学 --date 2026-11-14", NULL,
		  NULL },
		{ 0, "observation add --class 高一2班 --teacher 李强 "
		     "--observer 王芳 --subject 数学 --date 2026-11-14 "
		     "--feedback_date 2026-11-14", NULL, NULL },
		{ 0, "check add --date 2026-11-02", NULL, NULL },
		{ 0, "action add --what a --owner 李强 --date 2026-11-01 "
		     "--due 2026-11-20", NULL, NULL },
		{ 0, "action add --what b --owner 李强 --date 2026-11-01 "
		     "--due 2026-11-21", NULL, NULL },
		{ 0, "action add --what c --owner 李强 --date 2026-11-01 "
		     "--due 2026-11-20 --done 2026-11-21", NULL, NULL },
		{ 0, "exam add --name 期中 --date 2026-11-10", NULL, NULL },
		{ 0, "paper add --exam 期中 --subject 数学 --grade 高一", NULL,
		  NULL },
		{ 0, "result add --exam 期中 --subject 数学 --class 高一1班 "
		     "--average 60", NULL, NULL },
		{ 0, "result add --exam 期中 --subject 数学 --class 高一2班 "
		     "--average 70", NULL, NULL },
		{ 0, "finding open --exam 期中 --classes 高一1班,高一2班",
		  NULL, NULL },
		{ 0, "term add --code 2026-2 --starts 2027-02-10 --ends "
		     "2027-07-05", NULL, NULL },
		{ 0, "archive status 2026-1", NULL,
		  "targets of plans that no summary answers: 2\n"
		  "lessons heard without feedback: 1\n"
		  "checks without feedback: 1\n"
		  "findings that are not closed: 1\n"
		  "overdue actions: 1\n" },
		{ 0, "archive status 2026-2", NULL,
		  "!without feedback¦!answers¦!findings¦!overdue" },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty),
		cmocka_unit_test(counted),
		cmocka_unit_test(waiting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
