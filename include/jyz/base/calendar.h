/*
 * Dates and times as a school writes them.  A date is ISO text
 * ("2026-10-12"), a time "HH:MM", a moment UTC text with a Z
 * ("2026-10-12T08:30:00Z").
 */
#ifndef JYZ_BASE_CALENDAR_H
#define JYZ_BASE_CALENDAR_H

#include <stdbool.h>

#include "jyz/base/mem.h"

#define JYZ_DATE_SIZE 11
#define JYZ_TIME_SIZE 6
#define JYZ_MOMENT_SIZE 21

struct jyz_clock {
	char now[JYZ_MOMENT_SIZE]; /* UTC */
	char today[JYZ_DATE_SIZE]; /* local date */
};

/*
 * The clock, or what JYZ_NOW in the environment says (a moment or a date;
 * a date means noon of that day).  JYZ_EINVAL: JYZ_NOW cannot be read.
 */
int jyz_clock_read(struct jyz_clock *out, struct jyz_error *err) JYZ_CHECKED;

/*
 * Reads 2026-10-12, 2026/10/12, 2026.10.12, 20261012, 2026年10月12日,
 * 10-12, 10/12, 10月12日, 10月12号, 今天 昨天 前天 明天 后天, today yesterday
 * tomorrow; full-width forms too.  Without a year: the day of that month
 * in the school year (August to July) of today.
 * JYZ_EINVAL: not a date, or no such day (2026-02-30).
 */
int jyz_date_parse(char out[JYZ_DATE_SIZE], const char *text,
		   const char *today, struct jyz_error *err) JYZ_CHECKED;

/* Reads 8:30, 08:30, 8：30, 8点, 8点30分, 下午2:30, 2:30pm. */
int jyz_time_parse(char out[JYZ_TIME_SIZE], const char *text,
		   struct jyz_error *err) JYZ_CHECKED;

/* The text is an existing day in ISO form. */
bool jyz_date_valid(const char *iso);

void jyz_date_add(char out[JYZ_DATE_SIZE], const char *iso, int days);

/* Days from a to b (negative when b is earlier). */
int jyz_date_days(const char *a, const char *b);

/* The school year of a date: 2026 from 2026-08-01 to 2027-07-31. */
int jyz_date_school_year(const char *iso);

/* A stored moment as local time, "2026-10-12 16:30"; as it is if unreadable. */
void jyz_moment_local(struct jyz_buf *out, const char *moment);

/* The local date of a stored moment. */
void jyz_moment_date(char out[JYZ_DATE_SIZE], const char *moment);

#endif
