/*
 * Lines of a subject and what a class contributes, by the definition chosen.
 */
#include "jyz/analysis/lines.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static const char *const contribution_names[] = {
	[JYZ_CONTRIBUTION_EFFECTIVE] = "effective",
	[JYZ_CONTRIBUTION_TOP] = "top",
	[JYZ_CONTRIBUTION_SHARE] = "share",
};

const char *jyz_contribution_name(enum jyz_contribution definition)
{
	return contribution_names[definition];
}

int jyz_contribution_parse(const char *name)
{
	for (size_t i = 0; i < JYZ_COUNT(contribution_names); i++)
		if (strcmp(contribution_names[i], name) == 0)
			return (int)i;
	return -1;
}

/*
 * (line / mean total) * mean score: the number of pupils cancels out.  Rounded
 * up, since nobody's score lies between two hundredths and a line below the
 * exact one would let someone in.
 */
static int64_t effective_line(int64_t total_line,
			      const struct jyz_line_sums *above)
{
	if (above->total_sum <= 0)
		return 0;
	jyz_wide num = (jyz_wide)total_line * above->score_sum;

	return (int64_t)((num + above->total_sum - 1) / above->total_sum);
}

/* The lowest score when fewer sat the subject than are above the line. */
static int64_t score_of_place(const struct jyz_distribution *scores,
			      int64_t place)
{
	size_t i = scores->count - 1;

	for (int64_t left = place; left > scores->items[i].count && i > 0; i--)
		left -= scores->items[i].count;
	return scores->items[i].score;
}

int64_t jyz_subject_line(enum jyz_contribution definition, int64_t total_line,
			 const struct jyz_line_sums *above,
			 const struct jyz_distribution *scores)
{
	assert(above->n > 0 && total_line >= 0);

	if (definition != JYZ_CONTRIBUTION_TOP)
		return effective_line(total_line, above);
	assert(scores->n > 0 && scores->count > 0);
	return score_of_place(scores, above->n);
}

static double rate(int64_t part, int64_t whole)
{
	return whole > 0 ? (double)part / (double)whole : NAN;
}

double jyz_hit_rate(const struct jyz_line_counts *c)
{
	return rate(c->both, c->above_subject);
}

double jyz_contribution_rate(enum jyz_contribution definition,
			     const struct jyz_line_counts *c)
{
	return definition == JYZ_CONTRIBUTION_SHARE ?
		       rate(c->score_sum, c->total_sum) :
		       rate(c->both, c->above_total);
}
