/*
 * jyz teacher merge: every reference, one entry, undo, and what is in the
 * way.
 */
#include "cases.h"

/* 张 伟 is 张伟 with a code, and was named all over the place. */
static const char *with_twin(void)
{
	static const struct cli_case cases[] = {
		{ 0, "teacher add --name 章伟 --code 17 --title 一级", "=4\n",
		  NULL },
		{ 0, "class edit 1 --adviser 章伟", NULL, NULL },
		{ 0, "unit edit 数学教研组 --leader 章伟", NULL, NULL },
		{ 0, "observation add --class 高一1班 --teacher 李强 "
		     "--observer 章伟 --subject 数学", "=1\n", NULL },
		{ 0, "meeting add --topic 一 --present 王芳 --present 章伟 "
		     "--absent 李强:病假 --chair 章伟", "=1\n", NULL },
		{ 0, "action add --what 出卷 --owner 章伟", "=1\n", NULL },
		{ 0, "check add --checker 王芳 --teacher 章伟:好", "=1\n",
		  NULL },
	};
	const char *db = cases_school();

	CASES_RUN(db, NULL, cases);
	return db;
}

static void joined(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "teacher merge 张伟 章伟 --dry-run --format csv",
		  "=change,kind,id,record,field,reason\n"
		  "moved,unit,1,数学教研组,leader,\n"
		  "moved,class,1,高一(1)班,adviser,\n"
		  "moved,observation,1,#1 2026-11-21 李强,observer,\n"
		  "moved,meeting,1,#1 2026-11-21 一,chair,\n"
		  "moved,meeting,1,#1 2026-11-21 一,present,\n"
		  "moved,check,1,#1 2026-11-21 王芳,teacher,\n"
		  "moved,action,1,#1 出卷,owner,\n"
		  "dropped,teacher,4,章伟,name,\n"
		  "filled,teacher,3,张伟,code,\n"
		  "filled,teacher,3,张伟,title,\n"
		  "removed,teacher,4,章伟,,\n",
		  "dry run" },
		{ 0, "teacher list --format csv", "章伟", NULL },
		{ 0, "教师 合并 3 4 --format json",
		  "\"change\":\"removed\",\"kind\":\"teacher\",\"id\":4",
		  "saved as entry" },
		{ 0, "teacher list --format csv --columns id,name,code",
		  "3,张伟,17¦!章伟", NULL },
		{ 0, "meeting show 1 --format json",
		  "\"teacher\": \"王芳\"¦\"teacher\": \"张伟\"¦"
		  "\"chair\": \"张伟\"¦\"reason\": \"病假\"", NULL },
		{ 0, "check show 1 --format json",
		  "\"teacher\": \"张伟\"¦\"finding\": \"好\"", NULL },
		{ 0, "todo --format csv", "张伟", NULL },
		{ 0, "check", "!yes", NULL },
		/* one entry: undone and done again as a whole */
		{ 0, "undo", NULL, "undone" },
		{ 0, "unit show 1 --format json", "\"leader\": \"章伟\"",
		  NULL },
		{ 0, "meeting show 1 --format json", "\"chair\": \"章伟\"",
		  NULL },
		{ 0, "redo", NULL, NULL },
		{ 0, "unit show 1 --format json", "\"leader\": \"张伟\"",
		  NULL },
		{ 1, "teacher merge 3 4", "", "4" },
	};

	(void)state;
	CASES_RUN(with_twin(), NULL, cases);
}

static void refused(void **state)
{
	static const struct cli_case cases[] = {
		/* who observed himself, who attended twice, one lesson twice */
		{ 0, "observation add --class 高一1班 --teacher 章伟 "
		     "--observer 张伟 --subject 数学", "=2\n", NULL },
		{ 0, "meeting add --topic 二 --present 张伟 --absent 章伟",
		  "=2\n", NULL },
		{ 0, "observation add --class 高一2班 --teacher 李强 "
		     "--observer 张伟 --subject 数学", "=3\n", NULL },
		{ 0, "observation add --class 高一2班 --teacher 李强 "
		     "--observer 章伟 --subject 数学", "=4\n", NULL },
		{ 1, "teacher merge 张伟 章伟", "",
		  "observation 2¦observation 4¦observation 3 is there already¦"
		  "meeting 2 (#2 2026-11-21 二): 张伟 stands twice¦"
		  "3 records stand in the way: 章伟 was not joined with "
		  "张伟¦hint: jyz observation edit 2" },
		{ 0, "teacher list --format csv", "章伟", NULL },
		{ 0, "unit show 1 --format json", "\"leader\": \"章伟\"",
		  NULL },
		{ 0, "observation remove 2 4 --yes", NULL, NULL },
		{ 0, "meeting edit 2 --absent ''", NULL, NULL },
		{ 0, "teacher merge 张伟 章伟 --yes", NULL, "saved" },
		{ 2, "teacher merge 3 3", "", "both are the same" },
		{ 2, "teacher merge 3", "", "jyz teacher merge" },
		{ 1, "teacher merge 3 99", "", "99" },
	};

	(void)state;
	CASES_RUN(with_twin(), NULL, cases);
}

/* Who stood twice in one list stands there once, with what either said. */
static void once(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "meeting add --topic 二 --present 张伟 --present 李强 "
		     "--present 章伟", "=2\n", NULL },
		{ 0, "meeting add --topic 三 --absent 张伟 --absent 章伟:病假",
		  "=3\n", NULL },
		{ 0, "meeting add --topic 四 --absent 张伟:公务 --absent "
		     "章伟:病假", "=4\n", NULL },
		{ 1, "teacher merge 张伟 章伟 --yes", "",
		  "1 record stands in the way¦meeting 4¦!meeting 2¦"
		  "!meeting remove" },
		{ 0, "meeting remove 4 --yes", NULL, NULL },
		{ 0, "teacher merge 张伟 章伟 --yes", NULL, "saved" },
		{ 0, "meeting show 2 --format csv", "张伟¦李强¦!章伟", NULL },
		{ 0, "meeting list --columns id,attended --format tsv",
		  "2\t2\n", NULL },
		{ 0, "meeting show 3 --format csv", "张伟:病假¦!章伟", NULL },
	};

	(void)state;
	CASES_RUN(with_twin(), NULL, cases);
}

/* Whoever left under one name is still here under the other. */
static void still_here(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "teacher edit 4 --ends 2026-10-01 --note 旧", NULL,
		  NULL },
		{ 0, "teacher merge 3 4 --format csv",
		  "dropped,teacher,4,章伟,ends¦filled,teacher,3,张伟,note",
		  NULL },
		{ 0, "teacher show 3 --format json", "\"ends\": null", NULL },
	};

	(void)state;
	CASES_RUN(with_twin(), NULL, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(joined),
		cmocka_unit_test(refused),
		cmocka_unit_test(once),
		cmocka_unit_test(still_here),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
