/* Statements: values in and out, codes, and each guard rail. */
#include "st.h"

#include <stdio.h>
#include <string.h>

static void values_go_in_and_out(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store = st_memory();
	size_t len = 0;

	(void)state;
	{
		JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;

		jt_ok(jyz_stmt_open(&st, store, "SELECT :i AS i, :t AS t,"
				    " :n AS n, :b AS b, :v AS v, :z AS z,"
				    " :w AS w", &err), &err);
		jyz_bind_int(&st, ":i", INT64_MIN);
		jyz_bind_text(&st, ":t", "教研组");
		jyz_bind_null(&st, ":n");
		jyz_bind_blob(&st, ":b", "a\0b", 3);
		jyz_bind_value(&st, ":v", jyz_int(7));
		jyz_bind_text(&st, ":z", NULL);
		jyz_bind_value(&st, ":w", jyz_text("w"));
		jt_code(jyz_stmt_step(&st, &err), JYZ_ROW, &err);
		jt_int_eq(jyz_col_count(&st), 7);
		assert_true(jyz_col_int(&st, "i") == INT64_MIN);
		jt_str_eq(jyz_col_text(&st, "t"), "教研组");
		assert_true(jyz_col_value(&st, "n").type == JYZ_NULL);
		assert_memory_equal(jyz_col_blob(&st, "b", &len), "a\0b", 3);
		jt_int_eq(len, 3);
		jt_int_eq(jyz_col_value(&st, "v").i, 7);
		assert_true(jyz_col_value(&st, "z").type == JYZ_NULL);
		jt_str_eq(jyz_col_at(&st, 6).s, "w");
		jt_ok(jyz_stmt_step(&st, &err), &err);
	}
	jyz_store_close(store);
}

/* Names in the order people expect: by number, whatever the brackets. */
static void names_have_their_order(void **state)
{
	static const char SQL[] =
		"SELECT group_concat(x, ' ') AS all_of_them FROM (SELECT "
		"value AS x FROM json_each(:names) ORDER BY x COLLATE names)";
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store = st_memory();

	(void)state;
	{
		JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;

		jt_ok(jyz_stmt_open(&st, store, SQL, &err), &err);
		jyz_bind_text(&st, ":names", "[\"高一10班\", \"高一(2)班\", "
			      "\"高一（１）班\", \"高一1班\", \"\", \"b\", "
			      "\"A\"]");
		jt_code(jyz_stmt_step(&st, &err), JYZ_ROW, &err);
		jt_str_eq(jyz_col_text(&st, "all_of_them"),
			  " A b 高一1班 高一（１）班 高一(2)班 高一10班");
		jyz_stmt_done(&st);
	}
	jyz_store_close(store);
}

static void parameters_are_bound_in_any_order(void **state)
{
	static const char *const orders[] = { ":a:b:c", ":c:b:a", ":b:c:a",
					      ":a:a:c:b:b" };
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store = st_memory();
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;

	(void)state;
	jt_ok(jyz_stmt_open(&st, store, "SELECT :a * 100 + :b * 10 + :c + "
			    ":a * 1000 AS y", &err), &err);
	for (size_t i = 0; i < JYZ_COUNT(orders); i++) {
		jyz_stmt_reset(&st);
		for (const char *p = orders[i]; *p; p += 2) {
			char name[] = { p[0], p[1], '\0' };

			jyz_bind_int(&st, name, p[1] - 'a' + 1);
		}
		jt_code(jyz_stmt_step(&st, &err), JYZ_ROW, &err);
		jt_int_eq(jyz_col_int(&st, "y"), 1123);
		jyz_stmt_done(&st);
	}
	jyz_stmt_free(&st);
	jyz_store_close(store);
}

static void a_statement_runs_again(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store = st_memory();
	int64_t sum = 0;

	(void)state;
	for (int round = 0; round < 3; round++) {
		/* The second is a busy one's twin. */
		JYZ_AUTO(jyz_stmt) a = JYZ_STMT_INIT;
		JYZ_AUTO(jyz_stmt) b = JYZ_STMT_INIT;
		static const char SQL[] = "SELECT :x + 1 AS y";

		jt_ok(jyz_stmt_open(&a, store, SQL, &err), &err);
		jt_ok(jyz_stmt_open(&b, store, SQL, &err), &err);
		for (int i = 0; i < 4; i++) {
			struct jyz_stmt *st = i % 2 ? &a : &b;

			jyz_stmt_reset(st);
			jyz_bind_int(st, ":x", i);
			jt_code(jyz_stmt_step(st, &err), JYZ_ROW, &err);
			sum += jyz_col_int(st, "y");
			jt_ok(jyz_stmt_step(st, &err), &err);
		}
	}
	jt_int_eq(sum, 3 * (1 + 2 + 3 + 4));
	/* More statements than the cache takes. */
	for (int i = 0; i < 600; i++) {
		char sql[40];

		snprintf(sql, sizeof(sql), "SELECT %d AS x", i % 300);
		jt_int_eq(st_int(store, sql), i % 300);
	}
	jyz_store_close(store);
}

static void columns_follow_a_changed_table(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store = st_memory();

	(void)state;
	for (int i = 0; i < 2; i++) {
		JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;

		if (i == 1)
			jt_ok(jyz_store_exec(store, "ALTER TABLE teacher ADD "
					     "COLUMN more TEXT DEFAULT 'm'",
					     &err), &err);
		else
			st_do(store, "INSERT INTO teacher VALUES"
			      " (1, '-', '王芳', NULL)");
		jt_ok(jyz_stmt_open(&st, store, "SELECT * FROM teacher",
				    &err), &err);
		jt_code(jyz_stmt_step(&st, &err), JYZ_ROW, &err);
		jyz_col_ignore(&st, "id");
		jyz_col_ignore(&st, "updated_at");
		jyz_col_ignore(&st, "note");
		jt_str_eq(jyz_col_text(&st, "name"), "王芳");
		if (i == 1)
			jt_str_eq(jyz_col_text(&st, "more"), "m");
		jt_ok(jyz_stmt_step(&st, &err), &err);
	}
	jyz_store_close(store);
}

static void results_become_our_codes(void **state)
{
	static const struct {
		const char *sql;
		int code;
		const char *detail;
	} cases[] = {
		{ "INSERT INTO teacher VALUES (1, '-', 'x', NULL)",
		  JYZ_EEXISTS, "UNIQUE" },
		{ "INSERT INTO teacher VALUES (9, '-', 'a', NULL)",
		  JYZ_EEXISTS, "teacher.name" },
		{ "INSERT INTO teacher VALUES (9, '-', '', NULL)",
		  JYZ_EINVAL, "CHECK" },
		{ "INSERT INTO teacher VALUES (9, '-', NULL, NULL)",
		  JYZ_EINVAL, "NOT NULL" },
		{ "UPDATE lesson SET points = 'much'", JYZ_EINVAL,
		  "cannot store TEXT" },
		{ "INSERT INTO teacher (id, updated_at, name)"
		  " VALUES ('x', '-', 'y')", JYZ_EINVAL, "mismatch" },
		{ "DELETE FROM teacher WHERE id = 1", JYZ_EREFERENCED,
		  "FOREIGN KEY" },
		{ "INSERT INTO lesson VALUES (9, '-', 77, NULL, NULL)",
		  JYZ_EREFERENCED, "FOREIGN KEY" },
		{ "UPDATE lesson SET topic = 't' WHERE id = 1", JYZ_EFROZEN,
		  "jyz:frozen" },
		{ "DELETE FROM lesson WHERE id = 2", JYZ_EFROZEN,
		  "jyz:sealed" },
		{ "INSERT INTO lesson VALUES (9, '-', 1, NULL, 97)",
		  JYZ_EINVAL, "jyz:no_97" },
		{ "DELETE FROM journal", JYZ_EINVAL, "jyz:journal" },
		{ "UPDATE journal SET who = 'another'", JYZ_EINVAL,
		  "jyz:journal" },
		{ "SELECT * FROM nowhere", JYZ_EINTERNAL, "nowhere" },
		{ "SELECT \"no column\" FROM teacher", JYZ_EINTERNAL,
		  "no column" },
		{ "SELECT load_extension('x')", JYZ_EINTERNAL, "authorized" },
		{ "UPDATE sqlite_schema SET sql = ''", JYZ_EINTERNAL,
		  "sqlite_" },
	};
	struct jyz_store *store = st_memory();

	(void)state;
	st_do(store, "INSERT INTO teacher VALUES (1, '-', 'a', NULL);"
	      "INSERT INTO lesson VALUES (1, '-', 1, NULL, 99);"
	      "INSERT INTO lesson VALUES (2, '-', 1, NULL, 98)");
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
		int rc = jyz_stmt_open(&st, store, cases[i].sql, &err);

		if (rc == JYZ_OK)
			rc = jyz_stmt_step(&st, &err);
		jt_int_eq(rc, cases[i].code);
		assert_non_null(err.msg);
		jt_has(err.detail, cases[i].detail);
		jt_has(err.detail, cases[i].sql);
	}
	jyz_store_close(store);
}

/* --- guard rails -------------------------------------------------------- */

static int open_wrong(struct jyz_store *store, const char *sql,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;

	return jyz_stmt_open(&st, store, sql, err);
}

static void sql_must_be_one_statement(void **state)
{
	static const struct {
		const char *sql;
		int code;
	} cases[] = {
		{ "SELECT 1 AS x", JYZ_OK },
		{ "SELECT 1 AS x;", JYZ_OK },
		{ "SELECT 1 AS x;  \n -- that is all\n", JYZ_OK },
		{ "SELECT 1 AS x; SELECT 2 AS y", JYZ_EINTERNAL },
		{ "SELECT 1 AS x; rubbish", JYZ_EINTERNAL },
		{ "", JYZ_EINTERNAL },
		{ "-- nothing", JYZ_EINTERNAL },
		{ "SELECT ? AS x", JYZ_EINTERNAL },
		{ "SELECT ?1 + :a AS x", JYZ_EINTERNAL },
		{ "SELECT", JYZ_EINTERNAL },
	};
	struct jyz_store *store = st_memory();

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

		/* Twice: the cache must not keep what was refused. */
		for (int k = 0; k < 2; k++)
			jt_code(open_wrong(store, cases[i].sql, &err),
				cases[i].code, &err);
	}
	jyz_store_close(store);
}

typedef void wrong_fn(struct jyz_stmt *st, struct jyz_error *err);

static void step_row(struct jyz_stmt *st, struct jyz_error *err)
{
	jt_code(jyz_stmt_step(st, err), JYZ_ROW, err);
}

static void no_such_parameter(struct jyz_stmt *st, struct jyz_error *err)
{
	(void)err;
	jyz_bind_int(st, ":a", 1);
	jyz_bind_int(st, ":nine", 1);
}

static void never_bound(struct jyz_stmt *st, struct jyz_error *err)
{
	(void)st;
	(void)err;
}

static void bound_late(struct jyz_stmt *st, struct jyz_error *err)
{
	jyz_bind_int(st, ":a", 1);
	step_row(st, err);
	jyz_col_ignore(st, "x");
	jyz_col_ignore(st, "y");
	jyz_bind_int(st, ":a", 2);
}

static void no_such_column(struct jyz_stmt *st, struct jyz_error *err)
{
	jyz_bind_int(st, ":a", 1);
	step_row(st, err);
	jt_int_eq(jyz_col_int(st, "x"), 1);
	jt_int_eq(jyz_col_int(st, "z"), 0);
}

static void column_never_read(struct jyz_stmt *st, struct jyz_error *err)
{
	jyz_bind_int(st, ":a", 1);
	step_row(st, err);
	jt_int_eq(jyz_col_int(st, "x"), 1);
}

static void ignored_wrongly(struct jyz_stmt *st, struct jyz_error *err)
{
	column_never_read(st, err);
	jyz_col_ignore(st, "z");
}

static void beyond_the_row(struct jyz_stmt *st, struct jyz_error *err)
{
	jyz_bind_int(st, ":a", 1);
	step_row(st, err);
	assert_true(jyz_col_at(st, 2).type == JYZ_NULL);
}

static void read_too_early(struct jyz_stmt *st, struct jyz_error *err)
{
	(void)err;
	jyz_bind_int(st, ":a", 1);
	assert_null(jyz_col_text(st, "x"));
}

static void stepped_on(struct jyz_stmt *st, struct jyz_error *err)
{
	jyz_bind_int(st, ":a", 1);
	step_row(st, err);
	jyz_col_ignore(st, "x");
	jyz_col_ignore(st, "y");
	jt_ok(jyz_stmt_step(st, err), err);
}

static void reset_in_a_row(struct jyz_stmt *st, struct jyz_error *err)
{
	jyz_bind_int(st, ":a", 1);
	step_row(st, err);
	jyz_col_ignore(st, "x");
	jyz_col_ignore(st, "y");
	jyz_stmt_reset(st);
	jyz_bind_int(st, ":a", 1);
}

static void mistakes_are_told_by_the_step(void **state)
{
	static const struct {
		wrong_fn *wrong;
		const char *text;
	} cases[] = {
		{ no_such_parameter, "no such parameter ':nine'" },
		{ never_bound, "never bound ':a'" },
		{ bound_late, "bound after a step ':a'" },
		{ no_such_column, "no such column 'z'" },
		{ column_never_read, "never read 'y'" },
		{ ignored_wrongly, "no such column 'z'" },
		{ beyond_the_row, "beyond it" },
		{ read_too_early, "read without a row 'x'" },
		{ stepped_on, "stepped after its end" },
		{ reset_in_a_row, "left before its last row" },
	};
	struct jyz_store *store = st_memory();

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

		{
			JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;

			jt_ok(jyz_stmt_open(&st, store, "SELECT :a AS x,"
					    " 2 AS y", &err), &err);
			cases[i].wrong(&st, &err);
			jt_code(jyz_stmt_step(&st, &err), JYZ_EINTERNAL,
				&err);
			jt_has(err.msg, cases[i].text);
			jt_has(err.detail, "SELECT :a AS x");
		}
		/* It was told: the next commit is not held up by it. */
		st_do(store, "INSERT INTO setting VALUES ('k', 'v');"
		      "DELETE FROM setting");
	}
	jyz_store_close(store);
}

static void run_wants_no_rows(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store = st_memory();

	(void)state;
	{
		JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;

		jt_ok(jyz_stmt_open(&st, store, "SELECT 1 AS x", &err), &err);
		jt_code(jyz_stmt_run(&st, &err), JYZ_EINTERNAL, &err);
	}
	jyz_store_close(store);
}

static void leave_early(struct jyz_stmt *st, struct jyz_error *err)
{
	jyz_bind_int(st, ":a", 1);
	step_row(st, err);
	jyz_col_ignore(st, "x");
	jyz_col_ignore(st, "y");
}

static void leave_unread(struct jyz_stmt *st, struct jyz_error *err)
{
	column_never_read(st, err);
	jyz_stmt_done(st);
}

static void leave_well(struct jyz_stmt *st, struct jyz_error *err)
{
	leave_early(st, err);
	jyz_stmt_done(st);
	/* The row can still be read. */
	jt_int_eq(jyz_col_int(st, "y"), 2);
}

static void mistakes_at_the_end_are_told_by_the_commit(void **state)
{
	static const struct {
		wrong_fn *wrong;
		int code;
		const char *text;
	} cases[] = {
		{ leave_early, JYZ_EINTERNAL, "left before its last row" },
		{ leave_unread, JYZ_EINTERNAL, "never read 'y'" },
		{ no_such_parameter, JYZ_EINTERNAL, "':nine'" },
		{ leave_well, JYZ_OK, NULL },
	};
	struct jyz_store *store = st_memory();

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;

		jt_ok(jyz_tx_begin(&tx, store, &err), &err);
		jt_ok(jyz_setting_set(store, "k", "v", &err), &err);
		{
			JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;

			jt_ok(jyz_stmt_open(&st, store, "SELECT :a AS x,"
					    " 2 AS y", &err), &err);
			cases[i].wrong(&st, &err);
		}
		jt_code(jyz_tx_commit(&tx, &err), cases[i].code, &err);
		if (cases[i].text)
			jt_has(err.detail, cases[i].text);
		jt_int_eq(st_int(store, "SELECT count(*) FROM setting"),
			  cases[i].code == JYZ_OK);
	}
	jyz_store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_go_in_and_out),
		cmocka_unit_test(names_have_their_order),
		cmocka_unit_test(parameters_are_bound_in_any_order),
		cmocka_unit_test(a_statement_runs_again),
		cmocka_unit_test(columns_follow_a_changed_table),
		cmocka_unit_test(results_become_our_codes),
		cmocka_unit_test(sql_must_be_one_statement),
		cmocka_unit_test(mistakes_are_told_by_the_step),
		cmocka_unit_test(run_wants_no_rows),
		cmocka_unit_test(mistakes_at_the_end_are_told_by_the_commit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
