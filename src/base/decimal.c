/*
 * Exact decimal numbers: reading, writing, changing the scale.  Nothing here
 * goes through floating point.
 */
#include "jyz/base/decimal.h"

#include <assert.h>
#include <string.h>

#include "jyz/base/i18n.h"
#include "jyz/base/text.h"

#define SCALE_MAX 18 /* 10^18 is the highest power of ten in int64_t */

#define MINUS_SIGN "\xe2\x88\x92" /* U+2212; NFKC leaves it as it is */

/* The largest magnitude of a negative number; of a positive, one less. */
#define MAGNITUDE_MAX ((uint64_t)INT64_MAX + 1)

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t digits_at(const char *s)
{
	size_t n = 0;

	while (is_digit(s[n]))
		n++;
	return n;
}

/* Removes the unit and the blanks before it from the end of text. */
static void drop_unit(struct jyz_buf *text, const char *unit)
{
	JYZ_AUTO(jyz_buf) end = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) rest = JYZ_BUF_INIT;

	if (!unit)
		return;
	jyz_text_plain(&end, unit);
	if (text->len < end.len ||
	    strcmp(text->data + text->len - end.len, end.data) != 0)
		return;
	text->len -= end.len;
	if (text->room)
		text->data[text->len] = '\0';
	jyz_text_trim(&rest, text->data);
	jyz_buf_clear(text);
	jyz_buf_add(text, rest.data, rest.len);
}

/*
 * Copies the digits before the point, without separators; returns where they
 * end, NULL if a separator stands where none belongs.  After a lone zero
 * none does: who writes 0,123 means a decimal comma.
 */
static const char *read_whole(struct jyz_buf *digits, const char *s)
{
	size_t len = digits_at(s);

	jyz_buf_add(digits, s, len);
	if (s[len] != ',')
		return s + len;
	if (len < 1 || len > 3 || s[0] == '0')
		return NULL;
	for (s += len; *s == ',';) {
		s++;
		if (digits_at(s) != 3)
			return NULL;
		jyz_buf_add(digits, s, 3);
		s += 3;
	}
	return s;
}

/* The digits as a number; false: more than the limit. */
static bool to_number(uint64_t *out, const char *digits, size_t len,
		      uint64_t limit)
{
	uint64_t value = 0;

	for (size_t i = 0; i < len; i++) {
		uint64_t digit = (uint64_t)(digits[i] - '0');

		if (value > (limit - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	*out = value;
	return true;
}

enum outcome { FINE, NO_NUMBER, TOO_FINE, TOO_LARGE };

/* Reads what jyz_text_plain has made of the text. */
static enum outcome parse(int64_t *out, const char *s, int scale,
			  unsigned flags)
{
	JYZ_AUTO(jyz_buf) digits = JYZ_BUF_INIT;
	bool negative = false;

	if (*s == '-' || *s == '+') {
		negative = *s == '-';
		s++;
	} else if (!strncmp(s, MINUS_SIGN, strlen(MINUS_SIGN))) {
		negative = true;
		s += strlen(MINUS_SIGN);
	}

	s = read_whole(&digits, s);
	if (!s)
		return NO_NUMBER;

	size_t wanted = (size_t)scale, decimals = 0;

	if (*s == '.') {
		decimals = digits_at(++s);
		/* "88." has perhaps lost a digit: not for us to guess. */
		if (decimals == 0)
			return NO_NUMBER;
	}
	if (s[decimals] || digits.len + decimals == 0)
		return NO_NUMBER;

	bool up = false;

	if (decimals > wanted) {
		const char *rest = s + wanted;

		up = rest[0] >= '5';
		if (!(flags & JYZ_DECIMAL_ROUND) &&
		    strspn(rest, "0") != decimals - wanted)
			return TOO_FINE;
		decimals = wanted;
	}
	jyz_buf_add(&digits, s, decimals);
	for (; decimals < wanted; decimals++)
		jyz_buf_addc(&digits, '0');

	uint64_t limit = negative ? MAGNITUDE_MAX : MAGNITUDE_MAX - 1;
	uint64_t value;

	if (!to_number(&value, digits.data, digits.len, limit) ||
	    (up && value == limit))
		return TOO_LARGE;
	value += up;
	/* By way of unsigned: INT64_MIN has no positive counterpart. */
	*out = (int64_t)(negative ? 0 - value : value);
	return FINE;
}

int jyz_decimal_parse(int64_t *out, const char *text, int scale,
		      unsigned flags, const char *unit, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) plain = JYZ_BUF_INIT;
	int64_t value = 0;

	assert(scale >= 0 && scale <= SCALE_MAX);
	jyz_text_plain(&plain, text);
	drop_unit(&plain, unit);
	switch (parse(&value, plain.data, scale, flags)) {
	case FINE:
		*out = value;
		return JYZ_OK;
	case NO_NUMBER:
		break;
	case TOO_FINE:
		if (scale == 0)
			return jyz_error_set(err, JYZ_EINVAL,
					     _("'%s' is not a whole number"),
					     text);
		return jyz_error_set(err, JYZ_EINVAL,
				     Q_("'%s' has more than %d decimal",
					"'%s' has more than %d decimals",
					(unsigned long)scale),
				     text, scale);
	case TOO_LARGE:
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s' is too large a number"), text);
	}
	return jyz_error_set(err, JYZ_EINVAL, _("'%s' is not a number"), text);
}

static uint64_t magnitude(int64_t value)
{
	return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

/*
 * Written from the last digit on; archives hold hundreds of thousands of
 * numbers, too many for printf.
 */
void jyz_decimal_format(struct jyz_buf *out, int64_t value, int scale)
{
	char text[24]; /* sign, point and the 19 digits of 2^63 */
	char *p = text + sizeof(text);
	uint64_t rest = magnitude(value);

	assert(scale >= 0 && scale <= SCALE_MAX);
	for (; scale > 0 && rest % 10 == 0; scale--)
		rest /= 10;
	if (scale > 0) {
		for (; scale > 0; scale--, rest /= 10)
			*--p = (char)('0' + rest % 10);
		*--p = '.';
	}
	do
		*--p = (char)('0' + rest % 10);
	while (rest /= 10);
	if (value < 0)
		*--p = '-';
	jyz_buf_add(out, p, (size_t)(text + sizeof(text) - p));
}

/* A result that int64_t cannot hold becomes the nearest that it can. */
int64_t jyz_decimal_rescale(int64_t value, int from, int to)
{
	for (; from < to && value; from++) {
		int64_t limit = value < 0 ? INT64_MIN : INT64_MAX;

		if (__builtin_mul_overflow(value, (int64_t)10, &value))
			return limit;
	}
	if (from <= to)
		return value;

	uint64_t size = magnitude(value), power = 1;

	for (; from > to; from--) {
		/* Past 10^19 nothing is left that could be rounded up. */
		if (__builtin_mul_overflow(power, (uint64_t)10, &power))
			return 0;
	}

	uint64_t rest = size % power;

	size = size / power + (rest >= power - rest);
	return (int64_t)(value < 0 ? 0 - size : size);
}
