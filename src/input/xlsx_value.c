/*
 * What stands in a cell of a workbook, as people would type it.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <utf8proc.h>

#include "jyz/base/calendar.h"
#include "xlsx.h"

#define DIGITS 15 /* that spreadsheets keep and show */
#define WHOLE_DIGITS 20
#define DAY 86400

/* --- number formats ------------------------------------------------------- */

enum jyz_xlsx_format jyz_xlsx_builtin(long id)
{
	if (id == 46)
		return JYZ_XLSX_ELAPSED;
	/* 27 to 36 and 50 to 58 are dates of East Asian versions. */
	if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) ||
	    (id >= 45 && id <= 47) || (id >= 50 && id <= 58))
		return JYZ_XLSX_DATE;
	return JYZ_XLSX_NUMBER;
}

/* [h]:mm counts on; [Red], [$-804] and [DBNum1] are no times. */
static bool elapsed(const char *s, size_t len)
{
	return len > 0 && strspn(s, "hHmMsS") == len;
}

/* Only the first of its sections counts, and what is no literal. */
enum jyz_xlsx_format jyz_xlsx_custom(const char *code)
{
	enum jyz_xlsx_format format = JYZ_XLSX_NUMBER;

	while (*code && *code != ';') {
		size_t n = 1;

		if (*code == '"') {
			n += strcspn(code + 1, "\"");
			n += code[n] == '"';
		} else if (*code == '[') {
			n += strcspn(code + 1, "]");
			if (code[n] && elapsed(code + 1, n - 1))
				return JYZ_XLSX_ELAPSED;
			n += code[n] == ']';
		} else if (strchr("\\_*", *code)) {
			n += code[1] != '\0';
		} else if (strncasecmp(code, "General", 7) == 0) {
			n = 7;
		} else if (strchr("yYmMdDhHsSaA", *code)) {
			format = JYZ_XLSX_DATE;
		}
		code += n;
	}
	return format;
}

/* --- numbers -------------------------------------------------------------- */

/* Digits with at most one point, few enough to have been typed.  A long whole
 * number was written so by a program (spreadsheets write 2.02610E+17): it is
 * a pupil's number, and exact. */
static bool plain(const char *s, size_t len)
{
	size_t sign = len && *s == '-', points = 0;
	size_t most = memchr(s, '.', len) ? DIGITS : WHOLE_DIGITS;

	if (len == sign || len - sign > most)
		return false;
	for (size_t i = sign; i < len; i++) {
		points += s[i] == '.';
		if (s[i] != '.' && (s[i] < '0' || s[i] > '9'))
			return false;
	}
	return points <= 1 && s[sign] != '.';
}

/* 80.50 is 80.5, 80.0 is 80 and -0 is 0. */
static void add_plain(struct jyz_buf *out, const char *s, size_t len)
{
	if (memchr(s, '.', len)) {
		while (s[len - 1] == '0')
			len--;
		len -= s[len - 1] == '.';
	}
	if (len == 2 && memcmp(s, "-0", 2) == 0) {
		s++;
		len--;
	}
	jyz_buf_add(out, s, len);
}

/*
 * Fifteen digits, as spreadsheets show: 79.099999999999994 was typed as
 * 79.1, and a sum of 80.300000000000011 is 80.3 on the screen.
 */
static void add_double(struct jyz_buf *out, double value)
{
	char text[40], digits[64] = "";

	snprintf(text, sizeof(text), "%.*e", DIGITS - 1, fabs(value));
	long power = strtol(strchr(text, 'e') + 1, NULL, 10);

	if (power < -9 || power > 20) {
		jyz_buf_addf(out, "%.*g", DIGITS, value);
		return;
	}
	/* "d.ddd" without its point, and room for zeros on both sides. */
	memmove(text + 1, text + 2, DIGITS - 1);
	text[DIGITS] = '\0';
	if (power < 0)
		snprintf(digits, sizeof(digits), "0.%.*s%s", (int)(-power - 1),
			 "00000000", text);
	else if (power >= DIGITS - 1)
		snprintf(digits, sizeof(digits), "%s%.*s.0", text,
			 (int)power - DIGITS + 1, "00000000");
	else
		snprintf(digits, sizeof(digits), "%.*s.%s", (int)power + 1,
			 text, text + power + 1);
	if (value < 0)
		jyz_buf_addc(out, '-');
	add_plain(out, digits, strlen(digits));
}

/* --- dates ---------------------------------------------------------------- */

/* False: outside of what spreadsheets can show as a date. */
static bool add_date(struct jyz_buf *out, double value, bool from_1904)
{
	/* 1900 had no 29 February, but the first spreadsheet counted it. */
	const char *zero = from_1904	? "1904-01-01" :
			   value < 60.0 ? "1899-12-31" :
					  "1899-12-30";
	char date[JYZ_DATE_SIZE];
	double seconds = floor(value * DAY + 0.5);

	if (!(value >= 0) || value >= 2958466)
		return false;
	if (value < 1) {
		long of_day = seconds < DAY ? (long)seconds : DAY - 1;

		jyz_buf_addf(out, "%02ld:%02ld", of_day / 3600,
			     of_day / 60 % 60);
		return true;
	}
	jyz_date_add(date, zero, (int)(seconds / DAY));
	jyz_buf_adds(out, date);
	return true;
}

static bool add_elapsed(struct jyz_buf *out, double value)
{
	if (!(value >= 0) || value >= 2958466)
		return false;
	long minutes = (long)(floor(value * DAY + 0.5) / 60);

	jyz_buf_addf(out, "%02ld:%02ld", minutes / 60, minutes % 60);
	return true;
}

void jyz_xlsx_number(struct jyz_buf *out, const char *stored, size_t len,
		     enum jyz_xlsx_format format, bool from_1904)
{
	if (format == JYZ_XLSX_NUMBER && plain(stored, len)) {
		add_plain(out, stored, len);
		return;
	}
	char *end = NULL;
	double value = strtod(stored, &end);

	/* strtod takes "inf" and "0x1p3" as well, which nobody has stored. */
	if (strspn(stored, "+-.0123456789eE") != len || end != stored + len ||
	    !isfinite(value)) {
		jyz_buf_add(out, stored, len);
		return;
	}
	if (format == JYZ_XLSX_DATE && add_date(out, value, from_1904))
		return;
	if (format == JYZ_XLSX_ELAPSED && add_elapsed(out, value))
		return;
	add_double(out, value);
}

void jyz_xlsx_iso(struct jyz_buf *out, const char *stored)
{
	char date[JYZ_DATE_SIZE] = "";

	memcpy(date, stored, strnlen(stored, 10));
	if (jyz_date_valid(date)) {
		jyz_buf_adds(out, date);
		return;
	}
	stored += *stored == 'T';
	jyz_buf_add(out, stored,
		    strlen(stored) >= 5 && stored[2] == ':' ? 5 :
							      strlen(stored));
}

/* --- texts ---------------------------------------------------------------- */

/* The character that "_xHHHH_" stands for, 0: it is not written so. */
static int escaped(const char *s, size_t len)
{
	int cp = 0;

	if (len < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_')
		return 0;
	for (int i = 2; i < 6; i++) {
		const char *hex = "0123456789ABCDEF0123456789abcdef";
		const char *digit = s[i] ? strchr(hex, s[i]) : NULL;

		if (!digit)
			return 0;
		cp = cp * 16 + (int)((digit - hex) % 16);
	}
	return cp >= 0xD800 && cp < 0xE000 ? 0 : cp;
}

static size_t unescape(char *s, size_t len)
{
	size_t to = 0;

	for (size_t at = 0; at < len;) {
		int cp = escaped(s + at, len - at);

		if (!cp) {
			s[to++] = s[at++];
			continue;
		}
		to += (size_t)utf8proc_encode_char(cp,
						   (unsigned char *)s + to);
		at += 7;
	}
	return to;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

char *jyz_xlsx_tidy(char *s, size_t *len)
{
	if (memmem(s, *len, "_x", 2))
		*len = unescape(s, *len);
	while (*len && is_blank(s[*len - 1]))
		--*len;
	while (*len && is_blank(*s)) {
		s++;
		--*len;
	}
	return s;
}
