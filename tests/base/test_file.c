/*
 * Files that appear when they are complete, and folders on the way.
 */
#include "jt.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jyz/base/file.h"

static mode_t mode_of(const char *path)
{
	struct stat st;

	return stat(path, &st) ? 0 : st.st_mode & 07777;
}

/* Everything in the folder, a name a line. */
static const char *names(const char *dir)
{
	return jt_run(&(struct jt_command){ .program = "ls",
					    .argv = JT_LIST("-A", dir) }).out;
}

static void placed(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *dir = jt_tmpdir();
	const char *path = jt_path(dir, "a.csv");
	mode_t mask = umask(0);

	(void)state;
	for (int i = 0; i < 2; i++) {
		JYZ_AUTO(jyz_temp) temp = JYZ_TEMP_INIT;

		jt_ok(jyz_temp_make(&temp, path, &err), &err);
		jt_write_text(temp.path, i ? "new" : "old");
		assert_int_equal(access(path, F_OK), i - 1);
		jt_ok(jyz_temp_place(&temp, path, i > 0, &err), &err);
		jt_int_eq(mode_of(path), 0600);
	}
	umask(mask);
	jt_str_eq(jt_read_file(path, NULL), "new");
	jt_str_eq(names(dir), "a.csv\n");
}

static void not_placed(void **state)
{
	static const char *const ends[] = { "-journal", NULL };
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *dir = jt_tmpdir();
	const char *path = jt_path(dir, "a.csv");
	struct jyz_temp temp = { NULL, ends };
	char *beside = NULL;

	(void)state;
	jt_write_text(path, "mine");
	jt_ok(jyz_temp_make(&temp, path, &err), &err);
	jt_code(jyz_temp_place(&temp, path, false, &err), JYZ_EEXISTS, &err);
	if (asprintf(&beside, "%s-journal", temp.path) < 0)
		abort();
	jt_write_text(jt_keep(beside), "x");
	jyz_temp_free(&temp);
	jyz_temp_free(&temp);
	jt_str_eq(jt_read_file(path, NULL), "mine");
	jt_str_eq(names(dir), "a.csv\n");
	jt_code(jyz_temp_make(&temp, jt_path(dir, "no/a.csv"), &err), JYZ_EIO,
		&err);
	assert_null(temp.path);
}

/* What a killed program left goes; what another one is at stays. */
static void swept(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_temp) temp = JYZ_TEMP_INIT;
	const char *dir = jt_tmpdir();
	const char *path = jt_path(dir, "a.csv");
	int status;
	pid_t child = fork();

	(void)state;
	if (child == 0) {
		JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;

		if (jyz_temp_make(&temp, path, &err) < 0)
			_exit(1);
		jyz_buf_addf(&name, "%s-journal", temp.path);
		jt_write_text(name.data, "x");
		raise(SIGKILL);
	}
	/* It is dead, and not gone until it is waited for. */
	jt_int_eq(waitid(P_PID, (id_t)child, NULL, WEXITED | WNOWAIT), 0);
	const char *before = names(dir);

	jt_has(before, ".tmp-journal\n");
	jyz_temp_sweep(path);
	jt_str_eq(names(dir), before);
	jt_int_eq(waitpid(child, &status, 0), child);
	jt_int_eq(WTERMSIG(status), SIGKILL);

	jt_write_text(jt_path(dir, ".jyz-elsewhere-1-0.tmp"), "x");
	jt_write_text(jt_path(dir, "b.tmp"), "x");
	jt_ok(jyz_temp_make(&temp, path, &err), &err);
	jyz_temp_sweep(path);
	jyz_temp_sweep(jt_path(dir, "no/folder"));
	jt_int_eq(access(temp.path, F_OK), 0);
	jyz_temp_free(&temp);
	jt_str_eq(names(dir), ".jyz-elsewhere-1-0.tmp\nb.tmp\n");
}

static const char *host = "vm";

/* In the place of libc's. */
int gethostname(char *out, size_t len)
{
	snprintf(out, len, "%s", host);
	return 0;
}

/* A process id that is nobody's. */
static long dead(void)
{
	pid_t child = fork();

	if (child == 0)
		_exit(0);
	waitpid(child, NULL, 0);
	return (long)child;
}

/* The folder may be shared: "vm-99999" is the name of a machine, too. */
static void swept_of_this_machine(void **state)
{
	static const struct {
		const char *host, *format;
		bool stays;
	} cases[] = {
		{ "vm", ".jyz-vm-%ld-0.tmp", false },
		{ "vm", ".jyz-vm-%ld-17.tmp-journal", false },
		{ "vm", ".jyz-vm-%ld-17.tmp-wal", false },
		{ "vm", ".jyz-vm-%ld-17.tmp-shm", false },
		{ "vm", ".jyz-vm-%ld-1234-0.tmp", true },
		{ "vm", ".jyz-vm-%ld-1234-0.tmp-journal", true },
		{ "vm", ".jyz-vm-%ld-a-0.tmp", true },
		{ "vm", ".jyz-vm-%ld-.tmp", true },
		{ "vm", ".jyz-vm-%ld-0.tmp.pdf", true },
		{ "vm", ".jyz-vm-%ld-0.tmp-journal2", true },
		{ "vm", ".jyz-vm-%ld.tmp", true },
		{ "vm-7", ".jyz-vm-7-%ld-0.tmp", false },
		{ "v m", ".jyz-v-m-%ld-0.tmp", false },
	};
	long pid = dead();

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
		const char *dir = jt_tmpdir();
		const char *end = strchr(cases[i].format, '%') + 3;

		host = cases[i].host;
		jyz_buf_add(&name, cases[i].format,
			    (size_t)(end - 3 - cases[i].format));
		jyz_buf_addf(&name, "%ld%s", pid, end);
		const char *path = jt_path(dir, name.data);

		jt_write_text(path, "x");
		jyz_temp_sweep(jt_path(dir, "a"));
		if ((access(path, F_OK) == 0) != cases[i].stays)
			jt_fail("'%s' on '%s'", name.data, host);
	}
	host = "vm";
}

/* Whoever makes one removes what was left, once a folder. */
static void made_where_one_was_left(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
	const char *dirs[] = { jt_tmpdir(), jt_tmpdir() };

	(void)state;
	jyz_buf_addf(&name, ".jyz-vm-%ld-0.tmp", dead());
	for (int i = 0; i < 4; i++) {
		JYZ_AUTO(jyz_temp) temp = JYZ_TEMP_INIT;
		const char *left = jt_path(dirs[i % 2], name.data);

		jt_write_text(left, "x");
		jt_ok(jyz_temp_make(&temp, jt_path(dirs[i % 2], "a"), &err),
		      &err);
		jt_int_eq(access(left, F_OK) == 0, i >= 2);
	}
	jyz_temp_sweep(jt_path(dirs[0], "a"));
	jt_str_eq(names(dirs[0]), "");
}

static void folders(void **state)
{
	static const struct {
		const char *path, *folder;
	} cases[] = {
		{ "a", "." }, { "/a", "/" }, { "a/b", "a" },
		{ "/a/b/c", "/a/b" }, { "a/", "a" },
	};
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *dir = jt_tmpdir();
	const char *deep = jt_path(dir, "b/c");

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++)
		jt_str_eq(jt_keep(jyz_path_folder(cases[i].path)),
			  cases[i].folder);
	mode_t mask = umask(0);
	jt_ok(jyz_folder_make(deep, &err), &err);
	umask(mask);
	jt_int_eq(mode_of(jt_path(dir, "b")), 0700);
	jt_int_eq(mode_of(deep), 0700);
	jt_ok(jyz_folder_make(deep, &err), &err);
	jt_write_text(jt_path(dir, "f"), "");
	jt_code(jyz_folder_make(jt_path(dir, "f"), &err), JYZ_EIO, &err);
	jt_code(jyz_folder_make(jt_path(dir, "f/g"), &err), JYZ_EIO, &err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(placed),
		cmocka_unit_test(not_placed),
		cmocka_unit_test(swept),
		cmocka_unit_test(swept_of_this_machine),
		cmocka_unit_test(made_where_one_was_left),
		cmocka_unit_test(folders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
