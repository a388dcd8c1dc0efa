/*
 * Classes compared with their intake taken into account: one slope within
 * classes, adjusted means, and the difference of gains beside it.
 */
#include "jyz/analysis/adjust.h"

#include <assert.h>
#include <float.h>
#include <math.h>

#include "rmath.h"
#include "spread.h"

#define SCORE_UNIT 100.0
#define SQUARE_UNIT (SCORE_UNIT * SCORE_UNIT)

void jyz_joint_add(struct jyz_joint *to, const struct jyz_joint *more)
{
	jyz_moments_add(&to->x, &more->x);
	jyz_moments_add(&to->y, &more->y);
	to->cross += more->cross;
}

/* Sums of squares and products within classes, points squared. */
struct within {
	double xx, xy, yy;
	bool spread; /* of x, in any class */
};

static void add_class(struct within *w, const struct jyz_joint *j)
{
	jyz_wide xx = jyz_spread(&j->x);
	double unit = (double)j->x.n * SQUARE_UNIT;

	w->spread |= xx > 0;
	w->xx += (double)xx / unit;
	w->xy += (double)jyz_spread_joint(&j->x, &j->y, j->cross) / unit;
	w->yy += (double)jyz_spread(&j->y) / unit;
}

bool jyz_ancova(const struct jyz_joint *classes, size_t n,
		struct jyz_ancova *out)
{
	struct jyz_joint all = { .cross = 0 };
	struct within w = { .spread = false };
	size_t used = 0;

	for (size_t i = 0; i < n; i++) {
		assert(classes[i].x.n == classes[i].y.n);
		if (classes[i].x.n <= 0)
			continue;
		jyz_joint_add(&all, &classes[i]);
		add_class(&w, &classes[i]);
		used++;
	}
	int64_t df = all.x.n - (int64_t)used - 1;

	/* Below 0: sums that no pupils can have. */
	if (!w.spread || !(w.xx > 0) || df < 1)
		return false;
	double error = w.yy - w.xy * (w.xy / w.xx);

	/* Scores that the baseline settles wholly: only rounding is left. */
	if (error <= (double)all.x.n * DBL_EPSILON * w.yy)
		error = 0;
	*out = (struct jyz_ancova){
		.classes = used,
		.n = all.x.n,
		.slope = w.xy / w.xx,
		.error_sd = sqrt(error / (double)df),
		.df = (double)df,
		.mean_x = jyz_mean(&all.x),
		.mean_y = jyz_mean(&all.y),
		.ssx = w.xx,
	};
	return true;
}

struct jyz_adjusted jyz_adjusted_mean(const struct jyz_ancova *model,
				      const struct jyz_joint *j)
{
	assert(j->x.n > 0);

	double off = jyz_mean(&j->x) - model->mean_x;

	return (struct jyz_adjusted){
		.mean = jyz_mean(&j->y) - model->slope * off,
		.se = model->error_sd *
		      sqrt(1 / (double)j->x.n + off * off / model->ssx),
	};
}

/*
 * The difference of two means of these sums, divided once: a gap of exactly
 * the threshold must not come out beyond it.
 */
static double mean_gap(int64_t a, int64_t n_a, int64_t b, int64_t n_b)
{
	jyz_wide num = (jyz_wide)a * n_b - (jyz_wide)b * n_a;

	return (double)num / ((double)n_a * (double)n_b * SCORE_UNIT);
}

static bool figures_disagree(double a, double b, double threshold)
{
	bool opposite = (a < 0 && b > 0) || (a > 0 && b < 0);

	return opposite || (fabs(a) > threshold) != (fabs(b) > threshold);
}

/* t, p and the interval of out->adjusted with out->se. */
static void judge(struct jyz_adjusted_gap *out, double df)
{
	double margin = qt(.975, df, 1, 0) * out->se;

	out->t = out->se > 0 ? out->adjusted / out->se : NAN;
	out->p = out->se > 0 ? 2 * pt(-fabs(out->t), df, 1, 0) : NAN;
	out->low = out->adjusted - margin;
	out->high = out->adjusted + margin;
}

struct jyz_adjusted_gap jyz_adjusted_compare(const struct jyz_ancova *model,
					     const struct jyz_joint *a,
					     const struct jyz_joint *b,
					     double sd_x, double sd_y,
					     double threshold)
{
	int64_t n_a = a->x.n, n_b = b->x.n;

	assert(n_a > 0 && n_b > 0);

	double x = mean_gap(a->x.sum, n_a, b->x.sum, n_b);
	double y = mean_gap(a->y.sum, n_a, b->y.sum, n_b);
	bool scaled = sd_x > 0 && sd_y > 0;
	struct jyz_adjusted_gap out = {
		.gap = y,
		.adjusted = y - model->slope * x,
		.se = model->error_sd *
		      sqrt(1 / (double)n_a + 1 / (double)n_b +
			   x * x / model->ssx),
		.gain = mean_gap(a->y.sum - a->x.sum, n_a, b->y.sum - b->x.sum,
				 n_b),
		.gain_z = scaled ? y / sd_y - x / sd_x : NAN,
	};

	judge(&out, model->df);
	out.paradox = figures_disagree(out.adjusted, out.gain, threshold);
	out.disagree = out.paradox ||
		       figures_disagree(out.gap, out.adjusted, threshold) ||
		       figures_disagree(out.gap, out.gain, threshold);
	return out;
}
