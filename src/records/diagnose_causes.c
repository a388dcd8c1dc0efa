/*
 * Causes that the pair's own figures decide: chance, points that were not
 * taught yet, marking.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "diagnosing.h"
#include "jyz/base/text.h"

/* --- chance --------------------------------------------------------------- */

/* Classes of the pair's track, the size of the middle one (the lower of two,
 * so that pupils stay whole) and the spread within them. */
struct field {
	int classes;
	int64_t pupils;
	double sd;
};

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static struct field field_of(const struct jyz_diagnosing *g,
			     const struct jyz_pair_judged *pair)
{
	const char *track = jyz_diagnosed_class(g, pair->a)->track;
	struct field f = { 0, 0, 0 };
	int64_t *sizes = jyz_alloc((g->d->grade.count + 1) * sizeof(*sizes));
	double squares = 0, df = 0;

	for (size_t i = 0; i < g->d->grade.count; i++) {
		const struct jyz_grade_class *c = jyz_diagnosed_class(g, i);

		if (!c->measured || c->moments.n < JYZ_PUPILS_MIN ||
		    strcmp(c->track, track) != 0)
			continue;
		sizes[f.classes++] = c->moments.n;
		squares += jyz_variance(&c->moments) *
			   (double)(c->moments.n - 1);
		df += (double)(c->moments.n - 1);
	}
	if (f.classes) {
		qsort(sizes, (size_t)f.classes, sizeof(*sizes), by_number);
		f.pupils = sizes[(f.classes - 1) / 2];
	}
	f.sd = df > 0 ? sqrt(squares / df) : 0;
	free(sizes);
	return f;
}

static void say_chance(struct jyz_diagnosing *g,
		       const struct jyz_pair_judged *pair,
		       struct jyz_evidence *e)
{
	struct field f = field_of(g, pair);

	if (f.classes < 2 || !(f.sd > 0))
		return;
	double p = jyz_chance_over(f.classes, f.pupils, f.sd,
				   (double)pair->gap / 1e4);

	/* TRANSLATORS: number of classes, pupils in each, points, share. */
	jyz_evidence_add(e, 0,
			 _("of %d equal classes of %lld pupils, two differ by "
			   "more than %s in %s of exams"),
			 f.classes, (long long)f.pupils,
			 jyz_say_number(g, (double)pair->gap / 1e4, 2),
			 p < .0005 ? _("less than 0.1 %")
				   : jyz_say_share(g, p));
}

void jyz_cause_chance(struct jyz_diagnosing *g, struct jyz_pair_judged *pair)
{
	JYZ_AUTO(jyz_evidence) e = JYZ_EVIDENCE_INIT;
	const struct jyz_comparison *c = &pair->comparison;
	enum jyz_verdict verdict = JYZ_VERDICT_UNKNOWN;

	if (pair->reading == JYZ_READING_NONE) {
		jyz_evidence_add(&e, 0,
				 _("cannot be judged: it takes the scores of "
				   "at least %d pupils of either class"),
				 JYZ_PUPILS_MIN);
	} else if (pair->reading == JYZ_READING_OVER) {
		verdict = JYZ_VERDICT_AGAINST;
		jyz_evidence_add(&e, -1,
				 _("the interval %s of the gap is wholly beyond "
				   "the line of %s (%s)"),
				 jyz_say_interval(g, c->low, c->high),
				 jyz_say_line(g), jyz_say_p(g, c->p));
	} else if (c->low <= 0) {
		verdict = JYZ_VERDICT_FOR;
		jyz_evidence_add(&e, 1,
				 _("the interval %s of the gap reaches 0: the "
				   "classes may be alike (%s)"),
				 jyz_say_interval(g, c->low, c->high),
				 jyz_say_p(g, c->p));
	} else {
		/* That there is a gap is sure, how large it is not. */
		jyz_evidence_add(&e, 0,
				 _("the interval %s of the gap is not wholly "
				   "beyond the line of %s (%s)"),
				 jyz_say_interval(g, c->low, c->high),
				 jyz_say_line(g), jyz_say_p(g, c->p));
	}
	say_chance(g, pair, &e);
	jyz_evidence_close(g, pair, JYZ_CAUSE_CHANCE, &e, verdict);
}

/* --- not taught yet ------------------------------------------------------- */

static const struct jyz_taught *taught_of(const struct jyz_diagnosing *g,
					  int64_t class, const char *point)
{
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;

	jyz_text_key(&key, point);
	for (size_t i = 0; i < g->n_taught; i++)
		if (g->taught[i].class_id == class &&
		    jyz_text_is(g->taught[i].point, key.data))
			return &g->taught[i];
	return NULL;
}

/* On the day of the exam it may have been taught in the first lesson. */
static bool too_late(const struct jyz_diagnosing *g,
		     const struct jyz_taught *taught)
{
	return !taught->date || strcmp(taught->date, g->d->date) > 0;
}

static void say_taught(struct jyz_diagnosing *g, size_t i, const char *class,
		       const struct jyz_taught *taught, struct jyz_evidence *e)
{
	const struct jyz_item_judged *item = &g->d->items[i];

	if (!taught)
		jyz_evidence_add(e, 0,
				 _("%s stands out; when %s was taught in %s is "
				   "not recorded"),
				 item->name,
				 item->point ? item->point
					     : _("its knowledge point"),
				 class);
	else if (!taught->date)
		jyz_evidence_add(e, 1, _("%s stands out; %s was not taught yet "
					 "in %s"),
				 item->name, item->point, class);
	else
		jyz_evidence_add(e, too_late(g, taught) ? 1 : -1,
				 too_late(g, taught)
					 ? _("%s stands out; %s was taught in "
					     "%s on %s, after the exam")
					 : _("%s stands out; %s was taught in "
					     "%s on %s, in time"),
				 item->name, item->point, class, taught->date);
}

/* Items low in the lower class or high in the higher one. */
static size_t weigh_shifts(struct jyz_diagnosing *g,
			   const struct jyz_pair_judged *pair,
			   struct jyz_evidence *e, size_t *open)
{
	const struct jyz_grade_class *b = jyz_diagnosed_class(g, pair->b);
	size_t out = 0;

	for (size_t i = 0; pair->items_b && i < g->d->n_items; i++) {
		const char *point = g->d->items[i].point;

		if (pair->items_b[i].side >= 0 && pair->items_a[i].side <= 0)
			continue;
		const struct jyz_taught *taught =
			point ? taught_of(g, b->id, point) : NULL;

		out++;
		*open += !taught;
		say_taught(g, i, b->name, taught, e);
	}
	return out;
}

/* Points that came too late in the class, whatever its items say. */
static size_t late_points(struct jyz_diagnosing *g, int64_t class,
			  struct jyz_buf *names)
{
	size_t known = 0;

	for (size_t i = 0; i < g->n_taught; i++) {
		if (g->taught[i].class_id != class)
			continue;
		known++;
		if (!too_late(g, &g->taught[i]))
			continue;
		if (names->len)
			jyz_buf_adds(names, _(", "));
		jyz_buf_adds(names, g->taught[i].point);
	}
	return known;
}

static void weigh_dates(struct jyz_diagnosing *g,
			const struct jyz_pair_judged *pair,
			struct jyz_evidence *e)
{
	JYZ_AUTO(jyz_buf) late = JYZ_BUF_INIT;
	const struct jyz_grade_class *b = jyz_diagnosed_class(g, pair->b);
	size_t known = late_points(g, b->id, &late);

	if (pair->items_b)
		jyz_evidence_add(e, 0, _("no single item stands out in either "
					 "class"));
	else
		jyz_evidence_add(e, 0, _("no scores of items of both classes"));
	if (!known)
		jyz_evidence_add(e, 0,
				 _("when things were taught in %s is not "
				   "recorded (jyz paper edit %lld --taught)"),
				 b->name, (long long)g->d->grade.paper);
	else if (late.len)
		jyz_evidence_add(e, 0, _("taught in %s after the exam or not "
					 "yet: %s"),
				 b->name, late.data);
	else
		jyz_evidence_add(e, -1, _("all that is recorded was taught in "
					  "%s in time"),
				 b->name);
}

void jyz_cause_not_taught(struct jyz_diagnosing *g,
			  struct jyz_pair_judged *pair)
{
	JYZ_AUTO(jyz_evidence) e = JYZ_EVIDENCE_INIT;
	size_t open = 0;
	size_t out = weigh_shifts(g, pair, &e, &open);

	if (!out)
		weigh_dates(g, pair, &e);
	enum jyz_verdict verdict = jyz_evidence_verdict(&e);

	/* An item whose date is missing may be the one. */
	if (verdict == JYZ_VERDICT_AGAINST && open)
		verdict = JYZ_VERDICT_UNKNOWN;
	jyz_evidence_close(g, pair, JYZ_CAUSE_NOT_TAUGHT, &e, verdict);
}

/* --- marking -------------------------------------------------------------- */

/* Items that leave the marker nothing to decide; parts of their names. */
static bool marked_by_key(const char *type)
{
	static const char *const words[] = {
		"选择", "单选", "多选", "填空", "判断", "连线", "匹配",
		"客观", "choice", "blank", "cloze", "match", "true",
		"objective",
	};
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;

	jyz_text_key(&key, type);
	for (size_t i = 0; i < JYZ_COUNT(words); i++)
		if (strstr(key.data, words[i]))
			return true;
	return false;
}

/* Shares of the marks by which a is ahead on items of one sort. */
struct sort {
	double gap, max;
};

static double share_of(const struct sort *s)
{
	return s->max > 0 ? s->gap / s->max : NAN;
}

static size_t sort_items(const struct jyz_diagnosing *g,
			 const struct jyz_pair_judged *pair, struct sort *open,
			 struct sort *closed)
{
	const struct jyz_grade_class *a = jyz_diagnosed_class(g, pair->a);
	const struct jyz_grade_class *b = jyz_diagnosed_class(g, pair->b);
	size_t untyped = 0;

	for (size_t i = 0; i < g->d->n_items; i++) {
		const char *type = g->d->items[i].type;

		if (!type) {
			untyped++;
			continue;
		}
		struct sort *s = marked_by_key(type) ? closed : open;

		s->gap += jyz_mean(&a->items[i].moments) -
			  jyz_mean(&b->items[i].moments);
		s->max += (double)g->d->items[i].max / 100;
	}
	return untyped;
}

/* Each class's own teacher has marked. */
static void weigh_open(struct jyz_diagnosing *g,
		       const struct jyz_pair_judged *pair,
		       struct jyz_evidence *e)
{
	struct sort open = { 0, 0 }, closed = { 0, 0 };
	size_t untyped = sort_items(g, pair, &open, &closed);
	double line = (double)g->d->threshold / (double)g->d->grade.full_marks;
	double o = share_of(&open), c = share_of(&closed);

	if (isnan(o) || isnan(c)) {
		jyz_evidence_add(e, 0, _("which items are open and which are "
					 "marked by a key is not recorded, or "
					 "all are of one sort"));
		return;
	}
	jyz_evidence_add(e, o > line && c <= line ? 1 : -1,
			 o > line && c <= line
				 ? _("the gap sits in the open items: %s of "
				     "their marks, %s in those marked by a key "
				     "(line %s)")
				 : _("the gap does not sit in the open items "
				     "only: %s of their marks, %s in those "
				     "marked by a key (line %s)"),
			 jyz_say_share(g, o), jyz_say_share(g, c),
			 jyz_say_share(g, line));
	if (untyped)
		jyz_evidence_add(e, 0,
				 Q_("%zu item has no type", "%zu items have no "
							    "type",
				    (unsigned long)untyped),
				 untyped);
}

void jyz_cause_marking(struct jyz_diagnosing *g, struct jyz_pair_judged *pair)
{
	JYZ_AUTO(jyz_evidence) e = JYZ_EVIDENCE_INIT;
	const char *marking = g->d->marking;

	if (!marking) {
		jyz_evidence_add(&e, 0,
				 _("how it was marked is not recorded (jyz "
				   "paper edit %lld --marking)"),
				 (long long)g->d->grade.paper);
	} else if (strcmp(marking, "pooled") == 0) {
		jyz_evidence_add(&e, -1, _("all classes were marked by the same "
					   "teachers, item by item"));
	} else {
		jyz_evidence_add(&e, 0, _("each class was marked by its own "
					  "teacher"));
		if (pair->items_b)
			weigh_open(g, pair, &e);
		else
			jyz_evidence_add(&e, 0, _("no scores of items of both "
						  "classes"));
	}
	jyz_evidence_close(g, pair, JYZ_CAUSE_MARKING, &e,
			   jyz_evidence_verdict(&e));
}
