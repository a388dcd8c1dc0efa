/* Rates: the line that decides them.  Owns nothing. */
#include "jyz/analysis/moments.h"

#include <assert.h>

int64_t jyz_rate_line(int64_t full_marks, int64_t percent)
{
	assert(full_marks >= 0 && percent >= 0);
	return (full_marks * percent + 9999) / 10000;
}
