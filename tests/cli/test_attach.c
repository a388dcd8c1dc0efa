/* jyz attach, jyz attachment, and what check says of them. */
#include "group.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *db, *dir;

static int setup(void **state)
{
	(void)state;
	db = group_new();
	dir = jt_tmpdir();
	group_ok(db, "teacher", "add", "--name", "王芳");
	group_ok(db, "teacher", "add", "--name", "李强");
	return 0;
}

static const char *file(const char *name, const char *text)
{
	const char *path = jt_path(dir, name);

	jt_write_text(path, text);
	return path;
}

static void attach_and_list(void **state)
{
	const char *scan = file("扫描.pdf", "abc");
	struct jt_result r;

	(void)state;
	r = group_ok(db, "attach", "teacher", "王芳", scan, file("空", ""));
	jt_has(r.out, "1\tteacher\t1\t王芳\t扫描.pdf\t3\tba7816bf");
	jt_has(r.out, "\n2\tteacher\t1\t王芳\t空\t0\t");
	jt_has(r.err, "to undo");
	r = group_ok(db, "teacher", "show", "1", "2");
	jt_has(r.err, "2 files are attached (扫描.pdf, 空): jyz attachment "
		      "list teacher 1");
	jt_lacks(r.err, "teacher 2");
	/* In Chinese it is one word with the list. */
	group_ok(db, "附件", "教师", "2", scan);
	r = group_ok(db, "附件", "列表", "教师", "李强", "--format", "json");
	jt_has(r.out, "{\"id\":3,\"kind\":\"teacher\",\"record\":2,"
		      "\"label\":\"李强\",\"name\":\"扫描.pdf\",\"size\":3,"
		      "\"sha256\":\"ba7816bf");
	jt_has(group_ok(db, "attachment", "list", "--format", "table").out,
	       "3 B");
	r = group_ok(db, "attach", "teacher", "1", scan);
	jt_has(r.err, "is attached already, as number 1");
	jt_has(r.err, "nothing changed");
	group_ok(db, "attach", "teacher", "2", file("b", "b"), "--dry-run");
	jt_lacks(group_ok(db, "attachment", "list").out, "\tb\t");
	jt_str_eq(group_ok(db, "attachment", "list", "unit", "--format",
			   "json").out, "[]\n");
	jt_has(group_ok(db, "undo").err, "undone");
	jt_lacks(group_ok(db, "attachment", "list").out, "李强");
}

static void refused(void **state)
{
	const char *a = file("a", "abc");

	(void)state;
	group_fails(db, 2, "something is missing", "jyz attach KIND ID",
		    "attach", "teacher", "1");
	group_fails(db, 2, "'teecher' is not a kind", "teacher", "attach",
		    "teecher", "1", a);
	group_fails(db, 1, "no teacher 9", NULL, "attach", "teacher", "9", a);
	group_fails(db, 1, "No such file", NULL, "attach", "teacher", "1",
		    jt_path(dir, "none"));
	group_fails(db, 1, "is the database itself", NULL, "attach", "teacher",
		    "1", db);
	group_fails(db, 1, "is not a file", NULL, "attach", "teacher", "1",
		    "/dev/null");
	group_fails(db, 1, "is not the name of a file", NULL, "attach",
		    "teacher", "1", "..");
	group_fails(db, 1, "there is no attachment 7", "attachment list",
		    "attachment", "remove", "7");
	group_fails(db, 2, "is not the number", NULL, "attachment", "remove",
		    "x");
	/* All of them, or none. */
	group_fails(db, 1, "No such file", NULL, "attach", "teacher", "1", a,
		    jt_path(dir, "none"));
	jt_lacks(group_ok(db, "attachment", "list").out, "teacher");
}

static void limit(void **state)
{
	static char bytes[1000001];
	const char *path = jt_path(dir, "big");

	(void)state;
	jt_str_eq(group_ok(db, "config", "attachment_mb").out, "50\n");
	group_fails(db, 1, "not from 1 to 999", NULL, "config",
		    "attachment_mb", "0");
	group_fails(db, 1, "not from 1 to 999", NULL, "config",
		    "attachment_mb", "1000");
	group_ok(db, "config", "附件上限", "1");
	jt_write_file(path, bytes, sizeof(bytes));
	group_fails(db, 1, "is larger than 1 MB", "config attachment_mb",
		    "attach", "teacher", "1", path);
	jt_write_file(path, bytes, sizeof(bytes) - 1);
	group_ok(db, "attach", "teacher", "1", path);
}

static unsigned mode_of(const char *path)
{
	struct stat st;

	if (stat(path, &st))
		jt_fail("there is no '%s'", path);
	return st.st_mode & 0777;
}

static void export(void **state)
{
	const char *out = jt_path(dir, "out");
	struct jt_result r;

	(void)state;
	group_ok(db, "attach", "teacher", "1", file("a.txt", "一"),
		 file("b", ""));
	group_ok(db, "attach", "teacher", "2", file("a.txt", "二"));
	r = group_ok(db, "attachment", "export", "1", "3", "1", "-o", out);
	jt_has(r.err, "2 files written");
	jt_str_eq(jt_read_file(jt_path(out, "a.txt"), NULL), "一");
	jt_str_eq(jt_read_file(jt_path(out, "a (2).txt"), NULL), "二");
	jt_int_eq(mode_of(jt_path(out, "a.txt")), 0600);
	jt_int_eq(mode_of(out), 0700);
	/* What is there stays, and then nothing is written at all. */
	jt_write_text(jt_path(out, "a.txt"), "mine");
	group_fails(db, 1, "exists already", "--yes", "attachment", "export",
		    "2", "3", "-o", out);
	jt_str_eq(jt_read_file(jt_path(out, "a.txt"), NULL), "mine");
	assert_int_not_equal(access(jt_path(out, "b"), F_OK), 0);
	group_ok(db, "attachment", "export", "2", "3", "-o", out, "--yes");
	jt_str_eq(jt_read_file(jt_path(out, "a.txt"), NULL), "二");

	group_ok(db, "attachment", "export", "--all", "-o",
		 jt_path(dir, "all"));
	jt_str_eq(jt_read_file(jt_path(dir, "all/teacher-1/a.txt"), NULL),
		  "一");
	jt_str_eq(jt_read_file(jt_path(dir, "all/teacher-2/a.txt"), NULL),
		  "二");
	jt_str_eq(jt_read_file(jt_path(dir, "all/teacher-1/b"), NULL), "");
	group_fails(db, 2, "name the attachments", NULL, "attachment",
		    "export", "-o", out);
	group_fails(db, 2, "is not named", "-o DIR", "attachment", "export",
		    "1");
	group_ok(db, "attachment", "export", "1", "-o", jt_path(dir, "dry"),
		 "--dry-run");
	assert_int_not_equal(access(jt_path(dir, "dry"), F_OK), 0);
}

/* One attachment goes to the name that is written, unless that is a folder. */
static void export_one(void **state)
{
	const char *out = jt_path(dir, "named.pdf");

	(void)state;
	group_ok(db, "attach", "teacher", "1", file("a.txt", "一"));
	group_ok(db, "attachment", "export", "1", "-o", out);
	jt_str_eq(jt_read_file(out, NULL), "一");
	jt_int_eq(mode_of(out), 0600);
	group_fails(db, 1, "exists already", "--yes", "attachment", "export",
		    "1", "-o", out);
	group_ok(db, "attachment", "export", "1", "-o", jt_path(dir, "f/"));
	jt_str_eq(jt_read_file(jt_path(dir, "f/a.txt"), NULL), "一");
	group_ok(db, "attachment", "export", "1", "-o", jt_path(dir, "f"),
		 "--yes");
	/* What was mistyped is not made. */
	group_fails(db, 1, "there is no folder '", "make it first",
		    "attachment", "export", "1", "-o",
		    jt_path(dir, "no/such/x.pdf"));
	group_fails(db, 1, "/no'", NULL, "attachment", "export", "--all",
		    "-o", jt_path(dir, "no/such"));
	assert_int_not_equal(access(jt_path(dir, "no"), F_OK), 0);
	group_fails(jt_path(dir, "no/such/x.db"), 1, "there is no folder '",
		    NULL, "init");
	assert_int_not_equal(access(jt_path(dir, "no"), F_OK), 0);
}

/* A link that lies in the way is neither followed nor replaced unasked. */
static void export_over_a_link(void **state)
{
	const char *out = jt_path(dir, "links"), *victim = file("v", "victim");

	(void)state;
	group_ok(db, "attach", "teacher", "1", file("a", "abc"));
	mkdir(out, 0700);
	assert_int_equal(symlink(victim, jt_path(out, "a")), 0);
	group_fails(db, 1, "exists already", NULL, "attachment", "export",
		    "1", "-o", out);
	group_ok(db, "attachment", "export", "1", "-o", out, "--yes");
	jt_str_eq(jt_read_file(victim, NULL), "victim");
	jt_str_eq(jt_read_file(jt_path(out, "a"), NULL), "abc");
}

static void control_characters(void **state)
{
	const char *path = file("a\x1b[31m\nb", "abc");
	struct jt_result r;

	(void)state;
	group_ok(db, "attach", "teacher", "1", path);
	r = group_ok(db, "attachment", "list", "--format", "table");
	jt_lacks(r.out, "\x1b");
	r = group_ok(db, "attachment", "remove", "1");
	jt_lacks(r.err, "\x1b");
	group_ok(db, "undo");
	mkdir(jt_path(dir, "odd"), 0700);
	group_ok(db, "attachment", "export", "1", "-o", jt_path(dir, "odd"));
	jt_str_eq(jt_read_file(jt_path(dir, "odd/a\x1b[31m\nb"), NULL), "abc");
}

static void remove_and_purge(void **state)
{
	struct stat before, after;
	static char bytes[900000];
	const char *path = jt_path(dir, "big");

	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(i * 7919 >> 5);
	jt_write_file(path, bytes, sizeof(bytes));
	group_ok(db, "attach", "teacher", "1", path);
	group_ok(db, "attach", "teacher", "2", path);
	group_ok(db, "attachment", "remove", "1", "2");
	group_ok(db, "undo");
	jt_has(group_ok(db, "attachment", "purge").err, "every stored file");
	group_ok(db, "attachment", "remove", "1");
	jt_has(group_ok(db, "attachment", "purge").err, "every stored file");
	group_ok(db, "attachment", "remove", "2");
	group_fails(db, 2, "needs a yes", "--yes", "attachment", "purge");
	jt_has(group_ok(db, "attachment", "purge", "--dry-run").err,
	       "1 file (900 kB)");
	stat(db, &before);
	group_ok(db, "attachment", "purge", "--yes");
	stat(db, &after);
	assert_true(after.st_size + 800000 < before.st_size);
	/* What is gone for good cannot be brought back. */
	group_fails(db, 1, "nothing was written", NULL, "undo");
	group_ok(db, "check");
	jt_lacks(group_ok(db, "attachment", "list").out, "big");
}

/* What is attached to a sealed record stays; others go on. */
static void sealed(void **state)
{
	const char *a = file("a", "abc"), *b = file("b", "b");

	(void)state;
	group_ok(db, "meeting", "add", "--topic", "一", "--present", "王芳",
		 "--date", "2026-11-01");
	group_ok(db, "attach", "meeting", "1", a);
	group_ok(db, "archive", "seal", "2026-1", "--reason", "试");
	group_fails(db, 1, "sealed", NULL, "attach", "meeting", "1", b);
	group_fails(db, 1, "sealed", NULL, "attachment", "remove", "1");
	group_ok(db, "attach", "teacher", "1", b);
	group_ok(db, "attachment", "remove", "2");
	group_ok(db, "archive", "unseal", "2026-1", "--reason", "试");
	group_ok(db, "attachment", "remove", "1");
}

static void check(void **state)
{
	size_t len;
	char *bytes;

	(void)state;
	group_ok(db, "attach", "teacher", "2",
		 file("合同.txt", "this text is nowhere else"));
	group_ok(db, "check", "--full");
	bytes = jt_read_file(db, &len);
	char *at = memmem(bytes, len, "this text is", 12);

	assert_non_null(at);
	group_patch(db, at - bytes, "T", 1);
	group_fails(db, 1, "1 thing is wrong", "restore", "check");
	group_fails(db, 1, "1 thing is wrong", NULL, "check", "--full");
	jt_has(group(db, "check", "--format", "json").out,
	       "the attachment '合同.txt' of teacher 2 is not what was "
	       "attached");
	group_fails(db, 3, "was changed", "check --full", "attachment",
		    "export", "1", "-o", jt_path(dir, "changed"));
	assert_int_not_equal(access(jt_path(dir, "changed/合同.txt"), F_OK),
			     0);
}

/* What another program took away, the same file puts back. */
static void put_back(void **state)
{
	const char *scan = file("扫描.pdf", "abc");
	struct jt_result r;

	(void)state;
	group_ok(db, "attach", "teacher", "1", scan);
	group_shell(db, "sqlite3 -bail -cmd '.dbconfig enable_trigger off' "
		    "\"$JYZ_DB\" 'DELETE FROM content'");
	group_fails(db, 1, "1 thing is wrong", NULL, "check", "--full");
	r = group_ok(db, "attach", "teacher", "1", scan, "--dry-run");
	jt_has(r.err, "nothing was saved");
	group_fails(db, 1, "1 thing is wrong", NULL, "check", "--full");
	r = group_ok(db, "attach", "teacher", "1", scan);
	jt_has(r.err, "is attached already, as number 1");
	jt_has(r.err, "was missing and is stored again");
	jt_lacks(r.err, "nothing changed");
	group_ok(db, "check", "--full");
	jt_has(group_ok(db, "attach", "teacher", "1", scan).err,
	       "nothing changed");
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup(name, setup)
	const struct CMUnitTest tests[] = {
		CASE(attach_and_list),
		CASE(refused),
		CASE(limit),
		CASE(export),
		CASE(export_one),
		CASE(export_over_a_link),
		CASE(control_characters),
		CASE(remove_and_purge),
		CASE(sealed),
		CASE(check),
		CASE(put_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
