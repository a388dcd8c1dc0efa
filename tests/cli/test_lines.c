/*
 * Pupils above the lines: counted when a sheet comes in, by the definition
 * that the setting or the option names.
 */
#include "cases.h"

#define TOTALS                                                                                        \
	"学号,班级,语文,数学,总分\n1,高一1班,120,110,230\n2,高一1班,100,缺考,100\n" \
	"3,高一2班,90,95.5,185.5\n4,高一2班,,70,70\n"

#define IMPORT(...)                                                           \
	"exam", "import", "--exam", "期中考试", "--date", "2026-11-10",       \
		"--full-marks", "150", "--create-missing", __VA_ARGS__

/* 数学 of those above 180: 110 of 230, 95.5 of 185.5. */
static void definitions(void **state)
{
	static const struct {
		const char *definition, *effect;
	} ways[] = {
		/* 180 * 205.5 / 415.5, rounded up */
		{ "effective", "\"subject_line\":89.03,\"sat\":1,"
			       "\"above_total\":1,\"above_subject\":1,"
			       "\"above_both\":1,\"hit_rate\":1,"
			       "\"contribution\":1}" },
		{ "单科前N名", "\"definition\":\"top\",\"total_line\":180,"
			       "\"subject_line\":95.5," },
		{ "share", "\"contribution\":0.4782608695652174}" },
	};
	const char *db = cases_school();
	const char *path = jt_path(jt_tmpdir(), "scores.csv");

	(void)state;
	jt_write_text(path, TOTALS);
	for (size_t i = 0; i < JT_COUNT(ways); i++) {
		group_ok(db, "config", "贡献率口径", ways[i].definition);
		group_ok(db, IMPORT(path, "--line", "一本=180", "--replace"));
		struct jt_result r = group_ok(db, "lines", "--exam",
					      "期中考试", "--subject", "数学",
					      "--format", "json");
		jt_has(r.out, "{\"exam\":\"期中考试\",\"subject\":\"数学\","
			      "\"grade\":\"高一\",\"class\":\"高一(1)班\","
			      "\"teacher\":null,\"line\":\"一本\",");
		jt_has(r.out, ways[i].effect);
		jt_lacks(r.out, "\"class\":null");
	}
	/* An option goes before the setting; the grade is for people. */
	group_ok(db, IMPORT(path, "--line", "一本=180", "--口径", "effective",
			    "--replace"));
	struct jt_result r = group_ok(db, "上线", "--科目", "数学", "--format",
				      "table", "--lang", "en");
	jt_has(r.out, "the grade");
	jt_has(r.out, "total 180, subject 89.03 (effective score)");
	jt_has(r.err, "contribution: above both / above the total's line");
	group_fails(db, 1, "no paper has '体育'", "papers have:", "lines",
		    "--subject", "体育");
}

/* The classes of a grade add up. */
static void together(void **state)
{
	const char *db = cases_school();
	const char *path = jt_path(jt_tmpdir(), "scores.csv");

	(void)state;
	jt_write_text(path, TOTALS);
	struct jt_result r = group_ok(db, "lines");
	jt_has(r.err, "no lines: jyz exam import FILE --line NAME=TOTAL");
	group_ok(db, IMPORT(path, "--line", "一本=180", "--line", "二本=100"));
	r = group_ok(db, "lines", "--subject", "语文", "--term", "2026-1",
		     "--format", "csv");
	jt_has(r.out, "期中考试,语文,高一,高一(1)班,,一本,effective,180,");
	jt_has(r.out, "期中考试,语文,高一,高一(1)班,,二本,effective,100,");
	r = group_ok(db, "lines", "--subject", "数学", "--format", "table");
	jt_has(r.out, "高一(1)班             1            1");
	jt_has(r.out,
	       "the grade             3            2              3           2    66.7 %");
	group_fails(db, 1, "--exam", NULL, "lines", "--exam", "没有");
}

/* Without totals those who chose other subjects have none. */
static void incomplete(void **state)
{
	const char *db = cases_school();
	const char *path = jt_path(jt_tmpdir(), "scores.csv");
	const char *said = "2 pupils have no mark in a subject of their class "
			   "and are on no line";

	(void)state;
	jt_write_text(path, "学号,班级,语文,物理,历史\n1,高一1班,90,80,\n"
			    "2,高一1班,90,,70\n3,高一2班,90,80,\n");
	struct jt_result r = group_ok(db, IMPORT(path, "--line", "一本=150"));
	jt_has(r.err, said);
	jt_has(group_ok(db, "lines", "--subject", "语文", "--format",
			"csv").out,
	       "高一(2)班,,一本,effective,150,79.42,1,1,1,1,");
	jt_write_text(path, "学号,班级,语文,物理,历史,总分\n"
			    "1,高一1班,90,80,,170\n2,高一1班,90,,70,160\n"
			    "3,高一2班,90,80,,170\n");
	r = group_ok(db, IMPORT(path, "--line", "一本=150", "--replace"));
	jt_lacks(r.err, said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(definitions),
		cmocka_unit_test(together),
		cmocka_unit_test(incomplete),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
