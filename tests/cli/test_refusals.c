/*
 * What is refused, with a message that names it and a hint what to type.
 * Nothing refused leaves a trace.
 */
#include "cases.h"

#include <string.h>

#define ADD "observation add --class 高一1班 --teacher 李强 --observer 王芳 "

static void values(void **state)
{
	static const struct cli_case cases[] = {
		{ 1, ADD "--date 2026-02-30", "", "2026-02-30" },
		{ 1, ADD "--date 2025-03-02", "",
		  "no term has begun by 2025-03-02¦hint: jyz term add --code "
		  "2024-2" },
		{ 1, ADD "--score 101", "", "above the full marks, 100" },
		{ 1, ADD "--score -1", "", "'-1'" },
		{ 1, ADD "--score 八十", "", "'八十' is not a number" },
		{ 1, ADD "--score 88.555", "", "88.555" },
		{ 1, ADD "--visit 不知道", "", "visit¦不知道¦drop_in" },
		{ 1, ADD "--visit drop", "", "'drop' is none of" },
		{ 1, ADD "--period 第99节", "", "period: '第99节'" },
		{ 1, ADD "--item 没有=3", "", "没有" },
		{ 1, ADD "--minute 5", "", "--minute '5'" },
		{ 1, "observation add --class 高一1班 --teacher 王芳 --observer "
		     "王芳", "", "the observer is the teacher" },
		{ 0, "observation list --columns id", "=id\n", "" },
	};
	static const struct cli_case chinese[] = {
		{ 1, ADD "--visit 不知道", "", "推门课 (drop_in)" },
		/* an option is named as it would be typed */
		{ 1, ADD "--minute 5", "", "jyz: --课堂过程“5”缺少 止" },
		{ 1, "gaps --threshold x", "", "jyz: --分差线：“x”不是数字" },
		{ 1, "分差 --考试 月考", "", "jyz: --考试：没有名为“月考”的考试" },
	};

	(void)state;
	const char *db = cases_school();
	CASES_RUN(db, NULL, cases);
	CASES_RUN(db, JT_LIST("JYZ_LANG=zh"), chinese);
}

/* A value may be a whole file by mistake; the message is no file. */
static void long_value(void **state)
{
	static char score[100001];
	const char *db = cases_school();

	(void)state;
	memset(score, 'x', sizeof(score) - 1);
	struct jt_result r = group(db, "observation", "add", "--class",
				   "高一1班", "--teacher", "李强", "--observer",
				   "王芳", "--score", score);
	jt_exit(&r, 1);
	jt_has(r.err, "score: 'xxxx");
	assert_in_range(strlen(r.err), 100, 2000);
}

static void names(void **state)
{
	static const struct cli_case cases[] = {
		{ 1, "class add --name 高一（１）班 --grade 高一", "",
		  "class 1 is there already¦jyz class show 1" },
		{ 1, "teacher add --name '王 芳'", "",
		  "teacher 1 is there already" },
		{ 1, "observation add --class 高一1班 --teacher 王方 --observer "
		     "李强", "", "teacher: ¦王方¦did you mean: 王芳" },
		{ 1, "observation add --class 高一 --teacher 王芳 --observer "
		     "李强", "", "class: ¦高一" },
		{ 0, "teacher add --name 李强 --code 07", "=4\n", NULL },
		{ 1, "observation add --class 高一1班 --teacher 李强 --observer "
		     "王芳", "", "李强¦#2¦#4" },
		{ 0, "observation add --class 高一1班 --teacher '#4' --observer "
		     "王芳", "=1\n", NULL },
		{ 0, "observation add --class 高一2班 --teacher 李强07 "
		     "--observer 王芳", "=2\n", NULL },
		{ 1, "class add --name 高一9班 --grade 高一 --previous 高一1班",
		  "", "not in the school year 2025¦hint: jyz class add --name "
		  "'高一1班' --year 2025" },
		{ 1, "observation show abc", "",
		  "'abc' is no record number (observation)" },
		{ 2, "check abc", "", "hint: jyz check" },
		{ 0, "help observation", "edit 12 --period", "" },
		{ 1, "teacher show 没有", "", "没有" },
		{ 1, "teacher show 99", "", "there is no teacher 99¦jyz teacher "
		     "list" },
		{ 0, "teacher show 王芳 --format json", "\"id\": 1,", "" },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

/* In a script nothing is asked, and all that is missing is named. */
static void missing(void **state)
{
	static const struct cli_case cases[] = {
		{ 1, "observation add", "",
		  "class¦teacher¦hint: --class¦!date" },
		{ 1, "observation add --as 王芳", "", "teacher¦!observer" },
		{ 1, "teacher add --code 1", "", "name¦hint: --name" },
		{ 2, "teacher edit 1", "", "no field¦jyz teacher edit 1 --name" },
		{ 1, "teacher edit 1 --name ''", "", "name" },
		{ 0, "teacher list --columns name --sort name", "王芳", "" },
		{ 1, "result add", "",
		  "exam (Exam)¦class (Class)¦average (Average)¦!paper" },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

static void twins(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, ADD "--period 3", "=1\n", NULL },
		{ 1, ADD "--period 第3节 --score 3", "",
		  "observation 1 is there already¦jyz observation edit 1" },
		{ 0, ADD "--period 4", "=2\n", NULL },
		{ 1, "observation edit 2 --period 3", "",
		  "observation 1 is there already" },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

/* A name from a file of others must not drive the terminal. */
static void escapes(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "teacher add --name '\033[31m坏\302\233x\342\200\256' "
		     "--dry-run --format table", "\\x1b[31m坏¦!\033¦!\342\200\256",
		  NULL },
		{ 1, "teacher show '\033]0;x\007'", "",
		  "\\x1b]0;x\\x07¦!\033¦!\007" },
		{ 2, "teacher '\033[2J'", "", "\\x1b[2J¦!\033" },
		{ 2, "teacher list --'\033[2J'", "", "\\x1b[2J¦!\033" },
		{ 2, "teacher add --name 'a\200b'", "", "not UTF-8" },
		{ 0, "term edit 1 --code '2026\033[2J'", "", "saved" },
		{ 0, "", "Term 2026\\x1b[2J¦!\033", "" },
		{ 0, "--db '/nowhere/\033[2J.db'", "/\\x1b[2J.db¦!\033", "" },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

/* What helps is the next term, as long as it is not there. */
static void after_a_sealed_term(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "meeting add --topic 总结", NULL, NULL },
		{ 0, "archive seal 2026-1 --reason 试", NULL, NULL },
		{ 1, "meeting add --topic 开学 --date 2027-02-15", "",
		  "term 2026-1 is sealed\nhint: jyz term add --code 2026-2 "
		  "--starts 2027-02-01 ¦!unseal" },
		{ 1, "assignment add --teacher 李强 --class 高一1班 --subject "
		     "物理 --starts 2027-02-15", "", "hint: jyz term add ¦"
		  "!unseal" },
		{ 1, "action add --meeting 1 --what 备课 --owner 李强", "",
		  "hint: --date, a day after that term; or jyz archive unseal" },
		{ 1, "meeting add --topic 补 --date 2026-10-10", "",
		  "hint: jyz archive unseal 2026-1¦!--date" },
		{ 0, "term add --code 2026-2 --starts 2027-02-10 "
		     "--ends 2027-07-05", NULL, NULL },
		{ 0, "meeting add --topic 开学 --date 2027-02-15", NULL, NULL },
		{ 0, "action add --meeting 1 --what 备课 --owner 李强 --date "
		     "2027-02-15", NULL, NULL },
		/* a wrong year is seen */
		{ 0, "meeting add --topic 命题 --date 2027-07-30", NULL,
		  "!long after" },
		{ 0, "meeting add --topic 命题 --date 2027-10-08", NULL,
		  "2027-10-08 is long after the end of term 2026-2, "
		  "2027-07-05" },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

static void databases(void **state)
{
	static const struct cli_case cases[] = {
		{ 3, "--db /nowhere/x.db teacher list", "",
		  "/nowhere/x.db¦hint: jyz --db /nowhere/x.db init" },
		{ 3, "--db / teacher list", "", "folder" },
		{ 3, "--db /dev/null teacher list", "", "/dev/null" },
		{ 2, "--db= teacher list", "", "--db" },
		{ 0, "", "jyz init", "" },
		{ 0, "teacher template", "name,code", "" },
	};

	(void)state;
	CASES_RUN(group_path(), NULL, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values),
		cmocka_unit_test(long_value),
		cmocka_unit_test(names),
		cmocka_unit_test(missing),
		cmocka_unit_test(twins),
		cmocka_unit_test(escapes),
		cmocka_unit_test(after_a_sealed_term),
		cmocka_unit_test(databases),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
