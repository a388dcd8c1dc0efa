/* Upgrade: a copy beside the file, then all steps or none. */
#include "st.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jyz/base/mem.h"

static const char FIRST[] =
	"INSERT INTO teacher VALUES (1, 't1', '王芳', NULL);"
	"INSERT INTO lesson VALUES (1, 't1', 1, '导入', 85);"
	"INSERT INTO lesson_score VALUES (1, 1, NULL, 1, 40)";

static struct jyz_store *open_for(const char *path, size_t steps,
				  enum jyz_open_mode mode)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store;

	jt_ok(jyz_store_open(&store, path, mode, st_schema(steps), &err),
	      &err);
	return store;
}

static int files_in(const char *folder)
{
	DIR *dir = opendir(folder);
	int count = 0;

	for (struct dirent *e; (e = readdir(dir));)
		count += strcmp(e->d_name, ".") && strcmp(e->d_name, "..");
	closedir(dir);
	return count;
}

static void all_steps_are_run(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *path;
	struct jyz_store *store = st_file(&path);
	char *copy = NULL;
	int from = 0, to = 0;
	struct stat st;

	(void)state;
	st_do(store, FIRST);
	jyz_store_close(store);
	jt_code(jyz_store_open(&store, path, JYZ_OPEN_WRITE, st_schema(3),
			       &err), JYZ_ESCHEMA, &err);
	store = open_for(path, 3, JYZ_OPEN_UPGRADE);
	jt_ok(jyz_store_upgrade(store, &st_deed, &from, &to, &copy, &err),
	      &err);
	jt_int_eq(from, 2);
	jt_int_eq(to, 3);
	jt_str_eq(jt_keep(copy),
		  st_beside(path, ".v2-20261121T083000Z.bak"));
	jt_int_eq(stat(copy, &st), 0);
	jt_int_eq(st.st_mode & 07777, 0600);
	jt_str_eq(st_text(store, "SELECT place FROM lesson"), "room 1");
	jt_str_eq(st_text(store, "SELECT group_concat(version || ' ' ||"
			  " program) FROM schema_log"), "1 2.0,2 2.0,3 3.0");
	jt_str_eq(st_text(store, "SELECT action || schema_version || rows"
			  " FROM journal WHERE id = 2"), "upgrade30");
	jt_int_eq(st_int(store, "PRAGMA foreign_keys"), 1);
	/* The same store goes on, in the new schema. */
	st_do(store, "UPDATE lesson SET place = 'hall'");
	jt_int_eq(st_int(store, "SELECT schema_version FROM journal"
			 " ORDER BY id DESC LIMIT 1"), 3);
	jyz_store_close(store);

	/* The copy is the old file, whole. */
	store = st_open(copy, JYZ_OPEN_WRITE);
	jt_int_eq(st_int(store, "SELECT count(*) FROM lesson"), 1);
	jt_int_eq(st_int(store, "SELECT max(id) FROM journal"), 1);
	jyz_store_close(store);

	/* A second time there is nothing to do. */
	store = open_for(path, 3, JYZ_OPEN_UPGRADE);
	jt_ok(jyz_store_upgrade(store, &st_deed, &from, &to, &copy, &err),
	      &err);
	jt_int_eq(from, 3);
	jt_int_eq(to, 3);
	assert_null(copy);
	jyz_store_close(store);
	jt_int_eq(files_in(st_folder(path)), 2);
}

static void copies_of_one_second_do_not_meet(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *path;
	struct jyz_store *store = st_file(&path);
	char *copy = NULL;
	int from, to;

	(void)state;
	jyz_store_close(store);
	jt_write_text(st_beside(path, ".v2-20261121T083000Z.bak"), "kept");
	store = open_for(path, 3, JYZ_OPEN_UPGRADE);
	jt_ok(jyz_store_upgrade(store, &st_deed, &from, &to, &copy, &err),
	      &err);
	jt_str_eq(jt_keep(copy),
		  st_beside(path, ".v2-20261121T083000Z-2.bak"));
	jt_str_eq(jt_read_file(st_beside(path, ".v2-20261121T083000Z.bak"),
			       NULL), "kept");
	jyz_store_close(store);
}

static void a_step_that_fails_takes_all_back(void **state)
{
	static const struct {
		const char *sql;
		int code;
	} cases[] = {
		{ "ALTER TABLE lesson ADD COLUMN a; rubbish",
		  JYZ_EINTERNAL },
		{ "ALTER TABLE lesson ADD COLUMN a; COMMIT", JYZ_EINTERNAL },
		/* Foreign keys are off, and looked at in the end. */
		{ "DELETE FROM teacher", JYZ_EDATABASE },
		{ "UPDATE journal SET who = 'x'", JYZ_EINVAL },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		const char *path;
		struct jyz_store *store = st_file(&path);
		struct jyz_migration steps[4] = {
			st_schema(3)->steps[0], st_schema(3)->steps[1],
			st_schema(3)->steps[2],
			{ 4, "0004_wrong.sql", cases[i].sql },
		};
		struct jyz_schema schema = { steps, 4, "4.0" };
		char *copy = NULL;
		int from = -1, to = -1;

		st_do(store, FIRST);
		jyz_store_close(store);
		jt_ok(jyz_store_open(&store, path, JYZ_OPEN_UPGRADE, &schema,
				     &err), &err);
		jt_code(jyz_store_upgrade(store, &st_deed, &from, &to, &copy,
					  &err), cases[i].code, &err);
		jt_int_eq(from, -1);
		assert_null(copy);
		jt_int_eq(st_int(store, "PRAGMA foreign_keys"), 1);
		jyz_store_close(store);
		/* The file is what it was. */
		store = st_open(path, JYZ_OPEN_WRITE);
		jt_str_eq(st_state(store),
			  "t1 t1 王芳 - | l1 t1 1 导入 85 | s1 1 - 1 40 | ");
		jt_int_eq(st_int(store, "SELECT count(*) FROM schema_log"),
			  2);
		jt_int_eq(st_int(store, "SELECT count(*) FROM"
				 " pragma_table_info('lesson')"), 5);
		jyz_store_close(store);
	}
}

/* Parts are not lost when a head's table is made anew. */
static void tables_can_be_made_anew(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *path;
	struct jyz_store *store = st_file(&path);
	struct jyz_migration steps[3] = {
		st_schema(2)->steps[0], st_schema(2)->steps[1],
		{ 3, "0003_anew.sql",
		  "CREATE TABLE anew (id INTEGER PRIMARY KEY AUTOINCREMENT,"
		  " updated_at TEXT NOT NULL, topic TEXT,"
		  " teacher INTEGER NOT NULL REFERENCES teacher (id)) STRICT;"
		  "INSERT INTO anew SELECT id, updated_at, topic, teacher"
		  " FROM lesson; DROP TABLE lesson;"
		  "ALTER TABLE anew RENAME TO lesson" },
	};
	struct jyz_schema schema = { steps, 3, "3.0" };
	char *copy = NULL;
	int from, to;

	(void)state;
	st_do(store, FIRST);
	jyz_store_close(store);
	jt_ok(jyz_store_open(&store, path, JYZ_OPEN_UPGRADE, &schema, &err),
	      &err);
	jt_ok(jyz_store_upgrade(store, &st_deed, &from, &to, &copy, &err),
	      &err);
	jt_keep(copy);
	jt_int_eq(st_int(store, "SELECT count(*) FROM lesson_score"), 1);
	jt_str_eq(st_text(store, "SELECT topic FROM lesson"), "导入");
	jyz_store_close(store);
}

static int names(const struct jyz_change *change, void *payload,
		 struct jyz_error *err)
{
	struct jyz_buf *out = payload;

	(void)err;
	jyz_buf_addf(out, "%s %d:", change->head, (int)change->head_row);
	for (size_t i = 0; i < change->columns; i++)
		jyz_buf_addf(out, " %s", change->names[i]);
	jyz_buf_addc(out, '\n');
	return JYZ_OK;
}

static void old_entries_read_with_the_tables_of_their_time(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_clashes) clashes = JYZ_CLASHES_INIT;
	struct jyz_undone undone = { 0 };
	const char *path;
	struct jyz_store *store = st_file(&path);
	char *copy = NULL;
	int64_t bad = -1;
	int from, to;

	(void)state;
	st_do(store, FIRST);
	st_do(store, "UPDATE lesson SET points = 1");
	jyz_store_close(store);
	store = open_for(path, 3, JYZ_OPEN_UPGRADE);
	jt_ok(jyz_store_upgrade(store, &st_deed, &from, &to, &copy, &err),
	      &err);
	jt_keep(copy);
	jt_ok(jyz_journal_walk(store, 2, names, &out, &err), &err);
	jt_str_eq(out.data,
		  "lesson 1: id updated_at teacher topic points\n");
	jt_ok(jyz_journal_check(store, &bad, &err), &err);
	jt_int_eq(bad, 0);
	/* They are history: plain undo stops before, by number neither. */
	jt_code(jyz_undo(store, 0, &st_deed, false, NULL, NULL, &clashes,
			 &undone, &err), JYZ_EINVAL, &err);
	jt_code(jyz_undo(store, 2, &st_deed, false, NULL, NULL, &clashes,
			 &undone, &err), JYZ_ESCHEMA, &err);
	jyz_store_close(store);

	/* A program that does not know the new schema can still look. */
	store = open_for(path, 2, JYZ_OPEN_INSPECT);
	jt_code(jyz_journal_walk(store, 3, names, &out, &err), JYZ_OK, &err);
	jyz_store_close(store);
}

static void not_while_another_writes(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *path;
	struct jyz_store *store = st_file(&path);
	char *copy = NULL;
	int from, to;

	(void)state;
	jyz_store_close(store);
	store = open_for(path, 3, JYZ_OPEN_UPGRADE);
	struct st_holder holder = st_hold(path, "BEGIN IMMEDIATE");

	jyz_store_set_busy(store, 30);
	jt_code(jyz_store_upgrade(store, &st_deed, &from, &to, &copy, &err),
		JYZ_EBUSY, &err);
	st_release(&holder);
	/* And if another one was quicker. */
	struct jyz_store *quick = open_for(path, 3, JYZ_OPEN_UPGRADE);

	jt_ok(jyz_store_upgrade(quick, &st_deed, &from, &to, &copy, &err),
	      &err);
	jt_keep(copy);
	jt_code(jyz_store_upgrade(store, &st_deed, &from, &to, &copy, &err),
		JYZ_EBUSY, &err);
	jyz_store_close(quick);
	jyz_store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_steps_are_run),
		cmocka_unit_test(copies_of_one_second_do_not_meet),
		cmocka_unit_test(a_step_that_fails_takes_all_back),
		cmocka_unit_test(tables_can_be_made_anew),
		cmocka_unit_test(
			old_entries_read_with_the_tables_of_their_time),
		cmocka_unit_test(not_while_another_writes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
