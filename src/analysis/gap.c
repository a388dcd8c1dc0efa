/*
 * The 5-point rule.  Numbers in, decision out; knows no class and no store.
 */
#include "jyz/analysis/gap.h"

#include <assert.h>

/* One step at JYZ_SCORE_SCALE, in units of the other two scales. */
#define AVERAGE_PER_SCORE INT64_C(1000000)
#define SHOWN_PER_SCORE INT64_C(100)
#define AVERAGE_PER_SHOWN INT64_C(10000)

/* Half up; both are positive, so that is also half away from zero. */
static int64_t divide_rounded(int64_t a, int64_t b)
{
	return (2 * a + b) / (2 * b);
}

/*
 * Percent of full marks is d/10^8 * 100 / (full/10^2) points = d / (10^4
 * full), so "more than threshold/10^2" is d > 100 threshold full, and the gap
 * at scale 4 is d / full: no division before the decision.  With the limits
 * of the header (d <= 10^12, threshold and full marks <= 10^6) no product
 * goes beyond 10^14.
 */
struct jyz_gap jyz_gap_judge(int64_t a, int64_t b, int64_t threshold,
			     int64_t full_marks, bool per_100)
{
	assert(threshold >= 0);
	assert(!per_100 || full_marks > 0);

	int64_t d = a > b ? a - b : b - a;
	int64_t line = per_100 ? 100 * threshold * full_marks :
				 AVERAGE_PER_SCORE * threshold;
	int64_t shown_line = SHOWN_PER_SCORE * threshold;
	struct jyz_gap gap = {
		.over = d > line,
		.shown = divide_rounded(d, per_100 ? full_marks :
						     AVERAGE_PER_SHOWN),
	};

	/* Rounding must not carry the gap onto or over the line. */
	if (gap.over && gap.shown <= shown_line)
		gap.shown = shown_line + 1;
	else if (!gap.over && gap.shown > shown_line)
		gap.shown = shown_line;
	return gap;
}
