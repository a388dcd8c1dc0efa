/* Errors gather context on their way up and keep their code. */
#include <errno.h>

#include "jt.h"

static void set_drops_what_was_there(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

	(void)state;
	jt_int_eq(jyz_error_set(&err, JYZ_EBUSY, "first"), JYZ_EBUSY);
	jyz_error_hint(&err, "wait");
	jyz_error_detail(&err, "rc %d", 5);
	jt_int_eq(jyz_error_set(&err, JYZ_EINVAL, "no %s", "way"), JYZ_EINVAL);
	jt_int_eq(err.code, JYZ_EINVAL);
	jt_str_eq(err.msg, "no way");
	jt_str_eq(err.hint, NULL);
	jt_str_eq(err.detail, NULL);
}

static void prefix_keeps_code_hint_and_detail(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

	(void)state;
	jyz_error_set(&err, JYZ_EINVAL, "'%s' is not a number", "8o");
	jyz_error_hint(&err, "write %d", 80);
	jyz_error_detail(&err, "cell %s", "B3");
	jt_int_eq(jyz_error_prefix(&err, "line %d", 3), JYZ_EINVAL);
	jt_int_eq(jyz_error_prefix(&err, "a.csv"), JYZ_EINVAL);
	jt_str_eq(err.msg, "a.csv: line 3: '8o' is not a number");
	jt_str_eq(err.hint, "write 80");
	jt_str_eq(err.detail, "cell B3");
}

static void prefix_of_nothing_is_the_message(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

	(void)state;
	jt_int_eq(jyz_error_prefix(&err, "line %d", 3), JYZ_OK);
	jt_str_eq(err.msg, "line 3");
}

static void text_may_quote_the_one_it_replaces(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

	(void)state;
	jyz_error_set(&err, JYZ_EIO, "disk full");
	jyz_error_hint(&err, "delete something");
	jyz_error_set(&err, JYZ_EIO, "%s (%s)", err.msg, err.hint);
	jt_str_eq(err.msg, "disk full (delete something)");
	jyz_error_hint(&err, "%s!", err.msg);
	jt_str_eq(err.hint, "disk full (delete something)!");
}

static void errno_becomes_a_code_and_a_reason(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

	(void)state;
	jt_int_eq(jyz_error_errno(&err, ENOENT, "cannot open '%s'", "x.db"),
		  JYZ_ENOTFOUND);
	jt_str_eq(err.msg, "cannot open 'x.db': No such file or directory");
	jt_int_eq(jyz_error_errno(&err, ENOSPC, "cannot write"), JYZ_EIO);
	jt_str_eq(err.msg, "cannot write: No space left on device");
	jt_int_eq(jyz_error_errno(&err, 12345, "odd"), JYZ_EIO);
	jt_has(err.msg, "odd: ");
	jt_has(err.msg, "12345");
}

static void move_leaves_the_source_clear(void **state)
{
	JYZ_AUTO(jyz_error) a = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_error) b = JYZ_ERROR_INIT;

	(void)state;
	jyz_error_set(&a, JYZ_EBUSY, "a");
	jyz_error_set(&b, JYZ_EIO, "b");
	jyz_error_hint(&b, "h");
	jyz_error_move(&a, &b);
	jt_int_eq(a.code, JYZ_EIO);
	jt_str_eq(a.msg, "b");
	jt_str_eq(a.hint, "h");
	jt_int_eq(b.code, JYZ_OK);
	jt_str_eq(b.msg, NULL);
	jyz_error_move(&a, &a);
	jt_str_eq(a.msg, "b");
}

static void free_can_be_repeated(void **state)
{
	struct jyz_error err = JYZ_ERROR_INIT;

	(void)state;
	jyz_error_set(&err, JYZ_EIO, "x");
	jyz_error_free(&err);
	jyz_error_free(&err);
	jyz_error_free(NULL);
	jt_int_eq(err.code, JYZ_OK);
	jt_str_eq(err.msg, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(set_drops_what_was_there),
		cmocka_unit_test(prefix_keeps_code_hint_and_detail),
		cmocka_unit_test(prefix_of_nothing_is_the_message),
		cmocka_unit_test(text_may_quote_the_one_it_replaces),
		cmocka_unit_test(errno_becomes_a_code_and_a_reason),
		cmocka_unit_test(move_leaves_the_source_clear),
		cmocka_unit_test(free_can_be_repeated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
