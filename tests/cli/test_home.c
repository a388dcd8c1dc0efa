/*
 * What bare jyz says of a group's file, from an empty one on; and that what
 * a plan has promised is to be done.
 */
#include <string.h>

#include "cases.h"

static void no_file(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "-q", "There is none at ¦  jyz init ¦  jyz --help ", "" },
		{ 0, "--lang zh", "jyz 初始化¦jyz --帮助", "" },
	};

	(void)state;
	CASES_RUN(group_path(), NULL, cases);
}

/* A file without a term, people and classes says how to begin. */
static void empty(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "init", NULL, NULL },
		{ 0, "-q",
		  "No term has begun yet:\n  jyz term add --code 2026-1 ¦"
		  "  jyz teacher add ¦  jyz class add ¦!backup FILE¦"
		  "!Actions:¦!jyz gaps¦!observation", "" },
		{ 0, "--lang zh",
		  "还没有学期开始：\n  jyz 学期 添加 --代码 2026-1 ¦"
		  "  jyz 教师 添加 ¦  jyz 班级 添加 ¦!add", "" },
		{ 0, "term add --code 2026-1 --starts 2026-09-01 "
		     "--ends 2027-01-20", NULL, NULL },
		{ 0, "-q",
		  "Term 2026-1, week 12 of 21: 0 lessons observed, 0 meetings, "
		  "0 class results\nArchive: 0 of 14 kinds have records\n"
		  "No backup has been made yet\n\n  jyz teacher add ", "" },
	};

	(void)state;
	CASES_RUN(group_path(), NULL, cases);
}

/* Each state of the group brings up what fits it; never more than three. */
static void on_the_way(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "-q",
		  "  jyz backup FILE ¦  jyz exam import FILE ¦"
		  "  jyz observation add ¦!jyz gaps", "" },
		{ 0, "backup elsewhere.db", NULL, NULL },
		{ 0, "observation add --teacher 李强 --observer 王芳 "
		     "--class 高一1班", NULL, NULL },
		{ 0, "-q",
		  ": 1 lesson observed, 0 meetings¦\nArchive: 1 of 14 kinds¦"
		  "Last backup: today¦!backup FILE¦  jyz exam import FILE ¦"
		  "  jyz observation add ¦  jyz gaps ", "" },
		{ 0, "--lang zh",
		  "学期 2026-1，第 12 周（共 21 周）：听课 1 节、会议 0 次、"
		  "班级成绩 0 条\n档案：14 类中 1 类有记录\n¦"
		  "jyz 考试 导入 ", "" },
		{ 0, "action add --what 备课 --owner 李强 --due 2026-11-01",
		  NULL, NULL },
		{ 0, "-q", "\nActions: 1 open, 1 of them overdue\n¦\n  jyz todo ", "" },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

/* In its last weeks a term's archive is put together. */
static void near_the_end(void **state)
{
	static const struct cli_case november[] = {
		{ 0, "-q", "!archive status", "" },
	};
	static const struct cli_case january[] = {
		{ 0, "-q", "week 18 of 21¦  jyz archive status now ", "" },
		{ 0, "archive status now", NULL, NULL },
	};
	static const struct cli_case summer[] = {
		{ 0, "-q", "Term 2026-1, over since 2027-01-20: ¦!week¦"
			   "  jyz term add ¦  jyz archive status now ", "" },
		{ 0, "archive seal now --reason 试", NULL, NULL },
		{ 0, "-q", "kinds have records; it is sealed\n¦"
			   "  jyz term add ¦!archive status¦!observation", "" },
	};
	const char *db = cases_school();

	(void)state;
	CASES_RUN(db, NULL, november);
	CASES_RUN(db, JT_LIST("JYZ_NOW=2026-12-31T04:00:00Z"), january);
	CASES_RUN(db, JT_LIST("JYZ_NOW=2027-02-20T04:00:00Z"), summer);
}

/* A target with a day is somebody's task until the summary answers it. */
static void promised(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "plan add --title 计划 --target 编好导学案=李强/11-10 "
		     "--target 每人听课二十节=/2026-12-31 --target 随时=王芳",
		  NULL, NULL },
		{ 0, "todo --format csv",
		  "李强,2026-11-10,overdue,11,编好导学案,,1,plan\n"
		  ",2026-12-31,open,-40,每人听课二十节,,1,plan\n¦!随时",
		  "2 tasks to be done, 1 overdue" },
		{ 0, "todo --owner 王芳", "!导学案¦!听课", "nothing" },
		{ 0, "待办 --责任人 李强 --format table --lang zh",
		  "逾期 11 天¦编好导学案¦计划¦!听课", NULL },
		{ 0, "summary add --title 总结 --answer 编好导学案=partly",
		  NULL, NULL },
		{ 0, "todo --format csv", "听课¦!导学案", NULL },
	};
	static const struct cli_case later[] = {
		{ 0, "term add --code 2026-2 --starts 2027-02-10 "
		     "--ends 2027-07-05", NULL, NULL },
		{ 0, "todo --format csv", "!听课", NULL },
	};
	const char *db = cases_school();

	(void)state;
	CASES_RUN(db, NULL, cases);
	CASES_RUN(db, JT_LIST("JYZ_NOW=2027-03-01T04:00:00Z"), later);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_file),
		cmocka_unit_test(empty),
		cmocka_unit_test(on_the_way),
		cmocka_unit_test(near_the_end),
		cmocka_unit_test(promised),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
