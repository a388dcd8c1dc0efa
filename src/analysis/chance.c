/*
 * What chance alone does to the largest gap of equal classes: the range of k
 * means with a known error.  Owns nothing.
 */
#include "jyz/analysis/compare.h"

#include <assert.h>
#include <math.h>

#include "rmath.h"

double jyz_chance_over(int classes, int64_t n, double sd, double gap)
{
	assert(classes > 1 && n > 0 && sd >= 0 && gap >= 0);
	if (sd <= 0)
		return 0;
	return range_over(gap * sqrt((double)n) / sd, classes, INFINITY);
}

double jyz_chance_gap(int classes, int64_t n, double sd)
{
	assert(classes > 1 && n > 0 && sd >= 0);
	return range_quantile(0.95, classes, INFINITY) * sd / sqrt((double)n);
}

double jyz_pupils_needed(double gap, double sd)
{
	assert(gap > 0 && sd >= 0);

	double z = qnorm(0.975, 0, 1, 1, 0) + qnorm(0.8, 0, 1, 1, 0);

	return ceil(2 * (z * sd / gap) * (z * sd / gap));
}
