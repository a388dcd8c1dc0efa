#include "pairs.h"

#include <math.h>
#include <string.h>

int pairs_setup(void **state)
{
	rt_setup(state);
	struct rt *rt = *state;

	rt_add(rt, "exam", "name", "期中", "date", "2026-11-10", NULL);
	rt_add(rt, "paper", "exam", "期中", "subject", "数学", "grade", "高一",
	       NULL);
	return 0;
}

void run(struct rt *rt, const char *fmt, ...)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	va_list args;

	va_start(args, fmt);
	jyz_buf_addv(&sql, fmt, args);
	va_end(args);
	jt_ok(rt_exec(rt, sql.data), &rt->err);
}

void add_class(struct rt *rt, const char *name)
{
	run(rt, "INSERT INTO class (created_at, updated_at, name, year, grade)"
		" VALUES ('', '', '%s', 2026, '高一')", name);
}

void measured(struct rt *rt, const char *class,
		     const struct jyz_moments *m)
{
	run(rt, "INSERT INTO result (created_at, updated_at, paper, class, "
		"average, sat, total, squares, at_zero, at_full) SELECT '', "
		"'', 1, id, %lld, %lld, %lld, %lld, 0, 0 FROM class WHERE "
		"name = '%s' AND year = 2026",
	    (long long)((2 * m->sum * 1000000 + m->n) / (2 * m->n)),
	    (long long)m->n, (long long)m->sum, (long long)m->squares, class);
}

struct jyz_moments sample(int64_t n, int64_t mean)
{
	struct jyz_moments m = { n, 0, 0 };

	for (int64_t i = 0; i < n; i++) {
		int64_t score = mean + (i == n - 1 && n % 2 ? 0
					: i % 2		    ? 1000
							    : -1000);

		m.sum += score;
		m.squares += (jyz_wide)score * score;
	}
	return m;
}

void add(struct rt *rt, const char *class, int64_t n, int64_t mean)
{
	struct jyz_moments m = sample(n, mean);

	measured(rt, class, &m);
}

struct rows rows;

static const char *kept(const char *s)
{
	return s ? jt_keep(jyz_strdup(s)) : NULL;
}

static int take(const struct jyz_gap_row *row, void *payload,
		struct jyz_error *err)
{
	(void)payload;
	(void)err;
	assert_true(rows.n < ROWS_MAX);
	struct jyz_gap_row *to = &rows.items[rows.n];

	*to = *row;
	to->class_a = kept(row->class_a);
	to->class_b = kept(row->class_b);
	to->teacher_a = kept(row->teacher_a);
	to->state = kept(row->state);
	rows.families[rows.n] = *row->family;
	to->family = &rows.families[rows.n++];
	return JYZ_OK;
}

void ask(struct rt *rt, struct jyz_gap_query query)
{
	rows.n = 0;
	query.count = &rows.count;
	jt_ok(jyz_gaps(&rt->desk, &query, take, NULL, &rt->err), &rt->err);
}

const struct jyz_gap_query all = { .threshold = -1, .all = true };

const struct jyz_gap_row *row_of(const char *a, const char *b)
{
	for (size_t i = 0; i < rows.n; i++)
		if (strcmp(rows.items[i].class_a, a) == 0 &&
		    strcmp(rows.items[i].class_b, b) == 0)
			return &rows.items[i];
	jt_fail("no pair %s %s", a, b);
}

void near(double a, double b)
{
	if (!(fabs(a - b) <= 1e-9))
		jt_fail("%.15g is not %.15g", a, b);
}

void is_reading(const struct jyz_gap_row *row, const char *reading)
{
	jt_str_eq(jyz_reading_name(row->reading), reading);
}

void is_method(const struct jyz_gap_row *row, const char *method)
{
	jt_str_eq(jyz_method_name(row->comparison.method), method);
}
