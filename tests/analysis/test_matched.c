/*
 * Items in a class against the rest of the grade, like compared with like.
 */
#include "jt.h"

#include <math.h>

#include "jyz/analysis/items.h"

#include "reference.h"

/* domain.md c4; chi and se by hand from the formulas. */
static void test_two_strata(void **state)
{
	static const struct jyz_fourfold strata[] = {
		{ 10, 5, 8, 7 },
		{ 12, 3, 9, 6 },
	};
	struct jyz_mantel m = jyz_mantel_haenszel(strata, 2);
	(void)state;

	near(m.odds, 2.1194029850746268, 1e-12);
	near(m.delta, -1.7651659297941924, 1e-12);
	near(m.se, 1.3087648420611557, 1e-12);
	near(m.chi, 1.145679012345679, 1e-12);
	near(m.p, .28445551383160783, 1e-12);
	/* Large, yet of too few pupils to be more than chance. */
	jt_int_eq(m.band, 'A');
}

/* Six departments, Bickel, Hammel and O'Connell 1975; odds, chi and p as in
 * the documentation of R's mantelhaen.test. */
static void test_admissions(void **state)
{
	static const struct jyz_fourfold strata[] = {
		{ 512, 313, 89, 19 },   { 353, 207, 17, 8 },
		{ 120, 205, 202, 391 }, { 138, 279, 131, 244 },
		{ 53, 138, 94, 299 },   { 22, 351, 24, 317 },
	};
	struct jyz_mantel m = jyz_mantel_haenszel(strata, 6);
	(void)state;

	near(m.odds, .9046968, 5e-8);
	near(m.chi, 1.4269, 5e-5);
	near(m.p, .2323, 5e-5);
	/* Its 95 % interval of the odds ends at 1.0603. */
	near(m.odds * exp(1.959964 * m.se / 2.35), 1.0603, 5e-5);
	jt_int_eq(m.band, 'A');
}

static void test_bands(void **state)
{
	static const struct {
		const char *what;
		struct jyz_fourfold f[2];
		char band;
	} cases[] = {
		{ "1.77, p .01, not surely beyond 1",
		  { { 40, 20, 32, 28 }, { 48, 12, 36, 24 } },
		  'B' },
		{ "1.77, surely beyond 1",
		  { { 100, 50, 80, 70 }, { 120, 30, 90, 60 } },
		  'C' },
		{ "as large on the other side",
		  { { 80, 70, 100, 50 }, { 90, 60, 120, 30 } },
		  'C' },
		{ "1.20 of very many: between 1 and 1.5",
		  { { 5000, 3000, 5000, 5000 } },
		  'B' },
		{ "0.95 of very many: below 1",
		  { { 6000, 4000, 5000, 5000 } },
		  'A' },
		{ "no difference", { { 10, 10, 10, 10 } }, 'A' },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		struct jyz_mantel m = jyz_mantel_haenszel(cases[i].f, 2);

		if (m.band != cases[i].band)
			jt_fail("%s: %c (delta %g, se %g, p %g)",
				cases[i].what, m.band, m.delta, m.se, m.p);
	}
}

static void test_no_odds(void **state)
{
	/* Nobody of the class was wrong: chi says much, the odds nothing. */
	static const struct jyz_fourfold all_right = { 40, 0, 60, 40 };
	static const struct jyz_fourfold alone[] = {
		{ 0, 0, 0, 0 },
		{ 20, 10, 0, 0 }, /* no rest */
		{ 12, 0, 30, 0 }, /* nobody wrong */
		{ 1, 0, 0, 0 },
	};
	struct jyz_mantel m = jyz_mantel_haenszel(&all_right, 1);
	(void)state;

	assert_true(isnan(m.odds) && isnan(m.delta) && isnan(m.se));
	jt_int_eq(m.band, '\0');
	/* 40 expected 200/7; variance 40 * 100 * 100 * 40 / (140^2 139). */
	near(m.chi, pow(80.0 / 7 - .5, 2) / (16e6 / (140 * 140 * 139)), 1e-12);
	assert_true(m.p < 1e-5);

	m = jyz_mantel_haenszel(alone, JT_COUNT(alone));
	assert_true(isnan(m.odds) && isnan(m.chi) && isnan(m.p));
	m = jyz_mantel_haenszel(NULL, 0);
	assert_true(isnan(m.odds) && isnan(m.p));
}

/* Less than half a pupil off: the correction must not turn it over. */
static void test_correction_stops_at_zero(void **state)
{
	static const struct jyz_fourfold f = { 11, 10, 10, 10 };
	struct jyz_mantel m = jyz_mantel_haenszel(&f, 1);
	(void)state;

	near(m.chi, 0, 0);
	near(m.p, 1, 0);
}

static void test_marks(void **state)
{
	/* Class means 3, 4, 6 against 2, 4, 5: of 2, 3 and 5 pupils. */
	static const int64_t class_sums[] = { 600, 1200, 3000, 900, 0 };
	static const int64_t class_n[] = { 2, 3, 5, 1, 0 };
	static const int64_t rest_sums[] = { 800, 1600, 1500, 0, 7000 };
	static const int64_t rest_n[] = { 4, 4, 3, 0, 10 };
	static const int64_t nobody[JYZ_FIFTHS] = { 0 };
	struct jyz_matched m =
		jyz_matched_difference(class_sums, class_n, rest_sums, rest_n);
	(void)state;

	/* Fifth 4 has nobody of the rest, fifth 5 nobody of the class. */
	near(m.smd, (2 * 1 + 3 * 0 + 5 * 1) / 10.0, 1e-15);
	jt_int_eq(m.strata, 3);

	m = jyz_matched_difference(nobody, nobody, rest_sums, rest_n);
	assert_true(isnan(m.smd));
	jt_int_eq(m.strata, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_two_strata),
		cmocka_unit_test(test_admissions),
		cmocka_unit_test(test_bands),
		cmocka_unit_test(test_no_odds),
		cmocka_unit_test(test_correction_stops_at_zero),
		cmocka_unit_test(test_marks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
