/*
 * Score sheets: what comes in, what is refused, and that no pupil can be
 * found in anything that is written.
 */
#include "cases.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jt_book.h"
#include "jyz/base/mem.h"

static const char *sheet(const char *text)
{
	const char *path = jt_path(jt_tmpdir(), "scores.csv");

	jt_write_text(path, text);
	return path;
}

/* Column n of a line of a reference file, as a number. */
static double cell(const char *line, int n)
{
	for (; n > 0; n--) {
		line = strchr(line, ',');
		if (!line)
			jt_fail("the reference has too few columns");
		line++;
	}
	return strtod(line, NULL);
}

/* The value of a key in a record of JSON output. */
static double value(const char *record, const char *key)
{
	JYZ_AUTO(jyz_buf) quoted = JYZ_BUF_INIT;
	jyz_buf_addf(&quoted, "\"%s\":", key);
	const char *at = strstr(record, quoted.data);

	if (!at || at > strchr(record, '\n'))
		jt_fail("no '%s' in %.300s", key, record);
	return strtod(at + quoted.len, NULL);
}

static void near(double a, double b, const char *what)
{
	if (!(fabs(a - b) <= 1e-9 * fmax(1, fabs(b))))
		jt_fail("%s: %.15g, not %.15g", what, a, b);
}

/* --- figures -------------------------------------------------------------- */

/* A class of the reference against its record. */
static void check_class(const char *line, const char *results)
{
	static const struct {
		const char *key;
		int column;
	} figures[] = {
		{ "sat", 1 },
		{ "average", 4 },
		{ "sd", 5 },
		{ "min", 7 },
		{ "q1", 8 },
		{ "median", 9 },
		{ "q3", 10 },
		{ "max", 15 },
		{ "passed", 16 },
		{ "excellent", 17 },
		{ "low", 18 },
		{ "pass_rate", 22 },
		{ "excellent_rate", 23 },
		{ "low_rate", 24 },
		{ "distance", 25 },
	};
	JYZ_AUTO(jyz_buf) class = JYZ_BUF_INIT;
	jyz_buf_addf(&class, "\"class\":\"%.*s\"", (int)strcspn(line, ","),
		     line);
	const char *at = strstr(results, class.data);

	if (!at)
		jt_fail("no result of %s", class.data);
	while (at > results && at[-1] != '\n')
		at--;
	for (size_t i = 0; i < JT_COUNT(figures); i++)
		near(value(at, figures[i].key), cell(line, figures[i].column),
		     figures[i].key);
}

/* 65 classes of London, figure by figure as R has them. */
static void london(void **state)
{
	const char *db = group_new();
	const char *path = jt_data("scores/london_scores.csv");

	(void)state;
	struct jt_result r = group_ok(db, "exam", "import", path, "--exam",
				      "London", "--date", "2026-11-10",
				      "--grade", "高一", "--full-marks", "100",
				      "--create-missing");
	jt_str_eq(r.out, "");
	jt_has(r.err, "read as UTF-8");
	jt_has(r.err, "pupils 4059, rows 4059");
	jt_has(r.err, "65 classes");
	jt_has(r.err, "exam 'London' of 2026-11-10: new");
	jt_has(r.err, "saved as entry 2 - to undo: jyz undo");
	jt_has(r.err, "2080 pairs of classes, 849 over the line: jyz gaps "
		      "--exam London; jyz diagnose --exam London --subject "
		      "数学");
	r = group_ok(db, "result", "list", "--exam", "London", "--format",
		     "json");
	const char *line = strchr(
		jt_read_file(jt_data("scores/reference/london.class.csv"),
			     NULL),
		'\n');
	size_t classes = 0;

	for (; line && line[1]; line = strchr(line + 1, '\n'), classes++)
		check_class(line + 1, r.out);
	jt_int_eq(classes, 65);
	r = group_ok(db, "gaps", "--exam", "London");
	size_t pairs = 0;

	for (const char *p = r.out; (p = strchr(p, '\n')); p++)
		pairs++;
	jt_int_eq(pairs - 1, 849);
}

static void items(void **state)
{
	const char *db = group_new();
	const char *path = jt_data("scores/mathexam_solved.csv");

	(void)state;
	struct jt_result r = group_ok(db, "exam", "import", path, "--exam",
				      "Maths", "--grade", "一年级",
				      "--create-missing");
	jt_has(r.err, "Q01 ... Q13 -> 13 items");
	jt_has(r.err, "pupils 729");
	r = group_ok(db, "result", "list", "--columns", "class,sat,total,item",
		     "--private", "--format", "json");
	jt_has(r.out, "\"name\":\"Q13\",\"max\":1,");
	r = group_ok(db, "paper", "list", "--columns", "full_marks",
		     "--format", "tsv");
	jt_str_eq(r.out, "full_marks\n13\n");
}

#define WIDE                                                                  \
	"学号,姓名,班级,名次,语文,数学,总分\n"                  \
	"20260001,欧阳测甲,高一(1)班,1,120,110,230\n"                  \
	"20260002,欧阳测乙,高一1班,2,100,缺考,100\n"                 \
	"20260003,欧阳测丙,高一(2)班,3,90,95.5,185.5\n"                \
	"20260004,欧阳测丁,高一(2)班,4,,70,70\n"

/* The file, and more options. */
#define IMPORT(...)                                                           \
	"exam", "import", "--exam", "期中考试", "--date", "2026-11-10",       \
		"--full-marks", "150", "--create-missing", __VA_ARGS__

static void wide(void **state)
{
	const char *db = cases_school();

	(void)state;
	struct jt_result r =
		group_ok(db, IMPORT(sheet(WIDE), "--full-marks", "语文=120"));
	jt_has(r.err, "班级 -> class");
	jt_has(r.err, "语文 -> score of 语文");
	jt_has(r.err, "passed over: 名次");
	jt_lacks(r.err, "rejected");
	jt_has(r.err, "new: papers 2, classes 0");
	jt_has(r.err, "results: 4 new, 0 replaced, 0 unchanged");
	r = group_ok(db, "result", "list", "--columns",
		     "subject,full_marks,class,average,sat,entitled,absent,"
		     "blank");
	jt_has(r.out, "语文\t120\t高一(1)班\t110\t2\t2\t0\t0\n");
	jt_has(r.out, "语文\t120\t高一(2)班\t90\t1\t2\t0\t1\n");
	jt_has(r.out, "数学\t150\t高一(1)班\t110\t1\t2\t1\t0\n");
	jt_has(r.out, "数学\t150\t高一(2)班\t82.75\t2\t2\t0\t0\n");
	/* Twice changes nothing. */
	r = group_ok(db, IMPORT(sheet(WIDE), "--full-marks", "语文=120"));
	jt_has(r.err, "results: 0 new, 0 replaced, 4 unchanged");
	jt_has(r.err, "nothing changed");
}

static void mapped(void **state)
{
	static const char text[] = "编码,班次,得分栏,老成绩\n1,高一1班,88,70\n"
				   "2,高一1班,90,80\n3,高一2班,77.5,60\n";
	const char *const ways[][3] = {
		{ "编码=student", "班次=class", "得分栏=score" },
		{ "学号=编码", "班级=班次", "成绩=得分栏" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(ways); i++) {
		const char *db = cases_school();
		struct jt_result r =
			group_ok(db, IMPORT(sheet(text), "--map", ways[i][0],
					    "--列", ways[i][1], "--map",
					    ways[i][2], "--baseline", "老成绩",
					    "--format", "json"));
		jt_has(r.out, "\"average\":89,");
		jt_has(r.out, "\"average\":77.5,");
		r = group_ok(db, "result", "list", "--columns", "joint",
			     "--private", "--format", "json");
		jt_has(r.out, "\"kind\":\"baseline\",\"name\":\"老成绩\"");
	}
}

static void rates(void **state)
{
	const char *db = cases_school();

	(void)state;
	group_ok(db, "config", "及格线", "72%");
	group_fails(db, 1, "not from 0 to 100", NULL, "config", "low_line",
		    "101");
	group_fails(db, 1, "", NULL, "config", "low_line", "40.125");
	group_ok(db,
		 IMPORT(sheet("班级,成绩\n高一1班,108\n高一1班,107.99\n")));
	struct jt_result r = group_ok(db, "result", "list", "--columns",
				      "pass_line,passed,pass_rate", "--format",
				      "csv");
	jt_str_eq(r.out, "pass_line,passed,pass_rate\n72,1,0.5\n");
}

static void workbook(void **state)
{
	const char *path = jt_path(jt_tmpdir(), "成绩单.xlsx");
	const char *db = cases_school();

	(void)state;
	jt_write_book(
		path,
		&(struct jt_book){
			.sheets = {
				{ .name = "高一1班",
				  .rows = "<row r=\"1\"><c t=\"inlineStr\"><is><t>姓名</t></is>"
					  "</c><c t=\"inlineStr\"><is><t>班级</t></is></c>"
					  "<c t=\"inlineStr\"><is><t>成绩</t></is></c></row>"
					  "<row r=\"2\"><c t=\"inlineStr\"><is><t>欧阳测甲</t>"
					  "</is></c><c t=\"inlineStr\"><is><t>高一1班</t></is>"
					  "</c><c><v>88.5</v></c></row>" },
				{ .name = "高一2班",
				  .rows = "<row r=\"1\"><c t=\"inlineStr\"><is><t>姓名</t></is>"
					  "</c><c t=\"inlineStr\"><is><t>班级</t></is></c>"
					  "<c t=\"inlineStr\"><is><t>成绩</t></is></c></row>"
					  "<row r=\"2\"><c t=\"inlineStr\"><is><t>欧阳测乙</t>"
					  "</is></c><c t=\"inlineStr\"><is><t>高一2班</t></is>"
					  "</c><c><v>70</v></c></row>" },
			} });
	struct jt_result r =
		group_ok(db, IMPORT(path, "--工作表", "高一2班", "--dry-run"));
	jt_has(r.err, "a workbook with the sheets: 高一1班, 高一2班");
	jt_has(r.err, "pupils 1,");
	jt_lacks(r.err, "欧阳");
	group_ok(db, IMPORT(path, "--yes"));
	r = group_ok(db, "result", "list", "--columns", "class,average",
		     "--sort", "average");
	jt_str_eq(r.out, "class\taverage\n高一(2)班\t70\n高一(1)班\t88.5\n");
	/* A workbook is never a file of exam records. */
	r = group(db, "exam", "import", path);
	jt_exit(&r, 2);
	jt_has(r.err, "--exam NAME");
}

/* --- what is refused ------------------------------------------------------ */

#define BROKEN                                                                            \
	"学号,姓名,班级,成绩\n20260001,欧阳测甲,高一1班,88\n"              \
	"20260002,欧阳测乙,高一1班,很好\n20260003,欧阳测丙,高一1班,151\n" \
	"20260001,欧阳测甲,高一1班,60\n"

static void rejects(void **state)
{
	const char *db = cases_school();
	const char *bad = jt_path(jt_tmpdir(), "bad.csv");

	(void)state;
	struct jt_result r =
		group(db, IMPORT(sheet(BROKEN), "--rejects", bad));
	jt_exit(&r, 1);
	jt_has(r.err, "without the rows that are rejected:\n");
	jt_has(r.err, "scores.csv:3: 成绩 '很好': ");
	jt_has(r.err, "scores.csv:4: 成绩 '151': ");
	jt_has(r.err, "scores.csv:5: ");
	jt_has(r.err, "rows were rejected, nothing was imported");
	jt_lacks(r.err, "欧阳");
	jt_lacks(r.err, "2026000");
	char *rows = jt_read_file(bad, NULL);
	jt_has(rows, "\xEF\xBB\xBFline,column,reason\r\n3,成绩,");
	jt_lacks(rows, "欧阳");
	jt_lacks(rows, "2026000");
	r = group(db, IMPORT(sheet(BROKEN), "--rejects", bad,
			     "--rejects-with-names"));
	jt_exit(&r, 1);
	rows = jt_read_file(bad, NULL);
	jt_has(rows, "line,column,reason,row\r\n");
	jt_has(rows, "\"20260002,欧阳测乙,高一1班,很好\"");
	jt_str_eq(group_ok(db, "exam", "list", "--columns", "id").out, "id\n");
	r = group(db, IMPORT(sheet(BROKEN), "--rejects-with-names"));
	jt_exit(&r, 2);
}

/* Two things may be wrong with a row. */
static void rows_rejected(void **state)
{
	const char *db = cases_school();
	struct jt_result r = group(
		db, IMPORT(sheet("学号,班级,成绩\n1,高一1班,88\n"
				 "1,高一1班,151\n2,高一1班,152\n")));

	(void)state;
	jt_exit(&r, 1);
	jt_has(r.err, "scores.csv:3: 成绩 '151': ");
	jt_has(r.err, "scores.csv:3: 学号: ");
	jt_has(r.err, "2 rows were rejected, nothing was imported");
}

/* What a file cannot hold is not left out in silence. */
static void too_many_rejects(void **state)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	const char *bad = jt_path(jt_tmpdir(), "bad.csv");

	(void)state;
	jyz_buf_adds(&text, "学号,班级,成绩\n");
	for (int i = 0; i < 10050; i++)
		jyz_buf_addf(&text, "%d,高一1班,x\n", i);
	struct jt_result r = group(cases_school(), IMPORT(sheet(text.data),
							  "--rejects", bad));
	jt_exit(&r, 1);
	jt_has(r.err, "10050 rows were rejected");
	jt_has(r.err, "the first 10000 of 10050 rejects are in ");
}

static void many_rejects(void **state)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	(void)state;
	jyz_buf_adds(&text, "学号,班级,成绩\n");
	for (int i = 0; i < 70; i++)
		jyz_buf_addf(&text, "%d,高一1班,x\n", i);
	struct jt_result r = group(cases_school(), IMPORT(sheet(text.data)));
	jt_exit(&r, 1);
	jt_has(r.err, "scores.csv:51: ");
	jt_lacks(r.err, "scores.csv:52: ");
	jt_has(r.err, "... and 20 more\n");
	jt_has(r.err, "70 rows were rejected");
}

static void wrong(void **state)
{
	const char *db = cases_school();

	(void)state;
	group_fails(db, 1, "none.csv", NULL, IMPORT("none.csv"));
	group_fails(db, 1, "", NULL, IMPORT(sheet("")));
	group_fails(db, 1, "", NULL, IMPORT(sheet("学号,班级\n1,高一1班\n")));
	group_fails(db, 2, "--map", NULL,
		    IMPORT(sheet(WIDE), "--map", "没有=score"));
	group_fails(db, 2, "--full-marks", NULL,
		    IMPORT(sheet(WIDE), "--full-marks", "很多"));
	group_fails(db, 1, "no definition of contribution", "effective|top",
		    IMPORT(sheet(WIDE), "--contribution", "最大"));
	group_fails(db, 2, "--update is for exam records", "--replace",
		    IMPORT(sheet(WIDE), "--update"));
	/* Of which exam they are cannot be guessed. */
	group_fails(db, 2, "of which exam", "hint: --exam NAME", "exam",
		    "import", sheet(WIDE));
	/* even where the column of classes has a name of its own */
	group_fails(db, 2, "of which exam", "hint: --exam NAME", "exam",
		    "import", sheet("考号,room,成绩\n1,高一1班,80\n"));
	group_fails(db, 2, "of which exam", "--exam NAME", "exam", "import",
		    sheet(WIDE), "--full-marks", "150");
	group_fails(db, 2, "unknown option '--exan'", NULL, "exam", "import",
		    sheet(WIDE), "--exan", "x");
	/* Where data cannot go is known before anything is saved. */
	group_fails(db, 2, "does not write", NULL,
		    IMPORT(sheet(WIDE), "-o", "results.xls"));
	group_fails(db, 1, "cannot write", NULL,
		    IMPORT(sheet(WIDE), "-o", "/none/there/results.csv"));
	jt_str_eq(group_ok(db, "result", "list", "--columns", "id").out,
		  "id\n");
}

/* Other figures are not taken in silence. */
static void replaced(void **state)
{
	const char *db = cases_school();
	const char *other = "班级,成绩\n高一1班,80\n高一1班,81\n";

	(void)state;
	group_ok(db, IMPORT(sheet("班级,成绩\n高一1班,80\n高一1班,90\n")));
	struct jt_result r = group(db, IMPORT(sheet(other)));
	jt_exit(&r, 1);
	jt_has(r.err, "average 85 there, 80.5 here");
	jt_has(r.err, "--replace");
	r = group_ok(db, IMPORT(sheet(other), "--替换"));
	jt_has(r.err, "results: 0 new, 1 replaced, 0 unchanged");
	jt_has(r.err, "1 class: the average changes");
	r = group_ok(db, "result", "list", "--columns", "average");
	jt_str_eq(r.out, "average\n80.5\n");
	group_ok(db, "undo");
	r = group_ok(db, "result", "list", "--columns", "average");
	jt_str_eq(r.out, "average\n85\n");
}

/* --- what is written ------------------------------------------------------ */

/* What a sheet has counted is changed as a whole or not at all. */
static void by_hand(void **state)
{
	static const struct cli_case cases[] = {
		{ 1, "result edit '#1' --average 80", "",
		  "come from a score sheet¦import the corrected sheet" },
		{ 1, "result edit '#1' --absent 3", "",
		  "3 were entitled, but those who sat and those who did not "
		  "are 5" },
		{ 1, "result edit '#1' --entitled 50", "", "50 were entitled" },
		{ 0, "result edit '#1' --absent 0 --exempt 1", NULL, NULL },
		{ 0, "result edit '#1' --absent 2 --entitled 5", NULL, NULL },
		{ 1, "paper edit '#1' --full_marks 94", "",
		  "the highest score is 95" },
		{ 0, "paper edit '#1' --full_marks 120", NULL,
		  "rates were counted with the full marks before" },
		{ 0, "paper edit '#1' --full_marks 120 --note 改", NULL,
		  "!rates were counted" },
	};
	const char *db = cases_school();

	(void)state;
	group_ok(db, "exam", "import",
		 sheet("学号,班级,成绩\n1,高一1班,95\n2,高一1班,5\n"
		       "3,高一1班,缺考\n"),
		 "--exam", "期中考试", "--date", "2026-11-10",
		 "--create-missing");
	CASES_RUN(db, NULL, cases);
}

static void dry_run(void **state)
{
	const char *db = cases_school();

	(void)state;
	struct jt_result r = group_ok(db, IMPORT(sheet(WIDE), "--dry-run"));
	jt_has(r.err, "dry run: nothing was saved");
	jt_has(r.err, "名次");
	jt_has(r.err, "95.5"); /* of the first rows */
	jt_lacks(r.err, "欧阳");
	jt_lacks(r.err, "2026000");
	jt_str_eq(r.out, "");
	r = group_ok(db, IMPORT(sheet(WIDE), "--dry-run", "--quiet"));
	jt_str_eq(r.err, "");
	jt_str_eq(group_ok(db, "exam", "list", "--columns", "id").out, "id\n");
}

static void undone(void **state)
{
	const char *db = cases_school();

	(void)state;
	group_ok(db, IMPORT(sheet(WIDE)));
	group_ok(db, "undo");
	jt_str_eq(group_ok(db, "exam", "list", "--columns", "id").out, "id\n");
	group_ok(db, "redo");
	struct jt_result r = group_ok(db, "result", "list", "--columns",
				      "subject,class,average", "--subject",
				      "语文", "--class", "高一1班");
	jt_str_eq(r.out, "subject\tclass\taverage\n语文\t高一(1)班\t110\n");
}

static bool holds(const char *data, size_t len, const char *part)
{
	return memmem(data, len, part, strlen(part)) != NULL;
}

/* Nobody of the sheet is in the database, its journal or its log files. */
static void private(void **state)
{
	const char *db = cases_school();
	char *dir = jt_keep(strdup(db));
	size_t files = 0;

	(void)state;
	*strrchr(dir, '/') = '\0';
	struct jt_result r =
		group_ok(db, IMPORT(sheet(WIDE), "--line", "一本=180"));
	jt_lacks(r.err, "欧阳");
	jt_lacks(r.err, "2026000");
	r = group(db, IMPORT(sheet(BROKEN), "--replace"));
	jt_exit(&r, 1);
	r = group_ok(db, "history", "2", "--format", "json");
	jt_lacks(r.out, "欧阳");
	group_ok(db, "archive", "export", "2026-1", "-o",
		 jt_path(dir, "archive"), "--private");
	for (int i = 0; i < 2; i++) {
		const char *path = i ? jt_path(dir, "archive") : dir;
		DIR *d = opendir(path);

		assert_non_null(d);
		for (struct dirent *e; (e = readdir(d));) {
			size_t len;
			if (e->d_type != DT_REG)
				continue;
			char *data =
				jt_read_file(jt_path(path, e->d_name), &len);
			files++;
			if (holds(data, len, "欧阳") ||
			    holds(data, len, "2026000"))
				jt_fail("%s names a pupil", e->d_name);
		}
		closedir(d);
	}
	assert_true(files > 5);
}

static void in_chinese(void **state)
{
	const char *db = cases_school();
	const char *const env[] = { "LC_ALL=C", "JYZ_LANG=zh", NULL };
	const char *path = sheet(WIDE);
	struct jt_result r = group_run(db,
				       JT_LIST("考试", "导入", path, "--考试",
					       "期中考试", "--满分", "150",
					       "--补建", "--日期", "11月10日"),
				       env);

	(void)state;
	jt_exit(&r, 0);
	jt_str_eq(r.out, "");
	jt_has(r.err, "班级 -> 班级");
	jt_has(r.err, "--考试 期中考试");
	r = group_run(db, JT_LIST("help", "exam", "import"), env);
	jt_exit(&r, 0);
	jt_has(r.out, "--口径, --contribution");
}

/* Exam records come in as they did. */
static void records(void **state)
{
	const char *db = cases_school();
	const char *path = sheet("考试,日期,类型\n月考,2026-10-10,月考\n");
	const char *english = sheet("name,date\nquiz,2026-10-12\n");
	const char *class = sheet("考试,班级,平均分\n月考,高一1班,80\n");

	(void)state;
	struct jt_result r = group_ok(db, "exam", "import", path);
	jt_has(r.err, "1 new, 0 changed, 0 unchanged, 0 rejected");
	r = group_ok(db, "exam", "import", english, "--update");
	jt_has(r.err, "1 new");
	r = group_run(db, JT_LIST("exam", "list", "--columns", "name"), NULL);
	jt_str_eq(r.out, "name\nquiz\n月考\n");
	group_fails(db, 1, "unknown heading '班级'", NULL, "exam", "import",
		    class);
	r = group_ok(db, "exam", "import", "--help");
	jt_has(r.out, "--rejects-with-names");
	jt_has(r.out, "Headings of a file of records");
	r = group_ok(db, "exam", "--help");
	jt_has(r.out, "jyz exam import scores.xlsx --exam 期中考试 --dry-run");
	group_fails(db, 2, "'exam' cannot 'importt'", "jyz exam import",
		    "exam", "importt", path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(london),  cmocka_unit_test(items),
		cmocka_unit_test(wide),    cmocka_unit_test(mapped),
		cmocka_unit_test(rates),   cmocka_unit_test(workbook),
		cmocka_unit_test(rejects), cmocka_unit_test(many_rejects),
		cmocka_unit_test(rows_rejected), cmocka_unit_test(by_hand),
		cmocka_unit_test(too_many_rejects),
		cmocka_unit_test(wrong),   cmocka_unit_test(replaced),
		cmocka_unit_test(dry_run), cmocka_unit_test(undone),
		cmocka_unit_test(private), cmocka_unit_test(in_chinese),
		cmocka_unit_test(records),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
