/* Backup, restore and check. */
#include "st.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "jyz/base/mem.h"

#define NOW "2026-11-21T08:30:00Z"

static bool no_exchange, no_link; /* the file system cannot do it */

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

int link(const char *from, const char *to)
{
	if (no_link) {
		errno = EPERM;
		return -1;
	}
	return linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}

static const char *refused; /* a name that no file can be given */

int rename(const char *from, const char *to)
{
	if (refused && strcmp(to, refused) == 0) {
		errno = EIO;
		return -1;
	}
	return renameat(AT_FDCWD, from, AT_FDCWD, to);
}

static const char FIRST[] =
	"INSERT INTO teacher VALUES (1, 't1', '王芳', NULL);"
	"INSERT INTO lesson VALUES (1, 't1', 1, '导入', 85);"
	"INSERT INTO lesson_score VALUES (1, 1, NULL, 1, 40)";

/* Names of the teachers, over a store opened to look. */
static const char *teachers(const char *path)
{
	struct jyz_store *store = st_open(path, JYZ_OPEN_READ);
	const char *text = st_text(store, "SELECT coalesce(group_concat("
				   "name, ' '), '') FROM (SELECT name FROM"
				   " teacher ORDER BY id LIMIT 100)");

	jt_str_eq(st_text(store, "PRAGMA integrity_check"), "ok");
	jyz_store_close(store);
	return text;
}

static unsigned mode_of(const char *path)
{
	struct stat st;

	if (stat(path, &st))
		jt_fail("stat %s", path);
	return st.st_mode & 07777;
}

/* --- backup ------------------------------------------------------------- */

static void a_backup_is_the_whole_database(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *path;
	struct jyz_store *store = st_file(&path);
	const char *backup = st_beside(path, ".copy");

	(void)state;
	st_do(store, FIRST);
	jt_ok(jyz_store_backup(store, backup, false, NOW, &err), &err);
	jt_int_eq(mode_of(backup), 0600);
	jt_str_eq(teachers(backup), "王芳");
	/* The time is noted, and is no entry of the journal. */
	jt_str_eq(st_text(store, "SELECT value FROM setting"
			  " WHERE key = 'last_backup'"), NOW);
	jt_int_eq(st_int(store, "SELECT count(*) FROM journal"), 1);

	st_do(store, "INSERT INTO teacher VALUES (2, 't', '张伟', NULL)");
	jt_code(jyz_store_backup(store, backup, false, NOW, &err),
		JYZ_EEXISTS, &err);
	jt_has(err.msg, backup);
	jt_str_eq(teachers(backup), "王芳");
	jt_ok(jyz_store_backup(store, backup, true, NOW, &err), &err);
	jt_str_eq(teachers(backup), "王芳 张伟");
	jyz_store_close(store);
	/* Only to be read: a backup, but no note. */
	jt_int_eq(unlink(backup), 0);
	store = st_open(path, JYZ_OPEN_READ);
	jt_ok(jyz_store_backup(store, backup, false, "later", &err), &err);
	jt_str_eq(st_text(store, "SELECT value FROM setting"
			  " WHERE key = 'last_backup'"), NOW);
	jyz_store_close(store);
}

static void some_places_are_refused(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *path;
	struct jyz_store *store = st_file(&path);
	const char *dir = st_folder(path);
	const struct {
		const char *place;
		int code;
	} cases[] = {
		{ path, JYZ_EINVAL },
		{ jt_path(dir, "link"), JYZ_EINVAL },
		{ dir, JYZ_EINVAL },
		{ "/dev/full", JYZ_EINVAL },
		{ jt_path(dir, "none/x.db"), JYZ_EIO },
		{ jt_path(dir, "left"), JYZ_EEXISTS },
	};

	(void)state;
	st_do(store, FIRST);
	jt_int_eq(symlink(path, jt_path(dir, "link")), 0);
	jt_write_text(jt_path(dir, "left-journal"), "x");
	for (size_t i = 0; i < JT_COUNT(cases); i++)
		jt_code(jyz_store_backup(store, cases[i].place, true, NOW,
					 &err), cases[i].code, &err);
	jyz_store_close(store);
	jt_str_eq(teachers(path), "王芳");
}

static void a_backup_while_another_writes(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *path;
	struct jyz_store *store = st_file(&path);
	const char *backup = st_beside(path, ".copy");
	struct st_holder holder = st_hold(path, "BEGIN IMMEDIATE; INSERT INTO"
					  " setting VALUES ('x', 'y')");

	(void)state;
	jyz_store_set_busy(store, 30);
	/* The copy is made; only the note has to wait. */
	jt_code(jyz_store_backup(store, backup, false, NOW, &err), JYZ_EBUSY,
		&err);
	jt_has(err.msg, "is complete");
	jt_str_eq(teachers(backup), "");
	st_release(&holder);
	holder = st_hold(path, "BEGIN EXCLUSIVE");
	jt_code(jyz_store_backup(store, backup, true, NOW, &err), JYZ_EBUSY,
		&err);
	st_release(&holder);
	jyz_store_close(store);
}

/* --- restore ------------------------------------------------------------ */

static int restore(const char *path, const char *backup, char **kept,
		   struct jyz_error *err)
{
	return jyz_store_restore(path, backup, st_schema(2), &st_deed, kept,
				 err);
}

/* A database with 王芳, its backup, and 张伟 added since. */
static const char *prepare(const char **backup)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *path;
	struct jyz_store *store = st_file(&path);

	*backup = st_beside(path, ".copy");
	st_do(store, FIRST);
	jt_ok(jyz_store_backup(store, *backup, false, NOW, &err), &err);
	st_do(store, "INSERT INTO teacher VALUES (2, 't', '张伟', NULL)");
	jyz_store_close(store);
	return path;
}

static void a_restore_keeps_what_was_there(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *backup;
	const char *path = prepare(&backup);
	char *kept = NULL;

	(void)state;
	jt_ok(restore(path, backup, &kept, &err), &err);
	jt_str_eq(jt_keep(kept), st_beside(path, ".20261121T083000Z.bak"));
	jt_str_eq(teachers(path), "王芳");
	jt_str_eq(teachers(kept), "王芳 张伟");
	jt_str_eq(teachers(backup), "王芳");
	jt_int_eq(mode_of(path), 0600);

	struct jyz_store *store = st_open(path, JYZ_OPEN_WRITE);

	jt_str_eq(st_text(store, "SELECT group_concat(action) FROM journal"),
		  "write,restore");
	st_do(store, "INSERT INTO teacher VALUES (3, 't', '赵', NULL)");
	jyz_store_close(store);
	/* The file that is kept is another one. */
	jt_str_eq(teachers(kept), "王芳 张伟");
	/* Once more in the same second. */
	jt_ok(restore(path, backup, &kept, &err), &err);
	jt_str_eq(jt_keep(kept), st_beside(path, ".20261121T083000Z-2.bak"));
	jt_str_eq(teachers(kept), "王芳 赵");
}

static void a_restore_where_nothing_is(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *backup;
	const char *path = prepare(&backup);
	const char *elsewhere = jt_path(jt_tmpdir(), "a/jyz.db");
	char *kept = jt_keep(jyz_strdup("x"));

	(void)state;
	jt_ok(restore(elsewhere, backup, &kept, &err), &err);
	assert_null(kept);
	jt_str_eq(teachers(elsewhere), "王芳");
	/* Not beside the journal of another database. */
	jt_int_eq(unlink(path), 0);
	jt_write_text(st_beside(path, "-journal"), "x");
	jt_code(restore(path, backup, &kept, &err), JYZ_EEXISTS, &err);
	assert_false(st_exists(path));
}

static void through_a_symbolic_link(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *backup;
	const char *path = prepare(&backup);
	const char *name = jt_path(jt_tmpdir(), "jyz.db");
	char *kept = NULL;
	struct stat st;

	(void)state;
	jt_int_eq(symlink(path, name), 0);
	jt_ok(restore(name, backup, &kept, &err), &err);
	jt_keep(kept);
	jt_int_eq(lstat(name, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	jt_str_eq(teachers(path), "王芳");
}

/* What is at the path before: all of it may be replaced, and is kept. */
static void damaged_files_are_replaced(void **state)
{
	static const char *const wrong[] = { "", "text", NULL };

	(void)state;
	for (size_t i = 0; i < JT_COUNT(wrong); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		const char *backup;
		const char *path = prepare(&backup);
		char *kept = NULL;
		size_t len;
		char *bytes = jt_read_file(path, &len);

		if (wrong[i]) {
			len = strlen(wrong[i]);
			jt_write_file(path, wrong[i], len);
		} else {
			memset(bytes + 100, 0x5a, 3000);
			jt_write_file(path, bytes, len);
		}
		/* A journal of the old file must not meet the new one. */
		jt_write_text(st_beside(path, "-journal"), "old journal");
		jt_ok(restore(path, backup, &kept, &err), &err);
		jt_keep(kept);
		jt_str_eq(teachers(path), "王芳");
		assert_false(st_exists(st_beside(path, "-journal")));
		struct stat st;

		jt_int_eq(stat(kept, &st), 0);
		jt_int_eq(st.st_size, len);
	}
}

/* File systems that cannot do this or that: then it goes another way. */
static void other_file_systems(void **state)
{
	static const struct {
		bool exchange, link, journal;
		int code;
	} cases[] = {
		{ true, true, true, JYZ_OK },
		{ true, false, false, JYZ_OK },
		{ true, false, true, JYZ_OK },
		{ false, true, false, JYZ_OK },
		{ false, true, true, JYZ_OK },
		{ false, false, false, JYZ_EIO },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		const char *backup;
		const char *path = prepare(&backup);
		char *kept = NULL;
		struct stat st;

		if (cases[i].journal) {
			jt_write_text(path, "damaged");
			jt_write_text(st_beside(path, "-journal"), "x");
		}
		no_exchange = !cases[i].exchange;
		no_link = !cases[i].link;
		int rc = restore(path, backup, &kept, &err);

		no_exchange = no_link = false;
		jt_code(rc, cases[i].code, NULL);
		jt_str_eq(teachers(path), rc ? "王芳 张伟" : "王芳");
		jt_int_eq(stat(path, &st), 0);
		jt_int_eq(st.st_nlink, 1);
		if (rc)
			continue;
		jt_keep(kept);
		if (cases[i].journal)
			jt_str_eq(jt_read_file(kept, NULL), "damaged");
		else
			jt_str_eq(teachers(kept), "王芳 张伟");
	}
}

/* A restore that fails leaves all names as they were: a journal may be what
 * a rescue needs, and is of use beside its file only. */
static void a_failed_restore_leaves_the_journals(void **state)
{
	static const struct {
		bool exchange, link;
		const char *refused;
	} cases[] = {
		{ false, false, NULL },
		{ true, true, "" },
		{ true, true, "-shm" },
	};
	static char damaged[8192];

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		const char *backup;
		const char *path = prepare(&backup);
		const char *kept = st_beside(path, ".20261121T083000Z.bak");
		char *none = NULL;
		size_t len;
		struct stat st;

		memset(damaged, 'd', sizeof(damaged));
		jt_write_file(path, damaged, sizeof(damaged));
		/* One that SQLite does not clear away by itself. */
		jt_write_file(st_beside(path, "-journal"), "\0j", 2);
		jt_write_text(st_beside(path, "-shm"), "s");
		no_exchange = !cases[i].exchange;
		no_link = !cases[i].link;
		refused = !cases[i].refused ? NULL
			  : *cases[i].refused
				  ? st_beside(kept, cases[i].refused)
				  : path;
		int rc = restore(path, backup, &none, &err);

		no_exchange = no_link = false;
		refused = NULL;
		jt_code(rc, JYZ_EIO, NULL);
		assert_memory_equal(jt_read_file(path, NULL), damaged,
				    sizeof(damaged));
		(void)jt_read_file(st_beside(path, "-journal"), &len);
		jt_int_eq(len, 2);
		jt_str_eq(jt_read_file(st_beside(path, "-shm"), NULL), "s");
		jt_int_eq(stat(path, &st), 0);
		jt_int_eq(st.st_nlink, 1);
		assert_false(st_exists(kept));
		assert_false(st_exists(st_beside(kept, "-journal")));
	}
}

static void a_killed_writer_comes_first(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *backup;
	const char *path = prepare(&backup);
	char *kept = NULL;

	(void)state;
	st_foreign_killed(path, "PRAGMA cache_size=1; BEGIN;"
			  "UPDATE teacher SET name = name || '坏';"
			  "INSERT INTO teacher (updated_at, name)"
			  " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
			  " SELECT i + 1 FROM n WHERE i < 2000)"
			  " SELECT '-', hex(randomblob(50)) FROM n");
	assert_true(st_exists(st_beside(path, "-journal")));
	jt_ok(restore(path, backup, &kept, &err), &err);
	jt_keep(kept);
	jt_str_eq(teachers(path), "王芳");
	/* What is kept is the state before the killed program. */
	jt_str_eq(teachers(kept), "王芳 张伟");
	assert_false(st_exists(st_beside(path, "-journal")));
}

static void not_while_another_writes(void **state)
{
	static const char *const locks[] = {
		"BEGIN IMMEDIATE", "BEGIN EXCLUSIVE",
		"BEGIN; SELECT count(*) FROM teacher",
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(locks); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		const char *backup;
		const char *path = prepare(&backup);
		char *kept = NULL;
		struct st_holder holder = st_hold(path, locks[i]);

		jyz_store_set_busy(NULL, 30);
		jt_code(restore(path, backup, &kept, &err), JYZ_EBUSY, &err);
		jyz_store_set_busy(NULL, JYZ_BUSY_MS);
		assert_null(kept);
		st_release(&holder);
		jt_str_eq(teachers(path), "王芳 张伟");
	}
}

static void one_that_waited_does_not_write_into_the_old_file(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_journal) j = JYZ_JOURNAL_INIT;
	const char *backup;
	const char *path = prepare(&backup);
	struct jyz_store *other = st_open(path, JYZ_OPEN_WRITE);
	char *kept = NULL;

	(void)state;
	jt_ok(restore(path, backup, &kept, &err), &err);
	jt_keep(kept);
	jt_ok(jyz_journal_begin(&j, other, &err), &err);
	jt_code(jyz_store_exec(other, "INSERT INTO setting VALUES ('a',"
			       " 'b')", &err), JYZ_EBUSY, &err);
	jt_has(err.msg, "replaced");
	jyz_journal_free(&j);
	jyz_store_close(other);
}

static void a_bad_backup_changes_nothing(void **state)
{
	static const struct {
		const char *sql;  /* done to the backup */
		const char *text; /* or what it becomes */
		int code;
	} cases[] = {
		{ "PRAGMA application_id = 5", NULL, JYZ_EDATABASE },
		{ "PRAGMA user_version = 9", NULL, JYZ_EDATABASE },
		{ "INSERT INTO lesson VALUES (9, 't', 99, NULL, NULL)", NULL,
		  JYZ_EDATABASE },
		{ NULL, "text", JYZ_EDATABASE },
		{ NULL, "", JYZ_EDATABASE },
		{ NULL, NULL, JYZ_EDATABASE },
	};

	(void)state;
	for (size_t i = 0; i <= JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		const char *backup;
		const char *path = prepare(&backup);
		char *kept = NULL;
		int code = JYZ_ENOTFOUND;

		if (i == JT_COUNT(cases)) {
			jt_int_eq(unlink(backup), 0);
		} else if (cases[i].sql) {
			jt_int_eq(st_foreign(backup, cases[i].sql), 0);
		} else if (cases[i].text) {
			jt_write_text(backup, cases[i].text);
		} else {
			struct jyz_store *store = st_open(backup,
							  JYZ_OPEN_READ);
			int64_t page = st_int(store, "SELECT rootpage FROM"
					      " sqlite_schema WHERE name ="
					      " 'lesson'");
			size_t len;
			char *bytes = jt_read_file(backup, &len);

			jyz_store_close(store);
			memset(bytes + (page - 1) * 4096, 0x5a, 4096);
			jt_write_file(backup, bytes, len);
		}
		if (i < JT_COUNT(cases))
			code = cases[i].code;
		jt_code(restore(path, backup, &kept, &err), code, &err);
		jt_has(err.msg, backup);
		assert_null(kept);
		jt_str_eq(teachers(path), "王芳 张伟");
	}
}

static void other_refusals(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *backup;
	const char *path = prepare(&backup);
	const char *foreign = st_beside(path, ".foreign");
	char *kept = NULL;

	(void)state;
	jt_code(restore(path, path, &kept, &err), JYZ_EINVAL, &err);
	jt_int_eq(st_foreign(foreign, "CREATE TABLE a (x)"), 0);
	jt_code(restore(foreign, backup, &kept, &err), JYZ_EDATABASE, &err);
	jt_has(err.msg, "another program");
	jt_code(restore(st_folder(path), backup, &kept, &err), JYZ_EDATABASE,
		&err);
}

static void an_older_backup_waits_for_its_upgrade(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *backup;
	const char *path = prepare(&backup);
	struct jyz_store *store;
	char *kept = NULL;

	(void)state;
	jt_ok(jyz_store_restore(path, backup, st_schema(3), &st_deed, &kept,
				&err), &err);
	jt_keep(kept);
	jt_code(jyz_store_open(&store, path, JYZ_OPEN_WRITE, st_schema(3),
			       &err), JYZ_ESCHEMA, &err);
	jt_str_eq(teachers(path), "王芳");
}

static void a_backup_in_wal_mode_is_brought_home(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *backup;
	const char *path = prepare(&backup);
	char *kept = NULL;

	(void)state;
	jt_int_eq(st_foreign(backup, "PRAGMA journal_mode=WAL;"
			     "UPDATE teacher SET name = '王芳芳'"), 0);
	jt_ok(restore(path, backup, &kept, &err), &err);
	jt_keep(kept);
	jt_str_eq(teachers(path), "王芳芳");
	struct jyz_store *store = st_open(path, JYZ_OPEN_READ);

	jt_str_eq(st_text(store, "PRAGMA journal_mode"), "delete");
	jyz_store_close(store);
}

/* --- check -------------------------------------------------------------- */

static const char *findings(const char *path, size_t steps, int days)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_findings) found = JYZ_FINDINGS_INIT;
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;
	struct jyz_store *store;

	jt_ok(jyz_store_open(&store, path, JYZ_OPEN_INSPECT,
			     st_schema(steps), &err), &err);
	jt_ok(jyz_store_check(store, NOW, days, &found, &err), &err);
	for (size_t i = 0; i < found.count; i++)
		jyz_buf_addf(&out, "%s%s: %s [%s]\n",
			     found.items[i].bad ? "!" : "",
			     found.items[i].what, found.items[i].text,
			     found.items[i].mend ? found.items[i].mend : "");
	jyz_store_close(store);
	return jt_keep(jyz_buf_detach(&out));
}

static void check_finds_what_is_wrong(void **state)
{
	static const struct {
		const char *sql;
		size_t steps;
		int days;
		const char *has, *mend;
	} cases[] = {
		{ "SELECT 1", 2, 0, NULL, NULL },
		{ "SELECT 1", 2, 30, "backup: no backup", "jyz backup" },
		{ "INSERT INTO setting VALUES ('last_backup',"
		  " '2026-10-01T00:00:00Z')", 2, 30, "51 days old",
		  "jyz backup" },
		{ "INSERT INTO setting VALUES ('last_backup',"
		  " '2026-10-25T08:00:00Z')", 2, 30, NULL, NULL },
		{ "INSERT INTO setting VALUES ('last_backup', 'soon')", 2, 30,
		  "backup: no backup", "jyz backup" },
		{ "SELECT 1", 3, 0, "!schema: ", "jyz db upgrade" },
		{ "PRAGMA user_version = 9", 2, 0, "!schema: ", NULL },
		{ "INSERT INTO lesson VALUES (9, 't', 99, NULL, NULL)", 2, 0,
		  "!foreign_key: 1 row of 'lesson' refers to a 'teacher'",
		  NULL },
		{ "DROP TRIGGER lesson_frozen", 2, 0,
		  "!schema: missing in the file: trigger lesson_frozen",
		  NULL },
		{ "CREATE VIEW mine AS SELECT 1", 2, 0,
		  "schema: not ours, but in the file: view mine", NULL },
		{ "ALTER TABLE lesson ADD COLUMN x TEXT", 2, 0,
		  "!schema: changed by another program: table lesson", NULL },
		{ "UPDATE schema_log SET hash = 'x' WHERE version = 2", 2, 0,
		  "!schema: the migration '0002_records.sql'", NULL },
		{ "DROP TRIGGER journal_no_update; UPDATE journal SET"
		  " changeset = x'12'", 2, 0, "!journal: 1 journal entry",
		  NULL },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		const char *path;
		struct jyz_store *store = st_file(&path);

		st_do(store, FIRST);
		jyz_store_close(store);
		jt_int_eq(st_foreign(path, cases[i].sql), 0);
		const char *text = findings(path, cases[i].steps,
					    cases[i].days);

		if (!cases[i].has)
			jt_str_eq(text, "");
		else
			jt_has(text, cases[i].has);
		if (cases[i].mend)
			jt_has(text, cases[i].mend);
	}
}

static void check_finds_damage_and_open_doors(void **state)
{
	const char *path;
	struct jyz_store *store = st_file(&path);
	int64_t page = st_int(store, "SELECT rootpage FROM sqlite_schema"
			      " WHERE name = 'lesson'");
	size_t len;

	(void)state;
	st_do(store, FIRST);
	jyz_store_close(store);
	jt_int_eq(chmod(path, 0644), 0);
	const char *text = findings(path, 2, 0);

	jt_has(text, "!permissions: ");
	jt_has(text, "chmod 600");
	char *bytes = jt_read_file(path, &len);

	memset(bytes + (page - 1) * 4096, 0x5a, 4096);
	jt_write_file(path, bytes, len);
	jt_has(findings(path, 2, 0), "!integrity: ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_backup_is_the_whole_database),
		cmocka_unit_test(some_places_are_refused),
		cmocka_unit_test(a_backup_while_another_writes),
		cmocka_unit_test(a_restore_keeps_what_was_there),
		cmocka_unit_test(a_restore_where_nothing_is),
		cmocka_unit_test(through_a_symbolic_link),
		cmocka_unit_test(damaged_files_are_replaced),
		cmocka_unit_test(other_file_systems),
		cmocka_unit_test(a_failed_restore_leaves_the_journals),
		cmocka_unit_test(a_killed_writer_comes_first),
		cmocka_unit_test(not_while_another_writes),
		cmocka_unit_test(
			one_that_waited_does_not_write_into_the_old_file),
		cmocka_unit_test(a_bad_backup_changes_nothing),
		cmocka_unit_test(other_refusals),
		cmocka_unit_test(an_older_backup_waits_for_its_upgrade),
		cmocka_unit_test(a_backup_in_wal_mode_is_brought_home),
		cmocka_unit_test(check_finds_what_is_wrong),
		cmocka_unit_test(check_finds_damage_and_open_doors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
