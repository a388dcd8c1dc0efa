/* Buffers, arenas, growing arrays, and the values that point into them. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jt.h"
#include "jyz/base/mem.h"
#include "jyz/base/value.h"

static void buffer_is_always_a_string(void **state)
{
	JYZ_AUTO(jyz_buf) buf = JYZ_BUF_INIT;

	(void)state;
	jt_str_eq(buf.data, "");
	jyz_buf_clear(&buf);
	jyz_buf_adds(&buf, "");
	jt_str_eq(buf.data, "");
	jyz_buf_addc(&buf, 'a');
	jyz_buf_adds(&buf, "bc");
	jyz_buf_addf(&buf, "%d-%s", 42, "x");
	jt_str_eq(buf.data, "abc42-x");
	jt_int_eq(buf.len, 7);
	jyz_buf_clear(&buf);
	jt_str_eq(buf.data, "");
	jt_int_eq(buf.len, 0);
	jyz_buf_free(&buf);
	jt_str_eq(buf.data, "");
	jt_int_eq(jyz_buf_empty[0], 0);
}

static void buffer_keeps_nul_bytes(void **state)
{
	JYZ_AUTO(jyz_buf) buf = JYZ_BUF_INIT;

	(void)state;
	jyz_buf_add(&buf, "a\0b", 3);
	jyz_buf_addc(&buf, 'c');
	jt_int_eq(buf.len, 4);
	assert_memory_equal(buf.data, "a\0bc", 5);
}

/* Formatting writes into what room there is, and again when it was short. */
static void formatting_at_every_border(void **state)
{
	(void)state;
	for (int before = 0; before < 70; before++) {
		for (int len = 0; len < 200; len++) {
			JYZ_AUTO(jyz_buf) buf = JYZ_BUF_INIT;

			for (int i = 0; i < before; i++)
				jyz_buf_addc(&buf, '.');
			jyz_buf_addf(&buf, "%0*d|", len, 0);
			jt_int_eq(buf.len, before + (len ? len : 1) + 1);
			jt_int_eq(strlen(buf.data), buf.len);
			jt_int_eq(buf.data[buf.len - 1], '|');
		}
	}
}

static void detach_hands_over_and_starts_anew(void **state)
{
	JYZ_AUTO(jyz_buf) buf = JYZ_BUF_INIT;
	char *s = jyz_buf_detach(&buf);

	(void)state;
	jt_str_eq(s, "");
	free(s);
	jyz_buf_adds(&buf, "one");
	s = jyz_buf_detach(&buf);
	jyz_buf_adds(&buf, "two");
	jt_str_eq(s, "one");
	jt_str_eq(buf.data, "two");
	free(s);
}

static void reserve_avoids_moving(void **state)
{
	JYZ_AUTO(jyz_buf) buf = JYZ_BUF_INIT;

	(void)state;
	jyz_buf_reserve(&buf, 1000);

	const char *data = buf.data;

	for (int i = 0; i < 1000; i++)
		jyz_buf_addc(&buf, 'x');
	assert_ptr_equal(buf.data, data);
	jt_int_eq(buf.len, 1000);
}

static void copies_of_strings(void **state)
{
	char *all = jyz_strdup("高一"), *part = jyz_strndup("abc", 2);
	char *short_one = jyz_strndup("ab", 99);

	(void)state;
	jt_str_eq(all, "高一");
	jt_str_eq(part, "ab");
	jt_str_eq(short_one, "ab");
	assert_null(jyz_strdup(NULL));
	assert_null(jyz_strndup(NULL, 3));
	free(all);
	free(part);
	free(short_one);
}

static void array_grows(void **state)
{
	int *items = NULL;
	size_t count = 0, room = 0;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		JYZ_GROW(items, count, room);
		items[count++] = i;
	}
	for (int i = 0; i < 1000; i++)
		jt_int_eq(items[i], i);
	free(items);
}

/* The signal that ends a child which asks for so many bytes; 0: none. */
static int signal_of(size_t count, size_t size)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		signal(SIGABRT, SIG_DFL);
		close(STDERR_FILENO);
		free(jyz_realloc(NULL, count, size));
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void overflow_aborts(void **state)
{
	(void)state;
	jt_int_eq(signal_of(SIZE_MAX / 2, 4), SIGABRT);
	jt_int_eq(signal_of(4, 2), 0);
	jt_int_eq(signal_of(0, 4), 0);
}

static void arena_memory_is_cleared_aligned_and_apart(void **state)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	unsigned char *p[500];

	(void)state;
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < 500; i++) {
			size_t size = i * 7 % 97 + (i % 100 ? 0 : 9000);

			p[i] = jyz_arena_alloc(&arena, size);
			jt_int_eq((uintptr_t)p[i] % _Alignof(max_align_t), 0);
			for (size_t j = 0; j < size; j++)
				jt_int_eq(p[i][j], 0);
			memset(p[i], (int)(i % 251), size);
		}
		for (size_t i = 0; i < 500; i++)
			if (i * 7 % 97)
				jt_int_eq(p[i][0], i % 251);
		/* In the second round the memory is used again. */
		jyz_arena_clear(&arena);
	}
}

static void arena_keeps_strings(void **state)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	char *a = jyz_arena_strdup(&arena, "王芳");
	char *b = jyz_arena_strndup(&arena, "abcdef", 3);
	char *c = jyz_arena_printf(&arena, "%s%d", "x", 7);

	(void)state;
	assert_null(jyz_arena_strdup(&arena, NULL));
	for (int i = 0; i < 10000; i++)
		jyz_arena_printf(&arena, "%d", i);
	jt_str_eq(a, "王芳");
	jt_str_eq(b, "abc");
	jt_str_eq(c, "x7");
}

static void arena_freed_can_be_used_again(void **state)
{
	struct jyz_arena arena = JYZ_ARENA_INIT;

	(void)state;
	jyz_arena_clear(&arena);
	jyz_arena_strdup(&arena, "a");
	jyz_arena_free(&arena);
	jyz_arena_free(&arena);
	jt_str_eq(jyz_arena_strdup(&arena, "b"), "b");
	jyz_arena_free(&arena);
	jyz_arena_free(NULL);
}

static void values_are_the_same_by_type_and_content(void **state)
{
	const char a[] = "x", b[] = "x";

	(void)state;
	assert_true(jyz_value_same(jyz_null(), jyz_text(NULL)));
	assert_true(jyz_value_same(jyz_int(-3), jyz_int(-3)));
	assert_true(jyz_value_same(jyz_text(a), jyz_text(b)));
	assert_false(jyz_value_same(jyz_int(3), jyz_int(4)));
	assert_false(jyz_value_same(jyz_text("1"), jyz_int(1)));
	assert_false(jyz_value_same(jyz_null(), jyz_int(0)));
	assert_false(jyz_value_same(jyz_text(""), jyz_null()));
	assert_false(jyz_value_same(jyz_text("x"), jyz_text("X")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(buffer_is_always_a_string),
		cmocka_unit_test(buffer_keeps_nul_bytes),
		cmocka_unit_test(formatting_at_every_border),
		cmocka_unit_test(detach_hands_over_and_starts_anew),
		cmocka_unit_test(reserve_avoids_moving),
		cmocka_unit_test(copies_of_strings),
		cmocka_unit_test(array_grows),
		cmocka_unit_test(overflow_aborts),
		cmocka_unit_test(arena_memory_is_cleared_aligned_and_apart),
		cmocka_unit_test(arena_keeps_strings),
		cmocka_unit_test(arena_freed_can_be_used_again),
		cmocka_unit_test(values_are_the_same_by_type_and_content),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
