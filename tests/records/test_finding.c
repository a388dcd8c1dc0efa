/*
 * Findings: which pair a finding is about, whose it is, how it is closed, and
 * what the next exam says.
 */
#include "rt.h"

#include <string.h>

#include "jyz/records/findings.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, rt_teardown)
#define PAPER "期中数学高一"

static void result(struct rt *rt, const char *class, const char *average)
{
	rt_add(rt, "result", "exam", "期中", "subject", "数学", "class", class,
	       "average", average, NULL);
}

/* 高一(2)班 leads by 5.5, 高一(10)班 by exactly 5. */
static int setup(void **state)
{
	rt_setup(state);
	struct rt *rt = *state;

	rt_add(rt, "exam", "name", "期中", "date", "2026-11-10", NULL);
	rt_add(rt, "paper", "exam", "期中", "subject", "数学", "grade", "高一",
	       "full_marks", "150", NULL);
	result(rt, "高一1班", "80");
	result(rt, "高一2班", "85.5");
	result(rt, "高一10班", "85");
	return 0;
}

#define add_finding(rt, a, b, ...)                                            \
	rt_add(rt, "finding", "paper", PAPER, "class_a", a, "class_b", b,     \
	       __VA_ARGS__)
#define try_finding(rt, a, b, ...)                                            \
	rt_try(rt, NULL, "finding", "paper", PAPER, "class_a", a, "class_b",  \
	       b, __VA_ARGS__)

/* --- the pair ------------------------------------------------------------ */

static void test_higher_first(void **state)
{
	struct rt *rt = *state;
	int64_t id = add_finding(rt, "高一2班", "高一1班", NULL);

	jt_str_eq(rt_get(rt, "finding", id, "class_a"), "高一(2)班");
	jt_str_eq(rt_get(rt, "finding", id, "gap"), "5.5");
	jt_str_eq(rt_get(rt, "finding", id, "date"), "2026-11-21");
	jt_str_eq(rt_get(rt, "finding", id, "term"), "2026-1");
	jt_str_eq(rt_get(rt, "finding", id, "exam"), "期中");
	jt_str_eq(rt_get(rt, "finding", id, "state"), "open");
	/* the other way round it is the same pair */
	rt_failed(rt, try_finding(rt, "高一1班", "高一2班", NULL), JYZ_EEXISTS,
		  "paper", "finding 1");
	id = add_finding(rt, "高一1班", "高一10班", NULL);
	jt_str_eq(rt_get(rt, "finding", id, "class_a"), "高一(10)班");
	jt_str_eq(rt_get(rt, "finding", id, "class_b"), "高一(1)班");
	jt_str_eq(rt_get(rt, "finding", id, "gap"), "5");
}

/* As jyz gaps has them, however they are typed. */
static void test_equal_by_name(void **state)
{
	struct rt *rt = *state;

	rt_exec(rt, "UPDATE result SET average = 850000");
	int64_t id = add_finding(rt, "高一2班", "高一1班", NULL);

	jt_str_eq(rt_get(rt, "finding", id, "class_a"), "高一(1)班");
	id = add_finding(rt, "高一10班", "高一2班", NULL);
	jt_str_eq(rt_get(rt, "finding", id, "class_a"),
		  rt_sql(rt, "SELECT name_a FROM gap_pair WHERE class_a IN "
			     "(3, 4) AND class_b IN (3, 4)"));
	jt_str_eq(rt_get(rt, "finding", id, "gap"), "0");
}

/* By the exact sums: averages that are shown alike are not alike. */
static void test_exactly_higher(void **state)
{
	struct rt *rt = *state;

	/* 250.01 / 3 is above 83.33666666 by less than can be shown */
	rt_exec(rt, "UPDATE result SET average = 8333666667, sat = 3, "
		    "total = 25001, squares = 0 WHERE class = 4");
	rt_exec(rt, "UPDATE result SET average = 8333666666 WHERE class = 3");
	int64_t id = add_finding(rt, "高一2班", "高一10班", NULL);

	jt_str_eq(rt_get(rt, "finding", id, "class_a"), "高一(10)班");
	jt_str_eq(rt_get(rt, "finding", id, "gap"), "0");
}

static void test_results_are_needed(void **state)
{
	struct rt *rt = *state;

	rt_exec(rt, "DELETE FROM result WHERE class = 4");
	rt_failed(rt, try_finding(rt, "高一2班", "高一10班", NULL), JYZ_EINVAL,
		  "class_b", "高一(10)班 has no result");
	jt_has(rt->err.hint, "jyz result add --paper '#1' --class "
			     "'高一(10)班'");
	rt_failed(rt, try_finding(rt, "高一10班", "高一2班", NULL), JYZ_EINVAL,
		  "class_a", "高一(10)班 has no result");
	rt_failed(rt, try_finding(rt, "高一1班", "高一1班", NULL), JYZ_EINVAL,
		  "class_b", "two classes");
	rt_failed(rt, rt_try(rt, NULL, "finding", "class_a", "高一1班",
			     "class_b", "高一2班", NULL),
		  JYZ_EINVAL, "paper", "missing");
	rt_failed(rt, try_finding(rt, "高一1班", "高一7班", NULL),
		  JYZ_ENOTFOUND, "class_b", "高一7班");
	/* nobody sat it: there is no average */
	rt_add(rt, "result", "paper", "#1", "class", "高一10班", "average",
	       "0", "sat", "0", NULL);
	rt_failed(rt, try_finding(rt, "高一1班", "高一10班", NULL), JYZ_EINVAL,
		  "class_b", "no result");
}

static void test_given_gap(void **state)
{
	struct rt *rt = *state;
	int64_t id;

	rt_failed(rt, try_finding(rt, "高一1班", "高一2班", "gap", "5.52",
				  NULL),
		  JYZ_EINVAL, "gap", "is 5.5, not 5.52");
	rt_failed(rt, try_finding(rt, "高一1班", "高一2班", "gap", "5.4899",
				  NULL),
		  JYZ_EINVAL, "gap", "5.4899");
	/* as people round: the figure is that of the results */
	id = add_finding(rt, "高一1班", "高一2班", "gap", "5.51分", NULL);
	jt_str_eq(rt_get(rt, "finding", id, "gap"), "5.5");
	rt_failed(rt, rt_change(rt, "finding", id, "gap", "6", NULL),
		  JYZ_EINVAL, "gap", "5.5");
	rt_edit(rt, "finding", id, "class_b", "高一10班", NULL);
	jt_str_eq(rt_get(rt, "finding", id, "gap"), "0.5");
}

/* The class is one of the exam's year, the paper of any term. */
static void test_years(void **state)
{
	struct rt *rt = *state;
	int64_t id;

	rt_add(rt, "class", "name", "高一(2)班", "year", "2025", "grade",
	       "高一", NULL);
	rt_add(rt, "exam", "name", "期末", "date", "2026-06-20", NULL);
	rt_add(rt, "paper", "exam", "2025-2期末", "subject", "数学", "grade",
	       "高一", NULL);
	rt_add(rt, "result", "paper", "#2", "class", "高一1班", "average",
	       "70", NULL);
	rt_add(rt, "result", "paper", "#2", "class", "高一2班", "average",
	       "60", NULL);
	id = rt_add(rt, "finding", "paper", "期末数学高一", "class_a",
		    "高一1班", "class_b", "高一2班", NULL);
	jt_str_eq(rt_sql(rt, "SELECT class_a || ' ' || class_b FROM finding"),
		  "1 5");
	jt_str_eq(rt_get(rt, "finding", id, "term"), "2025-2");
	/* of two of one name that of the finding's term is meant */
	rt_add(rt, "exam", "name", "期中", "date", "2026-04-20", NULL);
	rt_add(rt, "paper", "exam", "2025-2期中", "subject", "数学", "grade",
	       "高一", NULL);
	id = add_finding(rt, "高一1班", "高一2班", NULL);
	jt_str_eq(rt_sql(rt, "SELECT paper FROM finding WHERE id = 2"), "1");
	rt_failed(rt, rt_try(rt, NULL, "finding", "paper", "摸底数学高一",
			     "class_a", "高一1班", "class_b", "高一2班",
			     NULL),
		  JYZ_ENOTFOUND, "paper", "摸底");
}

/* What was found stays when a result is corrected, and can still be
 * closed; the pair is the same, although the other class leads now. */
static void test_corrected_results(void **state)
{
	struct rt *rt = *state;
	int64_t id = add_finding(rt, "高一1班", "高一2班", NULL);

	rt_edit(rt, "result", 1, "average", "90", NULL);
	rt_edit(rt, "finding", id, "cause", "marking", "decision", "复核",
		"closed", "2026-11-21", NULL);
	jt_str_eq(rt_get(rt, "finding", id, "gap"), "5.5");
	jt_str_eq(rt_get(rt, "finding", id, "state"), "closed");
	rt_failed(rt, try_finding(rt, "高一1班", "高一2班", NULL), JYZ_EEXISTS,
		  "paper", "finding 1");
	rt_remove(rt, "result", 1);
	rt_edit(rt, "finding", id, "note", "成绩已更正", NULL);
}

/* --- the owner ----------------------------------------------------------- */

static const char *owner(struct rt *rt)
{
	int64_t id = add_finding(rt, "高一1班", "高一2班", NULL);
	const char *name = rt_get(rt, "finding", id, "owner");

	rt_remove(rt, "finding", id);
	return name;
}

static void test_owner(void **state)
{
	struct rt *rt = *state;

	jt_str_eq(owner(rt), NULL);
	assert_true(rt_noted(rt, "no owner"));
	/* the group's, the subject's, the grade's: the nearest */
	rt_edit(rt, "unit", 1, "leader", "王芳", NULL);
	jt_str_eq(owner(rt), NULL);
	assert_true(rt_noted(rt, "no owner"));
	rt_exec(rt, "INSERT INTO setting VALUES ('unit', '数学教研组')");
	jt_str_eq(owner(rt), "王芳");
	rt_add(rt, "unit", "name", "语文备课组", "kind", "prep", "subject",
	       "语文", "leader", "阿依古丽·买买提", NULL);
	rt_add(rt, "unit", "name", "高二备课组", "kind", "prep", "subject",
	       "数学", "grade", "高二", "leader", "阿依古丽·买买提", NULL);
	jt_str_eq(owner(rt), "王芳");
	rt_add(rt, "unit", "name", "数学备课组", "kind", "prep", "subject",
	       "数学", "leader", "李强", NULL);
	jt_str_eq(owner(rt), "李强");
	rt_add(rt, "unit", "name", "高一备课组", "kind", "prep", "subject",
	       "数学", "grade", "高一", "leader", "阿依古丽·买买提", NULL);
	jt_str_eq(owner(rt), "阿依古丽·买买提");
	assert_false(rt_noted(rt, "no owner"));
	/* who has left owns nothing new; who is named does */
	rt_edit(rt, "teacher", 3, "ends", "2026-11-20", NULL);
	jt_str_eq(owner(rt), "李强");
	int64_t id = add_finding(rt, "高一1班", "高一2班", "owner", "王芳",
				 NULL);

	jt_str_eq(rt_get(rt, "finding", id, "owner"), "王芳");
	/* nobody is a choice, too, and stays */
	rt_edit(rt, "finding", id, "owner", "", NULL);
	jt_str_eq(rt_get(rt, "finding", id, "owner"), NULL);
	rt_edit(rt, "finding", id, "note", "待定", NULL);
	jt_str_eq(rt_get(rt, "finding", id, "owner"), NULL);
}

/* --- dates and closing --------------------------------------------------- */

static void test_refused(void **state)
{
	struct rt *rt = *state;
	static const struct {
		const char *field, *text, *blamed, *message;
	} cases[] = {
		{ "date", "2026-11-09", "date", "before the exam" },
		{ "due", "2026-11-20", "due", "due on 2026-11-20" },
		{ "closed", "2026-11-21", "evidence", "shows" },
		{ "harmless", "yes", "decision", "harmless" },
		{ "cause", "运气", "cause", "运气" },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++)
		rt_failed(rt, try_finding(rt, "高一1班", "高一2班",
					  cases[i].field, cases[i].text, NULL),
			  JYZ_EINVAL, cases[i].blamed, cases[i].message);
	rt_failed(rt, try_finding(rt, "高一1班", "高一2班", "closed",
				  "2026-11-20", "evidence", "同分", NULL),
		  JYZ_EINVAL, "closed", "closed on 2026-11-20");
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM finding"), 0);
}

static void test_life(void **state)
{
	struct rt *rt = *state;
	/* on the day of the exam, due on the same day: the borders */
	int64_t id = add_finding(rt, "高一1班", "高一2班", "date",
				 "2026-11-10", "due", "2026-11-10", NULL);

	jt_str_eq(rt_get(rt, "finding", id, "state"), "overdue");
	rt_edit(rt, "finding", id, "due", "2026-11-21", NULL);
	jt_str_eq(rt_get(rt, "finding", id, "state"), "open");
	rt_edit(rt, "finding", id, "harmless", "yes", "decision", "重点班",
		NULL);
	jt_str_eq(rt_get(rt, "finding", id, "state"), "harmless");
	rt_failed(rt, rt_change(rt, "finding", id, "decision", "", NULL),
		  JYZ_EINVAL, "decision", "harmless");
	rt_edit(rt, "finding", id, "harmless", "no", "decision", "", NULL);
	rt_failed(rt, rt_change(rt, "finding", id, "closed", "2026-11-21",
				NULL), JYZ_EINVAL, "evidence", "shows");
	jt_has(rt->err.hint, "--evidence");
	rt_edit(rt, "finding", id, "closed", "2026-11-10", "evidence",
		"单元测验同分", NULL);
	jt_str_eq(rt_get(rt, "finding", id, "state"), "closed");
	int64_t closing = rt->entry;

	jt_ok(rt_undo(rt, closing), &rt->err);
	jt_str_eq(rt_get(rt, "finding", id, "state"), "open");
}

/* --- what comes after ---------------------------------------------------- */

static void test_next_exam(void **state)
{
	struct rt *rt = *state;
	int64_t id = add_finding(rt, "高一1班", "高一2班", NULL);

	jt_str_eq(rt_get(rt, "finding", id, "next_gap"), NULL);
	/* another subject is no next exam, nor are classes of other years */
	rt_add(rt, "exam", "name", "期末", "date", "2027-01-10", NULL);
	rt_add(rt, "exam", "name", "月考", "date", "2026-12-10", NULL);
	rt_add(rt, "paper", "exam", "期末", "subject", "数学", "grade", "高一",
	       NULL);
	rt_add(rt, "paper", "exam", "月考", "subject", "语文", "grade", "高一",
	       NULL);
	for (int paper = 2; paper <= 3; paper++) {
		const char *name = paper == 2 ? "#2" : "#3";

		rt_add(rt, "result", "paper", name, "class", "高一1班",
		       "average", "82.25", NULL);
		jt_str_eq(rt_get(rt, "finding", id, "next_gap"),
			  paper == 2 ? NULL : "-2.25");
		rt_add(rt, "result", "paper", name, "class", "高一2班",
		       "average", "80", NULL);
		jt_str_eq(rt_get(rt, "finding", id, "next_exam"), "期末");
		/* the lower one leads now: below 0 */
		jt_str_eq(rt_get(rt, "finding", id, "next_gap"), "-2.25");
	}
	/* the nearest one */
	rt_add(rt, "paper", "exam", "月考", "subject", "数学", "grade", "高一",
	       NULL);
	rt_add(rt, "result", "paper", "#4", "class", "高一1班", "average",
	       "80", NULL);
	rt_add(rt, "result", "paper", "#4", "class", "高一2班", "average",
	       "83", NULL);
	jt_str_eq(rt_get(rt, "finding", id, "next_exam"), "月考");
	jt_str_eq(rt_get(rt, "finding", id, "next_gap"), "3");
}

static void test_action(void **state)
{
	struct rt *rt = *state;

	add_finding(rt, "高一1班", "高一2班", "date", "2026-11-15", NULL);
	int64_t id = rt_add(rt, "action", "what", "听课", "owner", "李强",
			    "finding", "#1", NULL);

	jt_str_eq(rt_get(rt, "action", id, "date"), "2026-11-15");
	jt_str_eq(rt_get(rt, "action", id, "term"), "2026-1");
	jt_str_eq(rt_get(rt, "action", id, "finding"), "#1");
	rt_failed(rt, rt_remove(rt, "finding", 1), JYZ_EREFERENCED, NULL,
		  "action 1");
}

/* --- for other commands -------------------------------------------------- */

static int open_pair(struct rt *rt, int64_t a, int64_t b, int64_t *id)
{
	JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;

	jt_clear(&rt->err);
	jt_ok(jyz_tx_begin(&tx, rt->store, &rt->err), &rt->err);
	int rc = jyz_finding_open(&rt->desk, 1, a, b, id, &rt->err);

	if (rc >= 0)
		jt_ok(jyz_tx_commit(&tx, &rt->err), &rt->err);
	return rc;
}

static size_t wanting(struct rt *rt, int64_t term)
{
	size_t n;

	jt_ok(jyz_findings_wanting(&rt->desk, term, &n, &rt->err), &rt->err);
	return n;
}

static void test_open_by_ids(void **state)
{
	struct rt *rt = *state;
	struct jyz_finding_pair pair;
	int64_t id = 0;

	/* 高一(1)班 is 2, 高一(2)班 3, 高一(10)班 4; exactly 5 is not over */
	jt_ok(jyz_finding_judge(&rt->desk, 1, 2, 4, &pair, &rt->err),
	      &rt->err);
	assert_true(!pair.gap.over && pair.order < 0);
	jt_int_eq(pair.gap.shown, 50000);
	jt_int_eq(pair.threshold, 500);
	jt_ok(jyz_finding_judge(&rt->desk, 1, 3, 2, &pair, &rt->err),
	      &rt->err);
	assert_true(pair.gap.over && pair.order > 0);
	jt_code(jyz_finding_judge(&rt->desk, 1, 3, 1, &pair, &rt->err),
		JYZ_EINVAL, &rt->err);
	jt_int_eq(wanting(rt, 2), 1);
	jt_int_eq(wanting(rt, 1), 0);
	jt_ok(open_pair(rt, 2, 3, &id), &rt->err);
	jt_int_eq(id, 1);
	jt_str_eq(rt_get(rt, "finding", id, "class_a"), "高一(2)班");
	jt_int_eq(wanting(rt, 2), 0);
	jt_code(open_pair(rt, 3, 2, &id), JYZ_EEXISTS, &rt->err);
	jt_int_eq(id, 1);
	/* the paper's own line; a pair of two tracks is no gap */
	rt_edit(rt, "paper", 1, "threshold", "4", NULL);
	jt_int_eq(wanting(rt, 2), 1);
	rt_edit(rt, "class", 4, "track", "重点", NULL);
	jt_int_eq(wanting(rt, 2), 0);
}

/* A list that was exported comes in again as it is. */
static void test_list_and_import(void **state)
{
	struct rt *rt = *state;
	struct jyz_import import;
	static const char csv[] =
		"date,paper,class_a,class_b,gap,cause,due,decision\n"
		"2026-11-20,期中 数学 高一,高一(1)班,高一(2)班,5.5,教学,"
		"2026-12-01,每周互听\n"
		"2026-11-20,期中 数学 高一,高一(1)班,高一(2)班,7,,,\n"
		"2026-11-20,期中 数学 高一,高一(10)班,高一(1)班,,,,\n";

	jt_ok(rt_import(rt, "finding", csv, NULL, &import), &rt->err);
	jt_str_eq(rt_tally(&import),
		  "new 2, changed 0, same 0, made 0, rejected 1; line 3 gap "
		  "'7': the gap of the results is 5.5, not 7");
	jyz_import_free(&import);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_higher_first), TEST(test_equal_by_name),
		TEST(test_exactly_higher),
		TEST(test_results_are_needed),
		TEST(test_given_gap),
		TEST(test_years),
		TEST(test_corrected_results),
		TEST(test_owner),
		TEST(test_refused),
		TEST(test_life),
		TEST(test_next_exam),
		TEST(test_action),
		TEST(test_open_by_ids),
		TEST(test_list_and_import),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
