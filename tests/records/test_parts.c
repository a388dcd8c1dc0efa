/*
 * Rows of parts in one word: what is typed is understood, and what is
 * written out is read back the same, whatever the texts are.
 */
#include "rt.h"

#include <string.h>

#include "jyz/base/text.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, rt_teardown)

static int setup(void **state)
{
	rt_setup(state);
	((struct rt *)*state)->desk.person = "王芳";
	return 0;
}

static int64_t lesson(struct rt *rt)
{
	return rt_add(rt, "observation", "class", "高一1班", "teacher", "李强",
		      NULL);
}

static void test_syntax(void **state)
{
	struct rt *rt = *state;
	int64_t id = lesson(rt);
	static const struct {
		const char *text;
		const char *cells[6]; /* NULL: absent */
		const char *written;
	} cases[] = {
		{ "0-5:导入", { "0", "5", "导入" }, "0-5:导入" },
		{ "0-5:导入:提问:思考:好", { "0", "5", "导入", "提问", "思考",
					     "好" }, NULL },
		{ "0－5：导入：提问", { "0", "5", "导入", "提问" },
		  "0-5:导入:提问" },
		{ "0-5:导入::思考", { "0", "5", "导入", NULL, "思考" },
		  NULL },
		{ "0-5:导入:提问:", { "0", "5", "导入", "提问" },
		  "0-5:导入:提问" },
		{ " 0 - 5 : 导 入 ", { "0", "5", "导 入" }, "0-5:导 入" },
		/* the last field takes the rest */
		{ "0-5:a:b:c:d:e:f-g", { "0", "5", "a", "b", "c", "d:e:f-g" },
		  NULL },
		/* a separator within a field: a backslash */
		{ "0-5:8\\:00 导入:x", { "0", "5", "8:00 导入", "x" },
		  NULL },
		{ "0-5:甲\\：乙", { "0", "5", "甲：乙" }, NULL },
		{ "0-5:a\\\\b", { "0", "5", "a\\b" }, NULL },
		{ "0-5:a\\b", { "0", "5", "ab" }, "0-5:ab" },
		{ "0-5:ab\\", { "0", "5", "ab\\" }, "0-5:ab\\\\" },
		{ "０-５分:导入", { "0", "5", "导入" }, "0-5:导入" },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_record) rec = { 0 };

		rt_edit(rt, "observation", id, "minute", cases[i].text, NULL);
		jyz_record_init(&rec, rt_kind(rt, "observation"));
		jt_ok(jyz_record_load(&rt->desk, rec.kind, id, &rec, &rt->err),
		      &rt->err);
		const struct jyz_rows *rows =
			&rec.parts[jyz_part_find(rec.kind, "minute")];

		jt_int_eq(rows->count, 1);
		for (size_t c = 0; c < 6; c++) {
			const char *wanted = cases[i].cells[c];
			struct jyz_value v = rows->cells[c];
			JYZ_AUTO(jyz_buf) got = JYZ_BUF_INIT;

			if (v.type == JYZ_INT)
				jyz_buf_addf(&got, "%d", (int)v.i);
			else if (v.type == JYZ_TEXT)
				jyz_buf_adds(&got, v.s);
			if (strcmp(got.data, wanted ? wanted : "") != 0)
				jt_fail("%s: cell %zu is '%s'", cases[i].text,
					c, got.data);
		}
		jt_str_eq(rt_get(rt, "observation", id, "minute"),
			  cases[i].written ? cases[i].written
					   : cases[i].text);
	}
}

static void test_refused(void **state)
{
	struct rt *rt = *state;
	int64_t id = lesson(rt);
	static const struct {
		const char *part, *text, *message;
		int code;
	} cases[] = {
		{ "minute", "5:导入", "5:导入", JYZ_EINVAL },
		{ "minute", "0-5", "no segment", JYZ_EINVAL },
		{ "minute", "0-5:", "no segment", JYZ_EINVAL },
		{ "minute", "0-301:x", "300", JYZ_EINVAL },
		{ "minute", "-5:x", "no starts", JYZ_EINVAL },
		{ "minute", " ", "no starts", JYZ_EINVAL },
		{ "minute", "0-5:a\\nb", "more than one line", JYZ_EINVAL },
		{ "item", "教学目标", "no score", JYZ_EINVAL },
		{ "item", "=8", "no item", JYZ_EINVAL },
		{ "item", "教学目标=八", "八", JYZ_EINVAL },
		{ "item", "教学目标=9=1", "9=1", JYZ_EINVAL },
		{ "item", "教学目标=8.123", "8.123", JYZ_EINVAL },
		{ "veto", "没有的", "没有的", JYZ_ENOTFOUND },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++)
		rt_failed(rt, rt_change(rt, "observation", id, cases[i].part,
					cases[i].text, NULL),
			  cases[i].code, cases[i].part, cases[i].message);
	/* item scores of a rubric that is not known */
	rt_exec(rt, "INSERT INTO setting VALUES ('rubric', 'x')");
	rt_failed(rt, rt_change(rt, "observation", id, "item", "a=1", NULL),
		  JYZ_ENOTFOUND, "rubric", "x");
}

/* Pieces that make trouble at the joints. */
static const char *random_text(uint64_t *seed)
{
	static const char *const pieces[] = {
		"a", "课", ":", "：", "=", "＝", "/", "／", "-", "－", "|",
		"｜", "\\", "\\n", "n", " ", ".", "\"", "'", "5", "、", ",",
		"\\:", "é", "🧑‍🏫", "=1+1", "@", "\t",
	};
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) trimmed = JYZ_BUF_INIT;

	for (size_t n = 1 + rt_random(seed) % 6; n; n--)
		jyz_buf_adds(&out, pieces[rt_random(seed) %
					  JT_COUNT(pieces)]);
	jyz_text_trim(&trimmed, out.data);
	if (!trimmed.len)
		jyz_buf_adds(&trimmed, "x");
	return jt_keep(jyz_buf_detach(&trimmed));
}

/* A word that stands for these cells is read back as these cells. */
static void round_trip(struct rt *rt, const struct jyz_kind *kind, int part,
		       uint64_t *seed)
{
	const struct jyz_part *p = &kind->parts[part];
	JYZ_AUTO(jyz_record) rec = { 0 };
	JYZ_AUTO(jyz_buf) lines = JYZ_BUF_INIT;
	struct jyz_value cells[8 * 4];
	struct jyz_rows rows = { .cells = cells,
				 .count = 1 + rt_random(seed) % 4 };

	for (size_t i = 0; i < rows.count * p->n_fields; i++) {
		const struct jyz_field *f = &p->fields[i % p->n_fields];
		bool absent = !(f->flags & JYZ_REQUIRED) &&
			      rt_random(seed) % 3 == 0;

		if (absent)
			cells[i] = jyz_null();
		else if (f->type == JYZ_TYPE_TEXT)
			cells[i] = jyz_text(random_text(seed));
		else if (f->type == JYZ_TYPE_NOTE && rt_random(seed) % 2)
			cells[i] = jyz_text("a\n\n:b\\\n=c");
		else if (f->type == JYZ_TYPE_NOTE)
			cells[i] = jyz_text(random_text(seed));
		else
			cells[i] = jyz_int(1 + (int64_t)(rt_random(seed) %
							 300));
	}
	jyz_part_lines(&lines, p, &rows);
	jyz_record_init(&rec, kind);
	for (char *line = strtok(lines.data, "\n"); line;
	     line = strtok(NULL, "\n"))
		jyz_record_part(&rec, part, line);
	/* what is required is missing: only the parts are looked at */
	if (jyz_field_find(kind, "outside") >= 0)
		jt_ok(jyz_record_set(&rt->desk, &rec,
				     jyz_field_find(kind, "outside"), "yes",
				     &rt->err), &rt->err);
	jt_clear(&rt->err);
	int rc = jyz_record_finish(&rt->desk, &rec, &rt->err);

	if (rc < 0 && rec.blamed >= (int)kind->n_fields &&
	    !strstr(rt->err.msg, "same name"))
		jt_fail("%s", rt->err.msg);
	jt_int_eq(rec.parts[part].count, rows.count);
	for (size_t i = 0; i < rows.count * p->n_fields; i++)
		if (!jyz_value_same(rec.parts[part].cells[i], cells[i]))
			jt_fail("'%s' became '%s'", cells[i].s,
				rec.parts[part].cells[i].s);
}

static void test_round_trip(void **state)
{
	struct rt *rt = *state;
	uint64_t seed = 20261121;
	static const struct {
		const char *kind, *part;
	} parts[] = { { "rubric", "item" }, { "rubric", "veto" },
		      { "rubric", "band" }, { "observation", "minute" },
		      { "meeting", "decision" } };

	for (size_t i = 0; i < JT_COUNT(parts); i++) {
		const struct jyz_kind *kind = rt_kind(rt, parts[i].kind);
		int part = jyz_part_find(kind, parts[i].part);

		for (int n = 0; n < 400; n++)
			round_trip(rt, kind, part, &seed);
	}
}

/* Decisions are notes: their lines stay lines in one cell. */
static void test_lines(void **state)
{
	struct rt *rt = *state;
	int64_t id = rt_add(rt, "meeting", "topic", "甲", "decision",
			    "一\\n二", "decision", "三", NULL);

	jt_str_eq(rt_sql(rt, "SELECT decision FROM meeting_decision"),
		  "一\n二");
	jt_str_eq(rt_get(rt, "meeting", id, "decision"), "一\\n二\n三");
}

/* Parts of one table are told apart; a move from one to another works. */
static void test_shared_table(void **state)
{
	struct rt *rt = *state;
	int64_t id = rt_add(rt, "meeting", "topic", "甲", "present", "王芳",
			    "late", "李强：堵车", "absent",
			    "阿依古丽买买提:病假:三天", NULL);

	jt_str_eq(rt_get(rt, "meeting", id, "late"), "李强:堵车");
	jt_str_eq(rt_get(rt, "meeting", id, "absent"),
		  "阿依古丽·买买提:病假:三天");
	jt_str_eq(rt_get(rt, "meeting", id, "attended"), "2");
	rt_failed(rt, rt_change(rt, "meeting", id, "present", "李强", NULL),
		  JYZ_EINVAL, "late", "李强");
	rt_edit(rt, "meeting", id, "present", "王芳", "present", "李强",
		"late", "", NULL);
	jt_str_eq(rt_get(rt, "meeting", id, "present"), "王芳\n李强");
	jt_str_eq(rt_get(rt, "meeting", id, "late"), "");
	jt_str_eq(rt_get(rt, "meeting", id, "absent"),
		  "阿依古丽·买买提:病假:三天");
}

/* Nobody stands twice in an attendance, in one part or in two. */
static void test_attendance(void **state)
{
	static const struct {
		const char *first, *name, *second, *other, *blamed;
	} cases[] = {
		{ "present", "李强", "absent", "李强:病假", "absent" },
		{ "present", "王芳", "guest", "王芳", "guest" },
		{ "late", "李强", "present", "李强", "late" },
		{ "present", "李强", "present", "李强", "present" },
	};
	struct rt *rt = *state;
	int64_t id = 0;

	for (size_t i = 0; i < JT_COUNT(cases); i++)
		rt_failed(rt, rt_try(rt, &id, "meeting", "topic", "甲",
				     cases[i].first, cases[i].name,
				     cases[i].second, cases[i].other, NULL),
			  JYZ_EINVAL, cases[i].blamed, "stands twice");
	rt_add(rt, "meeting", "topic", "甲", "present", "李强", "absent",
	       "王芳:病假", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_syntax),
		TEST(test_refused),
		TEST(test_round_trip),
		TEST(test_lines),
		TEST(test_shared_table),
		TEST(test_attendance),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
