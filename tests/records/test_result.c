/*
 * Class averages: which paper, which class and which teacher a row means,
 * and what does not fit together.
 */
#include "rt.h"

#include <string.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, rt_teardown)

static int setup(void **state)
{
	rt_setup(state);
	struct rt *rt = *state;

	rt_add(rt, "exam", "name", "期中", "date", "2026-11-10", NULL);
	rt_add(rt, "paper", "exam", "期中", "subject", "数学", "grade", "高一",
	       "full_marks", "150", NULL);
	return 0;
}

static void test_paper(void **state)
{
	struct rt *rt = *state;
	/* the class has a namesake in the year before: the exam decides */
	int64_t id = rt_add(rt, "result", "exam", "期中", "subject", "数学",
			    "class", "高一1班", "average", "100", NULL);

	jt_str_eq(rt_sql(rt, "SELECT class FROM result"), "2");
	jt_str_eq(rt_get(rt, "result", id, "grade"), "高一");
	jt_str_eq(rt_get(rt, "result", id, "full_marks"), "150");
	jt_str_eq(rt_get(rt, "result", id, "date"), "2026-11-10");
	jt_str_eq(rt_get(rt, "result", id, "teacher"), "李强");
	jt_str_eq(rt_get(rt, "result", id, "paper"), "期中 数学 高一");
	/* the paper by its name, or number */
	rt_add(rt, "result", "paper", "期中数学高一", "class", "高一2班",
	       "average", "90", NULL);
	rt_add(rt, "result", "paper", "#1", "class", "高一10班", "average",
	       "80", NULL);
	jt_int_eq(rt_count(rt, "SELECT count(DISTINCT paper) FROM result"), 1);
	rt_failed(rt, rt_try(rt, NULL, "result", "exam", "期中", "subject",
			     "数学", "class", "高一1班", "average", "99",
			     NULL), JYZ_EEXISTS, "paper", "result 1");
}

static void test_missing(void **state)
{
	struct rt *rt = *state;

	rt_failed(rt, rt_try(rt, NULL, "result", "class", "高一1班", "average",
			     "80", "subject", "数学", "grade", "高一", "date",
			     "2026-11-10", NULL),
		  JYZ_EINVAL, "exam", "exam");
	rt_failed(rt, rt_try(rt, NULL, "result", "class", "高一1班", "average",
			     "80", "exam", "期中", NULL),
		  JYZ_EINVAL, "subject", "missing");
	rt_failed(rt, rt_try(rt, NULL, "result", "exam", "期中", "subject",
			     "数学", "average", "80", NULL),
		  JYZ_EINVAL, "grade", "missing");
	rt_failed(rt, rt_try(rt, NULL, "result", "exam", "期中", "subject",
			     "数学", "class", "高一1班", NULL),
		  JYZ_EINVAL, "average", "missing");
	rt_failed(rt, rt_try(rt, NULL, "result", "exam", "期中", "subject",
			     "语文", "class", "高一1班", "average", "80",
			     NULL),
		  JYZ_ENOTFOUND, "subject", "no paper in 语文");
	jt_has(rt->err.hint, "jyz paper add --exam '期中' --subject '语文'");
	rt_failed(rt, rt_try(rt, NULL, "result", "exam", "期末", "subject",
			     "数学", "class", "高一2班", "average", "80",
			     "date", "2026-11-10", NULL),
		  JYZ_ENOTFOUND, "exam", "期末");
	/* before the first term: what to type */
	rt_failed(rt, rt_try(rt, NULL, "result", "exam", "期中", "subject",
			     "数学", "class", "高一1班", "average", "80",
			     "date", "2025-11-10", NULL),
		  JYZ_ENOTFOUND, NULL, "2025");
}

static void test_term_hint(void **state)
{
	struct rt *rt = *state;
	static const struct {
		const char *date, *hint;
	} cases[] = {
		{ "2025-11-10", "jyz term add --code 2025-1 --starts "
				"2025-08-01 --ends 2026-01-31" },
		{ "2026-01-10", "--code 2025-1 --starts 2025-08-01" },
		{ "2026-02-19", "--code 2025-2 --starts 2026-02-01" },
		{ "2025-07-31", "--code 2024-2 --starts 2025-02-01 --ends "
				"2025-07-31" },
		{ "2025-08-01", "--code 2025-1" },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		int64_t term;

		jt_code(jyz_desk_term(&rt->desk, cases[i].date, &term, NULL,
				      &rt->err), JYZ_ENOTFOUND, &rt->err);
		jt_has(rt->err.hint, cases[i].hint);
	}
}

/* What a row says of its paper is that of the paper. */
static void test_agreement(void **state)
{
	struct rt *rt = *state;
	static const struct {
		const char *field, *text, *message;
	} cases[] = {
		{ "date", "2026-11-11", "2026-11-10" },
		{ "full_marks", "100", "150" },
		{ "subject", "语文", "数学" },
		{ "grade", "高二", "高一" },
		{ "exam", "期末", "期" },
	};

	rt_add(rt, "exam", "name", "期末", "date", "2027-01-10", NULL);
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		int rc = rt_try(rt, NULL, "result", "paper", "#1", "class",
				"高一2班", "average", "80", cases[i].field,
				cases[i].text, NULL);

		rt_failed(rt, rc, JYZ_EINVAL, cases[i].field,
			  cases[i].message);
	}
	rt_add(rt, "result", "paper", "#1", "class", "高一2班", "average",
	       "80", "exam", "2026-1期中", "grade", "高一", "full_marks",
	       "150.00", NULL);
}

static void test_numbers(void **state)
{
	struct rt *rt = *state;
	static const struct {
		const char *average, *sat, *entitled;
		const char *field; /* refused; NULL: kept as */
		const char *kept;
	} cases[] = {
		{ "83.25", "45", "45", NULL, "83.25" },
		{ "150", "", "", NULL, "150" },
		{ "150.00000001", "", "", "average", NULL },
		{ "0", "0", "0", NULL, "0" },
		{ "-0.00000001", "", "", "average", NULL },
		{ "83.123456785", "", "", NULL, "83.12345679" },
		{ "８３.５分", "", "", NULL, "83.5" },
		{ "1e2", "", "", "average", NULL },
		{ "99999999999999999999", "", "", "average", NULL },
		{ "80", "46", "45", "sat", NULL },
		{ "80", "", "45", NULL, "80" },
		{ "80", "1000001", "", "sat", NULL },
	};
	static const struct {
		const char *sat, *absent, *exempt, *entitled;
		bool good;
	} pupils[] = {
		{ "40", "3", "2", "45", true },
		{ "40", "3", "", "45", true }, /* not all is known */
		{ "40", "3", "3", "45", false },
		{ "", "40", "6", "45", false },
		{ "40", "9", "", "", true },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		int64_t id = 0;
		int rc = rt_try(rt, &id, "result", "paper", "#1", "class",
				"高一2班", "average", cases[i].average, "sat",
				cases[i].sat, "entitled", cases[i].entitled,
				NULL);

		if (cases[i].field) {
			rt_failed(rt, rc, JYZ_EINVAL, cases[i].field, NULL);
			continue;
		}
		jt_int_eq(rc, JYZ_OK);
		jt_str_eq(rt_get(rt, "result", id, "average"), cases[i].kept);
		jt_ok(rt_remove(rt, "result", id), &rt->err);
	}
	for (size_t i = 0; i < JT_COUNT(pupils); i++) {
		int64_t id = 0;
		int rc = rt_try(rt, &id, "result", "paper", "#1", "class",
				"高一2班", "average", "80", "sat",
				pupils[i].sat, "absent", pupils[i].absent,
				"exempt", pupils[i].exempt, "entitled",
				pupils[i].entitled, NULL);

		if (pupils[i].good)
			jt_ok(rt_remove(rt, "result", id), &rt->err);
		else
			rt_failed(rt, rc, JYZ_EINVAL, "entitled", "were entitled");
	}
}

static void test_teacher(void **state)
{
	struct rt *rt = *state;

	rt_failed(rt, rt_try(rt, NULL, "result", "paper", "#1", "class",
			     "高一1班", "average", "80", "teacher", "王芳",
			     NULL),
		  JYZ_EINVAL, "teacher", "taught by 李强, not 王芳");
	rt_failed(rt, rt_try(rt, NULL, "result", "paper", "#1", "class",
			     "高一2班", "average", "80", "teacher", "王芳",
			     NULL),
		  JYZ_ENOTFOUND, "teacher", "no assignment");
	rt_add(rt, "result", "paper", "#1", "class", "高一1班", "average",
	       "80", "teacher", "李强", NULL);
	/* those who teach together */
	rt_add(rt, "assignment", "teacher", "王芳", "class", "高一1班",
	       "subject", "数学", NULL);
	const char *both = rt_get(rt, "result", 1, "teacher");

	jt_has(both, "、");
	rt_edit(rt, "result", 1, "teacher", both, "note", "x", NULL);
	rt_failed(rt, rt_change(rt, "result", 1, "teacher",
				"李强、阿依古丽买买提", NULL),
		  JYZ_EINVAL, "teacher", "阿依古丽");
	/* on the day of the exam */
	rt_edit(rt, "assignment", 1, "ends", "2026-11-09", NULL);
	rt_failed(rt, rt_change(rt, "result", 1, "teacher", "李强", NULL),
		  JYZ_EINVAL, "teacher", "taught by 王芳");
	jt_str_eq(rt_get(rt, "result", 1, "teacher"), "王芳");
	rt_edit(rt, "assignment", 1, "ends", "2026-11-10", NULL);
	rt_edit(rt, "result", 1, "teacher", "李强", NULL);
	jt_has(rt_get(rt, "result", 1, "teacher"), "李强");
}

static void test_edit(void **state)
{
	struct rt *rt = *state;

	rt_add(rt, "exam", "name", "期末", "date", "2027-01-10", NULL);
	rt_add(rt, "paper", "exam", "期末", "subject", "数学", "grade", "高一",
	       "full_marks", "100", NULL);
	rt_add(rt, "paper", "exam", "期中", "subject", "语文", "grade", "高一",
	       NULL);
	rt_add(rt, "result", "paper", "#1", "class", "高一1班", "average",
	       "80", NULL);
	/* one word is enough to move it to another paper */
	rt_edit(rt, "result", 1, "subject", "语文", NULL);
	jt_str_eq(rt_get(rt, "result", 1, "paper"), "期中 语文 高一");
	rt_edit(rt, "result", 1, "subject", "数学", "exam", "期末", NULL);
	jt_str_eq(rt_get(rt, "result", 1, "paper"), "期末 数学 高一");
	rt_edit(rt, "result", 1, "paper", "#1", NULL);
	jt_str_eq(rt_get(rt, "result", 1, "exam"), "期中");
	/* also to an exam of another term */
	rt_add(rt, "exam", "name", "期初", "date", "2026-03-10", NULL);
	rt_add(rt, "paper", "exam", "期初", "subject", "数学", "grade", "高一",
	       NULL);
	rt_edit(rt, "result", 1, "exam", "期初", NULL);
	jt_str_eq(rt_get(rt, "result", 1, "date"), "2026-03-10");
	rt_edit(rt, "result", 1, "paper", "#1", NULL);
	rt_edit(rt, "result", 1, "class", "高一2班", "average", "140", NULL);
	jt_str_eq(rt_sql(rt, "SELECT class FROM result"), "3");
	/* not to one whose full marks are below the average */
	rt_failed(rt, rt_change(rt, "result", 1, "exam", "期末", NULL),
		  JYZ_EINVAL, "average", "100");
	/* nor may the paper's full marks sink below it */
	rt_failed(rt, rt_change(rt, "paper", 1, "full_marks", "139.99", NULL),
		  JYZ_EINVAL, "full_marks", "140");
	rt_edit(rt, "paper", 1, "full_marks", "140", NULL);
	assert_true(rt_exec(rt, "UPDATE paper SET full_marks = 13999") < 0);
	assert_true(rt_exec(rt, "UPDATE result SET average = 14000000001") <
		    0);
	/* also not by an undo */
	rt_edit(rt, "result", 1, "average", "80", NULL);
	rt_edit(rt, "paper", 1, "full_marks", "100", NULL);
	int64_t lowered = rt->entry;

	rt_edit(rt, "paper", 1, "full_marks", "130", NULL);
	int64_t raised = rt->entry;

	rt_edit(rt, "result", 1, "average", "120", NULL);
	jt_int_eq(rt_undo(rt, raised), JYZ_EINVAL);
	jt_has(rt->err.msg, "120");
	(void)lowered;
}

static void test_paper_date(void **state)
{
	struct rt *rt = *state;

	rt_failed(rt, rt_try(rt, NULL, "paper", "exam", "期中", "subject",
			     "语文", "grade", "高一", "date", "2026-11-11",
			     NULL), JYZ_EINVAL, "date", "2026-11-10");
	rt_add(rt, "exam", "name", "期中", "date", "2026-04-20", NULL);
	rt_failed(rt, rt_try(rt, NULL, "paper", "exam", "期中", "subject",
			     "语文", "grade", "高一", NULL),
		  JYZ_EAMBIGUOUS, "exam", "期中");
	int64_t id = rt_add(rt, "paper", "exam", "期中", "subject", "语文",
			    "grade", "高一", "term", "2025-2", NULL);

	jt_str_eq(rt_get(rt, "paper", id, "date"), "2026-04-20");
	/* the class of a result is then one of that year */
	rt_failed(rt, rt_try(rt, NULL, "result", "exam", "期中", "subject",
			     "语文", "class", "高一1班", "average", "80",
			     NULL), JYZ_EAMBIGUOUS, "exam", "期中");
	id = rt_add(rt, "result", "exam", "期中", "subject", "语文", "class",
		    "高一1班", "average", "80", "term", "2025-2", NULL);
	jt_str_eq(rt_sql(rt, "SELECT class FROM result"), "1");
}

/* An import may make what its rows name, with what they say of it. */
static void test_create_missing(void **state)
{
	struct rt *rt = *state;
	JYZ_AUTO(jyz_import) im = JYZ_IMPORT_INIT;
	const struct rt_import make = { .create_missing = true };

	jt_ok(rt_import(rt, "result",
			"exam,date,subject,grade,full_marks,class,teacher,"
			"average\n"
			"月考,2026-12-10,物理,高二,110,高二(1)班,钱七,88\n"
			"月考,2026-12-10,物理,高二,110,高二(2)班,钱七、孙八,"
			"77\n", &make, &im), &rt->err);
	/* the exam, the paper, 2 classes, 2 teachers, 3 assignments */
	jt_str_eq(rt_tally(&im), "new 2, changed 0, same 0, made 9, "
				 "rejected 0");
	jt_str_eq(rt_sql(rt, "SELECT date FROM exam WHERE name = '月考'"),
		  "2026-12-10");
	jt_str_eq(rt_sql(rt, "SELECT grade || year FROM class WHERE "
			     "name = '高二(2)班'"), "高二2026");
	jt_str_eq(rt_sql(rt, "SELECT full_marks FROM paper WHERE subject = "
			     "'物理'"), "11000");
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM teacher WHERE name IN "
			       "('钱七', '孙八')"), 2);
	jyz_import_free(&im);

	/* no exam of today because a file does not say of which day */
	jt_ok(rt_import(rt, "result", "exam,subject,grade,class,average\n"
				      "周考,物理,高二,高二1班,88\n",
			&make, &im), &rt->err);
	jt_has(rt_tally(&im), "line 2 exam '周考'");
	jt_has(rt_tally(&im), "date (Date) is missing");
	jyz_import_free(&im);

	/* an assignment's days are not the teacher's */
	jt_ok(rt_import(rt, "assignment",
			"teacher,class,subject,starts,ends\n"
			"周九,高一1班,体育,2026-09-01,2026-10-31\n", &make,
			&im), &rt->err);
	jt_str_eq(rt_tally(&im), "new 1, changed 0, same 0, made 1, "
				 "rejected 0");
	jt_str_eq(rt_sql(rt, "SELECT ifnull(starts, '-') || ifnull(ends, '-') "
			     "FROM teacher WHERE name = '周九'"), "--");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_paper),
		TEST(test_missing),
		TEST(test_term_hint),
		TEST(test_agreement),
		TEST(test_numbers),
		TEST(test_teacher),
		TEST(test_edit),
		TEST(test_paper_date),
		TEST(test_create_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
