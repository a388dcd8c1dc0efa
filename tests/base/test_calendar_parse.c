/* Dates and times as people type them. */
#include "jt.h"
#include "jyz/base/calendar.h"

#define TODAY "2026-10-12"

static void dates_that_are_understood(void **state)
{
	static const struct {
		const char *text, *today, *date;
	} cases[] = {
		{ "2026-10-12", TODAY, "2026-10-12" },
		{ "2026-1-2", TODAY, "2026-01-02" },
		{ "2026/10/12", TODAY, "2026-10-12" },
		{ "2026/1/2", TODAY, "2026-01-02" },
		{ "2026.10.12", TODAY, "2026-10-12" },
		{ "20261012", TODAY, "2026-10-12" },
		{ "2026年10月12日", TODAY, "2026-10-12" },
		{ "2026年9月1日", TODAY, "2026-09-01" },
		{ "2026 年 9 月 1 日", TODAY, "2026-09-01" },
		{ "2026年9月1号", TODAY, "2026-09-01" },
		{ "2026年9月1", TODAY, "2026-09-01" },
		{ "２０２６－１０－１２", TODAY, "2026-10-12" },
		{ "２０２６／１０／１２", TODAY, "2026-10-12" },
		{ "２０２６．１０．１２", TODAY, "2026-10-12" },
		{ "２０２６１０１２", TODAY, "2026-10-12" },
		{ "２０２６年１０月１２日", TODAY, "2026-10-12" },
		{ "　2026-10-12　", TODAY, "2026-10-12" },
		{ "2024-02-29", TODAY, "2024-02-29" },
		/* Without a year: in the school year of today. */
		{ "10-12", TODAY, "2026-10-12" },
		{ "9/1", TODAY, "2026-09-01" },
		{ "8月1日", TODAY, "2026-08-01" },
		{ "7月31日", TODAY, "2027-07-31" },
		{ "10月12号", TODAY, "2026-10-12" },
		{ "１０月１２日", TODAY, "2026-10-12" },
		{ "１０－１２", TODAY, "2026-10-12" },
		{ "9-1", "2027-03-05", "2026-09-01" },
		{ "3-5", "2027-03-05", "2027-03-05" },
		{ "9-1", "2027-07-31", "2026-09-01" },
		{ "9-1", "2027-08-01", "2027-09-01" },
		{ "2-29", "2023-10-12", "2024-02-29" },
		/* Words. */
		{ "今天", TODAY, "2026-10-12" },
		{ "昨天", TODAY, "2026-10-11" },
		{ "前天", TODAY, "2026-10-10" },
		{ "明天", TODAY, "2026-10-13" },
		{ "后天", TODAY, "2026-10-14" },
		{ "today", TODAY, "2026-10-12" },
		{ "Yesterday", "2027-01-01", "2026-12-31" },
		{ "TOMORROW", "2024-02-28", "2024-02-29" },
		{ "ｔｏｄａｙ", TODAY, "2026-10-12" },
	};
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		char out[JYZ_DATE_SIZE] = "";

		jt_ok(jyz_date_parse(out, cases[i].text, cases[i].today, &err),
		      &err);
		jt_str_eq(out, cases[i].date);
	}
}

static void dates_that_are_refused(void **state)
{
	static const struct {
		const char *text, *reason;
	} cases[] = {
		{ "", "not a date" },
		{ "x", "not a date" },
		{ "10", "not a date" },
		{ "1012", "not a date" },
		{ "10.12", "not a date" },
		{ "26-10-12", "not a date" },
		{ "2026-10", "not a date" },
		{ "2026-10/12", "not a date" },
		{ "2026--10-12", "not a date" },
		{ "2026-10-12-", "not a date" },
		{ "2026-10-12-13-14", "not a date" },
		{ "-10-12", "not a date" },
		{ "2026 10 12", "not a date" },
		{ "2026-010-12", "not a date" },
		{ "10月", "not a date" },
		{ "12日", "not a date" },
		{ "2026年10月", "not a date" },
		{ "10-12 8:30", "not a date" },
		{ "99999999999999999999", "not a date" },
		{ "\xff", "not a date" },
		{ "2026-02-30", "no such day" },
		{ "2026-02-29", "no such day" },
		{ "20261301", "no such day" },
		{ "0206-10-12", "no such day" },
		{ "13-1", "no such day" },
		{ "2-29", "no such day" },
		{ "10-0", "no such day" },
	};
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		char out[JYZ_DATE_SIZE] = "as it was";

		jt_code(jyz_date_parse(out, cases[i].text, TODAY, &err),
			JYZ_EINVAL, &err);
		jt_has(err.msg, cases[i].reason);
		jt_has(err.msg, cases[i].text);
		jt_str_eq(out, "as it was");
	}
}

static void times_that_are_understood(void **state)
{
	static const struct {
		const char *text, *time;
	} cases[] = {
		{ "8:30", "08:30" },         { "08:30", "08:30" },
		{ "0:00", "00:00" },         { "23:59", "23:59" },
		{ "8：30", "08:30" },        { "８：３０", "08:30" },
		{ "8:30:00", "08:30" },      { "8点", "08:00" },
		{ "8点30分", "08:30" },      { "8点5分", "08:05" },
		{ "8点30", "08:30" },        { "8时30分", "08:30" },
		{ "8点半", "08:30" },        { "8点整", "08:00" },
		{ "８点３０分", "08:30" },   { "上午8:30", "08:30" },
		{ "早上8点", "08:00" },      { "凌晨1点", "01:00" },
		{ "凌晨12点", "00:00" },     { "中午12点", "12:00" },
		{ "中午11:30", "11:30" },    { "中午1点", "13:00" },
		{ "下午2:30", "14:30" },     { "下午２：３０", "14:30" },
		{ "下午 2点半", "14:30" },   { "下午14:30", "14:30" },
		{ "下午12:30", "12:30" },    { "傍晚6点", "18:00" },
		{ "晚上7点", "19:00" },      { "晚上19:00", "19:00" },
		{ "2:30pm", "14:30" },       { "2:30 PM", "14:30" },
		{ "２：３０ｐｍ", "14:30" }, { "2pm", "14:00" },
		{ "12:30pm", "12:30" },      { "12:30am", "00:30" },
		{ "8am", "08:00" },          { " 8:30 ", "08:30" },
	};
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		char out[JYZ_TIME_SIZE] = "";

		jt_ok(jyz_time_parse(out, cases[i].text, &err), &err);
		jt_str_eq(out, cases[i].time);
	}
}

static void times_that_are_refused(void **state)
{
	static const char *const cases[] = {
		"",
		"8",
		"830",
		"24:00",
		"8:60",
		"8:5",
		"8:030",
		"008:30",
		"8:30:15",
		"8:",
		":30",
		"8点60分",
		"8.30",
		"-8:30",
		"下午",
		"下午8",
		"pm",
		"13:00am",
		"0:30pm",
		"上午12点",
		"上午14点",
		"晚上12点",
		"晚上1点",
		"凌晨8点",
		"中午8点",
		"下午2pm",
		"8:30半",
		"半",
		"99999999999:00",
		"8点30分15",
		"x",
	};
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		char out[JYZ_TIME_SIZE] = "..";

		jt_code(jyz_time_parse(out, cases[i], &err), JYZ_EINVAL, &err);
		jt_has(err.msg, cases[i]);
		jt_str_eq(out, "..");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_that_are_understood),
		cmocka_unit_test(dates_that_are_refused),
		cmocka_unit_test(times_that_are_understood),
		cmocka_unit_test(times_that_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
