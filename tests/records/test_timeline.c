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
	jyz_buf_addf(out, "%s%s %s %s [%s] %s", out->len ? "\n" : "", h->date,
		     h->kind->name, h->kind->fields[h->event->field].name,
		     h->what, h->who ? h->who : "-");
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
#define FOUND                                                                 \
	"2026-11-12 finding date [期中 数学 高一(2)班 – 高一(1)班: 6] 王芳\n"
#define MEETING                                                               \
	"2026-11-12 meeting date [质量分析: 互听; 编学案] 王芳\n"
#define CLOSED                                                                \
	"2027-03-01 finding closed [期中 数学 高一(2)班 – 高一(1)班: "        \
	"teaching, 月考已平] 王芳"

/* Everything by day; a paper and a result are told by their exam. */
static void whole_way(void **state)
{
	struct jyz_timeline all = { .teacher = NULL };

	(void)state;
	jt_str_eq(told(&all),
		  PLAN
		  "2026-10-12 observation date [李强 函数] 李强, 王芳\n"
		  "2026-11-10 exam date [期中] -\n" FOUND MEETING
		  "2026-11-12 action date [编学案] 李强\n"
		  "2026-11-20 action done [编学案] 李强\n"
		  "2027-01-15 summary date [工作总结: "
		  "听课二十节=partly/十八节] -\n" CLOSED);
	all.shown = true;
	jt_has(told(&all), "[工作总结: 听课二十节 partly done 十八节]");
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

/* Whoever is named, in the record or in its parts. */
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
		  MEETING "2026-11-12 action date [编学案] 李强\n"
		  "2026-11-20 action done [编学案] 李强");
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
		cmocka_unit_test(entries),
	};

	return cmocka_run_group_tests(tests, setup, rt_teardown);
}
