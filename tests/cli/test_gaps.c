/*
 * jyz gaps: the line, the columns, the filters; every pair of real data.
 */
#include "group.h"
#include "jt_book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/base/decimal.h"
#include "jyz/base/mem.h"

static void nothing_yet(void **state)
{
	const char *db = group_new();
	struct jt_result r = group_ok(db, "gaps", "--format", "json");

	(void)state;
	jt_str_eq(r.out, "[]\n");
	jt_has(r.err, "no results yet");
	jt_has(r.err, "jyz result add");
}

/* Exactly the line is not over it. */
static void border(void **state)
{
	static const struct {
		const char *a, *b;
		bool over;
		const char *gap;
	} cases[] = {
		{ "85.00", "80.00", false, "\"gap\":5," },
		{ "85.01", "80.00", true, "\"gap\":5.01," },
		{ "80", "85", false, "\"gap\":5," },
		{ "85.00000001", "80", true, "\"gap\":5.0001," },
		{ "84.99999999", "80", false, "\"gap\":5," },
		{ "80", "80", false, "\"gap\":0," },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		const char *db = group_exam();

		group_result(db, "高一1班", cases[i].a, "45");
		group_result(db, "高一2班", cases[i].b, NULL);
		struct jt_result all =
			group_ok(db, "gaps", "--all", "--format", "json");
		struct jt_result over =
			group_ok(db, "gaps", "--format", "json");

		jt_has(all.out, cases[i].gap);
		jt_has(all.out,
		       cases[i].over ? "\"over\":true" : "\"over\":false");
		jt_has(all.err, cases[i].over ? "1 over" : "0 over");
		if (cases[i].over)
			jt_str_eq(over.out, all.out);
		else
			jt_str_eq(over.out, "[]\n");
	}
}

static void columns(void **state)
{
	const char *db = group_exam();

	(void)state;
	group_result(db, "高一2班", "85.125", NULL);
	group_result(db, "高一1班", "93.5", "45");
	struct jt_result r = group_ok(db, "gaps", "--format", "csv");

	jt_str_eq(
		r.out,
		"term,exam,date,subject,grade,full_marks,class_a,teacher_a,"
		"average_a,sat_a,class_b,teacher_b,average_b,sat_b,gap,over,"
		"ci_low,ci_high,p,g,reading,method,finding,state\n"
		"2026-1,期中考试,2026-11-10,数学,高一,150,高一(1)班,王芳,"
		"93.5,45,高一(2)班,,85.125,,8.375,yes,,,,,,,,\n");
	r = group_ok(db, "gaps", "--format", "json");
	jt_str_eq(r.out,
		  "[\n{\"term\":\"2026-1\",\"exam\":\"期中考试\",\"date\":"
		  "\"2026-11-10\",\"subject\":\"数学\",\"grade\":\"高一\","
		  "\"full_marks\":150,\"class_a\":\"高一(1)班\",\"teacher_a\":"
		  "\"王芳\",\"average_a\":93.5,\"sat_a\":45,\"class_b\":"
		  "\"高一(2)班\",\"teacher_b\":null,\"average_b\":85.125,"
		  "\"sat_b\":null,\"gap\":8.375,\"over\":true,\"ci_low\":null,"
		  "\"ci_high\":null,\"p\":null,\"g\":null,\"reading\":null,"
		  "\"method\":null,\"finding\":null,\"state\":null}\n]\n");
	r = group_ok(db, "gaps", "--format", "table");
	jt_has(r.out,
	       "2026-1 期中考试 2026-11-10  数学 高一  full marks 150\n");
	jt_has(r.out, "93.5 (45)");
	jt_has(r.out, "85.125 (?)");
	jt_has(r.out, "▲ over 5");
	r = group_ok(db, "gaps", "--all", "--threshold", "9", "--format",
		     "table");
	jt_lacks(r.out, "▲");
}

/* The gap over the line is filled, the others are not. */
static void workbook(void **state)
{
	const char *db = group_exam();
	const char *path = jt_path(jt_tmpdir(), "gaps.xlsx");

	(void)state;
	group_result(db, "高一2班", "79.1", NULL);
	group_result(db, "高一1班", "93.5", "45");
	group_ok(db, "gaps", "--all", "-o", path, "--lang", "zh");

	const char *sheet = jt_read_part(path, "xl/worksheets/sheet1.xml");
	const char *gap = strstr(sheet, "<c r=\"O2\" s=\"");
	const char *average = strstr(sheet, "<c r=\"M2\" s=\"");

	jt_has(sheet, ">分差</t>");
	jt_has(sheet, "<v>79.1</v>");
	jt_has(sheet, "<v>14.4</v>");
	assert_true(gap && average);
	assert_true(strtol(gap + 13, NULL, 10) !=
		    strtol(average + 13, NULL, 10));
}

/* Somebody who pages through the pairs keeps nobody from writing. */
static void slow_reader(void **state)
{
	JYZ_AUTO(jyz_buf) rows = JYZ_BUF_INIT;
	const char *db = group_exam();
	const char *csv = jt_path(jt_tmpdir(), "r.csv");

	(void)state;
	/* More than a pipe holds, in two papers. */
	group_ok(db, "paper", "add", "--exam", "期中考试", "--subject", "物理",
		 "--grade", "高一", "--full_marks", "100");
	jyz_buf_adds(&rows, "name,grade\n");
	for (int i = 100; i < 160; i++)
		jyz_buf_addf(&rows, "高一(%d)班,高一\n", i);
	jt_write_text(csv, rows.data);
	group_ok(db, "class", "import", csv);
	jyz_buf_clear(&rows);
	jyz_buf_adds(&rows, "exam,subject,class,average\n");
	for (int i = 0; i < 120; i++)
		jyz_buf_addf(&rows, "期中考试,%s,高一(%d)班,%d\n",
			     i < 60 ? "数学" : "物理", 100 + i % 60, 40 + i % 60);
	jt_write_text(csv, rows.data);
	group_ok(db, "result", "import", csv);
	struct jt_result r = group_shell(
		db, "$JYZ gaps --all --format table | { read -r first; "
		    "$JYZ teacher add --name 丙; }");

	jt_exit(&r, 0);
	jt_has(r.err, "saved");
}

/* Option, paper, setting, default: each says what it is. */
static void thresholds(void **state)
{
	const char *db = group_exam();

	(void)state;
	group_result(db, "高一1班", "87.5", "45");
	group_result(db, "高一2班", "80", "44");
	jt_has(group_ok(db, "gaps").err, "line 5 (default): 1 over");
	group_ok(db, "config", "threshold", "7.5");
	jt_has(group_ok(db, "gaps").err, "line 7.5 (setting): 0 over");
	jt_has(group_ok(db, "gaps", "--threshold", "7.49分").err,
	       "line 7.49 (option): 1 over");
	group_ok(db, "paper", "edit", "1", "--threshold", "7");
	struct jt_result r = group_ok(db, "gaps", "--format", "table");

	jt_has(r.out, "▲ over 7");
	jt_has(r.err, "1 over");
	jt_has(r.err, "by its paper's own line");
	/* 7.5 of 150 is 5 of 100. */
	jt_has(group_ok(db, "gaps", "--threshold", "5", "--per-100").err,
	       "0 over");
	jt_has(group_ok(db, "gaps", "--threshold", "4.99", "--per-100").err,
	       "1 over");
}

/* One subject's name within another's: both are offered. */
static void alike(void **state)
{
	const char *db = group_exam();

	(void)state;
	group_ok(db, "exam", "add", "--name", "期末考试", "--date",
		 "2027-01-10");
	group_ok(db, "paper", "add", "--exam", "期末考试", "--subject",
		 "高等数学", "--grade", "高一", "--full_marks", "150");
	group_fails(db, 1, "papers have: 高等数学, 数学\n", NULL, "gaps",
		    "--subject", "语文");
}

static void filters(void **state)
{
	const char *db = group_exam();

	(void)state;
	group_result(db, "高一1班", "90", "45");
	group_result(db, "高一2班", "80", "44");
	group_result(db, "高一10班", "70", "43");
	static const struct {
		const char *option, *value, *says;
	} cases[] = {
		{ "--term", "2026-1", "3 pairs" },
		{ "--term", "now", "3 pairs" },
		{ "--exam", "期中考试", "3 pairs" },
		{ "--exam", "2026-1期中考试", "3 pairs" },
		{ "--subject", "数学", "3 pairs" },
		{ "--grade", "高一", "3 pairs" },
		{ "--class", "高一（１）班", "2 pairs" },
		{ "--class", "高一10班", "2 pairs" },
		{ "--teacher", "王芳", "2 pairs" },
		{ "--teacher", "李强", "no two classes" },
		{ "--科目", "数学", "3 pairs" },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++)
		jt_has(group_ok(db, "gaps", cases[i].option, cases[i].value)
			       .err,
		       cases[i].says);
	static const struct {
		const char *option, *value, *says, *hint;
		int status;
	} bad[] = {
		{ "--term", "2026-2", "2026-2", "2026-1", 1 },
		{ "--exam", "期末考试", "期末考试", NULL, 1 },
		{ "--subject", "语文", "no paper has '语文'", "数学", 1 },
		{ "--grade", "高二", "no paper has '高二'", "高一", 1 },
		{ "--class", "高一3班", "高一3班", "高一(1)班", 1 },
		{ "--teacher", "王方", "王方", "王芳", 1 },
		{ "--threshold", "five", "--threshold: 'five'", NULL, 1 },
		{ "--threshold", "5.001", "5.001", NULL, 1 },
		{ "--threshold", "-1", "not from 0 to 10000", NULL, 1 },
		{ "--threshold", "10000.01", "not from 0 to 10000", NULL, 1 },
	};

	for (size_t i = 0; i < JT_COUNT(bad); i++)
		group_fails(db, bad[i].status, bad[i].says, bad[i].hint,
			    "gaps", bad[i].option, bad[i].value);
	group_fails(db, 2, "--bogus", NULL, "gaps", "--bogus");
	group_fails(db, 2, "word too many", NULL, "gaps", "高一");
}

/* Classes are compared within their track. */
static void tracks(void **state)
{
	const char *db = group_exam();

	(void)state;
	group_ok(db, "class", "edit", "高一1班", "--track", "物理");
	group_result(db, "高一1班", "90", "45");
	group_result(db, "高一2班", "80", "44");
	struct jt_result r = group_ok(db, "gaps");

	jt_has(r.err, "--any-track");
	jt_has(group_ok(db, "gaps", "--any-track").err,
	       "1 pair compared, line 5 (default): 1 over");
}

static void languages(void **state)
{
	const char *db = group_exam();

	(void)state;
	group_result(db, "高一1班", "90", "45");
	group_result(db, "高一2班", "80", "44");
	/* Keys are never translated, and no locale is needed for Chinese. */
	struct jt_result zh = group_run(
		db, JT_LIST("分差", "--lang", "zh", "--format", "json"),
		JT_LIST("LC_ALL=C"));
	struct jt_result en = group_ok(db, "gaps", "--format", "json");

	jt_exit(&zh, 0);
	jt_str_eq(zh.out, en.out);
	zh = group_run(db, JT_LIST("分差", "--全部", "--format", "table"),
		       JT_LIST("LC_ALL=C"));
	jt_exit(&zh, 0);
	jt_has(zh.out, "高一(1)班");
}

static void full_disk(void **state)
{
	const char *db = group_exam();

	(void)state;
	group_result(db, "高一1班", "90", "45");
	group_result(db, "高一2班", "80", "44");
	group_fails(db, 1, "No space left", NULL, "gaps", "--format", "csv",
		    "-o", "/dev/full");
}

/* --- every pair of real data -------------------------------------------- */

struct class
{
	char name[8];
	int64_t average; /* hundredths */
	int sat;
};

static int64_t hundredths(const char *text)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	int64_t value = -1;

	jt_ok(jyz_decimal_parse(&value, text, 2, 0, NULL, &err), &err);
	return value;
}

static size_t read_classes(struct class *classes, size_t room)
{
	char *save = NULL;
	char *text = jt_read_file(jt_data("london_averages.csv"), NULL);
	size_t n = 0;

	for (char *line = strtok_r(text, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save)) {
		struct class c;
		char average[16];

		if (sscanf(line,
			   "GCSE 1988,2026-11-10,Mathematics,Year 11,"
			   "100,%7[^,],%*[^,],%15[^,],%d",
			   c.name, average, &c.sat) != 3)
			continue;
		assert_true(n < room);
		c.average = hundredths(average);
		classes[n++] = c;
	}
	return n;
}

/* The value of a key in a line of JSON, without quotes. */
static const char *value(const char *line, const char *key, char *out,
			 size_t size)
{
	char name[32];

	snprintf(name, sizeof(name), "\"%s\":", key);
	const char *p = strstr(line, name);
	if (!p)
		jt_fail("no '%s' in %s", key, line);
	p += strlen(name);
	p += *p == '"';
	size_t len = strcspn(p, "\",}");
	assert_true(len < size);
	memcpy(out, p, len);
	out[len] = '\0';
	return out;
}

static size_t find(const struct class *classes, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(classes[i].name, name) == 0)
			return i;
	jt_fail("no class '%s'", name);
}

static bool check_pair(const char *line, const struct class *classes, size_t n,
		       bool *seen)
{
	char text[32];
	size_t a = find(classes, n, value(line, "class_a", text, 32));
	size_t b = find(classes, n, value(line, "class_b", text, 32));
	int64_t gap = classes[a].average - classes[b].average;

	assert_true(a != b);
	assert_true(gap > 0 || (gap == 0 && a < b));
	if (seen[a * n + b])
		jt_fail("twice: %s", line);
	seen[a * n + b] = true;
	jt_int_eq(hundredths(value(line, "average_a", text, 32)),
		  classes[a].average);
	jt_int_eq(hundredths(value(line, "average_b", text, 32)),
		  classes[b].average);
	jt_int_eq(hundredths(value(line, "gap", text, 32)), gap);
	jt_int_eq(atoi(value(line, "sat_a", text, 32)), classes[a].sat);
	jt_int_eq(atoi(value(line, "sat_b", text, 32)), classes[b].sat);
	jt_str_eq(value(line, "over", text, 32), gap > 500 ? "true" : "false");
	return gap > 500;
}

static void real_data(void **state)
{
	const char *db = group_new();
	struct class classes[80];
	size_t n = read_classes(classes, JT_COUNT(classes));
	bool *seen = calloc(n * n, sizeof(*seen));
	size_t pairs = 0, over = 0;
	char summary[80];
	char *save = NULL;

	(void)state;
	jt_int_eq(n, 65);
	group_ok(db, "result", "import", jt_data("london_averages.csv"),
		 "--create-missing");
	struct jt_result r = group_ok(db, "gaps", "--all", "--format", "json");

	for (char *line = strtok_r(r.out, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save)) {
		if (*line != '{')
			continue;
		pairs++;
		over += check_pair(line, classes, n, seen);
	}
	free(seen);
	jt_int_eq(pairs, n * (n - 1) / 2);
	snprintf(summary, sizeof(summary),
		 "%zu pairs compared, line 5 (default): %zu over", pairs,
		 over);
	jt_has(r.err, summary);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_yet), cmocka_unit_test(border),
		cmocka_unit_test(columns),     cmocka_unit_test(thresholds),
		cmocka_unit_test(workbook),
		cmocka_unit_test(filters),     cmocka_unit_test(tracks),
		cmocka_unit_test(languages),   cmocka_unit_test(full_disk),
		cmocka_unit_test(real_data),   cmocka_unit_test(slow_reader),
		cmocka_unit_test(alike),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
