/*
 * The scanner of the stored forms.
 */
#include "numbers.h"

#include <string.h>

void jyz_numbers_expect(struct jyz_numbers *in, const char *text)
{
	size_t len = strlen(text);

	if (in->failed || strncmp(in->at, text, len) != 0)
		in->failed = true;
	else
		in->at += len;
}

bool jyz_numbers_take(struct jyz_numbers *in, char c)
{
	if (in->failed || *in->at != c)
		return false;
	in->at++;
	return true;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

int64_t jyz_numbers_next(struct jyz_numbers *in)
{
	bool negative = jyz_numbers_take(in, '-');
	/* Kept below zero: there is one number more on that side. */
	int64_t value = 0;

	if (in->failed || !is_digit(*in->at) ||
	    (*in->at == '0' && (negative || is_digit(in->at[1]))))
		in->failed = true;
	for (; !in->failed && is_digit(*in->at); in->at++)
		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_sub_overflow(value, *in->at - '0', &value))
			in->failed = true;
	if (!negative && __builtin_sub_overflow(INT64_C(0), value, &value))
		in->failed = true;
	return in->failed ? 0 : value;
}

bool jyz_numbers_end(const struct jyz_numbers *in)
{
	return !in->failed && *in->at == '\0';
}
