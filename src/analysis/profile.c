/*
 * The item profile of a class: which items lie off the class's own level.
 *
 * Works on x = item * full - total * max, an integer a pupil, which is d of
 * the header times max * full; its sums follow from the stored ones.
 */
#include "jyz/analysis/items.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "jyz/analysis/compare.h"

/* Beyond it a jyz_wide may overflow. */
#define WIDE_MAX 1e38

struct group {
	int64_t n;
	jyz_wide sum;    /* of x */
	jyz_wide spread; /* n (n - 1) times the variance of x; -1: beyond what
			    can be computed */
};

/* No part of the spread is more than this: 10^6 pupils with a paper of 10^3
 * items of 10^4 points would be too many. */
static double most_of(const struct jyz_moments *item,
		      const struct jyz_moments *totals, jyz_wide cross,
		      int64_t max, int64_t full)
{
	double a = (double)full, b = (double)max, n = (double)item->n;
	double sum = a * fabs((double)item->sum) + b * fabs((double)totals->sum);
	double squares = a * a * (double)item->squares +
			 b * b * (double)totals->squares +
			 2 * a * b * fabs((double)cross);

	return fmax(n, 1) * squares + sum * sum;
}

/* What moments, totals and cross of a group say about x. */
static struct group group_of(const struct jyz_moments *item,
			     const struct jyz_moments *totals, jyz_wide cross,
			     int64_t max, int64_t full)
{
	struct group g = { .n = item->n, .spread = -1 };

	assert(item->n == totals->n);
	g.sum = (jyz_wide)full * item->sum - (jyz_wide)max * totals->sum;
	if (!(most_of(item, totals, cross, max, full) < WIDE_MAX))
		return g;
	jyz_wide squares = (jyz_wide)full * full * item->squares +
			   (jyz_wide)max * max * totals->squares -
			   2 * ((jyz_wide)full * max * cross);

	g.spread = g.n * squares - g.sum * g.sum;
	return g;
}

static struct jyz_moments without(const struct jyz_moments *all,
				  const struct jyz_moments *part)
{
	assert(part->n <= all->n);
	return (struct jyz_moments){
		.n = all->n - part->n,
		.sum = all->sum - part->sum,
		.squares = all->squares - part->squares,
	};
}

/* The variance of the mean of x. */
static double mean_variance(const struct group *g)
{
	double n = (double)g->n;

	return (double)g->spread / (n * n * (n - 1));
}

static double difference_z(const struct group *own, const struct group *rest)
{
	if (own->n < 2 || rest->n < 2 || own->spread < 0 || rest->spread < 0 ||
	    (!own->spread && !rest->spread))
		return NAN;
	jyz_wide gap = own->sum * rest->n - rest->sum * own->n;

	return (double)gap / ((double)own->n * (double)rest->n) /
	       sqrt(mean_variance(own) + mean_variance(rest));
}

/* a/n - b/m over scale; NAN: nobody. */
static double mean_gap(jyz_wide a, int64_t n, jyz_wide b, int64_t m,
		       jyz_wide scale)
{
	if (n <= 0 || m <= 0)
		return NAN;
	return (double)(a * m - b * n) /
	       ((double)n * (double)m * (double)scale);
}

static struct jyz_profile item_profile(const struct jyz_item_sums *own,
				       const struct jyz_item_sums *grade,
				       const struct jyz_moments *own_totals,
				       const struct jyz_moments *grade_totals,
				       int64_t full)
{
	struct jyz_moments item = without(&grade->moments, &own->moments);
	struct jyz_moments totals = without(grade_totals, own_totals);
	int64_t max = grade->max;
	struct group in =
		group_of(&own->moments, own_totals, own->cross, max, full);
	struct group out =
		group_of(&item, &totals, grade->cross - own->cross, max, full);
	double z = difference_z(&in, &out);

	assert(own->max == max && max > 0);
	return (struct jyz_profile){
		.shift = mean_gap(own->moments.sum, in.n, grade->moments.sum,
				  grade->moments.n, max),
		.own = mean_gap(in.sum, in.n, in.sum + out.sum, in.n + out.n,
				(jyz_wide)max * full),
		.z = z,
		.p = erfc(fabs(z) / sqrt(2)),
	};
}

/* Items without a p are no tests and must not make the others weaker. */
static void hold_together(struct jyz_profile *items, size_t n)
{
	double *p = jyz_alloc(n * sizeof(*p));
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (!isnan(items[i].p))
			p[count++] = items[i].p;
	jyz_holm(p, count);
	count = 0;
	for (size_t i = 0; i < n; i++)
		if (!isnan(items[i].p))
			items[i].p = p[count++];
	free(p);
}

void jyz_item_profile(const struct jyz_item_sums *class_items,
		      const struct jyz_item_sums *grade_items, size_t n,
		      const struct jyz_moments *class_totals,
		      const struct jyz_moments *grade_totals,
		      struct jyz_profile *out)
{
	int64_t full = 0;

	for (size_t i = 0; i < n; i++)
		full += grade_items[i].max;
	for (size_t i = 0; i < n; i++)
		out[i] = item_profile(&class_items[i], &grade_items[i],
				      class_totals, grade_totals, full);
	hold_together(out, n);
}
