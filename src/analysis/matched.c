/*
 * An item in a class against the rest of the grade, like compared with like:
 * Mantel and Haenszel for right or wrong, standardised means for marks.
 */
#include "jyz/analysis/items.h"

#include <math.h>

#define SCORE_UNIT 100.0
/* The unit of delta: 4/1.7 times the logit, as at ETS. */
#define DELTA_UNIT 2.35
#define BAND_A 1.0
#define BAND_C 1.5
#define LEVEL .05
#define Z_ONE_SIDED 1.6448536269514722 /* normal quantile of .95 */

/* Sums over strata.  r = ad/t and s = bc/t; p and q: the shares of (a + d)
 * and (b + c), for the variance of ln odds. */
struct mantel_sums {
	double r, s, pr, ps_qr, qs;
	double excess, variance; /* of a, about its expectation */
};

static void add_stratum(struct mantel_sums *sums, const struct jyz_fourfold *f)
{
	double t = f->a + f->b + f->c + f->d;

	if (!(t > 0))
		return;
	double r = f->a * f->d / t, s = f->b * f->c / t;
	double p = (f->a + f->d) / t, q = (f->b + f->c) / t;

	sums->r += r;
	sums->s += s;
	sums->pr += p * r;
	sums->ps_qr += p * s + q * r;
	sums->qs += q * s;
	/* a - (a + b)(a + c)/t, without the subtraction of near equals. */
	sums->excess += r - s;
	if (t > 1)
		sums->variance += (f->a + f->b) * (f->c + f->d) *
				  (f->a + f->c) * (f->b + f->d) /
				  (t * t * (t - 1));
}

static char band(const struct jyz_mantel *m)
{
	double size = fabs(m->delta);

	if (m->p >= LEVEL || size < BAND_A)
		return 'A';
	if (size >= BAND_C && size - BAND_A > Z_ONE_SIDED * m->se)
		return 'C';
	return 'B';
}

struct jyz_mantel jyz_mantel_haenszel(const struct jyz_fourfold *strata,
				      size_t n)
{
	struct mantel_sums sums = { .r = 0 };
	struct jyz_mantel m = { NAN, NAN, NAN, NAN, NAN, '\0' };

	for (size_t i = 0; i < n; i++)
		add_stratum(&sums, &strata[i]);
	if (sums.variance > 0) {
		double d = fmax(0, fabs(sums.excess) - .5);

		m.chi = d * d / sums.variance;
		m.p = erfc(sqrt(m.chi / 2));
	}
	/* Nobody wrong in the class, or nobody right: no finite odds, though
	 * chi may say much. */
	if (sums.r > 0 && sums.s > 0) {
		double v = sums.pr / (2 * sums.r * sums.r) +
			   sums.ps_qr / (2 * sums.r * sums.s) +
			   sums.qs / (2 * sums.s * sums.s);

		m.odds = sums.r / sums.s;
		m.delta = -DELTA_UNIT * log(m.odds);
		m.se = DELTA_UNIT * sqrt(v);
		m.band = band(&m);
	}
	return m;
}

struct jyz_matched jyz_matched_difference(const int64_t class_sums[JYZ_FIFTHS],
					  const int64_t class_n[JYZ_FIFTHS],
					  const int64_t rest_sums[JYZ_FIFTHS],
					  const int64_t rest_n[JYZ_FIFTHS])
{
	struct jyz_matched matched = { NAN, 0 };
	double sum = 0;
	int64_t n = 0;

	for (int i = 0; i < JYZ_FIFTHS; i++) {
		if (class_n[i] <= 0 || rest_n[i] <= 0)
			continue;
		/* n_class times the difference of the means. */
		jyz_wide gap = (jyz_wide)class_sums[i] * rest_n[i] -
			       (jyz_wide)rest_sums[i] * class_n[i];

		sum += (double)gap / (double)rest_n[i];
		n += class_n[i];
		matched.strata++;
	}
	if (n > 0)
		matched.smd = sum / (double)n / SCORE_UNIT;
	return matched;
}
