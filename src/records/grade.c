/*
 * The classes of a paper, read for the analysis room.
 */
#include "jyz/records/grade.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "room.h"

static const char *keep(struct jyz_grade *grade, const char *s)
{
	return s ? jyz_arena_strdup(&grade->arena, s) : NULL;
}

/* --- classes -------------------------------------------------------------- */

static const char SQL_CLASSES[] =
	"SELECT r.id, r.class, c.name, ifnull(c.track, '') AS track, "
	"v.teacher, ifnull(r.sat, -1) AS sat, "
	"ifnull(r.entitled, -1) AS entitled, ifnull(r.total, r.average) AS num, "
	"CASE WHEN r.total IS NULL THEN 1000000 ELSE r.sat END AS den, "
	"r.total IS NOT NULL AS measured, ifnull(r.total, 0) AS total, "
	"ifnull(r.squares, 0) AS squares, ifnull(r.at_zero, 0) AS at_zero, "
	"ifnull(r.at_full, 0) AS at_full, ifnull(r.passed, 0) AS passed, "
	"ifnull(r.excellent, 0) AS excellent, ifnull(r.low, 0) AS low, "
	"CASE WHEN :distributions THEN r.distribution END AS distribution, "
	"CASE WHEN :items THEN r.strata END AS strata "
	"FROM result r JOIN class c ON c.id = r.class "
	"JOIN result_detail v ON v.result = r.id WHERE r.paper = :paper "
	"ORDER BY c.name COLLATE names, r.id";

static int read_class(struct jyz_grade *grade, struct jyz_stmt *st,
		      struct jyz_grade_class *c, struct jyz_error *err)
{
	*c = (struct jyz_grade_class){
		.result = jyz_col_int(st, "id"),
		.id = jyz_col_int(st, "class"),
		.name = keep(grade, jyz_col_text(st, "name")),
		.track = keep(grade, jyz_col_text(st, "track")),
		.teacher = keep(grade, jyz_col_text(st, "teacher")),
		.sat = jyz_col_int(st, "sat"),
		.entitled = jyz_col_int(st, "entitled"),
		.average = { jyz_col_int(st, "num"), jyz_col_int(st, "den") },
		.measured = jyz_col_int(st, "measured"),
		.at_zero = jyz_col_int(st, "at_zero"),
		.at_full = jyz_col_int(st, "at_full"),
		.passed = jyz_col_int(st, "passed"),
		.excellent = jyz_col_int(st, "excellent"),
		.low = jyz_col_int(st, "low"),
		.strata = keep(grade, jyz_col_text(st, "strata")),
	};
	c->moments.sum = jyz_col_int(st, "total");
	c->moments.squares = jyz_col_int(st, "squares");
	c->moments.n = c->measured ? c->sat : 0;
	const char *text = jyz_col_text(st, "distribution");
	int rc = text ? jyz_distribution_parse(&c->distribution, text, err)
		      : JYZ_OK;
	return rc < 0 ? jyz_error_prefix(err, _("the statistics of class %s"),
					 c->name)
		      : rc;
}

static int load_classes(struct jyz_desk *desk, struct jyz_grade *grade,
			unsigned parts, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_CLASSES, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":paper", grade->paper);
	jyz_bind_int(&st, ":distributions",
		     (parts & JYZ_GRADE_DISTRIBUTIONS) != 0);
	jyz_bind_int(&st, ":items", (parts & JYZ_GRADE_ITEMS) != 0);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		JYZ_GROW(grade->classes, grade->count, grade->room);
		rc = read_class(grade, &st, &grade->classes[grade->count++],
				err);
		if (rc < 0) {
			jyz_stmt_done(&st);
			return rc;
		}
	}
	return rc;
}

/* --- items ---------------------------------------------------------------- */

static const char SQL_PAPER_ITEMS[] =
	"SELECT name, max, type, point, ifnull(predicted, -1) AS predicted "
	"FROM paper_item WHERE paper = :paper ORDER BY position, id";

static int load_paper_items(struct jyz_desk *desk, struct jyz_grade *grade,
			    struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_PAPER_ITEMS, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":paper", grade->paper);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		JYZ_GROW(grade->items, grade->n_items, grade->items_room);
		grade->items[grade->n_items++] = (struct jyz_grade_item){
			.name = keep(grade, jyz_col_text(&st, "name")),
			.max = jyz_col_int(&st, "max"),
			.type = keep(grade, jyz_col_text(&st, "type")),
			.point = keep(grade, jyz_col_text(&st, "point")),
			.predicted = jyz_col_int(&st, "predicted"),
		};
	}
	return rc;
}

static const char SQL_ITEMS[] =
	"SELECT i.result, i.name, i.max, i.total, i.squares, i.crossed, "
	"i.fifth1, i.fifth2, i.fifth3, i.fifth4, i.fifth5, i.upper, "
	"i.upper_tied, i.lower, i.lower_tied FROM result r "
	"JOIN result_item i ON i.result = r.id WHERE r.paper = :paper "
	"ORDER BY i.result, i.position, i.id";

/* An item in a class, before it is known how many items there are. */
struct mark {
	struct jyz_grade_class *c;
	size_t item;
	struct jyz_item_sums sums;
};

struct marks {
	struct mark *items;
	size_t count, room;
};

static void marks_free(struct marks *marks)
{
	free(marks->items);
}

static void read_sums(struct jyz_stmt *st, int64_t pupils,
		      struct jyz_item_sums *sums)
{
	static const char *const fifths[JYZ_FIFTHS] = {
		"fifth1", "fifth2", "fifth3", "fifth4", "fifth5"
	};
	*sums = (struct jyz_item_sums){
		.max = jyz_col_int(st, "max"),
		.moments = { pupils, jyz_col_int(st, "total"),
			     jyz_col_int(st, "squares") },
		.cross = jyz_col_int(st, "crossed"),
		.upper = jyz_col_int(st, "upper"),
		.upper_tied = jyz_col_int(st, "upper_tied"),
		.lower = jyz_col_int(st, "lower"),
		.lower_tied = jyz_col_int(st, "lower_tied"),
	};
	for (int i = 0; i < JYZ_FIFTHS; i++)
		sums->fifths[i] = jyz_col_int(st, fifths[i]);
}

static struct jyz_grade_class *class_of(struct jyz_grade *grade,
					int64_t result)
{
	for (size_t i = 0; i < grade->count; i++)
		if (grade->classes[i].result == result)
			return &grade->classes[i];
	return NULL;
}

/* The place of an item; one that the paper does not name comes behind. */
static size_t item_at(struct jyz_grade *grade, const char *name, int64_t max)
{
	for (size_t i = 0; i < grade->n_items; i++)
		if (strcmp(grade->items[i].name, name) == 0)
			return i;
	JYZ_GROW(grade->items, grade->n_items, grade->items_room);
	grade->items[grade->n_items] = (struct jyz_grade_item){
		.name = keep(grade, name), .max = max, .predicted = -1,
	};
	return grade->n_items++;
}

/* Of one item with different maxima there is no common sum: the first that
 * was read goes for all. */
static int64_t max_of(const struct marks *marks, size_t item)
{
	for (size_t m = 0; m < marks->count; m++)
		if (marks->items[m].item == item)
			return marks->items[m].sums.max;
	return 0;
}

/* A class has all items of the grade, or none that could be used. */
static void share_out(struct jyz_grade *grade, const struct marks *marks)
{
	struct jyz_arena *arena = &grade->arena;
	size_t n = grade->n_items;
	int64_t *max = jyz_arena_alloc(arena, (n + 1) * sizeof(*max));
	for (size_t k = 0; k < n; k++)
		max[k] = max_of(marks, k);
	for (size_t i = 0; i < grade->count; i++) {
		struct jyz_grade_class *c = &grade->classes[i];
		struct jyz_item_sums *sums =
			jyz_arena_alloc(arena, (n + 1) * sizeof(*sums));
		size_t same = 0;
		for (size_t m = 0; m < marks->count; m++)
			if (marks->items[m].c == c)
				sums[marks->items[m].item] =
					marks->items[m].sums;
		while (same < n && max[same] && sums[same].max == max[same])
			same++;
		if (n && same == n)
			c->items = sums;
	}
}

static int load_items(struct jyz_desk *desk, struct jyz_grade *grade,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	JYZ_AUTO(marks) marks = { NULL, 0, 0 };
	struct jyz_grade_class *c = NULL;
	int rc = load_paper_items(desk, grade, err);
	if (rc < 0 ||
	    (rc = jyz_stmt_open(&st, desk->store, SQL_ITEMS, err)) < 0)
		return rc;
	jyz_bind_int(&st, ":paper", grade->paper);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		int64_t result = jyz_col_int(&st, "result");
		if (!c || c->result != result)
			c = class_of(grade, result);
		JYZ_GROW(marks.items, marks.count, marks.room);
		struct mark *mark = &marks.items[marks.count++];
		mark->c = c;
		read_sums(&st, c->sat, &mark->sums);
		mark->item = item_at(grade, jyz_col_text(&st, "name"),
				     mark->sums.max);
	}
	if (rc >= 0)
		share_out(grade, &marks);
	return rc;
}

/* --- the intake ----------------------------------------------------------- */

static const char SQL_JOINT[] =
	"SELECT j.result, j.pupils, j.total, j.squares, j.crossed, "
	"j.score_total, j.score_squares FROM result r "
	"JOIN result_joint j ON j.result = r.id "
	"WHERE r.paper = :paper AND j.kind = 'baseline' "
	"ORDER BY j.result, j.position";

static int load_joint(struct jyz_desk *desk, struct jyz_grade *grade,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_JOINT, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":paper", grade->paper);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		struct jyz_grade_class *c =
			class_of(grade, jyz_col_int(&st, "result"));
		int64_t n = jyz_col_int(&st, "pupils");
		c->joint = (struct jyz_joint){
			{ n, jyz_col_int(&st, "total"),
			  jyz_col_int(&st, "squares") },
			{ n, jyz_col_int(&st, "score_total"),
			  jyz_col_int(&st, "score_squares") },
			jyz_col_int(&st, "crossed"),
		};
	}
	return rc;
}

/* --- the whole ------------------------------------------------------------ */

static const char SQL_PAPER[] =
	"SELECT full_marks FROM paper WHERE id = :paper";

int jyz_grade_load(struct jyz_desk *desk, int64_t paper, unsigned parts,
		   struct jyz_grade *out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_PAPER, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":paper", paper);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc != JYZ_ROW)
		return jyz_error_set(err, JYZ_ENOTFOUND,
				     _("there is no paper %lld"),
				     (long long)paper);
	*out = (struct jyz_grade){ .paper = paper };
	out->full_marks = jyz_col_int(&st, "full_marks");
	jyz_stmt_done(&st);
	rc = load_classes(desk, out, parts, err);
	if (rc >= 0 && parts & JYZ_GRADE_ITEMS)
		rc = load_items(desk, out, err);
	if (rc >= 0 && parts & JYZ_GRADE_JOINT)
		rc = load_joint(desk, out, err);
	if (rc < 0)
		jyz_grade_free(out);
	return rc;
}

void jyz_grade_free(struct jyz_grade *grade)
{
	for (size_t i = 0; i < grade->count; i++)
		jyz_distribution_free(&grade->classes[i].distribution);
	free(grade->classes);
	free(grade->items);
	jyz_arena_free(&grade->arena);
	*grade = (struct jyz_grade)JYZ_GRADE_INIT;
}

struct jyz_moments jyz_grade_moments(const struct jyz_grade *grade)
{
	struct jyz_moments all = { 0 };
	for (size_t i = 0; i < grade->count; i++)
		if (grade->classes[i].measured)
			jyz_moments_add(&all, &grade->classes[i].moments);
	return all;
}

double jyz_grade_sd(const struct jyz_grade *grade)
{
	struct jyz_moments all = jyz_grade_moments(grade);
	for (size_t i = 0; i < grade->count; i++)
		if (!grade->classes[i].measured && grade->classes[i].sat)
			return NAN;
	return all.n > 1 ? jyz_sd(&all) : NAN;
}

bool jyz_grade_average(const struct jyz_grade *grade, double *out)
{
	double sum = 0, n = 0;
	for (size_t i = 0; i < grade->count; i++) {
		const struct jyz_grade_class *c = &grade->classes[i];
		if (c->sat < 0)
			return false;
		if (c->sat == 0)
			continue;
		sum += (double)c->average.num / (double)c->average.den *
		       (double)c->sat;
		n += (double)c->sat;
	}
	if (n < 1)
		return false;
	*out = sum / n / 100;
	return true;
}

struct jyz_distribution jyz_grade_distribution(const struct jyz_grade *grade)
{
	struct jyz_distribution all = JYZ_DISTRIBUTION_INIT;
	for (size_t i = 0; i < grade->count; i++) {
		const struct jyz_grade_class *c = &grade->classes[i];
		if (c->measured && c->sat && !c->distribution.n) {
			jyz_distribution_free(&all);
			return (struct jyz_distribution)JYZ_DISTRIBUTION_INIT;
		}
		if (c->measured)
			jyz_distribution_add(&all, &c->distribution);
	}
	return all;
}

bool jyz_grade_ancova(const struct jyz_grade *grade, struct jyz_ancova *out)
{
	struct jyz_joint *joints =
		jyz_alloc((grade->count + 1) * sizeof(*joints));
	for (size_t i = 0; i < grade->count; i++)
		joints[i] = grade->classes[i].joint;
	bool good = jyz_ancova(joints, grade->count, out);
	free(joints);
	return good;
}
