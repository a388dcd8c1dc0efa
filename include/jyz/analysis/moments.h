/*
 * Sums of scores, and what follows from them: mean, spread, quantiles, rates.
 *
 * Scores are integers in hundredths of a point (JYZ_SCORE_SCALE); results are
 * doubles in points.  The sums are exact, so a statistic of many classes is
 * that of their pupils.  Conventions: SD with n - 1; quantiles as the
 * spreadsheet's QUARTILE.INC (Hyndman and Fan's type 7); a rate counts those
 * on the line with those above it.
 */
#ifndef JYZ_ANALYSIS_MOMENTS_H
#define JYZ_ANALYSIS_MOMENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "jyz/base/mem.h"

/* A sum of squares of many classes goes beyond 64 bits. */
__extension__ typedef __int128 jyz_wide;

struct jyz_moments {
	int64_t n;
	int64_t sum;
	jyz_wide squares;
};

void jyz_moments_add(struct jyz_moments *to, const struct jyz_moments *more);
double jyz_mean(const struct jyz_moments *m);     /* n > 0 */
double jyz_variance(const struct jyz_moments *m); /* n > 1; points squared */
double jyz_sd(const struct jyz_moments *m);       /* n > 1 */

/* How many pupils had each score: ascending, no score twice, no count 0. */
struct jyz_count {
	int64_t score;
	int64_t count;
};

struct jyz_distribution {
	struct jyz_count *items;
	size_t count, room;
	int64_t n; /* pupils */
};

#define JYZ_DISTRIBUTION_INIT { NULL, 0, 0, 0 }

/* The stored form, a JSON array: "[[7250,1],[8000,3]]". */
void jyz_distribution_format(struct jyz_buf *out,
			     const struct jyz_distribution *d);
/* JYZ_EINVAL: not of that form, not ascending, a count below 1. */
int jyz_distribution_parse(struct jyz_distribution *out, const char *text,
			   struct jyz_error *err) JYZ_CHECKED;
/* Adds the pupils of one more class. */
void jyz_distribution_add(struct jyz_distribution *to,
			  const struct jyz_distribution *more);
void jyz_distribution_free(struct jyz_distribution *d);

struct jyz_moments jyz_distribution_moments(const struct jyz_distribution *d);
/* Type 7, p from 0 to 1, in points; n > 0. */
double jyz_quantile(const struct jyz_distribution *d, double p);
/* Pupils with at least this score. */
int64_t jyz_distribution_from(const struct jyz_distribution *d, int64_t score);

/*
 * The lowest score on a line: percent (hundredths of a percent) of the full
 * marks, rounded up, so that "score >= line" is decided in integers.
 */
int64_t jyz_rate_line(int64_t full_marks, int64_t percent);

#endif
