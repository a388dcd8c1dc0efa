/*
 * Real numbers as text.  The program never leaves the C locale for numbers,
 * so the decimal point is a point.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/base/decimal.h"

void jyz_real_format(struct jyz_buf *out, double value)
{
	char text[40];

	/* 15 digits are always exact one way, 17 both ways. */
	for (int digits = 15; digits <= 17; digits++) {
		snprintf(text, sizeof(text), "%.*g", digits, value);
		double again = strtod(text, NULL);
		if (again <= value && again >= value)
			break;
	}
	jyz_buf_adds(out, strcmp(text, "-0") == 0 ? "0" : text);
}

void jyz_real_round(struct jyz_buf *out, double value, int scale)
{
	char text[400];
	int n = snprintf(text, sizeof(text), "%.*f", scale, value);

	if (scale > 0) {
		while (text[n - 1] == '0')
			n--;
		n -= text[n - 1] == '.';
		text[n] = '\0';
	}
	jyz_buf_adds(out, strcmp(text, "-0") == 0 ? "0" : text);
}
