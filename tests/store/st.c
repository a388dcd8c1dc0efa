#include "st.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jyz/base/mem.h"

static const char RECORDS[] =
	"CREATE TABLE teacher ("
	" id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" updated_at TEXT NOT NULL,"
	" name TEXT NOT NULL UNIQUE CHECK (name <> ''),"
	" note TEXT) STRICT;"
	"CREATE TABLE lesson ("
	" id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" updated_at TEXT NOT NULL,"
	" teacher INTEGER NOT NULL REFERENCES teacher (id),"
	" topic TEXT, points INTEGER) STRICT;"
	"CREATE TABLE lesson_score ("
	" id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" lesson INTEGER NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,"
	" judge INTEGER REFERENCES teacher (id),"
	" item INTEGER NOT NULL, score INTEGER NOT NULL,"
	" UNIQUE (lesson, item)) STRICT;"
	"CREATE TRIGGER lesson_frozen BEFORE UPDATE ON lesson"
	" WHEN old.points = 99 BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;"
	"CREATE TRIGGER lesson_sealed BEFORE DELETE ON lesson"
	" WHEN old.points = 98 BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;"
	"CREATE TRIGGER lesson_rule BEFORE INSERT ON lesson"
	" WHEN new.points = 97 BEGIN SELECT RAISE(ABORT, 'jyz:no_97'); END;";
static const char LATER[] =
	"ALTER TABLE lesson ADD COLUMN place TEXT;"
	"UPDATE lesson SET place = 'room ' || id;";

const struct jyz_deed st_deed = {
	.at = "2026-11-21T08:30:00Z",
	.who = "王芳",
	.command = "jyz test",
	.action = "write",
};

const struct jyz_schema *st_schema(size_t steps)
{
	static struct jyz_migration all[] = {
		{ 1, "0001_house.sql", NULL },
		{ 2, "0002_records.sql", RECORDS },
		{ 3, "0003_later.sql", LATER },
	};
	static struct jyz_schema schemas[] = {
		{ all, 1, "1.0" }, { all, 2, "2.0" }, { all, 3, "3.0" },
	};
	const char *source = getenv("JYZ_SOURCE");

	if (!all[0].sql)
		all[0].sql = jt_read_file(
			jt_path(source ? source : ".",
				"migrations/0001_house.sql"), NULL);
	return &schemas[steps - 1];
}

struct jyz_store *st_memory(void)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store;

	jt_ok(jyz_store_open_memory(&store, st_schema(2), &err), &err);
	return store;
}

struct jyz_store *st_open(const char *path, enum jyz_open_mode mode)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store;

	jt_ok(jyz_store_open(&store, path, mode, st_schema(2), &err), &err);
	return store;
}

struct jyz_store *st_file(const char **path)
{
	*path = jt_path(jt_tmpdir(), "jyz.db");
	return st_open(*path, JYZ_OPEN_CREATE);
}

int64_t st_do_as(struct jyz_store *store, const char *action, const char *sql)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_journal) j = JYZ_JOURNAL_INIT;
	struct jyz_deed deed = st_deed;
	int64_t entry = -1;

	deed.action = action;
	deed.command = sql;
	jt_ok(jyz_journal_begin(&j, store, &err), &err);
	jt_ok(jyz_store_exec(store, sql, &err), &err);
	jt_ok(jyz_journal_commit(&j, &deed, strcmp(action, "write") != 0,
				 &entry, &err), &err);
	return entry;
}

int64_t st_do(struct jyz_store *store, const char *sql)
{
	return st_do_as(store, "write", sql);
}

static struct jyz_value ask(struct jyz_stmt *st, struct jyz_store *store,
			    const char *sql)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

	jt_ok(jyz_stmt_open(st, store, sql, &err), &err);
	jt_code(jyz_stmt_step(st, &err), JYZ_ROW, &err);
	struct jyz_value value = jyz_col_at(st, 0);

	jyz_stmt_done(st);
	return value;
}

int64_t st_int(struct jyz_store *store, const char *sql)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	struct jyz_value value = ask(&st, store, sql);

	assert_int_equal(value.type, JYZ_INT);
	return value.i;
}

const char *st_text(struct jyz_store *store, const char *sql)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	struct jyz_value value = ask(&st, store, sql);

	return value.type == JYZ_TEXT ? jt_keep(jyz_strdup(value.s)) : NULL;
}

const char *st_state(struct jyz_store *store)
{
	return st_text(store,
		       "SELECT (SELECT coalesce(group_concat('t' || id || ' '"
		       " || updated_at || ' ' || name || ' ' ||"
		       " coalesce(note, '-'), '; '), '') FROM teacher)"
		       " || ' | ' ||"
		       " (SELECT coalesce(group_concat('l' || id || ' ' ||"
		       " updated_at || ' ' || teacher || ' ' ||"
		       " coalesce(topic, '-') || ' ' ||"
		       " coalesce(points, '-'), '; '), '') FROM lesson)"
		       " || ' | ' ||"
		       " (SELECT coalesce(group_concat('s' || id || ' ' ||"
		       " lesson || ' ' || coalesce(judge, '-') || ' ' || item"
		       " || ' ' || score, '; '), '') FROM lesson_score)"
		       " || ' | ' ||"
		       " (SELECT coalesce(group_concat(key || '=' || value,"
		       " '; '), '') FROM setting)");
}

const char *st_beside(const char *path, const char *end)
{
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;

	jyz_buf_addf(&name, "%s%s", path, end);
	return jt_keep(jyz_buf_detach(&name));
}

const char *st_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	return jt_keep(jyz_strndup(path, (size_t)(slash - path)));
}

bool st_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

#define NOBODY 65534

void st_become_nobody(const char *path)
{
	if (geteuid() == 0 &&
	    (chown(path, NOBODY, NOBODY) ||
	     chown(st_folder(path), NOBODY, NOBODY) || seteuid(NOBODY)))
		jt_fail("cannot become nobody");
}

void st_become_root(void)
{
	if (getuid() == 0 && seteuid(0))
		jt_fail("cannot become root again");
}

int st_foreign(const char *path, const char *sql)
{
	sqlite3 *db;
	int rc = sqlite3_open(path, &db);

	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
	sqlite3_close(db);
	return rc;
}

/* In the child: run sql, say so, wait for the end of the pipe or not. */
static void child(const char *path, const char *sql, int in, int out)
{
	sqlite3 *db;
	char c = 'x';

	if (sqlite3_open(path, &db) ||
	    sqlite3_exec(db, sql, NULL, NULL, NULL))
		c = 'e';
	if (write(out, &c, 1) != 1)
		_exit(1);
	if (in >= 0 && read(in, &c, 1) < 0)
		_exit(1);
	/* Not closed: as if it had been killed. */
	_exit(0);
}

struct st_holder st_hold(const char *path, const char *sql)
{
	int up[2], down[2];
	char c = 0;

	if (pipe(up) || pipe(down))
		jt_fail("pipe");
	int pid = fork();

	if (pid == 0) {
		close(down[1]);
		child(path, sql, down[0], up[1]);
	}
	close(up[1]);
	close(down[0]);
	if (read(up[0], &c, 1) != 1 || c != 'x')
		jt_fail("the other process could not run: %s", sql);
	close(up[0]);
	return (struct st_holder){ pid, down[1] };
}

void st_release(struct st_holder *holder)
{
	close(holder->pipe);
	waitpid(holder->pid, NULL, 0);
}

void st_foreign_killed(const char *path, const char *sql)
{
	struct st_holder holder = st_hold(path, sql);

	kill(holder.pid, SIGKILL);
	st_release(&holder);
}
