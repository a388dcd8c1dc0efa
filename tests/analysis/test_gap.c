/*
 * The 5-point rule: exactly 5 is not over, the least bit more is.
 */
#include "jyz/analysis/gap.h"
#include "sample.h"

#define POINT INT64_C(100000000) /* at JYZ_AVERAGE_SCALE */

static void test_cases(void **state)
{
	static const struct {
		const char *what;
		int64_t a, b;
		int64_t threshold;
		int64_t full; /* 0: points */
		bool over;
		int64_t shown;
	} cases[] = {
		{ "exactly 5", 84 * POINT, 79 * POINT, 500, 0, false, 50000 },
		{ "84.1 and 79.1", 8410000000, 7910000000, 500, 0, false,
		  50000 },
		{ "5.01", 8401000000, 79 * POINT, 500, 0, true, 50100 },
		{ "the lower one first", 79 * POINT, 8401000000, 500, 0, true,
		  50100 },
		{ "5.00000001 stays above", 8400000001, 79 * POINT, 500, 0,
		  true, 50001 },
		{ "4.99999999 stays below", 8399999999, 79 * POINT, 500, 0,
		  false, 50000 },
		{ "5.00005 rounds by itself", 8400005000, 79 * POINT, 500, 0,
		  true, 50001 },
		{ "5.00004999", 8400004999, 79 * POINT, 500, 0, true, 50001 },
		{ "half up", 1234565000, 0, 500, 0, true, 123457 },
		{ "below half", 1234564999, 0, 500, 0, true, 123456 },
		{ "no gap", 80 * POINT, 80 * POINT, 500, 0, false, 0 },
		{ "a gap too small to see", 1, 0, 500, 0, false, 0 },
		{ "threshold 0, same", 7, 7, 0, 0, false, 0 },
		{ "threshold 0, the least gap", 1, 0, 0, 0, true, 1 },
		{ "threshold 4.5", 45 * POINT / 10, 0, 450, 0, false, 45000 },
		{ "threshold 4.5, over", 45 * POINT / 10 + 1, 0, 450, 0, true,
		  45001 },
		{ "7.5 of 150 is 5 %", 75 * POINT / 10, 0, 500, 15000, false,
		  50000 },
		{ "7.50000001 of 150", 75 * POINT / 10 + 1, 0, 500, 15000,
		  true, 50001 },
		{ "7.49999999 of 150", 75 * POINT / 10 - 1, 0, 500, 15000,
		  false, 50000 },
		{ "6 of 120 is 5 %", 100 * POINT, 94 * POINT, 500, 12000,
		  false, 50000 },
		{ "5.1 of 100 is 5.1 %", 51 * POINT / 10, 0, 500, 10000, true,
		  51000 },
		{ "1 of 30 is 3.3333 %", POINT, 0, 500, 3000, false, 33333 },
		{ "2 of 30 is 6.6667 %", 2 * POINT, 0, 500, 3000, true,
		  66667 },
		{ "the limits", 10000 * POINT, 0, 1000000, 0, false,
		  100000000 },
		{ "the limits in percent", 10000 * POINT, 0, 1000000, 1000000,
		  false, 1000000 },
		{ "the largest percent", 10000 * POINT, 0, 1000000, 1, true,
		  INT64_C(1000000000000) },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		struct jyz_gap gap = jyz_gap_judge(cases[i].a, cases[i].b,
						   cases[i].threshold,
						   cases[i].full,
						   cases[i].full > 0);

		if (gap.over != cases[i].over || gap.shown != cases[i].shown)
			jt_fail("%s: over %d, shown %jd; expected %d, %jd",
				cases[i].what, gap.over, (intmax_t)gap.shown,
				cases[i].over, (intmax_t)cases[i].shown);
	}
}

/* The same numbers on every run. */
static uint64_t next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

__extension__ typedef __int128 wide;

/*
 * gap = n / d points or percent, exactly.  In points n / d = diff / 10^8; in
 * percent of full marks 100 * (diff / 10^8) / (full / 10^2).
 */
static void check_exactly(int64_t a, int64_t b, int64_t threshold,
			  int64_t full, bool per_100)
{
	wide n = a > b ? a - b : b - a;
	wide d = POINT;

	if (per_100) {
		n *= 10000;
		d *= full;
	}

	struct jyz_gap gap = jyz_gap_judge(a, b, threshold, full, per_100);
	bool over = n * 100 > threshold * d;

	if (gap.over != over)
		jt_fail("%jd %jd, threshold %jd of %jd: over is %d",
			(intmax_t)a, (intmax_t)b, (intmax_t)threshold,
			(intmax_t)full, gap.over);
	/* On its side of the line ... */
	if (over != (gap.shown > threshold * 100))
		jt_fail("%jd %jd, threshold %jd of %jd: %jd is on the wrong "
			"side",
			(intmax_t)a, (intmax_t)b, (intmax_t)threshold,
			(intmax_t)full, (intmax_t)gap.shown);

	/* ... and the nearest there: half a step, at the line one step. */
	bool at_line = gap.shown == threshold * 100 ||
		       gap.shown == threshold * 100 + 1;
	wide error = gap.shown * d - n * 10000;
	wide most = at_line ? 2 * d : d;

	if (2 * error > most || -2 * error > most)
		jt_fail("%jd %jd, threshold %jd of %jd: %jd is not near",
			(intmax_t)a, (intmax_t)b, (intmax_t)threshold,
			(intmax_t)full, (intmax_t)gap.shown);
}

static void test_fraction_compare(void **state)
{
	static const struct {
		struct jyz_fraction a, b;
		int expected;
	} cases[] = {
		{ { 1, 3 }, { 2, 6 }, 0 },
		{ { 1, 3 }, { 333333, 1000000 }, 1 },
		{ { 333334, 1000000 }, { 1, 3 }, 1 },
		{ { 0, 7 }, { 0, 1 }, 0 },
		{ { 1000000000000, 999999 }, { 999999999999, 999999 }, 1 },
		{ { 999999000000, 999999 }, { 1000000000000, 1000000 }, 0 },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		jt_int_eq(jyz_fraction_compare(cases[i].a, cases[i].b),
			  cases[i].expected);
		jt_int_eq(jyz_fraction_compare(cases[i].b, cases[i].a),
			  -cases[i].expected);
	}
}

static void test_fraction_round(void **state)
{
	static const struct {
		struct jyz_fraction f;
		int scale;
		int64_t expected;
	} cases[] = {
		{ { 20000, 3 }, 4, 666667 }, /* 66.6667 points */
		{ { 10000, 3 }, 4, 333333 },
		{ { 7250, 1 }, 2, 7250 },
		{ { 7250, 1 }, 0, 73 }, /* half away from zero */
		{ { -7250, 1 }, 0, -73 },
		{ { 7249, 1 }, 0, 72 },
		{ { 8400000001, 1000000 }, 8, 8400000001 },
		{ { 8400000001, 1000000 }, 4, 840000 },
		{ { 1000000000000, 1 }, 8, INT64_C(1000000000000000000) },
		{ { 0, 45 }, 4, 0 },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++)
		jt_int_eq(jyz_fraction_round(cases[i].f, cases[i].scale),
			  cases[i].expected);
}

/* Averages of 44 and 45 pupils: no decimal holds them, the line does. */
static void test_fractions(void **state)
{
	static const struct {
		const char *what;
		struct jyz_fraction a, b;
		int64_t full; /* 0: points */
		bool over;
		int64_t shown;
	} cases[] = {
		{ "5 exactly", { 22000, 3 }, { 20500, 3 }, 0, false, 50000 },
		{ "5 exactly, of 3 and 7 pupils",
		  { 21001, 3 },
		  { 45502, 7 },
		  0,
		  true,
		  50005 },
		{ "a pupil's hundredth more",
		  { 22000 * 15 + 1, 45 },
		  { 20500 * 15, 45 },
		  0,
		  true,
		  50002 },
		{ "one less",
		  { 22000 * 15 - 1, 45 },
		  { 20500 * 15, 45 },
		  0,
		  false,
		  49998 },
		{ "the least more",
		  { 500000001, 1000000 },
		  { 1, 1000000 },
		  0,
		  false,
		  50000 },
		{ "more than any decimal shows",
		  { 500000001, 1000000 },
		  { 0, 999999 },
		  0,
		  true,
		  50001 },
		{ "computed and typed",
		  { 24000, 3 },
		  { 7500000000, 1000000 },
		  0,
		  false,
		  50000 },
		{ "7.5 of 150",
		  { 24000, 3 },
		  { 21750, 3 },
		  15000,
		  false,
		  50000 },
		{ "7.5033 of 150",
		  { 24001, 3 },
		  { 21750, 3 },
		  15000,
		  true,
		  50022 },
		{ "largest",
		  { 1000000000000, 1000000 },
		  { 0, 999999 },
		  0,
		  true,
		  100000000 },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		struct jyz_gap gap = jyz_gap_judge_fractions(
			cases[i].a, cases[i].b, 500, cases[i].full,
			cases[i].full > 0);

		if (gap.over != cases[i].over || gap.shown != cases[i].shown)
			jt_fail("%s: over %d, shown %jd", cases[i].what,
				gap.over, (intmax_t)gap.shown);
	}
}

static struct jyz_gap london_gap(const struct london *london, size_t a,
				 size_t b)
{
	const struct jyz_moments *x = &london->moments[a];
	const struct jyz_moments *y = &london->moments[b];

	return jyz_gap_judge_fractions((struct jyz_fraction){ x->sum, x->n },
				       (struct jyz_fraction){ y->sum, y->n },
				       500, 10000, true);
}

/* All pairs of 65 real classes, as R counts them exactly. */
static void test_london(void **state)
{
	JYZ_AUTO(london) london;
	int over = 0;
	(void)state;

	london_read(&london);
	for (size_t i = 0; i < LONDON_CLASSES; i++)
		for (size_t j = 0; j < i; j++)
			over += london_gap(&london, i, j).over;
	jt_int_eq(over, 849);

	/* From scores over the line, from averages of two decimals not. */
	size_t a = london_class(&london, "S01");
	size_t b = london_class(&london, "S57");
	struct jyz_gap gap = london_gap(&london, a, b);

	assert_true(gap.over);
	jt_int_eq(gap.shown, 50019);

	int64_t typed_a = jyz_fraction_round(
		(struct jyz_fraction){ london.moments[a].sum,
				       london.moments[a].n },
		2);
	int64_t typed_b = jyz_fraction_round(
		(struct jyz_fraction){ london.moments[b].sum,
				       london.moments[b].n },
		2);

	gap = jyz_gap_judge(typed_a * 1000000, typed_b * 1000000, 500, 10000,
			    true);
	assert_false(gap.over);
	jt_int_eq(gap.shown, 50000);
}

static void test_random(void **state)
{
	uint64_t seed = UINT64_C(20260901);
	(void)state;

	for (int i = 0; i < 200000; i++) {
		int64_t threshold = (int64_t)(next_random(&seed) % 2000);
		int64_t full = 1 + (int64_t)(next_random(&seed) % 30000);
		bool per_100 = next_random(&seed) & 1;
		int64_t a = (int64_t)(next_random(&seed) % (200 * POINT));
		int64_t b = (int64_t)(next_random(&seed) % (200 * POINT));

		/* Half of them at the line or beside it. */
		if (next_random(&seed) & 1) {
			int64_t line = per_100 ? 100 * threshold * full :
						 1000000 * threshold;

			a = b + line + (int64_t)(next_random(&seed) % 5) - 2;
			if (a < 0)
				continue;
		}
		check_exactly(a, b, threshold, full, per_100);
		check_exactly(b, a, threshold, full, per_100);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_fraction_compare),
		cmocka_unit_test(test_fraction_round),
		cmocka_unit_test(test_fractions),
		cmocka_unit_test(test_london),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
