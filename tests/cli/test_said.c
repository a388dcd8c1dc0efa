/*
 * What is said must be true: of what was only tried, of what is kept private,
 * of what a file is called.
 */
#include "cases.h"

#include <string.h>

#include "jyz/base/mem.h"

/* In one line, which a terminal of 80 has room for. */
static void whole_digest(const char *out)
{
	const char *line = strstr(out, "\nDigest ");

	assert_non_null(line);
	line += strlen("\nDigest ");
	line += strspn(line, " ");
	jt_int_eq(strspn(line, "0123456789abcdef"), 64);
	jt_int_eq(line[64], '\n');
	assert_true(line + 64 - strstr(out, "\nDigest ") < 80);
	jt_has(out, " and the term itself\n");
}

static void only_tried(void **state)
{
	const char *db = group_new();

	(void)state;
	struct jt_result r = group_ok(db, "archive", "seal", "2026-1",
				      "--reason", "试", "--dry-run");
	jt_has(r.err, "term 2026-1 would be sealed");
	jt_has(r.err, "dry run: nothing was saved");
	jt_lacks(r.err, "is sealed");
	r = group_ok(db, "archive", "seal", "2026-1", "--reason", "试",
		     "--format", "table");
	whole_digest(r.out);
	r = group_ok(db, "archive", "unseal", "2026-1", "--reason", "试",
		     "--dry-run");
	jt_has(r.err, "the seal of term 2026-1 would be taken off");
	jt_lacks(r.err, "is off");
	r = group(db, "archive", "verify", "2026-1", "--digest",
		  "0000000000000000000000000000000000000000000000000000000000"
		  "000000");
	jt_exit(&r, 1);
	jt_has(r.err, "the digest is not the same: the seal of '2026-1' has ");
	r = group(db, "--lang", "zh", "archive", "verify", "2026-1",
		  "--digest",
		  "0000000000000000000000000000000000000000000000000000000000"
		  "000000");
	jt_has(r.err, "摘要不符");
}

/* What list leaves out stands in no journal's command line, either. */
static void private(void **state)
{
	const char *db = cases_school();
	static const char *const spellings[] = { "--pupils", "--学生",
						 "--pupil" };
	static const char *const days[] = { "2026-10-10", "2026-10-11",
					    "2026-10-12" };
	struct jt_result r;

	(void)state;
	for (size_t i = 0; i < JT_COUNT(spellings); i++)
		group_ok(db, "coaching", "add", "--teacher", "王芳", "--what",
			 "竞赛", "--date", days[i], spellings[i],
			 "张小明,李 小红");
	group_ok(db, "指导学生", "修改", "1", "--学生=张小明");
	r = group_ok(db, "history", "--format", "csv");
	jt_lacks(r.out, "小明");
	jt_has(r.out, "--pupils ...");
	jt_has(r.out, "修改 1 --学生=...");
	jt_has(r.out, "--what 竞赛");
	r = group_shell(db, "sqlite3 \"$JYZ_DB\" "
			    "'SELECT command FROM journal'");
	jt_lacks(r.out, "小明");
	jt_has(r.out, "--pupils ...");
	/* As an older program wrote it. */
	group_shell(db, "sqlite3 \"$JYZ_DB\" \"UPDATE journal SET command ="
			" 'jyz --db coaching.db coaching add --pupils "
			"''张 小明'' --what x' WHERE id = 9\"");
	r = group_ok(db, "history", "--format", "csv");
	jt_lacks(r.out, "小明");
	static const char *const formats[] = { "table", "csv", "json" };

	for (size_t i = 0; i < JT_COUNT(formats); i++) {
		r = group_ok(db, "history", "coaching", "1", "--format",
			     formats[i]);
		jt_lacks(r.out, "小明");
		jt_has(r.out, i ? "pupils" : "...");
		r = group_ok(db, "history", "coaching", "1", "--format",
			     formats[i], "--private");
		jt_has(r.out, "李 小红");
	}
	/* The data is there to go back to. */
	r = group_ok(db, "undo");
	jt_lacks(r.err, "小明");
	r = group_ok(db, "coaching", "show", "1", "--private");
	jt_has(r.out, "李 小红");
}

/* Who has no code yet is found out before the name says nobody. */
static void namesakes(void **state)
{
	const char *db = cases_school();
	const char *path = jt_path(jt_tmpdir(), "t.csv");

	(void)state;
	jt_write_text(path, "姓名,工号\n王芳,T001\n李强,T002\n");
	struct jt_result r = group_ok(db, "teacher", "import", path);
	jt_has(r.err, "there is another '王芳' (#1) without a code");
	jt_has(r.err, "jyz teacher merge");
	jt_has(r.err, "jyz teacher edit 1 --code ...");
	/* Known already, they are nothing new. */
	r = group_ok(db, "teacher", "import", path);
	jt_has(r.err, "2 unchanged");
	jt_lacks(r.err, "another");
	r = group_ok(db, "teacher", "add", "--name", "王芳", "--code", "T9");
	jt_has(r.err, "there is another '王芳' (#1)");
	r = group_ok(db, "teacher", "add", "--name", "郑海", "--code", "T8");
	jt_lacks(r.err, "another");
	r = group_ok(db, "teacher", "add", "--name", "郑海", "--code", "T7");
	jt_has(r.err, "there is another '郑海' (#7, code T8)");
}

/* Chinese who type Chinese words are answered in them. */
static void in_chinese(void **state)
{
	static const char *const env[] = { "JYZ_LANG=zh", NULL };
	static const struct cli_case cases[] = {
		{ 2, "听课", "", "没有写明对“听课”做什么，可以是：添加¦"
				  "查看¦jyz 听课 --帮助" },
		{ 2, "听课 飞", "", "添加¦!add" },
		{ 2, "archive", "", "对“档案”做什么¦封存" },
		{ 1, "class add --name 高三1班", "", "缺少年级（grade）¦--年级 年级" },
		{ 1, "paper add", "", "缺少：考试、¦!exam¦--考试 考试 --" },
		{ 2, "attachment export 1", "", "提示：-o 文件夹" },
		{ 1, "target add --measure lessons_heard", "",
		  "--组 ... | --教师 ... | --班级 ..." },
		{ 2, "archive unseal 2026-1", "", "jyz 档案 启封 2026-1 --理由 缘由" },
		{ 2, "backup", "", "jyz 备份 文件" },
		{ 0, "check --format table", "jyz 备份 文件¦!FILE", NULL },
		{ 0, "archive --help", "unseal 学期 --理由 缘由¦!--reason", NULL },
		{ 1, "undo 1", "", "第 1 条日志（“建库”）不能撤销" },
		{ 0, "config --format table", "分差线 threshold¦备份天数 backup_days",
		  NULL },
		{ 0, "config --format csv", "\nthreshold,¦!分差线", NULL },
		{ 0, "设置 分差线 6", NULL, NULL },
	};

	(void)state;
	CASES_RUN(cases_school(), env, cases);
}

/* What another program did to the tables: one line, not a hundred. */
static void changed_by_another(void **state)
{
	const char *db = cases_school();
	struct jt_result r;

	(void)state;
	group_shell(db, "sqlite3 \"$JYZ_DB\" \"SELECT 'DROP TRIGGER ' || name "
			"|| ';' FROM sqlite_schema WHERE type = 'trigger'\" "
			"| sqlite3 \"$JYZ_DB\"");
	r = group(db, "check", "--format", "csv");
	jt_exit(&r, 1);
	const char *line = strstr(r.out, "missing in the file: ");

	assert_non_null(line);
	jt_has(line, ", the first are trigger ");
	assert_null(strstr(line + 1, "missing in the file"));
	group_shell(db, "sqlite3 \"$JYZ_DB\" 'ALTER TABLE meeting RENAME TO m'");
	r = group(db, "meeting", "list");
	jt_has(r.err, "did not understand");
	jt_has(r.err, "hint: jyz check");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_tried),
		cmocka_unit_test(private),
		cmocka_unit_test(namesakes),
		cmocka_unit_test(in_chinese),
		cmocka_unit_test(changed_by_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
