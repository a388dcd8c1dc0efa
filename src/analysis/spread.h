/*
 * Sums of squares about the mean, times n: exact, so that "no spread" is a
 * fact and not a matter of rounding.
 */
#ifndef JYZ_ANALYSIS_SPREAD_H
#define JYZ_ANALYSIS_SPREAD_H

#include "jyz/analysis/moments.h"

/* n (n - 1) times the variance, hundredths squared. */
static inline jyz_wide jyz_spread(const struct jyz_moments *m)
{
	return (jyz_wide)m->n * m->squares - (jyz_wide)m->sum * m->sum;
}

/* n (n - 1) times the covariance; cross: the sum of products. */
static inline jyz_wide jyz_spread_joint(const struct jyz_moments *x,
					const struct jyz_moments *y,
					jyz_wide cross)
{
	return (jyz_wide)x->n * cross - (jyz_wide)x->sum * y->sum;
}

#endif
