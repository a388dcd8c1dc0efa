/*
 * Counting days, the clock, and moments as local time.  Dates that cannot be
 * read (another program may have written them) give harmless results, never
 * a crash: they are shown so that they can be mended.
 */
#include "jyz/base/calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "civil.h"
#include "jyz/base/i18n.h"
#include "jyz/base/text.h"

#define SCHOOL_YEAR_BEGINS 8 /* August */

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

bool jyz_civil_exists(struct civil day)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30,
				       31, 31, 30, 31, 30, 31 };

	if (day.year < CIVIL_YEAR_MIN || day.year > CIVIL_YEAR_MAX ||
	    day.month < 1 || day.month > 12 || day.day < 1)
		return false;
	if (day.month == 2 && is_leap(day.year))
		return day.day <= 29;
	return day.day <= lengths[day.month - 1];
}

/* Both after H. Hinnant, "chrono-compatible low-level date algorithms". */
long jyz_civil_number(struct civil day)
{
	long year = day.year - (day.month <= 2);
	long era = year / 400;
	long of_era = year - era * 400;
	long month = (day.month + 9) % 12; /* March is 0 */
	long of_year = (153 * month + 2) / 5 + day.day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	       of_year - 719468;
}

struct civil jyz_civil_day(long number)
{
	long n = number + 719468;
	long era = n / 146097;
	long of_era = n - era * 146097;
	long year =
		(of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
		365;
	long of_year = of_era - (365 * year + year / 4 - year / 100);
	long month = (5 * of_year + 2) / 153;
	struct civil day = {
		.year = (int)(year + era * 400 + (month >= 10)),
		.month = (int)(month < 10 ? month + 3 : month - 9),
		.day = (int)(of_year - (153 * month + 2) / 5 + 1),
	};

	return day;
}

/* The number that n digits at s make; -1: they are not all digits. */
static int number_at(const char *s, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		value = value * 10 + (s[i] - '0');
	}
	return value;
}

bool jyz_civil_read(struct civil *out, const char *text)
{
	if (!text || strnlen(text, 10) < 10 || text[4] != '-' ||
	    text[7] != '-')
		return false;

	struct civil day = { number_at(text, 4), number_at(text + 5, 2),
			     number_at(text + 8, 2) };

	if (!jyz_civil_exists(day))
		return false;
	*out = day;
	return true;
}

void jyz_civil_write(char out[JYZ_DATE_SIZE], struct civil day)
{
	/* The casts tell the compiler that it fits; the limits see to it. */
	snprintf(out, JYZ_DATE_SIZE, "%04u-%02u-%02u",
		 (unsigned)day.year % 10000, (unsigned)day.month % 100,
		 (unsigned)day.day % 100);
}

bool jyz_date_valid(const char *iso)
{
	struct civil day;

	return jyz_civil_read(&day, iso) && iso[10] == '\0';
}

/* Past the first or last day that can be written, it stops there. */
void jyz_date_add(char out[JYZ_DATE_SIZE], const char *iso, int days)
{
	const long first =
		jyz_civil_number((struct civil){ CIVIL_YEAR_MIN, 1, 1 });
	const long last =
		jyz_civil_number((struct civil){ CIVIL_YEAR_MAX, 12, 31 });
	struct civil day;

	if (!jyz_civil_read(&day, iso)) {
		out[0] = '\0';
		return;
	}

	long number = jyz_civil_number(day) + days;

	if (number < first)
		number = first;
	if (number > last)
		number = last;
	jyz_civil_write(out, jyz_civil_day(number));
}

int jyz_date_days(const char *a, const char *b)
{
	struct civil from, to;

	if (!jyz_civil_read(&from, a) || !jyz_civil_read(&to, b))
		return 0;
	return (int)(jyz_civil_number(to) - jyz_civil_number(from));
}

int jyz_date_school_year(const char *iso)
{
	struct civil day;

	if (!jyz_civil_read(&day, iso))
		return 0;
	return day.year - (day.month < SCHOOL_YEAR_BEGINS);
}

/*
 * Reads a moment.  Also as SQLite's datetime() writes it (a blank, no Z) and
 * with parts of a second: other programs may write to the file.
 */
static bool moment_read(time_t *out, const char *text)
{
	struct civil day;

	if (!jyz_civil_read(&day, text))
		return false;
	text += 10;
	if ((*text != 'T' && *text != ' ') || strnlen(text, 9) < 9 ||
	    text[3] != ':' || text[6] != ':')
		return false;

	int hour = number_at(text + 1, 2), minute = number_at(text + 4, 2);
	int second = number_at(text + 7, 2);

	text += 9;
	if (*text == '.') {
		do
			text++;
		while (*text >= '0' && *text <= '9');
	}
	if (*text == 'Z')
		text++;
	if (*text || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
	    second < 0 || second > 59)
		return false;
	*out = (time_t)jyz_civil_number(day) * 86400 + hour * 3600L +
	       minute * 60L + second;
	return true;
}

static struct civil civil_of(const struct tm *tm)
{
	return (struct civil){ tm->tm_year + 1900, tm->tm_mon + 1,
			       tm->tm_mday };
}

static void clock_set(struct jyz_clock *clock, time_t when)
{
	struct tm utc, local;
	char date[JYZ_DATE_SIZE];

	gmtime_r(&when, &utc);
	localtime_r(&when, &local);
	jyz_civil_write(date, civil_of(&utc));
	snprintf(clock->now, sizeof(clock->now), "%sT%02u:%02u:%02uZ", date,
		 (unsigned)utc.tm_hour % 100, (unsigned)utc.tm_min % 100,
		 (unsigned)utc.tm_sec % 100);
	jyz_civil_write(clock->today, civil_of(&local));
}

int jyz_clock_read(struct jyz_clock *out, struct jyz_error *err)
{
	const char *told = getenv("JYZ_NOW");
	struct civil day;
	time_t when;

	tzset(); /* localtime_r alone need not look at TZ */
	if (!told || !*told) {
		when = time(NULL);
	} else if (jyz_civil_read(&day, told) && jyz_date_valid(told)) {
		/* Noon here, so that today is that day whatever the zone. */
		struct tm noon = { .tm_year = day.year - 1900,
				   .tm_mon = day.month - 1,
				   .tm_mday = day.day,
				   .tm_hour = 12,
				   .tm_isdst = -1 };

		when = mktime(&noon);
	} else if (!moment_read(&when, told)) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("JYZ_NOW is '%s', which is neither a moment "
				"nor a date"),
			      told);
		return jyz_error_hint(err, _("write it as %s or %s"),
				      "2026-10-12T08:30:00Z", "2026-10-12");
	}
	clock_set(out, when);
	return JYZ_OK;
}

void jyz_moment_local(struct jyz_buf *out, const char *moment)
{
	char date[JYZ_DATE_SIZE];
	struct tm local;
	time_t when;

	if (!moment_read(&when, moment) || !localtime_r(&when, &local)) {
		jyz_buf_adds(out, moment);
		return;
	}
	jyz_civil_write(date, civil_of(&local));
	jyz_buf_addf(out, "%s %02d:%02d", date, local.tm_hour, local.tm_min);
}

/* Of an unreadable moment, the date it begins with, if there is one. */
void jyz_moment_date(char out[JYZ_DATE_SIZE], const char *moment)
{
	struct civil day;
	struct tm local;
	time_t when;

	if (moment_read(&when, moment) && localtime_r(&when, &local))
		jyz_civil_write(out, civil_of(&local));
	else if (jyz_civil_read(&day, moment))
		jyz_civil_write(out, day);
	else
		out[0] = '\0';
}
