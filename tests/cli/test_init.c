/*
 * jyz init: makes a database or leaves nothing behind.
 */
#include "group.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static mode_t mode_of(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		jt_fail("there is no '%s'", path);
	return st.st_mode & 0777;
}

static bool there(const char *path)
{
	return access(path, F_OK) == 0;
}

static void plain(void **state)
{
	const char *dir = jt_tmpdir();
	const char *db = jt_path(dir, "a/jyz/jyz.db");
	char *home = NULL;

	(void)state;
	/* The usual place is made. */
	if (asprintf(&home, "XDG_DATA_HOME=%s", jt_path(dir, "a")) < 0)
		abort();
	struct jt_result r = group_run(db, JT_LIST("init"),
				       JT_LIST("JYZ_DB=", jt_keep(home)));
	jt_exit(&r, 0);
	jt_str_eq(r.out, "");
	jt_has(r.err, db);
	jt_has(r.err, "jyz term add");
	jt_has(r.err, "jyz teacher add");
	jt_has(r.err, "jyz class add");
	jt_int_eq(mode_of(db), 0600);
	jt_int_eq(mode_of(jt_path(dir, "a/jyz")), 0700);
	jt_int_eq(mode_of(jt_path(dir, "a")), 0700);
	jt_str_eq(group_ok(db, "term", "list", "--format", "json").out,
		  "[]\n");
	jt_has(group_ok(db, "history", "--format", "json").out,
	       "\"action\":\"init\"");
}

static void filled(void **state)
{
	const char *db = group_path();

	(void)state;
	group_ok(db, "init", "--school", " 第一中学 ", "--unit", "数学教研组",
		 "--subject", "数学", "--term",
		 "2026-1：2026年9月1日：2027-01-20");
	jt_str_eq(group_ok(db, "config", "school").out, "第一中学\n");
	jt_str_eq(group_ok(db, "config", "unit").out, "数学教研组\n");
	jt_str_eq(group_ok(db, "config", "subject").out, "数学\n");
	struct jt_result r = group_ok(db, "term", "list", "--format", "json");

	jt_has(r.out, "\"code\":\"2026-1\"");
	jt_has(r.out, "\"starts\":\"2026-09-01\"");
	jt_has(r.out, "\"ends\":\"2027-01-20\"");
	r = group_ok(db, "unit", "show", "1", "--format", "json");
	jt_has(r.out, "数学教研组");
	/* printf 'jyz:unit:第一中学:数学教研组' | sha256sum */
	jt_has(r.out, "20e5ea45b56b1918cef7681e5189e319");
	/* All of it is one entry, which is not to be undone. */
	jt_has(group_ok(db, "history", "--format", "json").out, "\"id\":1,");
	jt_lacks(group_ok(db, "history", "--format", "json").out, "\"id\":2,");
	group_fails(db, 1, "init", NULL, "undo");
}

static void exists(void **state)
{
	const char *db = group_new();
	size_t len, after;
	char *before = jt_read_file(db, &len);

	(void)state;
	group_fails(db, 1, "exists already", db, "init", "--school", "x");
	char *now = jt_read_file(db, &after);

	jt_int_eq(after, len);
	assert_memory_equal(now, before, len);

	/* What is no database is left alone, too; so is a dangling link. */
	const char *dir = jt_tmpdir();
	const char *other = jt_path(dir, "other");

	jt_write_text(other, "mine");
	group_fails(other, 1, "exists already", other, "init");
	jt_str_eq(jt_read_file(other, NULL), "mine");
	group_fails(dir, 1, "exists already", dir, "init");
	const char *name = jt_path(dir, "link");

	assert_int_equal(symlink("nowhere", name), 0);
	group_fails(name, 1, "exists already", name, "init");
	assert_false(there(jt_path(dir, "nowhere")));
}

/* Nothing is left behind, no folder either. */
static void refused(void **state)
{
	static const struct {
		const char *term, *says;
	} cases[] = {
		{ "2026-1", "is not a term" },
		{ "2026-1:2026-09-01", "is not a term" },
		{ "2026-1:2026-09-01:2027-01-20:x", "is not a term" },
		{ "2026-1:2026-09-31:2027-01-20", "2026-09-31" },
		{ "2026-1:2027-09-01:2027-01-20", "--term" },
		{ ":2026-09-01:2027-01-20", "--term" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		const char *dir = jt_tmpdir();
		const char *db = jt_path(dir, "jyz.db");

		group_fails(db, 1, cases[i].says, "hint", "init", "--term",
			    cases[i].term);
		assert_false(there(db));
	}
	static const char *const names[] = { "--school", "--unit",
					     "--subject" };
	char name[1002];

	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	for (size_t i = 0; i < JT_COUNT(names); i++) {
		const char *dir = jt_tmpdir();
		const char *db = jt_path(dir, "jyz.db");

		group_fails(db, 1, "more than one line", names[i], "init",
			    names[i], "a\nb");
		group_fails(db, 1, "more than 1000", names[i], "init",
			    names[i], name);
		assert_false(there(db));
	}
	const char *db = group_path();

	group_fails(db, 2, "word too many", NULL, "init", "here");
	group_ok(db, "init", "--dry-run");
	assert_false(there(db));
}

/* A disk that is full while the file is made. */
static void full_disk(void **state)
{
	const char *dir = jt_tmpdir();
	const char *db = jt_path(dir, "jyz.db");
	static const char script[] =
		"trap '' XFSZ; ulimit -f 64; exec \"$0\" --db \"$1\" init";
	const char *program = getenv("JYZ_PROGRAM");
	struct jt_result r = jt_run(&(struct jt_command){
		.program = "sh",
		.argv = JT_LIST("-c", script, program, db),
	});

	(void)state;
	assert_true(r.status == 1 || r.status == 3);
	jt_has(r.err, "jyz: ");
	assert_false(there(db));
}

static void not_permitted(void **state)
{
	(void)state;
	if (geteuid() == 0)
		skip(); /* root may write anywhere */
	const char *dir = jt_tmpdir();

	assert_int_equal(chmod(dir, 0500), 0);
	struct jt_result r = group(jt_path(dir, "jyz.db"), "init");

	assert_int_equal(chmod(dir, 0700), 0);
	jt_int_eq(r.status, 1);
	jt_has(r.err, "ermission");
}

static void chinese(void **state)
{
	const char *db = group_path();
	struct jt_result r =
		group_run(db,
			  JT_LIST("初始化", "--学校", "第一中学", "--学期",
				  "2026-1:2026-09-01:2027-01-20"),
			  JT_LIST("LC_ALL=C", "JYZ_LANG=zh"));

	(void)state;
	jt_exit(&r, 0);
	jt_has(r.err, "王芳");
	jt_str_eq(group_ok(db, "config", "school").out, "第一中学\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain),     cmocka_unit_test(filled),
		cmocka_unit_test(exists),    cmocka_unit_test(refused),
		cmocka_unit_test(full_disk), cmocka_unit_test(not_permitted),
		cmocka_unit_test(chinese),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
