/*
 * Items of a paper: difficulty, discrimination, correlations, reliability.
 *
 * All spreads are of the same pupils, so they are compared as exact integers,
 * n (n - 1) times the variance, and divided once.
 */
#include "jyz/analysis/items.h"

#include <assert.h>
#include <math.h>

#include "spread.h"

void jyz_item_sums_add(struct jyz_item_sums *to,
		       const struct jyz_item_sums *more)
{
	assert(!to->max || to->max == more->max);

	to->max = more->max;
	jyz_moments_add(&to->moments, &more->moments);
	to->cross += more->cross;
	for (int i = 0; i < JYZ_FIFTHS; i++)
		to->fifths[i] += more->fifths[i];
	to->upper += more->upper;
	to->upper_tied += more->upper_tied;
	to->lower += more->lower;
	to->lower_tied += more->lower_tied;
}

/* Kept apart, since lines like D < .20 are decided in integers. */
struct fraction {
	jyz_wide num, den;
};

static double ratio(struct fraction f)
{
	return f.den ? (double)f.num / (double)f.den : NAN;
}

static struct fraction difficulty(const struct jyz_item_sums *item)
{
	return (struct fraction){
		item->moments.sum,
		(jyz_wide)item->moments.n * item->max,
	};
}

/* Each pupil on a cut counts rest / tied: brought to one denominator. */
static struct fraction discrimination(const struct jyz_item_sums *item,
				      const struct jyz_strata *s)
{
	jyz_wide upper = (jyz_wide)item->upper * s->upper_tied +
			 (jyz_wide)item->upper_tied * s->upper_rest;
	jyz_wide lower = (jyz_wide)item->lower * s->lower_tied +
			 (jyz_wide)item->lower_tied * s->lower_rest;

	return (struct fraction){
		upper * s->lower_tied - lower * s->upper_tied,
		(jyz_wide)s->group * item->max * s->upper_tied * s->lower_tied,
	};
}

static double correlation(jyz_wide joint, jyz_wide x, jyz_wide y)
{
	return x > 0 && y > 0 ?
		       (double)joint / sqrt((double)x) / sqrt((double)y) :
		       NAN;
}

/* Cronbach: k items, the sum of their spreads, the spread of their total. */
static double cronbach(size_t k, jyz_wide items, jyz_wide total)
{
	if (k < 2 || total <= 0)
		return NAN;
	jyz_wide num = (jyz_wide)k * (total - items);

	return (double)num / (double)((jyz_wide)(k - 1) * total);
}

/* 1 - alpha, not by subtraction: near alpha 1 the digits would be lost. */
static double error_share(size_t k, jyz_wide items, jyz_wide total)
{
	if (k < 2 || total <= 0)
		return NAN;
	jyz_wide num = (jyz_wide)k * items - total;

	return fmax(0, (double)num / (double)((jyz_wide)(k - 1) * total));
}

static struct jyz_item_stats judge_item(const struct jyz_item_sums *item,
					const struct jyz_moments *totals,
					const struct jyz_strata *strata,
					size_t k, jyz_wide spreads)
{
	const struct jyz_moments *m = &item->moments;
	jyz_wide own = jyz_spread(m), total = jyz_spread(totals);
	jyz_wide joint = jyz_spread_joint(m, totals, item->cross);
	jyz_wide rest = total + own - 2 * joint; /* of total less item */

	return (struct jyz_item_stats){
		.mean = m->n > 0 ? jyz_mean(m) : NAN,
		.sd = m->n > 1 ? jyz_sd(m) : NAN,
		.difficulty = ratio(difficulty(item)),
		.discrimination = ratio(discrimination(item, strata)),
		.total_r = correlation(joint, own, total),
		.rest_r = correlation(joint - own, own, rest),
		.alpha_without = k > 2 ? cronbach(k - 1, spreads - own, rest) :
					 NAN,
	};
}

static struct jyz_paper_stats judge_paper(const struct jyz_item_sums *items,
					  size_t n,
					  const struct jyz_moments *totals,
					  const struct jyz_strata *strata,
					  jyz_wide spreads)
{
	struct fraction weak = { 0, 0 }, hard = { 0, 0 };

	for (size_t i = 0; i < n; i++) {
		struct fraction d = discrimination(&items[i], strata);
		struct fraction p = difficulty(&items[i]);

		if (d.den)
			weak.den += items[i].max;
		if (5 * d.num < d.den)
			weak.num += items[i].max;
		if (p.den)
			hard.den += items[i].max;
		if (5 * p.num < 2 * p.den)
			hard.num += items[i].max;
	}
	return (struct jyz_paper_stats){
		.alpha = cronbach(n, spreads, jyz_spread(totals)),
		.sem = totals->n > 1 ?
			       jyz_sd(totals) *
				       sqrt(error_share(n, spreads,
							jyz_spread(totals))) :
			       NAN,
		.weak_share = ratio(weak),
		.hard_share = ratio(hard),
	};
}

void jyz_items_judge(const struct jyz_item_sums *items, size_t n,
		     const struct jyz_moments *totals,
		     const struct jyz_strata *strata,
		     struct jyz_item_stats *out, struct jyz_paper_stats *paper)
{
	jyz_wide spreads = 0;

	for (size_t i = 0; i < n; i++) {
		assert(items[i].max > 0);
		assert(items[i].moments.n == totals->n);
		spreads += jyz_spread(&items[i].moments);
	}
	for (size_t i = 0; i < n; i++)
		out[i] = judge_item(&items[i], totals, strata, n, spreads);
	*paper = judge_paper(items, n, totals, strata, spreads);
}
