/*
 * Classes for tests: from their printed figures, or of the London scores.
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include "jyz/analysis/moments.h"
#include "reference.h"

/* n pupils with this mean and SD, as near as integers allow. */
struct jyz_moments sample_of(int64_t n, double mean, double sd);

/* london_scores.csv, one distribution a class. */
#define LONDON_CLASSES 65
struct london {
	char name[LONDON_CLASSES][4];
	struct jyz_distribution scores[LONDON_CLASSES];
	struct jyz_moments moments[LONDON_CLASSES];
};
void london_read(struct london *london);
size_t london_class(const struct london *london, const char *name);
void london_free(struct london *london);

/* To the twelve digits that the reference prints. */
#define same(a, b) same_at(a, b, #a, __FILE__, __LINE__)
void same_at(double a, double b, const char *expr, const char *file, int line);

#endif
