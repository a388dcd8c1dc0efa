/*
 * Score sheets for tests: made-up pupils become the stored statistics of
 * their classes, as an import would leave them.
 */
#ifndef SHEET_H
#define SHEET_H

#include "../analysis/paper.h"
#include "rt.h"

/*
 * Pupils of a class, evenly spread in ability from 0 to 1.  The share of an
 * item's marks that one gets is the item's ease plus slope times (ability -
 * 1/2), plus the class's level, plus the class's shift on this item, within 0
 * and 1; small disturbances are the same on every run.
 */
struct sheet_class {
	const char *name; /* of rt_school */
	int pupils;
	double level;
	double shift[PAPER_ITEMS];
	double intake; /* what the baseline of its pupils is raised by */
};

struct sheet {
	size_t items;
	int64_t max[PAPER_ITEMS]; /* hundredths */
	double ease[PAPER_ITEMS];
	double slope;
	bool no_items, baseline;
	const struct sheet_class *classes;
	size_t n_classes;
};

/* Writes results of all classes on the paper. */
void sheet_write(struct rt *rt, int64_t paper, const struct sheet *sheet);
/* The same of pupils that are given; names are of the classes. */
void sheet_write_paper(struct rt *rt, int64_t paper,
		       const struct paper *pupils, const char *const *names,
		       size_t n_classes, bool items);

#endif
