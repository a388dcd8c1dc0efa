/*
 * The paper's card, and what it says for and against the paper as a cause.
 */
#include <math.h>
#include <string.h>

#include "diagnosing.h"
#include "jyz/base/decimal.h"

/* --- figures of the grade ------------------------------------------------- */

static int64_t pupils_of(const struct jyz_grade *grade)
{
	int64_t sat = 0;

	for (size_t i = 0; i < grade->count; i++) {
		if (grade->classes[i].sat < 0)
			return -1;
		sat += grade->classes[i].sat;
	}
	return grade->count ? sat : -1;
}

static void measure(struct jyz_diagnosis *d)
{
	struct jyz_moments all = jyz_grade_moments(&d->grade);
	int64_t zero = 0, full = 0;

	d->sat = pupils_of(&d->grade);
	d->average = NAN;
	if (!jyz_grade_average(&d->grade, &d->average))
		d->average = NAN;
	d->mean_rate = d->average / ((double)d->grade.full_marks / 100);
	/* The spread is of all pupils, or it is none of the grade. */
	d->sd = all.n > 1 && all.n == d->sat ? jyz_sd(&all) : NAN;
	for (size_t i = 0; i < d->grade.count; i++) {
		zero += d->grade.classes[i].at_zero;
		full += d->grade.classes[i].at_full;
	}
	d->at_zero = all.n ? (double)zero / (double)all.n : NAN;
	d->at_full = all.n ? (double)full / (double)all.n : NAN;
}

/* --- evidence, the same for all pairs ------------------------------------- */

static void weigh_rate(struct jyz_diagnosing *g, struct jyz_evidence *e)
{
	double rate = g->d->mean_rate;

	if (isnan(rate))
		jyz_evidence_add(e, 0, _("mean rate not known: how many "
					 "pupils sat is missing"));
	else if (rate < JYZ_RATE_LEAST)
		jyz_evidence_add(e, 1, _("too hard: mean rate %s (line %s)"),
				 jyz_say_share(g, rate),
				 jyz_say_share(g, JYZ_RATE_LEAST));
	else if (rate > JYZ_RATE_MOST)
		jyz_evidence_add(e, 1, _("too easy: mean rate %s (line %s)"),
				 jyz_say_share(g, rate),
				 jyz_say_share(g, JYZ_RATE_MOST));
	else
		jyz_evidence_add(e, -1, _("mean rate %s (between %s and %s)"),
				 jyz_say_share(g, rate),
				 jyz_say_share(g, JYZ_RATE_LEAST),
				 jyz_say_share(g, JYZ_RATE_MOST));
}

static bool hard_enough(double share)
{
	return share >= JYZ_HARD_LEAST && share <= JYZ_HARD_MOST;
}

static void weigh_hard(struct jyz_diagnosing *g, struct jyz_evidence *e)
{
	double share = g->d->hard_share, said = g->d->predicted_hard_share;

	if (!isnan(share))
		jyz_evidence_add(
			e, hard_enough(share) ? -1 : 1,
			_("%s of the marks in hard items (%s to %s)"),
			jyz_say_share(g, share),
			jyz_say_share(g, JYZ_HARD_LEAST),
			jyz_say_share(g, JYZ_HARD_MOST));
	if (!isnan(said))
		jyz_evidence_add(
			e, hard_enough(said) ? -1 : 1,
			_("by the setter's own prediction %s (%s to %s)"),
			jyz_say_share(g, said),
			jyz_say_share(g, JYZ_HARD_LEAST),
			jyz_say_share(g, JYZ_HARD_MOST));
}

static void weigh_noise(struct jyz_diagnosing *g, struct jyz_evidence *e)
{
	const struct jyz_diagnosis *d = g->d;

	if (!isnan(d->alpha))
		jyz_evidence_add(e, d->alpha < JYZ_ALPHA_LEAST ? 1 : -1,
				 _("reliability %s (line %s)"),
				 jyz_say_number(g, d->alpha, 2),
				 jyz_say_number(g, JYZ_ALPHA_LEAST, 2));
	if (d->weak_share > JYZ_WEAK_MOST)
		jyz_evidence_add(e, 1,
				 _("%s of the marks in items that hardly tell "
				   "strong from weak (at most %s)"),
				 jyz_say_share(g, d->weak_share),
				 jyz_say_share(g, JYZ_WEAK_MOST));
}

static void add_name(struct jyz_buf *names, const char *name)
{
	if (names->len)
		jyz_buf_adds(names, _(", "));
	jyz_buf_adds(names, name);
}

static void weigh_items(struct jyz_diagnosing *g, struct jyz_evidence *e)
{
	JYZ_AUTO(jyz_buf) broken = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) missed = JYZ_BUF_INIT;

	for (size_t i = 0; i < g->d->n_items; i++) {
		const struct jyz_item_judged *item = &g->d->items[i];

		if (item->broken)
			add_name(&broken, item->name);
		if (item->missed)
			add_name(&missed, item->name);
	}
	if (broken.len)
		jyz_evidence_add(e, 1,
				 _("the better pupils did worse on %s: look at "
				   "the key and the marking"),
				 broken.data);
	if (missed.len)
		jyz_evidence_add(e, 1,
				 _("the setter's prediction missed by more "
				   "than %s on %s"),
				 jyz_say_number(g, JYZ_MISS_MOST, 2),
				 missed.data);
}

static void weigh_borders(struct jyz_diagnosing *g, struct jyz_evidence *e)
{
	if (g->d->at_zero > JYZ_BORDER_MOST)
		jyz_evidence_add(e, 1, _("%s of the pupils have 0 (at most "
					 "%s)"),
				 jyz_say_share(g, g->d->at_zero),
				 jyz_say_share(g, JYZ_BORDER_MOST));
	if (g->d->at_full > JYZ_BORDER_MOST)
		jyz_evidence_add(e, 1, _("%s of the pupils have full marks "
					 "(at most %s)"),
				 jyz_say_share(g, g->d->at_full),
				 jyz_say_share(g, JYZ_BORDER_MOST));
}

/* Without items all that is known is the mean: that does not clear it. */
static enum jyz_verdict judge_paper(struct jyz_diagnosing *g,
				    struct jyz_evidence *e)
{
	enum jyz_verdict verdict = jyz_evidence_verdict(e);

	if (g->d->measured == 0)
		jyz_evidence_add(e, 0,
				 _("no scores of items: reliability and "
				   "difficulty are not known"));
	else if (isnan(g->d->alpha))
		jyz_evidence_add(e, 0, _("too few items or pupils for a "
					 "reliability"));
	return verdict == JYZ_VERDICT_AGAINST && isnan(g->d->alpha)
		       ? JYZ_VERDICT_UNKNOWN
		       : verdict;
}

int jyz_diagnose_card(struct jyz_diagnosing *g, struct jyz_error *err)
{
	struct jyz_evidence e = JYZ_EVIDENCE_INIT;

	(void)err;
	measure(g->d);
	weigh_rate(g, &e);
	weigh_hard(g, &e);
	weigh_noise(g, &e);
	weigh_items(g, &e);
	weigh_borders(g, &e);
	g->paper_verdict = judge_paper(g, &e);
	jyz_buf_adds(&g->paper_text, e.text.data);
	jyz_evidence_free(&e);
	return JYZ_OK;
}

void jyz_cause_paper(struct jyz_diagnosing *g, struct jyz_pair_judged *pair)
{
	pair->causes[JYZ_CAUSE_PAPER] = (struct jyz_cause_judged){
		g->paper_verdict,
		jyz_arena_strdup(g->arena, g->paper_text.data),
	};
}
