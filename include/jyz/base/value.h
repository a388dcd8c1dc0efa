/*
 * One value as a database column holds it: nothing, an integer or a text.
 * Scores are integers scaled by their field, dates are ISO text; jyz stores
 * no floating point.  What is computed from them may be a real number, in the
 * unit that is shown.
 */
#ifndef JYZ_BASE_VALUE_H
#define JYZ_BASE_VALUE_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

enum jyz_value_type { JYZ_NULL, JYZ_INT, JYZ_TEXT, JYZ_REAL };

struct jyz_value {
	enum jyz_value_type type;
	int64_t i;
	const char *s; /* borrowed; who made the value says for how long */
	double r;      /* computed, never stored */
};

static inline struct jyz_value jyz_null(void)
{
	return (struct jyz_value){ JYZ_NULL, 0, 0, 0 };
}

static inline struct jyz_value jyz_int(int64_t i)
{
	return (struct jyz_value){ JYZ_INT, i, 0, 0 };
}

/* A NULL string gives the null value. */
static inline struct jyz_value jyz_text(const char *s)
{
	return (struct jyz_value){ s ? JYZ_TEXT : JYZ_NULL, 0, s, 0 };
}

/* What is no finite number gives the null value. */
static inline struct jyz_value jyz_real(double r)
{
	return (struct jyz_value){ isfinite(r) ? JYZ_REAL : JYZ_NULL, 0, 0, r };
}

bool jyz_value_same(struct jyz_value a, struct jyz_value b);

#endif
