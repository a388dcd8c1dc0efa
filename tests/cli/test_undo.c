/*
 * jyz undo and jyz redo: there and back, and what stands in the way.
 */
#include "group.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *teachers(const char *db)
{
	return group_ok(db, "teacher", "list", "--format", "csv").out;
}

/* The number of the newest entry. */
static const char *newest(const char *db)
{
	struct jt_result r =
		group_ok(db, "history", "--limit", "1", "--format", "jsonl");
	char *number = NULL;

	if (asprintf(&number, "%d", atoi(r.out + strlen("{\"id\":"))) < 0)
		abort();
	return jt_keep(number);
}

static void there_and_back(void **state)
{
	const char *db = group_new();
	const char *none = teachers(db);

	(void)state;
	group_ok(db, "teacher", "add", "--name", "王芳");
	const char *one = teachers(db);
	struct jt_result r = group_ok(db, "undo");

	jt_has(r.err, "undone: entry 2, jyz teacher add --name 王芳");
	jt_has(r.err, "1 row changed, as entry 3");
	jt_has(r.err, "jyz redo");
	jt_str_eq(r.out, "");
	jt_str_eq(teachers(db), none);
	r = group_ok(db, "redo");
	jt_has(r.err, "done again: entry 2");
	jt_has(r.err, "jyz undo");
	jt_str_eq(teachers(db), one);
	/* Undo, redo, undo again. */
	group_ok(db, "撤销");
	jt_str_eq(teachers(db), none);
	group_ok(db, "重做");
	jt_str_eq(teachers(db), one);
	r = group_ok(db, "history", "--format", "table");
	jt_has(r.out, "undoes #2");
	jt_has(r.out, "redoes #2");
	/* Named databases are named on the way back. */
	r = group_ok("nowhere", "--db", db, "undo");
	jt_has(r.err, "--db");
}

static void dry_run(void **state)
{
	const char *db = group_new();

	(void)state;
	group_ok(db, "teacher", "add", "--name", "王芳");
	const char *one = teachers(db);
	struct jt_result r = group_ok(db, "undo", "--dry-run");

	jt_has(r.err, "would be undone: entry 2");
	jt_has(r.err, "dry run: 1 row would change");
	jt_str_eq(teachers(db), one);
	jt_str_eq(newest(db), "2");
}

/* An entry further back, with the reason kept. */
static void by_number(void **state)
{
	const char *db = group_new();

	(void)state;
	group_ok(db, "teacher", "add", "--name", "王芳");
	const char *one = newest(db);
	group_ok(db, "teacher", "add", "--name", "李强");
	group_ok(db, "undo", one, "--reason", "重复录入", "--as", "李强");
	jt_lacks(teachers(db), "王芳");
	jt_has(teachers(db), "李强");
	struct jt_result r =
		group_ok(db, "history", "--limit", "1", "--format", "json");
	jt_has(r.out, "\"reason\":\"重复录入\"");
	jt_has(r.out, "\"who\":\"李强\"");
	jt_has(r.out, "\"target\":2");
	/* "#2" as lists print it: undone already. */
	group_fails(db, 1, "undone already", "jyz redo 2", "undo", "#2");
	group_fails(db, 1, "itself an undo", "jyz redo 2", "undo", "4");
	group_ok(db, "teacher", "add", "--name", "赵敏");
	struct jt_result back = group_ok(db, "redo", "2");
	jt_has(back.err, "done again: entry 2");
	jt_has(back.err, "jyz undo 2\n");
	jt_has(teachers(db), "王芳");
	group_fails(db, 1, "entry 2 is not undone", "jyz history", "redo",
		    "2");
}

static void refused(void **state)
{
	const char *db = group_new();
	const char *none = group_path();

	(void)state;
	group_ok(none, "init");
	group_fails(none, 1, "init", NULL, "undo");
	group_fails(db, 1, "entry 1 ('init') cannot be undone", "jyz history",
		    "undo", "1");
	group_fails(db, 1, "there is no journal entry 99", "jyz history",
		    "undo", "99");
	static const char *const bad[] = { "x",  "0", "-1",
					   "1x", "#", "99999999999999999999" };

	for (size_t i = 0; i < JT_COUNT(bad); i++)
		group_fails(db, 2, bad[i], NULL, "undo", "--", bad[i]);
	group_fails(db, 2, "word too many", NULL, "redo", "2", "3");
	group_fails(db, 1, "nothing to do again", NULL, "redo");
	group_ok(db, "teacher", "add", "--name", "王芳");
	group_ok(db, "undo");
	group_fails(db, 1, "stops at it", "jyz history", "undo");
	group_ok(db, "archive", "seal", "2026-1", "--reason", "试");
	group_fails(db, 1, "(jyz archive seal 2026-1 --reason 试)",
		    "jyz archive unseal TERM", "undo");
	group_ok(db, "archive", "unseal", "2026-1", "--reason", "试");
	/* A new entry ends what can be done again. */
	group_ok(db, "teacher", "add", "--name", "李强");
	group_fails(db, 1, "nothing to do again", "a new entry ends", "redo");
}

/* Changed since: what the entry left, what is there, what it would be. */
static void clash(void **state)
{
	const char *db = group_new();

	(void)state;
	group_ok(db, "teacher", "add", "--name", "王芳");
	group_ok(db, "teacher", "edit", "王芳", "--title", "一级");
	const char *edit = newest(db);
	group_ok(db, "teacher", "edit", "王芳", "--title", "高级");
	const char *before = newest(db);
	struct jt_result r = group(db, "undo", edit);

	jt_exit(&r, 1);
	jt_str_eq(r.out, "");
	static const char *const parts[] = {
		"Left by the entry",
		"Would become",
		"teacher #1 王芳",
		"Title",
		"一级",
		"高级",
		"changed since",
		"nothing was written",
		"jyz history teacher 1",
	};

	for (size_t i = 0; i < JT_COUNT(parts); i++)
		jt_has(r.err, parts[i]);
	r = group(db, "undo", edit, "--format", "json");
	jt_exit(&r, 1);
	jt_str_eq(r.out, "[\n{\"record\":\"teacher #1 王芳\",\"field\":"
			 "\"Title\",\"left\":\"一级\",\"now\":\"高级\","
			 "\"wanted\":null,\"reason\":\"changed\"}\n]\n");
	r = group(db, "undo", edit, "--dry-run");
	jt_exit(&r, 1);
	jt_str_eq(newest(db), before);
	r = group_run(db, JT_LIST("撤销", edit, "--lang", "zh"),
		      JT_LIST("LC_ALL=C"));
	jt_exit(&r, 1);
	jt_has(r.err, "教师 #1 王芳");
	jt_has(r.err, "职称");
}

/* What others refer to cannot be taken back. */
static void referenced(void **state)
{
	const char *db = group_new();

	(void)state;
	group_ok(db, "teacher", "add", "--name", "王芳");
	const char *add = newest(db);
	group_ok(db, "action", "add", "--what", "出卷", "--owner", "王芳");
	group_fails(db, 1, "other records refer to it", "nothing was written",
		    "undo", add);
	jt_has(teachers(db), "王芳");
}

/* A target that is answered is no more taken away by undo than by hand. */
static void answered(void **state)
{
	const char *db = group_new();

	(void)state;
	group_ok(db, "plan", "add", "--title", "计划", "--target", "听课");
	group_ok(db, "plan", "edit", "1", "--target", "-", "--target", "命题");
	const char *edit = newest(db);
	group_ok(db, "plan", "edit", "1", "--aim", "减负");
	const char *aim = newest(db);
	group_ok(db, "summary", "add", "--title", "总结", "--answer",
		 "命题=完成");
	group_fails(db, 1, "summary 1 answers the target '命题'",
		    "jyz summary edit 1 --answer - ...", "undo", edit);
	jt_has(group_ok(db, "plan", "show", "1").out, "命题");
	group_ok(db, "undo", aim);
	group_ok(db, "summary", "edit", "1", "--answer", "-");
	group_ok(db, "undo", edit);
	jt_has(group_ok(db, "plan", "show", "1").out, "听课");
	/* nor by redo */
	group_ok(db, "summary", "edit", "1", "--answer", "听课=完成");
	group_fails(db, 1, "summary 1 answers the target '听课'", NULL, "redo",
		    edit);
}

/* Exit codes of a database that cannot be used. */
static void database(void **state)
{
	const char *dir = jt_tmpdir();

	(void)state;
	group_fails(jt_path(dir, "none"), 3, "there is no database",
		    "jyz init", "undo");
	group_fails(dir, 3, "is a folder", NULL, "redo");
}

/* A whole import is one entry. */
static void importing(void **state)
{
	const char *db = group_exam();

	(void)state;
	group_ok(db, "result", "import", jt_data("london_averages.csv"),
		 "--create-missing");
	const char *full =
		group_ok(db, "result", "list", "--format", "csv").out;
	struct jt_result r = group_ok(db, "undo");

	/* 65 results and what was made for them. */
	jt_has(r.err, "rows changed");
	jt_str_eq(group_ok(db, "result", "list", "--format", "json").out,
		  "[]\n");
	group_ok(db, "redo");
	jt_str_eq(group_ok(db, "result", "list", "--format", "csv").out, full);
}

/* What is printed to go on with can be pasted into a shell. */
static void pasted(void **state)
{
	const char *db = jt_path(jt_tmpdir(), "a b.db");

	(void)state;
	group_ok(db, "--db", db, "--yes", "init");
	struct jt_result r = group_ok(db, "--db", db, "teacher", "add",
				      "--name", "甲");
	jt_has(r.err, "to undo: jyz --db '/");
	jt_has(r.err, "/a b.db' undo\n");
	r = group_ok(db, "--db", db, "undo");
	jt_has(r.err, "to go back: jyz --db '/");
	jt_has(r.err, "/a b.db' redo\n");
	r = group_ok(db, "redo", "--lang", "zh");
	jt_has(r.err, "jyz 撤销\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_and_back), cmocka_unit_test(dry_run),
		cmocka_unit_test(by_number),      cmocka_unit_test(refused),
		cmocka_unit_test(clash),          cmocka_unit_test(referenced),
		cmocka_unit_test(database),       cmocka_unit_test(importing),
		cmocka_unit_test(pasted),        cmocka_unit_test(answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
