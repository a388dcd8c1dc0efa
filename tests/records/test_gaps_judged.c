/*
 * Gaps with statistics: intervals and readings as R has them, small classes,
 * percent of the full marks, the ends of the scale.
 */
#include "pairs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- ten schools of inner London ------------------------------------------- */

/* Of every class: moments; 65 of them. */
static size_t read_london(struct jyz_moments *moments)
{
	char *save = NULL;
	char *text = jt_read_file(jt_data("scores/london_scores.csv"), NULL);
	int class, points, cents;
	size_t most = 0;

	for (char *line = strtok_r(text, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save)) {
		char score[16];

		if (sscanf(line, "%*d,S%d,%15[^,]", &class, score) != 2)
			continue;
		if (sscanf(score, "%d.%2d", &points, &cents) < 2)
			cents = 0;
		else if (strchr(score, '.')[2] == '\0')
			cents *= 10;
		int64_t s = points * 100 + cents;

		moments[class].n++;
		moments[class].sum += s;
		moments[class].squares += (jyz_wide)s * s;
		most = (size_t)class > most ? (size_t)class : most;
	}
	return most;
}

/* The twelve digits that the reference prints of column i (from 0). */
static const char *column(const char *line, int i, char out[32])
{
	for (; i > 0; i--)
		line = strchr(line, ',') + 1;
	snprintf(out, 32, "%.*s", (int)strcspn(line, ",\n"), line);
	return out;
}

static void add_london(struct rt *rt, const struct jyz_moments *moments,
		       int class)
{
	char name[8];

	snprintf(name, sizeof(name), "S%02d", class);
	add_class(rt, name);
	measured(rt, name, &moments[class]);
}

static void check_pair(const char *line)
{
	enum { GAP = 8, GH_P = 19, GH_LOW, GH_HIGH, G, READING_GH = 26 };
	char a[32], b[32], text[32];
	const struct jyz_gap_row *row = row_of(column(line, 0, a),
					       column(line, 1, b));
	const struct jyz_comparison *c = &row->comparison;

	is_method(row, "games-howell");
	jt_int_eq(row->family->classes, 10);
	near(c->p, strtod(column(line, GH_P, text), NULL));
	near(c->low, strtod(column(line, GH_LOW, text), NULL));
	near(c->high, strtod(column(line, GH_HIGH, text), NULL));
	near(c->g, strtod(column(line, G, text), NULL));
	column(line, READING_GH, text);
	is_reading(row, strcmp(text, "cannot tell") == 0 ? "unclear" : text);
	jt_int_eq(row->over, strtod(column(line, GAP, text), NULL) > 5);
}

static void test_london10(void **state)
{
	struct rt *rt = *state;
	struct jyz_moments moments[100] = { { 0, 0, 0 } };
	bool there[100] = { false };
	char *save = NULL;
	char *text = jt_read_file(
		jt_data("scores/reference/london10.pairs.csv"), NULL);
	char *lines[45];
	size_t n = 0;

	jt_int_eq(read_london(moments), 65);
	for (char *line = strtok_r(text, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save)) {
		int a, b;

		if (sscanf(line, "S%d,S%d", &a, &b) != 2)
			continue;
		assert_true(n < JT_COUNT(lines));
		lines[n++] = line;
		if (!there[a])
			add_london(rt, moments, a);
		if (!there[b])
			add_london(rt, moments, b);
		there[a] = there[b] = true;
	}
	jt_int_eq(n, 45);
	ask(rt, all);
	jt_int_eq(rows.n, 45);
	for (size_t i = 0; i < n; i++)
		check_pair(lines[i]);
}

/* A year of exams: interpolated, and near enough to what one exam has. */
static void test_many(void **state)
{
	struct rt *rt = *state;
	struct jyz_moments moments[100] = { { 0, 0, 0 } };
	/* S48 has two pupils, S54 eight. */
	struct jyz_tukey *exact = jyz_tukey_new(63, false);
	int64_t seen = 0;

	jt_int_eq(read_london(moments), 65);
	for (int i = 1; i <= 65; i++)
		add_london(rt, moments, i);
	ask(rt, (struct jyz_gap_query){ .threshold = -1 });
	jt_int_eq(rows.count.compared, 2080);
	/* As R counts them exactly. */
	jt_int_eq(rows.n, 849);
	jt_int_eq(rows.count.over, 849);
	for (size_t i = 0; i < rows.n; i += 97) {
		const struct jyz_gap_row *row = &rows.items[i];
		int a = atoi(row->class_a + 1), b = atoi(row->class_b + 1);
		struct jyz_comparison c = jyz_compare(&moments[a], &moments[b],
						      exact);

		if (c.method == JYZ_METHOD_NONE) {
			is_method(row, NULL);
			continue;
		}
		jt_int_eq(row->family->classes, 63);
		assert_true(fabs(row->comparison.low - c.low) < 1e-5);
		assert_true(fabs(row->comparison.p - c.p) < 1e-5);
		seen++;
	}
	assert_true(seen > 3);
	jyz_tukey_drop(exact);
}

/* --- one pair --------------------------------------------------------------- */

static void test_two_classes(void **state)
{
	struct rt *rt = *state;
	struct jyz_moments a = sample(45, 8000), b = sample(42, 7100);
	struct jyz_comparison welch = jyz_welch(&a, &b);

	measured(rt, "高一(1)班", &a);
	measured(rt, "高一(2)班", &b);
	ask(rt, all);
	jt_int_eq(rows.n, 1);
	const struct jyz_gap_row *row = &rows.items[0];

	is_method(row, "welch");
	near(row->comparison.low, welch.low);
	near(row->comparison.high, welch.high);
	near(row->comparison.p, welch.p);
	near(row->comparison.g, welch.g);
	is_reading(row, "unclear");
	jt_int_eq(row->family->classes, 2);
	jt_int_eq(row->family->pupils, 42);
	/* The same two by the other method; its figures are those of q. */
	struct jyz_gap_query query = all;

	query.method = JYZ_METHOD_GAMES_HOWELL;
	ask(rt, query);
	is_method(&rows.items[0], "games-howell");
	assert_true(fabs(rows.items[0].comparison.low - welch.low) < 1e-3);
}

static void test_readings(void **state)
{
	static const struct {
		int64_t gap; /* hundredths, 200 pupils each, SD 10 */
		bool over;
		const char *reading;
	} cases[] = {
		{ 0, false, "within" },	   { 300, false, "within" },
		{ 400, false, "unclear" }, { 500, false, "unclear" },
		{ 501, true, "unclear" },  { 690, true, "unclear" },
		{ 800, true, "over" },
	};
	struct rt *rt = *state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		rt_exec(rt, "DELETE FROM result");
		add(rt, "高一(1)班", 200, 7000 + cases[i].gap);
		add(rt, "高一(2)班", 200, 7000);
		ask(rt, all);
		jt_int_eq(rows.items[0].over, cases[i].over);
		is_reading(&rows.items[0], cases[i].reading);
	}
}

/* Nine pupils are judged by nobody, and make no family larger. */
static void test_small(void **state)
{
	struct rt *rt = *state;

	add(rt, "高一(1)班", 10, 9000);
	add(rt, "高一(2)班", 10, 7000);
	add(rt, "高一(10)班", 9, 5000);
	ask(rt, all);
	jt_int_eq(rows.n, 3);
	const struct jyz_gap_row *row = row_of("高一(1)班", "高一(2)班");

	is_method(row, "welch");
	assert_false(row->spread_a.small);
	row = row_of("高一(1)班", "高一(10)班");
	is_method(row, NULL);
	is_reading(row, NULL);
	assert_true(row->over);
	assert_true(row->spread_b.small && !row->spread_a.small);
	/* Without statistics nothing is judged either; without a number of
	 * pupils nobody knows whether the class is small. */
	rt_exec(rt, "UPDATE result SET total = NULL, squares = NULL, sat = "
		    "NULL WHERE sat = 9");
	ask(rt, all);
	row = row_of("高一(1)班", "高一(10)班");
	is_method(row, NULL);
	assert_false(row->spread_b.small);
	jt_int_eq(row->spread_b.min, -1);
}

static void test_per_100(void **state)
{
	struct rt *rt = *state;
	struct jyz_gap_query query = all;

	rt_edit(rt, "paper", 1, "full_marks", "150", NULL);
	add(rt, "高一(1)班", 400, 8000);
	add(rt, "高一(2)班", 400, 7350);
	ask(rt, query);
	struct jyz_comparison points = rows.items[0].comparison;

	assert_true(rows.items[0].over);
	is_reading(&rows.items[0], "over");
	query.per_100 = true;
	ask(rt, query);
	const struct jyz_gap_row *row = &rows.items[0];

	assert_false(row->over);
	is_reading(row, "unclear");
	near(row->comparison.low, points.low / 1.5);
	near(row->comparison.high, points.high / 1.5);
	near(row->comparison.p, points.p);
	near(row->comparison.g, points.g);
	query.threshold = 600;
	ask(rt, query);
	is_reading(&rows.items[0], "within");
}

/* More than 15 % of the pupils: 6 of 40 are not, 7 are. */
static void test_ends(void **state)
{
	struct rt *rt = *state;

	add(rt, "高一(1)班", 40, 9000);
	add(rt, "高一(2)班", 40, 7000);
	add(rt, "高一(10)班", 40, 5000);
	run(rt, "UPDATE result SET at_full = 7, min = 4000, max = 10000 "
		"WHERE class = 2");
	run(rt, "UPDATE result SET at_full = 6, at_zero = 6 WHERE class = 3");
	run(rt, "UPDATE result SET at_zero = 7 WHERE class = 4");
	ask(rt, all);
	const struct jyz_gap_row *row = row_of("高一(1)班", "高一(2)班");

	assert_true(row->spread_a.ceiling && !row->spread_a.floor);
	assert_false(row->spread_b.ceiling || row->spread_b.floor);
	jt_int_eq(row->spread_a.min, 4000);
	jt_int_eq(row->spread_a.max, 10000);
	row = row_of("高一(1)班", "高一(10)班");
	assert_true(row->spread_b.floor && !row->spread_b.ceiling);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_london10),
		TEST(test_many),
		TEST(test_two_classes),
		TEST(test_readings),
		TEST(test_small),
		TEST(test_per_100),
		TEST(test_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
