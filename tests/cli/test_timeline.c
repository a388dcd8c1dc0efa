/*
 * jyz timeline: months for people, rows for scripts.
 */
#include "cases.h"

static const char *with_way(void)
{
	const char *db = cases_school();

	group_ok(db, "plan", "add", "--title", "工作计划", "--date",
		 "2026-09-02", "--target", "听课二十节=李强");
	group_ok(db, "observation", "add", "--class", "高一1班", "--teacher",
		 "李强", "--observer", "王芳", "--date", "2026-10-12",
		 "--topic", "函数");
	group_ok(db, "action", "add", "--what", "编学案", "--owner", "李强",
		 "--date", "2026-10-13");
	group_ok(db, "action", "edit", "1", "--done", "2026-11-20");
	group_ok(db, "summary", "add", "--title", "工作总结", "--answer",
		 "1=未完成");
	return db;
}

static void telling(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "timeline --format csv",
		  "=date,kind,id,what,who,event,planned\n"
		  "2026-09-02,plan,1,工作计划: 听课二十节=李强,,date,no\n"
		  "2026-10-12,observation,1,李强 函数,\"李强, 王芳\",date,no\n"
		  "2026-10-13,action,1,编学案,李强,date,no\n"
		  "2026-11-20,action,1,编学案,李强,done,no\n"
		  "2026-11-21,summary,1,\"工作总结: not_done=1; "
		  "听课二十节=not_done\",,date,no\n", "" },
		{ 0, "历程 --教师 王芳 --format json",
		  "=[\n{\"date\":\"2026-10-12\",\"kind\":\"observation\","
		  "\"id\":1,\"what\":\"李强 函数\",\"who\":\"李强, 王芳\","
		  "\"event\":\"date\",\"planned\":false}\n]\n", "" },
		{ 0, "timeline --format table --lang en",
		  "2026-09\n¦\n\n2026-10\n¦action agreed¦action done¦"
		  "听课二十节 not done", "" },
		{ 0, "时间线 --format table --lang zh",
		  "2026年9月\n¦2026年11月\n¦任务 完成¦听课二十节 未完成", "" },
		{ 0, "check add --date 2026-11-10 --checker 王芳 --follow_up "
		     "2026-12-20", "=1\n", NULL },
		{ 0, "timeline --kind check --format table --lang en",
		  "check¦check follow-up planned¦!followed up", "" },
		{ 0, "timeline --kind 检查 --format table --lang zh",
		  "检查 计划复查¦教案", "" },
		{ 0, "timeline --kind check --format json --since 2026-12-01",
		  "\"event\":\"follow_up\",\"planned\":true", "" },
		{ 0, "action edit 1 --done 2026-11-25", "", NULL },
		{ 0, "timeline --kind action --format table --lang en",
		  "action done (planned)", "" },
		{ 0, "action edit 1 --done 2026-11-20", "", NULL },
		{ 0, "timeline --term now --kind 任务 --since 11-01 "
		     "--format csv",
		  "=date,kind,id,what,who,event,planned\n"
		  "2026-11-20,action,1,编学案,李强,done,no\n", "" },
		{ 0, "timeline --until 2026-09-01 --format json", "=[]\n",
		  "nothing has happened" },
		{ 0, "timeline --until 2026-09-01 --format table", NULL,
		  "nothing has happened" },
		{ 2, "timeline --kind 班级", "", "has no date of its own" },
		{ 1, "timeline --teacher 王方", "", "王芳" },
		{ 2, "timeline 一", "", "word too many" },
	};

	(void)state;
	CASES_RUN(with_way(), NULL, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(telling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
