/* Undo and redo: which entry, what comes back, what stands in the way. */
#include "st.h"

#include <stdio.h>
#include <string.h>

#include "jyz/base/mem.h"

static struct jyz_undone undone;
static struct jyz_error error;

static int undo_all(struct jyz_store *store, int64_t entry,
		    struct jyz_clashes *clashes)
{
	jt_clear(&error);
	jyz_undone_free(&undone);
	return jyz_undo(store, entry, &st_deed, false, NULL, NULL, clashes,
			&undone, &error);
}

/* Gives the number of the new entry, or a code. */
static int64_t undo(struct jyz_store *store, int64_t entry)
{
	JYZ_AUTO(jyz_clashes) clashes = JYZ_CLASHES_INIT;
	int rc = undo_all(store, entry, &clashes);

	return rc < 0 ? rc : undone.entry;
}

static int64_t redo_entry(struct jyz_store *store, int64_t entry)
{
	JYZ_AUTO(jyz_clashes) clashes = JYZ_CLASHES_INIT;

	jt_clear(&error);
	jyz_undone_free(&undone);
	int rc = jyz_redo(store, entry, &st_deed, false, NULL, NULL, &clashes,
			  &undone, &error);

	return rc < 0 ? rc : undone.entry;
}

static int64_t redo(struct jyz_store *store)
{
	return redo_entry(store, 0);
}

static int forget(void **state)
{
	(void)state;
	jyz_undone_free(&undone);
	jyz_error_free(&error);
	return 0;
}

static const char FIRST[] =
	"INSERT INTO teacher VALUES (1, 't1', '王芳', NULL);"
	"INSERT INTO lesson VALUES (1, 't1', 1, '导入', 85);"
	"INSERT INTO lesson_score VALUES (1, 1, NULL, 1, 40);"
	"INSERT INTO lesson_score VALUES (2, 1, 1, 2, 45);"
	"INSERT INTO setting VALUES ('gap', '5')";

static void there_and_back(void **state)
{
	static const char *const deeds[] = {
		"INSERT INTO teacher VALUES (2, 't2', '张伟', 'n')",
		/* A head with parts: cascades must not take part. */
		"INSERT INTO lesson VALUES (2, 't2', 1, NULL, NULL);"
		"INSERT INTO lesson_score VALUES (3, 2, 1, 1, 1);"
		"INSERT INTO lesson_score VALUES (4, 2, 1, 2, 1)",
		"UPDATE lesson SET topic = NULL, updated_at = 't2'",
		/* Triggers that refuse do not fire on the way back. */
		"UPDATE lesson SET points = 99",
		"UPDATE lesson SET points = 98",
		"UPDATE lesson SET points = 97",
		"DELETE FROM lesson",
		"DELETE FROM lesson; DELETE FROM teacher",
		/* Parts replaced: the same item under another id. */
		"DELETE FROM lesson_score; INSERT INTO lesson_score VALUES"
		" (8, 1, NULL, 1, 41), (9, 1, NULL, 2, 46)",
		"UPDATE setting SET value = '6'",
		"DELETE FROM setting",
		"INSERT INTO setting VALUES ('a', 'b')",
		"REPLACE INTO lesson VALUES (1, 't9', 1, 'x', 1)",
		"REPLACE INTO teacher VALUES (7, 't9', '赵', 'x')",
		"INSERT INTO lesson VALUES (2, 't2', 1, NULL, 1);"
		"UPDATE lesson_score SET lesson = 2 WHERE id = 1",
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(deeds); i++) {
		struct jyz_store *store = st_memory();

		jt_int_eq(st_do(store, FIRST), 1);
		const char *before = st_state(store);

		jt_int_eq(st_do(store, deeds[i]), 2);
		const char *after = st_state(store);

		assert_string_not_equal(before, after);
		for (int round = 0; round < 2; round++) {
			jt_int_eq(undo(store, 0), 3 + 2 * round);
			jt_int_eq(undone.target, 2);
			jt_str_eq(undone.command, deeds[i]);
			jt_str_eq(st_state(store), before);
			jt_int_eq(redo(store), 4 + 2 * round);
			jt_int_eq(undone.target, 2);
			jt_str_eq(st_state(store), after);
		}
		/* The rules are back in force. */
		jt_int_eq(st_int(store, "PRAGMA foreign_keys"), 1);
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

		jt_code(jyz_store_exec(store, "INSERT INTO lesson VALUES"
				       " (50, 't', 77, NULL, NULL)", &err),
			JYZ_EREFERENCED, &err);
		jt_code(jyz_store_exec(store, "INSERT INTO lesson VALUES"
				       " (50, 't', 1, NULL, 97)", &err),
			JYZ_EINVAL, &err);
		jyz_store_close(store);
	}
}

static void undo_goes_back_step_by_step(void **state)
{
	struct jyz_store *store = st_memory();
	const char *states[4];

	(void)state;
	states[0] = st_state(store);
	st_do(store, FIRST);
	states[1] = st_state(store);
	st_do(store, "UPDATE lesson SET points = 1");
	states[2] = st_state(store);
	st_do(store, "UPDATE lesson SET points = 2");
	states[3] = st_state(store);
	for (int i = 2; i >= 0; i--) {
		jt_int_eq(undo(store, 0), 4 + (2 - i));
		jt_str_eq(st_state(store), states[i]);
	}
	jt_int_eq(undo(store, 0), JYZ_ENOTFOUND);
	for (int i = 1; i <= 3; i++) {
		jt_int_eq(redo(store), 6 + i);
		jt_int_eq(undone.target, i);
		jt_str_eq(st_state(store), states[i]);
	}
	jt_int_eq(redo(store), JYZ_ENOTFOUND);
	/* An undo, a redo and an undo again go on from where they are. */
	jt_int_eq(undo(store, 0), 10);
	jt_int_eq(undo(store, 0), 11);
	jt_str_eq(st_state(store), states[1]);
	jt_int_eq(redo(store), 12);
	jt_str_eq(st_state(store), states[2]);
	/* A new write ends the line. */
	st_do(store, "UPDATE lesson SET points = 3");
	jt_int_eq(redo(store), JYZ_ENOTFOUND);
	jt_int_eq(undo(store, 0), 14);
	jt_str_eq(st_state(store), states[2]);
	jyz_store_close(store);
}

static void the_undo_is_in_the_records_history(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_entries) entries = JYZ_ENTRIES_INIT;
	struct jyz_store *store = st_memory();
	int64_t bad = -1;

	(void)state;
	st_do(store, FIRST);
	st_do(store, "DELETE FROM lesson_score");
	jt_int_eq(undo(store, 0), 3);
	jt_int_eq(undone.rows, 2);
	jt_int_eq(redo(store), 4);
	jt_int_eq(undo(store, 4), 5); /* a redo stands for its target */
	jt_int_eq(undone.target, 2);
	jt_ok(jyz_journal_list(store, "lesson", 1, NULL, 0, &entries, &err), &err);
	jt_int_eq(entries.count, 5);
	static const struct {
		const char *action;
		int target, undone_by;
	} due[] = {
		{ "undo", 2, 0 }, { "redo", 2, 0 }, { "undo", 2, 4 },
		{ "write", 0, 5 }, { "write", 0, 0 },
	};

	for (size_t i = 0; i < JT_COUNT(due); i++) {
		jt_str_eq(entries.items[i].action, due[i].action);
		jt_int_eq(entries.items[i].target, due[i].target);
		jt_int_eq(entries.items[i].undone_by, due[i].undone_by);
	}
	jt_ok(jyz_journal_check(store, &bad, &err), &err);
	jt_int_eq(bad, 0);
	jyz_store_close(store);
}

static void numbers_and_ids_are_not_used_again(void **state)
{
	struct jyz_store *store = st_memory();

	(void)state;
	st_do(store, FIRST);
	st_do(store, "INSERT INTO teacher (updated_at, name)"
	      " VALUES ('t', 'x')");
	jt_int_eq(st_int(store, "SELECT max(id) FROM teacher"), 2);
	jt_int_eq(undo(store, 0), 3);
	st_do(store, "INSERT INTO teacher (updated_at, name)"
	      " VALUES ('t', 'y')");
	jt_int_eq(st_int(store, "SELECT max(id) FROM teacher"), 3);
	jyz_store_close(store);
}

static void some_entries_cannot_be_undone(void **state)
{
	static const char *const barriers[] = { "init", "upgrade", "restore",
						"seal", "unseal" };

	(void)state;
	for (size_t i = 0; i < JT_COUNT(barriers); i++) {
		struct jyz_store *store = st_memory();

		st_do(store, FIRST);
		st_do_as(store, barriers[i], "");
		jt_int_eq(undo(store, 0), JYZ_EINVAL);
		jt_has(error.msg, barriers[i]);
		jt_int_eq(undo(store, 2), JYZ_EINVAL);
		/* By its number an older one can be. */
		jt_int_eq(undo(store, 1), 3);
		jt_str_eq(st_state(store), " |  |  | ");
		jt_int_eq(undo(store, 1), JYZ_EINVAL);
		jt_has(error.msg, "undone already");
		jt_str_eq(error.hint, "jyz redo 1");
		jt_int_eq(undo(store, 3), JYZ_EINVAL);
		jt_has(error.msg, "itself an undo");
		jt_str_eq(error.hint, "jyz redo 1");
		jt_int_eq(undo(store, 77), JYZ_ENOTFOUND);
		st_do(store, FIRST);
		jt_int_eq(undo(store, 0), 5);
		jyz_store_close(store);
	}
}

/* What was undone long ago comes back by its number, whatever followed. */
static void redo_by_number(void **state)
{
	struct jyz_store *store = st_memory();

	(void)state;
	st_do(store, FIRST);
	st_do(store, "INSERT INTO teacher VALUES (2, 't2', '张伟', NULL)");
	jt_int_eq(redo_entry(store, 2), JYZ_EINVAL);
	jt_str_eq(error.msg, "entry 2 is not undone");
	jt_int_eq(undo(store, 2), 3);
	st_do(store, "INSERT INTO setting VALUES ('x', '1')");
	st_do(store, "INSERT INTO setting VALUES ('y', '1')");
	jt_int_eq(undo(store, 5), 6);
	const char *without = st_state(store);
	/* of the entry, then of its undo */
	jt_int_eq(redo_entry(store, 2), 7);
	jt_int_eq(undone.target, 2);
	jt_int_eq(st_int(store, "SELECT count(*) FROM teacher"), 2);
	jt_int_eq(st_int(store, "SELECT count(*) FROM setting"), 2);
	jt_int_eq(undo(store, 3), JYZ_EINVAL);
	jt_str_eq(error.hint, "jyz history");
	jt_int_eq(undo(store, 2), 8);
	jt_str_eq(st_state(store), without);
	jt_int_eq(redo_entry(store, 8), 9);
	jt_int_eq(redo_entry(store, 8), JYZ_EINVAL);
	jt_int_eq(redo_entry(store, 77), JYZ_ENOTFOUND);
	/* What stands in the way now is found. */
	jt_int_eq(undo(store, 2), 10);
	st_do(store, "INSERT INTO teacher VALUES (2, 't9', '李强', NULL)");
	jt_int_eq(redo_entry(store, 2), JYZ_ECONFLICT);
	/* A seal is named, with the way on. */
	st_do_as(store, "seal", "");
	jt_int_eq(undo(store, 0), JYZ_EINVAL);
	jt_has(error.hint, "jyz archive unseal TERM");
	jyz_store_close(store);
}

/* --- clashes ------------------------------------------------------------ */

static void value(struct jyz_buf *out, struct jyz_value v)
{
	if (v.type == JYZ_INT)
		jyz_buf_addf(out, " %d", (int)v.i);
	else
		jyz_buf_addf(out, " %s", v.type == JYZ_TEXT ? v.s : "-");
}

static const char *clash_text(const struct jyz_clashes *clashes)
{
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

	for (size_t i = 0; i < clashes->count; i++) {
		const struct jyz_clash *c = &clashes->items[i];

		jyz_buf_addf(&out, "%s%s %d of %s %d %s %s:", i ? "; " : "",
			     c->table, (int)c->row, c->head,
			     (int)c->head_row, c->column ? c->column : "*",
			     c->reason);
		value(&out, c->expected);
		value(&out, c->found);
		value(&out, c->wanted);
	}
	return jt_keep(jyz_buf_detach(&out));
}

static void what_has_changed_since_is_told(void **state)
{
	static const struct {
		const char *deed, *since, *clashes;
	} cases[] = {
		{ "UPDATE lesson SET points = 86, topic = 'x'",
		  "UPDATE lesson SET points = 87, topic = 'y'",
		  "lesson 1 of lesson 1 topic changed: x y 导入; "
		  "lesson 1 of lesson 1 points changed: 86 87 85" },
		{ "UPDATE lesson SET points = 86, topic = NULL",
		  "UPDATE lesson SET topic = 'y'",
		  "lesson 1 of lesson 1 topic changed: - y 导入" },
		{ "UPDATE lesson SET points = 86", "DELETE FROM lesson",
		  "lesson 1 of lesson 1 * gone: - - -" },
		{ "INSERT INTO teacher VALUES (2, 't', 'x', NULL)",
		  "UPDATE teacher SET name = 'y', note = 'n' WHERE id = 2",
		  "teacher 2 of teacher 2 name changed: x y -; "
		  "teacher 2 of teacher 2 note changed: - n -" },
		{ "INSERT INTO lesson_score VALUES (3, 1, 1, 3, 3)",
		  "DELETE FROM lesson_score WHERE id = 3",
		  "lesson_score 3 of lesson 1 * gone: - - -" },
		{ "DELETE FROM lesson_score WHERE id = 2",
		  "INSERT INTO lesson_score VALUES (7, 1, NULL, 2, 2)",
		  "lesson_score 2 of lesson 1 * constraint: - - -" },
		{ "UPDATE teacher SET name = 'free' WHERE id = 1",
		  "INSERT INTO teacher VALUES (2, 't', '王芳', NULL)",
		  "teacher 1 of teacher 1 * constraint: - - -" },
		{ "DELETE FROM setting",
		  "INSERT INTO setting VALUES ('gap', '7')",
		  "setting 0 of setting 0 gap exists: - 7 5" },
		{ "UPDATE setting SET value = '6'",
		  "UPDATE setting SET value = '7'",
		  "setting 0 of setting 0 gap changed: 6 7 5" },
		/* References that would point nowhere. */
		{ "INSERT INTO teacher VALUES (2, 't', 'x', NULL)",
		  "UPDATE lesson SET teacher = 2",
		  "lesson 1 of lesson 1 teacher referenced: - 2 -" },
		{ "INSERT INTO teacher VALUES (2, 't', 'x', NULL)",
		  "INSERT INTO lesson_score VALUES (5, 1, 2, 5, 5)",
		  "lesson_score 5 of lesson 1 judge referenced: - 2 -" },
		{ "DELETE FROM lesson",
		  "DELETE FROM teacher",
		  "lesson_score 2 of lesson 1 judge referenced: - 1 -; "
		  "lesson 1 of lesson 1 teacher referenced: - 1 -" },
		{ "DELETE FROM lesson_score WHERE id = 1",
		  "DELETE FROM lesson",
		  "lesson_score 1 of lesson 1 lesson referenced: - 1 -" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_clashes) clashes = JYZ_CLASHES_INIT;
		struct jyz_store *store = st_memory();

		st_do(store, FIRST);
		jt_int_eq(st_do(store, cases[i].deed), 2);
		jt_int_eq(st_do(store, cases[i].since), 3);
		const char *before = st_state(store);

		jt_int_eq(undo_all(store, 2, &clashes), JYZ_ECONFLICT);
		assert_non_null(error.hint);
		jt_str_eq(clash_text(&clashes), cases[i].clashes);
		jt_str_eq(st_state(store), before);
		jt_int_eq(st_int(store, "SELECT max(id) FROM journal"), 3);
		/* The newest first, and then it can be done. */
		jt_int_eq(undo(store, 0), 4);
		jt_int_eq(undo(store, 0), 5);
		jyz_store_close(store);
	}
}

static void other_fields_of_the_record_do_not_clash(void **state)
{
	struct jyz_store *store = st_memory();

	(void)state;
	st_do(store, FIRST);
	st_do(store, "UPDATE lesson SET points = 1, updated_at = 't2'");
	st_do(store, "UPDATE lesson SET topic = 'x', updated_at = 't3'");
	/* Both wrote the time of change: alone that is no clash. */
	jt_int_eq(undo(store, 2), 4);
	jt_int_eq(st_int(store, "SELECT points FROM lesson"), 85);
	jt_str_eq(st_text(store, "SELECT topic FROM lesson"), "x");
	jt_int_eq(undo(store, 0), 5);
	jt_int_eq(undone.target, 3);
	jt_str_eq(st_text(store, "SELECT topic FROM lesson"), "导入");
	jt_int_eq(redo(store), 6);
	jt_int_eq(redo(store), 7);
	jt_int_eq(st_int(store, "SELECT points FROM lesson"), 1);
	jt_str_eq(st_text(store, "SELECT topic FROM lesson"), "x");
	jyz_store_close(store);
}

static void only_the_time_of_change(void **state)
{
	struct jyz_store *store = st_memory();

	(void)state;
	st_do(store, FIRST);
	st_do(store, "UPDATE lesson SET updated_at = 't2'");
	st_do(store, "UPDATE lesson SET points = 3, updated_at = 't1'");
	/* It has the wanted time already: nothing is left to do. */
	jt_int_eq(undo(store, 2), 4);
	jt_int_eq(undone.rows, 0);
	jt_int_eq(st_int(store, "SELECT points FROM lesson"), 3);
	jyz_store_close(store);
}

static void what_dangled_before_is_not_in_the_way(void **state)
{
	const char *path;
	struct jyz_store *store = st_file(&path);

	(void)state;
	st_do(store, FIRST);
	jt_int_eq(st_foreign(path, "INSERT INTO lesson VALUES"
			     " (70, 't', 777, NULL, NULL)"), 0);
	st_do(store, "UPDATE setting SET value = '6'");
	jt_int_eq(undo(store, 0), 3);
	jyz_store_close(store);
}

/* --- the caller's check, trying out ------------------------------------- */

struct seen {
	struct jyz_buf text;
	const char *refuse;
};

static int look(const char *table, int64_t row, bool held, void *payload,
		struct jyz_error *err)
{
	struct seen *seen = payload;

	jyz_buf_addf(&seen->text, "%s%s %d, ", held ? "of " : "", table,
		     (int)row);
	if (seen->refuse && strcmp(table, seen->refuse) == 0)
		return jyz_error_set(err, JYZ_EFROZEN, "refused");
	return JYZ_OK;
}

static void each_record_touched_is_asked_about_once(void **state)
{
	struct jyz_store *store = st_memory();
	struct seen seen = { JYZ_BUF_INIT, NULL };
	JYZ_AUTO(jyz_clashes) clashes = JYZ_CLASHES_INIT;

	(void)state;
	st_do(store, FIRST);
	const char *before = st_state(store);

	jt_clear(&error);
	jyz_undone_free(&undone);
	seen.refuse = "teacher";
	jt_int_eq(jyz_undo(store, 0, &st_deed, false, look, &seen, &clashes,
			   &undone, &error), JYZ_EFROZEN);
	jt_str_eq(error.msg, "refused");
	jt_str_eq(seen.text.data, "lesson 1, setting 0, teacher 1, ");
	jt_str_eq(st_state(store), before);

	/* Trying out: everything but the commit. */
	seen.refuse = NULL;
	jt_ok(jyz_undo(store, 0, &st_deed, true, look, &seen, &clashes,
		       &undone, &error), &error);
	jt_int_eq(undone.entry, 0);
	jt_int_eq(undone.target, 1);
	jt_int_eq(undone.rows, 5);
	jyz_undone_free(&undone);
	jt_str_eq(st_state(store), before);
	jt_int_eq(st_int(store, "SELECT count(*) FROM journal"), 1);

	jt_ok(jyz_undo(store, 0, &st_deed, false, look, &seen, NULL, &undone,
		       &error), &error);
	jyz_undone_free(&undone);
	jt_ok(jyz_redo(store, 0, &st_deed, true, look, &seen, NULL, &undone,
		       &error), &error);
	jt_int_eq(undone.entry, 0);
	jt_str_eq(st_state(store), " |  |  | ");
	jt_int_eq(redo(store), 3);
	jt_str_eq(st_state(store), before);
	jyz_buf_free(&seen.text);
	jyz_store_close(store);
}

/* --- another schema ----------------------------------------------------- */

static void entries_of_another_schema_are_only_read(void **state)
{
	const char *path;
	struct jyz_store *store = st_file(&path);

	(void)state;
	st_do(store, FIRST);
	/* The same number of columns must not do. */
	jt_int_eq(st_foreign(path, "DROP TRIGGER journal_no_update;"
			     "UPDATE journal SET schema_version = 1"), 0);
	const char *before = st_state(store);

	jt_int_eq(undo(store, 0), JYZ_ESCHEMA);
	jt_int_eq(undo(store, 1), JYZ_ESCHEMA);
	jt_has(error.hint, "history");
	jt_str_eq(st_state(store), before);
	jyz_store_close(store);
}

static void another_count_of_columns_is_refused(void **state)
{
	static const char *const spoil[] = {
		"ALTER TABLE setting ADD COLUMN more TEXT",
		"ALTER TABLE lesson_score DROP COLUMN score",
		"DROP TABLE lesson_score",
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(spoil); i++) {
		const char *path;
		struct jyz_store *store = st_file(&path);

		st_do(store, FIRST);
		jyz_store_close(store);
		jt_int_eq(st_foreign(path, spoil[i]), 0);
		store = st_open(path, JYZ_OPEN_WRITE);
		jt_int_eq(undo(store, 0), JYZ_ESCHEMA);
		jt_int_eq(st_int(store, "SELECT count(*) FROM teacher"), 1);
		jt_int_eq(st_int(store, "PRAGMA foreign_keys"), 1);
		jyz_store_close(store);
	}
}

static void damaged_entries_are_refused(void **state)
{
	static const char *const spoil[] = {
		"UPDATE journal SET size = size + 1",
		"UPDATE journal SET rows = rows + 1",
		"UPDATE journal SET changeset = x'1234'",
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(spoil); i++) {
		const char *path;
		struct jyz_store *store = st_file(&path);

		st_do(store, FIRST);
		jt_int_eq(st_foreign(path, "DROP TRIGGER journal_no_update"),
			  0);
		jt_int_eq(st_foreign(path, spoil[i]), 0);
		const char *before = st_state(store);

		jt_int_eq(undo(store, 0), JYZ_EDATABASE);
		jt_has(error.hint, "jyz check");
		jt_str_eq(st_state(store), before);
		jyz_store_close(store);
	}
}

static void not_while_another_writes(void **state)
{
	const char *path;
	struct jyz_store *store = st_file(&path);

	(void)state;
	st_do(store, FIRST);
	struct st_holder holder = st_hold(path, "BEGIN IMMEDIATE");

	jyz_store_set_busy(store, 30);
	jt_int_eq(undo(store, 0), JYZ_EBUSY);
	st_release(&holder);
	jt_int_eq(st_int(store, "PRAGMA foreign_keys"), 1);
	jt_int_eq(undo(store, 0), 2);
	jyz_store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_and_back),
		cmocka_unit_test(undo_goes_back_step_by_step),
		cmocka_unit_test(the_undo_is_in_the_records_history),
		cmocka_unit_test(numbers_and_ids_are_not_used_again),
		cmocka_unit_test(some_entries_cannot_be_undone),
		cmocka_unit_test(redo_by_number),
		cmocka_unit_test(what_has_changed_since_is_told),
		cmocka_unit_test(other_fields_of_the_record_do_not_clash),
		cmocka_unit_test(only_the_time_of_change),
		cmocka_unit_test(what_dangled_before_is_not_in_the_way),
		cmocka_unit_test(each_record_touched_is_asked_about_once),
		cmocka_unit_test(entries_of_another_schema_are_only_read),
		cmocka_unit_test(another_count_of_columns_is_refused),
		cmocka_unit_test(damaged_entries_are_refused),
		cmocka_unit_test(not_while_another_writes),
	};

	return cmocka_run_group_tests(tests, NULL, forget);
}
