/*
 * Intake: were the classes as far apart before, and are they in other
 * subjects?  The baseline decides; other subjects only where there is none
 * that can.
 */
#include <math.h>
#include <string.h>

#include "diagnosing.h"

/* --- the baseline --------------------------------------------------------- */

static void say_baseline(struct jyz_diagnosing *g,
			 const struct jyz_grade_class *a,
			 const struct jyz_grade_class *b,
			 struct jyz_evidence *e)
{
	struct jyz_comparison c = jyz_compare(&a->joint.x, &b->joint.x, NULL);
	double x = jyz_mean(&a->joint.x), y = jyz_mean(&b->joint.x);

	/* TRANSLATORS: class, mean, pupils; the same again; difference. */
	jyz_evidence_add(e, 0, _("before: %s %s (%lld), %s %s (%lld), "
				 "difference %s"),
			 a->name, jyz_say_number(g, x, 2),
			 (long long)a->joint.x.n, b->name,
			 jyz_say_number(g, y, 2), (long long)b->joint.x.n,
			 jyz_say_number(g, x - y, 2));
	if (c.method != JYZ_METHOD_NONE) {
		jyz_buf_addc(&e->text, ' ');
		jyz_buf_adds(&e->text, jyz_say_interval(g, c.low, c.high));
	}
}

/* The gain on standard scores, so that a baseline out of 100 or 750 is as
 * good as one out of these full marks. */
static double gain_of(const struct jyz_diagnosing *g,
		      const struct jyz_adjusted_gap *adjusted)
{
	return isnan(adjusted->gain_z) ? adjusted->gain
				       : adjusted->gain_z * g->sd_y;
}

static void weigh_adjusted(struct jyz_diagnosing *g,
			   const struct jyz_pair_judged *pair,
			   struct jyz_evidence *e)
{
	const struct jyz_adjusted_gap *d = &pair->adjusted;
	double line = (double)g->d->threshold / 100, gain = gain_of(g, d);
	bool one = d->adjusted <= line, other = gain <= line;
	int side = one != other ? 0 : one ? 1 : -1;
	const char *now = jyz_say_number(g, d->adjusted, 2);
	const char *range = jyz_say_interval(g, d->low, d->high);
	const char *grown = jyz_say_number(g, gain, 2);

	if (side > 0)
		jyz_evidence_add(e, 1,
				 _("of pupils of like intake %s %s points "
				   "remain, by their gains %s: no longer over "
				   "the line of %s"),
				 now, range, grown, jyz_say_line(g));
	else if (side < 0)
		jyz_evidence_add(e, -1,
				 _("of pupils of like intake %s %s points "
				   "remain, by their gains %s: still over the "
				   "line of %s"),
				 now, range, grown, jyz_say_line(g));
	else
		jyz_evidence_add(e, 0,
				 _("of pupils of like intake %s %s points "
				   "remain, by their gains %s: the two "
				   "disagree, judge by neither alone"),
				 now, range, grown);
}

static void weigh_baseline(struct jyz_diagnosing *g,
			   struct jyz_pair_judged *pair,
			   struct jyz_evidence *e)
{
	const struct jyz_grade_class *a = jyz_diagnosed_class(g, pair->a);
	const struct jyz_grade_class *b = jyz_diagnosed_class(g, pair->b);

	if (!g->adjustable || a->joint.x.n == 0 || b->joint.x.n == 0) {
		jyz_evidence_add(e, 0,
				 _("no baseline: import the scores again with "
				   "--baseline COLUMN"));
		return;
	}
	say_baseline(g, a, b, e);
	pair->adjusted = jyz_adjusted_compare(
		&g->ancova, &a->joint, &b->joint, g->sd_x, g->sd_y,
		(double)g->d->threshold / 100);
	if (a->joint.x.n < JYZ_PUPILS_MIN || b->joint.x.n < JYZ_PUPILS_MIN) {
		jyz_evidence_add(e, 0, _("fewer than %d pupils with a baseline: "
					 "too few to judge by"),
				 JYZ_PUPILS_MIN);
		return;
	}
	pair->adjusted_known = true;
	weigh_adjusted(g, pair, e);
}

/* --- other subjects ------------------------------------------------------- */

static const char SQL_OTHER_PAPERS[] =
	"SELECT p.subject, p.full_marks, a.num AS num_a, a.den AS den_a, "
	"b.num AS num_b, b.den AS den_b FROM paper p "
	"JOIN result_fraction a ON a.paper = p.id AND a.class = :a "
	"JOIN result_fraction b ON b.paper = p.id AND b.class = :b "
	"WHERE p.exam = :exam AND p.id <> :paper AND p.grade = :grade "
	"ORDER BY p.subject";

/* Subjects of the same sheet that are no papers here. */
static const char SQL_OTHER_COLUMNS[] =
	"SELECT a.name, a.pupils AS n_a, a.total AS sum_a, "
	"a.squares AS squares_a, b.pupils AS n_b, b.total AS sum_b, "
	"b.squares AS squares_b FROM result_joint a "
	"JOIN result_joint b ON b.result = :b AND b.kind = 'subject' "
	"AND b.name = a.name "
	"WHERE a.result = :a AND a.kind = 'subject' AND NOT EXISTS ("
	"SELECT 1 FROM paper p WHERE p.exam = :exam AND p.id <> :paper "
	"AND p.grade = :grade AND p.subject = a.name) "
	"ORDER BY a.position, a.id";

struct others {
	size_t count, far;
	struct jyz_buf names;
};

static void others_free(struct others *others)
{
	jyz_buf_free(&others->names);
}

/* share: the gap there as a part of the gap here, in the same measure. */
static void see_other(struct others *others, const char *subject,
		      const char *gap, double share)
{
	others->count++;
	others->far += share >= JYZ_FAR_SHARE;
	if (others->names.len)
		jyz_buf_adds(&others->names, _(", "));
	jyz_buf_addf(&others->names, "%s %s", subject, gap);
}

static int other_papers(struct jyz_diagnosing *g,
			const struct jyz_pair_judged *pair,
			struct others *others, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	double here = (double)pair->gap / 1e4 /
		      ((double)g->d->grade.full_marks / 100);
	int rc = jyz_stmt_open(&st, g->desk->store, SQL_OTHER_PAPERS, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":a", jyz_diagnosed_class(g, pair->a)->id);
	jyz_bind_int(&st, ":b", jyz_diagnosed_class(g, pair->b)->id);
	jyz_bind_int(&st, ":exam", g->d->exam_id);
	jyz_bind_int(&st, ":paper", g->d->grade.paper);
	jyz_bind_text(&st, ":grade", g->d->grade_name);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		double a = (double)jyz_col_int(&st, "num_a") /
			   (double)jyz_col_int(&st, "den_a");
		double b = (double)jyz_col_int(&st, "num_b") /
			   (double)jyz_col_int(&st, "den_b");
		double there = (a - b) / (double)jyz_col_int(&st, "full_marks");

		see_other(others, jyz_col_text(&st, "subject"),
			  jyz_say_share(g, there), there / here);
	}
	return rc;
}

/* Differences in SDs within the two classes; NAN: no spread. */
static double in_sds(const struct jyz_moments *a, const struct jyz_moments *b)
{
	if (a->n < 2 || b->n < 2)
		return NAN;
	double df = (double)(a->n + b->n - 2);
	double v = (jyz_variance(a) * (double)(a->n - 1) +
		    jyz_variance(b) * (double)(b->n - 1)) / df;

	return v > 0 ? (jyz_mean(a) - jyz_mean(b)) / sqrt(v) : NAN;
}

static int other_columns(struct jyz_diagnosing *g,
			 const struct jyz_pair_judged *pair,
			 struct others *others, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	const struct jyz_grade_class *a = jyz_diagnosed_class(g, pair->a);
	const struct jyz_grade_class *b = jyz_diagnosed_class(g, pair->b);
	double here = in_sds(&a->moments, &b->moments);
	int rc = jyz_stmt_open(&st, g->desk->store, SQL_OTHER_COLUMNS, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":a", a->result);
	jyz_bind_int(&st, ":b", b->result);
	jyz_bind_int(&st, ":exam", g->d->exam_id);
	jyz_bind_int(&st, ":paper", g->d->grade.paper);
	jyz_bind_text(&st, ":grade", g->d->grade_name);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		struct jyz_moments x = { jyz_col_int(&st, "n_a"),
					 jyz_col_int(&st, "sum_a"),
					 jyz_col_int(&st, "squares_a") };
		struct jyz_moments y = { jyz_col_int(&st, "n_b"),
					 jyz_col_int(&st, "sum_b"),
					 jyz_col_int(&st, "squares_b") };
		double there = in_sds(&x, &y);

		if (!isnan(here) && !isnan(there))
			see_other(others, jyz_col_text(&st, "name"),
				  jyz_arena_printf(g->arena, "%s SD",
						   jyz_say_number(g, there, 2)),
				  there / here);
		else
			jyz_col_ignore(&st, "name");
	}
	return rc;
}

/* Low everywhere is the class or its intake; low here only is neither.  One
 * other subject says nothing yet. */
static void weigh_others(const struct others *others, bool decided,
			 struct jyz_evidence *e)
{
	int side = 0;

	if (others->count == 0)
		return;
	if (others->count > 1 && 2 * others->far > others->count)
		side = 1;
	if (others->count > 1 && others->far == 0)
		side = -1;
	jyz_evidence_add(e, decided ? 0 : side,
			 _("other subjects of the exam: %s (at least half as "
			   "far apart in %zu of %zu)"),
			 others->names.data, others->far, others->count);
	if (others->count == 1)
		jyz_evidence_add(e, 0, _("one other subject is thin"));
}

int jyz_cause_intake(struct jyz_diagnosing *g, struct jyz_pair_judged *pair,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_evidence) e = JYZ_EVIDENCE_INIT;
	JYZ_AUTO(others) others = { 0, 0, JYZ_BUF_INIT };
	int rc;

	weigh_baseline(g, pair, &e);
	bool decided = e.pro || e.contra;

	if ((rc = other_papers(g, pair, &others, err)) < 0 ||
	    (rc = other_columns(g, pair, &others, err)) < 0)
		return rc;
	weigh_others(&others, decided, &e);
	jyz_evidence_close(g, pair, JYZ_CAUSE_INTAKE, &e,
			   jyz_evidence_verdict(&e));
	return JYZ_OK;
}
