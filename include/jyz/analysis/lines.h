/*
 * Lines and contribution: how many of a class are above the line of the total
 * and of one subject (domain.md, c1 8).  The words are used for different
 * things, so a definition is stored with each number.
 */
#ifndef JYZ_ANALYSIS_LINES_H
#define JYZ_ANALYSIS_LINES_H

#include "jyz/analysis/moments.h"

enum jyz_contribution {
	/* Subject line: c times the subject mean of those above the total's
	 * line, c = line / their mean total.  Contribution: both / total. */
	JYZ_CONTRIBUTION_EFFECTIVE,
	/* Subject line: the score of the N-th pupil of the grade in the
	 * subject, N = those above the total's line.  Contribution: both /
	 * total. */
	JYZ_CONTRIBUTION_TOP,
	/* Subject line as EFFECTIVE.  Contribution: the subject's share of
	 * the points of those above the total's line. */
	JYZ_CONTRIBUTION_SHARE,
};
/* "effective", "top", "share". */
const char *jyz_contribution_name(enum jyz_contribution definition);
int jyz_contribution_parse(const char *name); /* -1: none */

/* Of the pupils of a grade above the total's line: how many, the sums of
 * their totals and of their scores in the subject; hundredths. */
struct jyz_line_sums {
	int64_t n, total_sum, score_sum;
};

/* The subject's line in hundredths, rounded up to the next hundredth; scores
 * is the grade's distribution in the subject, which only TOP asks for.
 * above->n > 0, for TOP also scores->n > 0. */
int64_t jyz_subject_line(enum jyz_contribution definition, int64_t total_line,
			 const struct jyz_line_sums *above,
			 const struct jyz_distribution *scores);

/* What is counted in a class. */
struct jyz_line_counts {
	int64_t above_total, above_subject, both;
	int64_t total_sum, score_sum; /* of those above the total's line */
};
/* NAN where the denominator is 0. */
double jyz_hit_rate(const struct jyz_line_counts *c); /* both / subject */
double jyz_contribution_rate(enum jyz_contribution definition,
			     const struct jyz_line_counts *c);

#endif
