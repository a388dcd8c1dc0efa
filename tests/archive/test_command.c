/* jyz archive export and import, through the program. */
#include "at.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *db, *dir;

static struct jt_result run(const char *file, const char *const *argv)
{
	JYZ_AUTO(jyz_buf) variable = JYZ_BUF_INIT;

	jyz_buf_addf(&variable, "JYZ_DB=%s", file);
	return jt_run(&(struct jt_command){
		.argv = argv,
		.env = JT_LIST("JYZ_NOW=2026-11-21", variable.data),
		.cwd = dir,
	});
}

#define jyz(file, ...) run(file, JT_LIST(__VA_ARGS__))
#define jyz_ok(file, ...)                                                     \
	do {                                                                  \
		struct jt_result r_ = jyz(file, __VA_ARGS__);                 \
		jt_exit(&r_, 0);                                              \
	} while (0)

static const char *fresh(const char *when)
{
	const char *file = jt_path(jt_tmpdir(), "jyz.db");
	JYZ_AUTO(jyz_buf) path = JYZ_BUF_INIT, now = JYZ_BUF_INIT;

	jyz_buf_addf(&path, "JYZ_DB=%s", file);
	jyz_buf_addf(&now, "JYZ_NOW=%s", when);
	struct jt_result r = jt_run(&(struct jt_command){
		.argv = JT_LIST("init", "--school", "第一中学", "--unit",
				"数学教研组", "--subject", "数学"),
		.env = JT_LIST(path.data, now.data),
	});

	jt_exit(&r, 0);
	return file;
}

static int setup(void **state)
{
	(void)state;
	dir = jt_tmpdir();
	db = fresh("2026-11-20");
	jyz_ok(db, "term", "add", "--code", "2026-1", "--starts",
	       "2026-09-01", "--ends", "2027-01-20");
	jyz_ok(db, "teacher", "add", "--name", "王芳", "--unit",
	       "数学教研组");
	jyz_ok(db, "teacher", "add", "--name", "李强");
	jyz_ok(db, "class", "add", "--name", "高一(1)班", "--grade", "高一");
	jyz_ok(db, "observation", "add", "--class", "高一1班", "--teacher",
	       "李强", "--observer", "王芳", "--topic", "=函数", "--date",
	       "2026-10-12", "--item", "教学目标=8.5");
	jyz_ok(db, "meeting", "add", "--topic", "期中质量分析", "--present",
	       "王芳", "--absent", "李强:病假", "--decision", "每周互听");
	return 0;
}

static void out_and_in(void **state)
{
	const char *other = fresh("2026-11-19");
	struct jt_result r = jyz(db, "archive", "export", "2026-1", "-o",
				 "a");

	(void)state;
	jt_exit(&r, 0);
	jt_has(r.out, "kind\tof_term\treferred\n");
	jt_has(r.out, "observation\t1\t0\n");
	jt_has(r.out, "teacher\t0\t2\n");
	jt_has(r.err, "no records in this term: work plans, ");
	jt_has(r.err, "8 records in 7 files");

	r = jyz(other, "archive", "import", "a", "--dry-run");
	jt_exit(&r, 0);
	jt_has(r.err, "dry run");
	r = jyz(other, "teacher", "list");
	jt_lacks(r.out, "王芳");

	r = jyz(other, "archive", "import", "a");
	jt_exit(&r, 0);
	jt_str_eq(r.out, "");
	jt_has(r.err, "6 new, 0 changed, 2 the same, 0 different");
	jt_has(r.err, "to undo");
	r = jyz(other, "archive", "import", "a/");
	jt_exit(&r, 0);
	jt_has(r.err, "nothing changed");

	/* The unit was made by init here and there, at other times: with both
	 * folders exchanged, both have the earlier one. */
	jyz_ok(other, "archive", "export", "2026-1", "-o", "b");
	jt_has(at_read(jt_path(dir, "a"), "unit.csv"), ",2026-11-20T");
	jt_has(at_read(jt_path(dir, "b"), "unit.csv"), ",2026-11-19T");
	jyz_ok(db, "archive", "import", "b");
	jyz_ok(db, "archive", "export", "2026-1", "-o", "a", "--replace");
	at_same(jt_path(dir, "a"), jt_path(dir, "b"));

	jyz_ok(other, "undo");
	r = jyz(other, "teacher", "list");
	jt_lacks(r.out, "王芳");
}

/* One file instead of a folder: by its ending, or by the format. */
static void one_file(void **state)
{
	struct jt_result r = jyz(db, "archive", "export", "2026-1", "-o",
				 "t.html");
	struct stat st;

	(void)state;
	jt_exit(&r, 0);
	jt_str_eq(r.out, "");
	jt_has(r.err, "no records in this term: work plans, ");
	jt_has(r.err, "the archive is in 't.html': 2 records");
	jt_has(at_read(dir, "t.html"), ">=函数</td>");
	jt_int_eq(stat(jt_path(dir, "t.html"), &st), 0);
	jt_int_eq(st.st_mode & 0777, 0600);
	jyz_ok(db, "archive", "export", "2026-1", "--format", "xlsx", "-o",
	       "t.xlsx");
	jt_has(at_read(dir, "t.xlsx"), "PK");
	r = jyz(db, "archive", "export", "2026-1", "-o", "t.xls");
	jt_exit(&r, 2);
	jt_has(r.err, "hint: -o t.xlsx");
	/* A folder that is there is one, whatever it is called. */
	mkdir(jt_path(dir, "f.html"), 0700);
	jyz_ok(db, "archive", "export", "2026-1", "-o", "f.html");
	jt_has(at_read(jt_path(dir, "f.html"), "SHA256SUMS"), "unit.csv");
	r = jyz(db, "archive", "export", "2026-1", "-o", "f.html",
		"--format", "html");
	jt_exit(&r, 1);
}

static void differences(void **state)
{
	const char *other = fresh("2026-11-20");
	struct jt_result r;

	(void)state;
	jyz_ok(db, "archive", "export", "2026-1", "-o", "d");
	jyz_ok(other, "archive", "import", "d");
	jyz_ok(other, "observation", "edit", "1", "--topic", "数列");
	r = jyz(other, "archive", "import", "d");
	jt_exit(&r, 0);
	jt_has(r.out, "\ttopic\t数列\t=函数\tno\n");
	jt_has(r.err, "1 different and left");
	jt_has(r.err, "--theirs");
	r = jyz(other, "archive", "import", "d", "--format", "json");
	jt_has(r.out, "\"folder\":\"=函数\"");
	r = jyz(other, "archive", "import", "d", "--take", "deadbeef");
	jt_exit(&r, 1);
	jt_has(r.err, "no record of the folder has the uid 'deadbeef'");
	r = jyz(other, "--lang", "zh", "archive", "import", "d", "--theirs");
	jt_exit(&r, 0);
	jt_has(r.out, "\tyes\n");
	r = jyz(other, "observation", "list");
	jt_has(r.out, "=函数");
}

/* Data are the same in each language; people are told in theirs. */
static void differences_in_words(void **state)
{
	const char *other = fresh("2026-11-20");
	const char *json, *table;

	(void)state;
	jyz_ok(db, "plan", "add", "--title", "计划", "--target", "听课");
	jyz_ok(db, "summary", "add", "--title", "总结", "--answer",
	       "听课=done");
	jyz_ok(db, "teacher", "edit", "李强", "--role", "new_teacher");
	jyz_ok(db, "archive", "export", "2026-1", "-o", "w");
	jyz_ok(other, "archive", "import", "w");
	jyz_ok(other, "summary", "edit", "1", "--answer", "听课=partly");
	jyz_ok(other, "teacher", "edit", "李强", "--role", "teacher");
	json = jyz(other, "--lang", "zh", "archive", "import", "w", "--format",
		   "json").out;
	jt_has(json, "\"here\":\"听课=partly\",\"folder\":\"听课=done\"");
	jt_has(json, "\"folder\":\"new_teacher\"");
	jt_str_eq(json, jyz(other, "--lang", "en", "archive", "import", "w",
			    "--format", "json").out);
	table = jyz(other, "--lang", "zh", "archive", "import", "w",
		    "--format", "table").out;
	jt_has(table, "听课=部分完成");
	jt_has(table, "听课=完成");
	jt_has(table, "新教师");
}

static void refusals(void **state)
{
	struct jt_result r;

	(void)state;
	r = jyz(db, "archive", "export", "2026-1");
	jt_exit(&r, 2);
	jt_has(r.err, "jyz archive export 2026-1 -o DIR");
	r = jyz(db, "archive", "export", "2030-1", "-o", "e");
	jt_exit(&r, 1);
	r = jyz(db, "archive", "export", "-o", "e");
	jt_exit(&r, 2);
	r = jyz(db, "archive", "export", "2026-1", "-o", "e.docx");
	jt_exit(&r, 2);
	jt_has(r.err, "FILE.xlsx");
	r = jyz(db, "archive", "export", "2026-1", "-o", "e", "--dry-run");
	jt_exit(&r, 2);
	jyz_ok(db, "archive", "export", "2026-1", "-o", "e");
	r = jyz(db, "archive", "export", "2026-1", "-o", "e");
	jt_exit(&r, 1);
	jt_has(r.err, "--replace");
	r = jyz(db, "archive", "import", "no");
	jt_exit(&r, 1);

	at_edit(jt_path(dir, "e"), "meeting.csv", "group", "party");
	r = jyz(db, "archive", "import", "e");
	jt_exit(&r, 1);
	jt_has(r.err, "meeting.csv:2: kind 'party': ");
	jt_has(r.err, "1 row was rejected, nothing was imported");
	jt_write_text(jt_path(dir, "e/meeting.csv"), "x");
	r = jyz(db, "archive", "import", "e");
	jt_exit(&r, 1);
	jt_has(r.err, "'meeting.csv' was changed");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(out_and_in),
		cmocka_unit_test(one_file),
		cmocka_unit_test(differences),
		cmocka_unit_test(differences_in_words),
		cmocka_unit_test(refusals),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
