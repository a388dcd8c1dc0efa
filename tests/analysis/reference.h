/*
 * Reference figures for tests: tables and settings of tests/data/scores, and
 * numbers compared with them.
 */
#ifndef REFERENCE_H
#define REFERENCE_H

#include "jt.h"

/* A CSV file without quotes, its first line the columns. */
struct reference {
	char **cells;
	size_t columns, rows;
};

struct reference reference_read(const char *name); /* in tests/data/scores */
void reference_free(struct reference *r);
size_t reference_column(const struct reference *r, const char *name);
const char *reference_text(const struct reference *r, size_t row,
			   size_t column);
double reference_number(const struct reference *r, size_t row,
			const char *column);
/* Points as hundredths. */
int64_t reference_hundredths(const struct reference *r, size_t row,
			     size_t column);

/* The number after "key": in a JSON file, the first one from "from". */
double reference_json(const char *name, const char *from, const char *key);

/* Two numbers differ by no more than error; NAN is near NAN only. */
#define near(a, b, error) near_at(a, b, error, #a, __FILE__, __LINE__)
void near_at(double a, double b, double error, const char *expr,
	     const char *file, int line);

#endif
