/*
 * Pairs of the classes of each paper: which there are, which are over the
 * line, in what order they are reported, and what their intervals say.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gap_inside.h"
#include "jyz/records/small.h"

/* From so many judged pairs on the studentized range is interpolated: one
 * exam has R's own digits, a year of exams does not take minutes. */
#define MANY_PAIRS 100

struct pair {
	struct gap_paper *paper;
	struct gap_result *a, *b;
	struct jyz_gap gap;
};

/* The studentized range of families of one size. */
struct range {
	int classes;
	struct jyz_tukey *tukey;
};

struct pairs {
	struct gaps *gaps;
	struct pair *items; /* those that are reported */
	size_t count, room;
	struct jyz_gap_family *families;
	size_t n_families, families_room;
	struct range *ranges;
	size_t n_ranges, ranges_room;
	struct jyz_gap_count counted;
	bool many;
};

static void pairs_free(struct pairs *pairs)
{
	for (size_t i = 0; i < pairs->n_ranges; i++)
		jyz_tukey_drop(pairs->ranges[i].tukey);
	free(pairs->items);
	free(pairs->families);
	free(pairs->ranges);
}

/* --- families ------------------------------------------------------------- */

static bool compared(const struct gaps *gaps, const struct gap_result *a,
		     const struct gap_result *b)
{
	return gaps->query->any_track || strcmp(a->track, b->track) == 0;
}

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* The lower one of the two in the middle, so that pupils stay whole. */
static int64_t median(int64_t *numbers, size_t n)
{
	qsort(numbers, n, sizeof(*numbers), by_number);
	return n ? numbers[(n - 1) / 2] : 0;
}

/* The family of the first of these classes, which all that are compared with
 * it join; sizes is scratch. */
static void make_family(struct pairs *pairs, struct gap_result *results,
			size_t count, int64_t *sizes)
{
	struct jyz_gap_family family = { 0, 0, 0 };
	double squares = 0, degrees = 0;
	size_t n = 0;

	JYZ_GROW(pairs->families, pairs->n_families, pairs->families_room);
	for (size_t i = 0; i < count; i++) {
		struct gap_result *r = &results[i];
		int64_t pupils = r->moments.n;

		if (!compared(pairs->gaps, results, r))
			continue;
		r->family = pairs->n_families;
		if (pupils < JYZ_PUPILS_MIN)
			continue;
		sizes[n++] = pupils;
		squares += jyz_variance(&r->moments) * (double)(pupils - 1);
		degrees += (double)(pupils - 1);
	}
	family.classes = (int)n;
	family.pupils = median(sizes, n);
	family.sd = n ? sqrt(squares / degrees) : 0;
	pairs->families[pairs->n_families++] = family;
}

static void make_families(struct pairs *pairs, struct gap_result *results,
			  size_t count)
{
	int64_t *sizes = jyz_alloc(count * sizeof(*sizes));
	size_t none = SIZE_MAX;

	for (size_t i = 0; i < count; i++)
		results[i].family = none;
	for (size_t i = 0; i < count; i++)
		if (results[i].family == none)
			make_family(pairs, results + i, count - i, sizes);
	free(sizes);
}

/* --- pairs ---------------------------------------------------------------- */

/* The higher one first; at equal averages by name. */
static int by_average(const void *x, const void *y)
{
	const struct gap_result *a = x, *b = y;
	int order = jyz_fraction_compare(b->average, a->average);

	if (!order)
		order = strcmp(a->name, b->name);
	return order ? order : (a->id > b->id) - (a->id < b->id);
}

/* Exactly, so that equal gaps are equal: with the limits of a fraction the
 * products stay below 10^31. */
static int compare_differences(const struct pair *x, const struct pair *y)
{
	struct jyz_fraction a = x->a->average, b = x->b->average;
	struct jyz_fraction c = y->a->average, d = y->b->average;
	jyz_wide left = (jyz_wide)a.num * b.den - (jyz_wide)b.num * a.den;
	jyz_wide right = (jyz_wide)c.num * d.den - (jyz_wide)d.num * c.den;

	left *= (jyz_wide)c.den * d.den;
	right *= (jyz_wide)a.den * b.den;
	return (left > right) - (left < right);
}

static int by_gap(const void *x, const void *y)
{
	const struct pair *a = x, *b = y;
	int order = compare_differences(b, a);

	if (!order)
		order = strcmp(a->a->name, b->a->name);
	return order ? order : strcmp(a->b->name, b->b->name);
}

static bool wanted(const struct gap_result *a, const struct gap_result *b)
{
	return (a->wanted_class || b->wanted_class) &&
	       (a->wanted_teacher || b->wanted_teacher);
}

static bool is_harmless(const struct gap_finding *finding)
{
	return finding && strcmp(finding->state, "harmless") == 0;
}

static void count_pair(struct pairs *pairs, const struct pair *pair)
{
	struct jyz_gap_count *counted = &pairs->counted;

	counted->compared++;
	counted->own += pair->paper->own;
	if (!pair->gap.over)
		return;

	const struct gap_finding *finding =
		jyz_gaps_finding(pairs->gaps, pair->paper->id, pair->a->class,
				 pair->b->class);

	counted->found += finding != NULL;
	if (is_harmless(finding))
		counted->looked_at++;
	else
		counted->over++;
}

static void make_pair(struct pairs *pairs, struct gap_paper *paper,
		      struct gap_result *a, struct gap_result *b)
{
	const struct jyz_gap_query *query = pairs->gaps->query;

	if (!compared(pairs->gaps, a, b) || !wanted(a, b))
		return;

	struct pair pair = { paper, a, b,
			     jyz_gap_judge_fractions(a->average, b->average,
						     paper->threshold,
						     paper->full_marks,
						     query->per_100) };

	count_pair(pairs, &pair);
	if (!pair.gap.over && !query->all)
		return;
	JYZ_GROW(pairs->items, pairs->count, pairs->room);
	pairs->items[pairs->count++] = pair;
}

static void make_pairs(struct pairs *pairs, struct gap_paper *paper)
{
	size_t begin = pairs->count;

	if (!paper->count)
		return;

	struct gap_result *results = pairs->gaps->results + paper->first;

	qsort(results, paper->count, sizeof(*results), by_average);
	make_families(pairs, results, paper->count);
	for (size_t i = 0; i < paper->count; i++)
		for (size_t k = i + 1; k < paper->count; k++)
			make_pair(pairs, paper, &results[i], &results[k]);
	if (pairs->count > begin)
		qsort(pairs->items + begin, pairs->count - begin,
		      sizeof(*pairs->items), by_gap);
}

/* --- judging -------------------------------------------------------------- */

static enum jyz_method method_of(const struct pairs *pairs,
				 const struct pair *pair)
{
	enum jyz_method chosen = pairs->gaps->query->method;

	if (pair->a->moments.n < JYZ_PUPILS_MIN ||
	    pair->b->moments.n < JYZ_PUPILS_MIN)
		return JYZ_METHOD_NONE;
	if (chosen != JYZ_METHOD_NONE)
		return chosen;
	return pairs->families[pair->a->family].classes > 2
		       ? JYZ_METHOD_GAMES_HOWELL
		       : JYZ_METHOD_WELCH;
}

static bool are_many(const struct pairs *pairs)
{
	size_t n = 0;

	for (size_t i = 0; i < pairs->count; i++)
		n += method_of(pairs, &pairs->items[i]) ==
		     JYZ_METHOD_GAMES_HOWELL;
	return n > MANY_PAIRS;
}

static struct jyz_tukey *range_of(struct pairs *pairs, int classes)
{
	for (size_t i = 0; i < pairs->n_ranges; i++)
		if (pairs->ranges[i].classes == classes)
			return pairs->ranges[i].tukey;
	JYZ_GROW(pairs->ranges, pairs->n_ranges, pairs->ranges_room);

	struct range *range = &pairs->ranges[pairs->n_ranges++];

	*range = (struct range){ classes,
				 jyz_tukey_new(classes, pairs->many) };
	return range->tukey;
}

static void judge(struct pairs *pairs, const struct pair *pair,
		  struct jyz_gap_row *row)
{
	enum jyz_method method = method_of(pairs, pair);
	struct jyz_comparison *c = &row->comparison;

	if (method == JYZ_METHOD_NONE || pairs->gaps->query->unjudged)
		return;
	*c = jyz_compare(&pair->a->moments, &pair->b->moments,
			 method == JYZ_METHOD_GAMES_HOWELL
				 ? range_of(pairs, row->family->classes)
				 : NULL);
	if (c->method == JYZ_METHOD_NONE)
		return; /* no spread in either class */
	if (pairs->gaps->query->per_100) {
		double scale = 1e4 / (double)pair->paper->full_marks;

		c->difference *= scale;
		c->se *= scale;
		c->low *= scale;
		c->high *= scale;
	}
	row->reading = jyz_read(c->low, c->high,
				(double)pair->paper->threshold / 100);
}

/* --- reporting ------------------------------------------------------------ */

static struct jyz_gap_spread spread_of(const struct gap_result *r)
{
	struct jyz_gap_spread spread = {
		.measured = r->moments.n > 0,
		.small = r->sat >= 0 && r->sat < JYZ_PUPILS_MIN,
		.min = r->min,
		.max = r->max,
	};

	if (!spread.measured)
		return spread;
	spread.floor = r->at_zero * 100 > r->sat * JYZ_GAP_END_PERCENT;
	spread.ceiling = r->at_full * 100 > r->sat * JYZ_GAP_END_PERCENT;
	return spread;
}

static void fill_classes(const struct pair *pair, struct jyz_gap_row *row)
{
	const struct gap_result *a = pair->a, *b = pair->b;

	row->id_a = a->class;
	row->class_a = a->name;
	row->average_a = jyz_fraction_round(a->average, JYZ_GAP_SCALE);
	row->sat_a = a->sat;
	row->spread_a = spread_of(a);
	row->id_b = b->class;
	row->class_b = b->name;
	row->average_b = jyz_fraction_round(b->average, JYZ_GAP_SCALE);
	row->sat_b = b->sat;
	row->spread_b = spread_of(b);
}

static void fill(struct pairs *pairs, const struct pair *pair,
		 struct jyz_gap_row *row)
{
	const struct gap_paper *paper = pair->paper;
	const struct gap_finding *finding =
		jyz_gaps_finding(pairs->gaps, paper->id, pair->a->class,
				 pair->b->class);

	*row = (struct jyz_gap_row){
		.term = paper->term,
		.exam = paper->exam,
		.date = paper->date,
		.subject = paper->subject,
		.grade = paper->grade,
		.paper = paper->id,
		.full_marks = paper->full_marks,
		.threshold = paper->threshold,
		.gap = pair->gap.shown,
		.over = pair->gap.over,
		.family = &pairs->families[pair->a->family],
		.finding = finding ? finding->id : 0,
		.state = finding ? finding->state : NULL,
		.harmless = is_harmless(finding),
	};
	fill_classes(pair, row);
	row->teacher_a = jyz_gaps_teacher(pairs->gaps, paper, pair->a);
	row->teacher_b = jyz_gaps_teacher(pairs->gaps, paper, pair->b);
	judge(pairs, pair, row);
}

int jyz_gaps_report(struct gaps *gaps, jyz_gap_fn *fn, void *payload,
		    struct jyz_error *err)
{
	JYZ_AUTO(pairs) pairs = { .gaps = gaps };
	struct jyz_gap_row row;
	int rc = JYZ_OK;

	for (size_t i = 0; i < gaps->n_papers; i++)
		make_pairs(&pairs, &gaps->papers[i]);
	if (gaps->query->count)
		*gaps->query->count = pairs.counted;
	pairs.many = are_many(&pairs);
	for (size_t i = 0; i < pairs.count && rc >= 0; i++) {
		fill(&pairs, &pairs.items[i], &row);
		rc = fn(&row, payload, err);
	}
	return rc;
}

/* --- by paper -------------------------------------------------------------- */

/* The results are in order of their averages once pairs are made of them. */
static void fill_paper(const struct pairs *pairs, const struct gap_paper *paper,
		       struct jyz_gap_paper *out)
{
	const struct gap_result *results = pairs->gaps->results + paper->first;

	*out = (struct jyz_gap_paper){
		.exam = paper->exam_id,
		.paper = paper->id,
		.subject = paper->subject,
		.grade = paper->grade,
		.classes = paper->count,
		.low = -1,
		.high = -1,
		.gaps = pairs->counted,
	};
	for (size_t i = 0; i < paper->count; i++) {
		if (jyz_small_cell(results[i].sat))
			continue;
		out->low = jyz_fraction_round(results[i].average,
					      JYZ_GAP_SCALE);
		if (out->high < 0)
			out->high = out->low;
	}
}

int jyz_gaps_by_paper(struct gaps *gaps, jyz_gap_paper_fn *fn, void *payload,
		      struct jyz_error *err)
{
	JYZ_AUTO(pairs) pairs = { .gaps = gaps };
	struct jyz_gap_paper row;
	int rc = JYZ_OK;

	for (size_t i = 0; i < gaps->n_papers && rc >= 0; i++) {
		if (!gaps->papers[i].count)
			continue;
		pairs.counted = (struct jyz_gap_count){ .compared = 0 };
		pairs.count = pairs.n_families = 0;
		make_pairs(&pairs, &gaps->papers[i]);
		fill_paper(&pairs, &gaps->papers[i], &row);
		rc = fn(&row, payload, err);
	}
	return rc;
}
