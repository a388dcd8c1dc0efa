/*
 * Days of the Gregorian calendar.  Inside this room only.
 */
#ifndef JYZ_SRC_BASE_CIVIL_H
#define JYZ_SRC_BASE_CIVIL_H

#include <stdbool.h>

#include "jyz/base/calendar.h"

struct civil {
	int year, month, day;
};

/* Four digits a year, so that texts sort as days do. */
#define CIVIL_YEAR_MIN 1000
#define CIVIL_YEAR_MAX 9999

bool jyz_civil_exists(struct civil day);

/* Days since 1970-01-01, and back. */
long jyz_civil_number(struct civil day);
struct civil jyz_civil_day(long number);

/* An existing day at the beginning of text, in ISO form. */
bool jyz_civil_read(struct civil *out, const char *text);

void jyz_civil_write(char out[JYZ_DATE_SIZE], struct civil day);

#endif
