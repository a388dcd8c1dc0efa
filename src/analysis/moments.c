/* Mean and spread from exact sums.  Owns nothing. */
#include "jyz/analysis/moments.h"

#include <assert.h>
#include <math.h>

void jyz_moments_add(struct jyz_moments *to, const struct jyz_moments *more)
{
	to->n += more->n;
	to->sum += more->sum;
	to->squares += more->squares;
}

double jyz_mean(const struct jyz_moments *m)
{
	assert(m->n > 0);
	return (double)((long double)m->sum / ((long double)m->n * 100));
}

/*
 * The textbook formula n * squares - sum^2, which loses all digits in floating
 * point, is exact in integers: only the last division rounds.  10^9 pupils
 * with 10^9 hundredths each still fit: 10^36.  Stored sums that no pupils can
 * have are as those without spread: a root of less than 0 helps nobody.
 */
double jyz_variance(const struct jyz_moments *m)
{
	assert(m->n > 1);

	jyz_wide over = m->n * m->squares - (jyz_wide)m->sum * m->sum;
	jyz_wide under = (jyz_wide)m->n * (m->n - 1) * 10000;

	return over > 0 ? (double)((long double)over / (long double)under) : 0;
}

double jyz_sd(const struct jyz_moments *m)
{
	return sqrt(jyz_variance(m));
}
