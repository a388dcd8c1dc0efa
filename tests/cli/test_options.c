/*
 * Words and options: where they may stand, how far they may be shortened,
 * what is said when they are wrong; help.
 */
#include "cases.h"

#include <stdio.h>
#include <string.h>

#include "jyz/base/text.h"
#include "jyz/records/catalogue.h"

static void places(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "--format json teacher list --limit 1", "[\n{\"id\":", "" },
		{ 0, "teacher --format json list --limit 1", "[\n{\"id\":", "" },
		{ 0, "teacher list --limit 1 --format=json", "[\n{\"id\":", "" },
		{ 0, "--lang zh --as 王芳 教师 --name 王芳 list --columns name",
		  "=name\n王芳\n", "" },
		{ 0, "teacher show -- 1", "王芳", "" },
		{ 0, "-q teacher add --name 甲", "=4\n", "" },
		{ 0, "teacher add --name 乙 -qy", "=5\n", "" },
		{ 0, "teacher add --name --quiet", "=6\n", "saved" },
		{ 0, "teacher list --columns name --name quiet",
		  "=name\n--quiet\n", "" },
		{ 0, "teacher add --name 丙 --name 丁", "=7\n", NULL },
		{ 0, "teacher show 7", "丁¦!丙", "" },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

static void spellings(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "exam add --name 期中 --date 11-10", "=1\n", NULL },
		{ 0, "paper add --exam 期中 --subject 数学 --grade 高一 --full 150",
		  "=1\n", NULL },
		{ 0, "paper edit 1 --full-marks 120", "", "saved" },
		{ 0, "paper edit 1 --full_marks 120", "", "nothing changed" },
		{ 0, "paper edit 1 --满分 120分", "", "nothing changed" },
		{ 0, "paper edit 1 --gap-threshold 4", "", "saved" },
		{ 0, "paper edit 1 --分差 4", "", "nothing changed" },
		{ 0, "term edit 1 --first-day 2026-09-02", "", "saved" },
		{ 0, "paper list --form csv --colu id", "=id\n1\n", "" },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

/* What a Chinese keyboard, or a blank, makes of a command. */
static void meant(void **state)
{
	static const struct cli_case cases[] = {
		{ 2, "听课 添加 --分数 80", "",
		  "unknown option '--分数'¦did you mean --得分?" },
		{ 2, "计划 添加 --标题 计划 --负责人 王芳", "",
		  "unknown option '--负责人'¦"
		  "hint: --target TARGET=OWNER/DUE/MEASURE" },
		{ 2, "plan list --负责人 王芳", "",
		  "hint: jyz help plan list" },
		{ 2, "observation add --zzzzzz 80", "",
		  "hint: jyz help observation add" },
		{ 2, "archive export --zzzzzz 80", "",
		  "hint: jyz help archive export" },
		{ 2, "gaps --zzzzzz 80", "", "hint: jyz help gaps" },
		{ 2, "会议 添加 —议题 研讨", "",
		  "'—议题' begins with a dash, an option with two hyphens¦"
		  "did you mean --议题?" },
		{ 2, "会议 添加 －－议题 研讨", "", "did you mean --议题?" },
		{ 2, "meeting edit 1 ——议题=研讨", "",
		  "did you mean --议题=研讨?" },
		{ 2, "meeting add --topic 质量 分析 会 --date 今天", "",
		  "'分析' is a word too many¦in quotes: --topic "
		  "'质量 分析 会'" },
		{ 2, "meeting add --topic=质量 分析", "",
		  "in quotes: --topic '质量 分析'" },
		{ 2, "meeting list 质量", "", "jyz meeting list [FILTERS]" },
		{ 1, "check add --date 2026-10-10 --feedback-date 2026-10-01",
		  "", "feedback_date 2026-10-01 is before date 2026-10-10" },
	};
	static const struct cli_case chinese[] = {
		{ 2, "计划 添加 --标题 计划 --负责人 王芳", "",
		  "提示：--目标 目标=责任人/期限/措施" },
		{ 2, "听课 添加 --甲乙丙丁 80", "", "提示：jyz 帮助 听课 添加" },
	};
	const char *db = cases_school();

	(void)state;
	CASES_RUN(db, NULL, cases);
	CASES_RUN(db, JT_LIST("JYZ_LANG=zh"), chinese);
}

/* What is taken for something else is said, as dates are. */
static void understood(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "honour add --title 甲 --date 2026-10-10 --level 区级", NULL,
		  "'区级' is understood as county" },
		{ 0, "荣誉 添加 --lang zh --名称 乙 --日期 2026-10-10 "
		     "--级别 区级", NULL, "“区级”理解为 区县级" },
		{ 0, "honour add --title 丙 --date 2026-10-10 --level 市", NULL,
		  "!understood" },
		{ 0, "honour add --title 丁 --date 2026-10-10 --level county",
		  NULL, "!understood" },
		{ 0, "observation add --class 高一1班 --teacher 李强 --observer "
		     "王芳 --date 2026-10-12 --visit 随堂课", NULL,
		  "'随堂课' is understood as drop-in" },
		{ 0, "target add --teacher 王芳 --measure pass_rate --subject "
		     "数学 --value 80%", NULL, NULL },
		{ 0, "target list --columns value", "=value\n80\n", "" },
		{ 0, "exam add --name 期中 --date 11-10", NULL, NULL },
		{ 0, "paper add --exam 期中 --subject 数学 --grade 高一 "
		     "--full-marks 10 --item 1=10//函数/65%", NULL, NULL },
		{ 0, "paper list --columns item --format csv",
		  "=item\n1=10//函数/0.65\n", "" },
		{ 1, "paper edit 1 --item 1=10//函数/650%", "",
		  "not between 0 and 1" },
	};
	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

/* A lesson without a subject has that of the group, wherever it is kept. */
static void group_subject(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "config --unset subject", NULL, NULL },
		{ 0, "observation add --class 高一1班 --teacher 李强 --observer "
		     "王芳 --date 2026-10-12", NULL, NULL },
		{ 0, "observation add --outside yes --teacher 李强 --observer "
		     "王芳 --date 2026-10-13", NULL, NULL },
		{ 0, "observation list --columns subject",
		  "=subject\n数学\n数学\n", "" },
	};
	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

static void wrong(void **state)
{
	static const struct cli_case cases[] = {
		{ 2, "--bogus", "", "unknown option '--bogus'" },
		{ 2, "teacher add --nmae 王芳", "",
		  "unknown option '--nmae'¦did you mean --name?" },
		{ 2, "observation add --s 1", "",
		  "'--s' could be: --subject, --score" },
		{ 2, "teacher add --note", "", "'--note' needs a value" },
		{ 2, "teacher add --dry-run=3", "", "takes no value" },
		{ 2, "teacher add -x", "", "unknown option '-x'" },
		{ 2, "teacher add -姓名 王芳", "", "did you mean --姓名?" },
		{ 2, "teacehr list", "", "'teacehr'¦did you mean 'jyz teacher'?" },
		{ 2, "obs list", "", "did you mean 'jyz observation'?" },
		{ 2, "听棵 列表", "", "did you mean 'jyz 听课'?" },
		{ 2, "zzzzzz", "", "'jyz --help'" },
		{ 2, "teacher", "", "add, list, show, edit, remove" },
		{ 2, "teacher lits", "", "did you mean 'jyz teacher list'?" },
		{ 2, "教师 列标", "", "did you mean 'jyz 教师 列表'?" },
		{ 2, "teacher list 王芳", "", "'王芳' is a word too many" },
		{ 2, "teacher show", "", "missing¦jyz teacher show ID" },
		{ 2, "teacher list --format xml", "", "'xml'¦table|csv|tsv" },
		{ 2, "teacher list --lang fr", "", "'fr'¦zh|en" },
		{ 2, "teacher list --color red", "", "auto|always|never" },
		{ 2, "teacher list --headings x", "", "key|label" },
		{ 2, "teacher show 1 --name x", "", "unknown option '--name'" },
		{ 2, "teacher add --limit 3", "", "unknown option '--limit'" },
		{ 0, "teacher list --name 不会有的", "!\n不", "" },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

/* --授课 begins one option only, in one kind; it is taken. */
static void chinese_beginning(void **state)
{
	static const struct cli_case cases[] = {
		{ 1, "observation add --授课 没有 --班级 高一1班", "", "没有" },
	};

	(void)state;
	CASES_RUN(cases_school(), NULL, cases);
}

static void languages(void **state)
{
	static const struct cli_case zh[] = {
		{ 0, "teacher list --format table", "姓名", "" },
		{ 0, "--lang en teacher list --format table", "Name¦!姓名", "" },
	};
	static const struct cli_case en[] = {
		{ 0, "teacher list --format table", "Name¦!姓名", "" },
		{ 0, "teacher list --format table --lang=中文", "姓名", "" },
	};
	const char *db = cases_school();

	(void)state;
	CASES_RUN(db, NULL, en);
	CASES_RUN(db, JT_LIST("JYZ_LANG=zh"), zh);
	CASES_RUN(db, JT_LIST("LC_ALL=zh_CN.UTF-8"), zh);
	CASES_RUN(db, JT_LIST("LC_ALL=C"), en);
	group_ok(db, "config", "lang", "zh", "--shared");
	CASES_RUN(db, JT_LIST("LC_ALL=C"), zh);
	CASES_RUN(db, JT_LIST("LC_ALL=en_US.UTF-8"), en);
}

static void help(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "--help", "observation¦听课¦gaps¦--db FILE", "" },
		{ 0, "help", "Examples:¦init¦Records:", "" },
		{ 0, "observation --help", "Examples:¦add¦--class NAME", "" },
		{ 0, "听课 -h", "Examples:", "" },
		{ 0, "observation add --help", "--score NUMBER¦--minute FROM-TO¦"
					       "--dry-run¦!--since", "" },
		{ 0, "help 听课 添加", "--score NUMBER", "" },
		{ 0, "observation list --help", "--since DATE¦--total", "" },
		{ 0, "help gaps", "jyz gaps", "" },
		{ 0, "gaps --help", "jyz gaps", "" },
		{ 0, "help db", "upgrade", "" },
		{ 0, "help db upgrade", "jyz db upgrade", "" },
		{ 0, "--lang zh observation add --help", "--得分", "" },
		{ 0, "--version", "jyz ", "" },
		{ 2, "help teacehr", "", "did you mean" },
		{ 2, "help teacher fly", "", "'fly'" },
	};

	(void)state;
	CASES_RUN(group_path(), NULL, cases);
}

/* No line of help is wider than a terminal of 80 cells. */
static void help_fits(void **state)
{
	static const char *const langs[] = { "en", "zh" };
	const char *db = group_path();

	(void)state;
	for (size_t i = 0; i < 2 * jyz_catalogue.count; i++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[i / 2];
		struct jt_result r = group_ok(db, kind->name, "add", "--help",
					      "--lang", langs[i % 2]);
		char *line = strstr(r.out, "\n\n"); /* after the examples */

		line = strstr(line + 2, "\n\n");
		for (char *next = line; (line = next) && *line;) {
			next = strchr(line, '\n');
			if (next)
				*next++ = '\0';
			if (jyz_text_width(line) > 80)
				jt_fail("%s: too wide: %s", kind->name, line);
		}
	}
}

static bool is_offered(const char *page, const char *name)
{
	char option[80];
	size_t n = (size_t)snprintf(option, sizeof(option), "--%s", name);

	for (const char *p = page; (p = strstr(p, option)); p += n)
		if (strchr(" ,\n", p[n]))
			return true;
	return false;
}

/*
 * An option of the process or of list would hide a field of its name, which
 * nobody could then fill in or filter by.
 */
static void no_field_is_hidden(void **state)
{
	const char *db = group_path();
	struct jt_result r = group_ok(db, "--help");
	char *globals = strstr(r.out, "Options of every command");
	struct jt_result list = group_ok(db, "teacher", "list", "--help");
	char *own = strstr(list.out, "Options:");

	(void)state;
	assert_non_null(globals);
	assert_non_null(own);
	*strstr(own, "Filters") = '\0';
	assert_true(is_offered(globals, "dry-run"));
	assert_true(is_offered(own, "since"));
	for (size_t i = 0; i < jyz_catalogue.count; i++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[i];

		for (size_t f = 0; f < kind->n_fields; f++) {
			const char *name = kind->fields[f].name;

			if (is_offered(globals, name) ||
			    (is_offered(own, name) && strcmp(name, "term")))
				jt_fail("%s.%s is an option", kind->name, name);
		}
		for (size_t p = 0; p < kind->n_parts; p++)
			if (is_offered(globals, kind->parts[p].name) ||
			    jyz_field_find(kind, kind->parts[p].name) >= 0)
				jt_fail("%s.%s is taken", kind->name,
					kind->parts[p].name);
	}
}

/* The journal has the words as they could be typed again. */
static void command_line(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "teacher add --name 甲 --note 'a b' --code=x_1", NULL, NULL },
		{ 0, "history --format json", "jyz teacher add --name 甲 --note "
					      "'a b' --code=x_1\"", "" },
	};
	const char *db = cases_school();
	char note[1024];

	(void)state;
	CASES_RUN(db, NULL, cases);
	memset(note, 'n', sizeof(note));
	note[sizeof(note) - 1] = '\0';
	group_ok(db, "teacher", "edit", "1", "--note", note);
	struct jt_result r = group_ok(db, "history", "--format", "json");
	note[200] = '\0';
	jt_has(r.out, note);
	jt_has(r.out, "n…");
	note[200] = 'n';
	note[201] = '\0';
	jt_lacks(r.out, note);
	r = group_ok(db, "teacher", "edit", "1", "--code", "it's");
	r = group_ok(db, "history", "--format", "json");
	jt_has(r.out, "--code 'it'\\\\''s'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places),
		cmocka_unit_test(spellings),
		cmocka_unit_test(wrong),
		cmocka_unit_test(meant),
		cmocka_unit_test(understood),
		cmocka_unit_test(group_subject),
		cmocka_unit_test(chinese_beginning),
		cmocka_unit_test(languages),
		cmocka_unit_test(help),
		cmocka_unit_test(help_fits),
		cmocka_unit_test(no_field_is_hidden),
		cmocka_unit_test(command_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
