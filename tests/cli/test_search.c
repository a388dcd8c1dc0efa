/*
 * jyz search: hits in context, for people and for scripts.
 */
#include "cases.h"

static const char *with_texts(void)
{
	const char *db = cases_school();

	group_ok(db, "observation", "add", "--class", "高一1班", "--teacher",
		 "李强", "--observer", "王芳", "--date", "2026-10-12",
		 "--topic", "函数的单调性", "--strengths",
		 "导入自然，ＯＰＥＮ课，复习旧知后引出新课题，学生兴趣浓厚，"
		 "提问有层次");
	group_ok(db, "meeting", "add", "--topic", "期中质量分析", "--date",
		 "2026-11-02", "--decision", "每周互听一节函数课");
	group_ok(db, "coaching", "add", "--teacher", "李强", "--what", "建模",
		 "--date", "2026-11-03", "--pupils", "张三");
	const char *scan = jt_path(jt_tmpdir(), "ＳＣＡＮ评课表.pdf");

	jt_write_text(scan, "%PDF");
	group_ok(db, "attach", "observation", "1", scan);
	group_ok(db, "attach", "coaching", "1", scan);
	return db;
}

static void searching(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "search 函数 --format csv",
		  "=kind,id,date,field,context\n"
		  "meeting,1,2026-11-02,decision.decision,"
		  "每周互听一节函数课\n"
		  "observation,1,2026-10-12,topic,函数的单调性\n", "" },
		{ 0, "搜索 函数 --种类 会议 --format json",
		  "=[\n{\"kind\":\"meeting\",\"id\":1,\"date\":"
		  "\"2026-11-02\",\"field\":\"decision.decision\","
		  "\"context\":\"每周互听一节函数课\"}\n]\n", "" },
		{ 0, "查找 函数 --kind meeting --kind observation --format csv "
		     "--limit 1", "meeting,1¦!observation", "" },
		/* people see the hit, and that there is more */
		{ 0, "search open --format table --lang en",
		  "Date¦Strengths¦导入自然，【ＯＰＥＮ】课，¦observation", "" },
		{ 0, "search 层次 --format table --lang zh",
		  "…习旧知后引出新课题，学生兴趣浓厚，提问有【层次】\n¦"
		  "听课¦日期", "" },
		{ 0, "search 听 --format table --lang zh",
		  "决议  每周互【听】一节函数课", "" },
		/* all words; the blank of Chinese input parts them */
		{ 0, "search 函数 层次 --format csv", "topic¦strengths¦!meeting",
		  "" },
		{ 0, "search '函数　层次' --format csv",
		  "topic¦strengths¦!meeting", "" },
		{ 0, "search '函数 层次' --format csv",
		  "=kind,id,date,field,context\n", "found nowhere" },
		{ 0, "search 函数 --term 2026-1 --since 10-20 --until 今天 "
		     "--format csv", "meeting¦!observation", "" },
		{ 0, "search 没有 --format json", "=[]\n", "found nowhere" },
		/* names of attachments */
		{ 0, "search scan --format csv",
		  "=kind,id,date,field,context\n"
		  "observation,1,2026-10-12,attachment,ＳＣＡＮ评课表.pdf\n",
		  "" },
		{ 0, "search 评课 --format table --lang zh",
		  "附件  ＳＣＡＮ【评课】表.pdf", "" },
		{ 0, "search scan --kind meeting --format json", "=[]\n",
		  "found nowhere" },
		{ 0, "search scan --private --format csv",
		  "coaching,1,2026-11-03,attachment,", "" },
		/* private */
		{ 0, "search 张三 --format json", "=[]\n", NULL },
		{ 0, "search 张三 --private --format csv", "pupils,张三", "" },
		{ 2, "search", "", "jyz search TEXT..." },
		{ 2, "search ''", "", "what is to be searched for?" },
		{ 2, "search 函数 --kind 听棵", "",
		  "--kind: '听棵' is not a kind of record" },
		{ 2, "search 函数 --kind observatoin", "",
		  "did you mean: observation" },
		{ 2, "search 函数 --kind teacher --since 2026-09-01", "",
		  "has no date" },
		{ 2, "search 函数 --limit 0", "", "--limit: '0'" },
		{ 1, "search 函数 --since 下周", "", "--since: " },
		{ 1, "search 函数 --term 2030-1", "", "--term: " },
	};

	(void)state;
	CASES_RUN(with_texts(), NULL, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(searching),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
