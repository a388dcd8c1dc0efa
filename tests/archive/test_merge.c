/* Merging: records that are here already, in this and in that version. */
#include "at.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EARLY "2026-08-20T01:02:03Z"

static struct at a, b; /* two colleagues */

static int setup(void **state)
{
	(void)state;
	at_sample(&a);
	at_open(&b);
	jt_ok(at_import(&b, at_export(&a, "2026-1"), NULL), &b.err);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	at_close(&a);
	at_close(&b);
	return 0;
}

/* "FIELD: HERE | THERE" of each difference, a line each. */
static const char *differences(const struct jyz_merge *merge)
{
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

	for (size_t i = 0; i < merge->n_differences; i++) {
		const struct jyz_difference *d = &merge->differences[i];

		jyz_buf_addf(&out, "%s%s %s.%s: %s | %s", i ? "\n" : "",
			     d->name, d->kind->name, d->field, d->here,
			     d->there);
		jyz_buf_adds(&out, d->taken ? " <" : "");
	}
	return jt_keep(jyz_buf_detach(&out));
}

static void change_both(void)
{
	/* The same lesson, by one in this way, by the other in that. */
	at_exec(&a, "UPDATE observation SET score = 9000, reply = '谢谢', "
		    "updated_at = '2026-11-22T00:00:00Z' WHERE period = 4;"
		    "UPDATE meeting_attendance SET reason = '外出' WHERE "
		    "status = 'absent'; UPDATE meeting SET chair = (SELECT id "
		    "FROM teacher WHERE code = 'T02') WHERE kind = 'group' "
		    "AND chair IS NOT NULL;");
	at_exec(&b, "UPDATE observation SET score = 8000, "
		    "updated_at = '2026-11-23T00:00:00Z' WHERE period = 4");
}

static void different_versions_are_listed_and_left(void **state)
{
	JYZ_AUTO(jyz_merge) merge = JYZ_MERGE_INIT;

	(void)state;
	change_both();
	jt_ok(at_import(&b, at_export(&a, "2026-1"), &merge), &b.err);
	jt_int_eq(b.entry, 0);
	jt_int_eq(merge.all.conflicts, 2);
	jt_int_eq(merge.all.same, 24);
	jt_str_eq(differences(&merge),
		  "2026-10-12 阿依古丽·买买提 -2 observation.score: 80 | 90\n"
		  "2026-10-12 阿依古丽·买买提 -2 observation.reply:  | 谢谢\n"
		  "2026-11-16 期中\t质量;分析 meeting.chair: 王芳(T01) | 王芳(T02)\n"
		  "2026-11-16 期中\t质量;分析 meeting.absent: "
		  "李强:病假:发烧 | 李强:外出");
	jt_str_eq(merge.differences[0].uid, at_uid("01"));
	jt_str_eq(at_sql(&b, "SELECT score FROM observation WHERE period = "
			     "4"), "8000");
}

static void theirs_are_taken_when_asked_for(void **state)
{
	JYZ_AUTO(jyz_merge) merge = { .theirs = true };

	(void)state;
	change_both();
	const char *dir = at_export(&a, "2026-1");

	jt_ok(at_import(&b, dir, &merge), &b.err);
	assert_true(b.entry > 0);
	jt_int_eq(merge.all.changed, 2);
	jt_int_eq(merge.all.conflicts, 0);
	jt_int_eq(merge.n_differences, 4);
	assert_true(merge.differences[3].taken);
	at_same(dir, at_export(&b, "2026-1"));
	jt_ok(at_import(&b, dir, NULL), &b.err);
	jt_int_eq(b.entry, 0);
}

static void theirs_of_one_record(void **state)
{
	const char *const uids[] = { at_uid("41") };
	const char *const none[] = { at_uid("41"), "nobody" };
	const char *const many[] = { "0" };
	JYZ_AUTO(jyz_merge) merge = { .uids = uids, .n_uids = 1 };
	JYZ_AUTO(jyz_merge) of_none = { .uids = none, .n_uids = 2 };
	JYZ_AUTO(jyz_merge) of_many = { .uids = many, .n_uids = 1 };

	(void)state;
	change_both();
	jt_code(at_import(&b, at_export(&a, "2026-1"), &of_none),
		JYZ_ENOTFOUND, &b.err);
	jt_code(at_import(&b, at_export(&a, "2026-1"), &of_many),
		JYZ_EAMBIGUOUS, &b.err);
	jt_ok(at_import(&b, at_export(&a, "2026-1"), &merge), &b.err);
	jt_int_eq(merge.all.changed, 1);
	jt_int_eq(merge.all.conflicts, 1);
	jt_str_eq(at_sql(&b, "SELECT reason FROM meeting_attendance WHERE "
			     "status = 'absent'"), "外出");
	jt_str_eq(at_sql(&b, "SELECT score FROM observation WHERE period = "
			     "4"), "8000");
}

/* A new record, a removed one, and one that came to be in both. */
static void news_travel_and_removals_do_not(void **state)
{
	JYZ_AUTO(jyz_merge) merge = JYZ_MERGE_INIT;

	(void)state;
	at_exec(&a, "DELETE FROM result WHERE average = 9000000000");
	at_add(&a, "observation", "66", EARLY, "date", "2026-11-19", "class",
	       "高一1班", "teacher", "T02", "observer", "李强", NULL);
	jt_ok(at_import(&b, at_export(&a, "2026-1"), &merge), &b.err);
	jt_int_eq(merge.all.created, 1);
	jt_int_eq(merge.all.same, 25);
	jt_str_eq(at_sql(&b, "SELECT count(*) FROM result"), "2");
	/* And back: then both have everything. */
	jt_ok(at_import(&a, at_export(&b, "2026-1"), NULL), &a.err);
	at_same(at_export(&a, "2026-1"), at_export(&b, "2026-1"));
}

static bool noted(const struct at *at, const char *text)
{
	for (size_t i = 0; i < at->desk.notes.count; i++)
		if (strstr(at->desk.notes.items[i], text))
			return true;
	return false;
}

/* Both have made a record of the same teacher, class and lesson. */
static void the_same_by_its_key(void **state)
{
	JYZ_AUTO(jyz_merge) merge = JYZ_MERGE_INIT;

	(void)state;
	at_add(&a, "teacher", "a9", EARLY, "name", "赵敏", NULL);
	at_add(&b, "teacher", "b8", "2026-08-19T00:00:00Z", "name", "赵敏",
	       NULL);
	at_add(&a, "observation", "a8", EARLY, "date", "2026-11-18", "class",
	       "高一1班", "teacher", "赵敏", "observer", "李强", NULL);
	at_add(&b, "observation", "b7", EARLY, "date", "2026-11-18", "class",
	       "高一1班", "teacher", "赵敏", "observer", "李强", "topic",
	       "函数", NULL);
	at_add(&a, "observation", "a6", EARLY, "date", "2026-11-19", "class",
	       "高一1班", "teacher", "赵敏", "observer", "李强", NULL);
	const char *dir = at_export(&a, "2026-1");

	jt_ok(at_import(&b, dir, &merge), &b.err);
	jt_int_eq(merge.all.mapped, 2);
	jt_int_eq(merge.all.created, 1);
	jt_str_eq(differences(&merge), "2026-11-18 赵敏 函数 "
				       "observation.topic: 函数 | ");
	jt_str_eq(merge.differences[0].uid, at_uid("a8"));
	assert_true(noted(&b, "keeps its own"));
	/* The uid here stays, the new lesson is of the teacher here. */
	jt_str_eq(at_sql(&b, "SELECT group_concat(uid) FROM teacher WHERE "
			     "name = '赵敏'"), at_uid("b8"));
	jt_str_eq(at_sql(&b, "SELECT count(*) FROM observation o JOIN teacher "
			     "t ON t.id = o.teacher WHERE t.name = '赵敏'"),
		  "2");
	jt_ok(at_import(&b, dir, NULL), &b.err);
	jt_int_eq(b.entry, 0);
}

/* A unit that both have made, with a leader who is known by his key: what
 * the reference means is known only when the teachers have been read. */
static void the_same_with_what_comes_later(void **state)
{
	JYZ_AUTO(jyz_merge) merge = JYZ_MERGE_INIT;
	struct at c;

	(void)state;
	at_open(&c);
	at_add(&c, "unit", "99", EARLY, "name", "数学教研组", "subject",
	       "数学", NULL);
	at_add(&c, "teacher", "98", EARLY, "name", "王芳", "code", "T01",
	       "unit", "数学教研组", "role", "group_leader", NULL);
	at_exec(&c, "UPDATE unit SET leader = 1");
	jt_ok(at_import(&c, at_export(&a, "2026-1"), &merge), &c.err);
	jt_int_eq(merge.n_rejects, 0);
	jt_int_eq(merge.n_differences, 0);
	jt_int_eq(merge.all.mapped, 2);
	jt_int_eq(merge.all.created, 24);
	at_close(&c);
}

/* Two who began alone and exchange folders end with the same. */
static void exchanges_converge(void **state)
{
	static const char *const uids[] = { "88", "89" };
	struct at two[2];

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct at *c = &two[i];

		at_open(c);
		at_exec(c, "INSERT INTO setting VALUES ('school', 'X')");
		/* made by init: the uid is a function of the name */
		at_add(c, "unit", "87", i ? EARLY : "2026-08-21T00:00:00Z",
		       "name", "数学教研组", NULL);
		at_add(c, "term", "86", i ? "2026-08-22T00:00:00Z" : EARLY,
		       "code", "2026-1", "starts", "2026-09-01", "ends",
		       "2027-01-20", NULL);
		at_add(c, "teacher", uids[i], EARLY, "name",
		       i ? "王芳" : "李强", "unit", "数学教研组", NULL);
		at_add(c, "meeting", i ? "85" : "84", EARLY, "date",
		       "2026-10-10", "topic", i ? "一" : "二", "chair",
		       i ? "王芳" : "李强", "unit", "数学教研组", NULL);
	}
	jt_ok(at_import(&two[1], at_export(&two[0], "2026-1"), NULL),
	      &two[1].err);
	jt_ok(at_import(&two[0], at_export(&two[1], "2026-1"), NULL),
	      &two[0].err);
	at_same(at_export(&two[0], "2026-1"), at_export(&two[1], "2026-1"));
	jt_str_eq(at_sql(&two[0], "SELECT created_at || updated_at FROM unit"),
		  EARLY EARLY);
	jt_str_eq(at_sql(&two[1], "SELECT created_at FROM term"), EARLY);
	at_close(&two[0]);
	at_close(&two[1]);
}

/* A rubric that lessons were scored with does not change under them. */
static void a_rubric_in_use(void **state)
{
	JYZ_AUTO(jyz_merge) merge = { .theirs = true };

	(void)state;
	const char *dir = at_export(&a, "2026-1");

	at_edit(dir, "rubric.csv", "过程=90/60", "过程=90/70");
	jt_ok(at_import(&b, dir, &merge), &b.err);
	jt_int_eq(b.entry, 0);
	jt_int_eq(merge.n_rejects, 1);
	jt_str_eq(merge.rejects[0].file, "rubric.csv");
	jt_has(merge.rejects[0].reason, "frozen");
}

static void columns_that_are_not_there(void **state)
{
	JYZ_AUTO(jyz_merge) merge = { .theirs = true };

	(void)state;
	const char *dir = at_export(&a, "2026-1");

	/* As of an older program: nothing is said about it. */
	at_exec(&b, "UPDATE exam SET type = 'final'");
	at_edit(dir, "exam.csv", ",type,", ",");
	at_edit(dir, "exam.csv", ",midterm,", ",");
	jt_ok(at_import(&b, dir, &merge), &b.err);
	jt_int_eq(merge.n_rejects, 0);
	jt_int_eq(merge.all.same, 26);
	jt_str_eq(at_sql(&b, "SELECT type FROM exam"), "final");
}

static void the_school(void **state)
{
	(void)state;
	const char *dir = at_export(&a, "2026-1");

	at_exec(&b, "UPDATE setting SET value = '第二中学' WHERE key = "
		    "'school'");
	jt_ok(at_import(&b, dir, NULL), &b.err);
	jt_int_eq(b.entry, 0);
	assert_true(noted(&b, "'第一中学'"));
	jt_str_eq(at_sql(&b, "SELECT value FROM setting WHERE key = "
			     "'school'"), "第二中学");
}

/* Two rows of the folder that would be one record here. */
static void two_in_one(void **state)
{
	JYZ_AUTO(jyz_merge) merge = JYZ_MERGE_INIT;

	(void)state;
	/* What was T01 there is T09 here, and T02 took its name. */
	at_exec(&b, "UPDATE teacher SET code = 'T09' WHERE code = 'T01';"
		    "UPDATE teacher SET code = 'T01' WHERE code = 'T02'");
	at_exec(&a, "UPDATE teacher SET uid = 'ce' || substr(uid, 3) WHERE "
		    "code = 'T01'");
	jt_ok(at_import(&b, at_export(&a, "2026-1"), &merge), &b.err);
	jt_int_eq(merge.n_rejects, 1);
	jt_has(merge.rejects[0].reason, "the same record as on line");
	jt_int_eq(b.entry, 0);
}

/* What a summary answers was renamed on both sides of it: the plan comes
 * before the summary does. */
static void an_answered_target_is_renamed(void **state)
{
	static const char rename[] =
		"UPDATE plan_target SET what = '命题' WHERE what = '听课';"
		"UPDATE summary_answer SET target = '命题' WHERE target = '听课'";
	const char *const uids[] = { at_uid("ee1") };
	JYZ_AUTO(jyz_merge) merge = { .theirs = true };
	JYZ_AUTO(jyz_merge) plan_only = { .uids = uids, .n_uids = 1 };

	(void)state;
	at_add(&a, "plan", "ee1", EARLY, "title", "计划", "date", "2026-09-01",
	       "target", "听课", NULL);
	at_add(&a, "summary", "ee2", EARLY, "title", "总结", "date",
	       "2026-11-20", "plan", "计划", "answer", "听课=done", NULL);
	jt_ok(at_import(&b, at_export(&a, "2026-1"), NULL), &b.err);
	at_exec(&a, rename);
	const char *dir = at_export(&a, "2026-1");

	jt_ok(at_import(&b, dir, &plan_only), &b.err);
	jt_int_eq(plan_only.n_rejects, 0);
	jt_int_eq(plan_only.all.changed, 1);
	assert_true(noted(&b, "answers the target '听课', which its plan does "
			      "not have"));
	jt_ok(at_import(&b, dir, &merge), &b.err);
	jt_int_eq(merge.n_rejects, 0);
	jt_int_eq(merge.all.changed, 1);
	at_same(dir, at_export(&b, "2026-1"));
	at_exec(&a, "UPDATE plan_target SET what = '教研' WHERE what = '命题';"
		    "UPDATE summary_answer SET target = '教研' "
		    "WHERE target = '命题'");
	dir = at_export(&a, "2026-1");
	JYZ_AUTO(jyz_merge) both = { .theirs = true };

	jt_ok(at_import(&b, dir, &both), &b.err);
	jt_int_eq(both.n_rejects, 0);
	jt_int_eq(both.all.changed, 2);
	assert_false(noted(&b, "'命题'"));
	assert_false(noted(&b, "'教研'"));
	at_same(dir, at_export(&b, "2026-1"));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(different_versions_are_listed_and_left),
		TEST(theirs_are_taken_when_asked_for),
		TEST(theirs_of_one_record),
		TEST(news_travel_and_removals_do_not),
		TEST(the_same_by_its_key),
		TEST(the_same_with_what_comes_later),
		TEST(exchanges_converge),
		TEST(a_rubric_in_use),
		TEST(columns_that_are_not_there),
		TEST(the_school),
		TEST(two_in_one),
		TEST(an_answered_target_is_renamed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
