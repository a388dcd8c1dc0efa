/*
 * One value as a database column holds it: nothing, an integer or a text.
 * Scores are integers scaled by their field, dates are ISO text; jyz stores
 * no floating point.
 */
#ifndef JYZ_BASE_VALUE_H
#define JYZ_BASE_VALUE_H

#include <stdbool.h>
#include <stdint.h>

enum jyz_value_type { JYZ_NULL, JYZ_INT, JYZ_TEXT };

struct jyz_value {
	enum jyz_value_type type;
	int64_t i;
	const char *s; /* borrowed; who made the value says for how long */
};

static inline struct jyz_value jyz_null(void)
{
	return (struct jyz_value){ JYZ_NULL, 0, 0 };
}

static inline struct jyz_value jyz_int(int64_t i)
{
	return (struct jyz_value){ JYZ_INT, i, 0 };
}

/* A NULL string gives the null value. */
static inline struct jyz_value jyz_text(const char *s)
{
	return (struct jyz_value){ s ? JYZ_TEXT : JYZ_NULL, 0, s };
}

bool jyz_value_same(struct jyz_value a, struct jyz_value b);

#endif
