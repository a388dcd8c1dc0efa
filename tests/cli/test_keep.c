/*
 * jyz backup, restore, check, db upgrade.
 */
#include "group.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jyz/store/store.h"

#define VERSION_AT 60     /* of user_version in the file's header */
#define APPLICATION_AT 68 /* of application_id */

static mode_t mode_of(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		jt_fail("there is no '%s'", path);
	return st.st_mode & 0777;
}

/* What stands between two single quotes after mark. */
static const char *quoted(const char *text, const char *mark)
{
	const char *p = strstr(text, mark);

	if (!p || !(p = strchr(p, '\'')))
		jt_fail("no '%s' in: %s", mark, text);
	return jt_keep(strndup(p + 1, strcspn(p + 1, "'")));
}

/* --- backup ------------------------------------------------------------- */

static void backup(void **state)
{
	const char *db = group_new();
	const char *dir = jt_tmpdir();
	const char *file = jt_path(dir, "a.db");

	(void)state;
	group_ok(db, "teacher", "add", "--name", "王芳");
	struct jt_result r = group_ok(db, "backup", file);

	jt_has(r.err, file);
	jt_int_eq(mode_of(file), 0600);
	jt_has(group_ok(file, "teacher", "list", "--format", "csv").out,
	       "王芳");
	/* It is in order, and its time is noted. */
	r = group_ok(db, "check", "--format", "json");
	jt_str_eq(r.out, "[]\n");
	/* What is there is replaced only when asked for. */
	group_ok(db, "teacher", "add", "--name", "李强");
	group_fails(db, 1, "exists already", "--replace", "backup", file);
	jt_lacks(group_ok(file, "teacher", "list").out, "李强");
	group_ok(db, "备份", file, "--覆盖");
	jt_has(group_ok(file, "teacher", "list").out, "李强");
}

static void backup_refused(void **state)
{
	const char *db = group_new();
	const char *dir = jt_tmpdir();

	(void)state;
	group_fails(db, 1, "is a folder", NULL, "backup", dir);
	group_fails(db, 1, "the database itself", NULL, "backup", db,
		    "--replace");
	group_fails(db, 1, "No such file", NULL, "backup",
		    jt_path(dir, "none/a.db"));
	group_fails(db, 1, "/dev/full", NULL, "backup", "/dev/full",
		    "--replace");
	group_fails(db, 2, "something is missing", "jyz backup", "backup");
	group_fails(db, 2, "--dry-run", NULL, "backup", "--dry-run",
		    jt_path(dir, "b.db"));
	group_fails(jt_path(dir, "none.db"), 3, "there is no database",
		    "jyz init", "backup", jt_path(dir, "b.db"));
	assert_int_not_equal(access(jt_path(dir, "b.db"), F_OK), 0);
}

/* --- restore ------------------------------------------------------------ */

static void restore(void **state)
{
	const char *db = group_new();
	const char *dir = jt_tmpdir();
	const char *file = jt_path(dir, "a.db");

	(void)state;
	group_ok(db, "teacher", "add", "--name", "王芳");
	group_ok(db, "backup", file);
	group_ok(db, "teacher", "add", "--name", "李强");
	/* Not without a yes. */
	group_fails(db, 2, "this needs a yes", "--yes", "restore", file);
	jt_has(group_ok(db, "teacher", "list").out, "李强");
	struct jt_result r = group_ok(db, "restore", file, "--yes");

	jt_lacks(group_ok(db, "teacher", "list").out, "李强");
	jt_has(group_ok(db, "teacher", "list").out, "王芳");
	jt_int_eq(mode_of(db), 0600);
	/* The former file is kept, whole. */
	const char *kept = quoted(r.err, "is kept");

	jt_int_eq(mode_of(kept), 0600);
	jt_has(group_ok(kept, "teacher", "list").out, "李强");
	jt_has(group_ok(db, "history", "--limit", "1", "--format", "json").out,
	       "\"action\":\"restore\"");
	group_fails(db, 1, "restore", "jyz history", "undo");
	jt_lacks(group_ok(db, "check", "--format", "json").out,
		 "\"bad\":true");
}

/* Where nothing is, nothing is asked. */
static void restore_fresh(void **state)
{
	const char *db = group_new();
	const char *dir = jt_tmpdir();
	const char *file = jt_path(dir, "a.db");
	const char *new = jt_path(dir, "x/y/jyz.db");

	(void)state;
	group_ok(db, "backup", file);
	struct jt_result r = group_ok(new, "恢复", file);

	jt_lacks(r.err, "is kept");
	jt_int_eq(mode_of(new), 0600);
	jt_str_eq(group_ok(new, "config", "school").out, "第一中学\n");
}

static void restore_refused(void **state)
{
	const char *db = group_new();
	const char *dir = jt_tmpdir();
	const char *text = jt_path(dir, "text");
	const char *other = jt_path(dir, "other.db");
	const char *newer = jt_path(dir, "newer.db");
	const char *cut = jt_path(dir, "cut.db");
	size_t len;
	char *good = jt_read_file(db, &len);

	(void)state;
	jt_write_text(text, "not a database, but a page of text");
	jt_write_file(other, good, len);
	group_patch(other, APPLICATION_AT, "\0\0\0\0", 4);
	jt_write_file(newer, good, len);
	group_patch(newer, VERSION_AT, "\0\0\3\347", 4);
	jt_write_file(cut, good, len / 2);
	const struct {
		const char *path, *says;
		int status;
	} cases[] = {
		{ text, "is not a database", 3 },
		{ other, "of another program", 3 },
		{ newer, "newer jyz", 3 },
		{ cut, "cut.db", 3 },
		{ dir, "is a folder", 3 },
		{ jt_path(dir, "none"), "there is no file", 1 },
		{ db, "the database itself", 1 },
		{ "/dev/null", "/dev/null", 3 },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		size_t after;

		group_fails(db, cases[i].status, cases[i].says, NULL,
			    "restore", "--yes", cases[i].path);
		char *now = jt_read_file(db, &after);

		jt_int_eq(after, len);
		assert_memory_equal(now, good, len);
	}
	group_fails(db, 2, "--dry-run", NULL, "restore", "--dry-run", text);
}

/* --- check -------------------------------------------------------------- */

static void check(void **state)
{
	const char *db = group_new();
	struct jt_result r = group_ok(db, "check", "--format", "json");

	(void)state;
	/* Never backed up: worth a word, not wrong. */
	jt_has(r.out, "\"bad\":false,\"what\":\"backup\"");
	jt_has(r.out, "\"mend\":\"jyz backup FILE\"");
	jt_has(r.err, "is in order");
	group_ok(db, "backup", jt_path(jt_tmpdir(), "a.db"));
	jt_str_eq(group_ok(db, "检查", "--format", "json").out, "[]\n");
	static const struct {
		const char *now, *days;
		bool old;
	} cases[] = {
		{ "JYZ_NOW=2026-12-21", NULL, false },
		{ "JYZ_NOW=2026-12-22", NULL, true },
		{ "JYZ_NOW=2026-12-22", "31", false },
		{ "JYZ_NOW=2026-12-23", "31", true },
		{ "JYZ_NOW=2036-12-23", "0", false },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		if (cases[i].days)
			group_ok(db, "config", "backup_days", cases[i].days);
		r = group_run(db, JT_LIST("check", "--format", "json"),
			      JT_LIST(cases[i].now));
		jt_exit(&r, 0);
		if (cases[i].old)
			jt_has(r.out, "\"what\":\"backup\"");
		else
			jt_str_eq(r.out, "[]\n");
	}
}

static void check_permissions(void **state)
{
	const char *db = group_new();

	(void)state;
	group_ok(db, "backup", jt_path(jt_tmpdir(), "a.db"));
	assert_int_equal(chmod(db, 0640), 0);
	struct jt_result r = group(db, "check", "--format", "json");

	jt_exit(&r, 1);
	jt_has(r.out, "\"bad\":true,\"what\":\"permissions\"");
	jt_has(r.out, "chmod 600");
	jt_has(r.err, "1 thing is wrong");
	jt_has(r.err, "hint: chmod 600");
	assert_int_equal(chmod(db, 0600), 0);
	group_ok(db, "check");
}

/* Pages overwritten in the middle: found, and never taken for good. */
static void check_damage(void **state)
{
	const char *db = group_exam();
	static const char noise[6000] = "damaged";
	struct stat st;

	(void)state;
	assert_int_equal(stat(db, &st), 0);
	for (long at = 8192; at + 8192 < st.st_size; at += 16384)
		group_patch(db, at, noise, sizeof(noise));
	struct jt_result r = group(db, "check");

	assert_true(r.status == 1 || r.status == 3);
	jt_has(r.err, "jyz: ");
	jt_lacks(r.err, "in order");
	jt_lacks(r.err, "jyz check");
	const char *file = jt_path(jt_tmpdir(), "a.db");

	r = group(db, "backup", file);
	assert_true(r.status == 1 || r.status == 3);
	jt_has(r.err, "damaged");
	assert_int_not_equal(access(file, F_OK), 0);
}

/* --- what the file is --------------------------------------------------- */

static void not_ours(void **state)
{
	const char *db = group_new();
	const char *dir = jt_tmpdir();
	const char *other = jt_path(dir, "other.db");
	const char *newer = jt_path(dir, "newer.db");
	const char *text = jt_path(dir, "text");
	const char *empty = jt_path(dir, "empty");
	size_t len;
	char *good = jt_read_file(db, &len);

	(void)state;
	jt_write_file(other, good, len);
	group_patch(other, APPLICATION_AT, "\0\0\0\0", 4);
	jt_write_file(newer, good, len);
	group_patch(newer, VERSION_AT, "\0\0\3\347", 4);
	jt_write_text(text, "a page of text that is no database");
	jt_write_text(empty, "");
	const struct {
		const char *path, *says;
	} cases[] = {
		{ jt_path(dir, "none.db"), "there is no database" },
		{ dir, "is a folder" },
		{ other, "of another program" },
		{ newer, "newer jyz" },
		{ text, "is not a database" },
		{ empty, "is empty" },
	};
	static const char *const commands[] = { "gaps", "todo", "undo" };

	for (size_t i = 0; i < JT_COUNT(cases); i++)
		for (size_t c = 0; c < JT_COUNT(commands); c++)
			group_fails(cases[i].path, 3, cases[i].says, NULL,
				    commands[c]);
	/* Of a newer one, what every version has can be read and kept. */
	jt_has(group_ok(newer, "history").out, "init");
	assert_int_equal(chmod(newer, 0600), 0);
	struct jt_result r = group(newer, "check");

	jt_exit(&r, 1);
	jt_has(r.out, "newer jyz");
	group_fails(newer, 3, "newer jyz", NULL, "db", "upgrade");
	r = group_ok(newer, "backup", jt_path(dir, "newer.bak"));
	jt_has(r.err, "is not noted");
}

/* --- db upgrade --------------------------------------------------------- */

static const char *older(void)
{
	const char *db = group_path();
	struct jyz_schema schema = jyz_schema_embedded;
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store;

	schema.count--;
	jt_ok(jyz_store_open(&store, db, JYZ_OPEN_CREATE, &schema, &err),
	      &err);
	jyz_store_close(store);
	return db;
}

static void upgrade(void **state)
{
	const char *db = older();
	int last =
		jyz_schema_embedded.steps[jyz_schema_embedded.count - 1].number;
	char says[64];

	(void)state;
	group_fails(db, 3, "older jyz", "jyz db upgrade", "gaps");
	struct jt_result r = group(db, "check");

	jt_exit(&r, 1);
	jt_has(r.out, "older jyz");
	jt_has(r.err, "hint: jyz db upgrade");
	/* It can be backed up as it is. */
	group_ok(db, "backup", jt_path(jt_tmpdir(), "old.db"));
	r = group_ok(db, "数据库", "升级");
	snprintf(says, sizeof(says), "from schema %d to %d", last - 1, last);
	jt_has(r.err, says);
	const char *copy = quoted(r.err, "as it was");

	jt_int_eq(mode_of(copy), 0600);
	group_fails(copy, 3, "older jyz", "jyz db upgrade", "gaps");
	group_ok(db, "gaps");
	jt_has(group_ok(db, "history", "--format", "json").out,
	       "\"action\":\"upgrade\"");
	r = group_ok(db, "db", "upgrade");
	jt_has(r.err, "nothing to do");
	jt_lacks(r.err, "as it was");
}

/* A backup of an older version: restored, and what to do next is said. */
static void restore_older(void **state)
{
	const char *old = older();
	const char *db = group_new();
	struct jt_result r = group_ok(db, "restore", old, "--yes");

	(void)state;
	jt_has(r.err, "jyz db upgrade");
	group_ok(db, "db", "upgrade");
	group_ok(db, "gaps");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(backup),
		cmocka_unit_test(backup_refused),
		cmocka_unit_test(restore),
		cmocka_unit_test(restore_fresh),
		cmocka_unit_test(restore_refused),
		cmocka_unit_test(check),
		cmocka_unit_test(check_permissions),
		cmocka_unit_test(check_damage),
		cmocka_unit_test(not_ours),
		cmocka_unit_test(upgrade),
		cmocka_unit_test(restore_older),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
