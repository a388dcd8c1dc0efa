/*
 * What leaves in a file says nothing of very few pupils, whatever report
 * writes it; on the screen of the group everything is there.
 */
#include "cases.h"

#include <string.h>

/* Four pupils in class 2: one fewer than may leave. */
#define WIDE                                                                  \
	"学号,班级,语文,数学,入学成绩\n"                                      \
	"1,高一1班,91,81,70\n2,高一1班,92,82,75\n3,高一1班,93,83,80\n"        \
	"4,高一1班,94,84,85\n5,高一1班,95,85,91\n6,高一2班,61,51,60\n"        \
	"7,高一2班,62,52,66\n8,高一2班,63,53,70\n9,高一2班,64,57,77\n"

static const char *with_small(void)
{
	const char *db = cases_school();
	const char *path = jt_path(jt_tmpdir(), "scores.csv");
	const char *const exams[][2] = { { "月考", "2026-10-10" },
					 { "期中考试", "2026-11-10" } };

	jt_write_text(path, WIDE);
	for (size_t i = 0; i < JT_COUNT(exams); i++)
		group_ok(db, "exam", "import", path, "--exam", exams[i][0],
			 "--date", exams[i][1], "--create-missing",
			 "--baseline", "入学成绩", "--line", "一本=100");
	return db;
}

/* What the report writes to a file. */
static char *in_file(const char *db, const char *report, const char *option)
{
	const char *path = jt_path(jt_tmpdir(), "out.csv");
	struct jt_result r = group_ok(db, report, "--subject", "数学", "-o",
				      path, "--exam", "期中考试",
				      *option ? option : "--quiet");

	if (*option)
		jt_has(r.err, "fewer than 5 pupils are left empty in a file");
	return jt_read_file(path, NULL);
}

static void lines(void **state)
{
	const char *db = with_small();
	char *file = in_file(db, "lines", "--lang=en");

	(void)state;
	/* line of the total and of the subject, then who sat, and no more */
	jt_has(file, "高一(1)班,,一本,effective,100,");
	jt_has(file, ",5,5,");
	jt_has(file, ",4,,,,,\r\n");
	struct jt_result r = group_ok(db, "lines", "--subject", "数学",
				      "--exam", "期中考试", "--format", "csv");
	jt_has(r.out, ",4,4,");
	jt_lacks(r.err, "left empty");
}

static void trend(void **state)
{
	const char *db = with_small();
	const char *path = jt_path(jt_tmpdir(), "all.csv");
	char *file = in_file(db, "trend", "--lang=en");

	(void)state;
	jt_has(file, ",100,5,83,");
	jt_has(file, ",100,4,,");
	jt_lacks(file, "53.25");
	jt_has(group_ok(db, "trend", "--subject", "数学").out, "\t4\t53.25\t");
	/* Nor by its change from one exam to the next. */
	group_ok(db, "trend", "--subject", "数学", "--class", "高一2班", "-o",
		 path);
	file = jt_read_file(path, NULL);
	jt_lacks(file, "53.25");
	jt_has(strstr(file, "期中考试"), ",,\r\n");
}

static void adjusted(void **state)
{
	const char *db = with_small();
	char *file = in_file(db, "trend", "--adjusted");

	(void)state;
	jt_has(file, "高一(1)班,,5,高一(2)班,,4,,,,,,,,,\r\n");
	jt_has(group_ok(db, "trend", "--adjusted", "--exam", "期中考试",
			"--subject", "数学", "--format", "csv").out,
	       "高一(2)班,,4,29.75,");
}

/* Nor whether a target was met. */
static void targets(void **state)
{
	const char *db = with_small();
	const char *path = jt_path(jt_tmpdir(), "progress.csv");

	(void)state;
	group_ok(db, "target", "add", "--class", "高一2班", "--measure",
		 "average", "--subject", "数学", "--value", "50");
	group_ok(db, "target", "add", "--class", "高一1班", "--measure",
		 "average", "--subject", "数学", "--value", "50");
	jt_has(group_ok(db, "progress", "--format", "csv").out,
	       "高一(2)班,average,,,53.25,50,,0,,,,,,met,,,");
	jt_has(group_ok(db, "progress", "-o", path).err,
	       "fewer than 5 pupils are left empty in a file: 1 row");
	char *file = jt_read_file(path, NULL);

	jt_has(file, "高一(2)班,average,,,,50,,,,,,,,,,,,,,,,records,,,");
	jt_has(file, "高一(1)班,average,,,83,50,,0,,,,,,met,,,");
}

/* Nor does the timeline, on the day it is due. */
static void timeline(void **state)
{
	const char *db = with_small();
	const char *path = jt_path(jt_tmpdir(), "timeline.csv");

	(void)state;
	group_ok(db, "target", "add", "--class", "高一2班", "--measure",
		 "average", "--subject", "数学", "--value", "60", "--due",
		 "2026-11-12");
	group_ok(db, "target", "add", "--class", "高一2班", "--measure",
		 "average", "--subject", "数学", "--what", "稳住", "--due",
		 "2026-11-13");
	group_ok(db, "target", "add", "--class", "高一1班", "--measure",
		 "average", "--subject", "数学", "--value", "90", "--due",
		 "2026-11-12");
	group_ok(db, "timeline", "--kind", "target", "-o", path);
	char *file = jt_read_file(path, NULL);

	jt_has(file, "高一(2)班 average: value=60,");
	jt_has(file, "高一(2)班 稳住,");
	jt_has(file, "高一(1)班 average: reached=83 value=90 state=short,");
	const char *page = group_ok(db, "timeline", "--kind", "target",
				    "--format", "table", "--lang", "en").out;

	jt_lacks(page, "53.25");
	jt_has(page, "高一(2)班 average: agreed 60 ");
	jt_has(page, "agreed 90, target not reached");
}

/* A small class's distribution is its pupils' scores. */
static void history(void **state)
{
	const char *db = with_small();
	char *entry = group_ok(db, "history", "--format", "tsv", "--limit",
			       "1").out;
	/* of one record, and of an entry */
	static const char *const record[] = { "result", "2" };

	(void)state;
	entry = strtok(strchr(entry, '\n') + 1, "\t");
	for (size_t i = 0; i < 2; i++) {
		const char *first = i ? entry : record[0];
		const char *second = i ? "--quiet" : record[1];
		const char *out = group_ok(db, "history", first, second,
					   "--format", "csv").out;

		jt_has(out, ",distribution,,\n");
		jt_lacks(out, "5100");
		out = group_ok(db, "history", first, second, "--format", "csv",
			       "--private").out;
		jt_has(out, ",distribution,,\"[[5100,1]");
		out = group_ok(db, "history", first, second, "--format",
			       "table").out;
		jt_has(out, "Distribution");
		jt_lacks(out, "5100");
	}
}

/* Classes, and so their teachers, are not ranked unless that is asked for. */
static void not_ranked(void **state)
{
	const char *db = cases_school();
	const char *list[] = { "result", "list", "--columns", "class",
			       "--format", "csv", NULL, NULL, NULL };

	(void)state;
	group_ok(db, "exam", "add", "--name", "期中考试", "--date",
		 "2026-11-10");
	group_ok(db, "paper", "add", "--exam", "期中考试", "--subject", "数学",
		 "--grade", "高一");
	group_result(db, "高一10班", "90", "40");
	group_result(db, "高一2班", "95", "40");
	group_result(db, "高一1班", "80", "40");
	jt_str_eq(group_run(db, list, NULL).out,
		  "class\n高一(1)班\n高一(2)班\n高一(10)班\n");
	list[6] = "--sort";
	list[7] = "average";
	jt_str_eq(group_run(db, list, NULL).out,
		  "class\n高一(1)班\n高一(10)班\n高一(2)班\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines),
		cmocka_unit_test(trend),
		cmocka_unit_test(adjusted),
		cmocka_unit_test(targets),
		cmocka_unit_test(timeline),
		cmocka_unit_test(history),
		cmocka_unit_test(not_ranked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
