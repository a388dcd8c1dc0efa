/*
 * The studentized range by our own integration: a thousandth of the time of
 * r-mathlib's ptukey, and good to some 1e-11, but only for 20 degrees of
 * freedom or more.  Private to src/analysis; tukey.c makes its nodes with it.
 */
#ifndef JYZ_SRC_ANALYSIS_RANGE_H
#define JYZ_SRC_ANALYSIS_RANGE_H

#define JYZ_RANGE_NODES 80

#define JYZ_RANGE_POINTS 16 /* of a panel of Gauss's rule */

/* P(range <= w) of so many standard normal deviates, at Chebyshev nodes, and
 * the rule that it is integrated with. */
struct jyz_range {
	double w[JYZ_RANGE_NODES], part[JYZ_RANGE_NODES];
	double below[JYZ_RANGE_NODES];
	double x[JYZ_RANGE_POINTS], weight[JYZ_RANGE_POINTS]; /* [-1, 1] */
};

void jyz_range_make(struct jyz_range *range, int classes);
/* P(Q > q) and P(Q <= q), each good where it is small; df >= 20. */
void jyz_range_parts(const struct jyz_range *range, double q, double df,
		     double *over, double *below);

#endif
