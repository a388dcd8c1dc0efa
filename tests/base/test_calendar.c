/* Days, the clock, moments as local time. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "jt.h"
#include "jyz/base/calendar.h"

static void zone(const char *name)
{
	setenv("TZ", name, 1);
	tzset();
}

static void days_that_exist(void **state)
{
	static const struct {
		const char *text;
		bool valid;
	} cases[] = {
		{ "2026-10-12", true },   { "2024-02-29", true },
		{ "2000-02-29", true },   { "1900-02-29", false },
		{ "2026-02-29", false },  { "2026-02-30", false },
		{ "2026-04-31", false },  { "2026-12-31", true },
		{ "2026-13-01", false },  { "2026-00-10", false },
		{ "2026-01-00", false },  { "2026-1-1", false },
		{ "2026-10-12 ", false }, { "2026/10/12", false },
		{ "26-10-12", false },    { "", false },
		{ "2026-10-1x", false },  { "+026-10-12", false },
		{ "9999-12-31", true },   { "0026-10-12", false },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++)
		if (jyz_date_valid(cases[i].text) != cases[i].valid)
			jt_fail("'%s'", cases[i].text);
	assert_false(jyz_date_valid(NULL));
}

static void adding_days(void **state)
{
	static const struct {
		const char *from;
		int days;
		const char *to;
	} cases[] = {
		{ "2026-10-12", 0, "2026-10-12" },
		{ "2026-12-31", 1, "2027-01-01" },
		{ "2024-02-28", 1, "2024-02-29" },
		{ "2023-02-28", 1, "2023-03-01" },
		{ "2026-03-01", -1, "2026-02-28" },
		{ "2024-02-29", 365, "2025-02-28" },
		{ "1970-01-01", -1, "1969-12-31" },
		{ "2000-01-01", 146097, "2400-01-01" },
		{ "9999-12-30", 9, "9999-12-31" },
		{ "1000-01-02", -9, "1000-01-01" },
		{ "2026-02-30", 1, "" },
	};
	char out[JYZ_DATE_SIZE];

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		jyz_date_add(out, cases[i].from, cases[i].days);
		jt_str_eq(out, cases[i].to);
		if (strcmp(cases[i].to, "9999-12-31") != 0 &&
		    strcmp(cases[i].to, "1000-01-01") != 0 && *cases[i].to)
			jt_int_eq(jyz_date_days(cases[i].from, cases[i].to),
				  cases[i].days);
	}
	/* In place. */
	strcpy(out, "2026-10-31");
	jyz_date_add(out, out, 1);
	jt_str_eq(out, "2026-11-01");
	jt_int_eq(jyz_date_days("x", "2026-10-12"), 0);
}

/* Day by day through four centuries, against libc. */
static void every_day_follows_the_one_before(void **state)
{
	char day[JYZ_DATE_SIZE] = "1899-12-31", wanted[32];

	(void)state;
	for (long n = -25567; n < 84006; n++) {
		time_t noon = (time_t)n * 86400;
		struct tm tm;

		jyz_date_add(day, day, 1);
		gmtime_r(&noon, &tm);
		strftime(wanted, sizeof(wanted), "%Y-%m-%d", &tm);
		if (strcmp(day, wanted) != 0 || !jyz_date_valid(day) ||
		    jyz_date_days("1970-01-01", day) != n)
			jt_fail("%s is not %s", day, wanted);
	}
}

static void school_years(void **state)
{
	(void)state;
	jt_int_eq(jyz_date_school_year("2026-08-01"), 2026);
	jt_int_eq(jyz_date_school_year("2026-12-31"), 2026);
	jt_int_eq(jyz_date_school_year("2027-07-31"), 2026);
	jt_int_eq(jyz_date_school_year("2026-07-31"), 2025);
	jt_int_eq(jyz_date_school_year(""), 0);
}

static void moments_are_shown_in_local_time(void **state)
{
	static const struct {
		const char *zone, *moment, *local, *date;
	} cases[] = {
		{ "Asia/Shanghai", "2026-10-12T08:30:00Z", "2026-10-12 16:30",
		  "2026-10-12" },
		{ "Asia/Shanghai", "2026-10-12T16:00:00Z", "2026-10-13 00:00",
		  "2026-10-13" },
		{ "UTC", "2026-10-12T08:30:59Z", "2026-10-12 08:30",
		  "2026-10-12" },
		{ "Europe/London", "2026-07-01T23:30:00Z", "2026-07-02 00:30",
		  "2026-07-02" },
		{ "CST-8", "2026-12-31T20:00:00Z", "2027-01-01 04:00",
		  "2027-01-01" },
		{ "CST-8", "2026-12-31 20:00:00", "2027-01-01 04:00",
		  "2027-01-01" },
		{ "CST-8", "2026-12-31T20:00:00.123Z", "2027-01-01 04:00",
		  "2027-01-01" },
		{ "CST-8", "2026-12-31", "2026-12-31", "2026-12-31" },
		{ "CST-8", "2026-12-31T25:00:00Z", "2026-12-31T25:00:00Z",
		  "2026-12-31" },
		{ "CST-8", "2026-02-30T20:00:00Z", "2026-02-30T20:00:00Z",
		  "" },
		{ "CST-8", "yesterday", "yesterday", "" },
		{ "CST-8", "", "", "" },
	};
	char date[JYZ_DATE_SIZE];

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

		zone(cases[i].zone);
		jyz_moment_local(&out, cases[i].moment);
		jt_str_eq(out.data, cases[i].local);
		jyz_moment_date(date, cases[i].moment);
		jt_str_eq(date, cases[i].date);
	}
}

static void clock_can_be_told(void **state)
{
	static const struct {
		const char *zone, *told, *now, *today;
	} cases[] = {
		{ "CST-8", "2026-10-12T08:30:00Z", "2026-10-12T08:30:00Z",
		  "2026-10-12" },
		{ "CST-8", "2026-10-12T20:30:15Z", "2026-10-12T20:30:15Z",
		  "2026-10-13" },
		{ "CST-8", "2026-10-12", "2026-10-12T04:00:00Z",
		  "2026-10-12" },
		{ "UTC", "2026-10-12", "2026-10-12T12:00:00Z", "2026-10-12" },
		{ "XXX-14", "2026-10-12", "2026-10-11T22:00:00Z",
		  "2026-10-12" },
		{ "XXX12", "2026-10-12", "2026-10-13T00:00:00Z",
		  "2026-10-12" },
	};
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_clock clock;

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		zone(cases[i].zone);
		setenv("JYZ_NOW", cases[i].told, 1);
		jt_ok(jyz_clock_read(&clock, &err), &err);
		jt_str_eq(clock.now, cases[i].now);
		jt_str_eq(clock.today, cases[i].today);
	}
}

static void clock_refuses_what_it_cannot_read(void **state)
{
	static const char *const told[] = { "2026-02-30", "now", "10:30",
					    "2026-10-12T8:30:00Z",
					    "2026-10-12T08:30:00+08:00" };
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_clock clock = { "", "" };

	(void)state;
	for (size_t i = 0; i < JT_COUNT(told); i++) {
		setenv("JYZ_NOW", told[i], 1);
		jt_code(jyz_clock_read(&clock, &err), JYZ_EINVAL, &err);
		jt_has(err.msg, told[i]);
		jt_has(err.hint, "2026-10-12");
		jt_str_eq(clock.now, "");
	}
}

static void clock_goes(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_clock clock;
	char before[32], after[32];
	struct tm tm;
	time_t when = time(NULL);

	(void)state;
	setenv("JYZ_NOW", "", 1);
	strftime(before, sizeof(before), "%FT%TZ", gmtime_r(&when, &tm));
	jt_ok(jyz_clock_read(&clock, &err), &err);
	when = time(NULL);
	strftime(after, sizeof(after), "%FT%TZ", gmtime_r(&when, &tm));
	if (strcmp(before, clock.now) > 0 || strcmp(clock.now, after) > 0)
		jt_fail("%s is not from %s to %s", clock.now, before, after);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_that_exist),
		cmocka_unit_test(adding_days),
		cmocka_unit_test(every_day_follows_the_one_before),
		cmocka_unit_test(school_years),
		cmocka_unit_test(moments_are_shown_in_local_time),
		cmocka_unit_test(clock_can_be_told),
		cmocka_unit_test(clock_refuses_what_it_cannot_read),
		cmocka_unit_test(clock_goes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
