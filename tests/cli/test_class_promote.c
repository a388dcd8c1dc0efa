/*
 * jyz class promote: the classes of the next school year.
 */
#include "cases.h"

#define PROMOTE "class promote --to-year 2027"

/* Classes of 2026: 高一(1)班 高一(2)班 高一(10)班, and those below. */
static const char *with_classes(void)
{
	static const struct cli_case cases[] = {
		{ 0, "class add --name 高三(1)班 --grade 高三", "=4\n", NULL },
		{ 0, "class add --name 预科班 --grade 预科", "=5\n", NULL },
		{ 0, "class edit 1 --adviser 王芳 --track 理科 --size 45",
		  NULL, NULL },
		{ 0, "assignment add --teacher 王芳 --class 高一1班 --subject "
		     "数学", NULL, NULL },
		{ 0, "assignment add --teacher 李强 --class 高一1班 --subject "
		     "语文", NULL, NULL },
		/* not to the end of the year */
		{ 0, "assignment add --teacher 张伟 --class 高一1班 --subject "
		     "英语 --ends 2026-12-31", NULL, NULL },
		{ 0, "assignment add --teacher 张伟 --class 高一2班 --subject "
		     "数学 --starts 2026-10-01", NULL, NULL },
	};
	const char *db = cases_school();

	CASES_RUN(db, NULL, cases);
	return db;
}

static void promoted(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, PROMOTE " --dry-run --format csv",
		  "=class,grade,what,to,to_grade,year,id,adviser,assignments\n"
		  "预科班,预科,unknown,,,,,,\n"
		  "高一(1)班,高一,new,高二(1)班,高二,2027,6,王芳,2\n"
		  "高一(2)班,高一,new,高二(2)班,高二,2027,7,,1\n"
		  "高一(10)班,高一,new,高二(10)班,高二,2027,8,,0\n"
		  "高三(1)班,高三,leaves,,,,,,\n",
		  "dry run¦what follows on the grade '预科' of 预科班" },
		{ 0, "class list --year 2027 --format csv", "!高二", NULL },
		{ 0, PROMOTE " --grade 高一 --format csv",
		  "高一(1)班,高一,new,高二(1)班,高二,2027,6,王芳,2\n¦!高三",
		  "saved as entry" },
		{ 0, "class show 6 --format json",
		  "\"year\": 2027¦\"track\": \"理科\"¦\"size\": 45¦"
		  "\"adviser\": \"王芳\"¦\"previous\": \"高一(1)班\"", NULL },
		/* one class of each year has the same name */
		{ 0, "--lang en assignment list --format table",
		  "School year¦2026¦2027", NULL },
		{ 0, "assignment list --year 2027 --format csv "
		     "--columns teacher,class,subject,starts,ends",
		  "王芳,高二(1)班,数学,,\n¦李强,高二(1)班,语文,,\n¦"
		  "张伟,高二(2)班,数学,,\n¦!英语", NULL },
		/* done twice it changes nothing */
		{ 0, PROMOTE " --format csv",
		  "高一(1)班,高一,there,高二(1)班,高二,2027,6,,0\n",
		  "nothing changed" },
		/* one entry */
		{ 0, "undo", NULL, "class promote" },
		{ 0, "class list --year 2027 --format jsonl", "", NULL },
		{ 0, "班级 升级 --到学年 2027 --不带任课 --年级 高一 "
		     "--format csv", "高二(1)班,高二,2027,¦王芳,0\n", NULL },
	};

	(void)state;
	CASES_RUN(with_classes(), NULL, cases);
}

/* What staff have entered by hand is taken up, not doubled. */
static void there(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "class add --name 高二1班 --grade 高二 --year 2027", NULL,
		  NULL },
		{ 0, "class add --name 高二(2)班 --grade 高二 --year 2027 "
		     "--previous 高一10班", NULL, NULL },
		{ 0, "assignment add --teacher 张伟 --class 高二1班 --year "
		     "2027 --subject 数学", NULL, NULL },
		{ 1, PROMOTE, "",
		  "class 高二(2)班 of 2027 was another class than 高一(2)班¦"
		  "hint: jyz class show 7" },
		{ 0, "class edit 7 --previous 高一2班", NULL, NULL },
		{ 0, "teacher edit 李强 --ends 2027-07-10", NULL, NULL },
		{ 0, PROMOTE " --format csv",
		  "高一(1)班,高一,linked,高二1班,高二,2027,6,,0\n¦"
		  "高一(2)班,高一,there,高二(2)班,高二,2027,7,,1\n",
		  "李强 has left: not carried over to 高二1班" },
		{ 0, "class show 6 --format json",
		  "\"name\": \"高二1班\"¦\"previous\": \"高一(1)班\"", NULL },
		{ 0, PROMOTE, NULL, "nothing changed" },
	};

	(void)state;
	CASES_RUN(with_classes(), NULL, cases);
}

/* A seventh grade only where the school has one. */
static void schools(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "class add --name 六(1)班 --grade 六年级", NULL, NULL },
		{ 0, PROMOTE " --grade 六年级 --format csv",
		  "六(1)班,六年级,leaves,", NULL },
		{ 0, "class add --name 七(1)班 --grade 七年级", NULL, NULL },
		{ 0, PROMOTE " --grade 六年级 --format csv",
		  "六(1)班,六年级,new,七(1)班,七年级,2027,", NULL },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

static void refusals(void **state)
{
	static const struct cli_case cases[] = {
		{ 2, "class promote", "", "is not given¦--to-year 2027" },
		{ 2, PROMOTE " --from-year 2024", "",
		  "from 2024 to 2027 is not one year on" },
		{ 1, "class promote --to-year 20", "",
		  "--to-year: '20' is not a school year" },
		{ 1, "class promote --to-year x", "", "--to-year" },
		{ 1, "class promote --to-year 2026", "",
		  "the school year 2025 has no classes¦"
		  "jyz class list --year 2025" },
		{ 1, PROMOTE " --grade 高二", "", "has no such classes" },
		{ 0, PROMOTE " --from-year 2026 --format csv", "高二", NULL },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(promoted), cmocka_unit_test(there),
		cmocka_unit_test(schools),  cmocka_unit_test(refusals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
