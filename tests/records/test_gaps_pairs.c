/*
 * Which classes make pairs and families, what findings there are about them,
 * and that pairs made in C are those of the views.
 */
#include "pairs.h"

#include <stdio.h>
#include <string.h>

static void test_nobody_sat(void **state)
{
	struct rt *rt = *state;

	add(rt, "高一(1)班", 40, 9000);
	add(rt, "高一(2)班", 40, 7000);
	run(rt, "INSERT INTO result (created_at, updated_at, paper, class, "
		"average, sat) VALUES ('', '', 1, 4, 0, 0)");
	ask(rt, all);
	jt_int_eq(rows.n, 1);
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM gap_pair"), 1);
}

static void same_figures(const struct jyz_gap_row *a,
			 const struct jyz_gap_row *b)
{
	jt_int_eq(a->comparison.method, b->comparison.method);
	near(a->comparison.low, b->comparison.low);
	near(a->comparison.p, b->comparison.p);
	jt_int_eq(a->family->classes, b->family->classes);
}

static void test_families(void **state)
{
	struct rt *rt = *state;

	add_class(rt, "高一(11)班");
	add(rt, "高一(1)班", 40, 8000);
	add(rt, "高一(2)班", 41, 7500);
	add(rt, "高一(10)班", 42, 7000);
	add(rt, "高一(11)班", 43, 6000);
	ask(rt, all);
	struct jyz_gap_row pair = *row_of("高一(1)班", "高一(2)班");
	struct jyz_gap_family four = *pair.family;

	pair.family = &four;
	jt_int_eq(four.classes, 4);
	jt_int_eq(four.pupils, 41);
	assert_true(four.sd > 9.9 && four.sd < 10.3);
	/* Filters by class and teacher leave the family as it is. */
	struct jyz_gap_query query = all;

	query.class_name = "高一1班";
	ask(rt, query);
	jt_int_eq(rows.n, 3);
	same_figures(row_of("高一(1)班", "高一(2)班"), &pair);
	query.class_name = NULL;
	query.teacher = 2; /* 李强: 高一1班, 数学 */
	ask(rt, query);
	jt_int_eq(rows.n, 3);
	same_figures(row_of("高一(1)班", "高一(2)班"), &pair);
	/* A track is a family of its own. */
	run(rt, "UPDATE class SET track = '实验' WHERE name IN ('高一(1)班', "
		"'高一(2)班') AND year = 2026");
	ask(rt, all);
	jt_int_eq(rows.n, 2);
	is_method(row_of("高一(1)班", "高一(2)班"), "welch");
	jt_int_eq(row_of("高一(1)班", "高一(2)班")->family->classes, 2);
	query = all;
	query.any_track = true;
	ask(rt, query);
	jt_int_eq(rows.n, 6);
	same_figures(row_of("高一(1)班", "高一(2)班"), &pair);
	/* One method for all. */
	query.method = JYZ_METHOD_WELCH;
	ask(rt, query);
	for (size_t i = 0; i < rows.n; i++)
		is_method(&rows.items[i], "welch");
}

/* --- findings -------------------------------------------------------------- */

static void test_findings(void **state)
{
	static const struct {
		const char *set, *state;
		bool counts;
	} cases[] = {
		{ "due = NULL", "open", true },
		{ "due = '2026-11-21'", "open", true },
		{ "due = '2026-11-20'", "overdue", true },
		{ "harmless = 1", "harmless", false },
		{ "harmless = 0", "overdue", true },
		{ "closed = '2026-11-19', evidence = '复测'", "closed", true },
	};
	struct rt *rt = *state;

	add(rt, "高一(1)班", 40, 9000);
	add(rt, "高一(2)班", 40, 7000);
	add(rt, "高一(10)班", 40, 6900);
	/* The other way round: an average was corrected since. */
	run(rt, "INSERT INTO finding (created_at, updated_at, date, paper, "
		"class_a, class_b) VALUES ('2026-11-12T00:00:00Z', "
		"'2026-11-12T00:00:00Z', '2026-11-12', 1, 3, 2)");
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		run(rt, "UPDATE finding SET %s", cases[i].set);
		ask(rt, all);
		const struct jyz_gap_row *row = row_of("高一(1)班",
						       "高一(2)班");

		assert_true(row->over);
		jt_int_eq(row->finding, 1);
		jt_str_eq(row->state, cases[i].state);
		jt_str_eq(row->state, rt_get(rt, "finding", 1, "state"));
		jt_int_eq(row->harmless, !cases[i].counts);
		jt_int_eq(rows.count.compared, 3);
		jt_int_eq(rows.count.over, cases[i].counts ? 2 : 1);
		jt_int_eq(rows.count.looked_at, !cases[i].counts);
		row = row_of("高一(1)班", "高一(10)班");
		jt_int_eq(row->finding, 0);
		jt_str_eq(row->state, NULL);
	}
	/* Of another paper. */
	rt_add(rt, "paper", "exam", "期中", "subject", "物理", "grade", "高一",
	       NULL);
	run(rt, "UPDATE finding SET paper = 2");
	ask(rt, all);
	jt_int_eq(row_of("高一(1)班", "高一(2)班")->finding, 0);
}

/* --- against the views ----------------------------------------------------- */

/* Every pair with its decision, as the view has it and as we do. */
static void same_as_view(struct rt *rt)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;

	ask(rt, all);
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM gap_pair"), rows.n);
	run(rt, "CREATE TEMP TABLE IF NOT EXISTS mine (a, b, gap, over)");
	run(rt, "DELETE FROM mine");
	for (size_t i = 0; i < rows.n; i++) {
		const struct jyz_gap_row *row = &rows.items[i];

		if (i)
			assert_true(row[-1].gap >= row->gap);
		jyz_buf_addf(&sql, "%s(%lld, %lld, %lld, %d)",
			     i ? ", " : "INSERT INTO mine VALUES ",
			     (long long)row->id_a, (long long)row->id_b,
			     (long long)row->gap, row->over);
	}
	jt_ok(rt_exec(rt, sql.data), &rt->err);
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM mine JOIN gap_pair g ON "
			       "g.class_a = mine.a AND g.class_b = mine.b "
			       "AND g.over = mine.over AND abs(g.difference * "
			       "1e4 - mine.gap) <= 1"),
		  rows.n);
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM gap"), rows.count.over);
	jt_int_eq(rt_count(rt,
			   "SELECT count(*) FROM gap v JOIN class a ON a.name "
			   "= v.class_a AND a.year = 2026 JOIN class b ON "
			   "b.name = v.class_b AND b.year = 2026 JOIN mine m "
			   "ON m.a = a.id AND m.b = b.id AND m.over AND m.gap "
			   "= CAST(round(v.gap * 1e4) AS INTEGER)"),
		  rows.count.over);
}

/* Thirds, halves and whole points about each other by the line, typed in and
 * computed, few pupils and a million. */
static void test_views(void **state)
{
	struct rt *rt = *state;
	uint64_t seed = 7;
	size_t over = 0;

	for (int i = 0; i < 30; i++) {
		char name[8];

		snprintf(name, sizeof(name), "R%02d", i);
		add_class(rt, name);
	}
	for (int round = 0; round < 12; round++) {
		rt_exec(rt, "DELETE FROM result");
		for (int i = 0; i < 30; i++) {
			static const int64_t sizes[] = { 3,  7,	 45,
							 48, 50, 1000000 };
			static const int64_t steps[] = { 0, 500, 501, 1000,
							 1001 };
			int64_t n = sizes[rt_random(&seed) % 6];
			int64_t mean = 6000 + steps[rt_random(&seed) % 5];
			/* a hair's breadth: a hundredth of one pupil */
			int64_t sum = n * mean +
				      (int64_t)(rt_random(&seed) % 3) - 1;
			char name[8];

			snprintf(name, sizeof(name), "R%02d", i);
			if (rt_random(&seed) % 3 == 0) {
				run(rt, "INSERT INTO result (created_at, "
					"updated_at, paper, class, average) "
					"SELECT '', '', 1, id, %lld FROM class"
					" WHERE name = '%s'",
				    (long long)(mean * 1000000 +
						(int64_t)(rt_random(&seed) %
							  3) - 1), name);
				continue;
			}
			struct jyz_moments m = { n, sum,
						 (jyz_wide)sum * sum / n + n };

			measured(rt, name, &m);
		}
		same_as_view(rt);
		over += rows.count.over;
	}
	/* Both sides of the line were there. */
	assert_true(over > 500 && over < 12 * 435 - 500);
}

static void test_thirds(void **state)
{
	struct rt *rt = *state;
	struct jyz_moments third = { 3, 21000, 147010000 };
	struct jyz_moments other = { 3, 19500, 126760000 };

	/* Exactly 5; one hundredth of one pupil more is over. */
	measured(rt, "高一(1)班", &third);
	measured(rt, "高一(2)班", &other);
	same_as_view(rt);
	jt_int_eq(rows.count.over, 0);
	jt_int_eq(rows.items[0].gap, 50000);
	rt_exec(rt, "DELETE FROM result");
	third.sum++;
	measured(rt, "高一(1)班", &third);
	measured(rt, "高一(2)班", &other);
	same_as_view(rt);
	jt_int_eq(rows.count.over, 1);
	jt_int_eq(rows.items[0].gap, 50033);
}

/* Teachers of the day, each name once, in the order of names. */
static void test_teachers(void **state)
{
	struct rt *rt = *state;

	add(rt, "高一(1)班", 40, 9000);
	add(rt, "高一(2)班", 40, 7000);
	rt_add(rt, "assignment", "teacher", "王芳", "class", "高一1班",
	       "subject", "数学", "starts", "2026-11-10", NULL);
	rt_add(rt, "assignment", "teacher", "王芳", "class", "高一1班",
	       "subject", "数学", "starts", "2026-09-01", "ends", "2026-11-10",
	       NULL);
	rt_add(rt, "assignment", "teacher", "阿依古丽·买买提", "class",
	       "高一1班", "subject", "数学", "ends", "2026-11-09", NULL);
	rt_add(rt, "assignment", "teacher", "阿依古丽·买买提", "class",
	       "高一1班", "subject", "语文", NULL);
	ask(rt, all);
	jt_str_eq(rows.items[0].teacher_a, "李强、王芳");
	jt_str_eq(rows.items[0].teacher_a,
		  rt_sql(rt, "SELECT teacher_a FROM gap"));
	struct jyz_gap_query query = all;

	query.teacher = 3; /* not on that day */
	ask(rt, query);
	jt_int_eq(rows.n, 0);
	query.teacher = 1;
	ask(rt, query);
	jt_int_eq(rows.n, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nobody_sat),
		TEST(test_families),
		TEST(test_findings),
		TEST(test_views),
		TEST(test_thirds),
		TEST(test_teachers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
