/*
 * Classes compared with their intake taken into account (domain.md, c3
 * 14): analysis of covariance with a common slope, and the difference of
 * gains.  The two can disagree (Lord's paradox): both are given.
 *
 * From joint sums of the same pupils: x the baseline, y the score, both in
 * hundredths of a point.
 */
#ifndef JYZ_ANALYSIS_ADJUST_H
#define JYZ_ANALYSIS_ADJUST_H

#include "jyz/analysis/compare.h"

struct jyz_joint {
	struct jyz_moments x, y; /* of the pupils that have both */
	jyz_wide cross;
};
void jyz_joint_add(struct jyz_joint *to, const struct jyz_joint *more);

struct jyz_ancova {
	size_t classes;   /* with at least one pupil */
	int64_t n;
	double slope;     /* b within classes */
	double error_sd;  /* s_e */
	double df;        /* n - classes - 1 */
	double mean_x, mean_y; /* of all pupils */
	double ssx;       /* sum of squares of x within classes */
};
/* Classes without pupils are passed over.  false, out untouched: no spread of
 * the baseline within classes, or df < 1. */
bool jyz_ancova(const struct jyz_joint *classes, size_t n,
		struct jyz_ancova *out);

struct jyz_adjusted {
	double mean, se;
};
/* m_j - b (x_j - x); se: s_e sqrt(1/n_j + (x_j - x)^2 / ssx).  n > 0. */
struct jyz_adjusted jyz_adjusted_mean(const struct jyz_ancova *model,
				      const struct jyz_joint *j);

/*
 * Two figures disagree when they are of opposite signs, or one is beyond the
 * threshold and the other is not.
 */
struct jyz_adjusted_gap {
	double gap;                 /* raw, of the matched pupils */
	double adjusted, se;        /* ANCOVA */
	double t, p, low, high;     /* 95 %; t, p NAN: no error left (se 0) */
	double gain;                /* (y_a - x_a) - (y_b - x_b) */
	double gain_z;              /* the same on standard scores of all
				       pupils, in SDs of y; for baselines on
				       another scale; NAN: no spread */
	bool paradox;               /* adjusted and gain (Lord) */
	bool disagree;              /* any two of gap, adjusted and gain: say
				       so, and judge by none alone */
};
struct jyz_adjusted_gap jyz_adjusted_compare(const struct jyz_ancova *model,
					     const struct jyz_joint *a,
					     const struct jyz_joint *b,
					     double sd_x, double sd_y,
					     double threshold);

#endif
