/*
 * Two classes compared: Welch, Games-Howell, Hedges, the reading, and Holm's
 * step-down for many p.  Numbers in, numbers out; owns nothing.
 */
#include "jyz/analysis/compare.h"

#include <math.h>
#include <stdlib.h>

#include "rmath.h"

const char *jyz_method_name(enum jyz_method method)
{
	switch (method) {
	case JYZ_METHOD_NONE:
		return NULL;
	case JYZ_METHOD_WELCH:
		return "welch";
	case JYZ_METHOD_GAMES_HOWELL:
		return "games-howell";
	}
	return NULL;
}

const char *jyz_reading_name(enum jyz_reading reading)
{
	switch (reading) {
	case JYZ_READING_NONE:
		return NULL;
	case JYZ_READING_OVER:
		return "over";
	case JYZ_READING_WITHIN:
		return "within";
	case JYZ_READING_UNCLEAR:
		return "unclear";
	}
	return NULL;
}

/* One fraction, divided once: averages that agree in all their digits leave
 * no noise behind. */
static double difference(const struct jyz_moments *a,
			 const struct jyz_moments *b)
{
	jyz_wide over = (jyz_wide)a->sum * b->n - (jyz_wide)b->sum * a->n;
	jyz_wide under = (jyz_wide)a->n * b->n * 100;

	return (double)((long double)over / (long double)under);
}

static double pooled_variance(const struct jyz_moments *a,
			      const struct jyz_moments *b)
{
	double da = (double)(a->n - 1), db = (double)(b->n - 1);

	return (da * jyz_variance(a) + db * jyz_variance(b)) / (da + db);
}

double jyz_pooled_t(const struct jyz_moments *a, const struct jyz_moments *b)
{
	double shares = 1 / (double)a->n + 1 / (double)b->n;

	return difference(a, b) / sqrt(pooled_variance(a, b) * shares);
}

static double hedges_g(const struct jyz_moments *a,
		       const struct jyz_moments *b)
{
	double df = (double)(a->n + b->n - 2);

	return difference(a, b) / sqrt(pooled_variance(a, b)) *
	       (1 - 3 / (4 * df - 1));
}

/* What both methods need; method NONE where they cannot be had. */
static struct jyz_comparison begin(const struct jyz_moments *a,
				   const struct jyz_moments *b,
				   enum jyz_method method)
{
	struct jyz_comparison c = { .method = JYZ_METHOD_NONE };

	if (a->n < 2 || b->n < 2)
		return c;

	double va = jyz_variance(a) / (double)a->n;
	double vb = jyz_variance(b) / (double)b->n;

	if (va + vb <= 0)
		return c;
	c.method = method;
	c.difference = difference(a, b);
	c.se = sqrt(va + vb);
	c.df = (va + vb) * (va + vb) /
	       (va * va / (double)(a->n - 1) + vb * vb / (double)(b->n - 1));
	c.g = hedges_g(a, b);
	return c;
}

static void set_interval(struct jyz_comparison *c, double half)
{
	c->low = c->difference - half;
	c->high = c->difference + half;
}

struct jyz_comparison jyz_welch(const struct jyz_moments *a,
				const struct jyz_moments *b)
{
	struct jyz_comparison c = begin(a, b, JYZ_METHOD_WELCH);

	if (c.method == JYZ_METHOD_NONE)
		return c;
	c.statistic = c.difference / c.se;
	/* The tail itself: 1 - (1 - p) would lose a small one. */
	c.p = 2 * pt(-fabs(c.statistic), c.df, 1, 0);
	set_interval(&c, qt(0.975, c.df, 1, 0) * c.se);
	return c;
}

static struct jyz_comparison games_howell(const struct jyz_moments *a,
					  const struct jyz_moments *b,
					  struct jyz_tukey *tukey)
{
	struct jyz_comparison c = begin(a, b, JYZ_METHOD_GAMES_HOWELL);

	if (c.method == JYZ_METHOD_NONE)
		return c;
	/* The studentized range is in units of one mean's error. */
	double se = c.se / sqrt(2);

	c.statistic = fabs(c.difference) / se;
	c.p = jyz_tukey_p(tukey, c.statistic, c.df);
	set_interval(&c, jyz_tukey_critical(tukey, c.df) * se);
	return c;
}

struct jyz_comparison jyz_compare(const struct jyz_moments *a,
				  const struct jyz_moments *b,
				  struct jyz_tukey *tukey)
{
	if (a->n < JYZ_PUPILS_MIN || b->n < JYZ_PUPILS_MIN)
		return (struct jyz_comparison){ .method = JYZ_METHOD_NONE };
	return tukey == NULL ? jyz_welch(a, b) : games_howell(a, b, tukey);
}

/* An interval that touches the line reaches both sides of it. */
enum jyz_reading jyz_read(double low, double high, double threshold)
{
	if (low > threshold || high < -threshold)
		return JYZ_READING_OVER;
	if (low > -threshold && high < threshold)
		return JYZ_READING_WITHIN;
	return JYZ_READING_UNCLEAR;
}

struct ranked {
	double p;
	size_t place;
};

static int by_p(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	return (x->p > y->p) - (x->p < y->p);
}

void jyz_holm(double *p, size_t n)
{
	if (n == 0)
		return;

	struct ranked *sorted = jyz_alloc(n * sizeof(*sorted));
	double highest = 0;

	for (size_t i = 0; i < n; i++)
		sorted[i] = (struct ranked){ p[i], i };
	qsort(sorted, n, sizeof(*sorted), by_p);
	for (size_t i = 0; i < n; i++) {
		highest = fmax(highest, sorted[i].p * (double)(n - i));
		p[sorted[i].place] = fmin(highest, 1);
	}
	free(sorted);
}
