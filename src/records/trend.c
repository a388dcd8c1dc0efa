/*
 * Trends of classes: each paper's grade is read once, its classes become
 * rows, and the rows of a class through the years stand together.
 */
#include "jyz/records/trend.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/base/map.h"
#include "jyz/base/text.h"
#include "jyz/records/grade.h"
#include "jyz/records/resolve.h"
#include "kinds.h"
#include "room.h"

/* --- which papers --------------------------------------------------------- */

static const char SQL_PAPERS[] =
	"SELECT p.id, t.code AS term, e.name AS exam, e.date, p.subject, "
	"p.grade, ifnull(p.threshold, -1) AS own FROM paper p JOIN exam e ON e.id = p.exam "
	"JOIN term t ON t.id = e.term "
	"WHERE (:term = 0 OR e.term = :term) "
	"AND (:exams IS NULL OR e.id IN "
	"(SELECT value FROM json_each(:exams))) "
	"AND (:subject IS NULL OR p.subject = :subject) "
	"AND (:grade IS NULL OR p.grade = :grade) "
	"ORDER BY p.subject, e.date, e.id, p.grade";

struct paper {
	int64_t id, own; /* own: its threshold, -1: none */
	const char *term, *exam, *date, *subject, *grade;
};

struct papers {
	struct paper *items;
	size_t count, room;
	struct jyz_arena arena;
};

static void papers_free(struct papers *papers)
{
	free(papers->items);
	jyz_arena_free(&papers->arena);
}

static int read_papers(struct jyz_desk *desk,
		       const struct jyz_trend_query *query,
		       struct papers *out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	JYZ_AUTO(jyz_buf) exams = JYZ_BUF_INIT;
	int rc = query->exam ? jyz_resolve_all(desk, &jyz_exam, query->exam,
					       &exams, err)
			     : JYZ_OK;
	if (rc < 0)
		return jyz_error_prefix(err, "--exam");
	if ((rc = jyz_stmt_open(&st, desk->store, SQL_PAPERS, err)) < 0)
		return rc;
	jyz_bind_int(&st, ":term", query->term);
	jyz_bind_text(&st, ":exams", query->exam ? exams.data : NULL);
	jyz_bind_text(&st, ":subject", query->subject);
	jyz_bind_text(&st, ":grade", query->grade);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		JYZ_GROW(out->items, out->count, out->room);
		struct paper *p = &out->items[out->count++];
		struct jyz_arena *arena = &out->arena;
		p->id = jyz_col_int(&st, "id");
		p->own = jyz_col_int(&st, "own");
		p->term = jyz_arena_strdup(arena, jyz_col_text(&st, "term"));
		p->exam = jyz_arena_strdup(arena, jyz_col_text(&st, "exam"));
		p->date = jyz_arena_strdup(arena, jyz_col_text(&st, "date"));
		p->subject =
			jyz_arena_strdup(arena, jyz_col_text(&st, "subject"));
		p->grade = jyz_arena_strdup(arena, jyz_col_text(&st, "grade"));
	}
	return rc;
}

/* --- classes through the years -------------------------------------------- */

/* The class as which each one ends: the last that names it as previous. */
static const char SQL_LINES[] =
	"WITH RECURSIVE way(id, at, step) AS ("
	"SELECT id, id, 0 FROM class UNION ALL "
	"SELECT way.id, c.id, step + 1 FROM way JOIN class c "
	"ON c.previous = way.at WHERE step < 20) "
	"SELECT way.id, c.id AS last, c.name, max(step) AS steps "
	"FROM way JOIN class c ON c.id = way.at GROUP BY way.id";

struct lines {
	struct jyz_map last;  /* class id to the id of its last year */
	struct jyz_map names; /* that id to its place in texts */
	const char **texts;
	size_t count, room;
	struct jyz_arena arena;
};

static void lines_free(struct lines *lines)
{
	jyz_map_free(&lines->last);
	jyz_map_free(&lines->names);
	free(lines->texts);
	jyz_arena_free(&lines->arena);
}

static int read_lines(struct jyz_desk *desk, struct lines *out,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_LINES, err);
	if (rc < 0)
		return rc;
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		int64_t last = jyz_col_int(&st, "last");
		const char *name = jyz_col_text(&st, "name");
		jyz_col_ignore(&st, "steps");
		jyz_map_put_id(&out->last, jyz_col_int(&st, "id"), last);
		if (jyz_map_get_id(&out->names, last))
			continue;
		jyz_map_put_id(&out->names, last, (int64_t)out->count);
		JYZ_GROW(out->texts, out->count, out->room);
		out->texts[out->count++] = jyz_arena_strdup(&out->arena, name);
	}
	return rc;
}

static int64_t line_of(const struct lines *lines, int64_t id)
{
	const int64_t *last = jyz_map_get_id(&lines->last, id);
	return last ? *last : id;
}

static const char *line_name(const struct lines *lines, int64_t last)
{
	const int64_t *at = jyz_map_get_id(&lines->names, last);
	return at ? lines->texts[*at] : "";
}

static const char SQL_IDS[] = "SELECT value AS id FROM json_each(:ids)";

/* The lines of all classes that a name means, in any year. */
static int wanted_lines(struct jyz_desk *desk, const char *name,
			const struct lines *lines, struct jyz_map *out,
			struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	JYZ_AUTO(jyz_buf) ids = JYZ_BUF_INIT;
	int rc = jyz_resolve_all(desk, &jyz_class, name, &ids, err);
	if (rc < 0)
		return jyz_error_prefix(err, "--class");
	if ((rc = jyz_stmt_open(&st, desk->store, SQL_IDS, err)) < 0)
		return rc;
	jyz_bind_text(&st, ":ids", ids.data);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW)
		jyz_map_put_id(out, line_of(lines, jyz_col_int(&st, "id")), 1);
	return rc;
}

/* Those who teach together are named together: 李强、王芳. */
static bool taught_by(const char *teachers, const char *name)
{
	static const char and[] = "、";
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) one = JYZ_BUF_INIT;
	jyz_text_key(&key, name);
	for (const char *p = teachers; p && *p;) {
		const char *end = strstr(p, and);
		size_t len = end ? (size_t)(end - p) : strlen(p);
		jyz_buf_clear(&one);
		jyz_buf_add(&one, p, len);
		if (jyz_text_is(one.data, key.data))
			return true;
		p += len + (end ? strlen(and) : 0);
	}
	return false;
}

/* --- rows ----------------------------------------------------------------- */

struct placed {
	struct jyz_trend_row row;
	int64_t line; /* two of them may be called the same */
};

struct rows {
	struct placed *items;
	size_t count, room;
	struct jyz_arena arena;
};

static void rows_free(struct rows *rows)
{
	free(rows->items);
	jyz_arena_free(&rows->arena);
}

struct trend {
	struct jyz_desk *desk;
	const struct jyz_trend_query *query;
	struct papers papers;
	struct lines lines;
	struct jyz_map wanted; /* lines, with a class in the query */
	struct rows rows;
};

static void trend_free(struct trend *t)
{
	papers_free(&t->papers);
	lines_free(&t->lines);
	jyz_map_free(&t->wanted);
	rows_free(&t->rows);
}

static bool is_wanted(const struct trend *t, const struct jyz_grade_class *c)
{
	if (t->query->class_name &&
	    !jyz_map_get_id(&t->wanted, line_of(&t->lines, c->id)))
		return false;
	return !t->query->teacher ||
	       taught_by(c->teacher, t->query->teacher);
}

static int begin(struct trend *t, struct jyz_error *err)
{
	int rc = read_papers(t->desk, t->query, &t->papers, err);
	if (rc >= 0)
		rc = read_lines(t->desk, &t->lines, err);
	if (rc >= 0 && t->query->class_name)
		rc = wanted_lines(t->desk, t->query->class_name, &t->lines,
				  &t->wanted, err);
	return rc;
}

static void add_row(struct trend *t, const struct paper *p,
		    const struct jyz_grade *grade,
		    const struct jyz_grade_class *c, double grade_average,
		    double grade_sd)
{
	struct jyz_arena *arena = &t->rows.arena;
	JYZ_GROW(t->rows.items, t->rows.count, t->rows.room);
	struct placed *placed = &t->rows.items[t->rows.count++];
	struct jyz_trend_row *row = &placed->row;
	placed->line = line_of(&t->lines, c->id);
	*row = (struct jyz_trend_row){
		.line = line_name(&t->lines, placed->line),
		.class_name = jyz_arena_strdup(arena, c->name),
		.teacher = c->teacher ? jyz_arena_strdup(arena, c->teacher)
				      : NULL,
		.term = p->term, .exam = p->exam, .date = p->date,
		.subject = p->subject, .grade = p->grade,
		.full_marks = grade->full_marks,
		.sat = c->sat,
		.average = (double)c->average.num / (double)c->average.den /
			   100,
		.grade_average = grade_average,
		.grade_sd = grade_sd,
		.change = NAN,
	};
	row->distance = row->average - grade_average;
	row->z = row->distance / grade_sd;
}

static int read_paper(struct trend *t, const struct paper *p,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_grade) grade = JYZ_GRADE_INIT;
	double average = NAN;
	int rc = jyz_grade_load(t->desk, p->id, 0, &grade, err);
	if (rc < 0)
		return rc;
	double sd = jyz_grade_sd(&grade);
	if (!jyz_grade_average(&grade, &average))
		average = NAN;
	for (size_t i = 0; i < grade.count; i++) {
		const struct jyz_grade_class *c = &grade.classes[i];
		if (c->sat != 0 && is_wanted(t, c))
			add_row(t, p, &grade, c, average, sd > 0 ? sd : NAN);
	}
	return JYZ_OK;
}

static int compare(const void *a, const void *b)
{
	const struct placed *p = a, *q = b;
	const struct jyz_trend_row *x = &p->row, *y = &q->row;
	int order = strcmp(x->subject, y->subject);
	if (!order)
		order = jyz_text_compare(x->line, y->line);
	if (!order)
		order = (p->line > q->line) - (p->line < q->line);
	if (!order)
		order = strcmp(x->date, y->date);
	return order ? order : strcmp(x->exam, y->exam);
}

int jyz_trend(struct jyz_desk *desk, const struct jyz_trend_query *query,
	      jyz_trend_fn *fn, void *payload, struct jyz_error *err)
{
	JYZ_AUTO(trend) t = { .desk = desk, .query = query };
	int rc = begin(&t, err);
	for (size_t i = 0; i < t.papers.count && rc >= 0; i++)
		rc = read_paper(&t, &t.papers.items[i], err);
	if (rc < 0)
		return rc;
	if (t.rows.count)
		qsort(t.rows.items, t.rows.count, sizeof(*t.rows.items),
		      compare);
	/* the last one with a standard score: typed averages have none */
	const struct placed *before = NULL;
	for (size_t i = 0; i < t.rows.count && rc >= 0; i++) {
		struct placed *at = &t.rows.items[i];
		if (before && before->line == at->line &&
		    strcmp(before->row.subject, at->row.subject) == 0)
			at->row.change = at->row.z - before->row.z;
		if (isfinite(at->row.z))
			before = at;
		rc = fn(&at->row, payload, err);
	}
	return rc;
}

/* --- with the intake taken into account ----------------------------------- */

static struct jyz_joint of_grade(const struct jyz_grade *grade)
{
	struct jyz_joint all = { 0 };
	for (size_t i = 0; i < grade->count; i++)
		jyz_joint_add(&all, &grade->classes[i].joint);
	return all;
}

static double spread(const struct jyz_moments *m)
{
	return m->n > 1 ? jyz_sd(m) : NAN;
}

struct pairs {
	const struct trend *t;
	const struct paper *paper;
	const struct jyz_ancova *model;
	double sd_x, sd_y;
	jyz_adjusted_fn *fn;
	void *payload;
};

static int put_pair(const struct pairs *pairs, const struct jyz_grade_class *a,
		    const struct jyz_grade_class *b, struct jyz_error *err)
{
	const struct jyz_trend_query *query = pairs->t->query;
	const struct paper *p = pairs->paper;
	bool own = p->own >= 0 && !query->any_paper;
	double line = (double)(own ? p->own : query->threshold) / 100;
	if (jyz_mean(&a->joint.y) < jyz_mean(&b->joint.y)) {
		const struct jyz_grade_class *higher = b;
		b = a;
		a = higher;
	}
	struct jyz_adjusted_gap gap = jyz_adjusted_compare(
		pairs->model, &a->joint, &b->joint, pairs->sd_x, pairs->sd_y,
		line);
	if (!query->all && gap.gap <= line && fabs(gap.adjusted) <= line)
		return JYZ_OK;
	struct jyz_adjusted_row row = {
		.term = p->term, .exam = p->exam, .date = p->date,
		.subject = p->subject, .grade = p->grade,
		.class_a = a->name, .teacher_a = a->teacher,
		.class_b = b->name, .teacher_b = b->teacher,
		.pupils_a = a->joint.x.n, .pupils_b = b->joint.x.n,
		.gap = gap.gap, .adjusted = gap.adjusted, .se = gap.se,
		.low = gap.low, .high = gap.high, .p = gap.p,
		.gain = gap.gain, .gain_z = gap.gain_z,
		.disagree = gap.disagree,
	};
	return pairs->fn(&row, pairs->payload, err);
}

static int put_pairs(const struct pairs *pairs, const struct jyz_grade *grade,
		     struct jyz_error *err)
{
	for (size_t i = 0; i < grade->count; i++)
		for (size_t j = i + 1; j < grade->count; j++) {
			const struct jyz_grade_class *a = &grade->classes[i];
			const struct jyz_grade_class *b = &grade->classes[j];
			if (!a->joint.x.n || !b->joint.x.n ||
			    strcmp(a->track, b->track) != 0 ||
			    !(is_wanted(pairs->t, a) ||
			      is_wanted(pairs->t, b)))
				continue;
			int rc = put_pair(pairs, a, b, err);
			if (rc < 0)
				return rc;
		}
	return JYZ_OK;
}

int jyz_trend_adjusted(struct jyz_desk *desk,
		       const struct jyz_trend_query *query,
		       jyz_adjusted_fn *fn, void *payload,
		       struct jyz_error *err)
{
	JYZ_AUTO(trend) t = { .desk = desk, .query = query };
	int rc = begin(&t, err);
	for (size_t i = 0; i < t.papers.count && rc >= 0; i++) {
		JYZ_AUTO(jyz_grade) grade = JYZ_GRADE_INIT;
		struct jyz_ancova model;
		struct pairs pairs = { .t = &t, .paper = &t.papers.items[i],
				       .model = &model, .fn = fn,
				       .payload = payload };
		rc = jyz_grade_load(desk, pairs.paper->id, JYZ_GRADE_JOINT,
				    &grade, err);
		if (rc < 0 || !jyz_grade_ancova(&grade, &model))
			continue;
		struct jyz_joint all = of_grade(&grade);
		pairs.sd_x = spread(&all.x);
		pairs.sd_y = spread(&all.y);
		rc = put_pairs(&pairs, &grade, err);
	}
	return rc;
}
