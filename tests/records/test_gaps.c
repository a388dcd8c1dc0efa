/*
 * Gaps: the line at 5, filters, and that the views, jyz_gaps and counting by
 * hand say the same of the same numbers.
 */
#include "rt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/analysis/gap.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, rt_teardown)

static int setup(void **state)
{
	rt_setup(state);
	struct rt *rt = *state;

	rt_add(rt, "exam", "name", "期中", "date", "2026-11-10", NULL);
	rt_add(rt, "paper", "exam", "期中", "subject", "数学", "grade", "高一",
	       NULL);
	return 0;
}

static void result(struct rt *rt, const char *class, const char *average)
{
	rt_add(rt, "result", "paper", "#1", "class", class, "average", average,
	       NULL);
}

/* "A-B gap over" of each pair, a line each; kept by the caller. */
static int note_pair(const struct jyz_gap_row *row, void *payload,
		     struct jyz_error *err)
{
	struct jyz_buf *out = payload;

	(void)err;
	jyz_buf_addf(out, "%s-%s %lld%s\n", row->class_a, row->class_b,
		     (long long)row->gap, row->over ? " over" : "");
	return JYZ_OK;
}

static const char *pairs(struct rt *rt, const struct jyz_gap_query *query)
{
	struct jyz_buf out = JYZ_BUF_INIT;

	jt_ok(jyz_gaps(&rt->desk, query, note_pair, &out, &rt->err), &rt->err);
	return jt_keep(jyz_buf_detach(&out));
}

static void test_the_line(void **state)
{
	struct rt *rt = *state;
	static const struct {
		const char *a, *b;
		bool over;
		int64_t gap;
	} cases[] = {
		{ "85", "80", false, 50000 },
		{ "85.00", "79.99", true, 50100 },
		{ "85.00000001", "80", true, 50001 },
		{ "84.99999999", "80", false, 50000 },
		{ "84.1", "79.1", false, 50000 }, /* 5.000…0004 in binary */
		{ "80", "85.01", true, 50100 },
		{ "80", "80", false, 0 },
		{ "100", "0", true, 1000000 },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		const struct jyz_gap_query all = { .threshold = -1,
						   .all = true };
		const struct jyz_gap_query over = { .threshold = -1 };
		JYZ_AUTO(jyz_buf) wanted = JYZ_BUF_INIT;

		result(rt, "高一1班", cases[i].a);
		result(rt, "高一2班", cases[i].b);
		bool second = strtod(cases[i].b, NULL) >
			      strtod(cases[i].a, NULL);

		jyz_buf_addf(&wanted, "%s-%s %lld%s\n",
			     second ? "高一(2)班" : "高一(1)班",
			     second ? "高一(1)班" : "高一(2)班",
			     (long long)cases[i].gap,
			     cases[i].over ? " over" : "");
		jt_str_eq(pairs(rt, &all), wanted.data);
		jt_str_eq(pairs(rt, &over), cases[i].over ? wanted.data : "");
		jt_int_eq(rt_count(rt, "SELECT count(*) FROM gap"),
			  cases[i].over);
		jt_int_eq(rt_count(rt, "SELECT ifnull(max(CAST(round(gap * "
				       "10000) AS INTEGER)), 0) FROM gap"),
			  cases[i].over ? cases[i].gap : 0);
		rt_exec(rt, "DELETE FROM result");
	}
}

static void test_thresholds(void **state)
{
	struct rt *rt = *state;
	struct jyz_gap_query query = { .threshold = -1 };

	result(rt, "高一1班", "85");
	result(rt, "高一2班", "78.5");
	jt_str_eq(pairs(rt, &query), "高一(1)班-高一(2)班 65000 over\n");
	/* the setting */
	rt_exec(rt, "INSERT INTO setting VALUES ('threshold', '6.5')");
	jt_str_eq(pairs(rt, &query), "");
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM gap"), 0);
	rt_exec(rt, "UPDATE setting SET value = '6.49'");
	jt_str_eq(pairs(rt, &query), "高一(1)班-高一(2)班 65000 over\n");
	/* the paper before the setting */
	rt_edit(rt, "paper", 1, "threshold", "10", NULL);
	jt_str_eq(pairs(rt, &query), "");
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM gap"), 0);
	/* the query before the paper */
	query.threshold = 649;
	jt_str_eq(pairs(rt, &query), "高一(1)班-高一(2)班 65000 over\n");
	query.threshold = 650;
	jt_str_eq(pairs(rt, &query), "");
	query.threshold = 0;
	jt_str_eq(pairs(rt, &query), "高一(1)班-高一(2)班 65000 over\n");
	rt_edit(rt, "paper", 1, "threshold", "0", NULL);
	query.threshold = -1;
	jt_str_eq(pairs(rt, &query), "高一(1)班-高一(2)班 65000 over\n");
}

static void test_per_100(void **state)
{
	struct rt *rt = *state;
	struct jyz_gap_query query = { .threshold = -1, .per_100 = true,
				       .all = true };

	rt_edit(rt, "paper", 1, "full_marks", "150", NULL);
	result(rt, "高一1班", "107.5");
	result(rt, "高一2班", "100");
	/* 7.5 of 150 is 5 of 100 */
	jt_str_eq(pairs(rt, &query), "高一(1)班-高一(2)班 50000\n");
	query.all = false;
	jt_str_eq(pairs(rt, &query), "");
	rt_edit(rt, "result", 1, "average", "107.50000001", NULL);
	jt_str_eq(pairs(rt, &query), "高一(1)班-高一(2)班 50001 over\n");
	query.per_100 = false;
	jt_str_eq(pairs(rt, &query), "高一(1)班-高一(2)班 75000 over\n");
}

static void test_tracks(void **state)
{
	struct rt *rt = *state;
	struct jyz_gap_query query = { .threshold = -1 };

	rt_edit(rt, "class", 4, "track", "重点", NULL);
	result(rt, "高一1班", "70");
	result(rt, "高一2班", "80");
	result(rt, "高一10班", "95");
	jt_str_eq(pairs(rt, &query), "高一(2)班-高一(1)班 100000 over\n");
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM gap"), 1);
	query.any_track = true;
	jt_str_eq(pairs(rt, &query),
		  "高一(10)班-高一(1)班 250000 over\n"
		  "高一(10)班-高一(2)班 150000 over\n"
		  "高一(2)班-高一(1)班 100000 over\n");
	rt_edit(rt, "class", 2, "track", "重点", NULL);
	query.any_track = false;
	jt_str_eq(pairs(rt, &query), "高一(10)班-高一(1)班 250000 over\n");
}

/* At equal averages the first by name is a; a class is no pair of its own. */
static void test_equal(void **state)
{
	struct rt *rt = *state;
	const struct jyz_gap_query all = { .threshold = -1, .all = true };

	result(rt, "高一2班", "80");
	result(rt, "高一1班", "80");
	jt_str_eq(pairs(rt, &all), "高一(1)班-高一(2)班 0\n");
}

static void test_filters(void **state)
{
	struct rt *rt = *state;
	struct jyz_gap_query query = { .threshold = -1 };

	rt_add(rt, "exam", "name", "期末", "date", "2027-01-10", NULL);
	rt_add(rt, "paper", "exam", "期末", "subject", "语文", "grade", "高一",
	       NULL);
	result(rt, "高一1班", "70");
	result(rt, "高一2班", "80");
	result(rt, "高一10班", "90");
	rt_add(rt, "result", "paper", "#2", "class", "高一1班", "average",
	       "60", NULL);
	rt_add(rt, "result", "paper", "#2", "class", "高一2班", "average",
	       "70", NULL);
	/* newest exam first, then the widest gap */
	jt_str_eq(pairs(rt, &query),
		  "高一(2)班-高一(1)班 100000 over\n"
		  "高一(10)班-高一(1)班 200000 over\n"
		  "高一(10)班-高一(2)班 100000 over\n"
		  "高一(2)班-高一(1)班 100000 over\n");
	query.exam = " 期末 ";
	jt_str_eq(pairs(rt, &query), "高一(2)班-高一(1)班 100000 over\n");
	query.exam = NULL;
	query.subject = "语文";
	jt_str_eq(pairs(rt, &query), "高一(2)班-高一(1)班 100000 over\n");
	query.subject = NULL;
	query.grade = "高二";
	jt_str_eq(pairs(rt, &query), "");
	query.grade = NULL;
	query.class_name = "高一10班";
	jt_str_eq(pairs(rt, &query), "高一(10)班-高一(1)班 200000 over\n"
				     "高一(10)班-高一(2)班 100000 over\n");
	query.class_name = NULL;
	query.teacher = 2; /* 李强: 高一1班, 数学 */
	jt_str_eq(pairs(rt, &query), "高一(10)班-高一(1)班 200000 over\n"
				     "高一(2)班-高一(1)班 100000 over\n");
	query.teacher = 0;
	query.term = 1;
	jt_str_eq(pairs(rt, &query), "");
	query.term = 2;
	jt_int_eq(strlen(pairs(rt, &query)) > 50, 1);
	query.term = 0;
	query.exam = "没有";
	jt_code(jyz_gaps(&rt->desk, &query, note_pair, NULL, &rt->err),
		JYZ_ENOTFOUND, &rt->err);
}

/* --- by hand ------------------------------------------------------------- */

#define CLASSES 40

struct hand {
	int64_t average[CLASSES]; /* at JYZ_AVERAGE_SCALE */
	size_t n;
	size_t seen, over;
	int64_t threshold;
};

static int class_number(const char *name)
{
	return atoi(name + 1);
}

static int64_t rounded(int64_t average)
{
	return (average + 5000) / 10000;
}

static int by_hand(const struct jyz_gap_row *row, void *payload,
		   struct jyz_error *err)
{
	struct hand *hand = payload;
	int64_t a = hand->average[class_number(row->class_a)];
	int64_t b = hand->average[class_number(row->class_b)];

	(void)err;
	/* the threshold is in hundredths of a point, averages in 10^-8 */
	bool over = a - b > hand->threshold * 1000000;

	assert_true(a >= b);
	jt_int_eq(row->over, over);
	jt_int_eq(row->average_a, rounded(a));
	jt_int_eq(row->average_b, rounded(b));
	jt_int_eq(row->threshold, hand->threshold);
	assert_int_equal(row->gap > hand->threshold * 100, over);
	hand->seen++;
	hand->over += over;
	return JYZ_OK;
}

static void test_random_by_hand(void **state)
{
	struct rt *rt = *state;
	uint64_t seed = 5;

	rt_edit(rt, "paper", 1, "full_marks", "10000", NULL);
	for (int i = 0; i < CLASSES; i++) {
		JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;

		jyz_buf_addf(&sql, "INSERT INTO class (created_at, updated_at,"
				   " name, year, grade) VALUES ('', '', "
				   "'R%02d', 2026, '高一')", i);
		jt_ok(rt_exec(rt, sql.data), &rt->err);
	}
	for (int round = 0; round < 6; round++) {
		struct hand hand = { .n = CLASSES, .threshold = 500 };
		/* wide apart, or all about the line, or at the limits */
		const int64_t spreads[] = { INT64_C(1000000000000), 2000000000,
					    1000000003, 500000001, 20, 2 };
		struct jyz_gap_query query = { .threshold = -1, .all = true };

		if (round % 2) {
			query.threshold = (int64_t)(rt_random(&seed) % 1200);
			hand.threshold = query.threshold;
		}
		rt_exec(rt, "DELETE FROM result");
		for (int i = 0; i < CLASSES; i++) {
			JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;

			hand.average[i] = (int64_t)(rt_random(&seed) %
						    ((uint64_t)spreads[round] +
						     1));
			jyz_buf_addf(&sql, "INSERT INTO result (created_at, "
					   "updated_at, paper, class, average)"
					   " SELECT '', '', 1, id, %lld FROM "
					   "class WHERE name = 'R%02d'",
				     (long long)hand.average[i], i);
			jt_ok(rt_exec(rt, sql.data), &rt->err);
		}
		jt_ok(jyz_gaps(&rt->desk, &query, by_hand, &hand, &rt->err),
		      &rt->err);
		jt_int_eq(hand.seen, CLASSES * (CLASSES - 1) / 2);
		jt_int_eq(rt_count(rt, "SELECT count(*) FROM gap_pair"),
			  hand.seen);
		if (query.threshold < 0)
			jt_int_eq(rt_count(rt, "SELECT count(*) FROM gap"),
				  hand.over);
		query.all = false;
		size_t over = hand.over;

		hand.seen = hand.over = 0;
		jt_ok(jyz_gaps(&rt->desk, &query, by_hand, &hand, &rt->err),
		      &rt->err);
		jt_int_eq(hand.seen, over);
		jt_int_eq(hand.over, over);
	}
}

/* The gap that the view shows is the one that jyz_gaps shows. */
static int same_as_view(const struct jyz_gap_row *row, void *payload,
			struct jyz_error *err)
{
	struct rt *rt = payload;
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;

	(void)err;
	jyz_buf_addf(&sql, "SELECT CAST(round(gap * 10000) AS INTEGER) || ' ' "
			   "|| teacher_a || ' ' || teacher_b FROM gap WHERE "
			   "class_a = '%s' AND class_b = '%s'",
		     row->class_a, row->class_b);
	JYZ_AUTO(jyz_buf) here = JYZ_BUF_INIT;

	jyz_buf_addf(&here, "%lld %s %s", (long long)row->gap, row->teacher_a,
		     row->teacher_b);
	jt_str_eq(rt_sql(rt, sql.data), here.data);
	return JYZ_OK;
}

static int count_pairs(const struct jyz_gap_row *row, void *payload,
		       struct jyz_error *err)
{
	(void)row;
	(void)err;
	++*(size_t *)payload;
	return JYZ_OK;
}

/* 65 schools of inner London, GCSE 1988 (tests/data). */
static void test_london(void **state)
{
	struct rt *rt = *state;
	JYZ_AUTO(jyz_import) im = JYZ_IMPORT_INIT;
	const struct rt_import make = { .create_missing = true };
	const struct jyz_gap_query over = { .threshold = -1,
					    .subject = "Mathematics" };
	const struct jyz_gap_query all = { .threshold = -1, .all = true,
					   .subject = "Mathematics" };
	const char *csv = jt_read_file(jt_data("london_averages.csv"), NULL);
	size_t n = 0, n_over = 0;

	jt_ok(rt_import(rt, "result", csv, &make, &im), &rt->err);
	/* exam, paper, and for each school a class, teacher and assignment */
	jt_str_eq(rt_tally(&im), "new 65, changed 0, same 0, made 197, "
				 "rejected 0");
	jyz_import_free(&im);
	jt_ok(rt_import(rt, "result", csv, NULL, &im), &rt->err);
	jt_str_eq(rt_tally(&im), "new 0, changed 0, same 65, made 0, "
				 "rejected 0");
	jt_ok(jyz_gaps(&rt->desk, &over, same_as_view, rt, &rt->err),
	      &rt->err);
	jt_ok(jyz_gaps(&rt->desk, &over, count_pairs, &n_over, &rt->err),
	      &rt->err);
	jt_ok(jyz_gaps(&rt->desk, &all, count_pairs, &n, &rt->err), &rt->err);
	jt_int_eq(n, 65 * 64 / 2);
	jt_int_eq(n_over, rt_count(rt, "SELECT count(*) FROM gap"));
	/* counted in hundredths, as the file has them */
	jt_int_eq(n_over, rt_count(rt,
		"SELECT count(*) FROM result a, result b WHERE a.id < b.id "
		"AND abs(a.average / 1000000 - b.average / 1000000) > 500"));
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM result WHERE "
			       "average % 1000000 <> 0"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_the_line),
		TEST(test_thresholds),
		TEST(test_per_100),
		TEST(test_tracks),
		TEST(test_equal),
		TEST(test_filters),
		TEST(test_random_by_hand),
		TEST(test_london),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
