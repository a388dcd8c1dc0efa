/* Where an archive goes: what is refused, what is replaced, what a failure
 * or a crash leaves behind. */
#include "at.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static struct at at;
static const char *base; /* an empty folder for each test */
static bool no_exchange; /* the file system cannot swap folders */

/* In the place of libc's. */
int renameat2(int from_at, const char *from, int to_at, const char *to,
	      unsigned int flags)
{
	if (no_exchange && flags) {
		errno = EINVAL;
		return -1;
	}
	return (int)syscall(SYS_renameat2, from_at, from, to_at, to, flags);
}

static int setup(void **state)
{
	(void)state;
	at_sample(&at);
	base = jt_tmpdir();
	no_exchange = false;
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	at_close(&at);
	return 0;
}

static const char *in(const char *name)
{
	return jt_path(base, name);
}

static int export(const char *dir, bool replace)
{
	jt_clear(&at.err);
	return at_try_export(&at, "2026-1", dir, replace);
}

static void make(const char *name, const char *text)
{
	jt_write_text(in(name), text);
}

static void folder(const char *name)
{
	jt_int_eq(mkdir(in(name), 0755), 0);
}

/* The archive is complete, and of this number of lessons. */
static void is_whole(const char *dir, const char *lessons)
{
	struct at to;
	char *json;

	at_open(&to);
	jt_ok(at_import(&to, dir, NULL), &to.err);
	at_close(&to);
	json = strstr(at_read(dir, "archive.json"), "\"observation\"");
	assert_non_null(json);
	jt_has(json, lessons);
}

static void names_that_are_fine(void **state)
{
	static const char *const names[] = { "a", "b/", "c///", "学期 2026",
					     ".d" };

	(void)state;
	folder("b"); /* empty */
	for (size_t i = 0; i < JT_COUNT(names); i++)
		jt_ok(export(in(names[i]), false), &at.err);
	is_whole(in("b"), "\"of_term\": 2");
	jt_int_eq(chdir(base), 0);
	jt_ok(export("e", false), &at.err);
	jt_ok(export("./f/", false), &at.err);
	is_whole(in("f"), "\"of_term\": 2");
	jt_int_eq(chdir("/"), 0);
	jt_str_eq(at_list(base), "a b c e f 学期 2026");
}

static void names_that_are_not(void **state)
{
	(void)state;
	jt_code(export("", false), JYZ_EINVAL, &at.err);
	jt_code(export("/", false), JYZ_EINVAL, &at.err);
	jt_code(export(".", false), JYZ_EINVAL, &at.err);
	jt_code(export(in(".."), false), JYZ_EINVAL, &at.err);
	jt_code(export(in("no/a"), false), JYZ_ENOTFOUND, &at.err);
	jt_has(at.err.msg, "/no/");
	make("file", "x");
	jt_code(export(in("file/a"), false), JYZ_EIO, &at.err);
	jt_str_eq(at_list(base), "file");
}

static void what_is_there_stays(void **state)
{
	static const struct {
		const char *name;
		bool replace;
		const char *says;
	} cases[] = {
		{ "file", false, "not a folder" },
		{ "file", true, "not a folder" },
		{ "link", false, "not a folder" },
		{ "link", true, "not a folder" },
		{ "full", false, "not empty" },
		{ "full", true, "'letter.txt'" },
		{ "other", true, "'archive.json'" },
		{ "archive", false, "holds an archive already" },
		{ "mixed", true, "'letter.txt'" },
	};

	(void)state;
	make("file", "x");
	folder("full");
	make("full/letter.txt", "x");
	folder("other");
	make("other/archive.json", "{\"by\": \"another program\"}");
	jt_ok(export(in("archive"), false), &at.err);
	jt_ok(export(in("mixed"), false), &at.err);
	make("mixed/letter.txt", "x");
	jt_int_eq(symlink("archive", in("link")), 0);
	const char *before = at_list(base);

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		jt_code(export(in(cases[i].name), cases[i].replace),
			JYZ_EEXISTS, &at.err);
		jt_has(at.err.msg, cases[i].says);
		assert_non_null(at.err.hint);
	}
	jt_str_eq(at_list(base), before);
	jt_str_eq(at_read(in("full"), "letter.txt"), "x");
	jt_str_eq(at_read(in("mixed"), "letter.txt"), "x");
	is_whole(in("archive"), "\"of_term\": 2");
}

static void another_lesson(void)
{
	at_add(&at, "observation", "77", "2026-11-21T00:00:00Z", "date",
	       "2026-11-20", "class", "高一1班", "teacher", "T01", "observer",
	       "李强", NULL);
}

static void an_archive_is_replaced(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		const char *dir = in(i ? "steps" : "swap");

		jt_ok(export(dir, true), &at.err);
		jt_ok(export(dir, true), &at.err);
	}
	another_lesson();
	jt_ok(export(in("swap"), true), &at.err);
	no_exchange = true;
	jt_ok(export(in("steps"), true), &at.err);
	is_whole(in("swap"), "\"of_term\": 3");
	is_whole(in("steps"), "\"of_term\": 3");
	jt_str_eq(at_list(base), "steps swap");
}

/* A link inside the old archive is removed, not what it leads to. */
static void links_are_not_followed(void **state)
{
	(void)state;
	make("precious.csv", "x");
	jt_ok(export(in("a"), false), &at.err);
	jt_int_eq(unlink(in("a/teacher.csv")), 0);
	jt_int_eq(symlink("../precious.csv", in("a/teacher.csv")), 0);
	jt_ok(export(in("a"), true), &at.err);
	jt_str_eq(at_read(base, "precious.csv"), "x");
	is_whole(in("a"), "\"of_term\": 2");
	/* The same for what an export that died has left. */
	folder("b.jyz-unfinished");
	jt_int_eq(symlink("../precious.csv",
			  in("b.jyz-unfinished/teacher.csv")), 0);
	jt_ok(export(in("b"), false), &at.err);
	jt_str_eq(at_read(base, "precious.csv"), "x");
	jt_str_eq(at_list(base), "a b precious.csv");
}

static void what_was_left_is_removed(void **state)
{
	(void)state;
	folder("a.jyz-unfinished");
	make("a.jyz-unfinished/observation.csv", "half");
	jt_ok(export(in("a"), false), &at.err);
	jt_str_eq(at_list(base), "a");
	/* Died between the two renames: the old one comes back first. */
	jt_int_eq(rename(in("a"), in("a.jyz-replaced")), 0);
	jt_code(export(in("a"), false), JYZ_EEXISTS, &at.err);
	jt_str_eq(at_list(base), "a");
	is_whole(in("a"), "\"of_term\": 2");
	/* Died after the second. */
	jt_ok(export(in("a.jyz-replaced"), false), &at.err);
	jt_ok(export(in("a"), true), &at.err);
	jt_str_eq(at_list(base), "a");
	/* What is not ours is named and stays. */
	folder("b.jyz-unfinished");
	make("b.jyz-unfinished/letter.txt", "x");
	jt_code(export(in("b"), false), JYZ_EEXISTS, &at.err);
	jt_has(at.err.msg, "b.jyz-unfinished");
	jt_has(at.err.msg, "letter.txt");
	jt_str_eq(at_read(in("b.jyz-unfinished"), "letter.txt"), "x");
}

static void two_at_once(void **state)
{
	int fd;

	(void)state;
	folder("a.jyz-unfinished");
	make("a.jyz-unfinished/observation.csv", "half");
	fd = open(in("a.jyz-unfinished"), O_RDONLY | O_DIRECTORY);
	jt_int_eq(flock(fd, LOCK_EX), 0);
	jt_code(export(in("a"), false), JYZ_EBUSY, &at.err);
	jt_str_eq(at_read(in("a.jyz-unfinished"), "observation.csv"), "half");
	close(fd);
	jt_ok(export(in("a"), false), &at.err);
}

/* A disk that is full, for one process: a limit on the size of files. */
static void a_full_disk(void **state)
{
	struct rlimit before, small = { 4096, 4096 };

	(void)state;
	jt_ok(export(in("a"), false), &at.err);
	another_lesson();
	for (int i = 0; i < 200; i++)
		at_exec(&at, "UPDATE observation SET verdict = "
			     "ifnull(verdict, '') || '听课很有收获'");
	signal(SIGXFSZ, SIG_IGN);
	jt_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
	small.rlim_max = before.rlim_max;
	jt_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
	int fresh = export(in("b"), false);
	int over = export(in("a"), true);

	jt_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
	jt_int_eq(fresh, JYZ_EIO);
	jt_int_eq(over, JYZ_EIO);
	jt_has(at.err.msg, "/a/observation.csv'");
	jt_str_eq(at_list(base), "a");
	is_whole(in("a"), "\"of_term\": 2");
}

static void a_folder_that_cannot_be_written(void **state)
{
	(void)state;
	if (geteuid() == 0)
		skip();
	folder("locked");
	jt_int_eq(chmod(in("locked"), 0500), 0);
	jt_code(export(in("locked/a"), false), JYZ_EIO, &at.err);
}

/* Exports without an end, until it is killed. */
static void export_for_ever(const char *path, const char *dir)
{
	struct at own = { .err = JYZ_ERROR_INIT };

	if (jyz_store_open(&own.store, path, JYZ_OPEN_READ,
			   &jyz_schema_embedded, &own.err) < 0)
		_exit(2);
	jyz_desk_init(&own.desk, own.store, &jyz_catalogue, &at.desk.clock);
	for (;;) {
		JYZ_AUTO(jyz_export) e = { .replace = true };

		if (jyz_archive_export(&own.desk, 2, dir, &e, &own.err) < 0)
			_exit(3);
	}
}

/* The archive, or where folders cannot be swapped the one that waits aside,
 * is there and whole. */
static void one_is_whole(void)
{
	static const char *const names[] = { "a", "a.jyz-replaced" };

	for (size_t i = 0; i < JT_COUNT(names); i++) {
		if (access(in(names[i]), F_OK))
			continue;
		is_whole(in(names[i]), "\"of_term\": 2");
		return;
	}
	jt_fail("no archive is left");
}

/* Where folders are replaced in two steps; tests/cli/test_killed.c does the
 * rest. */
static void killed_at_any_time(void **state)
{
	(void)state;
	jt_ok(export(in("a"), false), &at.err);
	no_exchange = true;
	for (int round = 0; round < 20; round++) {
		int status;

		pid_t child = fork();

		if (child == 0)
			export_for_ever(at.path, in("a"));
		usleep((useconds_t)(3000 + round * 2200));
		kill(child, SIGKILL);
		jt_int_eq(waitpid(child, &status, 0), child);
		if (!WIFSIGNALED(status))
			jt_fail("the child gave %d", WEXITSTATUS(status));
		one_is_whole();
	}
	jt_ok(export(in("a"), true), &at.err);
	jt_str_eq(at_list(base), "a");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(names_that_are_fine),
		TEST(names_that_are_not),
		TEST(what_is_there_stays),
		TEST(an_archive_is_replaced),
		TEST(links_are_not_followed),
		TEST(what_was_left_is_removed),
		TEST(two_at_once),
		TEST(a_full_disk),
		TEST(a_folder_that_cannot_be_written),
		TEST(killed_at_any_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
