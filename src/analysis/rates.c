/* Rates: the line that decides them, and how sure they are.  Owns nothing. */
#include "jyz/analysis/moments.h"

#include <assert.h>
#include <math.h>

#include "rmath.h"

int64_t jyz_rate_line(int64_t full_marks, int64_t percent)
{
	assert(full_marks >= 0 && percent >= 0);
	return (full_marks * percent + 9999) / 10000;
}

struct jyz_interval jyz_wilson(int64_t k, int64_t n)
{
	assert(n > 0 && k >= 0 && k <= n);

	double z = qnorm(0.975, 0, 1, 1, 0);
	double pupils = (double)n, part = (double)k / pupils;
	double under = 1 + z * z / pupils;
	double middle = (part + z * z / (2 * pupils)) / under;
	double half = z / under *
		      sqrt(part * (1 - part) / pupils +
			   z * z / (4 * pupils * pupils));

	/* At the ends the formula gives 0 and 1 but for rounding. */
	return (struct jyz_interval){
		.low = k == 0 ? 0 : middle - half,
		.high = k == n ? 1 : middle + half,
	};
}

struct jyz_interval jyz_newcombe(int64_t k1, int64_t n1, int64_t k2,
				 int64_t n2)
{
	struct jyz_interval a = jyz_wilson(k1, n1), b = jyz_wilson(k2, n2);
	double p1 = (double)k1 / (double)n1, p2 = (double)k2 / (double)n2;

	return (struct jyz_interval){
		.low = p1 - p2 - hypot(p1 - a.low, b.high - p2),
		.high = p1 - p2 + hypot(a.high - p1, p2 - b.low),
	};
}
