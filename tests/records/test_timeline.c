/*
 * Timeline: records on their days, what became of them, by term, date,
 * teacher and kind.
 */
#include "rt.h"

#include "jyz/records/scan.h"

#include <string.h>

static struct rt *rt;

static int setup(void **state)
{
	rt_setup(state);
	rt = *state;
	rt->desk.person = "王芳";
	rt_add(rt, "plan", "title", "工作计划", "unit", "数学教研组", "term",
	       "2026-1", "date", "2026-08-28", "target",
	       "听课二十节=李强/2026-12-31", NULL);
	rt_add(rt, "observation", "class", "高一1班", "teacher", "李强",
	       "date", "2026-10-12", "topic", "函数", NULL);
	rt_add(rt, "exam", "name", "期中", "date", "2026-11-10", NULL);
	rt_add(rt, "paper", "exam", "期中", "subject", "数学", "grade", "高一",
	       NULL);
	rt_add(rt, "result", "paper", "#1", "class", "高一1班", "average",
	       "80", NULL);
	rt_add(rt, "result", "paper", "#1", "class", "高一2班", "average",
	       "86", NULL);
	/* Found in one term, closed in the next. */
	rt_add(rt, "term", "code", "2026-2", "starts", "2027-02-20", "ends",
	       "2027-07-10", NULL);
	rt_add(rt, "finding", "paper", "#1", "class_a", "高一2班", "class_b",
	       "高一1班", "date", "2026-11-12", "owner", "王芳", NULL);
	rt_edit(rt, "finding", 1, "closed", "2027-03-01", "cause", "teaching",
		"evidence", "月考已平", NULL);
	rt_add(rt, "meeting", "topic", "质量分析", "unit", "数学教研组",
	       "date", "2026-11-12", "chair", "王芳", "keeper", "王芳",
	       "present", "李强", "decision", "互听", "decision", "编学案",
	       NULL);
	rt_add(rt, "action", "what", "编学案", "owner", "李强", "meeting",
	       "#1", NULL);
	rt_edit(rt, "action", 1, "done", "2026-11-20", NULL);
	rt_add(rt, "summary", "title", "工作总结", "unit", "数学教研组",
	       "term", "2026-1", "date", "2027-01-15", "answer",
	       "听课二十节=partly/十八节", NULL);
	return 0;
}

static int note(const struct jyz_happening *h, void *payload,
		struct jyz_error *err)
{
	struct jyz_buf *out = payload;

	(void)err;
	jyz_buf_addf(out, "%s%s %s %s [%s] %s%s", out->len ? "\n" : "",
		     h->date, h->kind->name,
		     h->kind->fields[h->event->field].name, h->what,
		     h->who ? h->who : "-", h->planned ? " planned" : "");
	return JYZ_OK;
}

static const char *told(const struct jyz_timeline *timeline)
{
	struct jyz_buf out = JYZ_BUF_INIT;

	jt_ok(jyz_timeline(&rt->desk, timeline, note, &out, &rt->err),
	      &rt->err);
	return jt_keep(jyz_buf_detach(&out));
}

#define PLAN                                                                  \
	"2026-08-28 plan date [工作计划: 听课二十节=李强/2026-12-31] -\n"
#define EXAM                                                                  \
	"2026-11-10 exam date [期中: 数学 高一 classes=2 low=80 high=86 "     \
	"over=1 found=1] -\n"
#define FOUND                                                                 \
	"2026-11-12 finding date [期中 数学 高一(2)班 – 高一(1)班: 6] 王芳\n"
#define MEETING                                                               \
	"2026-11-12 meeting date [质量分析: 互听; 编学案] 王芳\n"
#define CLOSED                                                                \
	"2027-03-01 finding closed [期中 数学 高一(2)班 – 高一(1)班: "        \
	"teaching, 月考已平] 王芳 planned"

/* Everything by day; a paper and a result are told by their exam. */
static void whole_way(void **state)
{
	struct jyz_timeline all = { .teacher = NULL };

	(void)state;
	jt_str_eq(told(&all),
		  PLAN
		  "2026-10-12 observation date [李强 函数] 李强, 王芳\n"
		  EXAM FOUND MEETING
		  "2026-11-12 action date [编学案] 李强\n"
		  "2026-11-20 action done [编学案] 李强\n"
		  "2027-01-15 summary date [工作总结: partly=1; "
		  "听课二十节=partly/十八节] - planned\n" CLOSED);
	all.shown = true;
	jt_has(told(&all),
	       "[工作总结: partly done 1; 听课二十节 partly done 十八节]");
	jt_has(told(&all), "[期中: 数学 高一: 2 classes, 80–86, 1 gap over the "
			   "line (1 looked into)]");
	jt_has(told(&all), "[工作计划: 听课二十节 李强 2026-12-31]");
}

/* A plan written before the term begins is the term's; what closes later
 * is of both terms. */
static void by_term_and_date(void **state)
{
	struct jyz_timeline t = { .teacher = NULL };

	(void)state;
	jt_ok(jyz_resolve(&rt->desk, rt_kind(rt, "term"), "2026-1", NULL,
			  &t.scan.term, &rt->err), &rt->err);
	jt_has(told(&t), PLAN);
	jt_has(told(&t), CLOSED);
	jt_ok(jyz_resolve(&rt->desk, rt_kind(rt, "term"), "2026-2", NULL,
			  &t.scan.term, &rt->err), &rt->err);
	jt_str_eq(told(&t), CLOSED);
	/* By its date the plan is in the term before, too. */
	jt_ok(jyz_resolve(&rt->desk, rt_kind(rt, "term"), "2025-2", NULL,
			  &t.scan.term, &rt->err), &rt->err);
	jt_str_eq(told(&t), "2026-08-28 plan date [工作计划: 听课二十节=李强/"
			    "2026-12-31] -");
	t.scan.term = 0;
	t.scan.since = "2026-11-11";
	t.scan.until = "2026-11-12";
	jt_str_eq(told(&t), FOUND MEETING
		  "2026-11-12 action date [编学案] 李强");
	t.scan.since = t.scan.until = "2026-11-13";
	jt_str_eq(told(&t), "");
}

/* Whoever is named, in the record or in its parts, and whose classes sat the
 * exam: 李强 teaches 高一1班. */
static void by_teacher_and_kind(void **state)
{
	const struct jyz_kind *kinds[] = { rt_kind(rt, "finding"),
					   rt_kind(rt, "meeting") };
	struct jyz_timeline t = { .teacher = "李强" };
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

	(void)state;
	jt_str_eq(told(&t),
		  PLAN
		  "2026-10-12 observation date [李强 函数] 李强, 王芳\n"
		  EXAM FOUND MEETING
		  "2026-11-12 action date [编学案] 李强\n"
		  "2026-11-20 action done [编学案] 李强\n" CLOSED);
	t.teacher = "阿依古丽买买提";
	jt_str_eq(told(&t), "");
	t.teacher = NULL;
	t.scan.kinds = kinds;
	t.scan.n_kinds = 2;
	jt_str_eq(told(&t), FOUND MEETING CLOSED);
	t.teacher = "王方";
	jt_code(jyz_timeline(&rt->desk, &t, note, &out, &rt->err),
		JYZ_ENOTFOUND, &rt->err);
	t.teacher = NULL;
	kinds[1] = rt_kind(rt, "result");
	jt_code(jyz_timeline(&rt->desk, &t, note, &out, &rt->err), JYZ_EUSAGE,
		&rt->err);
}

static const char *of_kind(const char *name, bool shown)
{
	const struct jyz_kind *kind = rt_kind(rt, name);
	struct jyz_timeline t = { .scan = { .kinds = &kind, .n_kinds = 1 },
				  .shown = shown };

	return told(&t);
}

/* An assignment that was over before the exam does not count, nor one of
 * another subject; a paper without results tells nothing. */
static void exams(void **state)
{
	const struct jyz_kind *kind = rt_kind(rt, "exam");
	struct jyz_timeline t = { .scan = { .kinds = &kind, .n_kinds = 1 },
				  .teacher = "王芳" };

	(void)state;
	rt_add(rt, "assignment", "teacher", "王芳", "class", "高一2班",
	       "subject", "语文", NULL);
	rt_add(rt, "assignment", "teacher", "王芳", "class", "高一2班",
	       "subject", "数学", "ends", "2026-11-09", NULL);
	jt_str_eq(told(&t), "");
	rt_edit(rt, "assignment", 3, "ends", "2026-11-10", NULL);
	jt_has(told(&t), "2026-11-10 exam date [期中: 数学");
	rt_remove(rt, "assignment", 3);
	rt_remove(rt, "assignment", 2);
	rt_add(rt, "exam", "name", "月考", "date", "2026-11-20", NULL);
	rt_add(rt, "paper", "exam", "月考", "subject", "数学", "grade", "高一",
	       NULL);
	jt_has(of_kind("exam", false), "2026-11-20 exam date [月考] -");
	/* One class has nothing to be compared with; of three pupils there is
	 * no average. */
	rt_add(rt, "result", "paper", "#2", "class", "高一1班", "average",
	       "80", NULL);
	jt_has(of_kind("exam", false), "[月考: 数学 高一 classes=1 low=80 "
				       "high=80 over=0 found=0] -");
	jt_has(of_kind("exam", true), "[月考: 数学 高一: 1 class, 80] -");
	rt_add(rt, "result", "paper", "#2", "class", "高一2班", "average",
	       "83.456", NULL);
	rt_add(rt, "result", "paper", "#2", "class", "高一10班", "average",
	       "20", "sat", "3", NULL);
	jt_has(of_kind("exam", true),
	       "[月考: 数学 高一: 3 classes, 80–83.46, 2 gaps over the line (0 "
	       "looked into)] -");
	for (int id = 3; id <= 5; id++)
		rt_remove(rt, "result", id);
	rt_remove(rt, "paper", 2);
	rt_remove(rt, "exam", 2);
}

/* What was reached is measured from the records, on the day it is due. */
static void targets(void **state)
{
	(void)state;
	rt_add(rt, "target", "teacher", "王芳", "measure", "lessons_heard",
	       "value", "1", "date", "2026-09-02", "due", "2026-10-20", NULL);
	rt_add(rt, "target", "teacher", "王芳", "measure", "lessons_heard",
	       "value", "2", "what", "听课", "date", "2026-09-02", "due",
	       "2026-11-20", NULL);
	rt_add(rt, "target", "teacher", "李强", "measure", "other", "what",
	       "导学案", "date", "2026-09-02", "due", "2026-12-20", NULL);
	jt_str_eq(of_kind("target", false),
		  "2026-09-02 target date [王芳 lessons_heard: 1] 王芳\n"
		  "2026-09-02 target date [王芳 听课: 2] 王芳\n"
		  "2026-09-02 target date [李强 导学案] 李强\n"
		  "2026-10-20 target due [王芳 lessons_heard: reached=1 "
		  "value=1 state=met] 王芳\n"
		  "2026-11-20 target due [王芳 听课: reached=1 value=2 "
		  "state=short] 王芳\n"
		  "2026-12-20 target due [李强 导学案: state=open] 李强 "
		  "planned");
	jt_has(of_kind("target", true), "[王芳 lessons heard: reached 1, "
					"agreed 1, target reached] 王芳");
	jt_has(of_kind("target", true), "[李强 导学案: target not reached yet]");
	for (int id = 1; id <= 3; id++)
		rt_remove(rt, "target", id);
}

/* What is only planned is not told as done; what makes a record understood is
 * told; whom it is about is there, from its parts too. */
static void what_and_who(void **state)
{
	(void)state;
	rt_add(rt, "check", "date", "2026-11-02", "checker", "王芳",
	       "findings", "总体规范", "teacher", "李强:缺反思", "follow_up",
	       "2026-11-20", NULL);
	jt_str_eq(of_kind("check", false),
		  "2026-11-02 check date [王芳: lesson_plan, 总体规范; "
		  "李强:缺反思] 王芳, 李强\n"
		  "2026-11-20 check follow_up [2026-11-02 王芳] 王芳 planned");
	rt_edit(rt, "check", 1, "outcome", "已补", NULL);
	jt_has(of_kind("check", false),
	       "2026-11-20 check follow_up [2026-11-02 王芳: 已补] 王芳");
	jt_lacks(of_kind("check", false), "planned");
	rt_edit(rt, "check", 1, "follow_up", "2026-12-20", NULL);
	jt_has(of_kind("check", false), "[2026-11-02 王芳: 已补] 王芳 planned");
	rt_remove(rt, "check", 1);
	rt_add(rt, "overtime", "teacher", "李强", "what", "周末答疑", "date",
	       "2026-11-01", NULL);
	jt_str_eq(of_kind("overtime", false),
		  "2026-11-01 overtime date [李强: 周末答疑] 李强");
	rt_remove(rt, "overtime", 1);
	rt_add(rt, "activity", "what", "运动会", "outcome", "第二", "date",
	       "2026-11-01", "organiser", "王芳", "participant",
	       "李强:百米第一", "participant", "王芳", NULL);
	jt_str_eq(of_kind("activity", false),
		  "2026-11-01 activity date [运动会: 第二] 王芳, 李强");
	rt_remove(rt, "activity", 1);
}

/* What an entry says of its events holds. */
static void entries(void **state)
{
	size_t events = 0;

	(void)state;
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];
		const struct jyz_event *e = kind->events;

		for (; e && e->field >= 0; e++, events++) {
			const struct jyz_field *day = &kind->fields[e->field];

			jt_int_eq(day->type, JYZ_TYPE_DATE);
			assert_false(day->flags & JYZ_COMPUTED);
			assert_true(!e->word.en == !e->word.zh);
			for (const int *f = e->fields; f && *f >= 0; f++) {
				assert_true((size_t)*f < kind->n_fields);
				assert_false(kind->fields[*f].flags &
					     (JYZ_COMPUTED | JYZ_PRIVATE));
			}
			for (const int *p = e->parts; p && *p >= 0; p++) {
				assert_true((size_t)*p < kind->n_parts);
				assert_false(kind->parts[*p].flags &
					     JYZ_PRIVATE);
			}
			for (const int *p = e->people; p && *p >= 0; p++)
				assert_true((size_t)*p < kind->n_parts);
			assert_true(!e->ahead.en == !e->ahead.zh);
			assert_true(e->needs >= 0 &&
				    (size_t)e->needs <= kind->n_fields);
			if (e->told == JYZ_TOLD_REACHED)
				assert_int_equal(kind->term, JYZ_TERM_FIELD);
		}
		/* The record's own day is told first. */
		if (kind->events)
			jt_int_eq(kind->events->field, kind->date);
	}
	assert_true(events > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_way),
		cmocka_unit_test(by_term_and_date),
		cmocka_unit_test(by_teacher_and_kind),
		cmocka_unit_test(exams),
		cmocka_unit_test(targets),
		cmocka_unit_test(what_and_who),
		cmocka_unit_test(entries),
	};

	return cmocka_run_group_tests(tests, setup, rt_teardown);
}
