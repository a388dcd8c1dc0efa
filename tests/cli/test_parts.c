/*
 * Rows of parts on the command line: an edit adds to those that are there.
 */
#include "cases.h"

#include <string.h>

static void edit_adds(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "meeting add --topic 研讨 --date 2026-10-12 "
		     "--present 王芳 --present 李强 --decision 互听 "
		     "--decision 命题",
		  NULL, NULL },
		/* Another one comes beside them. */
		{ 0, "meeting edit 1 --present 张伟", "",
		  "Present: 3 now, 1 added, 0 taken out" },
		{ 0, "meeting list --columns present,decision --format csv",
		  "=present,decision\n\"王芳\n李强\n张伟\",\"互听\n命题\"\n",
		  "" },
		/* The one who is marked absent is not present. */
		{ 0, "meeting edit 1 --absent 李强:病假", "",
		  "Present: 2 now, 0 added, 1 taken out¦"
		  "Absent: 1 now, 1 added, 0 taken out" },
		{ 0, "meeting list --columns present,absent --format csv",
		  "=present,absent\n\"王芳\n张伟\",李强:病假\n", "" },
		/* The same person again takes the place of the row. */
		{ 0, "meeting edit 1 --absent 李强:事假", "",
		  "Absent: 1 now, 1 added, 1 taken out" },
		{ 0, "meeting edit 1 --present - --present 李强", "", NULL },
		{ 0, "meeting list --columns present,absent --format csv",
		  "=present,absent\n李强,\n", "" },
		{ 0, "meeting edit 1 --decision -", "", NULL },
		{ 0, "meeting list --columns decision --format csv",
		  "=decision\n\"\"\n", "" },
		/* Two rows of one person in one command contradict. */
		{ 1, "meeting edit 1 --present 王芳 --absent 王芳", "",
		  "王芳 stands twice in the attendance" },
		{ 0, "meeting edit 1 --place 会议室", "", "!now" },
		{ 0, "meeting edit 1 --place -", "", "!now" },
		{ 0, "meeting list --columns present,place --format csv",
		  "=present,place\n李强,\n", "" },
	};
	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

static void edit_keeps_order(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "plan add --title 计划 --date 2026-09-01 "
		     "--target 听课=王芳 --target 命题=王芳 --week 1=开会 "
		     "--week 3=听课", NULL, NULL },
		{ 0, "plan edit 1 --target 新=李强 --week 3=补 --week 2=检查",
		  "", "Targets: 3 now, 1 added, 0 taken out¦"
		      "Weeks: 3 now, 2 added, 1 taken out" },
		{ 0, "plan edit 1 --target 听课=张伟/2026-12-01", "", NULL },
		{ 0, "plan list --columns target,week --format csv",
		  "=target,week\n\"听课=张伟/2026-12-01\n命题=王芳\n新=李强\","
		  "\"1=开会\n2=检查\n3=补\"\n", "" },
		{ 0, "plan edit 1 --week 10=期中 --week 4=教研", "", NULL },
		{ 0, "plan list --columns week --format csv",
		  "=week\n\"1=开会\n2=检查\n3=补\n4=教研\n10=期中\"\n", "" },
		{ 0, "plan edit 1 --target - --target 甲 --target 乙", "",
		  "Targets: 2 now, 2 added, 3 taken out" },
		{ 0, "plan list --columns target --format csv",
		  "=target\n\"甲\n乙\"\n", "" },
		{ 1, "plan edit 1 --week 40=晚", "", "there is no week 40" },
		{ 0, "document add --title 通知 --date 2026-10-12 "
		     "--signed 李强:2026-10-13 --signed 王芳", NULL, NULL },
		{ 0, "document edit 1 --signed 张伟:昨天", "", NULL },
		{ 0, "document list --columns receipt --format csv",
		  "=receipt\n\"李强:2026-10-13\n王芳\n张伟:2026-11-20\"\n",
		  "" },
	};
	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

/* A sheet holds all rows in a cell: there they replace. */
static void import_replaces(void **state)
{
	const char *db = cases_school();

	(void)state;
	group_ok(db, "meeting", "add", "--topic", "研讨", "--date",
		 "2026-10-12", "--present", "王芳", "--present", "李强");
	jt_int_eq(group_shell(db, "\"$JYZ\" meeting list --columns "
				  "uid,date,topic,present --format csv | "
				  "sed 's/^李强\"/张伟\"/' | "
				  "\"$JYZ\" meeting import - --update")
			  .status, 0);
	struct jt_result r = group_ok(db, "meeting", "list", "--columns",
				      "present", "--format", "csv");
	jt_str_eq(r.out, "present\n\"王芳\n张伟\"\n");
}

/* An answer stands for its target by its number, here too. */
static void answers_join(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "plan add --title 计划 --date 2026-09-01 --target 听课 "
		     "--target 命题", NULL, NULL },
		{ 0, "summary add --title 总结 --answer 1=完成 "
		     "--answer 2=未完成", NULL, NULL },
		{ 0, "summary edit 1 --answer 2=完成/补做", "", NULL },
		{ 0, "summary list --columns answer --format csv",
		  "=answer\n\"听课=done\n命题=done/补做\"\n", "" },
		{ 1, "summary edit 1 --answer 9=完成", "",
		  "the plan has no target '9'" },
	};
	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

static void answered_targets_stay(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "plan add --title 计划 --date 2026-09-01 --target 听课 "
		     "--target 命题", NULL, NULL },
		{ 0, "summary add --title 总结 --answer 1=完成", NULL, NULL },
		{ 1, "plan edit 1 --target -", "",
		  "summary 1 answers the target '听课'¦"
		  "jyz summary edit 1 --answer - ..." },
		{ 1, "plan edit 1 --target - --target 听课十节 --target 命题",
		  "", "summary 1 answers the target '听课'" },
		/* What nobody answered may go; owners may change. */
		{ 0, "plan edit 1 --target - --target 听课=王芳", "", NULL },
		{ 0, "plan edit 1 --target 教研", "", NULL },
		{ 0, "summary edit 1 --answer -", "", NULL },
		{ 0, "plan edit 1 --target - --target 听课十节", "", NULL },
	};
	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

/* Several names in one word, and a reason in brackets. */
static void names_in_one_word(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "meeting add --topic 甲 --date 2026-10-12 "
		     "--present 王芳,李强 --absent 张伟（病假）", NULL,
		  "'张伟（病假）' is understood as 张伟:病假" },
		{ 0, "meeting list --columns present,absent --format csv",
		  "=present,absent\n\"王芳\n李强\",张伟:病假\n", "" },
		{ 0, "meeting add --topic 乙 --date 2026-10-13 "
		     "--present '王芳、李强， 张伟'", NULL, NULL },
		{ 0, "meeting list --topic 乙 --columns present "
		     "--format csv", "=present\n\"王芳\n李强\n张伟\"\n", "" },
		{ 0, "meeting add --topic 丙 --date 2026-10-14 "
		     "--absent 王芳、李强(事假)", NULL, NULL },
		{ 0, "meeting list --topic 丙 --columns absent "
		     "--format csv", "=absent\n\"王芳\n李强:事假\"\n", "" },
		{ 1, "meeting add --topic 丁 --present 王芳,王方", "",
		  "--present 王方¦王芳¦!王芳,王方" },
		/* A name that has such a mark is one name. */
		{ 0, "teacher add --name 欧阳,菲", NULL, NULL },
		{ 0, "meeting add --topic 戊 --date 2026-10-15 "
		     "--present 欧阳,菲", NULL, "!understood" },
		{ 0, "teacher add --name 王芳（大）", NULL, NULL },
		{ 0, "meeting add --topic 己 --date 2026-10-16 "
		     "--absent 王芳（大）", NULL, "!understood" },
		{ 0, "meeting list --topic 己 --columns absent "
		     "--format csv", "=absent\n王芳（大）\n", "" },
	};
	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

/* A "-" before the key of a row that is there takes that row off. */
static void one_row_goes(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "meeting add --topic 甲 --date 2026-10-12 "
		     "--present 王芳、李强 --absent 张伟:病假 "
		     "--decision 听课 --decision 命题", NULL, NULL },
		{ 0, "meeting edit 1 --present -李强", "",
		  "Present: 1 now, 0 added, 1 taken out" },
		{ 1, "meeting edit 1 --present -李强", "",
		  "'李强' cannot be taken off¦where are: 王芳" },
		{ 1, "meeting edit 1 --present -孙悟空", "", "王芳" },
		{ 1, "meeting edit 1 --late -王芳", "", "nobody is there" },
		{ 0, "meeting edit 1 --absent -张伟 --present 张伟", "", NULL },
		/* a text may begin with "-" */
		{ 0, "meeting edit 1 --decision -听课 --decision -考试", "",
		  "Decisions: 2 now, 1 added, 1 taken out" },
		{ 0, "meeting list --columns present,absent,decision "
		     "--format csv",
		  "=present,absent,decision\n\"王芳\n张伟\",,"
		  "\"命题\n-考试\"\n", "" },
		{ 0, "meeting edit 1 --present -王芳 --present -张伟", "",
		  "Present: 0 now, 0 added, 2 taken out" },
		{ 0, "plan add --title 计划 --date 2026-09-01 --week 10=考 "
		     "--week 2=听", NULL, NULL },
		{ 0, "plan edit 1 --week -10 --week 3=评", "", NULL },
		{ 0, "plan list --columns week --format csv",
		  "=week\n\"2=听\n3=评\"\n", "" },
		{ 1, "plan edit 1 --week -10", "", "between 1 and 60" },
	};
	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(edit_adds),
		cmocka_unit_test(edit_keeps_order),
		cmocka_unit_test(import_replaces),
		cmocka_unit_test(answers_join),
		cmocka_unit_test(answered_targets_stay),
		cmocka_unit_test(names_in_one_word),
		cmocka_unit_test(one_row_goes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
