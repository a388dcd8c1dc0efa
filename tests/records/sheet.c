#include "sheet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/analysis/adjust.h"
#include "jyz/base/mem.h"

static void run(struct rt *rt, char *sql)
{
	jt_ok(rt_exec(rt, jt_keep(sql)), &rt->err);
}

#define RUN(rt, ...)                                                          \
	do {                                                                  \
		struct jyz_buf sql_ = JYZ_BUF_INIT;                           \
		jyz_buf_addf(&sql_, __VA_ARGS__);                             \
		run(rt, jyz_buf_detach(&sql_));                               \
	} while (0)

static int64_t class_id(struct rt *rt, const char *name)
{
	struct jyz_buf sql = JYZ_BUF_INIT;

	jyz_buf_addf(&sql, "SELECT max(id) FROM class WHERE name = '%s'", name);
	return rt_count(rt, jt_keep(jyz_buf_detach(&sql)));
}

static struct jyz_distribution totals_of(const struct paper *paper, int class)
{
	struct jyz_distribution all = JYZ_DISTRIBUTION_INIT;

	for (size_t i = 0; i < paper->count; i++) {
		struct jyz_count one = { paper_total(paper, &paper->pupils[i]),
					 1 };
		struct jyz_distribution more = { &one, 1, 1, 1 };

		if (paper->pupils[i].class == class)
			jyz_distribution_add(&all, &more);
	}
	return all;
}

static int64_t share_at(const struct jyz_distribution *d, int64_t score)
{
	for (size_t i = 0; i < d->count; i++)
		if (d->items[i].score == score)
			return d->items[i].count;
	return 0;
}

static int64_t write_result(struct rt *rt, int64_t paper,
			    const struct paper *pupils,
			    const struct jyz_strata *strata, int class,
			    const char *name, const struct paper_sums *sums)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) groups = JYZ_BUF_INIT;
	struct jyz_distribution d = totals_of(pupils, class);
	int64_t n = sums->totals.n, full = 0;

	for (size_t i = 0; i < pupils->items; i++)
		full += pupils->max[i];
	jyz_distribution_format(&text, &d);
	jyz_strata_format(&groups, strata);
	RUN(rt,
	    "INSERT INTO result (created_at, updated_at, paper, class, "
	    "average, sat, total, squares, at_zero, at_full, distribution, "
	    "strata) VALUES ('2026-11-21T00:00:00Z', '2026-11-21T00:00:00Z', "
	    "%lld, %lld, %lld, %lld, %lld, %lld, %lld, %lld, '%s', '%s')",
	    (long long)paper, (long long)class_id(rt, name),
	    (long long)((sums->totals.sum * 1000000 + n / 2) / n),
	    (long long)n, (long long)sums->totals.sum,
	    (long long)sums->totals.squares, (long long)share_at(&d, 0),
	    (long long)share_at(&d, full), text.data, groups.data);
	jyz_distribution_free(&d);
	return rt_count(rt, "SELECT max(id) FROM result");
}

static void write_item(struct rt *rt, int64_t result, size_t i,
		       const struct jyz_item_sums *s)
{
	RUN(rt,
	    "INSERT INTO result_item (result, position, name, max, total, "
	    "squares, crossed, fifth1, fifth2, fifth3, fifth4, fifth5, "
	    "upper, upper_tied, lower, lower_tied) VALUES (%lld, %zu, "
	    "'%zu', %lld, %lld, %lld, %lld, %lld, %lld, %lld, %lld, %lld, "
	    "%lld, %lld, %lld, %lld)",
	    (long long)result, i, i + 1, (long long)s->max,
	    (long long)s->moments.sum, (long long)s->moments.squares,
	    (long long)s->cross, (long long)s->fifths[0],
	    (long long)s->fifths[1], (long long)s->fifths[2],
	    (long long)s->fifths[3], (long long)s->fifths[4],
	    (long long)s->upper, (long long)s->upper_tied,
	    (long long)s->lower, (long long)s->lower_tied);
}

void sheet_write_paper(struct rt *rt, int64_t paper,
		       const struct paper *pupils, const char *const *names,
		       size_t n_classes, bool items)
{
	struct jyz_strata strata = paper_strata(pupils);

	for (size_t c = 0; c < n_classes; c++) {
		struct paper_sums sums =
			paper_count(pupils, &strata, (int)c);
		int64_t result = write_result(rt, paper, pupils, &strata,
					      (int)c, names[c], &sums);

		for (size_t i = 0; items && i < pupils->items; i++)
			write_item(rt, result, i, &sums.items[i]);
	}
}

/* From -1 to 1. */
static double disturbance(uint64_t *seed)
{
	return (double)(rt_random(seed) % 2001) / 1000 - 1;
}

static struct paper_pupil make_pupil(const struct sheet *sheet, size_t class,
				     int i, uint64_t *seed)
{
	const struct sheet_class *c = &sheet->classes[class];
	double ability = (i + .5) / c->pupils;
	struct paper_pupil p = { .class = (int)class };

	for (size_t k = 0; k < sheet->items; k++) {
		double share = sheet->ease[k] + sheet->slope * (ability - .5) +
			       c->level + c->shift[k] +
			       .04 * disturbance(seed);
		/* Whole points. */
		double points = floor(fmin(1, fmax(0, share)) *
					      (double)sheet->max[k] / 100 +
				      .5);

		p.items[k] = (int64_t)points * 100;
	}
	return p;
}

/* The baseline is out of 100 and follows ability. */
static void write_baseline(struct rt *rt, int64_t result,
			   const struct sheet *sheet, size_t class,
			   const struct paper *pupils)
{
	const struct sheet_class *c = &sheet->classes[class];
	struct jyz_joint j = { .cross = 0 };
	int place = 0;

	for (size_t i = 0; i < pupils->count; i++) {
		if (pupils->pupils[i].class != (int)class)
			continue;
		double ability = (place++ + .5) / c->pupils;
		int64_t x = (int64_t)(100 * (50 + 60 * (ability - .5) +
					     100 * c->intake));
		int64_t y = paper_total(pupils, &pupils->pupils[i]);
		struct jyz_joint one = { { 1, x, (jyz_wide)x * x },
					 { 1, y, (jyz_wide)y * y },
					 (jyz_wide)x * y };

		jyz_joint_add(&j, &one);
	}
	RUN(rt,
	    "INSERT INTO result_joint (result, position, kind, name, pupils, "
	    "total, squares, crossed, score_total, score_squares) VALUES "
	    "(%lld, 0, 'baseline', '入学', %lld, %lld, %lld, %lld, %lld, "
	    "%lld)",
	    (long long)result, (long long)j.x.n, (long long)j.x.sum,
	    (long long)j.x.squares, (long long)j.cross, (long long)j.y.sum,
	    (long long)j.y.squares);
}

void sheet_write(struct rt *rt, int64_t paper, const struct sheet *sheet)
{
	struct paper pupils = { .items = sheet->items };
	const char *names[PAPER_CLASSES];
	uint64_t seed = 20261121;

	memcpy(pupils.max, sheet->max, sizeof(pupils.max));
	for (size_t c = 0; c < sheet->n_classes; c++) {
		names[c] = sheet->classes[c].name;
		for (int i = 0; i < sheet->classes[c].pupils; i++) {
			struct paper_pupil p =
				make_pupil(sheet, c, i, &seed);

			paper_add(&pupils, &p);
		}
	}
	sheet_write_paper(rt, paper, &pupils, names, sheet->n_classes,
			  !sheet->no_items);
	for (size_t c = 0; sheet->baseline && c < sheet->n_classes; c++)
		write_baseline(rt,
			       rt_count(rt, "SELECT max(id) FROM result") -
				       (int64_t)(sheet->n_classes - 1 - c),
			       sheet, c, &pupils);
	paper_free(&pupils);
}
