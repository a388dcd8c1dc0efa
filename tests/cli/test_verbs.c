/*
 * The verbs of records: adding, listing, showing, changing and removing, in
 * both languages and every format.
 */
#include "cases.h"

static void english(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "observation add --class 高一1班 --teacher 李强 "
		     "--observer 王芳 --topic 函数 --score 88",
		  "=1\n", "saved as entry ¦to undo: jyz undo" },
		{ 0, "observation list", "id\tdate\tterm¦1\t2026-11-21\t2026-1",
		  "" },
		{ 0, "observation list --format table",
		  "Teacher¦高一(1)班¦88¦!uid¦!created", "" },
		{ 0, "observation show 1 --format table",
		  "Topic¦函数¦entered¦2026-11-21¦!uid", "" },
		{ 0, "observation edit 1 --score 90.5 --topic ''", "",
		  "saved as entry" },
		{ 0, "observation list --columns id,topic,total,date",
		  "=id\ttopic\ttotal\tdate\n1\t\t90.5\t2026-11-21\n", "" },
		{ 0, "observation edit 1 --score 90.50", "",
		  "=nothing changed\n" },
		{ 0, "observation edit 1 --date 2026-12-01 --dry-run", NULL,
		  "2026-12-01 is still to come" },
		{ 0, "observation remove 1", "",
		  "removing observation #1 2026-11-21 李强¦saved" },
		{ 0, "observation list --columns id", "=id\n", "" },
		{ 1, "observation remove 1", "", "there is no observation 1" },
		{ 0, "undo", NULL, NULL },
		{ 0, "observation list --columns id", "=id\n1\n", "" },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

/* A date whose year was guessed is said as it was understood. */
static void dates(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "meeting add --topic a --date 10/12", "=1\n",
		  "'10/12' is understood as 2026-10-12" },
		{ 0, "meeting add --topic b --date 9月2日", "=2\n",
		  "'9月2日' is understood as 2026-09-02" },
		{ 0, "meeting add --topic c --date today", "=3\n",
		  "'today' is understood as 2026-11-21" },
		{ 0, "meeting add --topic d --date 2026/10/12", "=4\n",
		  "!understood" },
		{ 0, "meeting add --topic e --date 20261012", "=5\n",
		  "!understood" },
		{ 0, "meeting add --topic f --date 2026年10月12日", "=6\n",
		  "!understood" },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

/* Chinese words are commands and options in any locale. */
static void chinese(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "听课 添加 --班级 '高一（１）班' --授课教师 李强 --听课人 "
		     "王芳 --日期 10-12 --得分 ８８．５分 --听课类别 推门",
		  "=1\n", "'10-12' is understood as 2026-10-12" },
		{ 0, "听课 查看 1 --格式 json",
		  "\"visit\": \"drop_in\"¦\"score\": 88.5¦"
		  "\"class\": \"高一(1)班\"", "" },
		{ 0, "听课 修改 1 --得分 ９０", "", "saved" },
		{ 0, "听课 列表 --教师 李强 --列 日期,总分",
		  "=date\ttotal\n2026-10-12\t90\n", "" },
		{ 0, "听课 列表 --教师 李强 --列 日期，总分 --格式 csv "
		     "--表头 label --lang zh",
		  "=日期,总分\n2026-10-12,90\n", "" },
		{ 0, "听课 列表 --lang zh --format table", "授课教师¦推门课",
		  "" },
		{ 0, "听课 删除 1", "", NULL },
		{ 0, "教师 添加 --姓名 买买提", "=4\n", NULL },
		{ 0, "组 列表 --列 名称", "数学教研组", "" },
	};

	(void)state;
	CASES_RUN(cases_school(), JT_LIST("LC_ALL=C"), cases);
}

/* Choices are words for people, in parts too; files have their names. */
static void choices_in_parts(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "plan add --title 计划 --target 编好导学案", "=1\n", NULL },
		{ 0, "summary add --title 总结 --answer 编好导学案=partly/差三章",
		  "=1\n", NULL },
		{ 0, "summary show 1 --format table --lang zh",
		  "编好导学案=部分完成/差三章¦!partly", "" },
		{ 0, "summary show 1 --format table --lang en",
		  "编好导学案=partly done/差三章", "" },
		{ 0, "summary list --columns answer --format csv --lang zh",
		  "=answer\n编好导学案=partly/差三章\n", "" },
		{ 0, "summary show 1 --format json --lang zh",
		  "\"state\": \"partly\"", "" },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

/* Every kind: its example adds a record that is listed and shown. */
static void kinds(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "term add --code 2026-2 --starts 2027-02-20 --ends "
		     "2027-07-10", "=2\n", NULL },
		{ 0, "unit add --name 高一备课组 --kind prep --parent "
		     "数学教研组", "=2\n", NULL },
		{ 0, "assignment add --teacher 王芳 --class 高一1班 --subject "
		     "数学", "=1\n", NULL },
		{ 0, "mentorship add --mentor 王芳 --mentee 李强 --starts "
		     "2026-09-01", "=1\n", NULL },
		{ 0, "rubric add --name 本校评课表 --item 目标=40 --item "
		     "过程=60 --band 优=90 --band 良=0 --pass_mark 60",
		  "=3\n", NULL },
		{ 0, "observation add --class 高一1班 --teacher 王芳 --observer "
		     "李强 --rubric 本校评课表 --item 目标=35 --item 过程=58",
		  "=1\n", NULL },
		{ 0, "observation show 1 --format json",
		  "\"total\": 93¦\"band\": \"优\"¦\"pass\": true¦"
		  "\"item\": [\n    {\n      \"item\": \"目标\",\n"
		  "      \"score\": 35\n    }", "" },
		{ 0, "exam add --name 期中考试 --date 2026-11-10", "=1\n",
		  NULL },
		{ 0, "paper add --exam 期中考试 --subject 数学 --grade 高一 "
		     "--full-marks 150 --setter 王芳", "=1\n", NULL },
		{ 0, "result add --exam 期中考试 --subject 数学 --class "
		     "高一1班 --average 83.25 --sat 45人", "=1\n", NULL },
		{ 0, "result show 1 --format json",
		  "\"average\": 83.25¦\"sat\": 45¦\"teacher\": \"王芳\"", "" },
		{ 0, "meeting add --topic 期中质量分析 --present 王芳 --absent "
		     "李强:病假 --decision 每周互听一节课", "=1\n", NULL },
		{ 0, "meeting show 1 --format table --lang zh",
		  "李强:病假¦每周互听一节课¦教研组活动", "" },
		{ 0, "action add --what 修订导学案 --owner 李强 --due "
		     "2026-11-01 --meeting 1", "=1\n", NULL },
		{ 0, "action list --state overdue --format json",
		  "\"state\":\"overdue\"¦\"meeting\":1,", "" },
		{ 0, "action list --columns meeting --format csv",
		  "=meeting\n1\n", "" },
		{ 0, "action list --state open", "!修订", "" },
		{ 0, "action list --format table", "#1 2026-11-21¦overdue",
		  "" },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

static void formats(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "teacher list --format json --name 没有", "=[]\n", "" },
		{ 0, "teacher list --format jsonl --name 没有", "=", "" },
		{ 0, "teacher list --format table --name 没有", "=",
		  "=no records\n" },
		{ 0, "teacher add --name '=1+1' --note 'a\tb' --format jsonl",
		  "{\"id\":4,\"name\":\"=1+1\",\"code\":null", NULL },
		{ 0, "teacher list --format csv --columns name,note --name =",
		  "=name,note\n'=1+1,\"a\tb\"\n", "" },
		{ 0, "teacher list --format tsv --columns name,note --name =",
		  "=name\tnote\n=1+1\ta\\tb\n", "" },
		{ 0, "teacher show 1 2 --format json", "[\n{\"id\":1,¦},\n{¦"
		     "\n]\n", "" },
		{ 0, "teacher show '#1' --format json", "{\n  \"id\": 1,",
		  "" },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

static void filters(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "observation add --class 高一1班 --teacher 李强 --observer "
		     "王芳 --date 9月7日 --topic Functions", "=1\n", NULL },
		{ 0, "observation add --class 高一2班 --teacher 张伟 --observer "
		     "王芳 --date 10-12 --score 70", "=2\n", NULL },
		{ 0, "observation add --class 高一10班 --teacher 王芳 "
		     "--observer 李强 --date 11-2 --score 90", "=3\n", NULL },
		{ 0, "observation list --columns id", "=id\n3\n2\n1\n", "" },
		{ 0, "observation list --columns id --teacher 李强 --teacher "
		     "张伟", "=id\n2\n1\n", "" },
		{ 0, "observation list --columns id --teacher 李强 --observer "
		     "李强", "=id\n", "" },
		{ 0, "observation list --columns id --since 10-1 --until "
		     "2026年10月31日", "=id\n2\n", "" },
		{ 0, "observation list --columns id --topic fUNC", "=id\n1\n",
		  "" },
		{ 0, "observation list --columns id --score ''", "=id\n1\n",
		  "" },
		{ 0, "observation list --columns id --sort total", NULL, "" },
		{ 0, "observation list --columns id --sort -总分 --limit 2",
		  "=id\n3\n2\n", "" },
		{ 0, "observation list --columns id --sort date --reverse "
		     "--limit 1", "=id\n3\n", "" },
		{ 0, "observation list --columns id --term now", "=id\n3\n2\n1\n",
		  "" },
		{ 0, "observation list --columns id --class 高一1班", "=id\n1\n",
		  "" },
		{ 1, "observation list --term 2020-1", "", "--term: ¦2020-1" },
		{ 1, "observation list --since 31.2.", "", "--since: " },
		{ 1, "observation list --score abc", "", "--score" },
		{ 2, "teacher list --since 9月1日", "", "no date" },
		{ 2, "teacher list --term now", "", "no term" },
		{ 2, "teacher list --limit 0", "", "--limit" },
		{ 2, "teacher list --sort nmae", "", "'nmae'¦did you mean name" },
		{ 2, "teacher list --columns name,Name", "", "twice" },
		{ 2, "teacher list --columns ,", "", "no column" },
		{ 2, "teacher list --reverse", "", "--sort" },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

/* --dry-run shows what would be and leaves the file as it was. */
static void dry_run(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "teacher add --name 新人 --dry-run --format json",
		  "\"name\": \"新人\"", "dry run: nothing was saved" },
		{ 0, "teacher edit 1 --name 别人 --dry-run --format json",
		  "\"name\": \"别人\"", "nothing was saved" },
		{ 0, "teacher remove 1 2 --dry-run", "",
		  "removing teacher 王芳¦removing teacher 李强¦nothing was saved" },
		{ 0, "-q teacher remove 1 --dry-run", "", "" },
	};
	const char *db = cases_school();
	size_t before, after;

	(void)state;
	char *was = jt_read_file(db, &before);
	CASES_RUN(db, NULL, cases);
	char *is = jt_read_file(db, &after);
	jt_int_eq(before, after);
	assert_memory_equal(was, is, before);
}

/* One entry for all that a command removes; all or none. */
static void remove_many(void **state)
{
	static const struct cli_case cases[] = {
		{ 1, "teacher remove 1 99", "", "there is no teacher 99" },
		{ 0, "teacher list --columns id --sort name --limit 3",
		  "1¦2¦3", "" },
		{ 0, "teacher remove 1 李强 1", "", "saved as entry 4 " },
		{ 0, "teacher list --columns name", "=name\n张伟\n", "" },
		{ 0, "undo", NULL, NULL },
		{ 0, "teacher list --columns name", "王芳¦李强", "" },
		{ 0, "observation add --class 高一1班 --teacher 李强 "
		     "--observer 王芳", "=1\n", NULL },
		{ 1, "teacher remove 张伟 李强", "", "李强" },
		{ 0, "teacher list --columns name", "王芳¦李强¦张伟", "" },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

/* The word of a kind and of a command: with a verb it is the kind. */
static void kind_and_command(void **state)
{
	const char *db = group_new();

	(void)state;
	jt_has(group_ok(db, "check").err, "is in order");
	jt_has(group_ok(db, "检查").err, "is in order");
	jt_has(group_ok(db, "check", "--format", "json").out, "\"what\"");
	jt_has(group_ok(db, "--quiet", "check", "--help").out,
	       "jyz check\nis the database in good health?");
	jt_str_eq(group_ok(db, "check", "add", "--kind", "marking").out,
		  "1\n");
	jt_str_eq(group_ok(db, "检查", "添加", "--类别", "教案").out, "2\n");
	jt_has(group_ok(db, "check", "list").out, "\tmarking\t");
	jt_has(group_ok(db, "check", "--format", "csv", "list").out,
	       "id,date,");
	jt_has(group_ok(db, "check", "add", "--help").out, "--feedback_date");
	group_fails(db, 2, "'addd' is a word too many", "jyz check", "check",
		    "addd");
	/* help says both */
	struct jt_result r = group_ok(db, "help", "check");

	jt_has(r.out, "good health");
	jt_has(r.out, "lesson plans");
	jt_has(group_ok(db, "help", "check", "add").out, "--feedback_date");
	jt_has(group_ok(db, "check").err, "is in order");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(english),
		cmocka_unit_test(dates),
		cmocka_unit_test(chinese),
		cmocka_unit_test(choices_in_parts),
		cmocka_unit_test(kinds),
		cmocka_unit_test(formats),
		cmocka_unit_test(filters),
		cmocka_unit_test(dry_run),
		cmocka_unit_test(remove_many),
		cmocka_unit_test(kind_and_command),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
