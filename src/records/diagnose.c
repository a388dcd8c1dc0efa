/*
 * A diagnosis from end to end: which paper, what it says of itself, and its
 * parts in their order.
 */
#include "jyz/records/diagnose.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "diagnosing.h"
#include "jyz/base/decimal.h"
#include "jyz/base/text.h"
#include "kinds.h"

const char *jyz_cause_name(enum jyz_cause cause)
{
	static const char *const names[JYZ_CAUSES] = {
		[JYZ_CAUSE_CHANCE] = "chance",
		[JYZ_CAUSE_INTAKE] = "intake",
		[JYZ_CAUSE_PAPER] = "paper",
		[JYZ_CAUSE_NOT_TAUGHT] = "not_taught",
		[JYZ_CAUSE_MARKING] = "marking",
		[JYZ_CAUSE_TEACHING] = "teaching",
		[JYZ_CAUSE_UNCLEAR] = "unclear",
	};

	return names[cause];
}

const char *jyz_verdict_name(enum jyz_verdict verdict)
{
	static const char *const names[] = {
		[JYZ_VERDICT_UNKNOWN] = "unknown",
		[JYZ_VERDICT_FOR] = "for",
		[JYZ_VERDICT_AGAINST] = "against",
	};

	return names[verdict];
}

/* --- evidence ------------------------------------------------------------- */

void jyz_evidence_free(struct jyz_evidence *e)
{
	jyz_buf_free(&e->text);
}

void jyz_evidence_add(struct jyz_evidence *e, int side, const char *fmt, ...)
{
	va_list args;

	e->pro += side > 0;
	e->contra += side < 0;
	if (e->text.len)
		jyz_buf_adds(&e->text, _("; "));
	va_start(args, fmt);
	jyz_buf_addv(&e->text, fmt, args);
	va_end(args);
}

enum jyz_verdict jyz_evidence_verdict(const struct jyz_evidence *e)
{
	if (e->pro)
		return JYZ_VERDICT_FOR;
	return e->contra ? JYZ_VERDICT_AGAINST : JYZ_VERDICT_UNKNOWN;
}

void jyz_evidence_close(struct jyz_diagnosing *g, struct jyz_pair_judged *pair,
			enum jyz_cause cause, const struct jyz_evidence *e,
			enum jyz_verdict verdict)
{
	pair->causes[cause] = (struct jyz_cause_judged){
		verdict, jyz_arena_strdup(g->arena, e->text.data)
	};
}

const char *jyz_say_number(struct jyz_diagnosing *g, double value, int scale)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_real_round(&text, value, scale);
	return jyz_arena_strdup(g->arena, text.data);
}

const char *jyz_say_share(struct jyz_diagnosing *g, double share)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_real_round(&text, 100 * share, 1);
	jyz_buf_adds(&text, " %");
	return jyz_arena_strdup(g->arena, text.data);
}

const char *jyz_say_interval(struct jyz_diagnosing *g, double low, double high)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_buf_addc(&text, '[');
	jyz_real_round(&text, low, 2);
	jyz_buf_adds(&text, ", ");
	jyz_real_round(&text, high, 2);
	jyz_buf_addc(&text, ']');
	return jyz_arena_strdup(g->arena, text.data);
}

const char *jyz_say_p(struct jyz_diagnosing *g, double p)
{
	return p < .001 ? "p < .001"
			: jyz_arena_printf(g->arena, "p = %s",
					   jyz_say_number(g, p, 3));
}

const char *jyz_say_line(struct jyz_diagnosing *g)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_decimal_format(&text, g->d->threshold, JYZ_SCORE_SCALE);
	return jyz_arena_strdup(g->arena, text.data);
}

double jyz_class_average(const struct jyz_grade_class *c)
{
	return (double)c->average.num / (double)c->average.den / 100;
}

/* --- which paper ---------------------------------------------------------- */

static const char SQL_FIND[] =
	"SELECT p.id, t.code, e.name, p.subject, p.grade FROM paper p "
	"JOIN exam e ON e.id = p.exam JOIN term t ON t.id = e.term "
	"WHERE p.exam IN (SELECT value FROM json_each(:exams)) "
	"AND (:term = 0 OR e.term = :term) "
	"ORDER BY e.date DESC, p.subject, p.grade, p.id";

/* Papers of the exam, those that fit, and their names. */
struct found {
	struct jyz_buf all, fitting;
	size_t count;
	int64_t id;
};

static void found_free(struct found *found)
{
	jyz_buf_free(&found->all);
	jyz_buf_free(&found->fitting);
}

static bool fits(const char *text, const char *wanted)
{
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;

	if (!wanted)
		return true;
	jyz_text_key(&key, wanted);
	return jyz_text_is(text, key.data);
}

static void see_paper(struct jyz_stmt *st, const char *subject,
		      const char *grade, struct found *found)
{
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
	const char *s = jyz_col_text(st, "subject");
	const char *y = jyz_col_text(st, "grade");
	int64_t id = jyz_col_int(st, "id");

	jyz_buf_addf(&name, "%s %s %s %s (#%lld)", jyz_col_text(st, "code"),
		     jyz_col_text(st, "name"), s, y, (long long)id);
	jyz_buf_addf(&found->all, "%s%s", found->all.len ? ", " : "",
		     name.data);
	if (!fits(s, subject) || !fits(y, grade))
		return;
	jyz_buf_addf(&found->fitting, "%s%s", found->count ? ", " : "",
		     name.data);
	found->count++;
	found->id = id;
}

static int decide(const struct found *found, const char *exam, int64_t *paper,
		  struct jyz_error *err)
{
	if (found->count == 1) {
		*paper = found->id;
		return JYZ_OK;
	}
	if (found->count > 1) {
		jyz_error_set(err, JYZ_EAMBIGUOUS, _("several papers: %s"),
			      found->fitting.data);
		return jyz_error_hint(err, "jyz diagnose %lld",
				      (long long)found->id);
	}
	jyz_error_set(err, JYZ_ENOTFOUND, _("'%s' has no such paper"), exam);
	return found->all.len ? jyz_error_hint(err, _("it has: %s"),
					       found->all.data)
			      : JYZ_ENOTFOUND;
}

int jyz_diagnose_find(struct jyz_desk *desk, const char *exam,
		      const char *subject, const char *grade, int64_t term,
		      int64_t *paper, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	JYZ_AUTO(jyz_buf) exams = JYZ_BUF_INIT;
	JYZ_AUTO(found) found = { JYZ_BUF_INIT, JYZ_BUF_INIT, 0, 0 };
	int rc = jyz_resolve_all(desk, &jyz_exam, exam, &exams, err);

	if (rc < 0 || (rc = jyz_stmt_open(&st, desk->store, SQL_FIND, err)) < 0)
		return rc;
	jyz_bind_text(&st, ":exams", exams.data);
	jyz_bind_int(&st, ":term", term);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW)
		see_paper(&st, subject, grade, &found);
	return rc < 0 ? rc : decide(&found, exam, paper, err);
}

/* --- the paper and what it says of itself --------------------------------- */

static const char SQL_HEAD[] =
	"SELECT p.exam, t.code AS term, e.name AS exam_name, e.date, "
	"p.subject, p.grade, p.stage, p.source, p.marking, "
	"ifnull(p.setter, 0) AS setter, s.name AS setter_name, "
	"l.name AS selector_name, r.name AS reviewer_name, "
	JYZ_SQL_PAPER_THRESHOLD " AS threshold "
	"FROM paper p JOIN exam e ON e.id = p.exam "
	"JOIN term t ON t.id = e.term LEFT JOIN teacher s ON s.id = p.setter "
	"LEFT JOIN teacher l ON l.id = p.selector "
	"LEFT JOIN teacher r ON r.id = p.reviewer WHERE p.id = :paper";

static const char *kept(struct jyz_diagnosing *g, struct jyz_stmt *st,
			const char *column)
{
	const char *text = jyz_col_text(st, column);

	return text ? jyz_arena_strdup(g->arena, text) : NULL;
}

static int load_head(struct jyz_diagnosing *g, int64_t threshold,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	struct jyz_diagnosis *d = g->d;
	int rc = jyz_stmt_open(&st, g->desk->store, SQL_HEAD, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":paper", d->grade.paper);
	/* The grade was loaded: there is one. */
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	d->exam_id = jyz_col_int(&st, "exam");
	d->term = kept(g, &st, "term");
	d->exam = kept(g, &st, "exam_name");
	d->date = kept(g, &st, "date");
	d->subject = kept(g, &st, "subject");
	d->grade_name = kept(g, &st, "grade");
	d->stage = kept(g, &st, "stage");
	d->source = kept(g, &st, "source");
	d->marking = kept(g, &st, "marking");
	g->setter = jyz_col_int(&st, "setter");
	d->setter = kept(g, &st, "setter_name");
	d->selector = kept(g, &st, "selector_name");
	d->reviewer = kept(g, &st, "reviewer_name");
	d->threshold = jyz_col_int(&st, "threshold");
	if (threshold >= 0)
		d->threshold = threshold;
	jyz_stmt_done(&st);
	return JYZ_OK;
}

static const char SQL_TAUGHT[] =
	"SELECT class, point, date FROM paper_taught WHERE paper = :paper "
	"ORDER BY position, id";

static int load_taught(struct jyz_diagnosing *g, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, g->desk->store, SQL_TAUGHT, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":paper", g->d->grade.paper);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		JYZ_GROW(g->taught, g->n_taught, g->taught_room);
		g->taught[g->n_taught++] = (struct jyz_taught){
			jyz_col_int(&st, "class"),
			kept(g, &st, "point"),
			kept(g, &st, "date"),
		};
	}
	return rc;
}

/* --- the intake of the whole grade ---------------------------------------- */

static void fit_intake(struct jyz_diagnosing *g)
{
	const struct jyz_grade *grade = &g->d->grade;
	struct jyz_joint all = { .x = { .n = 0 } };

	for (size_t i = 0; i < grade->count; i++)
		jyz_joint_add(&all, &grade->classes[i].joint);
	g->adjustable = jyz_grade_ancova(grade, &g->ancova);
	if (!g->adjustable)
		return;
	g->sd_x = jyz_sd(&all.x);
	g->sd_y = jyz_sd(&all.y);
}

/* --- the whole ------------------------------------------------------------ */

static int make(struct jyz_diagnosing *g,
		const struct jyz_diagnose_query *query, struct jyz_error *err)
{
	int rc = load_head(g, query->threshold, err);

	if (rc < 0 || (rc = load_taught(g, err)) < 0)
		return rc;
	size_t room = (g->d->grade.count + 1) * sizeof(void *);

	g->counted = jyz_arena_alloc(g->arena, g->d->grade.count + 1);
	g->shifts = jyz_arena_alloc(g->arena, room);
	g->tukeys = jyz_arena_alloc(g->arena, room);
	fit_intake(g);
	jyz_diagnose_items(g);
	if ((rc = jyz_diagnose_setter(g, err)) < 0 ||
	    (rc = jyz_diagnose_card(g, err)) < 0)
		return rc;
	return jyz_diagnose_pairs(g, query, err);
}

int jyz_diagnose(struct jyz_desk *desk, const struct jyz_diagnose_query *query,
		 struct jyz_diagnosis *out, struct jyz_error *err)
{
	struct jyz_diagnosis made = { .grade = JYZ_GRADE_INIT };
	struct jyz_diagnosing g = {
		.desk = desk,
		.d = &made,
		.arena = &made.grade.arena,
		.paper_text = JYZ_BUF_INIT,
	};
	int rc = jyz_grade_load(desk, query->paper,
				JYZ_GRADE_DISTRIBUTIONS | JYZ_GRADE_ITEMS |
					JYZ_GRADE_JOINT,
				&made.grade, err);

	if (rc < 0)
		return rc;
	rc = make(&g, query, err);
	for (size_t i = 0; g.tukeys && i < made.grade.count; i++)
		jyz_tukey_drop(g.tukeys[i]);
	free(g.taught);
	jyz_buf_free(&g.paper_text);
	if (rc < 0)
		jyz_diagnosis_free(&made);
	else
		*out = made;
	return rc;
}

void jyz_diagnosis_free(struct jyz_diagnosis *diagnosis)
{
	free(diagnosis->pairs);
	free(diagnosis->terms);
	jyz_grade_free(&diagnosis->grade);
	*diagnosis = (struct jyz_diagnosis){ .grade = JYZ_GRADE_INIT };
}
