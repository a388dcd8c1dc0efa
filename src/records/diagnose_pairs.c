/*
 * The flagged pairs of a paper: pairs of one track whose averages differ by
 * more than the line, how sure that is, and their causes one after the other.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "diagnosing.h"
#include "jyz/base/text.h"

/* --- the family of a pair ------------------------------------------------- */

static bool same_track(const struct jyz_grade_class *a,
		       const struct jyz_grade_class *b)
{
	return strcmp(a->track, b->track) == 0;
}

/* Classes of the track that can be compared at all. */
static int family(const struct jyz_diagnosing *g,
		  const struct jyz_grade_class *one)
{
	int k = 0;

	for (size_t i = 0; i < g->d->grade.count; i++) {
		const struct jyz_grade_class *c = jyz_diagnosed_class(g, i);

		k += c->measured && c->moments.n >= JYZ_PUPILS_MIN &&
		     same_track(one, c);
	}
	return k;
}

static size_t first_of_track(const struct jyz_diagnosing *g, size_t class)
{
	size_t i = 0;

	while (!same_track(jyz_diagnosed_class(g, i),
			   jyz_diagnosed_class(g, class)))
		i++;
	return i;
}

#define MANY_PAIRS 40 /* exact quantiles take most of a millisecond each */

static struct jyz_tukey *tukey_of(struct jyz_diagnosing *g, size_t class)
{
	size_t first = first_of_track(g, class);
	int k = family(g, jyz_diagnosed_class(g, class));

	if (k < 3)
		return NULL;
	if (!g->tukeys[first])
		g->tukeys[first] =
			jyz_tukey_new(k, g->d->n_pairs > MANY_PAIRS);
	return g->tukeys[first];
}

/* --- finding the pairs ---------------------------------------------------- */

static bool named(const struct jyz_grade_class *c, const char *key)
{
	return jyz_text_is(c->name, key);
}

static void try_pair(struct jyz_diagnosing *g, size_t i, size_t k)
{
	struct jyz_diagnosis *d = g->d;
	const struct jyz_grade_class *a = jyz_diagnosed_class(g, i);
	const struct jyz_grade_class *b = jyz_diagnosed_class(g, k);

	if (a->sat == 0 || b->sat == 0 || !same_track(a, b))
		return;
	if (jyz_fraction_compare(a->average, b->average) < 0) {
		try_pair(g, k, i);
		return;
	}
	struct jyz_gap gap = jyz_gap_judge_fractions(a->average, b->average,
						     d->threshold,
						     d->grade.full_marks,
						     false);

	if (!gap.over)
		return;
	JYZ_GROW(d->pairs, d->n_pairs, d->pairs_room);
	d->pairs[d->n_pairs++] = (struct jyz_pair_judged){
		.a = i, .b = k, .gap = gap.shown,
	};
}

/* The largest gap first, then by the classes, which are by name. */
static int compare_pairs(const void *x, const void *y)
{
	const struct jyz_pair_judged *a = x, *b = y;

	if (a->gap != b->gap)
		return a->gap < b->gap ? 1 : -1;
	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return a->b < b->b ? -1 : a->b > b->b;
}

static int find_pairs(struct jyz_diagnosing *g, const char *class_name,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	size_t n = g->d->grade.count, known = 0;

	jyz_text_key(&key, class_name ? class_name : "");
	for (size_t i = 0; i < n; i++) {
		bool a = named(jyz_diagnosed_class(g, i), key.data);

		known += a;
		for (size_t k = i + 1; k < n; k++)
			if (!class_name || a ||
			    named(jyz_diagnosed_class(g, k), key.data))
				try_pair(g, i, k);
	}
	if (class_name && !known)
		return jyz_error_set(err, JYZ_ENOTFOUND,
				     _("class '%s' has no result on this "
				       "paper"),
				     class_name);
	if (g->d->n_pairs)
		qsort(g->d->pairs, g->d->n_pairs, sizeof(*g->d->pairs),
		      compare_pairs);
	return JYZ_OK;
}

/* --- one pair ------------------------------------------------------------- */

static void judge_gap(struct jyz_diagnosing *g, struct jyz_pair_judged *pair)
{
	const struct jyz_grade_class *a = jyz_diagnosed_class(g, pair->a);
	const struct jyz_grade_class *b = jyz_diagnosed_class(g, pair->b);
	double line = (double)g->d->threshold / 100;

	if (a->measured && b->measured)
		pair->comparison = jyz_compare(&a->moments, &b->moments,
					       tukey_of(g, pair->a));
	pair->reading = JYZ_READING_NONE;
	if (pair->comparison.method != JYZ_METHOD_NONE)
		pair->reading = jyz_read(pair->comparison.low,
					 pair->comparison.high, line);
	pair->items_a = g->shifts[pair->a];
	pair->items_b = g->shifts[pair->b];
	if (!pair->items_a || !pair->items_b)
		pair->items_a = pair->items_b = NULL;
}

static const char SQL_FINDING[] =
	"SELECT id, cause FROM finding WHERE paper = :paper "
	"AND class_a IN (:a, :b) AND class_b IN (:a, :b)";

static int find_finding(struct jyz_diagnosing *g, struct jyz_pair_judged *pair,
			struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, g->desk->store, SQL_FINDING, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":paper", g->d->grade.paper);
	jyz_bind_int(&st, ":a", jyz_diagnosed_class(g, pair->a)->id);
	jyz_bind_int(&st, ":b", jyz_diagnosed_class(g, pair->b)->id);
	if ((rc = jyz_stmt_step(&st, err)) != JYZ_ROW)
		return rc;
	const char *cause = jyz_col_text(&st, "cause");

	pair->finding = jyz_col_int(&st, "id");
	pair->finding_cause = cause ? jyz_arena_strdup(g->arena, cause) : NULL;
	jyz_stmt_done(&st);
	return JYZ_OK;
}

/* Chance, if it is open, makes the rest moot; what was measured on the pupils
 * and items of the pair tells more than what is said of the whole paper. */
static void suggest(struct jyz_pair_judged *pair)
{
	static const enum jyz_cause order[] = {
		JYZ_CAUSE_CHANCE,  JYZ_CAUSE_INTAKE, JYZ_CAUSE_NOT_TAUGHT,
		JYZ_CAUSE_MARKING, JYZ_CAUSE_PAPER,  JYZ_CAUSE_TEACHING,
	};

	for (size_t i = 0; i < JYZ_COUNT(order); i++)
		if (pair->causes[order[i]].verdict == JYZ_VERDICT_FOR)
			pair->suggests[pair->n_suggests++] = order[i];
}

static int judge_pair(struct jyz_diagnosing *g, struct jyz_pair_judged *pair,
		      struct jyz_error *err)
{
	int rc = find_finding(g, pair, err);

	judge_gap(g, pair);
	jyz_cause_chance(g, pair);
	jyz_cause_paper(g, pair);
	jyz_cause_not_taught(g, pair);
	jyz_cause_marking(g, pair);
	if (rc < 0 || (rc = jyz_cause_intake(g, pair, err)) < 0 ||
	    (rc = jyz_cause_teaching(g, pair, err)) < 0)
		return rc;
	jyz_cause_unclear(g, pair);
	suggest(pair);
	return JYZ_OK;
}

int jyz_diagnose_pairs(struct jyz_diagnosing *g,
		       const struct jyz_diagnose_query *query,
		       struct jyz_error *err)
{
	int rc = find_pairs(g, query->class_name, err);

	for (size_t i = 0; i < g->d->n_pairs && rc >= 0; i++)
		rc = judge_pair(g, &g->d->pairs[i], err);
	return rc;
}
