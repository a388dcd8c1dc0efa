/*
 * The items of a paper in the grade, and where each class lies off its own
 * level.  Items can be compared only among classes that were counted by the
 * same groups of the same grade.
 */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "diagnosing.h"

#define SCORE_UNIT 100.0
#define Z_LEVEL 1.959963984540054 /* two-sided 5 % */

static bool has_items(const struct jyz_grade_class *c)
{
	return c->items && c->measured && c->strata && c->moments.n > 0;
}

static bool same_groups(const struct jyz_grade *grade,
			const struct jyz_grade_class *a,
			const struct jyz_grade_class *b)
{
	if (strcmp(a->strata, b->strata) != 0)
		return false;
	for (size_t i = 0; i < grade->n_items; i++)
		if (a->items[i].max != b->items[i].max)
			return false;
	return true;
}

/* Of the sheets that gave items, the one with the most pupils. */
static const struct jyz_grade_class *largest(const struct jyz_grade *grade)
{
	const struct jyz_grade_class *best = NULL;
	int64_t most = 0;

	for (size_t i = 0; i < grade->count; i++) {
		const struct jyz_grade_class *c = &grade->classes[i];
		int64_t n = 0;

		for (size_t k = 0; has_items(c) && k < grade->count; k++)
			if (has_items(&grade->classes[k]) &&
			    same_groups(grade, c, &grade->classes[k]))
				n += grade->classes[k].moments.n;
		if (n > most) {
			most = n;
			best = c;
		}
	}
	return best;
}

/* false: no class has items. */
static bool count_grade(struct jyz_diagnosing *g)
{
	const struct jyz_grade *grade = &g->d->grade;
	const struct jyz_grade_class *one = largest(grade);
	struct jyz_error ignored = JYZ_ERROR_INIT;

	/* Groups that cannot be read are as none: the card says so. */
	if (!one || jyz_strata_parse(&g->strata, one->strata, &ignored) < 0) {
		jyz_error_free(&ignored);
		return false;
	}
	g->sums = jyz_arena_alloc(g->arena,
				  grade->n_items * sizeof(*g->sums));
	for (size_t i = 0; i < grade->count; i++) {
		const struct jyz_grade_class *c = &grade->classes[i];

		if (!has_items(c) || !same_groups(grade, one, c))
			continue;
		g->counted[i] = true;
		g->d->measured++;
		jyz_moments_add(&g->totals, &c->moments);
		for (size_t k = 0; k < grade->n_items; k++)
			jyz_item_sums_add(&g->sums[k], &c->items[k]);
	}
	return true;
}

/* --- the items themselves ------------------------------------------------- */

static void judge_item(struct jyz_item_judged *item)
{
	const struct jyz_item_stats *s = &item->stats;

	item->weak = s->discrimination < JYZ_WEAK_BELOW;
	item->broken = s->discrimination < 0 || s->rest_r < 0;
	item->hard = s->difficulty < JYZ_HARD_BELOW;
	/* Hundredths against a quotient: exactly the line is no miss. */
	item->missed = fabs(item->predicted - s->difficulty) >
		       JYZ_MISS_MOST + 1e-9;
}

static void judge_items(struct jyz_diagnosing *g)
{
	struct jyz_diagnosis *d = g->d;
	struct jyz_paper_stats paper;
	size_t n = d->n_items;
	struct jyz_item_stats *stats =
		jyz_arena_alloc(g->arena, n * sizeof(*stats));

	jyz_items_judge(g->sums, n, &g->totals, &g->strata, stats, &paper);
	for (size_t i = 0; i < n; i++) {
		d->items[i].stats = stats[i];
		d->items[i].max = g->sums[i].max;
		judge_item(&d->items[i]);
	}
	d->alpha = paper.alpha;
	d->sem = paper.sem;
	d->weak_share = paper.weak_share;
	d->hard_share = paper.hard_share;
}

/* What the paper says of its items, measured or not. */
static void list_items(struct jyz_diagnosing *g)
{
	struct jyz_diagnosis *d = g->d;
	double predicted = 0, hard = 0;

	d->n_items = d->grade.n_items;
	d->items = jyz_arena_alloc(g->arena,
				   (d->n_items + 1) * sizeof(*d->items));
	for (size_t i = 0; i < d->n_items; i++) {
		const struct jyz_grade_item *from = &d->grade.items[i];
		double p = from->predicted < 0 ? NAN
					       : (double)from->predicted / 100;

		d->items[i] = (struct jyz_item_judged){
			from->name, from->type, from->point, from->max, p,
			{ NAN, NAN, NAN, NAN, NAN, NAN, NAN },
			false, false, false, false,
		};
		if (from->predicted >= 0)
			predicted += (double)from->max;
		/* As integers: .40 itself is not hard. */
		if (from->predicted >= 0 && from->predicted < 40)
			hard += (double)from->max;
	}
	d->predicted_hard_share = predicted > 0 ? hard / predicted : NAN;
}

/* --- a class against the grade -------------------------------------------- */

static void fifths_of(const struct jyz_diagnosing *g,
		      const struct jyz_grade_class *c, int64_t n[JYZ_FIFTHS])
{
	const struct jyz_distribution *d = &c->distribution;

	memset(n, 0, JYZ_FIFTHS * sizeof(*n));
	for (size_t i = 0; i < d->count; i++)
		n[jyz_strata_fifth(&g->strata, d->items[i].score)] +=
			d->items[i].count;
}

/* Pupils of the grade by fifth; false: a class keeps no distribution. */
static bool grade_fifths(const struct jyz_diagnosing *g, int64_t n[JYZ_FIFTHS])
{
	memset(n, 0, JYZ_FIFTHS * sizeof(*n));
	for (size_t i = 0; i < g->d->grade.count; i++) {
		const struct jyz_grade_class *c = jyz_diagnosed_class(g, i);
		int64_t own[JYZ_FIFTHS];

		if (!g->counted[i])
			continue;
		if (c->distribution.n != c->moments.n)
			return false;
		fifths_of(g, c, own);
		for (int k = 0; k < JYZ_FIFTHS; k++)
			n[k] += own[k];
	}
	return true;
}

static bool right_or_wrong(const struct jyz_item_sums *item)
{
	return item->moments.squares ==
	       (jyz_wide)item->max * item->moments.sum;
}

static struct jyz_mantel mantel_of(const struct jyz_item_sums *own,
				   const int64_t n[JYZ_FIFTHS],
				   const int64_t rest[JYZ_FIFTHS],
				   const int64_t rest_n[JYZ_FIFTHS])
{
	struct jyz_fourfold tables[JYZ_FIFTHS];
	double max = (double)own->max;

	for (int i = 0; i < JYZ_FIFTHS; i++) {
		double a = (double)own->fifths[i] / max;
		double c = (double)rest[i] / max;

		tables[i] = (struct jyz_fourfold){ a, (double)n[i] - a, c,
						   (double)rest_n[i] - c };
	}
	return jyz_mantel_haenszel(tables, JYZ_FIFTHS);
}

static void match(const struct jyz_diagnosing *g, size_t class, size_t item,
		  const int64_t n[JYZ_FIFTHS], const int64_t rest_n[JYZ_FIFTHS],
		  struct jyz_item_shift *shift)
{
	const struct jyz_item_sums *own =
		&jyz_diagnosed_class(g, class)->items[item];
	int64_t rest[JYZ_FIFTHS];

	for (int i = 0; i < JYZ_FIFTHS; i++)
		rest[i] = g->sums[item].fifths[i] - own->fifths[i];
	shift->matched =
		jyz_matched_difference(own->fifths, n, rest, rest_n);
	if (right_or_wrong(&g->sums[item]))
		shift->mantel = mantel_of(own, n, rest, rest_n);
}

/* Which side an item stands out on: by the profile after Holm, by Mantel and
 * Haenszel's band B or C, or by a large matched difference that the profile
 * bears out. */
static int side_of(const struct jyz_item_shift *s, int64_t max)
{
	double share = s->matched.smd / ((double)max / SCORE_UNIT);

	if (s->profile.p < JYZ_LEVEL)
		return s->profile.own < 0 ? -1 : 1;
	if (s->mantel.band == 'B' || s->mantel.band == 'C')
		return s->mantel.delta > 0 ? -1 : 1;
	if (share <= -JYZ_SMD_MOST && s->profile.z <= -Z_LEVEL)
		return -1;
	return share >= JYZ_SMD_MOST && s->profile.z >= Z_LEVEL;
}

static void shift_class(struct jyz_diagnosing *g, size_t class,
			const int64_t *grade_n)
{
	const struct jyz_grade_class *c = jyz_diagnosed_class(g, class);
	size_t count = g->d->n_items;
	struct jyz_item_shift *shifts =
		jyz_arena_alloc(g->arena, count * sizeof(*shifts));
	struct jyz_profile *profiles =
		jyz_arena_alloc(g->arena, count * sizeof(*profiles));
	int64_t n[JYZ_FIFTHS], rest_n[JYZ_FIFTHS];

	jyz_item_profile(c->items, g->sums, count, &c->moments, &g->totals,
			 profiles);
	fifths_of(g, c, n);
	for (int k = 0; k < JYZ_FIFTHS; k++)
		rest_n[k] = grade_n ? grade_n[k] - n[k] : 0;
	for (size_t i = 0; i < count; i++) {
		shifts[i].profile = profiles[i];
		shifts[i].matched.smd = NAN;
		shifts[i].mantel = (struct jyz_mantel){ NAN, NAN, NAN,
							NAN, NAN, '\0' };
		if (grade_n)
			match(g, class, i, n, rest_n, &shifts[i]);
		shifts[i].side = side_of(&shifts[i], g->sums[i].max);
	}
	g->shifts[class] = shifts;
}

void jyz_diagnose_items(struct jyz_diagnosing *g)
{
	struct jyz_diagnosis *d = g->d;
	int64_t n[JYZ_FIFTHS];

	d->alpha = d->sem = d->weak_share = d->hard_share = NAN;
	list_items(g);
	if (d->n_items == 0 || !count_grade(g))
		return;
	judge_items(g);
	bool known = grade_fifths(g, n);

	/* One class alone has nobody to be compared with. */
	for (size_t i = 0; d->measured > 1 && i < d->grade.count; i++)
		if (g->counted[i])
			shift_class(g, i, known ? n : NULL);
}
