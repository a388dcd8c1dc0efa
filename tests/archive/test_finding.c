/*
 * Findings in archives: with the term of their exam, and where an action of a
 * later term names them.
 */
#include "at.h"

#include <string.h>

static struct at from, to;

/* Looked into in the term after, when an action was agreed, too. */
static int setup(void **state)
{
	(void)state;
	at_sample(&from);
	at_add(&from, "finding", "61", "2027-03-01T01:02:03Z", "date",
	       "2027-03-01", "paper", "2026-1期中考试数学高一", "class_a",
	       "高一1班", "class_b", "高一2班", "cause", "teaching",
	       "decision", "=每周互听,\n两周一次", "owner", "T01", "due",
	       "2027-04-01", NULL);
	at_add(&from, "action", "59", "2027-03-01T01:02:03Z", "what",
	       "互听", "owner", "李强", "finding", "#1", NULL);
	at_open(&to);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	at_close(&from);
	at_close(&to);
	return 0;
}

static const char FINDING[] =
	"SELECT f.uid || ' ' || f.gap || ' ' || a.name || ' ' || b.name || "
	"' ' || t.code || ' ' || f.decision FROM finding f "
	"JOIN class a ON a.id = f.class_a JOIN class b ON b.id = f.class_b "
	"JOIN teacher t ON t.id = f.owner";

static void with_the_term_of_the_exam(void **state)
{
	JYZ_AUTO(jyz_merge) merge = JYZ_MERGE_INIT;
	const char *dir = at_export(&from, "2026-1");

	(void)state;
	jt_has(at_read(dir, "finding.csv"), at_uid("61"));
	jt_ok(at_import(&to, dir, &merge), &to.err);
	jt_int_eq(merge.n_rejects, 0);
	jt_str_eq(at_sql(&to, FINDING), at_sql(&from, FINDING));
	jt_has(at_sql(&to, FINDING), " 66667 高一(2)班 高一(1)班 T01 =每周");
	at_same(dir, at_export(&to, "2026-1"));
	/* the second time it is there */
	jyz_merge_free(&merge);
	merge = (struct jyz_merge)JYZ_MERGE_INIT;
	jt_ok(at_import(&to, dir, &merge), &to.err);
	jt_int_eq(merge.all.created, 0);
	jt_int_eq(merge.n_differences, 0);
}

/* Only what the action names comes along, not the results behind it: the
 * finding is taken as it stands. */
static void where_an_action_names_it(void **state)
{
	JYZ_AUTO(jyz_merge) merge = JYZ_MERGE_INIT;
	const char *dir = at_export(&from, "2026-2");

	(void)state;
	jt_has(at_read(dir, "finding.csv"), at_uid("61"));
	jt_has(at_read(dir, "paper.csv"), at_uid("21"));
	jt_ok(at_import(&to, dir, &merge), &to.err);
	jt_int_eq(merge.n_rejects, 0);
	jt_str_eq(at_sql(&to, "SELECT count(*) FROM result"), "0");
	jt_str_eq(at_sql(&to, FINDING), at_sql(&from, FINDING));
	jt_str_eq(at_sql(&to, "SELECT f.uid FROM action a JOIN finding f ON "
			      "f.id = a.finding"), at_uid("61"));
	at_same(dir, at_export(&to, "2026-2"));
}

static void rules_hold(void **state)
{
	JYZ_AUTO(jyz_merge) merge = JYZ_MERGE_INIT;
	const char *dir = at_export(&from, "2026-1");

	(void)state;
	at_edit(dir, "finding.csv", "2027-04-01", "2027-02-28");
	jt_ok(at_import(&to, dir, &merge), &to.err);
	jt_int_eq(merge.n_rejects, 1);
	jt_has(merge.rejects[0].reason, "due on 2027-02-28");
	jt_str_eq(at_sql(&to, "SELECT count(*) FROM finding"), "0");
}

static void turn_results(struct at *at)
{
	/* both rows change places with what they say */
	at_exec(at, "UPDATE result SET average = CASE class WHEN (SELECT "
		    "class_a FROM finding) THEN 700000 ELSE 900000 END WHERE "
		    "paper = (SELECT paper FROM finding)");
}

#define PAIR "SELECT a.name || ' ' || b.name FROM finding f JOIN class a " \
	     "ON a.id = f.class_a JOIN class b ON b.id = f.class_b"

/* The same pair, looked into here before a result was corrected and there
 * after it, is one finding: it stands as it stood, and that is told. */
static void turned(void **state)
{
	JYZ_AUTO(jyz_merge) merge = JYZ_MERGE_INIT;
	const char *dir = at_export(&from, "2026-1");

	(void)state;
	jt_ok(at_import(&to, dir, NULL), &to.err);
	turn_results(&to);
	at_exec(&to, "DELETE FROM finding");
	at_add(&to, "finding", "62", "2027-03-02T01:02:03Z", "date",
	       "2027-03-01", "paper", "2026-1期中考试数学高一", "class_a",
	       "高一1班", "class_b", "高一2班", "cause", "teaching",
	       "decision", "=每周互听,\n两周一次", "owner", "T01", "due",
	       "2027-04-01", NULL);
	jt_str_eq(at_sql(&to, PAIR), "高一(1)班 高一(2)班");
	jt_str_eq(at_sql(&from, PAIR), "高一(2)班 高一(1)班");

	jt_ok(at_import(&to, dir, &merge), &to.err);
	jt_int_eq(merge.n_rejects, 0);
	jt_str_eq(at_sql(&to, "SELECT count(*) FROM finding"), "1");
	jt_str_eq(at_sql(&to, PAIR), "高一(1)班 高一(2)班");
	assert_true(merge.n_differences > 0);

	/* The other way round, and taken over. */
	const char *back = at_export(&to, "2026-1");

	jyz_merge_free(&merge);
	merge = (struct jyz_merge)JYZ_MERGE_INIT;
	jt_ok(at_import(&from, back, &merge), &from.err);
	jt_int_eq(merge.n_rejects, 0);
	jt_str_eq(at_sql(&from, "SELECT count(*) FROM finding"), "1");
	jt_str_eq(at_sql(&from, PAIR), "高一(2)班 高一(1)班");
	jyz_merge_free(&merge);
	merge = (struct jyz_merge)JYZ_MERGE_INIT;
	merge.theirs = true;
	jt_ok(at_import(&from, back, &merge), &from.err);
	jt_str_eq(at_sql(&from, PAIR), at_sql(&to, PAIR));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(with_the_term_of_the_exam),
		TEST(where_an_action_names_it),
		TEST(rules_hold),
		TEST(turned),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
