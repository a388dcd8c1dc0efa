/*
 * Score sheets: workbooks of several sheets, encodings, grades, full marks.
 */
#include "sc.h"

#include <string.h>

#include "jt_book.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, rt_teardown)
#define T(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define N(number) "<c><v>" number "</v></c>"
#define ROW(cells) "<row>" cells "</row>"

static int setup(void **state)
{
	rt_setup(state);
	struct rt *rt = *state;

	rt_add(rt, "exam", "name", "期中", "date", "2026-11-10", NULL);
	jt_ok(rt_exec(rt, "INSERT INTO setting(key, value) "
			  "VALUES ('subject', '数学')"),
	      &rt->err);
	return 0;
}

static const char *read_book(struct rt *rt, const struct jt_book *book,
			     const struct jyz_scores_options *options)
{
	JYZ_AUTO(jyz_scores) scores = { 0 };
	const char *path = jt_path(jt_tmpdir(), "scores.xlsx");
	struct jyz_scores_options o = { 0 };

	if (options)
		o = *options;
	o.create_missing = true;
	jt_write_book(path, book);
	if (sc_read_file(rt, path, &o, &scores) < 0)
		return NULL;
	return scores.n_rejected ? sc_rejects(&scores) : sc_classes(&scores);
}

/* Sheets are of classes, of subjects, or go on with the one before. */
static void test_sheets(void **state)
{
	static const struct jt_book classes = {
		.sheets = { { .name = "高一(1)班",
			      .rows = ROW(T("学号") T("数学") T("语文"))
				      ROW(N("1") N("90.5") T("缺考")) },
			    { .name = "高一2班",
			      .rows = ROW(T("学号") T("语文") T("数学"))
				      ROW(N("2") N("80") N("70")) },
			    { .name = "空", .rows = "" } }
	};
	static const struct jt_book subjects = {
		.sheets = { { .name = "数学",
			      .rows = ROW(T("期中成绩"))
				      ROW(T("学号") T("班级") T("得分"))
				      ROW(N("1") T("高一1班") N("90")) },
			    { .name = "语文",
			      .rows = ROW(T("学号") T("班级") T("得分"))
				      ROW(N("1") T("高一1班") N("80")) } }
	};
	static const struct jt_book twice = {
		.sheets = { { .name = "a",
			      .rows = ROW(T("学号") T("班级") T("得分"))
				      ROW(N("1") T("高一1班") N("90")) },
			    { .name = "b",
			      .rows = ROW(T("班级") T("得分") T("学号"))
				      ROW(T("高一1班") N("80") N("1")) } }
	};
	struct rt *rt = *state;

	jt_str_eq(read_book(rt, &classes, NULL),
		  "数学 高一(1)班 1 1 0 0 0 0 0 [[9050,1]]\n"
		  "数学 高一(2)班 1 1 0 0 0 0 0 [[7000,1]]\n"
		  "语文 高一(1)班 1 0 1 0 0 0 0 []\n"
		  "语文 高一(2)班 1 1 0 0 0 0 0 [[8000,1]]");
	jt_str_eq(read_book(rt, &classes,
			    &(struct jyz_scores_options){
				    .sheet = "高一2班" }),
		  "数学 高一(2)班 1 1 0 0 0 0 0 [[7000,1]]\n"
		  "语文 高一(2)班 1 1 0 0 0 0 0 [[8000,1]]");
	jt_str_eq(read_book(rt, &subjects, NULL),
		  "数学 高一(1)班 1 1 0 0 0 0 0 [[9000,1]]\n"
		  "语文 高一(1)班 1 1 0 0 0 0 0 [[8000,1]]");
	jt_str_eq(read_book(rt, &twice, NULL),
		  "2 学号 '' the pupil is also on line 2 of sheet 'a'");
	assert_null(read_book(rt, &classes, &(struct jyz_scores_options){
						    .sheet = "高一3班" }));
	jt_int_eq(rt->err.code, JYZ_EUSAGE);
	jt_has(rt->err.msg, "高一3班");
}

static void test_unlike_sheets(void **state)
{
	static const struct jt_book wide_and_long = {
		.sheets = { { .name = "a",
			      .rows = ROW(T("学号") T("班级") T("得分"))
				      ROW(N("1") T("高一1班") N("90")) },
			    { .name = "b",
			      .rows = ROW(T("学号") T("班级") T("英语"))
				      ROW(N("2") T("高一1班") N("80")) } }
	};
	static const struct jt_book items = {
		.sheets = { { .name = "a",
			      .rows = ROW(T("学号") T("班级") T("Q1"))
				      ROW(N("1") T("高一1班") N("90")) },
			    { .name = "b",
			      .rows = ROW(T("学号") T("班级") T("Q2"))
				      ROW(N("2") T("高一1班") N("80")) } }
	};
	struct rt *rt = *state;

	assert_null(read_book(rt, &wide_and_long, NULL));
	jt_has(rt->err.msg, "b: line 1: the columns are not those");
	assert_null(read_book(rt, &items, NULL));
	jt_has(rt->err.msg, "the sheet has no item 'Q1'");
}

static void test_encodings(void **state)
{
	/* 班级,成绩 / 高一1班,缺考 */
	static const char gb[] = "\xb0\xe0\xbc\xb6,\xb3\xc9\xbc\xa8\r\n"
				 "\xb8\xdf\xd2\xbb"
				 "1\xb0\xe0,\xc8\xb1\xbf\xbc\r\n";
	static const char utf16[] =
		"\xff\xfe\xed\x73\xa7\x7e\x2c\0\x10\x62\xe9\x7e\x0a\0"
		"\xd8\x9a\x00\x4e\x31\0\xed\x73\x2c\0\x3a\x7f\x03\x80\x0a";
	static const struct {
		const char *bytes;
		size_t len;
	} cases[] = {
		{ gb, sizeof(gb) - 1 },
		{ utf16, sizeof(utf16) },
	};
	struct rt *rt = *state;
	const char *path = jt_path(jt_tmpdir(), "gb.csv");

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_scores) scores = { 0 };

		jt_write_file(path, cases[i].bytes, cases[i].len);
		jt_ok(sc_read_file(rt, path,
				   &(struct jyz_scores_options){
					   .create_missing = true },
				   &scores),
		      &rt->err);
		jt_str_eq(sc_classes(&scores),
			  "数学 高一(1)班 1 0 1 0 0 0 0 []");
	}
}

static void test_grades(void **state)
{
	struct rt *rt = *state;
	struct jyz_scores_options o = { .create_missing = true };
	/* the grade of each class, in their order */
	static const struct {
		const char *text, *option, *grades;
	} cases[] = {
		/* of the class on file, or of the name of a new one */
		{ .text = "班级,成绩\n高一1班,1\n高二5班,1\n七年级(3)班,1\n"
			  "初三1班,1\n",
		  .grades = "七年级 初三 高一 高二" },
		/* a column goes before the class, an option before it */
		{ .text = "班级,年级,成绩\n高一1班,高三,1\n高一2班,,1\n",
		  .grades = "高一 高三" },
		{ .text = "班级,年级,成绩\n高一1班,高三,1\nA,,1\n",
		  .option = "Y7", .grades = "Y7 Y7" },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_scores) scores = { 0 };
		JYZ_AUTO(jyz_buf) grades = JYZ_BUF_INIT;

		o.grade = cases[i].option;
		jt_ok(sc_read(rt, cases[i].text, &o, &scores), &rt->err);
		for (size_t c = 0; c < scores.n_classes; c++)
			jyz_buf_addf(&grades, "%s%s", c ? " " : "",
				     scores.classes[c].grade);
		jt_str_eq(grades.data, cases[i].grades);
	}
}

static void test_full_marks(void **state)
{
	struct rt *rt = *state;
	const struct {
		const char *text, *full;
		const char *given[2];
		size_t n;
	} cases[] = {
		{ .text = "班级,成绩\n高一1班,1\n", .full = "10000" },
		{ .text = "班级,成绩\n高一1班,1\n", .full = "15000",
		  .given = { "150分" }, .n = 1 },
		{ .text = "班级,数学,语文\n高一1班,1,2\n",
		  .full = "12050,15000", .given = { "数学=120.5", "150" },
		  .n = 2 },
		{ .text = "班级,Q1,Q2\n高一1班,4,2\n高一2班,2,3\n",
		  .full = "700" },
		{ .text = "班级,Q1,Q2\n高一1班,4,2\n高一2班,2,3\n",
		  .full = "1000", .given = { "10" }, .n = 1 },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;

		jyz_buf_addf(&name, "考%zu", i);
		jyz_buf_addf(&sql,
			     "SELECT group_concat(full_marks) FROM (SELECT "
			     "full_marks FROM paper p JOIN exam e ON e.id = "
			     "p.exam WHERE e.name = '%s' ORDER BY p.id)",
			     name.data);
		struct jyz_scores_options o = {
			.exam = name.data,
			.create_missing = true,
			.full_marks = cases[i].given,
			.n_full_marks = cases[i].n,
		};

		jt_ok(sc_import(rt, cases[i].text, &o), &rt->err);
		jt_str_eq(rt_sql(rt, sql.data), cases[i].full);
	}
	/* today is the day of an exam that is made without a date */
	jt_str_eq(rt_sql(rt, "SELECT max(date) FROM exam"), "2026-11-21");
}

/* The lines of the rates are those of the settings. */
static void test_rates(void **state)
{
	struct rt *rt = *state;
	struct jyz_scores_options o = { .create_missing = true };

	jt_ok(rt_exec(rt, "INSERT INTO setting(key, value) VALUES "
			  "('pass_line', '72.5')"),
	      &rt->err);
	jt_ok(sc_import(rt,
			"班级,成绩\n高一1班,72.49\n高一1班,72.5\n"
			"高一1班,0\n高一1班,100\n高一1班,85\n高一1班,39.99\n",
			&o),
	      &rt->err);
	jt_str_eq(rt_sql(rt, "SELECT json_array(pass_line, excellent_line, "
			     "low_line, passed, excellent, low, at_zero, "
			     "at_full, min, max) FROM result"),
		  "[7250,8500,4000,3,2,2,1,1,0,10000]");
}

static void count_steps(size_t done, size_t all, void *payload)
{
	size_t *last = payload;

	(void)all;
	assert_true(done > *last);
	*last = done;
}

static void test_progress(void **state)
{
	struct rt *rt = *state;
	struct jyz_buf text = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_scores) scores = { 0 };
	size_t last = 0;
	struct jyz_scores_options o = { .create_missing = true,
					.progress = count_steps,
					.payload = &last };

	jyz_buf_adds(&text, "班级,成绩\n");
	for (int i = 0; i < 40000; i++)
		jyz_buf_addf(&text, "高一1班,%d\n", i % 100);
	jt_ok(sc_read(rt, text.data, &o, &scores), &rt->err);
	assert_true(last > text.len / 2 && last <= text.len);
	jyz_buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_sheets),     TEST(test_unlike_sheets),
		TEST(test_encodings),  TEST(test_grades),
		TEST(test_full_marks), TEST(test_rates),
		TEST(test_progress),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
