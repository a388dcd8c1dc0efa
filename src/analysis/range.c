/*
 * The studentized range by integration (Tukey 1953; the formulas stand in
 * Copenhaver and Holland 1988): the range of k normal deviates
 *
 *     W(w) = k int phi(x) (Phi(x) - Phi(x - w))^(k-1) dx
 *
 * is computed once at Chebyshev nodes; divided by an estimate s of the
 * standard deviation with v degrees of freedom,
 *
 *     P(Q <= q) = int f_v(s) W(q s) ds.
 */
#include "range.h"

#include <math.h>

#define POINTS JYZ_RANGE_POINTS
#define W_MAX 16.0 /* beyond, W is 1 */
#define X_MAX 8.5 /* beyond, phi is below 1e-16 */
#define DF_MANY 1e6 /* from so many on s is all but 1 */

/* Gauss and Legendre: the roots by Newton's steps. */
static void make_rule(struct jyz_range *rule)
{
	for (int i = 0; i < POINTS; i++) {
		double x = cos(M_PI * (i + 0.75) / (POINTS + 0.5)), slope = 1;

		for (int step = 0; step < 8; step++) {
			double p = 1, before = 0;

			for (int n = 1; n <= POINTS; n++) {
				double next = ((2 * n - 1) * x * p -
					       (n - 1) * before) /
					      n;
				before = p;
				p = next;
			}
			slope = POINTS * (x * p - before) / (x * x - 1);
			x -= p / slope;
		}
		rule->x[i] = x;
		rule->weight[i] = 2 / ((1 - x * x) * slope * slope);
	}
}

static double normal_below(double x)
{
	return erfc(-x / M_SQRT2) / 2;
}

static double range_below(const struct jyz_range *rule, int classes, double w)
{
	const int panels = 16;
	const double half = X_MAX / panels;
	double sum = 0;

	for (int p = 0; p < panels; p++)
		for (int i = 0; i < POINTS; i++) {
			double x = -X_MAX + (2 * p + 1 + rule->x[i]) * half;
			double inside = normal_below(x) - normal_below(x - w);

			sum += rule->weight[i] * half * exp(-x * x / 2) *
			       pow(inside, classes - 1);
		}
	return classes * sum / sqrt(2 * M_PI);
}

void jyz_range_make(struct jyz_range *range, int classes)
{
	make_rule(range);
	for (int i = 0; i < JYZ_RANGE_NODES; i++) {
		double angle = M_PI * (2 * i + 1) / (2 * JYZ_RANGE_NODES);

		range->w[i] = W_MAX / 2 * (1 - cos(angle));
		range->part[i] = (i % 2 ? -1 : 1) * sin(angle);
		range->below[i] = range_below(range, classes, range->w[i]);
	}
}

/* W between the nodes (barycentric formula). */
static double between(const struct jyz_range *range, double w)
{
	double sum = 0, parts = 0;

	if (w >= W_MAX)
		return 1;
	for (int i = 0; i < JYZ_RANGE_NODES; i++) {
		double distance = w - range->w[i];

		if (fabs(distance) < 1e-13)
			return range->below[i];
		double part = range->part[i] / distance;

		sum += part * range->below[i];
		parts += part;
	}
	return sum / parts;
}

/* s lies within 9 of its standard deviations, 1 / sqrt(2 v), about 1. */
void jyz_range_parts(const struct jyz_range *range, double q, double df,
		     double *over, double *below)
{
	const int panels = 3;
	const double reach = fmin(9 / sqrt(2 * df), 1);
	const double half = reach / panels;
	const double scale = df / 2 * log(df) - lgamma(df / 2) -
			     (df / 2 - 1) * M_LN2;
	if (df > DF_MANY) {
		*below = between(range, q);
		*over = 1 - *below;
		return;
	}
	*over = *below = 0;
	for (int p = 0; p < panels; p++)
		for (int i = 0; i < POINTS; i++) {
			double s = 1 - reach +
				   (2 * p + 1 + range->x[i]) * half;
			double density = exp(scale + (df - 1) * log(s) -
					     df * s * s / 2);

			double part = range->weight[i] * half * density;
			double inside = between(range, q * s);

			*over += part * (1 - inside);
			*below += part * inside;
		}
}
