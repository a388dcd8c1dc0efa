/*
 * Names as people type them become ids: what is the same name, what is not,
 * and what is said when nothing or too much fits.
 */
#include "rt.h"

#include <stdlib.h>
#include <string.h>

static int resolve(struct rt *rt, const char *kind, const char *text,
		   const struct jyz_scope *scope, const char **label)
{
	int64_t id = 0;
	char *found = NULL;

	jt_clear(&rt->err);
	int rc = jyz_resolve(&rt->desk, rt_kind(rt, kind), text, scope, &id,
			     &rt->err);

	*label = NULL;
	if (rc < 0)
		return rc;
	jt_ok(jyz_label(&rt->desk, rt_kind(rt, kind), id, &found, &rt->err),
	      &rt->err);
	*label = jt_keep(found);
	return rc;
}

static void test_names(void **state)
{
	struct rt *rt = *state;
	static const struct {
		const char *kind, *text;
		int code;
		const char *label; /* or what the message says */
	} cases[] = {
		{ "class", "高一(1)班", JYZ_OK, "高一(1)班" },
		{ "class", "高一（１）班", JYZ_OK, "高一(1)班" },
		{ "class", "高一1班", JYZ_OK, "高一(1)班" },
		{ "class", " 高一 1 班 ", JYZ_OK, "高一(1)班" },
		{ "class", "高一10班", JYZ_OK, "高一(10)班" },
		{ "class", "2026高一1班", JYZ_OK, "高一(1)班" },
		{ "class", "高一1", JYZ_ENOTFOUND, "高一1" },
		{ "class", "高一3班", JYZ_ENOTFOUND, "高一3班" },
		{ "class", "2025高一1班", JYZ_ENOTFOUND, "school year 2026" },
		{ "teacher", "阿依古丽•买买提", JYZ_OK, "阿依古丽·买买提" },
		{ "teacher", "阿依古丽买买提", JYZ_OK, "阿依古丽·买买提" },
		{ "teacher", "阿依古丽．买买提", JYZ_ENOTFOUND, "阿依古丽" },
		{ "teacher", "王芬", JYZ_ENOTFOUND, "王芬" },
		{ "teacher", "王", JYZ_ENOTFOUND, "王" },
		{ "teacher", "", JYZ_ENOTFOUND, "" },
		{ "teacher", "()", JYZ_ENOTFOUND, "()" },
		{ "teacher", "#1", JYZ_OK, "王芳" },
		{ "teacher", "1", JYZ_ENOTFOUND, "1" },
		{ "teacher", "#", JYZ_ENOTFOUND, "#" },
		{ "teacher", "#-1", JYZ_ENOTFOUND, "#-1" },
		{ "teacher", "#1x", JYZ_ENOTFOUND, "#1x" },
		{ "teacher", "#99", JYZ_ENOTFOUND, "#99" },
		{ "teacher", "#9223372036854775808", JYZ_ENOTFOUND, "#9223" },
		{ "teacher", "#18446744073709551617", JYZ_ENOTFOUND, "#184" },
		{ "teacher", "ffffffffffffffffffffffffffffffff",
		  JYZ_ENOTFOUND, "ffff" },
		{ "teacher", "x'; DROP TABLE teacher; --", JYZ_ENOTFOUND,
		  "DROP" },
		{ "teacher", "王\xff芳", JYZ_ENOTFOUND, NULL },
		{ "rubric", "通用课堂评价", JYZ_OK, "通用课堂评价" },
		{ "rubric", "general LESSON evaluation", JYZ_OK,
		  "通用课堂评价" },
		{ "meeting", "期中", JYZ_EINVAL, "期中" },
		{ "meeting", "12", JYZ_ENOTFOUND, "12" },
		{ "meeting", "99999999999999999999", JYZ_EINVAL, "9999" },
	};
	const struct jyz_scope now = { "2026-11-21", 2026, 0 };

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		const char *label;
		int rc = resolve(rt, cases[i].kind, cases[i].text, &now,
				 &label);

		if (rc != cases[i].code)
			jt_fail("%s '%s': %d %s", cases[i].kind, cases[i].text,
				rc, rc < 0 ? rt->err.msg : label);
		if (rc >= 0)
			jt_str_eq(label, cases[i].label);
		else if (cases[i].label)
			jt_has(rt->err.msg, cases[i].label);
	}
}

static void test_uid(void **state)
{
	struct rt *rt = *state;
	const char *uid = rt_sql(rt, "SELECT uid FROM teacher WHERE id = 2");
	const char *label;

	jt_int_eq(resolve(rt, "teacher", uid, NULL, &label), JYZ_OK);
	jt_str_eq(label, "李强");
	/* an id or uid is meant whatever the year */
	const struct jyz_scope other = { "2019-11-21", 2019, 0 };

	jt_int_eq(resolve(rt, "class", "#2", &other, &label), JYZ_OK);
}

static void test_several(void **state)
{
	struct rt *rt = *state;
	const char *label;
	const struct jyz_scope any = { NULL, 0, 0 };

	rt_add(rt, "teacher", "name", "Li Na", NULL);
	rt_add(rt, "teacher", "name", "LiNa", "code", "2", NULL);
	jt_int_eq(resolve(rt, "teacher", "li na", NULL, &label),
		  JYZ_EAMBIGUOUS);
	jt_has(rt->err.msg, "#4 Li Na");
	jt_has(rt->err.msg, "#5 LiNa");
	/* letter by letter as typed wins */
	jt_int_eq(resolve(rt, "teacher", "LiNa", NULL, &label), JYZ_OK);
	jt_str_eq(label, "LiNa");

	/* the same class in two years, and no year said */
	jt_int_eq(resolve(rt, "class", "高一1班", &any, &label),
		  JYZ_EAMBIGUOUS);
	jt_int_eq(resolve(rt, "class", "2025高一1班", &any, &label), JYZ_OK);

	/* more than can be listed */
	for (int i = 0; i < 12; i++) {
		char code[8] = { 'T', (char)('a' + i) };

		rt_add(rt, "teacher", "name", "张伟", "code", code, NULL);
	}
	jt_int_eq(resolve(rt, "teacher", "张伟", NULL, &label),
		  JYZ_EAMBIGUOUS);
	jt_has(rt->err.msg, "张伟(Ta)");
	jt_has(rt->err.msg, "...");
	jt_int_eq(resolve(rt, "teacher", "张伟(Tb)", NULL, &label), JYZ_OK);
	jt_str_eq(label, "张伟(Tb)");
	jt_int_eq(resolve(rt, "teacher", "TC", NULL, &label), JYZ_OK);
	jt_str_eq(label, "张伟(Tc)");
}

/* Every label names its own record: what is exported can be imported. */
static void test_labels_come_back(void **state)
{
	struct rt *rt = *state;
	const char *label;

	rt_add(rt, "teacher", "name", "张伟", NULL);
	rt_add(rt, "teacher", "name", "张伟", "code", "T1", NULL);
	rt_add(rt, "teacher", "name", "张伟", "code", "T2", NULL);
	rt_add(rt, "rubric", "name", "通用课堂评价", "item", "全部=100", NULL);
	rt_add(rt, "rubric", "name", "通用课堂评价", "item", "全部=50", NULL);
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];
		JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;

		if (!kind->names || strcmp(kind->name, "class") == 0)
			continue;
		jyz_buf_addf(&sql, "SELECT max(id) FROM \"%s\"", kind->name);
		for (int64_t id = rt_count(rt, sql.data); id > 0; id--) {
			char *text = NULL;
			int64_t found = 0;

			jt_ok(jyz_label(&rt->desk, kind, id, &text, &rt->err),
			      &rt->err);
			jt_ok(jyz_resolve(&rt->desk, kind, jt_keep(text), NULL,
					  &found, &rt->err), &rt->err);
			if (found != id)
				jt_fail("%s %lld is called '%s', which is %lld",
					kind->name, (long long)id, text,
					(long long)found);
		}
	}
	/* the name of a rubric alone means its newest edition */
	jt_int_eq(resolve(rt, "rubric", "通用课堂评价", NULL, &label), JYZ_OK);
	jt_str_eq(label, "通用课堂评价 v3");
}

static void test_people_who_left(void **state)
{
	struct rt *rt = *state;
	const char *label;
	static const struct {
		const char *date;
		int code;
	} cases[] = {
		{ "2026-10-30", JYZ_OK },
		{ "2026-10-31", JYZ_OK }, /* the last day */
		{ "2026-11-01", JYZ_ENOTFOUND },
		{ NULL, JYZ_OK },
	};

	rt_edit(rt, "teacher", 2, "ends", "2026-10-31", NULL);
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		struct jyz_scope scope = { cases[i].date, 0, 0 };

		jt_int_eq(resolve(rt, "teacher", "李强", &scope, &label),
			  cases[i].code);
	}
	const struct jyz_scope later = { "2026-11-01", 0, 0 };

	(void)resolve(rt, "teacher", "李强", &later, &label);
	jt_has(rt->err.msg, "had left by 2026-11-01");
	/* one of the same name who is still there is meant */
	rt_add(rt, "teacher", "name", "李强", "code", "N7", NULL);
	jt_int_eq(resolve(rt, "teacher", "李强", &later, &label), JYZ_OK);
	jt_str_eq(label, "李强(N7)");
}

static void test_beginnings(void **state)
{
	struct rt *rt = *state;
	const char *label;
	const struct jyz_scope now = { NULL, 2026, 0 };
	static const struct {
		const char *kind, *text;
		int code;
		const char *label;
	} cases[] = {
		{ "teacher", "阿依", JYZ_OK, "阿依古丽·买买提" },
		{ "class", "高一10", JYZ_OK, "高一(10)班" },
		{ "class", "高一1", JYZ_OK, "高一(1)班" }, /* not 10 */
		{ "class", "高一", JYZ_EAMBIGUOUS, NULL },
		{ "class", "高", JYZ_EAMBIGUOUS, NULL },
		{ "class", "", JYZ_ENOTFOUND, NULL },
		{ "class", "()", JYZ_ENOTFOUND, NULL },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		rt->desk.interactive = false;
		int rc = resolve(rt, cases[i].kind, cases[i].text, &now,
				 &label);

		jt_int_eq(rc, JYZ_ENOTFOUND);
		rt->desk.interactive = true;
		rc = resolve(rt, cases[i].kind, cases[i].text, &now, &label);
		if (rc != cases[i].code)
			jt_fail("'%s': %d", cases[i].text, rc);
		if (cases[i].label) {
			jt_str_eq(label, cases[i].label);
			assert_true(rt_noted(rt, cases[i].label));
		}
	}
}

static void test_nearest(void **state)
{
	struct rt *rt = *state;
	const char *label;

	rt_add(rt, "teacher", "name", "Margaret Hamilton", NULL);
	jt_int_eq(resolve(rt, "teacher", "Margret Hamliton", NULL, &label),
		  JYZ_ENOTFOUND);
	jt_has(rt->err.hint, "Margaret Hamilton");
	jt_int_eq(resolve(rt, "teacher", "李刚", NULL, &label),
		  JYZ_ENOTFOUND);
	jt_has(rt->err.hint, "李强");
	jt_int_eq(resolve(rt, "teacher", "司马相如", NULL, &label),
		  JYZ_ENOTFOUND);
	jt_has(rt->err.hint, "jyz teacher add --name '司马相如'");
	/* nothing to suggest for a text as long as a book, and no waiting */
	char *book = jyz_alloc(400001);

	memset(book, 'x', 400000);
	jt_int_eq(resolve(rt, "teacher", book, NULL, &label), JYZ_ENOTFOUND);
	free(book);
}

/* Names that fold to nothing are still names. */
static void test_empty_keys(void **state)
{
	struct rt *rt = *state;
	const char *label;

	rt_add(rt, "teacher", "name", "()", NULL);
	jt_int_eq(resolve(rt, "teacher", "()", NULL, &label), JYZ_OK);
	jt_str_eq(label, "()");
	jt_int_eq(resolve(rt, "teacher", "", NULL, &label), JYZ_ENOTFOUND);
	rt_add(rt, "teacher", "name", "[]", NULL);
	jt_int_eq(resolve(rt, "teacher", "[]", NULL, &label), JYZ_OK);
	jt_str_eq(label, "[]");
	jt_int_eq(resolve(rt, "teacher", "{}", NULL, &label), JYZ_ENOTFOUND);
}

/* A cached name is not remembered beyond the change of what it is made of. */
static void test_changed_names(void **state)
{
	struct rt *rt = *state;
	const char *label;

	rt_add(rt, "exam", "name", "期中", "date", "2026-11-10", NULL);
	rt_add(rt, "paper", "exam", "期中", "subject", "数学", "grade", "高一",
	       NULL);
	jt_int_eq(resolve(rt, "paper", "期中数学高一", NULL, &label), JYZ_OK);
	rt_edit(rt, "exam", 1, "name", "期末", NULL);
	jt_int_eq(resolve(rt, "paper", "期中数学高一", NULL, &label),
		  JYZ_ENOTFOUND);
	jt_int_eq(resolve(rt, "paper", "期末数学高一", NULL, &label), JYZ_OK);
	/* nor beyond an undo */
	jt_ok(rt_undo(rt, 0), &rt->err);
	jt_int_eq(resolve(rt, "exam", "期末", NULL, &label), JYZ_ENOTFOUND);
	jt_int_eq(resolve(rt, "paper", "期中数学高一", NULL, &label), JYZ_OK);
	/* the paper goes with an undo of its add */
	jt_ok(rt_undo(rt, 0), &rt->err);
	jt_int_eq(resolve(rt, "paper", "期中数学高一", NULL, &label),
		  JYZ_ENOTFOUND);
}

static void test_all_of_a_name(void **state)
{
	struct rt *rt = *state;
	JYZ_AUTO(jyz_buf) ids = JYZ_BUF_INIT;
	const struct jyz_kind *class = rt_kind(rt, "class");

	jt_ok(jyz_resolve_all(&rt->desk, class, "高一1班", &ids, &rt->err),
	      &rt->err);
	jt_str_eq(ids.data, "[1,2]");
	jyz_buf_clear(&ids);
	jt_ok(jyz_resolve_all(&rt->desk, class, "#3", &ids, &rt->err),
	      &rt->err);
	jt_str_eq(ids.data, "[3]");
	jyz_buf_clear(&ids);
	jt_code(jyz_resolve_all(&rt->desk, class, "高二", &ids, &rt->err),
		JYZ_ENOTFOUND, &rt->err);
	jt_str_eq(ids.data, "");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, rt_setup, rt_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_names),
		TEST(test_uid),
		TEST(test_several),
		TEST(test_labels_come_back),
		TEST(test_people_who_left),
		TEST(test_beginnings),
		TEST(test_nearest),
		TEST(test_empty_keys),
		TEST(test_changed_names),
		TEST(test_all_of_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
