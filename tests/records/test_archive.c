/*
 * Rules of the archive's kinds and of checks, targets, quotas: what is
 * refused, what is only said, what the database itself does not take.
 */
#include "rt.h"

#include <string.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, rt_setup, rt_teardown)

/* The term 2026-1 begins on a Tuesday and ends on a Wednesday: 21 weeks. */
static void test_plan(void **state)
{
	struct rt *rt = *state;
	int64_t id = rt_add(rt, "plan", "title", "计划", "target",
			    "听课=王芳/2026-12-31/互听", "target", "学案=李强",
			    "target", "论文", "week", "第1周=开学", "week",
			    "21=考试", NULL);

	assert_true(rt->desk.notes.count == 3);
	assert_true(rt_noted(rt, "without an owner: 论文"));
	jt_str_eq(rt_get(rt, "plan", id, "term"), "2026-1");
	jt_str_eq(rt_get(rt, "plan", id, "target_count"), "3");
	jt_str_eq(rt_get(rt, "plan", id, "target"),
		  "听课=王芳/2026-12-31/互听\n学案=李强\n论文");
	rt_edit(rt, "plan", id, "week", "2=备课", "week", "4=听课", NULL);
	assert_true(rt_noted(rt, "without a plan: 1, 3, 5-21"));
	rt_edit(rt, "plan", id, "target", "听课=王芳", NULL);
	assert_true(rt_noted(rt, "without a due date: 听课"));
	rt_failed(rt, rt_change(rt, "plan", id, "week", "22=假期", NULL),
		  JYZ_EINVAL, "week", "21 weeks; there is no week 22");
	rt_failed(rt, rt_change(rt, "plan", id, "week", "0=假期", NULL),
		  JYZ_EINVAL, "week", "between 1 and 60");
	rt_failed(rt, rt_change(rt, "plan", id, "target", "a", "target", "a",
				NULL), JYZ_EEXISTS, "target", "twice");
	/* The term may end earlier after all: what was planned stays. */
	rt_edit(rt, "plan", id, "week", "21=考试", NULL);
	rt_edit(rt, "term", 2, "ends", "2027-01-10", NULL);
	rt_edit(rt, "plan", id, "note", "不变", NULL);
	rt_edit(rt, "term", 1, "ends", "2026-06-30", NULL);
	rt_failed(rt, rt_change(rt, "plan", id, "term", "2025-2", NULL),
		  JYZ_EINVAL, "week", "no week 21");
}

static void test_term_of_plan(void **state)
{
	struct rt *rt = *state;
	int64_t id = rt_add(rt, "plan", "title", "甲", "date", "2026-05-01",
			    NULL);

	jt_str_eq(rt_get(rt, "plan", id, "term"), "2025-2");
	/* written in the holidays, for what comes */
	id = rt_add(rt, "plan", "title", "乙", "date", "2026-08-20", "term",
		    "2026-1", NULL);
	jt_str_eq(rt_get(rt, "plan", id, "term"), "2026-1");
	rt_edit(rt, "plan", id, "date", "2026-08-21", NULL);
	jt_str_eq(rt_get(rt, "plan", id, "term"), "2026-1");
	rt_failed(rt, rt_try(rt, NULL, "plan", "title", "丙", "date",
			     "2026-01-01", NULL), JYZ_ENOTFOUND, "date",
		  "2026-01-01");
	rt_failed(rt, rt_try(rt, NULL, "plan", "title", "乙", NULL),
		  JYZ_EEXISTS, "term", "plan 2");
}

static void test_summary(void **state)
{
	struct rt *rt = *state;
	int64_t plan = rt_add(rt, "plan", "title", "计划", "target",
			      "听课（每人20节）=王芳/12-31", "target",
			      "学案=李强/12-31", NULL);
	int64_t id = rt_add(rt, "summary", "title", "总结", "answer",
			    "2=完成/全部", NULL);

	jt_int_eq(plan, 1);
	assert_true(rt_noted(rt, "without an answer: 听课（每人20节）"));
	jt_str_eq(rt_get(rt, "summary", id, "plan"), "计划");
	jt_str_eq(rt_get(rt, "summary", id, "answer"), "学案=done/全部");
	jt_str_eq(rt_get(rt, "summary", id, "unanswered"), "1");
	/* as names are compared, and kept in the plan's words */
	rt_edit(rt, "summary", id, "answer", "听课每人20节=partly", "answer",
		"学案=not-done", NULL);
	assert_false(rt_noted(rt, "without an answer"));
	jt_str_eq(rt_get(rt, "summary", id, "unanswered"), "0");
	rt_failed(rt, rt_change(rt, "summary", id, "answer", "论文=done",
				NULL), JYZ_EINVAL, "answer", "'论文'");
	jt_has(rt->err.hint, "1 听课（每人20节）, 2 学案");
	rt_failed(rt, rt_change(rt, "summary", id, "answer", "3=done", NULL),
		  JYZ_EINVAL, "answer", "'3'");
	rt_failed(rt, rt_change(rt, "summary", id, "answer", "学案=maybe",
				NULL), JYZ_EINVAL, "answer", "carried_on");
	rt_failed(rt, rt_change(rt, "summary", id, "answer", "学案", NULL),
		  JYZ_EINVAL, "answer", "no state");
	/* What is answered stays in the plan as it is called; that a new
	 * target has no answer is said. */
	rt_failed(rt, rt_change(rt, "plan", plan, "target", "论文=王芳/12-31",
				NULL), JYZ_EREFERENCED, "target",
		  "summary 1 answers the target '听课（每人20节）'");
	rt_edit(rt, "plan", plan, "target", "论文=王芳/12-31", "target",
		"学案=李强/12-31", "target", "听课（每人20节）=王芳/11-30",
		NULL);
	rt_edit(rt, "summary", id, "note", "补", NULL);
	assert_true(rt_noted(rt, "without an answer: 论文"));
	rt_failed(rt, rt_remove(rt, "plan", plan), JYZ_EREFERENCED, NULL,
		  "summary 1 (#1)");
}

/* Of several plans, or of none, none is guessed. */
static void test_summary_of_which_plan(void **state)
{
	struct rt *rt = *state;
	int64_t id = rt_add(rt, "summary", "title", "甲", "answer",
			    "一=done", NULL);

	jt_str_eq(rt_get(rt, "summary", id, "plan"), NULL);
	rt_add(rt, "plan", "title", "一月", NULL);
	rt_add(rt, "plan", "title", "二月", NULL);
	rt_add(rt, "plan", "title", "二月", "date", "2026-05-01", NULL);
	id = rt_add(rt, "summary", "title", "乙", NULL);
	jt_str_eq(rt_get(rt, "summary", id, "plan"), NULL);
	/* by name in the term of the summary, whenever it is written */
	id = rt_add(rt, "summary", "title", "丙", "term", "2025-2", "plan",
		    "二月", NULL);
	jt_str_eq(rt_sql(rt, "SELECT plan FROM summary WHERE title = '丙'"),
		  "3");
}

static void test_review(void **state)
{
	struct rt *rt = *state;
	static const struct {
		const char *entitled, *present, *ballots, *excellent, *basic;
		const char *field, *text; /* of the refusal; or of a note */
		bool refused;
	} cases[] = {
		{ "12", "11", "11", "8", "2", "ballots",
		  "sum to 10, not to 11", true },
		{ "12", "13", "11", "8", "3", "present",
		  "13 is more than entitled, 12", true },
		{ "12", "11", "12", "8", "4", "ballots",
		  "12 is more than present, 11", true },
		{ "12", "11", "2", "2", "0", "ballots", "fewer than 3", true },
		{ "12", "11", "-1", "0", "0", "ballots", "between 0", true },
		{ "12", "7", "7", "5", "2", NULL,
		  "7 of 12 were present: one school's form", false },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		int rc = rt_try(rt, NULL, "review", "teacher", "王芳", "entitled",
				cases[i].entitled, "present", cases[i].present,
				"ballots", cases[i].ballots, "excellent",
				cases[i].excellent, "basic", cases[i].basic,
				NULL);

		if (cases[i].refused)
			rt_failed(rt, rc, JYZ_EINVAL, cases[i].field,
				  cases[i].text);
		else
			jt_ok(rc, NULL);
		jt_int_eq(rt_noted(rt, cases[i].text), !cases[i].refused);
	}
	/* exactly two thirds are enough */
	rt_edit(rt, "review", 1, "present", "8", NULL);
	assert_false(rt_noted(rt, "were present"));
	/* The database itself says no, too. */
	jt_int_eq(rt_exec(rt, "UPDATE review SET excellent = 6"), JYZ_EINVAL);
	jt_int_eq(rt_exec(rt, "UPDATE review SET present = 13"), JYZ_EINVAL);
	jt_int_eq(rt_exec(rt, "UPDATE review SET ballots = 2, excellent = 2, "
			      "basic = 0"), JYZ_EINVAL);
	/* Nobody who voted is named anywhere. */
	jt_str_eq(rt_sql(rt, "SELECT group_concat(name) FROM sqlite_schema "
			     "WHERE type = 'table' AND name GLOB 'review_*'"),
		  NULL);
}

static void test_overtime_is_not_ranked(void **state)
{
	struct rt *rt = *state;
	struct jyz_query query;

	rt_add(rt, "overtime", "teacher", "李强", "what", "答疑", "hours",
	       "3.5小时", NULL);
	jyz_query_init(&query, rt_kind(rt, "overtime"));
	query.sort = jyz_field_find(query.kind, "时长");
	jt_code(jyz_list(&rt->desk, &query, NULL, NULL, &rt->err), JYZ_EUSAGE,
		&rt->err);
	jt_has(rt->err.msg, "not ranked by hours");
}

/* Evidence may be of a later term; classes are those of the trial's year. */
static void test_trial(void **state)
{
	struct rt *rt = *state;
	int64_t lesson = rt_add(rt, "observation", "class", "高一1班",
				"teacher", "李强", "observer", "王芳", NULL);

	rt_add(rt, "exam", "name", "期末", "date", "2026-06-20", NULL);
	rt_add(rt, "exam", "name", "期末", "date", "2026-11-20", NULL);
	rt_add(rt, "exam", "name", "期中", "date", "2026-11-01", NULL);
	int64_t id = rt_add(rt, "trial", "title", "小组合作", "date",
			    "2026-05-01", "class", "高一1班", "exam", "期末",
			    "exam", "期中", "observation", "#1", NULL);

	jt_int_eq(lesson, 1);
	jt_str_eq(rt_sql(rt, "SELECT class FROM trial_class"), "1");
	jt_str_eq(rt_sql(rt, "SELECT group_concat(exam) FROM trial_exam"),
		  "1,3");
	jt_str_eq(rt_get(rt, "trial", id, "observation"), "#1");
	rt_failed(rt, rt_change(rt, "trial", id, "control", "高一1班", NULL),
		  JYZ_EEXISTS, "control", "twice");
	rt_failed(rt, rt_change(rt, "trial", id, "class", "高一2班", NULL),
		  JYZ_ENOTFOUND, "class", "school year 2025");
	rt_failed(rt, rt_change(rt, "trial", id, "closed", "2026-04-30", NULL),
		  JYZ_EINVAL, "closed", "closed 2026-04-30 is before date 2026-05-01");
	rt_failed(rt, rt_remove(rt, "observation", lesson), JYZ_EREFERENCED,
		  NULL, "trial 1");
}

static void test_certificates(void **state)
{
	struct rt *rt = *state;

	rt_add(rt, "achievement", "teacher", "王芳", "kind", "论文", "title",
	       "甲", "certificate", "教研(2026) 81号", "with", "李强", NULL);
	rt_failed(rt, rt_try(rt, NULL, "achievement", "teacher", "李强",
			     "kind", "paper", "title", "乙", "certificate",
			     "教研（２０２６）81号", NULL), JYZ_EEXISTS,
		  "certificate", "achievement 1 has");
	rt_edit(rt, "achievement", 1, "certificate", "教研(2026)81号", NULL);
	rt_add(rt, "achievement", "teacher", "李强", "kind", "paper", "title",
	       "乙", "certificate", "82", NULL);
	rt_failed(rt, rt_try(rt, NULL, "achievement", "teacher", "李强",
			     "kind", "paper", "title", "乙", NULL),
		  JYZ_EEXISTS, "teacher", "achievement 2");
}

static void test_check(void **state)
{
	struct rt *rt = *state;
	int64_t id = rt_add(rt, "check", "kind", "教案", "date", "2026-11-02",
			    "checker", "王芳", "teacher", "李强:缺反思",
			    "feedback_date", "11-03", NULL);

	jt_str_eq(rt_get(rt, "check", id, "checked"), "1");
	rt_failed(rt, rt_change(rt, "check", id, "follow_up", "2026-11-01",
				NULL), JYZ_EINVAL, "follow_up", "before");
	/* what is to be done follows from it, and is of its day */
	int64_t action = rt_add(rt, "action", "what", "补教案", "owner", "李强",
				"check", "1", NULL);

	jt_str_eq(rt_get(rt, "action", action, "date"), "2026-11-02");
	rt_failed(rt, rt_remove(rt, "check", id), JYZ_EREFERENCED, NULL,
		  "action 1");
	jt_ok(rt_remove(rt, "action", action), &rt->err);
	jt_ok(rt_remove(rt, "check", id), &rt->err);
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM check_teacher"), 0);
	jt_ok(rt_undo(rt, 0), &rt->err);
	jt_str_eq(rt_get(rt, "check", id, "teacher"), "李强:缺反思");
}

static void test_target(void **state)
{
	struct rt *rt = *state;
	int64_t id = rt_add(rt, "target", "class", "高一1班", "measure",
			    "及格率", "subject", "数学", "value", "85", NULL);

	jt_str_eq(rt_get(rt, "target", id, "term"), "2026-1");
	jt_str_eq(rt_get(rt, "target", id, "unit"), NULL);
	rt_add(rt, "target", "class", "高一1班", "measure", "及格率",
	       "subject", "物理", "value", "85", NULL);
	rt_failed(rt, rt_try(rt, NULL, "target", "measure", "average",
			     "value", "80", NULL), JYZ_EINVAL, "unit",
		  "none is given");
	rt_failed(rt, rt_try(rt, NULL, "target", "measure", "average",
			     "value", "80", "unit", "数学教研组", "teacher",
			     "王芳", NULL), JYZ_EINVAL, "teacher",
		  "not of 2 of them");
	rt_failed(rt, rt_try(rt, NULL, "target", "measure", "other",
			     "teacher", "王芳", "value", "3", NULL),
		  JYZ_EINVAL, "what", "says what it is");
	rt_failed(rt, rt_try(rt, NULL, "target", "measure", "average",
			     "teacher", "王芳", NULL), JYZ_EINVAL, "value",
		  "how much, or what");
	/* all of them is the most that a rate can be */
	rt_failed(rt, rt_try(rt, NULL, "target", "measure", "及格率", "teacher",
			     "王芳", "value", "100.01", NULL), JYZ_EINVAL,
		  "value", "at most 100");
	rt_failed(rt, rt_try(rt, NULL, "target", "measure", "attendance",
			     "teacher", "王芳", "value", "100", "reached",
			     "101", NULL), JYZ_EINVAL, "reached",
		  "at most 100");
	jt_int_eq(rt_exec(rt, "UPDATE target SET teacher = 1"), JYZ_EINVAL);
	jt_int_eq(rt_exec(rt, "UPDATE target SET class = NULL"), JYZ_EINVAL);
}

static void test_quota(void **state)
{
	struct rt *rt = *state;
	static const struct {
		const char *name, *text, *more, *than, *field, *says;
	} cases[] = {
		{ "coverage", "no", NULL, NULL, "minimum", "how many" },
		{ "minimum", "3", "maximum", "2", "maximum", "less than" },
		{ "minimum", "0", NULL, NULL, "minimum", "between 1" },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++)
		rt_failed(rt, rt_try(rt, NULL, "quota", "role", "教师",
				     cases[i].name, cases[i].text,
				     cases[i].more, cases[i].than, NULL),
			  JYZ_EINVAL, cases[i].field, cases[i].says);
	rt_failed(rt, rt_try(rt, NULL, "quota", "role", "教师", "kind",
			     "exams", "maximum", "2", "visit", "随堂", NULL),
		  JYZ_EINVAL, "visit", "only lessons");
	/* what is nobody's can come to nobody */
	rt_failed(rt, rt_try(rt, NULL, "quota", "role", "教师", "kind",
			     "考试", "coverage", "是", NULL), JYZ_EINVAL,
		  "coverage", "only lessons heard and checks");
	rt_failed(rt, rt_try(rt, NULL, "quota", "role", "教师", "kind",
			     "lessons_given", "minimum", "2", "coverage",
			     "是", NULL), JYZ_EINVAL, "coverage",
		  "only lessons heard and checks");
	rt_add(rt, "quota", "role", "教研组长", "kind", "检查", "coverage",
	       "是", NULL);
	rt_add(rt, "quota", "role", "教研组长", "minimum", "20", "visit",
	       "推门课", "coverage", "是", NULL);
	rt_add(rt, "quota", "role", "教研组长", "minimum", "8", "visit",
	       "预约课", NULL);
	rt_add(rt, "quota", "role", "全体", "kind", "考试", "maximum", "0",
	       NULL);
	rt_failed(rt, rt_try(rt, NULL, "quota", "role", "教研组长", "minimum",
			     "9", "visit", "预约课", NULL), JYZ_EEXISTS,
		  "role", "quota 3");
	jt_int_eq(rt_exec(rt, "UPDATE quota SET minimum = NULL, maximum = "
			      "NULL, coverage = NULL"), JYZ_EINVAL);
}

static void test_honour(void **state)
{
	struct rt *rt = *state;

	rt_add(rt, "honour", "title", "甲", "level", "县区级", "recipient",
	       "王芳", NULL);
	rt_add(rt, "honour", "title", "乙", "level", "校级", NULL);
	rt_add(rt, "honour", "title", "丙", NULL);
	jt_str_eq(rt_get(rt, "honour", 1, "kept"), "permanent");
	jt_str_eq(rt_get(rt, "honour", 2, "kept"), "thirty_years");
	jt_str_eq(rt_get(rt, "honour", 3, "kept"), NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_plan),
		TEST(test_term_of_plan),
		TEST(test_summary),
		TEST(test_summary_of_which_plan),
		TEST(test_review),
		TEST(test_overtime_is_not_ranked),
		TEST(test_trial),
		TEST(test_certificates),
		TEST(test_check),
		TEST(test_target),
		TEST(test_quota),
		TEST(test_honour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
