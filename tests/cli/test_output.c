/*
 * Where data goes: named files that appear when they are complete, outputs
 * that cannot be written, readers that go away.
 */
#include "cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jyz/base/mem.h"

static void named_file(void **state)
{
	const char *db = cases_school();
	const char *dir = jt_tmpdir();
	const char *csv = jt_path(dir, "t.csv");
	struct stat st;

	(void)state;
	struct jt_result r = group_ok(db, "teacher", "list", "--columns",
				      "id,name", "-o", csv);
	jt_str_eq(r.out, "");
	jt_str_eq(jt_read_file(csv, NULL),
		  "\xEF\xBB\xBFid,name\r\n3,张伟\r\n2,李强\r\n1,王芳\r\n");
	assert_int_equal(stat(csv, &st), 0);
	jt_int_eq(st.st_mode & 0777, 0600);
	/* Again, over the old one; only one file is there. */
	group_ok(db, "teacher", "list", "--columns", "name", "--name", "王",
		 "--output", csv, "--headings", "label", "--lang", "zh");
	jt_str_eq(jt_read_file(csv, NULL), "\xEF\xBB\xBF姓名\r\n王芳\r\n");
	const char *json = jt_path(dir, "t.json");
	group_ok(db, "teacher", "show", "1", "-o", json);
	jt_has(jt_read_file(json, NULL), "{\n  \"id\": 1,\n");
	const char *gbk = jt_path(dir, "g.csv");
	group_ok(db, "teacher", "list", "--columns", "name", "--name", "王",
		 "-o", gbk, "--encoding", "gb18030");
	jt_str_eq(jt_read_file(gbk, NULL), "name\r\n\xCD\xF5\xB7\xBC\r\n");
	r = group(db, "teacher", "list", "-o", jt_path(dir, "no/t.csv"));
	jt_exit(&r, 1);
	jt_has(r.err, "no/t.csv");
	r = group(db, "teacher", "list", "-o", jt_path(dir, "t.xls"));
	jt_exit(&r, 2);
	jt_has(r.err, "t.xlsx\n");
	static const char *const others[] = { "t.docx", "t.wps", "成绩.11" };

	for (size_t i = 0; i < JT_COUNT(others); i++) {
		const char *path = jt_path(dir, others[i]);
		group_fails(db, 2, "no format is called '.",
			    ".csv, .tsv, .json, .jsonl, .xlsx", "teacher",
			    "list", "-o", path);
		assert_int_not_equal(access(path, F_OK), 0);
		group_ok(db, "teacher", "list", "-o", path, "--format", "csv");
		assert_int_equal(unlink(path), 0);
	}
	r = group(db, "teacher", "list", "--format", "xlsx");
	jt_exit(&r, 2);
	jt_has(r.err, "a workbook is written to a file only\n"
		      "hint: -o FILE.xlsx");
	r = group(db, "teacher", "list", "-o", "/dev/null", "--format",
		  "xlsx");
	jt_exit(&r, 2);
	r = group(db, "teacher", "list", "--format", "html");
	jt_exit(&r, 2);
	jt_has(r.err, "archive export");
	r = group(db, "teacher", "list", "-o", json, "--encoding", "gbk");
	jt_exit(&r, 2);
	/* What failed leaves what was there. */
	r = group(db, "teacher", "list", "--name", "王", "-o", gbk, "--sort",
		  "nix");
	jt_exit(&r, 2);
	r = group(db, "teacher", "show", "99", "-o", gbk);
	jt_exit(&r, 1);
	jt_str_eq(jt_read_file(gbk, NULL), "name\r\n\xCD\xF5\xB7\xBC\r\n");
	r = jt_run(&(struct jt_command){ .program = "ls",
					 .argv = JT_LIST(dir) });
	jt_str_eq(r.out, "g.csv\nt.csv\nt.json\n");
}

/* What left as a workbook comes in again as what it was. */
static void workbook(void **state)
{
	const char *db = cases_school();
	const char *path = jt_path(jt_tmpdir(), "教师.xlsx");
	struct stat st;
	(void)state;

	group_ok(db, "teacher", "add", "--name", "𠮷田", "--starts",
		 "2019-09-01", "--note", "=一行\n两行");
	group_ok(db, "teacher", "list", "-o", path, "--lang", "zh");
	jt_int_eq(stat(path, &st), 0);
	jt_int_eq(st.st_mode & 0777, 0600);

	struct jt_result r = group(db, "teacher", "import", path);

	jt_exit(&r, 0);
	jt_has(r.err, "workbook, sheet '教师'");
	jt_has(r.err, "nothing changed");
}

static const char *zeros(int n)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_buf_addf(&text, "%0*d", n, 0);
	return jt_keep(jyz_buf_detach(&text));
}

/* A cell has no room for it: that is said, and what the cell has does not
 * come in again in its place. */
static void long_text(void **state)
{
	static const char cut[] = "meeting 1: 'Content' is too long for a cell";
	const char *db = cases_school(), *text = zeros(40000);
	const char *path = jt_path(jt_tmpdir(), "m.xlsx");
	const char *other = jt_path(jt_tmpdir(), "o.xlsx");
	(void)state;

	group_ok(db, "meeting", "add", "--date", "2026-10-12", "--topic", "甲",
		 "--content", text);
	group_ok(db, "meeting", "add", "--date", "2026-10-13", "--topic", "乙",
		 "--content", zeros(32767));
	struct jt_result r = group_ok(db, "meeting", "list", "-o", path);

	jt_has(r.err, cut);
	jt_lacks(r.err, "meeting 2");
	jt_has(group_ok(db, "会议", "列表", "-o", other, "--lang", "zh").err,
	       "会议 1");
	jt_has(group_ok(db, "meeting", "show", "1", "-o", other).err, cut);
	jt_has(group_ok(db, "archive", "export", "2026-1", "-o", other).err,
	       cut);
	jt_has(group_ok(db, "history", "meeting", "1", "-o", other).err,
	       "1 text is too long for a cell");
	group_fails(db, 1, "the text ends in '…[cut off 已截断]'", NULL,
		    "meeting", "import", path);
	group_fails(db, 1, "m.xlsx:", NULL, "meeting", "import", path,
		    "--update");
	jt_has(group_ok(db, "meeting", "list", "--columns", "content").out,
	       text);
}

/* A slip of the hand must not put a list in the place of all records. */
static void never_the_database(void **state)
{
	const char *db = cases_school();
	const char *dir = jt_tmpdir();
	const char *link = jt_path(dir, "link.csv");
	const char *bad = jt_path(dir, "bad.csv");

	(void)state;
	assert_int_equal(symlink(db, link), 0);
	jt_write_text(bad, "name,code\n,7\n");
	group_fails(db, 1, "is the database itself", "hint:", "teacher",
		    "list", "-o", db);
	group_fails(db, 1, "is the database itself", "hint:", "teacher",
		    "list", "-o", link);
	group_fails(db, 1, "is the database itself", "hint:", "teacher",
		    "import", bad, "--rejects", db);
	group_ok(db, "teacher", "list", "-o", jt_path(dir, "t.csv"));
}

/* Somebody who pages through a list keeps nobody from writing. */
static void slow_reader(void **state)
{
	JYZ_AUTO(jyz_buf) rows = JYZ_BUF_INIT;
	const char *db = cases_school();
	const char *csv = jt_path(jt_tmpdir(), "m.csv");

	(void)state;
	jyz_buf_adds(&rows, "date,topic,content\n");
	for (int i = 0; i < 1000; i++)
		jyz_buf_addf(&rows, "2026-10-12,%d,%0300d\n", i, i);
	jt_write_text(csv, rows.data);
	group_ok(db, "meeting", "import", csv);
	struct jt_result r = group_shell(
		db, "$JYZ meeting list | { read -r first; "
		    "$JYZ teacher add --name 丙; }");
	jt_exit(&r, 0);
	jt_has(r.err, "saved");
}

static void unwritable(void **state)
{
	static const struct {
		const char *line;
		int status;
		const char *err;
	} cases[] = {
		{ "$JYZ teacher list >/dev/full", 1, "No space left" },
		{ "$JYZ teacher list --format table >/dev/full", 1,
		  "No space left" },
		{ "$JYZ teacher show 1 --format table >/dev/full", 1,
		  "No space left" },
		{ "$JYZ teacher list -o /dev/full", 1, "No space left" },
		{ "$JYZ --help >/dev/full", 1, "No space left" },
		{ "$JYZ --version >/dev/full", 1, "No space left" },
		{ "$JYZ >/dev/full", 1, "No space left" },
		{ "$JYZ teacher list >&-", 1, "Bad file descriptor" },
		{ "$JYZ --help >&-", 1, "Bad file descriptor" },
		{ "$JYZ teacher list >&- 2>&- <&-", 1, "" },
		/* What has no output needs none. */
		{ "$JYZ teacher edit 1 --note x >&-", 0, "saved" },
		/* It was saved before the number could not be printed. */
		{ "$JYZ teacher add --name 甲 >/dev/full", 1, "saved as entry" },
		{ "$JYZ teacher add --name 乙 2>&- <&- >/dev/null", 0, "" },
		{ "$JYZ -q teacher list --columns name | grep -c '甲\\|乙'", 0,
		  "" },
		/* A reader that goes away is no error. */
		{ "$JYZ teacher list | true", 0, "" },
		{ "trap '' PIPE; for i in 1 2 3 4 5 6 7 8 9; do "
		  "$JYZ observation --help; done | true", 0, NULL },
	};
	const char *db = cases_school();

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		struct jt_result r = group_shell(db, cases[i].line);

		if (r.status != cases[i].status)
			jt_fail("%s: exit %d, not %d\n%s", cases[i].line,
				r.status, cases[i].status, r.err);
		if (cases[i].err && !*cases[i].err)
			jt_str_eq(r.err, "");
		else if (cases[i].err)
			jt_has(r.err, cases[i].err);
	}
	struct jt_result r = group_shell(db, "$JYZ check >/dev/null");
	jt_exit(&r, 0);
}

/* The descriptors 0 to 2 are never the database's. */
static void closed_descriptors(void **state)
{
	const char *db = cases_school();
	size_t before, after;

	(void)state;
	char *was = jt_read_file(db, &before);
	group_shell(db, "$JYZ teacher list --format csv >&- 2>&- <&-");
	group_shell(db, "$JYZ teacher show 77 >&- 2>&- <&-");
	group_shell(db, "$JYZ observation list --bogus >&- 2>&- <&-");
	char *is = jt_read_file(db, &after);
	jt_int_eq(before, after);
	assert_memory_equal(was, is, before);
}

/* A template does not take the place of a sheet that was filled in. */
static void template_keeps_sheets(void **state)
{
	const char *db = cases_school();
	const char *path = jt_path(jt_tmpdir(), "t.csv");
	size_t len;

	(void)state;
	jt_write_file(path, "mine", 4);
	struct jt_result r = group(db, "teacher", "template", "-o", path);
	jt_exit(&r, 1);
	jt_has(r.err, "exists already");
	jt_str_eq(jt_read_file(path, &len), "mine");
	group_ok(db, "teacher", "template", "-o", path, "--yes");
	jt_has(jt_read_file(path, &len), "name,code");
}

static void templates(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "teacher template",
		  "=name,code,unit,role,title,starts,ends,note\n", "" },
		{ 0, "教师 模板 --headings label --lang zh", "姓名,工号", "" },
		{ 0, "teacher template --format tsv", "name\tcode", "" },
		{ 0, "--lang zh teacher template", "姓名,工号", "" },
		{ 0, "--lang zh teacher template --headings key", "name,code",
		  "" },
		{ 2, "teacher template --format json", "", "csv" },
	};

	(void)state;
	CASES_RUN(group_path(), NULL, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(named_file),
		cmocka_unit_test(workbook),
		cmocka_unit_test(long_text),
		cmocka_unit_test(never_the_database),
		cmocka_unit_test(slow_reader),
		cmocka_unit_test(unwritable),
		cmocka_unit_test(closed_descriptors),
		cmocka_unit_test(templates),
		cmocka_unit_test(template_keeps_sheets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
