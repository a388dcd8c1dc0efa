#include "sample.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct jyz_moments sample_of(int64_t n, double mean, double sd)
{
	struct jyz_moments m = { n, llround(mean * 100 * (double)n), 0 };
	double around = sd * sd * 10000 * (double)(n - 1);

	m.squares = llround(around) + (jyz_wide)m.sum * m.sum / n;
	return m;
}

static size_t class_of(struct london *london, const char *name)
{
	size_t i = 0;

	while (i < LONDON_CLASSES && *london->name[i] &&
	       strcmp(london->name[i], name) != 0)
		i++;
	assert_true(i < LONDON_CLASSES);
	snprintf(london->name[i], sizeof(london->name[i]), "%s", name);
	return i;
}

void london_read(struct london *london)
{
	JYZ_AUTO(reference) r = reference_read("london_scores.csv");
	size_t class = reference_column(&r, "class");
	size_t score = reference_column(&r, "score");

	memset(london, 0, sizeof(*london));
	for (size_t row = 0; row < r.rows; row++) {
		struct jyz_count one = { reference_hundredths(&r, row, score),
					 1 };
		struct jyz_distribution pupil = { &one, 1, 1, 1 };
		size_t i = class_of(london, reference_text(&r, row, class));

		jyz_distribution_add(&london->scores[i], &pupil);
	}
	for (size_t i = 0; i < LONDON_CLASSES; i++)
		london->moments[i] =
			jyz_distribution_moments(&london->scores[i]);
}

size_t london_class(const struct london *london, const char *name)
{
	for (size_t i = 0; i < LONDON_CLASSES; i++)
		if (strcmp(london->name[i], name) == 0)
			return i;
	jt_fail("no class '%s'", name);
}

void london_free(struct london *london)
{
	for (size_t i = 0; i < LONDON_CLASSES; i++)
		jyz_distribution_free(&london->scores[i]);
}

void same_at(double a, double b, const char *expr, const char *file, int line)
{
	near_at(a, b, 1e-11 * fabs(b), expr, file, line);
}
