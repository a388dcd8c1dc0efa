/*
 * The studentized range of one number of classes.  Owns the nodes between
 * which it interpolates; does not know what is compared.
 *
 * A critical value takes r-mathlib most of a millisecond and a p a tenth, and
 * a year of exams has thousands of pairs.  Both are smooth in 1 / df, so a
 * polynomial through a few Chebyshev nodes, computed when first asked for,
 * serves all pairs; the nodes come from our own integration, since with
 * r-mathlib they would take longer than all else that a report does.  With few
 * degrees of freedom, or more classes than any grade has, the curve bends too
 * much: there r-mathlib is asked itself.
 */
#include "jyz/analysis/compare.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "range.h"
#include "rmath.h"

#define CLASSES_MAX 500
#define SHAPE_CLASSES_MAX 70 /* of more the shape bends too much */
#define DF_MIN 20
#define DF_NODES 10 /* over 1 / df from 0 to 1 / DF_MIN */
#define Z_NODES 28
#define ALPHA 0.05

struct jyz_tukey {
	int classes;
	bool many;
	bool has_range, has_critical, has_shape;
	struct jyz_range range;
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

static void node_parts_of(struct jyz_tukey *tukey, double q, double df,
			  double *over, double *below)
{
	if (!tukey->has_range)
		jyz_range_make(&tukey->range, tukey->classes);
	tukey->has_range = true;
	jyz_range_parts(&tukey->range, q, df, over, below);
}

static double node_over(struct jyz_tukey *tukey, double q, double df)
{
	double over, below;

	node_parts_of(tukey, q, df, &over, &below);
	return below < 0.5 ? 1 - fmax(below, 0) : fmax(over, 0);
}

/* Newton's steps on the logarithm, which is nearly straight, from Bonferroni's
 * bound, which is near. */
static double node_critical(struct jyz_tukey *tukey, double df)
{
	const double step = 1e-4;
	double pairs = tukey->classes * (tukey->classes - 1) / 2.0;
	double q = M_SQRT2 * qt(ALPHA / (2 * pairs), df, 0, 0);

	for (int i = 0; i < 12; i++) {
		double over = log(node_over(tukey, q, df) / ALPHA);
		double slope =
			(log(node_over(tukey, q + step, df) / ALPHA) - over) /
			step;
		double next = q - over / slope;

		if (fabs(next - q) < 1e-10)
			return next;
		q = next;
	}
	return q;
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
				node_critical(tukey, node_df(i));
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

static double shape_at(struct jyz_tukey *tukey, double z, double df)
{
	double over, below;

	node_parts_of(tukey, q_of(z, df), df, &over, &below);
	/* each where it is good; neither out of where logarithms are */
	double log_below = below < 0.5 ? log(fmax(below, 1e-300)) :
					 log1p(-fmax(over, 1e-18));

	return log(-expm1(log_below / (tukey->classes - 1))) -
	       pnorm(-z, 0, 1, 1, 1);
}

/*
 * Down to where p is 1e-5: below that the shape at the end serves for the
 * rest.  Up to where p is all but 1 for whatever df: the logarithm of what is
 * left must not be that of rounding errors.
 */
static void set_z_range(struct jyz_tukey *tukey)
{
	double pairs = tukey->classes * (tukey->classes - 1) / 2.0;
	double low = 0, high = z_of(log(1e-5 / (2 * pairs)));

	tukey->z_high = high;
	for (int i = 0; i < 12; i++) {
		double z = (low + high) / 2;
		double over, below;

		node_parts_of(tukey, q_of(z, node_df(0)), node_df(0), &over,
			      &below);
		if (below < 1e-8)
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
				shape_at(tukey, z, node_df(i));
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
	if (tukey->classes > SHAPE_CLASSES_MAX)
		return node_over(tukey, q, df);
	if (!tukey->has_shape)
		set_shape(tukey);

	double log_tail = pt(q / M_SQRT2, df, 0, 1);
	double z = z_of(log_tail);

	if (z <= tukey->z_low)
		return node_over(tukey, q, df);

	double rest = exp(shape(tukey, fmin(z, tukey->z_high), df) + log_tail);

	return -expm1((tukey->classes - 1) * log1p(-fmin(rest, 1)));
}
