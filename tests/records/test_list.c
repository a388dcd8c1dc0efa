/*
 * Lists: filters of every type, dates and terms, order, limit.
 */
#include "rt.h"

#include <string.h>

#define TEST(name) cmocka_unit_test(name)

static struct rt *rt;

static int setup(void **state)
{
	rt_setup(state);
	rt = *state;
	rt->desk.person = "王芳";
	rt_add(rt, "teacher", "name", "Zhao Min", "role", "新教师", NULL);
	/* 1 to 5 */
	rt_add(rt, "observation", "class", "高一1班", "teacher", "李强",
	       "date", "2026-03-02", "topic", "Limits", NULL);
	rt_add(rt, "observation", "class", "高一1班", "teacher", "李强",
	       "date", "2026-10-12", "topic", "函数", "notice", "是", "visit",
	       "推门课", "score", "88", "period", "3", NULL);
	rt_add(rt, "observation", "class", "高一2班", "teacher", "Zhao Min",
	       "date", "2026-10-12", "topic", "函数的 单调性", "notice", "否",
	       "score", "88.5", "period", "4", NULL);
	rt_add(rt, "observation", "class", "高一10班", "teacher",
	       "阿依古丽买买提", "date", "2026-09-01", "item",
	       "教学目标=9", NULL);
	rt_add(rt, "observation", "outside", "yes", "teacher", "李强", "date",
	       "2026-08-31", "topic", "100%_'; --", NULL);
	rt_add(rt, "mentorship", "mentor", "王芳", "mentee", "李强", "starts",
	       "2026-03-01", "ends", "2026-09-30", NULL);
	rt_add(rt, "mentorship", "mentor", "王芳", "mentee", "Zhao Min",
	       "starts", "2026-09-01", NULL);
	rt_add(rt, "exam", "name", "期中", "date", "2026-11-10", NULL);
	rt_add(rt, "exam", "name", "期中", "date", "2026-04-10", NULL);
	rt_add(rt, "paper", "exam", "期中", "term", "2026-1", "subject", "数学",
	       "grade", "高一", NULL);
	rt_add(rt, "paper", "exam", "期中", "term", "2025-2", "subject", "数学",
	       "grade", "高一", NULL);
	rt_add(rt, "result", "paper", "#1", "class", "高一1班", "average",
	       "80", NULL);
	rt_add(rt, "result", "paper", "#1", "class", "高一2班", "average",
	       "85.5", NULL);
	rt_add(rt, "result", "paper", "#2", "class", "高一1班", "average",
	       "70", NULL);
	rt_add(rt, "assignment", "teacher", "王芳", "class", "高一1班", "year",
	       "2025", "subject", "数学", NULL);
	return 0;
}

static int note_id(const struct jyz_record *rec, void *payload,
		   struct jyz_error *err)
{
	struct jyz_buf *out = payload;

	(void)err;
	jyz_buf_addf(out, "%s%lld", out->len ? " " : "", (long long)rec->id);
	return JYZ_OK;
}

static int run(const struct jyz_query *query, const char **ids)
{
	struct jyz_buf out = JYZ_BUF_INIT;

	jt_clear(&rt->err);
	int rc = jyz_list(&rt->desk, query, note_id, &out, &rt->err);

	*ids = jt_keep(jyz_buf_detach(&out));
	return rc;
}

static void test_filters(void **state)
{
	static const struct {
		const char *kind;
		const char *filters[8]; /* field and text */
		const char *ids;        /* sorted by id; NULL: refused */
		int code;
	} cases[] = {
		{ "observation", { NULL }, "1 2 3 4 5", 0 },
		/* text: a part of it, ASCII in either case */
		{ "observation", { "topic", "函数" }, "2 3", 0 },
		{ "observation", { "topic", "limit" }, "1", 0 },
		{ "observation", { "topic", "%" }, "5", 0 },
		{ "observation", { "topic", "_'; --" }, "5", 0 },
		{ "observation", { "topic", "" }, "4", 0 },
		{ "observation", { "topic", "没有" }, "", 0 },
		/* the same field: any; another one: all */
		{ "observation", { "topic", "limit", "topic", "" }, "1 4",
		  0 },
		{ "observation", { "topic", "函数", "teacher", "李强" }, "2",
		  0 },
		/* a reference by any name, in all years */
		{ "observation", { "teacher", "李强" }, "1 2 5", 0 },
		{ "observation", { "teacher", "zhaomin" }, "3", 0 },
		{ "observation", { "teacher", "#2" }, "1 2 5", 0 },
		{ "observation", { "class", "高一1班" }, "1 2", 0 },
		{ "observation", { "class", "" }, "5", 0 },
		{ "observation", { "class", " " }, "5", 0 },
		{ "observation", { "rubric", "通用课堂评价" }, "4", 0 },
		{ "observation", { "teacher", "没有" }, NULL, JYZ_ENOTFOUND },
		{ "observation", { "teacher", "#99" }, NULL, JYZ_ENOTFOUND },
		/* choices, flags, dates, numbers: the whole of it */
		{ "observation", { "visit", "推门课" }, "2", 0 },
		{ "observation", { "visit", "drop-in" }, "2", 0 },
		{ "observation", { "visit", "推" }, NULL, JYZ_EINVAL },
		{ "observation", { "visit", "" }, "1 3 4 5", 0 },
		{ "observation", { "notice", "yes" }, "2", 0 },
		{ "observation", { "notice", "no" }, "3", 0 },
		{ "observation", { "notice", "" }, "1 4 5", 0 },
		{ "observation", { "date", "10-12" }, "2 3", 0 },
		{ "observation", { "date", "30-30" }, NULL, JYZ_EINVAL },
		{ "observation", { "period", "第3节" }, "2", 0 },
		{ "observation", { "period", "3", "period", "4" }, "2 3", 0 },
		{ "observation", { "score", "88" }, "2", 0 },
		{ "observation", { "score", "88.50分" }, "3", 0 },
		/* computed */
		{ "observation", { "total", "88" }, "2", 0 },
		{ "observation", { "missing", "6" }, "4", 0 },
		{ "observation", { "term", "2025-2" }, "1 5", 0 },
		{ "result", { "exam", "期中", "grade", "高一" }, "1 2 3", 0 },
		{ "result", { "teacher", "李" }, "1", 0 },
		{ "result", { "average", "85.5" }, "2", 0 },
		{ "result", { "paper", "2026-1期中数学高一" }, "1 2", 0 },
		{ "exam", { "term", "2026-1" }, "1", 0 },
		{ "class", { "year", "2025" }, "1", 0 },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		struct jyz_query query;
		const char *ids;
		const char *const *f = cases[i].filters;

		jyz_query_init(&query, rt_kind(rt, cases[i].kind));
		for (size_t n = 0; f[n]; n += 2)
			jyz_query_filter(&query,
					 jyz_field_find(query.kind, f[n]),
					 f[n + 1]);
		int rc = run(&query, &ids);

		jyz_query_free(&query);
		if (rc != cases[i].code)
			jt_fail("case %zu: %d %s", i, rc,
				rc < 0 ? rt->err.msg : "");
		if (rc < 0)
			continue;
		/* the order is the kind's: count what is wanted */
		size_t wanted = *cases[i].ids ? 1 : 0, got = *ids ? 1 : 0;

		for (const char *p = cases[i].ids; (p = strchr(p, ' ')); p++)
			wanted++;
		for (const char *p = ids; (p = strchr(p, ' ')); p++)
			got++;
		if (got != wanted)
			jt_fail("case %zu (%s %s): %s, not %s", i, f[0],
				f[1], ids, cases[i].ids);
		for (const char *p = cases[i].ids; *p; p++)
			if (*p != ' ' && !strchr(ids, *p))
				jt_fail("case %zu: %s, not %s", i, ids,
					cases[i].ids);
	}
}

static void test_dates_and_terms(void **state)
{
	static const struct {
		const char *kind, *since, *until;
		int64_t term;
		const char *ids;
		int code;
	} cases[] = {
		{ "observation", NULL, NULL, 0, "3 2 4 5 1", 0 },
		{ "observation", "2026-09-01", NULL, 0, "3 2 4", 0 },
		{ "observation", NULL, "2026-09-01", 0, "4 5 1", 0 },
		{ "observation", "2026-09-01", "2026-09-01", 0, "4", 0 },
		{ "observation", "2026-09-02", "2026-09-01", 0, "", 0 },
		/* a date before the next term began is of the last one */
		{ "observation", NULL, NULL, 1, "5 1", 0 },
		{ "observation", NULL, NULL, 2, "3 2 4", 0 },
		{ "observation", "2026-10-01", NULL, 2, "3 2", 0 },
		{ "observation", NULL, NULL, 99, "", 0 },
		/* a span that touches the term, at either end */
		{ "mentorship", NULL, NULL, 1, "1", 0 },
		{ "mentorship", NULL, NULL, 2, "2 1", 0 },
		{ "assignment", NULL, NULL, 1, "2", 0 },
		{ "assignment", NULL, NULL, 2, "1", 0 },
		{ "mentorship", "2026-01-01", NULL, 0, NULL, JYZ_EUSAGE },
		/* by the term it names, and through what it names */
		{ "exam", NULL, NULL, 1, "2", 0 },
		{ "paper", NULL, NULL, 1, "2", 0 },
		{ "paper", NULL, NULL, 2, "1", 0 },
		{ "result", NULL, NULL, 1, "3", 0 },
		{ "result", NULL, NULL, 2, "1 2", 0 },
		{ "result", "2026-05-01", NULL, 0, "1 2", 0 },
		{ "teacher", NULL, NULL, 1, NULL, JYZ_EUSAGE },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		struct jyz_query query;
		const char *ids;

		jyz_query_init(&query, rt_kind(rt, cases[i].kind));
		query.since = cases[i].since;
		query.until = cases[i].until;
		query.term = cases[i].term;
		int rc = run(&query, &ids);

		jt_int_eq(rc, cases[i].code);
		if (rc >= 0 && strcmp(ids, cases[i].ids) != 0)
			jt_fail("case %zu: %s, not %s", i, ids, cases[i].ids);
	}
}

static void test_order(void **state)
{
	static const struct {
		const char *kind, *sort;
		bool descending;
		int64_t limit;
		const char *ids;
	} cases[] = {
		{ "observation", NULL, false, 2, "3 2" },
		{ "observation", NULL, false, 99, "3 2 4 5 1" },
		/* by what a reference is called, not by its number */
		{ "observation", "teacher", false, 0, "3 1 2 5 4" },
		{ "observation", "teacher", true, 0, "4 1 2 5 3" },
		{ "observation", "score", true, 2, "3 2" },
		{ "observation", "total", true, 2, "3 2" },
		{ "observation", "date", false, 0, "1 5 4 2 3" },
		{ "result", "average", false, 0, "3 1 2" },
		{ "result", "exam", true, 1, "1" },
		/* class 10 after class 2, the year before at the end */
		{ "class", NULL, false, 0, "2 3 4 1" },
	};
	(void)state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		struct jyz_query query;
		const char *ids;

		jyz_query_init(&query, rt_kind(rt, cases[i].kind));
		if (cases[i].sort)
			query.sort = jyz_field_find(query.kind,
						    cases[i].sort);
		query.descending = cases[i].descending;
		query.limit = cases[i].limit;
		jt_ok(run(&query, &ids), &rt->err);
		if (strcmp(ids, cases[i].ids) != 0)
			jt_fail("case %zu: %s, not %s", i, ids, cases[i].ids);
	}
}

/* Every field of every kind can be filtered by and sorted by, but for those
 * that SQL does not know, and those that rank nobody. */
static void test_every_field(void **state)
{
	(void)state;
	for (size_t k = 0; k < jyz_catalogue.count; k++)
		for (size_t i = 0; i < jyz_catalogue.kinds[k]->n_fields; i++) {
			struct jyz_query query;
			const char *ids;

			const struct jyz_kind *kind = jyz_catalogue.kinds[k];
			bool derived = kind->fields[i].flags & JYZ_DERIVED;

			jyz_query_init(&query, kind);
			jyz_query_filter(&query, (int)i, "");
			query.sort = (int)i;
			query.parts = true;
			if (kind->fields[i].flags & JYZ_UNRANKED) {
				jt_code(run(&query, &ids), JYZ_EUSAGE,
					&rt->err);
				query.sort = -1;
			}
			if (derived)
				jt_code(run(&query, &ids), JYZ_EUSAGE,
					&rt->err);
			else
				jt_ok(run(&query, &ids), &rt->err);
			jyz_query_free(&query);
		}
}

static int one_row(const struct jyz_record *rec, void *payload,
		   struct jyz_error *err)
{
	(void)rec;
	++*(int *)payload;
	return jyz_error_set(err, JYZ_EIO, "enough");
}

static int look(const struct jyz_record *rec, void *payload,
		struct jyz_error *err)
{
	const struct jyz_kind *kind = rec->kind;
	int teacher = jyz_field_find(kind, "teacher");
	int topic = jyz_field_find(kind, "topic");

	(void)payload;
	(void)err;
	jt_str_eq(rec->labels[teacher].s, "李强");
	/* not asked for */
	jt_int_eq(rec->values[topic].type, JYZ_NULL);
	return JYZ_OK;
}

static void test_rows(void **state)
{
	struct jyz_query query;
	int n = 0;
	bool wanted[64] = { false };
	(void)state;

	/* the walk ends when the caller says so */
	jyz_query_init(&query, rt_kind(rt, "observation"));
	jt_code(jyz_list(&rt->desk, &query, one_row, &n, &rt->err), JYZ_EIO,
		&rt->err);
	jt_int_eq(n, 1);
	/* some fields only */
	wanted[jyz_field_find(query.kind, "teacher")] = true;
	query.fields = wanted;
	query.limit = 1;
	jyz_query_filter(&query, jyz_field_find(query.kind, "teacher"),
			 "李强");
	jt_ok(jyz_list(&rt->desk, &query, look, NULL, &rt->err), &rt->err);
	jyz_query_free(&query);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_filters),
		TEST(test_dates_and_terms),
		TEST(test_order),
		TEST(test_every_field),
		TEST(test_rows),
	};

	return cmocka_run_group_tests(tests, setup, rt_teardown);
}
