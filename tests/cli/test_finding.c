/*
 * jyz finding open, findings in jyz todo, and what bare jyz says of gaps.
 */
#include <string.h>

#include "cases.h"

/* 高一(2)班 leads 高一(1)班 by 5.5 and 高一(10)班 by exactly 5.00. */
static const char *with_gap(void)
{
	const char *db = group_exam();

	group_result(db, "高一1班", "80", NULL);
	group_result(db, "高一2班", "85.5", NULL);
	group_result(db, "高一10班", "80.50", NULL);
	group_ok(db, "unit", "edit", "数学教研组", "--leader", "王芳");
	return db;
}

#define OPEN "finding open --exam 期中考试 --classes "

static void opening(void **state)
{
	static const struct cli_case cases[] = {
		/* the line: exactly 5.00 is not over */
		{ 1, OPEN "高一2班,高一10班", "",
		  "the gap is 5: not over the line, 5¦hint: --even-so" },
		{ 1, OPEN "高一10班,高一1班", "", "the gap is 0.5" },
		{ 0, "finding list --format jsonl", "", NULL },
		/* tried, then done; in any order, with any mark */
		{ 0, OPEN "高一1班,高一2班 --dry-run",
		  "高一(2)班\t高一(1)班\t5.5\topen", "nothing" },
		{ 0, OPEN "高一1班,高一2班 --due 2026-12-01 --cause 教学 "
		     "--decision 每周互听 --note 注", "=1\n", "saved as entry" },
		{ 0, "finding show 1 --format json",
		  "\"class_a\": \"高一(2)班\"¦\"class_b\": \"高一(1)班\"¦"
		  "\"cause\": \"teaching\"¦\"owner\": \"王芳\"¦"
		  "\"due\": \"2026-12-01\"¦\"date\": \"2026-11-21\"¦"
		  "\"decision\": \"每周互听\"¦\"note\": \"注\"", "" },
		{ 1, OPEN "高一2班，高一1班", "",
		  "finding 1 is there already¦jyz finding edit 1" },
		{ 0, OPEN "高一2班、高一10班 --even-so --harmless yes "
		     "--decision 相差不大 --format csv",
		  "高一(2)班,高一(10)班,5,harmless", "saved" },
		{ 0, "undo", NULL, "undone" },
		{ 0, "undo", NULL, "jyz finding open" },
		{ 0, "finding list --format jsonl", "", NULL },
		{ 0, "redo", NULL, NULL },
		{ 0, "finding list --format jsonl", "\"id\":1", NULL },
		{ 0, "finding remove 1 --yes", NULL, NULL },
		{ 0, "问题 立项 --试卷 期中考试数学高一 --班级 "
		     "高一2班，高一1班 --责任人 李强", "3\n", NULL },
	};

	(void)state;
	CASES_RUN(with_gap(), NULL, cases);
}

static void refusals(void **state)
{
	static const struct cli_case cases[] = {
		{ 2, "finding open", "", "which two classes?¦--classes A,B" },
		{ 2, OPEN "高一2班", "", "which two classes?" },
		{ 2, OPEN "高一2班,", "", "which two classes?" },
		{ 2, OPEN "高一1班,高一2班、高一10班", "",
		  "which two classes?" },
		{ 2, "finding open --classes 高一1班,高一2班", "",
		  "which paper?¦--exam NAME" },
		{ 2, OPEN "高一1班,高一2班 --paper '#1'", "",
		  "which paper?" },
		{ 2, "finding open --paper '#1' --grade 高一 --classes "
		     "高一1班,高一2班", "", "which paper?" },
		{ 2, OPEN "高一1班,高一2班 extra", "", "word too many" },
		{ 1, "finding open --exam 期末 --classes 高一1班,高一2班", "",
		  "期末" },
		{ 1, OPEN "高一1班,高一2班 --subject 语文", "",
		  "no such paper¦期中考试" },
		{ 1, "finding open --paper '#7' --classes 高一1班,高一2班", "",
		  "#7" },
		{ 1, OPEN "高一1班,高一7班", "", "高一7班" },
		{ 1, OPEN "高一1班,高一1班", "", "between two classes" },
		{ 1, OPEN "高一1班,高一2班 --harmless yes", "",
		  "why is it harmless?¦hint: --decision" },
		{ 1, OPEN "高一1班,高一2班 --due 2026-11-01", "", "due on" },
		{ 1, OPEN "高一1班,高一2班 --date 下周", "", "下周" },
		{ 1, OPEN "高一1班,高一2班 --owner 王方", "", "王芳" },
		{ 0, "history --format jsonl --limit 1", "!finding", NULL },
	};

	(void)state;
	CASES_RUN(with_gap(), NULL, cases);
}

/* Every grade has its midterm, and every term: the class and the day say
 * which one is meant. */
static void which_paper(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "term add --code 2026-2 --starts 2027-02-10 --ends "
		     "2027-07-05", NULL, NULL },
		{ 0, "exam add --name 期中考试 --date 2027-04-10", NULL, NULL },
		{ 0, "paper add --exam 2026-2期中考试 --subject 数学 --grade "
		     "高一", NULL, NULL },
		{ 0, "paper add --exam 2026-1期中考试 --subject 数学 --grade "
		     "高二", NULL, NULL },
		{ 0, "paper add --exam 2026-1期中考试 --subject 语文 --grade "
		     "高一", NULL, NULL },
		{ 0, OPEN "高一1班,高一2班 --format csv",
		  "2026-11-21,2026-1,期中考试 数学 高一", NULL },
		{ 0, "undo", NULL, NULL },
		{ 1, OPEN "高一1班,高一2班 --grade 高二", "", "no result" },
		{ 1, OPEN "高一1班,高一2班 --date 2027-04-12", "",
		  "no result" },
		{ 0, OPEN "高一1班,高一2班 --subject 数学 --grade 高一 "
		     "--date 2026-12-01", "=2\n", NULL },
	};

	(void)state;
	CASES_RUN(with_gap(), NULL, cases);
}

static void closing(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, OPEN "高一1班,高一2班 --due 2026-11-21", "=1\n", NULL },
		{ 1, "finding edit 1 --closed today", "",
		  "what shows that it is mended?¦hint: --evidence" },
		{ 0, "exam add --name 期末考试 --date 2026-11-20", NULL, NULL },
		{ 0, "paper add --exam 期末考试 --subject 数学 --grade 高一",
		  NULL, NULL },
		{ 0, "result add --paper '#2' --class 高一1班 --average 81.5",
		  NULL, NULL },
		{ 0, "result add --paper '#2' --class 高一2班 --average 80",
		  NULL, NULL },
		{ 0, "finding show 1 --format json",
		  "\"next_exam\": \"期末考试\"¦\"next_gap\": -1.5", NULL },
		{ 0, "finding edit 1 --closed today --evidence "
		     "期末考试已无分差", "", NULL },
		{ 0, "finding list --state closed --format jsonl",
		  "\"state\":\"closed\"", NULL },
		{ 0, "todo --format jsonl", "", NULL },
	};

	(void)state;
	CASES_RUN(with_gap(), NULL, cases);
}

static void todo(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, OPEN "高一1班,高一2班 --due 2026-11-24", NULL, NULL },
		{ 0, "action add --what 出卷 --owner 王芳 --due 2026-11-22 "
		     "--finding 1", NULL, NULL },
		{ 0, "action add --what 听课 --owner 王芳", NULL, NULL },
		{ 0, "todo --format csv",
		  "=owner,due,state,days,what,meeting,id,kind\n"
		  "王芳,2026-11-22,open,-1,出卷,,1,action\n"
		  "王芳,2026-11-24,open,-3,期中考试 数学 高一(2)班 – "
		  "高一(1)班: 5.5,,1,finding\n"
		  "王芳,,open,,听课,,2,action\n",
		  "3 tasks to be done, 0 overdue" },
		{ 0, "todo --owner 李强 --format csv", "!finding", NULL },
		{ 0, "todo --owner 王芳 --format csv", "finding", NULL },
		/* whose is it? */
		{ 0, "finding edit 1 --owner ''", NULL, NULL },
		{ 0, "todo --format jsonl",
		  "\"owner\":null,\"due\":\"2026-11-24\"", NULL },
		{ 0, "todo --format table", "(nobody)¦in 3 days", NULL },
		{ 0, "todo --owner 王芳 --format csv", "!finding", NULL },
		/* what is harmless does not come up again */
		{ 0, "finding edit 1 --harmless yes --decision 重点班", NULL,
		  NULL },
		{ 0, "todo --format csv", "!finding", NULL },
		{ 0, "todo --all --format csv",
		  "\n,2026-11-24,harmless,,期中考试 数学", NULL },
		{ 0, "todo --all --format table", "harmless", NULL },
	};

	(void)state;
	CASES_RUN(with_gap(), NULL, cases);
}

static void home(void **state)
{
	const char *db = with_gap();
	const char *copy = jt_path(jt_tmpdir(), "copy.db");
	struct jt_result r = group(db, NULL);

	(void)state;
	jt_has(r.out, "1 gap over the line that nobody has looked into");
	jt_has(r.out, "jyz gaps --term now");
	jt_has(r.out, "No backup has been made yet");
	jt_has(r.out, "jyz backup FILE");
	group_ok(db, "backup", copy);
	group_ok(db, "finding", "open", "--paper", "#1", "--classes",
		 "高一1班,高一2班");
	r = group(db, NULL);
	if (strstr(r.out, "nobody has looked into"))
		jt_fail("a gap that has a finding comes up:\n%s", r.out);
	jt_has(r.out, "Findings: 1 open\n");
	jt_has(r.out, "jyz todo");
	jt_has(r.out, "Last backup: today");
	r = group_run(db, JT_LIST("-q"), JT_LIST("JYZ_NOW=2026-11-23"));
	jt_has(r.out, "Last backup: 2 days ago");
	group_ok(db, "finding", "edit", "1", "--harmless", "yes",
		 "--decision", "重点班");
	r = group(db, NULL);
	if (strstr(r.out, "nobody has looked into") ||
	    strstr(r.out, "Findings:"))
		jt_fail("a harmless gap comes up:\n%s", r.out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(opening),     cmocka_unit_test(refusals),
		cmocka_unit_test(which_paper), cmocka_unit_test(closing),
		cmocka_unit_test(todo),        cmocka_unit_test(home),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
