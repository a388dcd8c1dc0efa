/* The journal: what is recorded, under which record, and how it reads. */
#include "st.h"

#include <stdio.h>
#include <string.h>

#include "jyz/base/mem.h"

/* Each change of an entry as one line, for comparing. */
static int describe(const struct jyz_change *change, void *payload,
		    struct jyz_error *err)
{
	struct jyz_buf *out = payload;

	(void)err;
	jyz_buf_addf(out, "%c%s %d of %s %d:", change->op, change->table,
		     (int)change->row, change->head, (int)change->head_row);
	for (size_t i = 0; i < change->columns; i++) {
		const struct jyz_value *sides[] = { &change->before[i],
						    &change->after[i] };

		if (!change->changed[i] && sides[1]->type == JYZ_NULL)
			continue;
		jyz_buf_addf(out, " %s", change->names[i]);
		for (size_t k = 0; k < 2; k++) {
			jyz_buf_addc(out, k ? '>' : '=');
			if (sides[k]->type == JYZ_INT)
				jyz_buf_addf(out, "%d", (int)sides[k]->i);
			else if (sides[k]->type == JYZ_TEXT)
				jyz_buf_adds(out, sides[k]->s);
		}
	}
	jyz_buf_addc(out, '\n');
	return JYZ_OK;
}

static const char *walk(struct jyz_store *store, int64_t entry)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

	jt_ok(jyz_journal_walk(store, entry, describe, &out, &err), &err);
	return jt_keep(jyz_buf_detach(&out));
}

/* "N ACTION ROWS[>TARGET][!UNDONE_BY]" for each entry, newest first. */
static const char *list(struct jyz_store *store, const char *table,
			int64_t id, int64_t limit)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_entries) entries = JYZ_ENTRIES_INIT;
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

	jt_ok(jyz_journal_list(store, table, id, NULL, limit, &entries, &err),
	      &err);
	for (size_t i = 0; i < entries.count; i++)
		jyz_buf_addf(&out, "%s%d %s %d", i ? ", " : "",
			     (int)entries.items[i].id,
			     entries.items[i].action,
			     (int)entries.items[i].rows);
	return jt_keep(jyz_buf_detach(&out));
}

static const char FIRST[] =
	"INSERT INTO teacher VALUES (1, 't1', '王芳', NULL);"
	"INSERT INTO lesson VALUES (1, 't1', 1, '导入', 85);"
	"INSERT INTO lesson_score VALUES (1, 1, NULL, 1, 40);"
	"INSERT INTO lesson_score VALUES (2, 1, 1, 2, 45)";

static void an_entry_says_who_and_what(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_entries) entries = JYZ_ENTRIES_INIT;
	JYZ_AUTO(jyz_journal) j = JYZ_JOURNAL_INIT;
	struct jyz_store *store = st_memory();
	struct jyz_deed deed = st_deed;
	int64_t entry = 0;

	(void)state;
	deed.reason = "因为";
	jt_ok(jyz_journal_begin(&j, store, &err), &err);
	jt_ok(jyz_store_exec(store, FIRST, &err), &err);
	jt_ok(jyz_journal_commit(&j, &deed, false, &entry, &err), &err);
	jt_int_eq(entry, 1);
	jt_ok(jyz_journal_list(store, NULL, 0, NULL, 0, &entries, &err), &err);
	jt_int_eq(entries.count, 1);
	jt_int_eq(entries.items[0].id, 1);
	jt_str_eq(entries.items[0].at, deed.at);
	jt_str_eq(entries.items[0].who, deed.who);
	jt_str_eq(entries.items[0].command, deed.command);
	jt_str_eq(entries.items[0].reason, "因为");
	jt_str_eq(entries.items[0].action, "write");
	jt_int_eq(entries.items[0].schema_version, 2);
	jt_int_eq(entries.items[0].rows, 4);
	jt_int_eq(entries.items[0].target, 0);
	jt_int_eq(entries.items[0].undone_by, 0);
	jyz_store_close(store);
}

/* Of several commands of one second it is the last. */
static void a_reason_by_its_moment(void **state)
{
	static const struct {
		const char *action, *at, *reason;
	} entries[] = {
		{ "seal", "2026-11-21T08:30:00Z", "first" },
		{ "seal", "2026-11-21T08:30:00Z", "again" },
		{ "unseal", "2026-11-21T08:30:00Z", "mistaken" },
		{ "seal", "2026-11-21T08:30:01Z", "other" },
		{ "seal", "2026-11-21T08:30:02Z", NULL },
	}, asked[] = {
		{ "seal", "2026-11-21T08:30:00Z", "again" },
		{ "unseal", "2026-11-21T08:30:00Z", "mistaken" },
		{ "seal", "2026-11-21T08:30:02Z", "none" },
		{ "seal", "2026-11-21T08:30:03Z", "none" },
	};
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store = st_memory();

	(void)state;
	for (size_t i = 0; i < JT_COUNT(entries); i++) {
		JYZ_AUTO(jyz_journal) j = JYZ_JOURNAL_INIT;
		struct jyz_deed deed = st_deed;
		int64_t entry;

		deed.action = entries[i].action;
		deed.at = entries[i].at;
		deed.reason = entries[i].reason;
		jt_ok(jyz_journal_begin(&j, store, &err), &err);
		jt_ok(jyz_journal_commit(&j, &deed, true, &entry, &err), &err);
	}
	for (size_t i = 0; i < JT_COUNT(asked); i++) {
		char *reason = NULL;

		jt_ok(jyz_journal_reason(store, asked[i].action, asked[i].at,
					 &reason, &err), &err);
		if (reason)
			jt_keep(reason);
		jt_str_eq(reason ? reason : "none", asked[i].reason);
	}
	jyz_store_close(store);
}

static void changes_read_back(void **state)
{
	static const struct {
		const char *sql;
		const char *walk;
	} cases[] = {
		{ "UPDATE lesson SET topic = NULL, points = 86",
		  "~lesson 1 of lesson 1: topic=导入> points=85>86\n" },
		/* A part is its head's. */
		{ "DELETE FROM lesson_score WHERE id = 2",
		  "-lesson_score 2 of lesson 1: id=2> lesson=1> judge=1>"
		  " item=2> score=45>\n" },
		{ "INSERT INTO lesson_score VALUES (3, 1, NULL, 3, 9)",
		  "+lesson_score 3 of lesson 1: id=>3 lesson=>1 judge=>"
		  " item=>3 score=>9\n" },
		/* A setting has no id; its key is among the columns. */
		{ "INSERT INTO setting VALUES ('gap', '5')",
		  "+setting 0 of setting 0: key=>gap value=>5\n" },
		{ "UPDATE setting SET value = '6'",
		  "~setting 0 of setting 0: key=gap>gap value=5>6\n" },
		{ "DELETE FROM setting",
		  "-setting 0 of setting 0: key=gap> value=6>\n" },
		/* What came back to where it was is no change. */
		{ "UPDATE lesson SET points = 1; UPDATE lesson SET points ="
		  " 86", NULL },
		{ "INSERT INTO teacher VALUES (9, 't', 'x', NULL);"
		  "DELETE FROM teacher WHERE id = 9", NULL },
	};
	struct jyz_store *store = st_memory();
	int64_t last = st_do(store, FIRST);

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		int64_t entry = st_do(store, cases[i].sql);

		if (!cases[i].walk) {
			jt_int_eq(entry, 0);
			continue;
		}
		jt_int_eq(entry, ++last);
		jt_str_eq(walk(store, entry), cases[i].walk);
	}
	jyz_store_close(store);
}

static void cascades_are_in_it(void **state)
{
	struct jyz_store *store = st_memory();

	(void)state;
	st_do(store, FIRST);
	int64_t entry = st_do(store, "DELETE FROM lesson");

	jt_int_eq(st_int(store, "SELECT count(*) FROM lesson_score"), 0);
	const char *text = walk(store, entry);

	jt_has(text, "-lesson 1 of lesson 1:");
	jt_has(text, "-lesson_score 1 of lesson 1:");
	jt_has(text, "-lesson_score 2 of lesson 1:");
	jyz_store_close(store);
}

static void a_record_has_its_history(void **state)
{
	struct jyz_store *store = st_memory();

	(void)state;
	st_do(store, FIRST);
	st_do(store, "INSERT INTO lesson VALUES (2, 't', 1, NULL, 1)");
	st_do(store, "INSERT INTO lesson_score VALUES (7, 2, NULL, 1, 1)");
	st_do(store, "UPDATE lesson SET points = 2 WHERE id = 2");
	st_do(store, "INSERT INTO setting VALUES ('gap', '5')");
	st_do_as(store, "seal", "INSERT INTO setting VALUES ('s', '5')");
	jt_str_eq(list(store, NULL, 0, 0),
		  "6 seal 1, 5 write 1, 4 write 1, 3 write 1, 2 write 1,"
		  " 1 write 4");
	jt_str_eq(list(store, NULL, 0, 2), "6 seal 1, 5 write 1");
	jt_str_eq(list(store, "lesson", 2, 0),
		  "4 write 1, 3 write 1, 2 write 1");
	jt_str_eq(list(store, "lesson", 2, 1), "4 write 1");
	jt_str_eq(list(store, "lesson", 1, 0), "1 write 4");
	jt_str_eq(list(store, "teacher", 1, 0), "1 write 4");
	jt_str_eq(list(store, "lesson_score", 7, 0), "");
	jt_str_eq(list(store, "setting", 0, 0), "6 seal 1, 5 write 1");
	jt_str_eq(list(store, "nothing", 1, 0), "");
	jyz_store_close(store);
}

static void without_change_there_is_no_entry(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store = st_memory();

	(void)state;
	jt_int_eq(st_do(store, "DELETE FROM teacher"), 0);
	/* But where it is asked for. */
	jt_int_eq(st_do_as(store, "init", ""), 1);
	jt_str_eq(walk(store, 1), "");
	jt_code(jyz_journal_walk(store, 2, describe, NULL, &err),
		JYZ_ENOTFOUND, &err);
	jyz_store_close(store);
}

static void freed_it_leaves_nothing(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store = st_memory();

	(void)state;
	{
		JYZ_AUTO(jyz_journal) j = JYZ_JOURNAL_INIT;

		jt_ok(jyz_journal_begin(&j, store, &err), &err);
		jt_ok(jyz_store_exec(store, FIRST, &err), &err);
	}
	jt_str_eq(st_state(store), " |  |  | ");
	jt_str_eq(list(store, NULL, 0, 0), "");
	jyz_store_close(store);
}

static void a_refused_action_takes_all_back(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_journal) j = JYZ_JOURNAL_INIT;
	struct jyz_store *store = st_memory();
	struct jyz_deed deed = st_deed;
	int64_t entry = -7;

	(void)state;
	deed.action = "nonsense";
	jt_ok(jyz_journal_begin(&j, store, &err), &err);
	jt_ok(jyz_store_exec(store, FIRST, &err), &err);
	jt_code(jyz_journal_commit(&j, &deed, false, &entry, &err),
		JYZ_EINVAL, &err);
	jt_int_eq(entry, -7);
	jt_str_eq(st_state(store), " |  |  | ");
	/* The store can go on. */
	jt_int_eq(st_do(store, FIRST), 1);
	jyz_store_close(store);
}

static void it_is_the_outermost(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_journal) j = JYZ_JOURNAL_INIT;
	struct jyz_store *store = st_memory();
	struct jyz_tx tx = JYZ_TX_INIT;
	int64_t entry = 0;

	(void)state;
	jt_ok(jyz_tx_begin(&tx, store, &err), &err);
	jt_code(jyz_journal_begin(&j, store, &err), JYZ_EINTERNAL, &err);
	jyz_tx_free(&tx);
	/* Inner transactions are fine; what they take back is not in it. */
	jt_ok(jyz_journal_begin(&j, store, &err), &err);
	jt_ok(jyz_store_exec(store, FIRST, &err), &err);
	jt_ok(jyz_tx_begin(&tx, store, &err), &err);
	jt_ok(jyz_store_exec(store, "DELETE FROM lesson", &err), &err);
	jyz_tx_free(&tx);
	jt_ok(jyz_journal_commit(&j, &st_deed, false, &entry, &err), &err);
	jt_str_eq(list(store, NULL, 0, 0), "1 write 4");
	jyz_store_close(store);
}

static int stop(const struct jyz_change *change, void *payload,
		struct jyz_error *err)
{
	(void)change;
	if (++*(int *)payload == 2)
		return jyz_error_set(err, JYZ_EUSAGE, "enough");
	return JYZ_OK;
}

static void the_walk_can_be_ended(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store = st_memory();
	int count = 0;

	(void)state;
	st_do(store, FIRST);
	jt_code(jyz_journal_walk(store, 1, stop, &count, &err), JYZ_EUSAGE,
		&err);
	jt_int_eq(count, 2);
	jyz_store_close(store);
}

static void many_rows_are_small(void **state)
{
	struct jyz_store *store = st_memory();

	(void)state;
	st_do(store, "INSERT INTO teacher VALUES (1, 't', 'x', NULL);"
	      "INSERT INTO lesson VALUES (1, 't', 1, NULL, NULL);"
	      "INSERT INTO lesson_score (lesson, item, score)"
	      " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1"
	      " FROM n WHERE i < 20000) SELECT 1, i, i % 100 FROM n");
	jt_str_eq(list(store, NULL, 0, 0), "1 write 20002");
	/* One head, one line in the index. */
	jt_int_eq(st_int(store, "SELECT count(*) FROM journal_record"), 2);
	assert_in_range(st_int(store, "SELECT length(changeset) FROM"
			       " journal"), 1,
			(uintmax_t)st_int(store, "SELECT size / 3 FROM"
					  " journal"));
	jyz_store_close(store);
}

/* Journal rows that another program has spoilt. */
static void damage_is_found(void **state)
{
	static const struct {
		const char *sql;
		int walk;
		int bad;
	} cases[] = {
		{ "SELECT 1", JYZ_OK, 0 },
		{ "UPDATE journal SET size = size + 1", JYZ_EDATABASE, 1 },
		{ "UPDATE journal SET size = size - 1", JYZ_EDATABASE, 1 },
		{ "UPDATE journal SET size = 900000000", JYZ_EDATABASE, 1 },
		{ "UPDATE journal SET size = 9000000000000000",
		  JYZ_EDATABASE, 1 },
		{ "UPDATE journal SET changeset = x'00'", JYZ_EDATABASE, 1 },
		{ "UPDATE journal SET changeset ="
		  " substr(changeset, 1, length(changeset) - 3)",
		  JYZ_EDATABASE, 1 },
		/* deflated "garbage" */
		{ "UPDATE journal SET size = 7, changeset ="
		  " x'789c4b4f2c4a4a4c4f05000b1a02c7'", JYZ_EDATABASE, 1 },
		{ "UPDATE journal SET rows = 5", JYZ_OK, 1 },
		{ "DELETE FROM journal_record WHERE tbl = 'lesson'",
		  JYZ_OK, 1 },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;
		const char *path;
		struct jyz_store *store = st_file(&path);
		int64_t bad = -1;

		st_do(store, FIRST);
		st_do(store, "INSERT INTO setting VALUES ('a', 'b')");
		st_do_as(store, "init", "");
		jt_int_eq(st_foreign(path, "DROP TRIGGER journal_no_update;"
				     "DROP TRIGGER journal_record_no_delete"
				     ), 0);
		JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;

		jyz_buf_addf(&sql, "%s%s", cases[i].sql,
			     strncmp(cases[i].sql, "UPDATE", 6) == 0
				     ? " WHERE id = 1" : "");
		jt_int_eq(st_foreign(path, sql.data), 0);
		jt_code(jyz_journal_walk(store, 1, describe, &out, &err),
			cases[i].walk, &err);
		jt_ok(jyz_journal_check(store, &bad, &err), &err);
		jt_int_eq(bad, cases[i].bad);
		jyz_store_close(store);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_entry_says_who_and_what),
		cmocka_unit_test(a_reason_by_its_moment),
		cmocka_unit_test(changes_read_back),
		cmocka_unit_test(cascades_are_in_it),
		cmocka_unit_test(a_record_has_its_history),
		cmocka_unit_test(without_change_there_is_no_entry),
		cmocka_unit_test(freed_it_leaves_nothing),
		cmocka_unit_test(a_refused_action_takes_all_back),
		cmocka_unit_test(it_is_the_outermost),
		cmocka_unit_test(the_walk_can_be_ended),
		cmocka_unit_test(many_rows_are_small),
		cmocka_unit_test(damage_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
