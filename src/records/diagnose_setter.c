/*
 * The setter's calibration: predicted against measured difficulty, over all
 * of the setter's papers, by term, and on this one.
 */
#include <math.h>
#include <string.h>

#include "diagnosing.h"

/* Of items that have both; the grade's difficulty, not the mean of its
 * classes'. */
static const char SQL_PREDICTED[] =
	"SELECT t.code AS term, p.id AS paper, i.predicted, i.max, "
	"sum(m.total) AS total, sum(r.sat) AS pupils "
	"FROM paper p JOIN exam e ON e.id = p.exam "
	"JOIN term t ON t.id = e.term JOIN paper_item i ON i.paper = p.id "
	"JOIN result r ON r.paper = p.id "
	"JOIN result_item m ON m.result = r.id AND m.name = i.name "
	"AND m.max = i.max "
	"WHERE p.setter = :setter AND i.predicted IS NOT NULL AND r.sat > 0 "
	"GROUP BY i.id ORDER BY t.starts, e.date, p.id, i.position, i.id";

struct tally {
	double sum;
	int64_t items, papers, last; /* last: the paper counted last */
};

static void count(struct tally *t, int64_t paper, double miss)
{
	t->sum += miss;
	t->items++;
	t->papers += t->last != paper;
	t->last = paper;
}

static struct jyz_bias bias_of(const struct tally *t, const char *term)
{
	return (struct jyz_bias){
		term, t->items ? t->sum / (double)t->items : NAN, t->items,
		t->papers,
	};
}

static void close_term(struct jyz_diagnosis *d, const struct tally *t,
		       const char *term)
{
	if (!t->items)
		return;
	JYZ_GROW(d->terms, d->n_terms, d->terms_room);
	d->terms[d->n_terms++] = bias_of(t, term);
}

int jyz_diagnose_setter(struct jyz_diagnosing *g, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	struct jyz_diagnosis *d = g->d;
	struct tally all = { .sum = 0 }, own = all, term = all;
	const char *code = NULL;
	int rc = jyz_stmt_open(&st, g->desk->store, SQL_PREDICTED, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":setter", g->setter);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		const char *now = jyz_col_text(&st, "term");
		int64_t paper = jyz_col_int(&st, "paper");
		double miss = (double)jyz_col_int(&st, "predicted") / 100 -
			      (double)jyz_col_int(&st, "total") /
				      ((double)jyz_col_int(&st, "pupils") *
				       (double)jyz_col_int(&st, "max"));

		if (!code || strcmp(code, now) != 0) {
			close_term(d, &term, code);
			term = (struct tally){ .sum = 0 };
			code = jyz_arena_strdup(g->arena, now);
		}
		count(&all, paper, miss);
		count(&term, paper, miss);
		if (paper == d->grade.paper)
			count(&own, paper, miss);
	}
	if (rc < 0)
		return rc;
	close_term(d, &term, code);
	d->bias = bias_of(&all, NULL);
	d->paper_bias = bias_of(&own, NULL);
	return rc;
}
