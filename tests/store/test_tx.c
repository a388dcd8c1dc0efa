/* Transactions: nesting, rolling back, and what may not be done. */
#include "st.h"

#include "jyz/store/tx.h"

static void set(struct jyz_store *store, const char *key, const char *value)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

	jt_ok(jyz_setting_set(store, key, value, &err), &err);
}

static const char *settings(struct jyz_store *store)
{
	return st_text(store, "SELECT coalesce(group_concat(key || value,"
		       " ' '), '') FROM setting");
}

static void freed_it_rolls_back(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store = st_memory();

	(void)state;
	{
		JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;

		jt_ok(jyz_tx_begin(&tx, store, &err), &err);
		set(store, "a", "1");
		jt_str_eq(settings(store), "a1");
	}
	jt_str_eq(settings(store), "");
	{
		JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;

		jt_ok(jyz_tx_begin(&tx, store, &err), &err);
		set(store, "a", "1");
		jt_ok(jyz_tx_commit(&tx, &err), &err);
		assert_null(tx.store);
		jt_code(jyz_tx_commit(&tx, &err), JYZ_EINTERNAL, &err);
	}
	jt_str_eq(settings(store), "a1");
	jyz_store_close(store);
}

static void inner_ones_roll_back_alone(void **state)
{
	static const struct {
		bool keep[3];
		const char *end;
	} cases[] = {
		{ { true, true, true }, "a1 b2 c3" },
		{ { true, true, false }, "a1 b2" },
		{ { true, false, true }, "a1" },
		{ { true, false, false }, "a1" },
		{ { false, true, true }, "" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		struct jyz_store *store = st_memory();
		struct jyz_tx tx[3] = { JYZ_TX_INIT, JYZ_TX_INIT,
					JYZ_TX_INIT };
		static const char *const keys[] = { "a", "b", "c" };
		static const char *const values[] = { "1", "2", "3" };

		for (size_t k = 0; k < 3; k++) {
			jt_ok(jyz_tx_begin(&tx[k], store, &err), &err);
			set(store, keys[k], values[k]);
		}
		for (size_t k = 3; k-- > 0;) {
			if (cases[i].keep[k])
				jt_ok(jyz_tx_commit(&tx[k], &err), &err);
			jyz_tx_free(&tx[k]);
		}
		jt_str_eq(settings(store), cases[i].end);
		jyz_store_close(store);
	}
}

static void an_open_inner_one_stops_the_commit(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store = st_memory();
	struct jyz_tx outer = JYZ_TX_INIT, inner = JYZ_TX_INIT;

	(void)state;
	jt_ok(jyz_tx_begin(&outer, store, &err), &err);
	set(store, "a", "1");
	jt_ok(jyz_tx_begin(&inner, store, &err), &err);
	jt_code(jyz_tx_commit(&outer, &err), JYZ_EINTERNAL, &err);
	jt_has(err.detail, "test_tx.c");
	/* All is rolled back, and the inner one has nothing left to do. */
	jyz_tx_free(&inner);
	jt_str_eq(settings(store), "");
	jt_ok(jyz_tx_begin(&outer, store, &err), &err);
	jt_ok(jyz_tx_commit(&outer, &err), &err);
	jyz_store_close(store);
}

static void sql_text_cannot_end_it(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store = st_memory();
	struct jyz_tx tx = JYZ_TX_INIT;

	(void)state;
	jt_ok(jyz_tx_begin(&tx, store, &err), &err);
	set(store, "a", "1");
	jt_code(jyz_store_exec(store, "COMMIT", &err), JYZ_EINTERNAL, &err);
	/*
	 * SQLite has rolled back.  What follows in the transaction must not
	 * be written bit by bit.
	 */
	jt_code(jyz_setting_set(store, "b", "2", &err), JYZ_EIO, &err);
	jt_code(jyz_store_exec(store, "DELETE FROM setting", &err), JYZ_EIO,
		&err);
	jt_code(jyz_tx_commit(&tx, &err), JYZ_EIO, &err);
	jt_str_eq(settings(store), "");
	jt_ok(jyz_tx_begin(&tx, store, &err), &err);
	set(store, "c", "3");
	jt_ok(jyz_tx_commit(&tx, &err), &err);
	jt_str_eq(settings(store), "c3");
	jyz_store_close(store);
}

static void settings_need_a_transaction(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store = st_memory();
	struct jyz_tx tx = JYZ_TX_INIT;
	char *value = NULL;

	(void)state;
	jt_code(jyz_setting_set(store, "a", "1", &err), JYZ_EINTERNAL, &err);
	jt_ok(jyz_setting_get(store, "a", &value, &err), &err);
	assert_null(value);
	jt_ok(jyz_tx_begin(&tx, store, &err), &err);
	set(store, "a", "1");
	set(store, "a", "界");
	set(store, "b", "2");
	set(store, "b", NULL);
	set(store, "c", NULL);
	jt_ok(jyz_tx_commit(&tx, &err), &err);
	jt_ok(jyz_setting_get(store, "a", &value, &err), &err);
	jt_str_eq(jt_keep(value), "界");
	jt_str_eq(settings(store), "a界");
	jyz_store_close(store);
}

static void a_reading_one_sees_one_state(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *path;
	struct jyz_store *a = st_file(&path);
	struct jyz_store *b = st_open(path, JYZ_OPEN_READ);
	struct jyz_tx read = JYZ_TX_INIT, write = JYZ_TX_INIT;

	(void)state;
	jyz_store_set_busy(a, 30);
	jt_ok(jyz_tx_begin_read(&read, b, &err), &err);
	jt_str_eq(settings(b), "");
	/* The writer waits for the reader, then gives up in good order. */
	jt_ok(jyz_tx_begin(&write, a, &err), &err);
	set(a, "a", "1");
	jt_code(jyz_tx_commit(&write, &err), JYZ_EBUSY, &err);
	jt_str_eq(settings(b), "");
	jt_code(jyz_tx_begin(&write, b, &err), JYZ_EINTERNAL, &err);
	jt_ok(jyz_tx_commit(&read, &err), &err);

	jt_ok(jyz_tx_begin(&write, a, &err), &err);
	set(a, "a", "1");
	jt_code(jyz_tx_begin_read(&read, a, &err), JYZ_EINTERNAL, &err);
	jt_ok(jyz_tx_commit(&write, &err), &err);
	jt_str_eq(settings(b), "a1");
	/* A store opened for reading writes nothing. */
	jt_code(jyz_tx_begin(&write, b, &err), JYZ_EINTERNAL, &err);
	jt_code(jyz_store_exec(b, "DELETE FROM setting", &err), JYZ_EIO,
		&err);
	jt_str_eq(settings(b), "a1");
	jyz_store_close(a);
	jyz_store_close(b);
}

static void one_writes_at_a_time(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *path;
	struct jyz_store *store = st_file(&path);
	struct jyz_tx tx = JYZ_TX_INIT;
	struct st_holder holder = st_hold(path, "BEGIN IMMEDIATE; INSERT INTO"
					  " setting VALUES ('x', 'y')");

	(void)state;
	jyz_store_set_busy(store, 30);
	jt_code(jyz_tx_begin(&tx, store, &err), JYZ_EBUSY, &err);
	jt_has(err.msg, path);
	assert_non_null(err.hint);
	/* Reading goes on. */
	jt_str_eq(settings(store), "");
	st_release(&holder);
	jt_ok(jyz_tx_begin(&tx, store, &err), &err);
	set(store, "a", "1");
	jt_ok(jyz_tx_commit(&tx, &err), &err);
	jt_str_eq(settings(store), "a1");
	jyz_store_close(store);
}

static void an_upgrade_by_another_is_noticed(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const char *path;
	struct jyz_store *store = st_file(&path);
	struct jyz_tx tx = JYZ_TX_INIT;

	(void)state;
	jt_int_eq(st_foreign(path, "PRAGMA user_version = 3"), 0);
	jt_code(jyz_tx_begin(&tx, store, &err), JYZ_EBUSY, &err);
	jt_has(err.msg, "upgraded");
	jt_int_eq(st_foreign(path, "PRAGMA user_version = 2"), 0);
	jt_ok(jyz_tx_begin(&tx, store, &err), &err);
	jyz_tx_free(&tx);
	jyz_store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(freed_it_rolls_back),
		cmocka_unit_test(inner_ones_roll_back_alone),
		cmocka_unit_test(an_open_inner_one_stops_the_commit),
		cmocka_unit_test(sql_text_cannot_end_it),
		cmocka_unit_test(settings_need_a_transaction),
		cmocka_unit_test(a_reading_one_sees_one_state),
		cmocka_unit_test(one_writes_at_a_time),
		cmocka_unit_test(an_upgrade_by_another_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
