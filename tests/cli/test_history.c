/*
 * jyz history and jyz todo.
 */
#include "group.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t lines(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

/* --- history ------------------------------------------------------------ */

static void entries(void **state)
{
	const char *db = group_new();

	(void)state;
	group_ok(db, "teacher", "add", "--name", "王芳", "--as", "李强",
		 "--reason", "新学期");
	struct jt_result r =
		group_ok(db, "历史", "--limit", "1", "--format", "jsonl");

	jt_str_eq(r.out,
		  "{\"id\":2,\"at\":\"2026-11-21T04:00:00Z\",\"who\":\"李强\","
		  "\"command\":\"jyz teacher add --name 王芳 --as 李强 "
		  "--reason 新学期\",\"action\":\"write\",\"rows\":1,"
		  "\"undone_by\":null,\"target\":null,\"reason\":\"新学期\"}"
		  "\n");
	/* Local time for people. */
	r = group_ok(db, "history", "--format", "table");
	jt_has(r.out, "2026-11-21 12:00");
	jt_has(r.out, "新学期");
	group_ok(db, "undo");
	r = group_ok(db, "history", "--format", "tsv");
	jt_has(r.out, "id\tat\twho\tcommand\taction\trows\tundone_by\ttarget"
		      "\treason\n3\t");
	jt_has(group_ok(db, "history", "--format", "table").out,
	       "undone by #3");
}

/* People get the newest, machines all. */
static void limits(void **state)
{
	const char *db = group_new();
	const char *out;

	(void)state;
	for (int i = 0; i < 31; i++)
		group_ok(db, "config", "threshold", i % 2 ? "5" : "6");
	struct jt_result r = group_ok(db, "history", "--format", "table");

	jt_int_eq(lines(r.out), 1 + 30);
	jt_has(r.err, "--limit 0");
	r = group_ok(db, "history", "--format", "table", "--limit", "0");
	jt_int_eq(lines(r.out), 1 + 32);
	out = group_ok(db, "history", "--format", "jsonl").out;
	jt_int_eq(lines(out), 32);
	out = group_ok(db, "history", "-n", "3", "--format", "jsonl").out;
	jt_int_eq(lines(out), 3);
	static const char *const bad[] = { "x", "-1", "", "3x" };

	for (size_t i = 0; i < JT_COUNT(bad); i++)
		group_fails(db, 2, "--limit", NULL, "history", "--limit",
			    bad[i]);
}

static void versions(void **state)
{
	const char *db = group_new();

	(void)state;
	group_ok(db, "teacher", "add", "--name", "王芳", "--title", "一级");
	group_ok(db, "teacher", "edit", "王芳", "--title", "高级");
	group_ok(db, "teacher", "remove", "王芳", "--yes");
	/* Removed, and its history is still there. */
	struct jt_result r =
		group_ok(db, "history", "教师", "1", "--format", "tsv");

	jt_has(r.out, "entry\tat\twho\top\tfield\tbefore\tafter\n");
	jt_has(r.out, "\tadd\ttitle\t\t一级\n");
	jt_has(r.out, "\tedit\ttitle\t一级\t高级\n");
	jt_has(r.out, "\tremove\tname\t王芳\t\n");
	/* Oldest first. */
	assert_true(strstr(r.out, "\tadd\t") < strstr(r.out, "\tedit\t"));
	assert_true(strstr(r.out, "\tedit\t") < strstr(r.out, "\tremove\t"));
	r = group_run(db,
		      JT_LIST("history", "teacher", "#1", "--lang", "zh",
			      "--format", "table"),
		      JT_LIST("LC_ALL=C"));
	jt_exit(&r, 0);
	jt_has(r.out, "职称");
	jt_has(r.out, "一级");
}

/* What one entry did, to whatever records. */
static void one_entry(void **state)
{
	const char *db = group_new();

	(void)state;
	struct jt_result r = group_ok(db, "history", "1");
	jt_has(r.out, "kind\tid\top\tfield\tbefore\tafter\n");
	jt_has(r.out, "setting\t\tadd\tunit\t\t");
	jt_has(r.out, "unit\t1\tadd\tname\t\t");
	group_ok(db, "teacher", "add", "--name", "钱七");
	r = group_ok(db, "history", "#2", "--format", "table");
	jt_str_eq(r.out, "teacher #1 钱七\n"
			 "Change  Field  Before  After\n"
			 "added   Name           钱七\n");
	group_fails(db, 1, "no journal entry 9", "jyz history", "history",
		    "9");
}

/* A file of a kind with private fields is no less private. */
static void attached(void **state)
{
	const char *db = group_new();
	const char *scan = jt_path(jt_tmpdir(), "张三.pdf");

	(void)state;
	jt_write_text(scan, "%PDF");
	group_ok(db, "teacher", "add", "--name", "王芳");
	group_ok(db, "coaching", "add", "--teacher", "王芳", "--what", "建模");
	group_ok(db, "attach", "teacher", "1", scan);
	group_ok(db, "attach", "coaching", "1", scan);
	jt_has(group_ok(db, "history", "teacher", "1").out,
	       "add\tattachment\t\t张三.pdf\n");
	jt_has(group_ok(db, "history", "coaching", "1").out,
	       "add\tattachment\t\t\n");
	jt_has(group_ok(db, "history", "coaching", "1", "--private").out,
	       "add\tattachment\t\t张三.pdf\n");
	jt_lacks(group_ok(db, "history", "5").out, "张三");
	jt_has(group_ok(db, "历史", "指导学生", "1", "--format", "table",
			"--lang", "zh").out, "附件");
}

static const char *said(const char *db, const char *lang, const char *format,
			const char *kind, const char *id)
{
	struct jt_result r = group_run(db,
				       JT_LIST("history", kind, id, "--lang",
					       lang, "--format", format),
				       JT_LIST("LC_ALL=C"));

	jt_exit(&r, 0);
	return r.out;
}

/* Data are the same in each language; people are told in theirs. */
static void data_and_words(void **state)
{
	static const char *const formats[] = { "json", "jsonl", "csv", "tsv" };
	const char *db = group_new();

	(void)state;
	group_ok(db, "teacher", "add", "--name", "王芳", "--role",
		 "new_teacher");
	group_ok(db, "plan", "add", "--title", "计划", "--target", "听课");
	group_ok(db, "summary", "add", "--title", "总结", "--answer",
		 "听课=部分完成/差三节");
	for (size_t i = 0; i < JT_COUNT(formats); i++) {
		jt_has(said(db, "zh", formats[i], "summary", "1"),
		       "听课=partly/差三节");
		jt_str_eq(said(db, "zh", formats[i], "summary", "1"),
			  said(db, "en", formats[i], "summary", "1"));
		jt_str_eq(said(db, "zh", formats[i], "teacher", "1"),
			  said(db, "en", formats[i], "teacher", "1"));
		jt_has(group_ok(db, "history", "4", "--lang", "zh",
				"--format", formats[i]).out,
		       "听课=partly/差三节");
	}
	jt_has(said(db, "zh", "table", "summary", "1"),
	       "听课=部分完成/差三节");
	jt_has(said(db, "en", "table", "summary", "1"),
	       "听课=partly done/差三节");
	jt_has(said(db, "zh", "table", "teacher", "1"), "新教师");
	jt_has(group_ok(db, "history", "4", "--lang", "zh", "--format",
			"table").out, "听课=部分完成/差三节");
}

static void wrong_words(void **state)
{
	const char *db = group_new();

	(void)state;
	group_ok(db, "teacher", "add", "--name", "王芳");
	jt_has(group_ok(db, "history", "teacher", "王芳").out, "王芳");
	group_fails(db, 2, "'teecher' is not a kind", "teacher", "history",
		    "teecher", "1");
	group_fails(db, 2, "which teacher?", "jyz history teacher ID",
		    "history", "teacher");
	group_fails(db, 1, "no entry is about teacher #9", "jyz teacher list",
		    "history", "teacher", "9");
	group_fails(db, 1, "王方", "王芳", "history", "teacher", "王方");
	group_fails(db, 2, "word too many", NULL, "history", "teacher", "1",
		    "2");
	group_fails(group_path(), 3, "there is no database", "jyz init",
		    "history");
}

/* --- todo --------------------------------------------------------------- */

static const char *with_actions(void)
{
	const char *db = group_exam();
	const char *file = jt_path(jt_tmpdir(), "action.csv");

	jt_write_text(file, "what,owner,date,due,done\n"
			    "修订导学案,王芳,2026-11-01,2026-11-20,\n"
			    "今天交,王芳,2026-11-01,2026-11-21,\n"
			    "出卷,王芳,2026-11-01,2026-11-22,\n"
			    "最早,李强,2026-11-01,2026-11-02,\n"
			    "不限期,李强,2026-11-01,,\n"
			    "做完,李强,2026-11-01,2026-11-02,2026-11-10\n");
	group_ok(db, "action", "import", file);
	return db;
}

static void todo(void **state)
{
	const char *db = with_actions();
	struct jt_result r = group_ok(db, "todo", "--format", "csv");

	(void)state;
	/* By owner, overdue first; days past the due date. */
	jt_str_eq(r.out, "owner,due,state,days,what,meeting,id,kind\n"
			 "李强,2026-11-02,overdue,19,最早,,4,action\n"
			 "李强,,open,,不限期,,5,action\n"
			 "王芳,2026-11-20,overdue,1,修订导学案,,1,action\n"
			 "王芳,2026-11-21,open,0,今天交,,2,action\n"
			 "王芳,2026-11-22,open,-1,出卷,,3,action\n");
	jt_has(r.err, "5 tasks to be done, 2 overdue");
	r = group_ok(db, "待办", "--责任人", "王芳", "--format", "jsonl");
	jt_int_eq(lines(r.out), 3);
	jt_has(r.out, "{\"owner\":\"王芳\",\"due\":\"2026-11-20\",\"state\":"
		      "\"overdue\",\"days\":1,\"what\":\"修订导学案\","
		      "\"meeting\":null,\"id\":1,\"kind\":\"action\"}");
	r = group_ok(db, "todo", "--all", "--owner", "李强", "--format",
		     "csv");
	jt_has(r.out, "李强,2026-11-02,done,,做完,,6,action\n");
	jt_int_eq(lines(r.out), 4);
	r = group_ok(db, "todo", "--format", "table");
	jt_has(r.out, "19 days overdue");
	jt_has(r.out, "1 day overdue");
	jt_has(r.out, "due today");
	jt_has(r.out, "in 1 day");
	group_fails(db, 1, "王方", "王芳", "todo", "--owner", "王方");
}

static void nothing_to_do(void **state)
{
	const char *db = group_new();
	struct jt_result r = group_ok(db, "todo", "--format", "json");

	(void)state;
	jt_str_eq(r.out, "[]\n");
	jt_has(r.err, "nothing is to be done");
	r = group_ok(db, "todo", "--quiet");
	jt_str_eq(r.err, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entries),  cmocka_unit_test(limits),
		cmocka_unit_test(versions), cmocka_unit_test(one_entry),
		cmocka_unit_test(attached), cmocka_unit_test(data_and_words),
		cmocka_unit_test(wrong_words),
		cmocka_unit_test(todo),     cmocka_unit_test(nothing_to_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
