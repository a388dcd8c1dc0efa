/*
 * The 5-point rule.  Numbers in, decision out; knows no class and no store.
 */
#include "jyz/analysis/gap.h"

#include <assert.h>

__extension__ typedef __int128 wide;

/* Half away from zero; b > 0. */
static int64_t divide_rounded(wide a, wide b)
{
	return (int64_t)(a < 0 ? -((-2 * a + b) / (2 * b)) :
				 (2 * a + b) / (2 * b));
}

/* a - b is this over a.den * b.den. */
static wide difference(struct jyz_fraction a, struct jyz_fraction b)
{
	assert(a.den > 0 && b.den > 0);
	return (wide)a.num * b.den - (wide)b.num * a.den;
}

int jyz_fraction_compare(struct jyz_fraction a, struct jyz_fraction b)
{
	wide d = difference(a, b);

	return (d > 0) - (d < 0);
}

int64_t jyz_fraction_round(struct jyz_fraction f, int scale)
{
	wide num = f.num;

	assert(f.den > 0 && scale >= 0 && scale <= JYZ_AVERAGE_SCALE);
	for (int i = 0; i < scale; i++)
		num *= 10;
	return divide_rounded(num, (wide)f.den * 100);
}

/*
 * The gap is d / den hundredths of a point; as percent of the full marks
 * 10^4 d / (den full) hundredths.  No division before the decision.  With the
 * limits of the header d and den are at most 10^18 and 10^12, so no product
 * goes beyond 10^25.
 */
struct jyz_gap jyz_gap_judge_fractions(struct jyz_fraction a,
				       struct jyz_fraction b,
				       int64_t threshold, int64_t full_marks,
				       bool per_100)
{
	assert(threshold >= 0);
	assert(!per_100 || full_marks > 0);

	wide d = difference(a, b);
	wide den = (wide)a.den * b.den;

	if (d < 0)
		d = -d;
	if (per_100) {
		d *= 10000;
		den *= full_marks;
	}

	int64_t shown_line = threshold * 100;
	struct jyz_gap gap = {
		.over = d > threshold * den,
		.shown = divide_rounded(d * 100, den),
	};

	/* Rounding must not carry the gap onto or over the line. */
	if (gap.over && gap.shown <= shown_line)
		gap.shown = shown_line + 1;
	else if (!gap.over && gap.shown > shown_line)
		gap.shown = shown_line;
	return gap;
}

struct jyz_gap jyz_gap_judge(int64_t a, int64_t b, int64_t threshold,
			     int64_t full_marks, bool per_100)
{
	return jyz_gap_judge_fractions(
		(struct jyz_fraction){ a, JYZ_AVERAGE_DEN },
		(struct jyz_fraction){ b, JYZ_AVERAGE_DEN }, threshold,
		full_marks, per_100);
}
