/*
 * Teaching, which is only what is left, and whether anything can be told at
 * all.  Called after the other causes.
 */
#include <math.h>
#include <string.h>

#include "diagnosing.h"
#include "kinds.h"

/* --- the same teacher's classes ------------------------------------------- */

/* One teacher's two classes over the line, too: whoever teaches is not it. */
static void weigh_other_classes(struct jyz_diagnosing *g, size_t own,
				size_t except, struct jyz_evidence *e)
{
	const struct jyz_grade_class *c = jyz_diagnosed_class(g, own);
	double line = (double)g->d->threshold / 100;
	size_t others = 0;

	for (size_t i = 0; i < g->d->grade.count; i++) {
		const struct jyz_grade_class *o = jyz_diagnosed_class(g, i);

		if (i == own || i == except || o->sat == 0 || !o->teacher ||
		    strcmp(o->teacher, c->teacher) != 0 ||
		    strcmp(o->track, c->track) != 0)
			continue;
		double gap = fabs(jyz_class_average(o) - jyz_class_average(c));

		others++;
		/* TRANSLATORS: teacher, class, class, points, line. */
		jyz_evidence_add(e, gap > line ? -1 : 0,
				 gap > line
					 ? _("%s's own classes %s and %s are "
					     "%s points apart, over the line "
					     "of %s, too")
					 : _("%s's own classes %s and %s are "
					     "%s points apart, not over the "
					     "line of %s"),
				 c->teacher, c->name, o->name,
				 jyz_say_number(g, gap, 2), jyz_say_line(g));
	}
	if (!others)
		jyz_evidence_add(e, 0,
				 _("%s has no other class on this paper: "
				   "teacher and class cannot be told apart"),
				 c->teacher);
}

static void weigh_teachers(struct jyz_diagnosing *g,
			   const struct jyz_pair_judged *pair,
			   struct jyz_evidence *e)
{
	const struct jyz_grade_class *a = jyz_diagnosed_class(g, pair->a);
	const struct jyz_grade_class *b = jyz_diagnosed_class(g, pair->b);

	if (a->teacher && b->teacher && strcmp(a->teacher, b->teacher) == 0) {
		jyz_evidence_add(e, -1, _("both classes are taught by %s"),
				 a->teacher);
		return;
	}
	if (a->teacher)
		weigh_other_classes(g, pair->a, pair->b, e);
	if (b->teacher)
		weigh_other_classes(g, pair->b, pair->a, e);
	if (!a->teacher || !b->teacher)
		jyz_evidence_add(e, 0, _("who taught %s is not recorded"),
				 a->teacher ? b->name : a->name);
}

/* --- repeats -------------------------------------------------------------- */

static const char SQL_REPEATS[] =
	"SELECT ifnull(p.setter, 0) AS setter, p.full_marks, "
	"a.num AS num_a, a.den AS den_a, b.num AS num_b, b.den AS den_b, "
	JYZ_SQL_PAPER_THRESHOLD " AS threshold "
	"FROM paper p JOIN exam e ON e.id = p.exam "
	"JOIN result_fraction a ON a.paper = p.id AND a.class = :a "
	"JOIN result_fraction b ON b.paper = p.id AND b.class = :b "
	"WHERE p.subject = :subject AND (e.date < :date OR p.id = :paper) "
	"ORDER BY e.date DESC, e.id DESC, p.id LIMIT :limit";

struct repeats {
	int exams, over;      /* in the same direction */
	int64_t setters[JYZ_REPEATS];
	int n_setters;        /* known, different, of those over */
};

static void see_setter(struct repeats *r, int64_t setter)
{
	for (int i = 0; i < r->n_setters; i++)
		if (r->setters[i] == setter)
			return;
	if (setter)
		r->setters[r->n_setters++] = setter;
}

static int find_repeats(struct jyz_diagnosing *g,
			const struct jyz_pair_judged *pair,
			struct repeats *r, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, g->desk->store, SQL_REPEATS, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":a", jyz_diagnosed_class(g, pair->a)->id);
	jyz_bind_int(&st, ":b", jyz_diagnosed_class(g, pair->b)->id);
	jyz_bind_text(&st, ":subject", g->d->subject);
	jyz_bind_text(&st, ":date", g->d->date);
	jyz_bind_int(&st, ":paper", g->d->grade.paper);
	jyz_bind_int(&st, ":limit", JYZ_REPEATS);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		struct jyz_fraction a = { jyz_col_int(&st, "num_a"),
					  jyz_col_int(&st, "den_a") };
		struct jyz_fraction b = { jyz_col_int(&st, "num_b"),
					  jyz_col_int(&st, "den_b") };
		struct jyz_gap gap = jyz_gap_judge_fractions(
			a, b, jyz_col_int(&st, "threshold"),
			jyz_col_int(&st, "full_marks"), false);
		int64_t setter = jyz_col_int(&st, "setter");

		r->exams++;
		if (!gap.over || jyz_fraction_compare(a, b) < 0)
			continue;
		r->over++;
		see_setter(r, setter);
	}
	return rc;
}

static bool repeated(const struct repeats *r)
{
	return r->over >= JYZ_REPEATS_OVER && r->n_setters > 1;
}

static void say_repeats(const struct repeats *r, struct jyz_evidence *e)
{
	if (r->exams < 2)
		jyz_evidence_add(e, 0, _("no earlier exam of both classes to "
					 "compare with"));
	else if (!r->n_setters)
		jyz_evidence_add(e, repeated(r),
				 _("over the line in %d of the last %d exams; "
				   "who set them is not recorded"),
				 r->over, r->exams);
	else
		/* TRANSLATORS: times, exams, setters that are known. */
		jyz_evidence_add(e, repeated(r),
				 _("over the line in %d of the last %d exams, "
				   "by %d different setters"),
				 r->over, r->exams, r->n_setters);
}

/* --- what is left --------------------------------------------------------- */

/* The other causes that have evidence for them. */
static bool others_for(const struct jyz_pair_judged *pair)
{
	for (int i = 0; i < JYZ_CAUSE_TEACHING; i++)
		if (pair->causes[i].verdict == JYZ_VERDICT_FOR)
			return true;
	return false;
}

static bool review(const struct jyz_diagnosing *g)
{
	return g->d->stage && strcmp(g->d->stage, "new") != 0;
}

static void say_adjusted(struct jyz_diagnosing *g,
			 const struct jyz_pair_judged *pair,
			 struct jyz_evidence *e)
{
	double line = (double)g->d->threshold / 100;

	if (!pair->adjusted_known)
		jyz_evidence_add(e, 0, _("without a baseline, intake cannot be "
					 "ruled out"));
	else if (pair->adjusted.adjusted > line)
		jyz_evidence_add(e, 1, _("the gap remains over the line with "
					 "the intake taken into account"));
}

/*
 * A gap that is sure, that nothing else explains, and that something besides
 * itself bears out: the intake taken into account, or a repeat.  In a review
 * round the score depends much on the setter (source, art. 3), so there only
 * a repeat under different setters will do.
 */
static bool is_left(const struct jyz_diagnosing *g,
		    const struct jyz_pair_judged *pair,
		    const struct jyz_evidence *e, const struct repeats *r)
{
	if (others_for(pair) || pair->reading != JYZ_READING_OVER ||
	    e->contra)
		return false;
	return review(g) ? repeated(r) : e->pro > 0;
}

static enum jyz_verdict judge_teaching(struct jyz_diagnosing *g,
				       const struct jyz_pair_judged *pair,
				       struct jyz_evidence *e,
				       const struct repeats *r)
{
	bool against = e->contra > 0;
	bool left = is_left(g, pair, e, r);

	if (review(g))
		jyz_evidence_add(e, 0, _("a review round: the score depends "
					 "much on the setter"));
	if (others_for(pair))
		jyz_evidence_add(e, 0, _("other causes have evidence for them "
					 "and come first"));
	else if (left)
		jyz_evidence_add(e, 0, _("what is left, and no more than "
					 "that: look at lessons before "
					 "saying so"));
	if (against)
		return JYZ_VERDICT_AGAINST;
	return left ? JYZ_VERDICT_FOR : JYZ_VERDICT_UNKNOWN;
}

int jyz_cause_teaching(struct jyz_diagnosing *g, struct jyz_pair_judged *pair,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_evidence) e = JYZ_EVIDENCE_INIT;
	struct repeats r = { .exams = 0 };
	int rc = find_repeats(g, pair, &r, err);

	if (rc < 0)
		return rc;
	weigh_teachers(g, pair, &e);
	say_repeats(&r, &e);
	say_adjusted(g, pair, &e);
	enum jyz_verdict verdict = judge_teaching(g, pair, &e, &r);

	jyz_evidence_close(g, pair, JYZ_CAUSE_TEACHING, &e, verdict);
	return JYZ_OK;
}

void jyz_cause_unclear(struct jyz_diagnosing *g, struct jyz_pair_judged *pair)
{
	JYZ_AUTO(jyz_evidence) e = JYZ_EVIDENCE_INIT;
	const struct jyz_grade_class *a = jyz_diagnosed_class(g, pair->a);
	const struct jyz_grade_class *b = jyz_diagnosed_class(g, pair->b);
	bool teaching = pair->causes[JYZ_CAUSE_TEACHING].verdict ==
			JYZ_VERDICT_FOR;

	if (!a->measured && !b->measured)
		jyz_evidence_add(&e, 1, _("only the averages are known"));
	else if (!a->measured || !b->measured)
		jyz_evidence_add(&e, 1, _("of %s only the average is known"),
				 a->measured ? b->name : a->name);
	else if (a->sat < JYZ_PUPILS_MIN || b->sat < JYZ_PUPILS_MIN)
		jyz_evidence_add(&e, 1, _("fewer than %d pupils in a class"),
				 JYZ_PUPILS_MIN);
	else if (pair->reading == JYZ_READING_OVER)
		jyz_evidence_add(&e, -1, _("the gap itself is sure"));
	else
		jyz_evidence_add(&e, 1, _("whether the gap is beyond the line "
					  "is not sure"));
	if (!others_for(pair) && !teaching)
		jyz_evidence_add(&e, 1, _("no cause has evidence for it"));
	jyz_evidence_close(g, pair, JYZ_CAUSE_UNCLEAR, &e,
			   jyz_evidence_verdict(&e));
}
