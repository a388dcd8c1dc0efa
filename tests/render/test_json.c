/*
 * The JSON writer: structure, exact numbers, and texts that can do no harm.
 */
#include "jt.h"

#include <string.h>

#include "jyz/render/json.h"

static void test_strings(void **state)
{
	static const struct {
		const char *text;
		const char *json;
	} cases[] = {
		{ NULL, "null" },
		{ "", "\"\"" },
		{ "王芳", "\"王芳\"" },
		{ "𠮷田 👍", "\"𠮷田 👍\"" },
		{ "a\"b\\c/d", "\"a\\\"b\\\\c/d\"" },
		{ "\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"" },
		{ "\x01\x1b[31m\x7f", "\"\\u0001\\u001b[31m\\u007f\"" },
		{ "\xC2\x9B", "\"\\u009b\"" },
		{ "\xE2\x80\xA8\xE2\x80\xAE", "\"\\u2028\\u202e\"" },
		{ "\xE2\x80\x8F\xD8\x9C", "\"\\u200f\\u061c\"" },
		/* Bytes that are no character, alone, cut off, overlong,
		   surrogate. */
		{ "a\xFFz", "\"a\xEF\xBF\xBDz\"" },
		{ "\xE7\x8E", "\"\xEF\xBF\xBD\xEF\xBF\xBD\"" },
		{ "\xE7\x8E\"", "\"\xEF\xBF\xBD\xEF\xBF\xBD\\\"\"" },
		{ "\xC0\xAF", "\"\xEF\xBF\xBD\xEF\xBF\xBD\"" },
		{ "\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"" },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;
		struct jyz_json json;

		jyz_json_init(&json, &out, false);
		jyz_json_string(&json, cases[i].text);
		jt_str_eq(out.data, cases[i].json);
	}
}

static void test_numbers(void **state)
{
	static const struct {
		int64_t value;
		int scale;
		const char *json;
	} cases[] = {
		{ 0, 0, "0" },
		{ -5, 0, "-5" },
		{ INT64_MAX, 0, "9223372036854775807" },
		{ INT64_MIN, 0, "-9223372036854775808" },
		{ 7910, 2, "79.1" },
		{ 7900, 2, "79" },
		{ 5, 2, "0.05" },
		{ -50, 2, "-0.5" },
		{ 8033333333, 8, "80.33333333" },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;
		struct jyz_json json;

		jyz_json_init(&json, &out, false);
		if (cases[i].scale)
			jyz_json_decimal(&json, cases[i].value,
					 cases[i].scale);
		else
			jyz_json_int(&json, cases[i].value);
		jt_str_eq(out.data, cases[i].json);
	}
}

static void sample(struct jyz_buf *out, bool pretty)
{
	struct jyz_json json;

	jyz_json_init(&json, out, pretty);
	jyz_json_object(&json);
	jyz_json_key(&json, "a");
	jyz_json_int(&json, 1);
	jyz_json_key(&json, "b\"");
	jyz_json_array(&json);
	jyz_json_bool(&json, true);
	jyz_json_bool(&json, false);
	jyz_json_null(&json);
	jyz_json_object(&json);
	jyz_json_end(&json);
	jyz_json_array(&json);
	jyz_json_end(&json);
	jyz_json_end(&json);
	jyz_json_key(&json, "c");
	jyz_json_object(&json);
	jyz_json_key(&json, "d");
	jyz_json_string(&json, "x");
	jyz_json_end(&json);
	jyz_json_end(&json);
}

static void test_structure(void **state)
{
	JYZ_AUTO(jyz_buf) plain = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) pretty = JYZ_BUF_INIT;
	(void)state;

	sample(&plain, false);
	jt_str_eq(plain.data, "{\"a\":1,\"b\\\"\":[true,false,null,{},[]],"
			      "\"c\":{\"d\":\"x\"}}");
	sample(&pretty, true);
	jt_str_eq(pretty.data, "{\n"
			       "  \"a\": 1,\n"
			       "  \"b\\\"\": [\n"
			       "    true,\n"
			       "    false,\n"
			       "    null,\n"
			       "    {},\n"
			       "    []\n"
			       "  ],\n"
			       "  \"c\": {\n"
			       "    \"d\": \"x\"\n"
			       "  }\n"
			       "}");
}

/* As deep as the writer goes. */
static void test_depth(void **state)
{
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) expected = JYZ_BUF_INIT;
	struct jyz_json json;
	(void)state;

	jyz_json_init(&json, &out, false);
	for (size_t i = 0; i < JT_COUNT(json.first); i++) {
		jyz_json_array(&json);
		jyz_buf_addc(&expected, '[');
	}
	for (size_t i = 0; i < JT_COUNT(json.first); i++) {
		jyz_json_end(&json);
		jyz_buf_addc(&expected, ']');
	}
	jt_str_eq(out.data, expected.data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_strings),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_structure),
		cmocka_unit_test(test_depth),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
