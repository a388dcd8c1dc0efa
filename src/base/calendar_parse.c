/*
 * Dates and times as people type them.  A text is first turned into a
 * pattern, one letter a sign ("10月12日" is nMnD), and only patterns that are
 * listed are accepted; so each form that is understood can be seen below.
 */
#include "jyz/base/calendar.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "civil.h"
#include "jyz/base/i18n.h"
#include "jyz/base/text.h"

#define PATTERN_MAX 7

struct sign {
	const char *text; /* ASCII in either case */
	char letter;
};

struct scan {
	char pattern[PATTERN_MAX + 1]; /* n stands for a number */
	int numbers[PATTERN_MAX];
	int digits[PATTERN_MAX];
	size_t count; /* of numbers */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Reads all of s; blanks between the parts do not matter. */
static bool scan(struct scan *out, const char *s, const struct sign *signs,
		 size_t sign_count)
{
	size_t length = 0;

	*out = (struct scan){ .count = 0 };
	while (*s) {
		if (*s == ' ') {
			s++;
			continue;
		}
		if (length == PATTERN_MAX)
			return false;
		if (is_digit(*s)) {
			int value = 0, digits = 0;

			for (; is_digit(*s); s++) {
				if (++digits > 8)
					return false;
				value = value * 10 + (*s - '0');
			}
			out->numbers[out->count] = value;
			out->digits[out->count++] = digits;
			out->pattern[length++] = 'n';
			continue;
		}

		const struct sign *sign = signs;
		const struct sign *end = signs + sign_count;

		while (sign < end &&
		       strncasecmp(s, sign->text, strlen(sign->text)) != 0)
			sign++;
		if (sign == end)
			return false;
		out->pattern[length++] = sign->letter;
		s += strlen(sign->text);
	}
	return true;
}

static bool one_of(const char *pattern, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(pattern, list[i]))
			return true;
	return false;
}

static bool day_word(int *days, const char *text)
{
	static const struct {
		const char *text;
		int days;
	} words[] = {
		{ "今天", 0 },       { "昨天", -1 },    { "前天", -2 },
		{ "明天", 1 },       { "后天", 2 },     { "today", 0 },
		{ "yesterday", -1 }, { "tomorrow", 1 },
	};

	for (size_t i = 0; i < JYZ_COUNT(words); i++) {
		if (!strcasecmp(text, words[i].text)) {
			*days = words[i].days;
			return true;
		}
	}
	return false;
}

/*
 * Reads a date other than a word; the day need not exist.  10.12 is not
 * accepted: 10.1 may be the 1st or, out of a spreadsheet, the 10th.
 */
static bool date_scan(struct civil *out, const char *text, const char *today)
{
	static const struct sign signs[] = {
		{ "-", '-' },  { "/", '/' },  { ".", '.' },  { "年", 'Y' },
		{ "月", 'M' }, { "日", 'D' }, { "号", 'D' },
	};
	static const char *const with_year[] = { "n-n-n", "n/n/n", "n.n.n",
						 "nYnMnD", "nYnMn" };
	static const char *const without[] = { "n-n", "n/n", "nMnD", "nMn" };
	struct scan in;

	if (!scan(&in, text, signs, JYZ_COUNT(signs)))
		return false;

	const int *n = in.numbers, *d = in.digits;

	if (!strcmp(in.pattern, "n") && d[0] == 8) {
		*out = (struct civil){ n[0] / 10000, n[0] / 100 % 100,
				       n[0] % 100 };
		return true;
	}
	if (one_of(in.pattern, with_year, JYZ_COUNT(with_year))) {
		*out = (struct civil){ n[0], n[1], n[2] };
		return d[0] == 4 && d[1] <= 2 && d[2] <= 2;
	}
	if (one_of(in.pattern, without, JYZ_COUNT(without))) {
		int year = jyz_date_school_year(today);

		*out = (struct civil){ n[0] >= 8 ? year : year + 1, n[0],
				       n[1] };
		return d[0] <= 2 && d[1] <= 2;
	}
	return false;
}

int jyz_date_parse(char out[JYZ_DATE_SIZE], const char *text,
		   const char *today, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) plain = JYZ_BUF_INIT;
	struct civil day;
	int days;

	jyz_text_plain(&plain, text);
	if (day_word(&days, plain.data)) {
		jyz_date_add(out, today, days);
		return JYZ_OK;
	}
	if (!date_scan(&day, plain.data, today)) {
		jyz_error_set(err, JYZ_EINVAL, _("'%s' is not a date"), text);
		return jyz_error_hint(err, _("write it as %s, %s or today"),
				      "2026-10-12", "10-12");
	}
	if (!jyz_civil_exists(day))
		return jyz_error_set(
			err, JYZ_EINVAL,
			_("'%s': there is no such day (%d-%02d-%02d)"), text,
			day.year, day.month, day.day);
	jyz_civil_write(out, day);
	return JYZ_OK;
}

/* What a part of the day says about the hour; false: it cannot be. */
static bool hour_in_part(int *hour, char part)
{
	switch (part) {
	case 'E': /* 凌晨: 12 is midnight */
		*hour = *hour == 12 ? 0 : *hour;
		return *hour < 6;
	case 'A': /* 上午, 早上: 12 might be midnight or noon */
		return *hour < 12;
	case 'a': /* am */
		if (*hour == 12)
			*hour = 0;
		return *hour < 12;
	case 'N': /* 中午 */
		if (*hour == 1 || *hour == 2)
			*hour += 12;
		return *hour >= 11 && *hour <= 14;
	case 'p': /* pm */
	case 'P': /* 下午 */
		if (*hour >= 1 && *hour < 12)
			*hour += 12;
		return *hour >= 12 && *hour < 24;
	case 'L': /* 晚上, 傍晚: 12 might be today's or tomorrow's */
		if (*hour >= 4 && *hour < 12)
			*hour += 12;
		return *hour >= 16 && *hour < 24;
	}
	return true;
}

/* Takes the part of the day out of the pattern; 0: there is none. */
static char take_part(char *pattern)
{
	size_t length = strlen(pattern);
	char part = 0;

	if (length && strchr("EANPL", pattern[0])) {
		part = pattern[0];
		memmove(pattern, pattern + 1, length--);
	} else if (length && strchr("ap", pattern[length - 1])) {
		part = pattern[--length];
		pattern[length] = '\0';
	}
	return part;
}

static bool time_scan(int *hour, int *minute, const char *text)
{
	static const struct sign signs[] = {
		{ ":", ':' },    { "点", 'H' },   { "时", 'H' },
		{ "分", 'M' },   { "半", 'h' },   { "整", 'o' },
		{ "凌晨", 'E' }, { "早上", 'A' }, { "上午", 'A' },
		{ "中午", 'N' }, { "下午", 'P' }, { "傍晚", 'L' },
		{ "晚上", 'L' }, { "am", 'a' },   { "pm", 'p' },
	};
	static const char *const minutes[] = { "n:n", "n:n:n", "nHn", "nHnM" };
	static const char *const hours[] = { "nH", "nHo", "nHh" };
	struct scan in;

	if (!scan(&in, text, signs, JYZ_COUNT(signs)))
		return false;

	char part = take_part(in.pattern);
	const int *n = in.numbers, *d = in.digits;
	bool colon = in.pattern[0] && in.pattern[1] == ':';

	*hour = n[0];
	*minute = 0;
	if (one_of(in.pattern, minutes, JYZ_COUNT(minutes))) {
		*minute = n[1];
		if (d[1] > 2 || (colon && d[1] != 2))
			return false;
		/* As spreadsheets write it: 8:30:00. */
		if (in.count == 3 && (n[2] != 0 || d[2] != 2))
			return false;
	} else if (one_of(in.pattern, hours, JYZ_COUNT(hours))) {
		if (strchr(in.pattern, 'h'))
			*minute = 30;
	} else if (strcmp(in.pattern, "n") != 0 ||
		   (part != 'a' && part != 'p')) {
		return false;
	}
	return d[0] <= 2 && *minute < 60 && *hour < 24 &&
	       hour_in_part(hour, part);
}

int jyz_time_parse(char out[JYZ_TIME_SIZE], const char *text,
		   struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) plain = JYZ_BUF_INIT;
	int hour, minute;

	jyz_text_plain(&plain, text);
	if (!time_scan(&hour, &minute, plain.data)) {
		jyz_error_set(err, JYZ_EINVAL, _("'%s' is not a time"), text);
		return jyz_error_hint(err, _("write it as %s or %s"), "08:30",
				      "14:30");
	}
	snprintf(out, JYZ_TIME_SIZE, "%02u:%02u", (unsigned)hour % 100,
		 (unsigned)minute % 100);
	return JYZ_OK;
}
