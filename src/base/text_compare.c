/*
 * Two texts side by side: beginnings, distance, order.
 */
#include "jyz/base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/base/utf8.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* 十|一: a number in Chinese goes on (高一十 is not 高一十一). */
static bool splits_chinese_number(const char *key, const char *at)
{
	static const char *const tens[] = { "十", "百" };
	static const char *const units[] = { "〇", "零", "一", "二",
					     "三", "四", "五", "六",
					     "七", "八", "九" };
	bool after_ten = false, before_unit = false;

	for (size_t i = 0; i < JYZ_COUNT(tens); i++)
		after_ten = after_ten ||
			    (at - key >= 3 && !strncmp(at - 3, tens[i], 3));
	for (size_t i = 0; i < JYZ_COUNT(units); i++)
		before_unit = before_unit || !strncmp(at, units[i], 3);
	return after_ten && before_unit;
}

bool jyz_text_is(const char *s, const char *key)
{
	JYZ_AUTO(jyz_buf) folded = JYZ_BUF_INIT;

	if (!s)
		return false;
	jyz_text_key(&folded, s);
	return strcmp(folded.data, key) == 0;
}

bool jyz_text_begins(const char *key, const char *prefix)
{
	size_t len = strlen(prefix);

	if (strncmp(key, prefix, len) != 0)
		return false;
	if (len == 0)
		return true;
	if (is_digit(key[len - 1]) && is_digit(key[len]))
		return false;
	return !splits_chinese_number(key, key + len);
}

/* The code points of s, in memory that the caller frees. */
static int32_t *code_points(const char *s, size_t *count)
{
	size_t len = strlen(s);
	const char *end = s + len;
	int32_t *cps = jyz_realloc(NULL, len, sizeof(*cps));

	for (*count = 0; s < end; ++*count)
		s += jyz_utf8_next(s, end, &cps[*count]);
	return cps;
}

static size_t min(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t jyz_text_distance(const char *a, const char *b)
{
	size_t alen, blen;
	int32_t *acps = code_points(a, &alen);
	int32_t *bcps = code_points(b, &blen);
	/* Distances of beginnings of a to those of b: three rows of them. */
	size_t width = blen + 1;
	size_t *rows = jyz_realloc(NULL, width, 3 * sizeof(*rows));
	size_t *before = rows, *last = rows + width, *row = rows + 2 * width;

	for (size_t j = 0; j <= blen; j++)
		row[j] = j;
	for (size_t i = 1; i <= alen; i++) {
		size_t *oldest = before;

		before = last;
		last = row;
		row = oldest;
		row[0] = i;
		for (size_t j = 1; j <= blen; j++) {
			size_t differs = acps[i - 1] != bcps[j - 1];

			row[j] = min(min(last[j], row[j - 1]) + 1,
				     last[j - 1] + differs);
			if (i > 1 && j > 1 && acps[i - 1] == bcps[j - 2] &&
			    acps[i - 2] == bcps[j - 1])
				row[j] = min(row[j], before[j - 2] + 1);
		}
	}

	size_t distance = row[blen];

	free(acps);
	free(bcps);
	free(rows);
	return distance;
}

/* Bytes of the digit at s, half or full width, and its value; 0: none. */
static size_t digit_at(const char *s, int *value)
{
	const unsigned char *u = (const unsigned char *)s;

	if (is_digit(*s)) {
		*value = *s - '0';
		return 1;
	}
	if (u[0] == 0xef && u[1] == 0xbc && u[2] >= 0x90 && u[2] <= 0x99) {
		*value = u[2] - 0x90;
		return 3;
	}
	return 0;
}

/* Compares the numbers at *a and *b, of any length, and passes over them. */
static int compare_numbers(const char **a, const char **b)
{
	int da, db, order = 0;
	size_t la, lb;

	while ((la = digit_at(*a, &da)) && da == 0)
		*a += la;
	while ((lb = digit_at(*b, &db)) && db == 0)
		*b += lb;
	for (;;) {
		la = digit_at(*a, &da);
		lb = digit_at(*b, &db);
		if (!la || !lb)
			break;
		if (!order)
			order = da - db;
		*a += la;
		*b += lb;
	}
	if (la || lb)
		return la ? 1 : -1;
	return order;
}

int jyz_text_compare(const char *a, const char *b)
{
	const char *x = a, *y = b;
	int value, order;

	while (*x && *y) {
		bool xnumber = digit_at(x, &value) != 0;
		bool ynumber = digit_at(y, &value) != 0;

		if (xnumber && ynumber) {
			order = compare_numbers(&x, &y);
			if (order)
				return order;
			continue;
		}
		/* A number stands where its ASCII digits stand. */
		unsigned char cx = xnumber ? '0' : (unsigned char)*x;
		unsigned char cy = ynumber ? '0' : (unsigned char)*y;

		if (cx != cy)
			return cx < cy ? -1 : 1;
		x++;
		y++;
	}
	if (*x || *y)
		return *x ? 1 : -1;
	/* The same but for leading zeros or widths of digits. */
	return strcmp(a, b);
}
