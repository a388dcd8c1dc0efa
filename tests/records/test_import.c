/*
 * Sheets become records: headings and encodings as staff have them, all or
 * nothing, every reject with its place, and twice is once.
 */
#include "rt.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, rt_teardown)

static int setup(void **state)
{
	rt_setup(state);
	((struct rt *)*state)->desk.person = "王芳";
	return 0;
}

/* Imports, and what came of it must be that. */
#define imported(rt, kind, text, how, tally)                                 \
	do {                                                                 \
		JYZ_AUTO(jyz_import) im_ = JYZ_IMPORT_INIT;                  \
		jt_ok(rt_import(rt, kind, text, how, &im_), &(rt)->err);     \
		jt_str_eq(rt_tally(&im_), tally);                            \
	} while (0)

static void test_headings(void **state)
{
	struct rt *rt = *state;
	static const struct {
		const char *heading, *row;
		const char *refused; /* NULL: one teacher comes */
	} cases[] = {
		{ "name,code,unit", "甲,1,数学教研组", NULL },
		{ "姓名,工号,所在组", "甲,1,数学教研组", NULL },
		{ "工号,组,姓名", "1,数学教研组,甲", NULL },
		{ "Name,工号,UNIT", "甲,1,数学教研组", NULL },
		{ " name , code ,unit", "甲,1,数学教研组", NULL },
		{ "name\tcode\tunit", "甲\t1\t数学教研组", NULL },
		{ "name;code;unit", "甲;1;数学教研组", NULL },
		{ "\"name\",\"code\"", "\"甲\",\"1\"", NULL },
		/* what the program writes itself is passed over */
		{ "id,name,code,created_at,updated_at,# reason",
		  "77,甲,1,2020-01-01T00:00:00Z,,bad", NULL },
		{ "name,code,", "甲,1,", NULL },
		{ "name,code,,", "甲,1,x,", NULL },
		{ "name,职务名", "甲,1", "column 2: unknown heading '职务名'" },
		{ "name,姓名", "甲,乙", "columns 1 and 2 are both '姓名'" },
		{ "name,code,code", "甲,1,1", "columns 2 and 3" },
		{ "uid,name,uid", ",甲,", "columns 1 and 3" },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_buf) csv = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_import) im = JYZ_IMPORT_INIT;

		jyz_buf_addf(&csv, "%s\n%s\n", cases[i].heading, cases[i].row);
		int rc = rt_import(rt, "teacher", csv.data, NULL, &im);

		if (cases[i].refused) {
			jt_int_eq(rc, JYZ_EINVAL);
			jt_has(rt->err.msg, cases[i].refused);
			jt_has(rt->err.msg, "x.csv");
			continue;
		}
		if (rc < 0 || im.created != 1)
			jt_fail("%s: %s", cases[i].heading,
				rc < 0 ? rt->err.msg : rt_tally(&im));
		jt_str_eq(rt_sql(rt, "SELECT name || code FROM teacher "
				     "WHERE name = '甲'"), "甲1");
		rt_exec(rt, "DELETE FROM teacher WHERE name = '甲'");
		jyz_resolve_forget(&rt->desk, NULL);
	}
	jyz_resolve_forget(&rt->desk, NULL);
	JYZ_AUTO(jyz_import) im = JYZ_IMPORT_INIT;

	jt_ok(rt_import(rt, "teacher", "id,name,created_at\n1,乙,x\n", NULL,
			&im), &rt->err);
	jt_int_eq(im.n_ignored, 2);
	jt_str_eq(im.ignored[0], "id");
	jt_str_eq(im.ignored[1], "created_at");
}

static void test_nothing(void **state)
{
	struct rt *rt = *state;
	JYZ_AUTO(jyz_import) none = JYZ_IMPORT_INIT;

	jt_int_eq(rt_import(rt, "teacher", "\n\n", NULL, &none), JYZ_EINVAL);
	jt_has(rt->err.msg, "no rows");
	imported(rt, "teacher", "name\n", NULL,
		 "new 0, changed 0, same 0, made 0, rejected 0");
	/* rows of a spreadsheet with nothing in them are no records */
	imported(rt, "meeting", "topic,place\n甲,\n,\n,,,,\n  , \n乙,\n", NULL,
		 "new 2, changed 0, same 0, made 0, rejected 0");
}

/* A row may be shorter than the heading, and longer by empty cells. */
static void test_ragged(void **state)
{
	struct rt *rt = *state;

	imported(rt, "teacher", "name,code,note\n甲\n乙,2\n丙,3,x\n丁,4,,,\n",
		 NULL, "new 4, changed 0, same 0, made 0, rejected 0");
	imported(rt, "teacher", "name,code\n戊,5,,x\n", NULL,
		 "new 0, changed 0, same 0, made 0, rejected 1; line 2 - '': "
		 "the row has 4 cells, the heading 2");
}

/* One file in every encoding that a school's computers make. */
static void test_encodings(void **state)
{
	struct rt *rt = *state;
	static const char text[] = "姓名,备注\n赵敏,“一级”教师\n钱七,·\n";
	static const struct {
		const char *iconv, *bom, *said;
		size_t bom_len;
	} cases[] = {
		{ "UTF-8", "", NULL, 0 },
		{ "UTF-8", "\xef\xbb\xbf", NULL, 3 },
		{ "GB18030", "", NULL, 0 },
		{ "GBK", "", "gbk", 0 },
		{ "UTF-16LE", "\xff\xfe", NULL, 2 },
		{ "UTF-16BE", "\xfe\xff", NULL, 2 },
		{ "BIG5", "", "Big5", 0 },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		char bytes[512];
		char *in = jt_keep(jyz_strdup(text)), *out = bytes;
		size_t in_left = strlen(in), room = sizeof(bytes);
		iconv_t cd = iconv_open(cases[i].iconv, "UTF-8");

		memcpy(out, cases[i].bom, cases[i].bom_len);
		out += cases[i].bom_len;
		room -= cases[i].bom_len;
		/* what an old encoding has no character for is replaced */
		if (strcmp(cases[i].iconv, "BIG5") == 0)
			in = jt_keep(jyz_strdup("姓名,備註\n趙敏,x\n")),
			in_left = strlen(in);
		assert_true(cd != (iconv_t)-1);
		assert_true(iconv(cd, &in, &in_left, &out, &room) !=
			    (size_t)-1);
		iconv_close(cd);
		struct rt_import how = { .encoding = cases[i].said,
					 .len = (size_t)(out - bytes) };
		JYZ_AUTO(jyz_import) im = JYZ_IMPORT_INIT;
		int rc = rt_import(rt, "teacher", bytes, &how, &im);

		if (strcmp(cases[i].iconv, "BIG5") == 0) {
			/* read right: the heading is in other characters */
			jt_int_eq(rc, JYZ_EINVAL);
			jt_has(rt->err.msg, "備註");
			continue;
		}
		if (rc < 0)
			jt_fail("%s: %s", cases[i].iconv, rt->err.msg);
		jt_str_eq(rt_sql(rt, "SELECT note FROM teacher WHERE "
				     "name = '赵敏'"), "“一级”教师");
		jt_int_eq(im.created, i ? 0 : 2);
		jt_int_eq(im.same, i ? 2 : 0);
	}
}

/* All rejects are listed, each with its place, and nothing is written. */
static void test_rejects(void **state)
{
	struct rt *rt = *state;
	JYZ_AUTO(jyz_import) im = JYZ_IMPORT_INIT;
	static const struct {
		size_t line;
		const char *column, *value, *reason;
	} rejects[] = {
		{ 2, "日期", "2026-13-01", "2026-13-01" },
		{ 3, "教师", "没有", "没有" },
		{ 4, "班级", "高一9班", "高一9班" },
		{ 5, "节次", "21", "between 0 and 20" },
		{ 6, "得分", "88.123", "88.123" },
		{ 7, "听课类别", "好课", "好课" },
		{ 8, "分项得分", "教学目标=11", "11" },
		{ 10, "听课人", "李强", "is the teacher" },
		{ 11, NULL, NULL, "cells" },
		{ 14, "校外", "也许", "也许" }, /* 12 has two lines */
	};

	jt_ok(rt_import(rt, "observation",
		"日期,班级,教师,听课人,节次,得分,听课类别,分项得分,校外\n"
		"2026-13-01,高一1班,李强,,,,,,\n"
		"2026-10-12,高一1班,没有,,,,,,\n"
		"2026-10-12,高一9班,李强,,,,,,\n"
		"2026-10-12,高一1班,李强,,21,,,,\n"
		"2026-10-12,高一1班,李强,,,88.123,,,\n"
		"2026-10-12,高一1班,李强,,,,好课,,\n"
		"2026-10-12,高一1班,李强,,,,,教学目标=11,\n"
		"2026-10-12,高一1班,李强,,1,,,,\n"
		"2026-10-12,高一1班,李强,李强,,,,,\n"
		"2026-10-12,高一1班,李强,,,,,,,more\n"
		"2026-10-13,\"高一\n1班\",李强,,,,,,\n"
		"2026-10-14,高一1班,李强,,,,,,也许\n", NULL, &im), &rt->err);
	jt_int_eq(im.n_rejects, JT_COUNT(rejects) + 0);
	for (size_t i = 0; i < JT_COUNT(rejects); i++) {
		jt_int_eq(im.rejects[i].line, rejects[i].line);
		jt_str_eq(im.rejects[i].column, rejects[i].column);
		jt_str_eq(im.rejects[i].value, rejects[i].value);
		jt_has(im.rejects[i].reason, rejects[i].reason);
		/* the row itself is kept, to be mended */
		jt_int_eq(im.row_lines[i], rejects[i].line);
	}
	jt_int_eq(im.n_columns, 9);
	jt_str_eq(im.columns[2], "教师");
	jt_str_eq(im.rows[1 * 9 + 2], "没有");
	jt_str_eq(im.rows[3 * 9 + 4], "21");
	jt_int_eq(im.created, 2);
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM observation"), 0);
}

static void test_same_and_changed(void **state)
{
	struct rt *rt = *state;
	const struct rt_import update = { .update = true };
	static const char first[] =
		"topic,date,present,decision,content\n"
		"甲,2026-10-01,王芳、李强,一,\"a\r\nb\"\n"
		"乙,2026-10-02,,,\n";
	static const char other[] =
		"topic,date,present,decision,content\n"
		"甲,2026-10-01,王芳,一,\"a\r\nb\"\n"
		"乙,2026-10-02,,,x\n"
		"丙,2026-10-03,,,\n";

	imported(rt, "meeting", first, NULL,
		 "new 2, changed 0, same 0, made 0, rejected 0");
	imported(rt, "meeting", first, NULL,
		 "new 0, changed 0, same 2, made 0, rejected 0");
	jt_int_eq(rt->entry, 0);
	imported(rt, "meeting", first, &update,
		 "new 0, changed 0, same 2, made 0, rejected 0");
	imported(rt, "meeting", other, NULL,
		 "new 1, changed 0, same 0, made 0, rejected 2; line 2 "
		 "present '王芳': meeting 1 is there already, with another "
		 "present: '王芳\n李强'; line 4 content 'x': meeting 2 is "
		 "there already, with another content: ''");
	imported(rt, "meeting", other, &update,
		 "new 1, changed 2, same 0, made 0, rejected 0");
	jt_str_eq(rt_get(rt, "meeting", 1, "present"), "王芳");
	jt_str_eq(rt_get(rt, "meeting", 1, "decision"), "一");
	jt_str_eq(rt_get(rt, "meeting", 2, "content"), "x");
	/* an empty cell says nothing, with --update too */
	imported(rt, "meeting", "topic,date,content,decision\n"
				"乙,2026-10-02,,\n甲,2026-10-01,\"\",\n",
		 &update, "new 0, changed 0, same 2, made 0, rejected 0");
	jt_str_eq(rt_get(rt, "meeting", 2, "content"), "x");
	/* the same row twice in one file */
	imported(rt, "meeting", "topic,date\n丁,2026-10-05\n丁,2026-10-05\n",
		 NULL, "new 1, changed 0, same 1, made 0, rejected 0");
	/* a rule holds for an update as for an add */
	imported(rt, "meeting", "topic,date,starts,ends\n"
				"丁,2026-10-05,10:00,09:00\n", &update,
		 "new 0, changed 0, same 0, made 0, rejected 1; line 2 ends "
		 "'09:00': it ends on 09:00, before it begins on 10:00");
}

static void test_uid(void **state)
{
	struct rt *rt = *state;
	const struct rt_import update = { .update = true };
	JYZ_AUTO(jyz_buf) csv = JYZ_BUF_INIT;
	const char *uid = rt_sql(rt, "SELECT uid FROM teacher WHERE id = 2");

	/* the uid decides, the name may be new, other columns stay */
	jyz_buf_addf(&csv, "uid,name\n%s,李小强\n", uid);
	imported(rt, "teacher", csv.data, NULL,
		 "new 0, changed 0, same 0, made 0, rejected 1; line 2 name "
		 "'李小强': teacher 2 is there already, with another name: "
		 "'李强'");
	imported(rt, "teacher", csv.data, &update,
		 "new 0, changed 1, same 0, made 0, rejected 0");
	jt_str_eq(rt_get(rt, "teacher", 2, "name"), "李小强");
	jt_str_eq(rt_get(rt, "teacher", 2, "unit"), "数学教研组");
	/* one that is not there yet is kept */
	imported(rt, "teacher",
		 "uid,name\n0123456789abcdef0123456789abcdef,甲\n,乙\n", NULL,
		 "new 2, changed 0, same 0, made 0, rejected 0");
	jt_str_eq(rt_sql(rt, "SELECT uid FROM teacher WHERE name = '甲'"),
		  "0123456789abcdef0123456789abcdef");
	imported(rt, "teacher", "uid,name\nx,丙\n", NULL,
		 "new 0, changed 0, same 0, made 0, rejected 1; line 2 uid "
		 "'x': 'x' is not a uid");
	/* the name of another: refused, and named */
	jyz_buf_clear(&csv);
	jyz_buf_addf(&csv, "uid,name\n%s,王芳\n", uid);
	imported(rt, "teacher", csv.data, &update,
		 "new 0, changed 0, same 0, made 0, rejected 1; line 2 name "
		 "'王芳': teacher 1 is there already, with the same name, "
		 "code");
}

/* A guard against formulas is taken off, whatever stands after it. */
static void test_guard(void **state)
{
	struct rt *rt = *state;

	imported(rt, "teacher",
		 "name,note\n甲,'=1+1\n乙,''=1\n丙,'abc\n丁,'-5\n戊,-5\n",
		 NULL, "new 5, changed 0, same 0, made 0, rejected 0");
	jt_str_eq(rt_sql(rt, "SELECT group_concat(note, ' ') FROM (SELECT note"
			     " FROM teacher WHERE id > 3 ORDER BY id)"),
		  "=1+1 '=1 'abc -5 -5");
}

/* A list of names does not make a second time who has a code by now. */
static void test_namesakes(void **state)
{
	struct rt *rt = *state;

	imported(rt, "teacher", "name,code\n甲,A1\n", NULL,
		 "new 1, changed 0, same 0, made 0, rejected 0");
	imported(rt, "teacher", "name\n甲\n乙\n", NULL,
		 "new 1, changed 0, same 1, made 0, rejected 0");
	imported(rt, "teacher", "name,code\n甲,A2\n", NULL,
		 "new 1, changed 0, same 0, made 0, rejected 0");
	imported(rt, "teacher", "name\n甲\n", NULL,
		 "new 0, changed 0, same 0, made 0, rejected 1; line 2 name "
		 "'甲': several teachers are called '甲': only a code says "
		 "which is meant");
}

/* What a reference lacks is a reject, unless it may be made. */
static void test_create_missing(void **state)
{
	struct rt *rt = *state;
	const struct rt_import make = { .create_missing = true };
	const struct rt_import dry = { .create_missing = true,
				       .dry_run = true };
	static const char csv[] = "topic,chair,present,unit\n"
				  "甲,赵敏,赵敏、钱七,\n";

	imported(rt, "meeting", csv, NULL,
		 "new 0, changed 0, same 0, made 0, rejected 1; line 2 chair "
		 "'赵敏': no teacher is called '赵敏'");
	imported(rt, "meeting", csv, &dry,
		 "new 1, changed 0, same 0, made 2, rejected 0");
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM teacher"), 3);
	imported(rt, "meeting", csv, &make,
		 "new 1, changed 0, same 0, made 2, rejected 0");
	/* a number is never made, nor a group */
	imported(rt, "meeting", "topic,chair\n乙,#99\n", &make,
		 "new 0, changed 0, same 0, made 0, rejected 1; line 2 chair "
		 "'#99': there is no teacher #99");
	imported(rt, "meeting", "topic,unit\n乙,语文组\n", &make,
		 "new 0, changed 0, same 0, made 0, rejected 1; line 2 unit "
		 "'语文组': no unit is called '语文组'");
	/* a class without a grade cannot be */
	imported(rt, "observation", "class,teacher\n高三1班,李强\n", &make,
		 "new 0, changed 0, same 0, made 0, rejected 1; line 2 class "
		 "'高三1班': class '高三1班' cannot be made: grade "
		 "(Grade) is missing");
}

/* --- what is exported is imported as the same ---------------------------- */

static void fill(struct rt *rt)
{
	rt_add(rt, "teacher", "name", "李强", "code", "T9", "starts",
	       "2026-09-01", "role", "副校长", "note", "=1+1", NULL);
	rt_add(rt, "teacher", "name", "'=x", "note", "a\n\"b\",c", "ends",
	       "2026-10-31", NULL);
	rt_add(rt, "teacher", "name", "()", "title", "@x", NULL);
	rt_add(rt, "unit", "name", "高一备课组", "kind", "prep", "parent",
	       "数学教研组", "leader", "李强(T9)", NULL);
	rt_edit(rt, "class", 2, "previous", "高一1班", "adviser", "'=x",
		"size", "45", "track", "重点", NULL);
	rt_add(rt, "mentorship", "mentor", "王芳", "mentee", "李强(T9)",
	       "starts", "2026-09-01", "aims", "一\n二", NULL);
	rt_add(rt, "rubric", "name", "通用课堂评价", "item",
	       "a\\=b=60//x\\/y|g|h", "item", "c=40", "veto", "v\\/w/z",
	       "band", "b\\=1=0", NULL);
	rt_add(rt, "observation", "class", "高一1班", "teacher", "李强(#2)",
	       "date", "2026-10-12", "rubric", "通用课堂评价 v1", "item",
	       "教学目标=8.5", "veto", "科学性错误", "minute",
	       "0-5:a\\:b:c\\\\d", "minute", "5-9:x", "notice", "no", "bonus",
	       "2.5", "problems", "-多\n行", NULL);
	rt_add(rt, "observation", "outside", "yes", "teacher", "'=x", "date",
	       "2026-03-03", "score", "77.7", NULL);
	rt_add(rt, "observation", "class", "高一1班", "teacher", "李强(#2)",
	       "date", "2026-03-12", "rubric", "通用课堂评价", "item", "c=39",
	       NULL);
	rt_add(rt, "exam", "name", "期中", "date", "2026-11-10", NULL);
	rt_add(rt, "exam", "name", "期中", "date", "2026-04-10", NULL);
	rt_add(rt, "paper", "exam", "期中", "term", "2026-1", "subject", "数学",
	       "grade", "高一", "full_marks", "150", "setter", "李强(T9)",
	       NULL);
	rt_add(rt, "paper", "exam", "期中", "term", "2025-2", "subject", "数学",
	       "grade", "高一", NULL);
	rt_add(rt, "assignment", "teacher", "王芳", "class", "高一1班",
	       "subject", "数学", NULL);
	rt_add(rt, "assignment", "teacher", "王芳", "class", "高一1班", "year",
	       "2025", "subject", "数学", NULL);
	rt_add(rt, "result", "paper", "#1", "class", "高一1班", "average",
	       "83.12345678", "sat", "40", "entitled", "45", NULL);
	rt_add(rt, "result", "paper", "#2", "class", "高一1班", "average",
	       "70", NULL);
	rt_add(rt, "meeting", "topic", "甲,\"乙\"", "present", "王芳",
	       "present", "()", "absent", "李强(#2):病:假\\\\", "late",
	       "李强(T9)", "decision", "一\\n二", "decision", "=三", "hours",
	       "1.5", "starts", "8:00", "unit", "高一备课组", NULL);
	rt_add(rt, "action", "what", "甲", "owner", "李强(T9)", "meeting",
	       "#1", "observation", "#1", "due", "2026-11-01", NULL);
}

static void test_twice_is_once(void **state)
{
	struct rt *rt = *state;

	fill(rt);
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const char *kind = jyz_catalogue.kinds[k]->name;
		const char *csv = rt_export(rt, kind);
		JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_buf) wanted = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_import) im = JYZ_IMPORT_INIT;
		const struct rt_import update = { .update = true };

		jyz_buf_addf(&sql, "SELECT count(*) FROM \"%s\"", kind);
		jyz_buf_addf(&wanted, "new 0, changed 0, same %lld, made 0, "
				      "rejected 0",
			     (long long)rt_count(rt, sql.data));
		jt_ok(rt_import(rt, kind, csv, NULL, &im), &rt->err);
		if (strcmp(rt_tally(&im), wanted.data) != 0)
			jt_fail("%s: %s\n%s", kind, rt_tally(&im), csv);
		jyz_import_free(&im);
		jt_ok(rt_import(rt, kind, csv, &update, &im), &rt->err);
		if (strcmp(rt_tally(&im), wanted.data) != 0)
			jt_fail("%s: %s", kind, rt_tally(&im));
		jt_int_eq(rt->entry, 0);
	}
}

/* The same sheets make the same records in an empty file, once those are
 * there that name each other: groups and leaders, classes and the year before.
 * (A namesake without a code is named by his number: the same one here.) */
static void test_into_another_file(void **state)
{
	struct rt *rt = *state;
	struct rt *to = jyz_alloc(sizeof(*to));
	const struct rt_import update = { .update = true };

	fill(rt);
	rt_open(to);
	imported(to, "unit", "name\n数学教研组\n高一备课组\n", NULL,
		 "new 2, changed 0, same 0, made 0, rejected 0");
	imported(to, "teacher", "name,code\n王芳\n李强\n阿依古丽·买买提\n"
				"李强,T9\n''=x\n()\n", NULL,
		 "new 6, changed 0, same 0, made 0, rejected 0");
	imported(to, "class", "name,year,grade\n高一(1)班,2025,高一\n", NULL,
		 "new 1, changed 0, same 0, made 0, rejected 0");
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const char *kind = jyz_catalogue.kinds[k]->name;
		const char *csv = rt_export(rt, kind);
		JYZ_AUTO(jyz_import) im = JYZ_IMPORT_INIT;
		JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;

		jt_ok(rt_import(to, kind, csv, &update, &im), &to->err);
		if (im.n_rejects)
			jt_fail("%s: %s\n%s", kind, rt_tally(&im), csv);
		jyz_buf_addf(&sql, "SELECT count(*) FROM \"%s\"", kind);
		jt_int_eq(rt_count(to, sql.data), rt_count(rt, sql.data));
	}
	jt_str_eq(rt_get(to, "meeting", 1, "absent"),
		  rt_get(rt, "meeting", 1, "absent"));
	jt_str_eq(rt_sql(to, "SELECT group_concat(note) FROM (SELECT note "
			     "FROM teacher ORDER BY name, code)"),
		  rt_sql(rt, "SELECT group_concat(note) FROM (SELECT note "
			     "FROM teacher ORDER BY name, code)"));
	rt_close(to);
}

static void count_names(const char *name, const char *label, void *payload)
{
	assert_non_null(name);
	assert_non_null(label);
	assert_null(strchr(label, '/'));
	++*(size_t *)payload;
}

static void test_template(void **state)
{
	size_t n = 0;
	(void)state;

	jyz_import_template(jyz_kind_of_table(&jyz_catalogue, "meeting"),
			    count_names, &n);
	/* 21 fields, 3 of them computed, and 5 parts */
	jt_int_eq(n, 23);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_headings),
		TEST(test_nothing),
		TEST(test_ragged),
		TEST(test_encodings),
		TEST(test_rejects),
		TEST(test_same_and_changed),
		TEST(test_uid),
		TEST(test_guard),
		TEST(test_namesakes),
		TEST(test_create_missing),
		TEST(test_twice_is_once),
		TEST(test_into_another_file),
		TEST(test_template),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
