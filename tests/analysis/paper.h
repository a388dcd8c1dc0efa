/*
 * A paper counted from the scores of its pupils, as it is stored.
 */
#ifndef PAPER_H
#define PAPER_H

#include "jyz/analysis/items.h"

#define PAPER_ITEMS 16
#define PAPER_CLASSES 8

struct paper_pupil {
	int class;
	int64_t items[PAPER_ITEMS]; /* hundredths */
};

struct paper {
	size_t items;
	int64_t max[PAPER_ITEMS];
	struct paper_pupil *pupils;
	size_t count, room;
};

struct paper_sums {
	struct jyz_item_sums items[PAPER_ITEMS];
	struct jyz_moments totals;
};

int64_t paper_total(const struct paper *paper, const struct paper_pupil *p);
/* The groups of all pupils. */
struct jyz_strata paper_strata(const struct paper *paper);
/* The sums of one class, or of all (-1). */
struct paper_sums paper_count(const struct paper *paper,
			      const struct jyz_strata *strata, int class);
void paper_add(struct paper *paper, const struct paper_pupil *pupil);
void paper_free(struct paper *paper);

#endif
