/*
 * Exact decimal numbers: an integer and a scale.  88.5 at scale 2 is 8850.
 * Scores have scale 2 (hundredths of a point), typed averages scale 8.
 */
#ifndef JYZ_BASE_DECIMAL_H
#define JYZ_BASE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#include "jyz/base/mem.h"

enum jyz_decimal_flags {
	JYZ_DECIMAL_ROUND = 1 << 0, /* more digits are rounded half away
				       from zero, not refused */
};

/*
 * Reads "88.5", "８８．５", " 1,234.5 ", "+3", "-0.5".  unit is a suffix that
 * may follow (such as "分"; NULL: none).  A thousands separator must stand
 * where one belongs.
 * JYZ_EINVAL: not a number, more decimals than scale, or out of int64_t
 * (the message quotes the text).
 */
int jyz_decimal_parse(int64_t *out, const char *text, int scale,
		      unsigned flags, const char *unit,
		      struct jyz_error *err) JYZ_CHECKED;

/* Shortest form: 8850 at scale 2 is "88.5", 8800 is "88". */
void jyz_decimal_format(struct jyz_buf *out, int64_t value, int scale);

/*
 * A real number for machines: as few digits as read back to the same number,
 * never with a decimal comma.  For people: scale decimals, those at the end
 * that are zero left out, no "-0".
 */
void jyz_real_format(struct jyz_buf *out, double value);
void jyz_real_round(struct jyz_buf *out, double value, int scale);

/* value at scale from, at scale to; rounds half away from zero. */
int64_t jyz_decimal_rescale(int64_t value, int from, int to);

#endif
