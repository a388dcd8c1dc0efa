/*
 * The studentized range of one number of classes.  Owns the nodes between
 * which it interpolates; does not know what is compared.
 *
 * A critical value takes r-mathlib most of a millisecond and a p a tenth, and
 * a year of exams has thousands of pairs.  Both are smooth in 1 / df, so a
 * polynomial through a few Chebyshev nodes, computed when first asked for,
 * serves all pairs.  With few degrees of freedom, or more classes than any
 * grade has, the curve bends too much: there r-mathlib is asked itself.
 */
#include "jyz/analysis/compare.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "rmath.h"

#define CLASSES_MAX 70
#define DF_MIN 20
#define DF_NODES 7 /* over 1 / df from 0 to 1 / DF_MIN */
#define Z_NODES 16
#define ALPHA 0.05

struct jyz_tukey {
	int classes;
	bool many;
	bool has_critical, has_shape;
	double critical[DF_NODES];
	double z_low, z_high;
	double shape[DF_NODES][Z_NODES];
};

struct jyz_tukey *jyz_tukey_new(int classes, bool many)
{
	assert(classes > 1);

	struct jyz_tukey *tukey = jyz_alloc(sizeof(*tukey));

	tukey->classes = classes;
	tukey->many = many;
	return tukey;
}

void jyz_tukey_drop(struct jyz_tukey *tukey)
{
	free(tukey);
}

static double node_angle(int i, int n)
{
	return M_PI * (2 * i + 1) / (2 * n);
}

static double node(int i, int n, double low, double high)
{
	return low + (high - low) / 2 * (1 - cos(node_angle(i, n)));
}

static double node_df(int i)
{
	return 1 / node(i, DF_NODES, 0, 1.0 / DF_MIN);
}

/* The part of each of the n nodes in the value at x (barycentric formula);
 * the parts sum to 1. */
static void node_parts(double *parts, int n, double low, double high, double x)
{
	double sum = 0;
	int hit = -1;

	for (int i = 0; i < n; i++) {
		double distance = x - node(i, n, low, high);

		if (fabs(distance) < 1e-14)
			hit = i;
		else
			sum += parts[i] = (i % 2 ? -1 : 1) *
					  sin(node_angle(i, n)) / distance;
	}
	for (int i = 0; i < n; i++)
		parts[i] = hit < 0 ? parts[i] / sum : i == hit;
}

/*
 * qtukey stops within some 1e-7 of the value, and noise in the nodes grows
 * between them: one step of Newton's takes it away.
 */
static double exact_critical(int classes, double df)
{
	const double step = 1e-3;
	double q = range_quantile(1 - ALPHA, classes, df);
	double slope = (range_over(q + step, classes, df) -
			range_over(q - step, classes, df)) /
		       (2 * step);

	return q - (range_over(q, classes, df) - ALPHA) / slope;
}

static bool interpolates(const struct jyz_tukey *tukey, double df)
{
	return tukey->many && tukey->classes <= CLASSES_MAX && df >= DF_MIN;
}

double jyz_tukey_critical(struct jyz_tukey *tukey, double df)
{
	double parts[DF_NODES], q = 0;

	if (!interpolates(tukey, df))
		return range_quantile(1 - ALPHA, tukey->classes, df);
	if (!tukey->has_critical) {
		for (int i = 0; i < DF_NODES; i++)
			tukey->critical[i] =
				exact_critical(tukey->classes, node_df(i));
		tukey->has_critical = true;
	}
	node_parts(parts, DF_NODES, 0, 1.0 / DF_MIN, 1 / df);
	for (int i = 0; i < DF_NODES; i++)
		q += parts[i] * tukey->critical[i];
	return q;
}

/*
 * p as a function of q falls from 1 through many powers of ten, and would take
 * many nodes.  It is turned into something nearly flat: with P(q) the tail
 * of one pair taken alone (Student's), and c = (1 - p)^(1 / (k - 1)) what one
 * more class contributes,
 *
 *     shape = log((1 - c) / P(q)),
 *
 * over the normal deviate z of P(q), which like c grows in proportion to q
 * where q is small, whatever the number of classes.
 */
static double z_of(double log_tail)
{
	return -qnorm(log_tail, 0, 1, 1, 1);
}

static double q_of(double z, double df)
{
	return M_SQRT2 * qt(pnorm(-z, 0, 1, 1, 1), df, 0, 1);
}

static double shape_at(int classes, double z, double df)
{
	double p = range_over(q_of(z, df), classes, df);

	return log(-expm1(log1p(-p) / (classes - 1))) - pnorm(-z, 0, 1, 1, 1);
}

/*
 * From where p is all but 1 to where it is 1e-5: below that r-mathlib's own
 * p is rounding noise, and the shape at the end serves for the rest.
 */
static void set_z_range(struct jyz_tukey *tukey)
{
	double pairs = tukey->classes * (tukey->classes - 1) / 2.0;
	double low = 0, high = z_of(log(1e-5 / (2 * pairs)));

	tukey->z_high = high;
	for (int i = 0; i < 12; i++) {
		double z = (low + high) / 2;
		double p = range_over(q_of(z, DF_MIN), tukey->classes, DF_MIN);

		if (1 - p < 1e-6)
			low = z;
		else
			high = z;
	}
	tukey->z_low = low;
}

static void set_shape(struct jyz_tukey *tukey)
{
	set_z_range(tukey);
	for (int i = 0; i < DF_NODES; i++)
		for (int j = 0; j < Z_NODES; j++) {
			double z =
				node(j, Z_NODES, tukey->z_low, tukey->z_high);

			tukey->shape[i][j] =
				shape_at(tukey->classes, z, node_df(i));
		}
	tukey->has_shape = true;
}

static double shape(struct jyz_tukey *tukey, double z, double df)
{
	double df_parts[DF_NODES], z_parts[Z_NODES], sum = 0;

	node_parts(df_parts, DF_NODES, 0, 1.0 / DF_MIN, 1 / df);
	node_parts(z_parts, Z_NODES, tukey->z_low, tukey->z_high, z);
	for (int i = 0; i < DF_NODES; i++)
		for (int j = 0; j < Z_NODES; j++)
			sum += df_parts[i] * z_parts[j] * tukey->shape[i][j];
	return sum;
}

double jyz_tukey_p(struct jyz_tukey *tukey, double q, double df)
{
	if (!interpolates(tukey, df))
		return range_over(q, tukey->classes, df);
	if (!tukey->has_shape)
		set_shape(tukey);

	double log_tail = pt(q / M_SQRT2, df, 0, 1);
	double z = z_of(log_tail);

	if (z <= tukey->z_low)
		return 1;

	double rest = exp(shape(tukey, fmin(z, tukey->z_high), df) + log_tail);

	return -expm1((tukey->classes - 1) * log1p(-fmin(rest, 1)));
}
