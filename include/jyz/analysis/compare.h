/*
 * How sure is a gap between two classes?  Intervals, p, effect size and the
 * reading (domain.md, c3 10-13).
 *
 * Welch 1947 with Satterthwaite's degrees of freedom for two classes;
 * Games and Howell 1976 for three or more, with the studentized range of
 * r-mathlib.  All in points, of the signed difference a - b.
 */
#ifndef JYZ_ANALYSIS_COMPARE_H
#define JYZ_ANALYSIS_COMPARE_H

#include "jyz/analysis/moments.h"

/* Below this many pupils in a class only its range is shown. */
#define JYZ_PUPILS_MIN 10

enum jyz_method {
	JYZ_METHOD_NONE, /* too few pupils, or no statistics */
	JYZ_METHOD_WELCH,
	JYZ_METHOD_GAMES_HOWELL,
};

enum jyz_reading {
	JYZ_READING_NONE,
	JYZ_READING_OVER,    /* the interval is wholly beyond the line */
	JYZ_READING_WITHIN,  /* wholly inside it */
	JYZ_READING_UNCLEAR, /* cannot tell */
};

/* "welch", "games-howell", NULL; "over", "within", "unclear", NULL. */
const char *jyz_method_name(enum jyz_method method);
const char *jyz_reading_name(enum jyz_reading reading);

struct jyz_comparison {
	enum jyz_method method; /* NONE: nothing else is set */
	double difference, se, df;
	double statistic;       /* t, signed; Games-Howell: q, never below 0 */
	double p, low, high;    /* 95 % interval */
	double g;               /* Hedges, with the approximate J of
				   domain.md c3 11 */
};

/*
 * The studentized range for one number of classes.  A quantile takes most of
 * a millisecond: told to expect many, it is interpolated between nodes that
 * cost 25 ms once (test_tukey measures the errors: critical value 1e-6, p
 * 1e-5, and 1e-4 of itself where it decides anything), else it is exact.
 */
struct jyz_tukey;
struct jyz_tukey *jyz_tukey_new(int classes, bool many);
void jyz_tukey_drop(struct jyz_tukey *tukey);
double jyz_tukey_critical(struct jyz_tukey *tukey, double df); /* at 5 % */
double jyz_tukey_p(struct jyz_tukey *tukey, double q, double df);

/*
 * Compares two classes out of a family; tukey NULL: two classes only, Welch.
 * Classes below JYZ_PUPILS_MIN pupils, or without any spread in both: method
 * NONE.
 */
struct jyz_comparison jyz_compare(const struct jyz_moments *a,
				  const struct jyz_moments *b,
				  struct jyz_tukey *tukey);

/* Student's t with a pooled variance, for what older textbooks print. */
double jyz_pooled_t(const struct jyz_moments *a, const struct jyz_moments *b);
/* Welch's part of it, whatever the number of pupils (n > 1). */
struct jyz_comparison jyz_welch(const struct jyz_moments *a,
				const struct jyz_moments *b);

/*
 * low and high are on the scale of the flag, threshold in points on it.  An
 * interval that touches the line is unclear.
 */
enum jyz_reading jyz_read(double low, double high, double threshold);

/* Holm's step-down: p is replaced by the adjusted p. */
void jyz_holm(double *p, size_t n);

/*
 * Chance alone (domain.md, c2): k equal classes of n pupils, this SD.
 * P(largest gap > gap); the gap that chance exceeds in 5 % of exams; pupils
 * per class to detect a true gap between two classes with 80 % power at 5 %
 * (normal approximation, a whole number).
 */
double jyz_chance_over(int classes, int64_t n, double sd, double gap);
double jyz_chance_gap(int classes, int64_t n, double sd);
double jyz_pupils_needed(double gap, double sd);

#endif
