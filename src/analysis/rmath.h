/*
 * The distributions of r-mathlib: what only this room may use.  Its functions
 * are R's own, so our figures are those that R prints.
 */
#ifndef JYZ_ANALYSIS_RMATH_H
#define JYZ_ANALYSIS_RMATH_H

#define MATHLIB_STANDALONE 1
#include <Rmath.h>

/* The names of ptukey's parameters differ from those of its documentation:
 * one range, k means, df. */
static inline double range_over(double q, int classes, double df)
{
	return ptukey(q, 1.0, classes, df, 0, 0);
}

static inline double range_quantile(double p, int classes, double df)
{
	return qtukey(p, 1.0, classes, df, 1, 0);
}

#endif
