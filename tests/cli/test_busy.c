/*
 * Another program is writing: exit code 75 when the wait (10 s) is over.  A
 * program of its own, since it does little but wait.
 */
#include "group.h"

#include "jyz/store/store.h"

static void busy(void **state)
{
	const char *db = group_new();
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store;

	(void)state;
	jt_ok(jyz_store_open(&store, db, JYZ_OPEN_WRITE, &jyz_schema_embedded,
			     &err),
	      &err);
	jt_ok(jyz_store_exec(store, "BEGIN IMMEDIATE", &err), &err);
	/* Readers do not wait. */
	group_ok(db, "gaps");
	struct jt_result r = group(db, "config", "school", "x");

	jyz_store_close(store);
	jt_int_eq(r.status, 75);
	jt_has(r.err, "jyz: ");
	jt_has(group_ok(db, "config", "school").out, "第一中学");
	group_ok(db, "config", "school", "x");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(busy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
