/*
 * Importing sheets: all or nothing, twice changes nothing, what is wrong is
 * named by file, line, column and value.
 */
#include <string.h>

#include "cases.h"
#include "jt_book.h"

#include "jyz/base/mem.h"

#define HEAD "日期,班级,授课教师,听课人,得分\n"

static const char *sheet(const char *dir, const char *name, const char *text)
{
	const char *path = jt_path(dir, name);

	jt_write_text(path, text);
	return path;
}

static void twice(void **state)
{
	const char *db = cases_school();
	const char *path = sheet(jt_tmpdir(), "a.csv",
				 HEAD "2026-11-02,高一1班,李强,王芳,77\n"
				      "11月3日,高一(2)班,李强,王芳,88分\n");
	const char *other = sheet(jt_tmpdir(), "b.csv",
				  HEAD "2026-11-02,高一1班,李强,王芳,78\n");

	(void)state;
	struct jt_result r = group_ok(db, "observation", "import", path,
				      "--dry-run");
	jt_has(r.err, "UTF-8");
	jt_has(r.err, "2 new, 0 changed, 0 unchanged, 0 rejected");
	jt_has(r.err, "nothing was saved");
	r = group_ok(db, "听课", "导入", path);
	jt_has(r.err, "2 new");
	jt_has(r.err, "saved as entry");
	r = group_ok(db, "observation", "import", path);
	jt_has(r.err, "0 new, 0 changed, 2 unchanged");
	jt_has(r.err, "nothing changed");
	r = group(db, "observation", "import", other);
	jt_exit(&r, 1);
	jt_has(r.err, "b.csv:2: 得分 '78'");
	jt_has(r.err, "--update");
	r = group_ok(db, "observation", "import", other, "--update");
	jt_has(r.err, "1 changed");
	r = group_ok(db, "observation", "list", "--columns", "score");
	jt_str_eq(r.out, "score\n88\n78\n");
}

/* What the office has beside what is asked for. */
static void more_columns(void **state)
{
	const char *db = cases_school();
	const char *path = sheet(jt_tmpdir(), "a.csv",
				 "序号,姓名,性别,电话\n1,陈静,女,123\n");

	(void)state;
	struct jt_result r = group(db, "teacher", "import", path);
	jt_exit(&r, 1);
	jt_has(r.err, "a.csv: column 3: unknown heading '性别'; column 4: "
		      "unknown heading '电话'");
	jt_has(r.err, "--skip HEADING");
	r = group(db, "--lang", "zh", "teacher", "import", path);
	jt_exit(&r, 1);
	jt_has(r.err, "姓名, 工号, 所在组");
	r = group_ok(db, "teacher", "import", path, "--skip", "性别", "--跳过",
		     "电话");
	jt_has(r.err, "column '序号' was passed over");
	jt_has(r.err, "1 new");
	path = sheet(jt_tmpdir(), "b.csv", "教师名单,,\n姓名,工号,\n王明,7,\n");
	r = group(db, "teacher", "import", path);
	jt_exit(&r, 1);
	jt_has(r.err, "hint: the first row must hold the headings");
}

/* The office writes 高一（１）班 where the group wrote 高一(1)班. */
static void spellings(void **state)
{
	const char *db = cases_school();
	const char *path = sheet(jt_tmpdir(), "a.csv",
				 "班级,年级,人数\n高一（１）班,高一,50\n"
				 "高一３班,高一,48\n");

	(void)state;
	struct jt_result r = group(db, "class", "import", path);
	jt_exit(&r, 1);
	jt_has(r.err, "a.csv:2: 人数 '50'");
	jt_has(r.err, "1 row is right, 1 rejected");
	r = group_ok(db, "class", "import", path, "--update");
	jt_has(r.err, "1 new, 1 changed");
	r = group_ok(db, "class", "import", path);
	jt_has(r.err, "2 unchanged");
	r = group_ok(db, "class", "list", "--columns", "name,size",
		     "--size", "50");
	jt_str_eq(r.out, "name\tsize\n高一(1)班\t50\n");
}

/* Notes of a long sheet are not a screenful. */
static void many_notes(void **state)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	const char *db = cases_school();

	(void)state;
	jyz_buf_adds(&text, HEAD);
	for (int i = 1; i <= 20; i++)
		jyz_buf_addf(&text, "11月%d日,高一1班,李强,王芳,77\n", i);
	struct jt_result r = group_ok(db, "observation", "import",
				      sheet(jt_tmpdir(), "a.csv", text.data));
	jt_has(r.err, "'11月6日' is understood as 2026-11-06\n"
		      "... and 14 more notes\n");
}

static void rejects(void **state)
{
	const char *db = cases_school();
	const char *dir = jt_tmpdir();
	const char *path = sheet(dir, "a.csv",
				 HEAD "2026-11-02,高一1班,李强,王芳,77\n"
				      "2026-11-03,高一9班,李强,王芳,70\n"
				      "2026-11-04,高一1班,李强,王芳,很好\n");
	const char *bad = jt_path(dir, "bad.csv");

	(void)state;
	struct jt_result r = group(db, "observation", "import", path,
				   "--rejects", bad);
	jt_exit(&r, 1);
	jt_has(r.err, "a.csv:3: 班级 '高一9班': ");
	jt_has(r.err, "a.csv:4: 得分 '很好': ");
	jt_has(r.err, "1 row is right, 2 rejected");
	jt_has(r.err, "2 rows were rejected, nothing was imported");
	/* Only the whole file has the row that is right. */
	jt_lacks(r.err, "new");
	jt_has(r.err, "bad.csv' lists the rejected rows");
	jt_has(r.err, "a.csv', then import it again as a whole");
	r = group_ok(db, "observation", "list", "--columns", "id");
	jt_str_eq(r.out, "id\n");
	char *rows = jt_read_file(bad, NULL);
	jt_has(rows, "\xEF\xBB\xBF日期,班级,授课教师,听课人,得分,#line,#column,"
		     "#reason\r\n2026-11-03,高一9班,李强,王芳,70,3,班级,");
	jt_has(rows, "很好,4,得分,");
	/* Mended, the file of rejects goes in as it is. */
	const char *mended = sheet(dir, "m.csv",
				   "日期,班级,授课教师,听课人,得分,#line,#reason\n"
				   "2026-11-03,高一2班,李强,王芳,70,3,x\n");
	r = group_ok(db, "observation", "import", mended);
	jt_has(r.err, "1 new");
}

/* Whoever fills in a sheet has columns, and types no options. */
static void columns(void **state)
{
	const char *db = cases_school();
	const char *dir = jt_tmpdir();
	struct jt_result r = group(db, "teacher", "import",
				   sheet(dir, "t.csv",
					 "姓名,职称\n,一级\n赵敏,二级\n"));

	(void)state;
	jt_has(r.err, "t.csv:2: 姓名: name (Name) is missing");
	jt_lacks(r.err, "--name");
	r = group(db, "meeting", "import",
		  sheet(dir, "m.csv", "日期,主题,出席\n"
				      "2026-11-02,集体备课,\"王芳,张三\"\n"));
	jt_has(r.err, "m.csv:2: 出席 '王芳,张三': 张三: no teacher is "
		      "called '张三'");
	jt_lacks(r.err, "--present");
	r = group(db, "result", "import",
		  sheet(dir, "r.csv", "考试,班级\n月考,高一1班\n"));
	jt_lacks(r.err, "--average");
}

/* What is wrong between two lines of a file is no record yet. */
static void within(void **state)
{
	const char *db = cases_school();
	const char *dir = jt_tmpdir();
	static const char head[] = "日期,教师,类别,题目,级别,证书编号\n";
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	(void)state;
	jyz_buf_addf(&text, "%s2026-10-01,王芳,论文,论文一,市级,Z1\n"
			    "2026-10-02,李强,论文,论文二,市级,z1\n", head);
	struct jt_result r = group(db, "achievement", "import",
				   sheet(dir, "a.csv", text.data));
	jt_has(r.err, "a.csv:3: 证书编号 'z1': line 2 has it already");
	jt_lacks(r.err, "achievement show");
	jyz_buf_clear(&text);
	jyz_buf_addf(&text, "%s2026-10-01,王芳,论文,论文一,市级,Z1\n"
			    "2026-10-02,王芳,论文,论文一,市级,Z1\n", head);
	r = group(db, "achievement", "import", sheet(dir, "b.csv", text.data));
	jt_has(r.err, "b.csv:3: 日期 '2026-10-02': line 2 has the same record, "
		      "with another date: '2026-10-01'");
	/* On file it is a record, which can be shown. */
	group_ok(db, "achievement", "add", "--teacher", "王芳", "--kind",
		 "论文", "--title",
		 "论文一", "--certificate", "Z1");
	r = group(db, "achievement", "import",
		  sheet(dir, "c.csv", "日期,教师,类别,题目,证书编号\n"
				      "2026-10-02,李强,论文,论文二,z1\n"));
	jt_has(r.err, "achievement 1 has the certificate 'Z1'");
	jt_has(r.err, "jyz achievement show 1");
}

/* What was written out comes in again and changes nothing. */
static void own(void **state)
{
	const char *db = cases_school();
	const char *dir = jt_tmpdir();
	const char *list = jt_path(dir, "l.xlsx");
	const char *all = jt_path(dir, "d.xlsx");
	const char *csv = jt_path(dir, "l.csv");

	(void)state;
	group_ok(db, "achievement", "add", "--teacher", "王芳", "--kind",
		 "论文", "--title",
		 "论文一", "--level", "市级", "--certificate", "Z 1");
	group_ok(db, "achievement", "list", "-o", list);
	group_ok(db, "achievement", "list", "-o", csv);
	group_ok(db, "archive", "export", "2026-1", "-o", all);
	struct jt_result r = group_ok(db, "achievement", "import", list);
	jt_has(r.err, "1 unchanged");
	r = group_ok(db, "achievement", "import", csv);
	jt_has(r.err, "1 unchanged");
	r = group_ok(db, "--lang", "en", "achievement", "import", all,
		     "--sheet", "achievement");
	jt_has(r.err, "1 unchanged");
}

static void made(void **state)
{
	const char *db = cases_school();
	const char *path = sheet(jt_tmpdir(), "a.csv",
				 HEAD "2026-11-02,高一1班,赵敏,王芳,77\n");

	(void)state;
	struct jt_result r = group(db, "observation", "import", path);
	jt_exit(&r, 1);
	jt_has(r.err, "赵敏");
	r = group_ok(db, "observation", "import", path, "--create-missing");
	jt_has(r.err, "made on the way: teacher 1 (赵敏)");
	r = group_ok(db, "teacher", "list", "--columns", "name", "--name",
		     "赵敏");
	jt_str_eq(r.out, "name\n赵敏\n");
}

/* The subject is the group's, the grade the class's. */
static void averages(void **state)
{
	const char *db = group_exam();
	const char *path = sheet(jt_tmpdir(), "a.csv",
				 "考试,班级,平均分\n期中考试,高一1班,98.5分\n");
	const char *bad = sheet(jt_tmpdir(), "b.csv",
				"考试,班级,平均分,实考人数\n"
				"期中考试,高一2班,98.5,0\n");

	(void)state;
	struct jt_result r = group_ok(db, "result", "import", path);
	jt_has(r.err, "1 new");
	r = group_ok(db, "result", "list", "--columns",
		     "exam,subject,grade,class,average");
	jt_str_eq(r.out, "exam\tsubject\tgrade\tclass\taverage\n"
			 "期中考试\t数学\t高一\t高一(1)班\t98.5\n");
	r = group(db, "result", "import", bad);
	jt_exit(&r, 1);
	jt_has(r.err, "b.csv:2: 实考人数 '0'");
}

static void encodings(void **state)
{
	const char *db = cases_school();
	/* 姓名 LF 赵敏 LF in GB18030 */
	const char *path = sheet(jt_tmpdir(), "g.csv",
				 "\xD0\xD5\xC3\xFB\n\xD5\xD4\xC3\xF4\n");

	(void)state;
	struct jt_result r = group_ok(db, "teacher", "import", path);
	jt_has(r.err, "GB18030");
	jt_has(r.err, "--encoding");
	r = group_ok(db, "teacher", "import", path, "--encoding", "gbk");
	jt_has(r.err, "1 unchanged");
	r = group(db, "teacher", "import", path, "--encoding", "utf-8");
	jt_exit(&r, 1);
	r = group(db, "teacher", "import", path, "--encoding", "klingon");
	jt_exit(&r, 1);
	jt_has(r.err, "klingon");
	path = sheet(jt_tmpdir(), "a.xlsx", "PK\x03\x04more");
	r = group(db, "teacher", "import", path);
	jt_exit(&r, 1);
	jt_has(r.err, "a.xlsx' is a damaged workbook");
	jt_has(r.err, "hint: was it copied in full?");
	path = sheet(jt_tmpdir(), "a.xls",
		     "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
	r = group(db, "teacher", "import", path);
	jt_exit(&r, 1);
	jt_has(r.err, "a.xls' is an old Excel workbook (.xls), or one under a "
		      "password");
	jt_has(r.err, "save it as .xlsx without a password");
	r = group(db, "teacher", "import", "no-such-file.csv");
	jt_exit(&r, 1);
	jt_has(r.err, "no-such-file.csv");
}

#define CELL(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"

static const struct jt_book teachers = {
	.sheets = {
		{ "说明", "", NULL },
		{ "教师", "<row r=\"2\">" CELL("姓名") CELL("入校日期")
		  CELL("工号") "</row><row r=\"4\">" CELL("陈静")
		  "<c s=\"1\"><v>46266</v></c>" CELL("07010001") "</row>"
		  "<row r=\"5\">" CELL("周敏") "<c/><c><v>7010002</v></c>"
		  "</row>", NULL },
		{ "旧名单", "<row>" CELL("姓名") "</row><row>" CELL("钱七")
		  "</row><row>" CELL("孙八") CELL("x") "</row>", NULL },
	},
	.styles = "<cellXfs><xf/><xf numFmtId=\"31\"/></cellXfs>",
};

/* A workbook says the same as the CSV that one would save it as. */
static void workbook(void **state)
{
	const char *dbs[2], *lists[2];
	const char *dir = jt_tmpdir();
	const char *path = jt_path(dir, "t.xlsx");
	const char *csv = sheet(dir, "t.csv",
				"姓名,入校日期,工号\n陈静,2026年9月1日,07010001\n"
				"周敏,,7010002\n");

	(void)state;
	jt_write_book(path, &teachers);
	for (int i = 0; i < 2; i++) {
		dbs[i] = cases_school();
		struct jt_result r = group_ok(dbs[i], "teacher", "import",
					      i ? csv : path);
		jt_has(r.err, i ? "t.csv: read as UTF-8"
				: "t.xlsx: workbook, sheet '教师'");
		jt_has(r.err, "2 new, 0 changed, 0 unchanged, 0 rejected");
		r = group_ok(dbs[i], "teacher", "import", i ? path : csv);
		jt_has(r.err, "0 new, 0 changed, 2 unchanged");
		lists[i] = group_ok(dbs[i], "teacher", "list", "--columns",
				    "name,code,starts").out;
	}
	jt_str_eq(lists[0], lists[1]);
	jt_has(lists[0], "陈静\t07010001\t2026-09-01\n");
}

static void sheets(void **state)
{
	const char *db = cases_school();
	const char *path = jt_path(jt_tmpdir(), "t.xlsx");

	(void)state;
	jt_write_book(path, &teachers);
	struct jt_result r = group(db, "teacher", "import", path, "--sheet",
				   "旧名单");
	jt_exit(&r, 1);
	jt_has(r.err, "t.xlsx: workbook, sheet '旧名单'");
	jt_has(r.err, "t.xlsx:3: the row has 2 cells, the heading 1");
	r = group_ok(db, "教师", "导入", path, "--工作表", "2");
	jt_has(r.err, "sheet '教师'");
	group_fails(db, 2, "t.xlsx' has no sheet '4'",
		    "its sheets are: 说明, 教师, 旧名单", "teacher", "import",
		    path, "--sheet", "4");
	group_fails(db, 1, "t.xlsx, sheet '说明': the file has no rows",
		    "template", "teacher", "import", path, "--sheet", "说明");
	path = sheet(jt_tmpdir(), "a.csv", "姓名\n钱七\n");
	group_fails(db, 2, "a.csv' is no workbook", "--sheet", "teacher",
		    "import", path, "--sheet", "1");
}

/* What list writes, import reads, by keys and by labels. */
static void round_trip(void **state)
{
	static const char *const headings[] = { "key", "label" };
	const char *db = cases_school();
	const char *csv = jt_path(jt_tmpdir(), "o.csv");

	(void)state;
	group_ok(db, "observation", "add", "--class", "高一1班", "--teacher",
		 "李强", "--observer", "王芳", "--minute",
		 "0-5:导入:提问\\:为什么:回答", "--minute", "5-10:练习", "--note",
		 "=1+1\n第二行, \"引号\"", "--score", "88.5");
	for (size_t i = 0; i < JT_COUNT(headings); i++) {
		group_ok(db, "observation", "list", "-o", csv, "--headings",
			 headings[i], "--lang", "zh");
		struct jt_result r = group_ok(db, "observation", "import", csv);
		jt_has(r.err, "0 new, 0 changed, 1 unchanged, 0 rejected");
	}
}

/* A score sheet is no list of averages: what to type is said. */
static void score_sheet(void **state)
{
	const char *db = cases_school();
	const char *csv = jt_path(jt_tmpdir(), "s.csv");
	static const char text[] = "考号,姓名,班级,数学\n1,甲,高一1班,80\n";

	(void)state;
	jt_write_file(csv, text, strlen(text));
	group_fails(db, 1, "is a score sheet", "jyz exam import", "result",
		    "import", csv);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(twice),
		cmocka_unit_test(spellings),
		cmocka_unit_test(more_columns),
		cmocka_unit_test(rejects),
		cmocka_unit_test(columns),
		cmocka_unit_test(within),
		cmocka_unit_test(own),
		cmocka_unit_test(many_notes),
		cmocka_unit_test(made),
		cmocka_unit_test(averages),
		cmocka_unit_test(encodings),
		cmocka_unit_test(workbook),
		cmocka_unit_test(sheets),
		cmocka_unit_test(score_sheet),
		cmocka_unit_test(round_trip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
