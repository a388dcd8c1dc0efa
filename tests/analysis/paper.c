#include "paper.h"

#include <stdlib.h>

int64_t paper_total(const struct paper *paper, const struct paper_pupil *p)
{
	int64_t total = 0;

	for (size_t i = 0; i < paper->items; i++)
		total += p->items[i];
	return total;
}

struct jyz_strata paper_strata(const struct paper *paper)
{
	struct jyz_distribution all = JYZ_DISTRIBUTION_INIT;

	for (size_t i = 0; i < paper->count; i++) {
		struct jyz_count one = { paper_total(paper, &paper->pupils[i]),
					 1 };
		struct jyz_distribution more = { &one, 1, 1, 1 };

		jyz_distribution_add(&all, &more);
	}
	struct jyz_strata strata = jyz_strata_cut(&all);

	jyz_distribution_free(&all);
	return strata;
}

static void count_item(struct jyz_item_sums *sums, int64_t score,
		       int64_t total, const struct jyz_strata *s)
{
	struct jyz_moments one = { 1, score, (jyz_wide)score * score };

	jyz_moments_add(&sums->moments, &one);
	sums->cross += (jyz_wide)score * total;
	sums->fifths[jyz_strata_fifth(s, total)] += score;
	if (total > s->upper_cut)
		sums->upper += score;
	if (total == s->upper_cut)
		sums->upper_tied += score;
	if (total < s->lower_cut)
		sums->lower += score;
	if (total == s->lower_cut)
		sums->lower_tied += score;
}

struct paper_sums paper_count(const struct paper *paper,
			      const struct jyz_strata *strata, int class)
{
	struct paper_sums sums = { .totals = { 0, 0, 0 } };

	for (size_t i = 0; i < paper->items; i++)
		sums.items[i].max = paper->max[i];
	for (size_t i = 0; i < paper->count; i++) {
		const struct paper_pupil *p = &paper->pupils[i];
		int64_t total = paper_total(paper, p);
		struct jyz_moments one = { 1, total, (jyz_wide)total * total };

		if (class >= 0 && class != p->class)
			continue;
		jyz_moments_add(&sums.totals, &one);
		for (size_t k = 0; k < paper->items; k++)
			count_item(&sums.items[k], p->items[k], total, strata);
	}
	return sums;
}

void paper_add(struct paper *paper, const struct paper_pupil *pupil)
{
	JYZ_GROW(paper->pupils, paper->count, paper->room);
	paper->pupils[paper->count++] = *pupil;
}

void paper_free(struct paper *paper)
{
	free(paper->pupils);
}
