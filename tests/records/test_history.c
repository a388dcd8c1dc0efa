/*
 * The versions of a record, field by field, through undo and redo, and
 * clashes in words.
 */
#include "rt.h"

#include <string.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, rt_teardown)

static int setup(void **state)
{
	rt_setup(state);
	((struct rt *)*state)->desk.person = "王芳";
	return 0;
}

static int tell(const struct jyz_version *v, void *payload,
		struct jyz_error *err)
{
	struct jyz_buf *out = payload;

	(void)err;
	jyz_buf_addf(out, "%s%c%s: %s > %s\n",
		     strcmp(v->entry->action, "write") == 0
			     ? ""
			     : v->entry->action,
		     v->op, v->label, v->before ? v->before : "-",
		     v->after ? v->after : "-");
	return JYZ_OK;
}

static const char *history(struct rt *rt, const char *kind, int64_t id)
{
	struct jyz_buf out = JYZ_BUF_INIT;

	jt_ok(jyz_history(&rt->desk, rt_kind(rt, kind), id, tell, &out,
			  &rt->err), &rt->err);
	return jt_keep(jyz_buf_detach(&out));
}

static void test_versions(void **state)
{
	struct rt *rt = *state;
	int64_t id = rt_add(rt, "teacher", "name", "赵敏", "role", "新教师",
			    "unit", "数学教研组", NULL);

	jt_str_eq(history(rt, "teacher", id), "+Name: - > 赵敏\n"
					      "+Unit: - > 数学教研组\n"
					      "+Role: - > new teacher\n");
	rt_edit(rt, "teacher", id, "unit", "", "title", "一级", NULL);
	jt_str_eq(history(rt, "teacher", id), "+Name: - > 赵敏\n"
					      "+Unit: - > 数学教研组\n"
					      "+Role: - > new teacher\n"
					      "~Unit: 数学教研组 > -\n"
					      "~Title: - > 一级\n");
	rt_add(rt, "plan", "title", "计划", "target", "听课", NULL);
	rt_add(rt, "summary", "title", "总结", "answer", "听课=partly/差三节",
	       NULL);
	jt_has(history(rt, "summary", 1),
	       "+Answers: - > 听课=partly done/差三节\n");
	rt_add(rt, "observation", "class", "高一1班", "teacher", "李强", NULL);
	rt_add(rt, "trial", "title", "教改", "observation", "1", NULL);
	jt_has(history(rt, "trial", 1), "+Observations: - > #1\n");
	jyz_i18n_set(JYZ_LANG_ZH);
	jt_has(history(rt, "teacher", id), "+职务: - > 新教师\n");
	jt_has(history(rt, "summary", 1), "听课=部分完成/差三节\n");
	jyz_i18n_set(JYZ_LANG_EN);
	jt_str_eq(history(rt, "teacher", 99), "");
}

static const char *file(const char *name)
{
	const char *path = jt_path(jt_tmpdir(), name);

	jt_write_text(path, name);
	return path;
}

/* Files come and go with their record; others' do not show. */
static void test_attached(void **state)
{
	struct rt *rt = *state;
	int64_t id = rt_add(rt, "teacher", "name", "赵敏", NULL);
	bool added;

	rt_attach(rt, "teacher", 1, file("other.pdf"), &added);
	rt_attach(rt, "class", id, file("class.pdf"), &added);
	rt_attach(rt, "teacher", id, file("a.pdf"), &added);
	int64_t entry = rt->entry;
	rt_attach(rt, "teacher", id, file("b.pdf"), &added);
	jt_str_eq(history(rt, "teacher", id), "+Name: - > 赵敏\n"
					      "+Attachment: - > a.pdf\n"
					      "+Attachment: - > b.pdf\n");
	jt_has(history(rt, "class", id), "+Attachment: - > class.pdf\n");
	jt_lacks(history(rt, "class", id), "a.pdf");
	/* What is attached to nothing was to this one. */
	jt_ok(rt_undo(rt, entry), &rt->err);
	jt_has(history(rt, "teacher", id), "+Attachment: - > b.pdf\n"
					   "undo-Attachment: a.pdf > -\n");
	jt_has(history(rt, "teacher", 1), "+Attachment: - > other.pdf\n");
	jt_lacks(history(rt, "teacher", 1), "a.pdf");
	jyz_i18n_set(JYZ_LANG_ZH);
	jt_has(history(rt, "teacher", id), "-附件: a.pdf > -\n");
	jyz_i18n_set(JYZ_LANG_EN);
	/* With the record go its files, and come back. */
	jt_ok(rt_remove(rt, "teacher", id), &rt->err);
	jt_has(history(rt, "teacher", id), "-Attachment: b.pdf > -\n");
	jt_ok(rt_undo(rt, 0), &rt->err);
	jt_has(history(rt, "teacher", id), "undo+Attachment: - > b.pdf\n");
}

static void test_all_types(void **state)
{
	struct rt *rt = *state;
	int64_t id = rt_add(rt, "observation", "class", "高一1班", "teacher",
			    "李强", "date", "2026-10-12", "period", "3",
			    "notice", "否", "rubric", "简易课堂评价", "item",
			    "教师的教=38.5", "minute", "0-5:导入", NULL);
	const char *told = history(rt, "observation", id);
	static const char *const lines[] = {
		"+Date: - > 2026-10-12\n", "+Period: - > 3\n",
		"+Class: - > 高一(1)班\n", "+Subject: - > 数学\n",
		"+Teacher: - > 李强\n", "+Observer: - > 王芳\n",
		"+Notice given: - > no\n", "+Rubric: - > 简易课堂评价\n",
		"+Item scores: - > 教师的教=38.5\n",
		"+Process: - > 0-5:导入\n",
	};

	for (size_t i = 0; i < JT_COUNT(lines); i++)
		jt_has(told, lines[i]);
	jt_lacks(told, "uid");
	jt_lacks(told, "updated_at");
	jt_lacks(told, "Topic");
	/* a part is replaced row by row */
	rt_edit(rt, "observation", id, "item", "教师的教=39", "item",
		"学生的学=30", NULL);
	told = history(rt, "observation", id);
	jt_has(told, "-Item scores: 教师的教=38.5 > -\n");
	jt_has(told, "+Item scores: - > 教师的教=39\n");
	jt_has(told, "+Item scores: - > 学生的学=30\n");

	id = rt_add(rt, "meeting", "topic", "甲", "absent", "李强:病假", NULL);
	rt_edit(rt, "meeting", id, "absent", "", "present", "李强", NULL);
	told = history(rt, "meeting", id);
	jt_has(told, "+Absent: - > 李强:病假\n");
	jt_has(told, "-Absent: 李强:病假 > -\n");
	jt_has(told, "+Present: - > 李强\n");
}

static void test_undo_and_redo(void **state)
{
	struct rt *rt = *state;
	int64_t id = rt_add(rt, "meeting", "topic", "甲", "decision", "一",
			    NULL);

	rt_edit(rt, "meeting", id, "topic", "乙", NULL);
	jt_ok(rt_undo(rt, 0), &rt->err);
	jt_str_eq(rt_get(rt, "meeting", id, "topic"), "甲");
	jt_ok(rt_redo(rt), &rt->err);
	jt_str_eq(rt_get(rt, "meeting", id, "topic"), "乙");
	const char *told = history(rt, "meeting", id);

	jt_has(told, "~Topic: 甲 > 乙\nundo~Topic: 乙 > 甲\n"
		     "redo~Topic: 甲 > 乙\n");
	jt_ok(rt_remove(rt, "meeting", id), &rt->err);
	told = history(rt, "meeting", id);
	jt_has(told, "-Topic: 乙 > -\n");
	jt_has(told, "-Decisions: 一 > -\n");
	jt_ok(rt_undo(rt, 0), &rt->err);
	jt_str_eq(rt_get(rt, "meeting", id, "decision"), "一");
	jt_has(history(rt, "meeting", id), "undo+Decisions: - > 一\n");
}

/* References to what is gone are told by their numbers. */
static void test_gone(void **state)
{
	struct rt *rt = *state;
	int64_t unit = rt_add(rt, "unit", "name", "临时组", NULL);
	int64_t id = rt_add(rt, "teacher", "name", "赵敏", "unit", "临时组",
			    NULL);

	rt_edit(rt, "teacher", id, "unit", "", NULL);
	jt_ok(rt_remove(rt, "unit", unit), &rt->err);
	jt_has(history(rt, "teacher", id), "+Unit: - > #2\n");
	jt_has(history(rt, "teacher", id), "~Unit: #2 > -\n");
}

static void test_clash(void **state)
{
	struct rt *rt = *state;
	JYZ_AUTO(jyz_clashes) clashes = JYZ_CLASHES_INIT;
	JYZ_AUTO(jyz_undone) undone = { 0 };
	JYZ_AUTO(jyz_clash_text) text = { 0 };
	const struct jyz_deed deed = { "2026-11-21T04:00:00Z", "王芳", "undo",
				       NULL, "write" };
	int64_t id = rt_add(rt, "teacher", "name", "赵敏", NULL);

	rt_edit(rt, "teacher", id, "role", "新教师", NULL);
	int64_t entry = rt->entry;

	rt_edit(rt, "teacher", id, "role", "教师", NULL);
	jt_code(jyz_undo(rt->store, entry, &deed, false, jyz_record_touched,
			 &rt->desk, &clashes, &undone, &rt->err),
		JYZ_ECONFLICT, &rt->err);
	jt_int_eq(clashes.count, 1);
	jt_ok(jyz_clash_words(&rt->desk, &clashes.items[0], &text, &rt->err),
	      &rt->err);
	jt_str_eq(text.record, "teacher #4 赵敏");
	jt_str_eq(text.field, "Role");
	jt_str_eq(text.expected, "new teacher");
	jt_str_eq(text.found, "teacher");
	jt_str_eq(text.wanted, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_versions),
		TEST(test_attached),
		TEST(test_all_types),
		TEST(test_undo_and_redo),
		TEST(test_gone),
		TEST(test_clash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
