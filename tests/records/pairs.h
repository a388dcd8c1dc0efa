/*
 * What the tests of judged gaps share: a paper, classes as score sheets leave
 * them, and all rows of a query at hand.
 */
#ifndef PAIRS_H
#define PAIRS_H

#include "rt.h"

/* The school of rt.h with an exam and paper 1, full marks 100. */
int pairs_setup(void **state);
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, pairs_setup, rt_teardown)

void run(struct rt *rt, const char *fmt, ...) JYZ_PRINTF(2, 3);

void add_class(struct rt *rt, const char *name);
/* A class of paper 1 as a score sheet leaves it. */
void measured(struct rt *rt, const char *class, const struct jyz_moments *m);
/* n pupils, half of them 10 points below the mean and half above (an odd one
 * on it); mean in hundredths. */
struct jyz_moments sample(int64_t n, int64_t mean);
void add(struct rt *rt, const char *class, int64_t n, int64_t mean);

/* The rows of the last question. */
#define ROWS_MAX 2100
struct rows {
	struct jyz_gap_row items[ROWS_MAX];
	struct jyz_gap_family families[ROWS_MAX];
	size_t n;
	struct jyz_gap_count count;
};
extern struct rows rows;
extern const struct jyz_gap_query all; /* of all pairs */

void ask(struct rt *rt, struct jyz_gap_query query);
const struct jyz_gap_row *row_of(const char *a, const char *b);

void near(double a, double b); /* to 1e-9 */
void is_reading(const struct jyz_gap_row *row, const char *reading);
void is_method(const struct jyz_gap_row *row, const char *method);

#endif
