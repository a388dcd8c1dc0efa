/*
 * Search: texts of records and their parts, folded, all words in one record,
 * by kind, term and date.
 */
#include "rt.h"

#include "jyz/records/scan.h"

#include <string.h>

static struct rt *rt;

static void attach(const char *kind, int64_t id, const char *name)
{
	const char *path = jt_path(jt_tmpdir(), name);

	jt_write_text(path, name);
	rt_attach(rt, kind, id, path, NULL);
}

static int setup(void **state)
{
	rt_setup(state);
	rt = *state;
	rt->desk.person = "王芳";
	/* 1 to 3 */
	rt_add(rt, "observation", "class", "高一1班", "teacher", "李强",
	       "date", "2026-10-12", "topic", "函数的单调性", "strengths",
	       "提问有层次。\nＯＰＥＮ课，用时４５分", "minute",
	       "0-5:导入:复习旧知:齐答", NULL);
	rt_add(rt, "observation", "class", "高一2班", "teacher", "李强",
	       "date", "2026-11-02", "topic", "概率", "problems",
	       "提问太少", "minute", "0-5:导入", "minute", "5-9:提问", NULL);
	rt_add(rt, "observation", "class", "高一1班", "teacher", "李强",
	       "date", "2026-03-02", "topic", "函数", NULL);
	rt_add(rt, "meeting", "topic", "期中质量分析", "date", "2026-11-02",
	       "absent", "李强:病假", "decision", "每周互听一节函数课",
	       NULL);
	rt_add(rt, "coaching", "teacher", "李强", "what", "函数建模", "date",
	       "2026-10-20", "pupils", "张三", NULL);
	rt_add(rt, "exam", "name", "期中", "date", "2026-11-10", NULL);
	rt_add(rt, "paper", "exam", "期中", "subject", "数学", "grade", "高一",
	       NULL);
	rt_add(rt, "result", "paper", "#1", "class", "高一1班", "average",
	       "80", "note", "函数题失分", NULL);
	attach("observation", 1, "函数课 ＳＣＡＮ.pdf");
	attach("observation", 2, "评课照片.jpg");
	attach("teacher", 2, "李强的证书.pdf");
	attach("coaching", 1, "张三的论文.pdf");
	return 0;
}

static int note_hit(const struct jyz_hit *hit, void *payload,
		    struct jyz_error *err)
{
	struct jyz_buf *out = payload;
	const char *date = hit->date;

	(void)err;
	jyz_buf_addf(out, "%s%s %lld %s ", out->len ? "|" : "",
		     hit->kind->name, (long long)hit->id, date ? date : "-");
	if (hit->part)
		jyz_buf_addf(out, "%s.", hit->part->name);
	jyz_buf_adds(out, hit->field->name);
	return JYZ_OK;
}

static int look(const struct jyz_search *search, struct jyz_buf *out)
{
	return jyz_search(&rt->desk, search, note_hit, out, &rt->err);
}

/* Each: what is asked, "KIND ID DATE FIELD|..." in order. */
static void finds(void **state)
{
	static const struct {
		const char *first, *second;
		const char *since, *until, *term, *kind;
		int64_t limit;
		bool private;
		const char *hits;
	} cases[] = {
		{ .first = "函数",
		  .hits = "result 1 2026-11-10 note|"
			  "meeting 1 2026-11-02 decision.decision|"
			  "coaching 1 2026-10-20 what|"
			  "observation 1 2026-10-12 topic|"
			  "observation 1 2026-10-12 attachment|"
			  "observation 3 2026-03-02 topic" },
		{ .first = "open", .hits = "observation 1 2026-10-12 strengths" },
		{ .first = "45分", .hits = "observation 1 2026-10-12 strengths" },
		{ .first = "单调", .hits = "observation 1 2026-10-12 topic" },
		{ .first = "性", .kind = "observation",
		  .hits = "observation 1 2026-10-12 topic" },
		{ .first = "没有的话", .hits = "" },
		/* parts: a record once for each row, the latest first */
		{ .first = "导入",
		  .hits = "observation 2 2026-11-02 minute.segment|"
			  "observation 1 2026-10-12 minute.segment" },
		{ .first = "病假", .hits = "meeting 1 2026-11-02 absent.reason" },
		/* all words in one record, wherever they stand */
		{ .first = "提问", .second = "导入",
		  .hits = "observation 2 2026-11-02 problems|"
			  "observation 2 2026-11-02 minute.segment|"
			  "observation 2 2026-11-02 minute.segment|"
			  "observation 1 2026-10-12 strengths|"
			  "observation 1 2026-10-12 minute.segment" },
		{ .first = "函数", .second = "导入",
		  .hits = "observation 1 2026-10-12 topic|"
			  "observation 1 2026-10-12 minute.segment|"
			  "observation 1 2026-10-12 attachment" },
		{ .first = "函数", .second = "概率", .hits = "" },
		/* names of files are text of their records */
		{ .first = "scan", .hits = "observation 1 2026-10-12 attachment" },
		{ .first = "照片", .second = "太少",
		  .hits = "observation 2 2026-11-02 problems|"
			  "observation 2 2026-11-02 attachment" },
		{ .first = "照片", .second = "层次", .hits = "" },
		{ .first = "证书", .hits = "teacher 2 - attachment" },
		{ .first = "证书", .term = "2026-1", .hits = "" },
		{ .first = "scan", .term = "2025-2", .hits = "" },
		{ .first = ".pdf", .until = "2026-10-12",
		  .hits = "observation 1 2026-10-12 attachment" },
		{ .first = "scan", .since = "2026-10-13", .hits = "" },
		{ .first = "scan", .kind = "meeting", .hits = "" },
		{ .first = "论文", .hits = "" },
		{ .first = "论文", .private = true,
		  .hits = "coaching 1 2026-10-20 attachment" },
		/* filters */
		{ .first = "函数", .since = "2026-10-20",
		  .hits = "result 1 2026-11-10 note|"
			  "meeting 1 2026-11-02 decision.decision|"
			  "coaching 1 2026-10-20 what" },
		{ .first = "函数", .since = "2026-10-12",
		  .until = "2026-10-19",
		  .hits = "observation 1 2026-10-12 topic|"
			  "observation 1 2026-10-12 attachment" },
		{ .first = "函数", .term = "2025-2",
		  .hits = "observation 3 2026-03-02 topic" },
		{ .first = "病假", .term = "2025-2", .hits = "" },
		{ .first = "函数", .kind = "meeting",
		  .hits = "meeting 1 2026-11-02 decision.decision" },
		{ .first = "函数", .limit = 2,
		  .hits = "result 1 2026-11-10 note|"
			  "meeting 1 2026-11-02 decision.decision" },
		/* people and rubrics have no date: at the end */
		{ .first = "李强", .hits = "teacher 2 - name|"
					   "teacher 2 - attachment" },
		{ .first = "高一(１)班", .hits = "class 2 - name|"
						   "class 1 - name" },
		{ .first = "李强", .term = "2026-1", .hits = "" },
		/* names of pupils stay unless asked for */
		{ .first = "张三", .hits = "" },
		{ .first = "张三", .private = true,
		  .hits = "coaching 1 2026-10-20 pupils|"
			  "coaching 1 2026-10-20 attachment" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		const char *words[] = { cases[i].first, cases[i].second };
		JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;
		const struct jyz_kind *kind =
			cases[i].kind ? rt_kind(rt, cases[i].kind) : NULL;
		struct jyz_search search = {
			.scan = { .kinds = &kind, .n_kinds = kind != NULL,
				  .since = cases[i].since,
				  .until = cases[i].until },
			.words = words,
			.n_words = cases[i].second ? 2 : 1,
			.limit = cases[i].limit,
			.private = cases[i].private,
		};

		if (cases[i].term)
			jt_ok(jyz_resolve(&rt->desk, rt_kind(rt, "term"),
					  cases[i].term, NULL,
					  &search.scan.term, &rt->err),
			      &rt->err);
		jt_ok(look(&search, &out), &rt->err);
		jt_str_eq(out.data, cases[i].hits);
	}
}

static int note_context(const struct jyz_hit *hit, void *payload,
			struct jyz_error *err)
{
	struct jyz_buf *out = payload;

	(void)err;
	jyz_buf_addf(out, "%s%s%s", hit->begun ? "<" : "", hit->context,
		     hit->goes_on ? ">" : "");
	for (size_t i = 0; i < hit->n_spans; i++)
		jyz_buf_addf(out, " %zu-%zu", hit->spans[i].from,
			     hit->spans[i].to);
	return JYZ_OK;
}

/* 20 characters before, 40 after, on one line. */
static void context(void **state)
{
	const char *word = "终于";
	struct jyz_search search = { .words = &word, .n_words = 1 };
	JYZ_AUTO(jyz_buf) note = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) expected = JYZ_BUF_INIT;

	(void)state;
	for (int i = 0; i < 25; i++)
		jyz_buf_adds(&note, "前");
	jyz_buf_adds(&note, "终于\n");
	for (int i = 0; i < 45; i++)
		jyz_buf_adds(&note, i == 9 ? "终于" : "后");
	rt_edit(rt, "meeting", 1, "note", note.data, NULL);
	jyz_buf_adds(&expected, "<");
	for (int i = 0; i < 20; i++)
		jyz_buf_adds(&expected, "前");
	jyz_buf_adds(&expected, "终于 ");
	for (int i = 0; i < 38; i++)
		jyz_buf_adds(&expected, i == 9 ? "终于" : "后");
	jyz_buf_adds(&expected, "> 60-66 94-100");
	jt_ok(jyz_search(&rt->desk, &search, note_context, &out, &rt->err),
	      &rt->err);
	jt_str_eq(out.data, expected.data);
}

/* Of a record that another program took away, its file is no hit. */
static void left_behind(void **state)
{
	const char *word = "孤";
	struct jyz_search search = { .words = &word, .n_words = 1 };
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;
	int64_t id = rt_add(rt, "document", "title", "通知", "date",
			    "2026-11-02", NULL);

	(void)state;
	attach("document", id, "孤.pdf");
	jt_ok(look(&search, &out), &rt->err);
	jt_str_eq(out.data, "document 1 2026-11-02 attachment");
	jt_ok(rt_exec(rt, "DELETE FROM document"), &rt->err);
	jyz_buf_clear(&out);
	jt_ok(look(&search, &out), &rt->err);
	jt_int_eq(out.len, 0);
}

static void refusals(void **state)
{
	const char *words[65], *bad = "\xff";
	const struct jyz_kind *teacher = rt_kind(rt, "teacher");
	struct jyz_search search = { .words = words, .n_words = 0 };
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

	(void)state;
	for (size_t i = 0; i < JT_COUNT(words); i++)
		words[i] = " 　";
	jt_code(look(&search, &out), JYZ_EUSAGE, &rt->err);
	search.n_words = 2;
	jt_code(look(&search, &out), JYZ_EUSAGE, &rt->err);
	for (size_t i = 0; i < JT_COUNT(words); i++)
		words[i] = "函";
	search.n_words = 64;
	jt_ok(look(&search, &out), &rt->err);
	search.n_words = 65;
	jt_code(look(&search, &out), JYZ_EUSAGE, &rt->err);
	search.words = &bad;
	search.n_words = 1;
	jt_code(look(&search, &out), JYZ_EINVAL, &rt->err);
	search.words = words;
	search.scan.kinds = &teacher;
	search.scan.n_kinds = 1;
	jt_ok(look(&search, &out), &rt->err);
	search.scan.since = "2026-10-01";
	jt_code(look(&search, &out), JYZ_EUSAGE, &rt->err);
	search.scan.since = NULL;
	search.scan.term = 1;
	jt_code(look(&search, &out), JYZ_EUSAGE, &rt->err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds),
		cmocka_unit_test(context),
		cmocka_unit_test(left_behind),
		cmocka_unit_test(refusals),
	};

	return cmocka_run_group_tests(tests, setup, rt_teardown);
}
