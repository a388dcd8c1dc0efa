/* Opening: what is a database of ours, and what each mode may do. */
#include "st.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jyz/base/mem.h"
#include "jyz/store/tx.h"

static unsigned mode_of(const char *path)
{
	struct stat st;

	if (stat(path, &st))
		jt_fail("stat %s", path);
	return st.st_mode & 07777;
}

static void create_makes_folders_and_the_schema(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *dir = jt_tmpdir();
	const char *path = jt_path(dir, "a/b/jyz.db");
	struct jyz_store *store;
	int version = 0;

	(void)state;
	jt_ok(jyz_store_open(&store, path, JYZ_OPEN_CREATE, st_schema(2),
			     &err), &err);
	jt_int_eq(mode_of(path), 0600);
	jt_int_eq(mode_of(jt_path(dir, "a")), 0700);
	jt_int_eq(mode_of(jt_path(dir, "a/b")), 0700);
	jt_ok(jyz_store_version(store, &version, &err), &err);
	jt_int_eq(version, 2);
	jt_str_eq(st_text(store, "SELECT group_concat(version || name ||"
			  " length(hash) || program, ' ') FROM schema_log"),
		  "10001_house.sql642.0 20002_records.sql642.0");
	/* The settings of the connection. */
	jt_int_eq(st_int(store, "PRAGMA foreign_keys"), 1);
	jt_int_eq(st_int(store, "PRAGMA synchronous"), 3);
	jt_int_eq(st_int(store, "PRAGMA trusted_schema"), 0);
	jt_int_eq(st_int(store, "PRAGMA cell_size_check"), 1);
	jt_str_eq(st_text(store, "PRAGMA journal_mode"), "delete");
	jt_int_eq(st_int(store, "PRAGMA application_id"),
		  JYZ_APPLICATION_ID);
	jyz_store_close(store);
	/* Nothing else was left in the folder. */
	jt_int_eq(access(jt_path(dir, "a/b/jyz.db-journal"), F_OK), -1);

	jt_code(jyz_store_open(&store, path, JYZ_OPEN_CREATE, st_schema(2),
			       &err), JYZ_EEXISTS, &err);
	jt_has(err.msg, path);
}

static void create_refuses_what_is_in_its_way(void **state)
{
	static const struct {
		const char *present; /* a file that is there */
		const char *path;
		int code;
	} cases[] = {
		{ "jyz.db", "jyz.db", JYZ_EEXISTS },
		{ "jyz.db-journal", "jyz.db", JYZ_EEXISTS },
		{ "jyz.db-wal", "jyz.db", JYZ_EEXISTS },
		{ "file", "file/jyz.db", JYZ_EIO },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		const char *dir = jt_tmpdir();
		const char *present = jt_path(dir, cases[i].present);
		struct jyz_store *store;

		jt_write_text(present, "here");
		jt_code(jyz_store_open(&store, jt_path(dir, cases[i].path),
				       JYZ_OPEN_CREATE, st_schema(2), &err),
			cases[i].code, &err);
		jt_str_eq(jt_read_file(present, NULL), "here");
	}
}

static int fill_and_fail(struct jyz_store *store, void *payload,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;
	const bool *fail = payload;
	int rc = jyz_tx_begin(&tx, store, err);

	if (rc < 0 ||
	    (rc = jyz_setting_set(store, "school", "S", err)) < 0)
		return rc;
	if (*fail)
		return jyz_error_set(err, JYZ_EINVAL, "no");
	return jyz_tx_commit(&tx, err);
}

/* What a database begins with is in it when it appears, or nothing is. */
static void it_appears_filled_or_not_at_all(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *dir = jt_tmpdir();
	const char *path = jt_path(dir, "jyz.db");
	struct jyz_store *store;
	char *school;
	bool fail = true;

	(void)state;
	jt_code(jyz_store_create(path, st_schema(1), fill_and_fail, &fail,
				 &err), JYZ_EINVAL, &err);
	/* An empty folder can be removed: no journal, no temporary file. */
	jt_int_eq(rmdir(dir), 0);
	jt_int_eq(mkdir(dir, 0700), 0);
	fail = false;
	jt_ok(jyz_store_create(path, st_schema(1), fill_and_fail, &fail, &err),
	      &err);
	jt_ok(jyz_store_open(&store, path, JYZ_OPEN_READ, st_schema(1), &err),
	      &err);
	jt_ok(jyz_setting_get(store, "school", &school, &err), &err);
	jt_str_eq(school, "S");
	free(school);
	jyz_store_close(store);
	jt_code(jyz_store_create(path, st_schema(1), NULL, NULL, &err),
		JYZ_EEXISTS, &err);
}

static void a_failing_migration_leaves_nothing(void **state)
{
	static const char *const wrong[] = {
		"CREATE TABLE a (x); rubbish",
		"CREATE TABLE a (x); COMMIT",
		"CREATE TABLE a (x); ROLLBACK",
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(wrong); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		struct jyz_migration steps[2] = {
			st_schema(1)->steps[0],
			{ 2, "0002_wrong.sql", wrong[i] },
		};
		struct jyz_schema schema = { steps, 2, "x" };
		const char *dir = jt_tmpdir();
		struct jyz_store *store;

		jt_code(jyz_store_open(&store, jt_path(dir, "jyz.db"),
				       JYZ_OPEN_CREATE, &schema, &err),
			JYZ_EINTERNAL, &err);
		jt_has(err.msg, "0002_wrong.sql");
		/* An empty folder can be removed. */
		jt_int_eq(rmdir(dir), 0);
		jt_int_eq(mkdir(dir, 0700), 0);
	}
}

/* --- files that are no database of ours --------------------------------- */

static void make_folder(const char *path)
{
	jt_int_eq(mkdir(path, 0700), 0);
}

static void make_empty(const char *path)
{
	jt_write_file(path, "", 0);
}

static void make_text(const char *path)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	while (text.len < 5000)
		jyz_buf_adds(&text, "教研组的记录, in a text file\n");
	jt_write_text(path, text.data);
}

static void make_short_text(const char *path)
{
	jt_write_text(path, "x");
}

static void make_foreign(const char *path)
{
	jt_int_eq(st_foreign(path, "PRAGMA application_id = 1;"
			     "CREATE TABLE a (x)"), 0);
}

static void make_unmarked(const char *path)
{
	jt_int_eq(st_foreign(path, "CREATE TABLE a (x)"), 0);
}

static void make_ours(const char *path)
{
	jyz_store_close(st_open(path, JYZ_OPEN_CREATE));
}

static void make_newer(const char *path)
{
	make_ours(path);
	jt_int_eq(st_foreign(path, "PRAGMA user_version = 7"), 0);
}

static void make_older(const char *path)
{
	make_ours(path);
	jt_int_eq(st_foreign(path, "PRAGMA user_version = 1"), 0);
}

static void make_truncated(const char *path)
{
	size_t len;

	make_ours(path);
	char *bytes = jt_read_file(path, &len);

	jt_write_file(path, bytes, 700);
}

static void make_bad_header(const char *path)
{
	size_t len;

	make_ours(path);
	char *bytes = jt_read_file(path, &len);

	bytes[16] = 7; /* the page size */
	jt_write_file(path, bytes, len);
}

static void make_nothing(const char *path)
{
	(void)path;
}

static void make_fifo(const char *path)
{
	jt_int_eq(mkfifo(path, 0600), 0);
}

static void each_wrong_file_is_told_apart(void **state)
{
	static const struct {
		void (*make)(const char *path);
		int write, inspect; /* codes by mode */
		const char *text, *hint;
	} cases[] = {
		{ make_ours, JYZ_OK, JYZ_OK, NULL, NULL },
		{ make_nothing, JYZ_ENOTFOUND, JYZ_ENOTFOUND, "no database",
		  "jyz init" },
		{ make_folder, JYZ_EDATABASE, JYZ_EDATABASE, "folder", "" },
		{ make_fifo, JYZ_EDATABASE, JYZ_EDATABASE, "not a file",
		  NULL },
		{ make_empty, JYZ_EDATABASE, JYZ_EDATABASE, "empty", "" },
		{ make_text, JYZ_EDATABASE, JYZ_EDATABASE, "not a database",
		  "" },
		{ make_short_text, JYZ_EDATABASE, JYZ_EDATABASE,
		  "database", "" },
		{ make_foreign, JYZ_EDATABASE, JYZ_EDATABASE,
		  "another program", "" },
		{ make_unmarked, JYZ_EDATABASE, JYZ_EDATABASE,
		  "another program", "" },
		{ make_newer, JYZ_EDATABASE, JYZ_OK,
		  "schema is 7, this program knows 2", "" },
		{ make_older, JYZ_ESCHEMA, JYZ_OK,
		  "schema is 1, this program needs 2", "jyz db upgrade" },
		{ make_truncated, JYZ_EDATABASE, JYZ_EDATABASE, "damaged",
		  "jyz check" },
		{ make_bad_header, JYZ_EDATABASE, JYZ_EDATABASE,
		  "not a database", "" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		const char *path = jt_path(jt_tmpdir(), "jyz.db");
		static const enum jyz_open_mode modes[] = {
			JYZ_OPEN_WRITE, JYZ_OPEN_READ, JYZ_OPEN_INSPECT,
		};

		cases[i].make(path);
		for (size_t k = 0; k < JT_COUNT(modes); k++) {
			JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
			struct jyz_store *store = NULL;
			int code = k == 2 ? cases[i].inspect : cases[i].write;

			jt_code(jyz_store_open(&store, path, modes[k],
					       st_schema(2), &err), code,
				&err);
			if (code < 0) {
				assert_null(store);
				jt_has(err.msg, path);
				jt_has(err.msg, cases[i].text);
			}
			if (code < 0 && cases[i].hint)
				jt_has(err.hint, cases[i].hint);
			jyz_store_close(store);
		}
	}
}

static void odd_names_are_names(void **state)
{
	static const char *const names[] = {
		"file:x.db?mode=memory", ":memory:", "教研组 记录.db", "-x",
		"a'b.db",
	};
	const char *dir = jt_tmpdir();
	char here[4096];

	(void)state;
	assert_non_null(getcwd(here, sizeof(here)));
	jt_int_eq(chdir(dir), 0);
	for (size_t i = 0; i < JT_COUNT(names); i++) {
		jyz_store_close(st_open(names[i], JYZ_OPEN_CREATE));
		jt_int_eq(mode_of(names[i]), 0600);
		jyz_store_close(st_open(names[i], JYZ_OPEN_WRITE));
	}
	jt_int_eq(chdir(here), 0);
}

/* --- what other programs leave behind ----------------------------------- */

static void a_wal_file_comes_back(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *path;
	struct jyz_store *store = st_file(&path);

	(void)state;
	jyz_store_close(store);
	/* Killed: its -wal holds what is not in the file yet. */
	st_foreign_killed(path, "PRAGMA journal_mode=WAL; INSERT INTO setting"
			  " VALUES ('a', 'in the wal')");
	store = st_open(path, JYZ_OPEN_READ);
	jt_str_eq(st_text(store, "SELECT value FROM setting"), "in the wal");
	jyz_store_close(store);

	store = st_open(path, JYZ_OPEN_WRITE);
	jt_str_eq(st_text(store, "SELECT value FROM setting"), "in the wal");
	jt_str_eq(st_text(store, "PRAGMA journal_mode"), "delete");
	jyz_store_close(store);
	assert_false(st_exists(st_beside(path, "-wal")));

	/* While the other program is still there, that cannot be. */
	struct st_holder holder = st_hold(path, "PRAGMA journal_mode=WAL;"
					  "SELECT count(*) FROM setting");

	jyz_store_set_busy(NULL, 30);
	jt_code(jyz_store_open(&store, path, JYZ_OPEN_WRITE, st_schema(2),
			       &err), JYZ_EBUSY, &err);
	jt_has(err.msg, "WAL");
	jyz_store_set_busy(NULL, JYZ_BUSY_MS);
	st_release(&holder);
}

/* Changes of a killed program that have reached the file are taken back. */
static void kill_in_the_middle(const char *path)
{
	st_foreign_killed(path, "PRAGMA cache_size=1; BEGIN;"
			  "UPDATE setting SET value = 'broken';"
			  "INSERT INTO teacher (updated_at, name)"
			  " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
			  " SELECT i + 1 FROM n WHERE i < 2000)"
			  " SELECT '-', hex(randomblob(50)) FROM n");
}

static void a_killed_writer_is_rolled_back_by_a_reader(void **state)
{
	static const enum jyz_open_mode modes[] = {
		JYZ_OPEN_READ, JYZ_OPEN_INSPECT, JYZ_OPEN_WRITE,
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(modes); i++) {
		const char *path;
		struct jyz_store *store = st_file(&path);

		st_do(store, "INSERT INTO setting VALUES ('a', 'whole')");
		jyz_store_close(store);
		kill_in_the_middle(path);
		assert_true(st_exists(st_beside(path, "-journal")));
		store = st_open(path, modes[i]);
		jt_str_eq(st_text(store, "SELECT value FROM setting"),
			  "whole");
		jt_int_eq(st_int(store, "SELECT count(*) FROM teacher"), 0);
		if (modes[i] != JYZ_OPEN_WRITE) {
			JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

			jt_code(jyz_store_exec(store, "DELETE FROM setting",
					       &err), JYZ_EIO, &err);
		}
		jyz_store_close(store);
		assert_false(st_exists(st_beside(path, "-journal")));
	}
}

static void damage_in_the_middle_is_found_when_met(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *path;
	struct jyz_store *store = st_file(&path);
	int64_t page = st_int(store, "SELECT rootpage FROM sqlite_schema"
			      " WHERE name = 'lesson'");
	size_t len;

	(void)state;
	jyz_store_close(store);
	char *bytes = jt_read_file(path, &len);

	memset(bytes + (page - 1) * 4096, 0x5a, 4096);
	jt_write_file(path, bytes, len);
	store = st_open(path, JYZ_OPEN_READ);
	{
		JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;

		jt_ok(jyz_stmt_open(&st, store, "SELECT count(*) AS n"
				    " FROM lesson", &err), &err);
		jt_code(jyz_stmt_step(&st, &err), JYZ_EDATABASE, &err);
		jt_has(err.msg, path);
		jt_has(err.hint, "jyz check");
	}
	jt_int_eq(st_int(store, "SELECT count(*) FROM teacher"), 0);
	jyz_store_close(store);
}

static void locked_at_the_door(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *path;
	struct jyz_store *store = st_file(&path);

	(void)state;
	jyz_store_close(store);
	struct st_holder holder = st_hold(path, "BEGIN EXCLUSIVE");

	jyz_store_set_busy(NULL, 30);
	jt_code(jyz_store_open(&store, path, JYZ_OPEN_READ, st_schema(2),
			       &err), JYZ_EBUSY, &err);
	jyz_store_set_busy(NULL, JYZ_BUSY_MS);
	st_release(&holder);
	jyz_store_close(st_open(path, JYZ_OPEN_READ));
}

static void code_as_nobody(const char *path, enum jyz_open_mode mode,
			   int code, const char *text)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store = NULL;

	st_become_nobody(path);
	int rc = jyz_store_open(&store, path, mode, st_schema(2), &err);

	st_become_root();
	jt_int_eq(rc, code);
	if (text)
		jt_has(err.msg, text);
	jyz_store_close(store);
}

static void read_only_files_cannot_be_written(void **state)
{
	const char *path;
	struct jyz_store *store = st_file(&path);

	(void)state;
	jyz_store_close(store);
	code_as_nobody(path, JYZ_OPEN_WRITE, JYZ_OK, NULL);
	jt_int_eq(chmod(path, 0400), 0);
	code_as_nobody(path, JYZ_OPEN_READ, JYZ_OK, NULL);
	code_as_nobody(path, JYZ_OPEN_WRITE, JYZ_EIO, "read-only");
	jt_int_eq(chmod(path, 0), 0);
	code_as_nobody(path, JYZ_OPEN_READ, JYZ_EIO, "Permission denied");
	jt_int_eq(chmod(path, 0600), 0);
	jt_int_eq(chmod(st_folder(path), 0500), 0);
	code_as_nobody(path, JYZ_OPEN_READ, JYZ_OK, NULL);
	code_as_nobody(path, JYZ_OPEN_WRITE, JYZ_EIO, st_folder(path));
	code_as_nobody(path, JYZ_OPEN_CREATE, JYZ_EEXISTS, path);
	jt_int_eq(unlink(path), 0);
	jt_write_text(st_beside(path, "x"), "");
	jt_int_eq(chmod(st_folder(path), 0700), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(create_makes_folders_and_the_schema),
		cmocka_unit_test(create_refuses_what_is_in_its_way),
		cmocka_unit_test(it_appears_filled_or_not_at_all),
		cmocka_unit_test(a_failing_migration_leaves_nothing),
		cmocka_unit_test(each_wrong_file_is_told_apart),
		cmocka_unit_test(odd_names_are_names),
		cmocka_unit_test(a_wal_file_comes_back),
		cmocka_unit_test(a_killed_writer_is_rolled_back_by_a_reader),
		cmocka_unit_test(damage_in_the_middle_is_found_when_met),
		cmocka_unit_test(locked_at_the_door),
		cmocka_unit_test(read_only_files_cannot_be_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
