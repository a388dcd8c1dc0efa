/* Exact decimals: reading, writing, changing the scale. */
#include <inttypes.h>
#include <stdlib.h>

#include "jt.h"
#include "jyz/base/decimal.h"

static void reads_what_people_write(void **state)
{
	static const struct {
		const char *text;
		int scale;
		int64_t value;
	} cases[] = {
		{ "88.5", 2, 8850 },
		{ "８８．５", 2, 8850 },
		{ " 1,234.5 ", 2, 123450 },
		{ "１，２３４．５", 2, 123450 },
		{ "1,234,567", 0, 1234567 },
		{ "12,345", 0, 12345 },
		{ "+3", 2, 300 },
		{ "-0.5", 2, -50 },
		{ "−0.5", 2, -50 },
		{ "－５", 0, -5 },
		{ "９５", 2, 9500 },
		{ "95分", 2, 9500 },
		{ "95 分", 2, 9500 },
		{ "９５．５　分　", 2, 9550 },
		{ ".5", 2, 50 },
		{ "0", 2, 0 },
		{ "-0", 2, 0 },
		{ "007", 0, 7 },
		{ "88.500", 2, 8850 },
		{ "5.0000000000000000000000000", 0, 5 },
		{ "0.00000001", 8, 1 },
		{ "9223372036854775807", 0, INT64_MAX },
		{ "-9223372036854775808", 0, INT64_MIN },
		{ "92233720368547758.07", 2, INT64_MAX },
		{ "-92233720368547758.08", 2, INT64_MIN },
		{ "9.223372036854775807", 18, INT64_MAX },
		{ "0000000000000000000000000000001", 0, 1 },
	};
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		int64_t value = -77;

		jt_ok(jyz_decimal_parse(&value, cases[i].text, cases[i].scale,
					0, "分", &err),
		      &err);
		if (value != cases[i].value)
			jt_fail("'%s' gives %" PRId64, cases[i].text, value);
	}
}

static void refuses_what_it_would_have_to_guess(void **state)
{
	static const struct {
		const char *text;
		int scale;
		const char *reason;
	} cases[] = {
		{ "", 2, "not a number" },
		{ " ", 2, "not a number" },
		{ "-", 2, "not a number" },
		{ "+", 2, "not a number" },
		{ ".", 2, "not a number" },
		{ "分", 2, "not a number" },
		{ "-分", 2, "not a number" },
		{ "5.", 2, "not a number" },
		{ "5.分", 2, "not a number" },
		{ "--5", 2, "not a number" },
		{ "+-5", 2, "not a number" },
		{ "5-", 2, "not a number" },
		{ "- 5", 2, "not a number" },
		{ "1 2", 2, "not a number" },
		{ "12,34", 2, "not a number" },
		{ "1234,567", 2, "not a number" },
		{ "1,2345", 2, "not a number" },
		{ "1,23,456", 2, "not a number" },
		{ ",123", 2, "not a number" },
		{ "1,", 2, "not a number" },
		{ "1,,234", 2, "not a number" },
		{ "0,123", 2, "not a number" },
		{ "1.234,567", 3, "not a number" },
		{ "1e3", 2, "not a number" },
		{ "0x1F", 2, "not a number" },
		{ "inf", 2, "not a number" },
		{ "1.2.3", 2, "not a number" },
		{ "88.5分分", 2, "not a number" },
		{ "88.5%", 2, "not a number" },
		{ "缺考", 2, "not a number" },
		{ "8\xff", 2, "not a number" },
		{ "88.555", 2, "more than 2 decimals" },
		{ "88.55", 1, "more than 1 decimal" },
		{ "88.5", 0, "not a whole number" },
		{ "92233720368547758.08", 2, "too large" },
		{ "9223372036854775808", 0, "too large" },
		{ "-9223372036854775809", 0, "too large" },
		{ "99999999999999999999999999999", 2, "too large" },
		{ "10", 18, "too large" },
	};
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		int64_t value = -77;

		jt_code(jyz_decimal_parse(&value, cases[i].text,
					  cases[i].scale, 0, "分", &err),
			JYZ_EINVAL, &err);
		jt_has(err.msg, cases[i].reason);
		jt_has(err.msg, cases[i].text);
		jt_int_eq(value, -77);
	}
}

static void unit_must_be_the_one_asked_for(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	int64_t value;

	(void)state;
	jt_code(jyz_decimal_parse(&value, "95分", 2, 0, NULL, &err),
		JYZ_EINVAL, &err);
	jt_code(jyz_decimal_parse(&value, "95人", 2, 0, "分", &err),
		JYZ_EINVAL, &err);
	jt_ok(jyz_decimal_parse(&value, "３５％", 0, 0, "%", &err), &err);
	jt_int_eq(value, 35);
}

static void rounds_half_away_from_zero(void **state)
{
	static const struct {
		const char *text;
		int scale;
		int64_t value;
	} cases[] = {
		{ "88.554", 2, 8855 },
		{ "88.555", 2, 8856 },
		{ "88.5549999", 2, 8855 },
		{ "-88.555", 2, -8856 },
		{ "-88.554", 2, -8855 },
		{ "0.5", 0, 1 },
		{ "-0.5", 0, -1 },
		{ "0.49", 0, 0 },
		{ "99.999", 2, 10000 },
		{ "-9223372036854775807.5", 0, INT64_MIN },
	};
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	int64_t value;

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		jt_ok(jyz_decimal_parse(&value, cases[i].text, cases[i].scale,
					JYZ_DECIMAL_ROUND, NULL, &err),
		      &err);
		jt_int_eq(value, cases[i].value);
	}
	jt_code(jyz_decimal_parse(&value, "9223372036854775807.5", 0,
				  JYZ_DECIMAL_ROUND, NULL, &err),
		JYZ_EINVAL, &err);
	jt_code(jyz_decimal_parse(&value, "-9223372036854775808.5", 0,
				  JYZ_DECIMAL_ROUND, NULL, &err),
		JYZ_EINVAL, &err);
}

static void writes_the_shortest_form(void **state)
{
	static const struct {
		int64_t value;
		int scale;
		const char *text;
	} cases[] = {
		{ 8850, 2, "88.5" },
		{ 8800, 2, "88" },
		{ 8855, 2, "88.55" },
		{ 5, 2, "0.05" },
		{ -5, 2, "-0.05" },
		{ -50, 2, "-0.5" },
		{ 0, 2, "0" },
		{ 100, 0, "100" },
		{ 1, 8, "0.00000001" },
		{ INT64_MAX, 0, "9223372036854775807" },
		{ INT64_MIN, 2, "-92233720368547758.08" },
		{ INT64_MIN, 18, "-9.223372036854775808" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

		jyz_decimal_format(&out, cases[i].value, cases[i].scale);
		jt_str_eq(out.data, cases[i].text);
	}
}

static void rescales(void **state)
{
	static const struct {
		int64_t value;
		int from, to;
		int64_t result;
	} cases[] = {
		{ 885, 1, 2, 8850 },
		{ 8850, 2, 2, 8850 },
		{ 8854, 2, 1, 885 },
		{ 8855, 2, 1, 886 },
		{ -8855, 2, 1, -886 },
		{ -8854, 2, 1, -885 },
		{ 50, 2, 0, 1 },
		{ -50, 2, 0, -1 },
		{ 49, 2, 0, 0 },
		{ -149, 2, 0, -1 },
		{ -150, 2, 0, -2 },
		{ 500000000, 8, 0, 5 },
		{ INT64_MIN, 18, 0, -9 },
		{ INT64_MAX, 18, 0, 9 },
		{ INT64_MAX, 19, 0, 1 },
		{ INT64_MAX, 20, 0, 0 },
		{ INT64_MIN, 1, 0, INT64_C(-922337203685477581) },
		{ INT64_MAX, 0, 1, INT64_MAX },
		{ INT64_MIN, 0, 1, INT64_MIN },
		{ 0, 0, 18, 0 },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++)
		if (jyz_decimal_rescale(cases[i].value, cases[i].from,
					cases[i].to) != cases[i].result)
			jt_fail("case %zu: %" PRId64, i,
				jyz_decimal_rescale(cases[i].value,
						    cases[i].from,
						    cases[i].to));
}

static int64_t random_number(void)
{
	uint64_t bits = 0;

	for (int i = 0; i < 5; i++)
		bits = bits << 15 ^ (uint64_t)rand();
	/* Of every length: most of the numbers people have are small. */
	return (int64_t)bits >> (rand() % 64);
}

static void what_is_written_reads_back(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	(void)state;
	srand(20261012);
	for (int i = 0; i < 20000; i++) {
		int64_t value = random_number(), back = 0;
		int scale = rand() % 19;

		jyz_buf_clear(&text);
		jyz_decimal_format(&text, value, scale);
		if (jyz_decimal_parse(&back, text.data, scale, 0, NULL,
				      &err) != JYZ_OK ||
		    back != value)
			jt_fail("%" PRId64 " at scale %d: '%s'", value, scale,
				text.data);
		/* And up a scale and down again. */
		if (scale < 18 && value / 10 * 10 / 10 == value &&
		    value < INT64_MAX / 10 && value > INT64_MIN / 10)
			jt_int_eq(jyz_decimal_rescale(
					  jyz_decimal_rescale(value, scale,
							      scale + 1),
					  scale + 1, scale),
				  value);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_people_write),
		cmocka_unit_test(refuses_what_it_would_have_to_guess),
		cmocka_unit_test(unit_must_be_the_one_asked_for),
		cmocka_unit_test(rounds_half_away_from_zero),
		cmocka_unit_test(writes_the_shortest_form),
		cmocka_unit_test(rescales),
		cmocka_unit_test(what_is_written_reads_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
