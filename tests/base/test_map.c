/* Maps: keys of bytes and of integers, in the order of their coming. */
#include "jt.h"

#include <stdio.h>

#include "jyz/base/map.h"

static void keys_are_told_apart(void **state)
{
	static const struct { const char *key; size_t len; } keys[] = {
		{ "", 0 }, { "\0", 1 }, { "a", 1 }, { "a\0", 2 },
		{ "6a797a72756272696300000000000001", 32 },
		{ "6a797a72756272696300000000000002", 32 },
		{ "王芳", 6 }, { "王方", 6 },
	};
	JYZ_AUTO(jyz_map) map = JYZ_MAP_INIT;

	(void)state;
	assert_null(jyz_map_get(&map, "a", 1));
	for (size_t i = 0; i < JT_COUNT(keys); i++)
		jt_int_eq(*jyz_map_put(&map, keys[i].key, keys[i].len,
				       (int64_t)i), i);
	for (size_t i = 0; i < JT_COUNT(keys); i++) {
		/* What is there keeps its value. */
		jt_int_eq(*jyz_map_put(&map, keys[i].key, keys[i].len, -1),
			  i);
		jt_int_eq(*jyz_map_get(&map, keys[i].key, keys[i].len), i);
		jt_int_eq(map.entries[i].len, keys[i].len);
	}
	jt_int_eq(map.count, JT_COUNT(keys));
	assert_null(jyz_map_get(&map, "b", 1));
	jt_str_eq(map.entries[6].key, "王芳");
}

static void many_ids_in_order(void **state)
{
	enum { N = 20000 };
	JYZ_AUTO(jyz_map) map = JYZ_MAP_INIT;

	(void)state;
	for (int64_t i = 0; i < N; i++)
		*jyz_map_put_id(&map, i * 4096 - 7, 0) += i;
	*jyz_map_get_id(&map, -7) = 99;
	jt_int_eq(map.count, N);
	jt_int_eq(*jyz_map_get_id(&map, -7), 99);
	for (int64_t i = 1; i < N; i++) {
		jt_int_eq(*jyz_map_get_id(&map, i * 4096 - 7), i);
		jt_int_eq(jyz_map_id(&map.entries[i]), i * 4096 - 7);
	}
	assert_null(jyz_map_get_id(&map, 1));
	assert_null(jyz_map_get_id(&map, (int64_t)N * 4096 - 7));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_are_told_apart),
		cmocka_unit_test(many_ids_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
