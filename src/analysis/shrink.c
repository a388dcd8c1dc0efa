/*
 * Small classes lie far from the grade by chance: their distance is drawn in
 * by as much as their number of pupils leaves in doubt.
 */
#include "jyz/analysis/adjust.h"

#include <math.h>

#include "spread.h"

#define SCORE_UNIT 100.0
#define SQUARE_UNIT (SCORE_UNIT * SCORE_UNIT)

/* Sums of squares between and within classes, points squared. */
struct variation {
	int64_t pupils;
	size_t classes;
	double between, within;
	double sizes; /* sum of n^2 */
};

static struct variation variation_of(const struct jyz_moments *classes,
				     size_t n)
{
	struct variation v = { .pupils = 0 };
	struct jyz_moments all = { .n = 0 };

	for (size_t i = 0; i < n; i++)
		if (classes[i].n > 0)
			jyz_moments_add(&all, &classes[i]);
	for (size_t i = 0; i < n; i++) {
		const struct jyz_moments *m = &classes[i];
		double size = (double)m->n;

		if (m->n <= 0)
			continue;
		/* n_j N times the distance of the means: exact. */
		jyz_wide off =
			(jyz_wide)m->sum * all.n - (jyz_wide)all.sum * m->n;
		double distance =
			(double)off / (size * (double)all.n) / SCORE_UNIT;

		v.between += size * distance * distance;
		v.within += (double)jyz_spread(m) / size / SQUARE_UNIT;
		v.sizes += size * size;
		v.classes++;
	}
	v.pupils = all.n;
	return v;
}

bool jyz_shrinkage(const struct jyz_moments *classes, size_t n,
		   struct jyz_shrinkage *out)
{
	struct variation v = variation_of(classes, n);
	double pupils = (double)v.pupils;
	double k = (double)v.classes;

	if (v.classes < 2 || v.pupils <= (int64_t)v.classes)
		return false;
	double within = v.within / (pupils - k);
	/* What stands for the size of a class when sizes differ. */
	double size = (pupils - v.sizes / pupils) / (k - 1);
	double between = (v.between / (k - 1) - within) / size;

	between = fmax(0, between);
	*out = (struct jyz_shrinkage){
		.between = between,
		.within = within,
		.share = between + within > 0 ? between / (between + within) :
						NAN,
	};
	return true;
}

double jyz_shrunken(const struct jyz_shrinkage *s, const struct jyz_moments *j,
		    double grade_mean)
{
	if (j->n <= 0 || !(s->between > 0))
		return 0;
	double lambda = s->between / (s->between + s->within / (double)j->n);

	return lambda * (jyz_mean(j) - grade_mean);
}
