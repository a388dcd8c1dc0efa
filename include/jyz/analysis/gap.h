/*
 * The 5-point rule, decided in integers.
 *
 * Two classes that sat the same paper differ "over the line" when the
 * difference of their averages is more than the threshold; exactly the
 * threshold is not over.  (DESIGN.md, Gaps; the view gap_pair in the
 * migrations holds the same rule in SQL, and a test compares them.)
 */
#ifndef JYZ_ANALYSIS_GAP_H
#define JYZ_ANALYSIS_GAP_H

#include <stdbool.h>
#include <stdint.h>

#define JYZ_AVERAGE_SCALE 8 /* decimals of a typed average */
#define JYZ_SCORE_SCALE 2   /* scores, full marks, thresholds */
#define JYZ_GAP_SCALE 4     /* decimals of averages and gaps as shown */

/*
 * An average, exactly: num / den hundredths of a point.  A typed average A (at
 * JYZ_AVERAGE_SCALE) is { A, JYZ_AVERAGE_DEN }, a computed one is { sum of the
 * scores, pupils }.  Limits: num from 0 to 10^12, den from 1 to 10^6.
 */
struct jyz_fraction {
	int64_t num, den;
};

#define JYZ_AVERAGE_DEN 1000000

/* Less than 0, 0, more than 0: a is the lower one, they are equal, b is. */
int jyz_fraction_compare(struct jyz_fraction a, struct jyz_fraction b);

/* In points at this scale (0 to 8), rounded half away from zero. */
int64_t jyz_fraction_round(struct jyz_fraction f, int scale);

struct jyz_gap {
	bool over;
	int64_t shown; /* at JYZ_GAP_SCALE, on its side of the line */
};

/*
 * threshold and full_marks at JYZ_SCORE_SCALE.  per_100 compares percent of
 * full marks (full_marks > 0) and shows the gap on that scale.  Limits (CHECKs
 * of the schema): full marks and threshold up to 10^4 points.
 */
struct jyz_gap jyz_gap_judge_fractions(struct jyz_fraction a,
				       struct jyz_fraction b,
				       int64_t threshold, int64_t full_marks,
				       bool per_100);

/*
 * Two typed averages: a and b at JYZ_AVERAGE_SCALE; threshold and full_marks at
 * JYZ_SCORE_SCALE.
 */
struct jyz_gap jyz_gap_judge(int64_t a, int64_t b, int64_t threshold,
			     int64_t full_marks, bool per_100);

#endif
