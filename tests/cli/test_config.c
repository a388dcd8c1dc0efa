/*
 * jyz config: values are checked, where they come from, undo.
 */
#include <string.h>

#include "group.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Each test begins without a file of its own. */
static int setup(void **state)
{
	(void)state;
	unlink(jt_path(jt_home(), ".config/jyz/config"));
	return 0;
}

static void set_and_get(void **state)
{
	const char *db = group_new();

	(void)state;
	jt_str_eq(group_ok(db, "config", "threshold").out, "5\n");
	struct jt_result r = group_ok(db, "config", "threshold", "８.50分");

	jt_has(r.err, "saved as entry 2");
	jt_str_eq(group_ok(db, "设置", "分差线").out, "8.5\n");
	r = group_ok(db, "config", "threshold", "8.5");
	jt_has(r.err, "nothing changed");
	group_ok(db, "undo");
	jt_str_eq(group_ok(db, "config", "threshold").out, "5\n");
	group_ok(db, "redo");
	jt_str_eq(group_ok(db, "config", "threshold").out, "8.5\n");
	group_ok(db, "config", "--unset", "threshold");
	jt_str_eq(group_ok(db, "config", "threshold").out, "5\n");
	group_ok(db, "config", "threshold", "9", "--dry-run");
	jt_str_eq(group_ok(db, "config", "threshold").out, "5\n");
}

static void values(void **state)
{
	static const struct {
		const char *key, *value, *stored;
	} good[] = {
		{ "threshold", "0", "0\n" },
		{ "threshold", "10000", "10000\n" },
		{ "threshold", "0.01", "0.01\n" },
		{ "backup_days", "0", "0\n" },
		{ "backup_days", "3650", "3650\n" },
		{ "backup_days", "7天", "7\n" },
		{ "school", "  第二中学 ", "第二中学\n" },
		{ "subject", "语文", "语文\n" },
		{ "unit", "数学教研组", "数学教研组\n" },
		{ "rubric", "简易课堂评价", "简易课堂评价\n" },
		{ "rubric", "#2", "#2\n" },
	};
	static const struct {
		const char *key, *value, *says;
		int status;
	} bad[] = {
		{ "threshold", "abc", "threshold: 'abc'", 1 },
		{ "threshold", "-1", "not from 0 to 10000", 1 },
		{ "threshold", "10000.01", "not from 0 to 10000", 1 },
		{ "threshold", "5.001", "5.001", 1 },
		{ "threshold", "", "jyz config --unset threshold", 1 },
		{ "backup_days", "1.5", "1.5", 1 },
		{ "backup_days", "3651", "not from 0 to 3650", 1 },
		{ "unit", "语文教研组", "语文教研组", 1 },
		{ "rubric", "没有", "没有", 1 },
		{ "lang", "fr", "not a language", 1 },
		{ "school", "a\nb", "more than one line", 1 },
		{ "treshold", "5", "did you mean: threshold", 2 },
		{ "zzzzzzzz", "5", "settings are: person, lang", 2 },
	};
	const char *db = group_new();

	(void)state;
	for (size_t i = 0; i < JT_COUNT(good); i++) {
		group_ok(db, "config", good[i].key, good[i].value);
		jt_str_eq(group_ok(db, "config", good[i].key).out,
			  good[i].stored);
	}
	const char *before = group_ok(db, "config", "--format", "json").out;

	for (size_t i = 0; i < JT_COUNT(bad); i++)
		group_fails(db, bad[i].status, bad[i].says, NULL, "config",
			    "--", bad[i].key, bad[i].value);
	jt_str_eq(group_ok(db, "config", "--format", "json").out, before);
	group_fails(db, 2, "word too many", NULL, "config", "school", "a",
		    "b");
	group_fails(db, 2, "word too many", NULL, "config", "--unset",
		    "school", "a");
}

/* The one who types has a file of his own; no database is needed. */
/* A pass line above the excellent one would stop every import later. */
static void rate_lines(void **state)
{
	static const struct {
		const char *key, *value; /* value NULL: unset */
		const char *refused;     /* what is said; NULL: taken */
	} steps[] = {
		{ "pass_line", "90", "low 40, pass 90, excellent 85" },
		{ "excellent_line", "95", NULL },
		{ "pass_line", "90", NULL },
		{ "low_line", "90.5", "low 90.5, pass 90, excellent 95" },
		{ "excellent_line", NULL, "low 40, pass 90, excellent 85" },
		{ "low_line", "90", NULL },
		{ "pass_line", NULL, "low 90, pass 60, excellent 95" },
		{ "low_line", NULL, NULL },
		{ "pass_line", NULL, NULL },
	};
	const char *db = group_new();

	(void)state;
	for (size_t i = 0; i < JT_COUNT(steps); i++) {
		const char *key = steps[i].value ? steps[i].key : "--unset";
		const char *value = steps[i].value ? steps[i].value
						   : steps[i].key;

		if (steps[i].refused)
			group_fails(db, 1, steps[i].refused, "jyz config",
				    "config", key, value);
		else
			group_ok(db, "config", key, value);
	}
	jt_str_eq(group_ok(db, "config", "pass_line").out, "60\n");
}

/* Undo of an older step may leave them so: what is stored can be read, no
 * sheet is counted by them, and one step mends it. */
static void rate_lines_undone(void **state)
{
	const char *db = group_exam();

	(void)state;
	group_result(db, "高一1班", "80", "40");
	group_ok(db, "config", "excellent_line", "95");
	char *entry = group_ok(db, "history", "--format", "tsv", "--limit",
			       "1").out;

	entry = strtok(strchr(entry, '\n') + 1, "\t");
	group_ok(db, "config", "pass_line", "90");
	group_ok(db, "undo", entry);
	jt_has(group_ok(db, "result", "list").out, "\t80\t");
	group_ok(db, "config", "low_line", "45");
	group_ok(db, "config", "pass_line", "60");
	group_fails(db, 1, "low 45, pass 86, excellent 85", "jyz config",
		    "config", "pass_line", "86");
}

static void person(void **state)
{
	const char *none = group_path();
	const char *file = jt_path(jt_home(), ".config/jyz/config");
	struct stat st;

	(void)state;
	group_fails(none, 1, "'person' is not set", "jyz config person",
		    "config", "person");
	group_ok(none, "config", "person", "王芳");
	jt_str_eq(jt_read_file(file, NULL), "person = 王芳\n");
	assert_int_equal(stat(file, &st), 0);
	jt_int_eq(st.st_mode & 0777, 0600);
	jt_str_eq(group_ok(none, "config", "person").out, "王芳\n");
	/* Other lines stay as they are. */
	jt_write_text(file, "# mine\nperson = 王芳\nlater = x\n");
	group_ok(none, "config", "person", "李强");
	char *text = jt_read_file(file, NULL);

	jt_has(text, "# mine\n");
	jt_has(text, "later = x\n");
	jt_has(text, "person = 李强\n");
	jt_lacks(text, "王芳");
	group_ok(none, "config", "--unset", "person");
	jt_lacks(jt_read_file(file, NULL), "person");
	group_fails(none, 2, "not of the database", NULL, "config", "person",
		    "王芳", "--shared");

	/* A teacher whom the database does not know: a word about it. */
	const char *db = group_exam();

	jt_has(group_ok(db, "config", "person", "王方").err, "王方");
	jt_lacks(group_ok(db, "config", "person", "王芳").err, "note:");
}

static void origins(void **state)
{
	const char *db = group_new();
	struct jt_result r;

	(void)state;
	group_ok(db, "config", "person", "王芳");
	group_ok(db, "config", "lang", "en", "--shared");
	static const struct {
		const char *key, *option, *value, *env, *says;
	} cases[] = {
		{ "person", NULL, NULL, NULL, "person\t王芳\tuser\t" },
		{ "person", NULL, NULL, "JYZ_PERSON=李强",
		  "person\t李强\tenvironment\t" },
		{ "person", "--as", "赵六", "JYZ_PERSON=李强",
		  "person\t赵六\tflag\t" },
		/* What is in a value is not an option. */
		{ "person", "--reason", "see --as", NULL,
		  "person\t王芳\tuser\t" },
		{ "person", "--reason", "see --as", "JYZ_PERSON=李强",
		  "person\t李强\tenvironment\t" },
		{ "person", "--身份", "赵六", NULL, "person\t赵六\tflag\t" },
		{ "lang", "--reason", "see --lang", NULL,
		  "lang\ten\tdatabase\t" },
		{ "lang", NULL, NULL, NULL, "lang\ten\tdatabase\t" },
		{ "lang", NULL, NULL, "JYZ_LANG=zh",
		  "lang\tzh\tenvironment\t" },
		{ "lang", NULL, NULL, "LC_ALL=zh_CN.UTF-8",
		  "lang\tzh\tenvironment\t" },
		{ "lang", "--lang", "zh", "JYZ_LANG=en", "lang\tzh\tflag\t" },
		{ "school", NULL, NULL, NULL, "school\t第一中学\tdatabase" },
		{ "threshold", NULL, NULL, NULL, "threshold\t5\tdefault\t5" },
		{ "rubric", NULL, NULL, NULL,
		  "rubric\t通用课堂评价\tdefault\t6a797a7275627269630000"
		  "0000000001\t" },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		r = group_run(db,
			      JT_LIST("config", "--origin", cases[i].key,
				      cases[i].option, cases[i].value),
			      JT_LIST(cases[i].env));
		jt_exit(&r, 0);
		jt_has(r.out, cases[i].says);
	}
	/* Your own word counts more than the group's. */
	group_ok(db, "config", "lang", "中文");
	r = group_ok(db, "config", "--origin", "lang");
	jt_has(r.out, "lang\tzh\tuser\t");
	r = group_ok(db, "config", "--origin", "--format", "table");
	jt_has(r.out, "第一中学");
}

static void database(void **state)
{
	const char *dir = jt_tmpdir();
	const char *none = jt_path(dir, "none.db");
	struct jt_result r = group_ok(none, "config");

	(void)state;
	jt_has(r.out, "threshold\t5\tdefault");
	jt_has(r.err, "there is no database");
	group_fails(none, 3, "there is no database", "jyz init", "config",
		    "threshold", "8");
	group_fails(dir, 3, "is a folder", NULL, "config");
	group_fails(dir, 3, "is a folder", NULL, "config", "school", "x");
	group_fails(none, 1, "No space left", NULL, "config", "-o",
		    "/dev/full");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(set_and_get, setup),
		cmocka_unit_test_setup(values, setup),
		cmocka_unit_test_setup(rate_lines, setup),
		cmocka_unit_test_setup(rate_lines_undone, setup),
		cmocka_unit_test_setup(person, setup),
		cmocka_unit_test_setup(origins, setup),
		cmocka_unit_test_setup(database, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
