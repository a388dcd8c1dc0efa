/*
 * What chance alone does: the table of domain.md c2 (whose last .98 is .9746
 * by integration, too), and ten equal classes simulated a thousand times.
 */
#include <math.h>

#include "jyz/analysis/compare.h"
#include "jyz/analysis/gap.h"
#include "reference.h"

static void test_table(void **state)
{
	static const struct {
		double sd;
		int64_t n;
		double over[4], gap[4];
	} rows[] = {
		{ 10, 45, { .02, .08, .17, .34 }, { 4.1, 5.4, 6.0, 6.7 } },
		{ 12, 45, { .05, .20, .36, .62 }, { 5.0, 6.5, 7.2, 8.0 } },
		{ 15, 45, { .11, .39, .61, .86 }, { 6.2, 8.1, 9.0, 10.0 } },
		{ 15, 30, { .20, .57, .79, .96 }, { 7.6, 9.9, 11.0, 12.3 } },
		{ 20, 45, { .24, .64, .84, .97 }, { 8.3, 10.8, 12.0, 13.3 } },
	};
	static const int classes[] = { 2, 4, 6, 10 };
	(void)state;

	for (size_t i = 0; i < JT_COUNT(rows); i++)
		for (size_t k = 0; k < JT_COUNT(classes); k++) {
			near(jyz_chance_over(classes[k], rows[i].n, rows[i].sd,
					     5),
			     rows[i].over[k], 0.00501);
			near(jyz_chance_gap(classes[k], rows[i].n, rows[i].sd),
			     rows[i].gap[k], 0.0501);
		}
}

static void test_borders(void **state)
{
	(void)state;

	/* Chance exceeds its 5 % gap in 5 %. */
	near(jyz_chance_over(10, 45, 15, jyz_chance_gap(10, 45, 15)), 0.05,
	     1e-6);
	near(jyz_chance_over(10, 45, 15, 0), 1, 1e-12);
	near(jyz_chance_over(10, 45, 0, 5), 0, 0);
	near(jyz_chance_gap(10, 45, 0), 0, 0);

	near(jyz_pupils_needed(5, 15), 142, 0);
	near(jyz_pupils_needed(5, 10), 63, 0);
	near(jyz_pupils_needed(5, 0), 0, 0);
}

/* --- simulation --------------------------------------------------------- */

#define CLASSES 10
#define PUPILS 45
#define EXAMS 1000

static double next_uniform(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return ((double)(*seed >> 11) + 0.5) / 9007199254740992.0;
}

static double next_normal(uint64_t *seed)
{
	double radius = sqrt(-2 * log(next_uniform(seed)));

	return radius * cos(6.283185307179586 * next_uniform(seed));
}

/*
 * Mean 70, SD 15.  Not cut at 0 and 100: the upper cut is only two SDs away,
 * and would change the SD that the figures are about.
 */
static struct jyz_moments draw_class(uint64_t *seed)
{
	struct jyz_moments m = { 0, 0, 0 };

	for (int i = 0; i < PUPILS; i++) {
		int64_t score = llround(7000 + 1500 * next_normal(seed));
		struct jyz_moments one = { 1, score, score * score };

		jyz_moments_add(&m, &one);
	}
	return m;
}

struct verdict {
	bool flagged; /* by the plain rule */
	bool differs; /* some interval leaves out 0 */
	bool over;    /* some reading */
	double range;
};

static void judge(const struct jyz_moments *a, const struct jyz_moments *b,
		  struct jyz_tukey *tukey, struct verdict *v)
{
	struct jyz_gap gap = jyz_gap_judge_fractions(
		(struct jyz_fraction){ a->sum, a->n },
		(struct jyz_fraction){ b->sum, b->n }, 500, 0, false);
	struct jyz_comparison c = jyz_compare(a, b, tukey);

	v->flagged |= gap.over;
	v->differs |= c.low > 0 || c.high < 0;
	v->over |= jyz_read(c.low, c.high, 5) == JYZ_READING_OVER;
	v->range = fmax(v->range, fabs(c.difference));
}

static struct verdict sit_exam(uint64_t *seed, struct jyz_tukey *tukey)
{
	struct jyz_moments classes[CLASSES];
	struct verdict v = { false, false, false, 0 };

	for (size_t i = 0; i < CLASSES; i++)
		classes[i] = draw_class(seed);
	for (size_t i = 0; i < CLASSES; i++)
		for (size_t j = 0; j < i; j++)
			judge(&classes[i], &classes[j], tukey, &v);
	return v;
}

static void test_equal_classes(void **state)
{
	struct jyz_tukey *tukey = jyz_tukey_new(CLASSES, true);
	int flagged = 0, differ = 0, over = 0;
	double range = 0;
	(void)state;

	for (uint64_t exam = 0; exam < EXAMS; exam++) {
		uint64_t seed = UINT64_C(0x9e3779b97f4a7c15) * (exam + 1);
		struct verdict v = sit_exam(&seed, tukey);

		flagged += v.flagged;
		differ += v.differs;
		over += v.over;
		range += v.range / EXAMS;
	}
	/* The rule fires in 86 % of exams in which nothing is the matter. */
	if (flagged < 830 || flagged > 890)
		jt_fail("flagged in %d exams", flagged);
	near(range, 6.9, 0.15);
	/* The intervals keep their promise of 5 % for all pairs together;
	 * a difference of more than 5 is then next to never read. */
	if (differ < 30 || differ > 70)
		jt_fail("a difference in %d exams", differ);
	if (over >= 5)
		jt_fail("over in %d exams", over);
	jyz_tukey_drop(tukey);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_borders),
		cmocka_unit_test(test_equal_classes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
