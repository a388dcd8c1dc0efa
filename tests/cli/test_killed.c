/*
 * kill -9 at any moment: what was acknowledged is there, what was not is
 * there wholly or not at all, and nobody has to mend anything.
 */
#include "killed.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/base/mem.h"
#include "jyz/store/store.h"

#define LESSONS 120 /* acknowledged before */
#define MORE 300    /* to be imported */

/* Folders, each with a database of another state. */
static const char *empty, *group, *other, *sealed, *archived, *saved, *more;

/* --- folders ------------------------------------------------------------ */

/* Twelve lessons a day, those of one file after those of the other. */
static void write_lessons(const char *dir, const char *name, int from, int n)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_buf_adds(&text, "date,period,class,teacher,observer,topic,score,"
			    "strengths,note\n");
	for (int i = from; i < from + n; i++)
		jyz_buf_addf(&text, "2026-%02d-%02d,%d,高一1班,李强,王芳,"
			     "课题%d,%d,思路清晰,第%d节\n",
			     9 + i / 12 / 30, 1 + i / 12 % 30, 1 + i % 12, i,
			     60 + i % 40, i);
	jt_write_text(jt_path(dir, name), text.data);
}

static void write_scores(const char *dir)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_buf_adds(&text, "班级,姓名,学号,总分\n");
	for (int i = 0; i < 1200; i++)
		jyz_buf_addf(&text, "高一(%d)班,学生%d,%d,%d\n", 1 + i / 50,
			     i, 20260000 + i, 60 + i * 37 % 90);
	jt_write_text(jt_path(dir, "scores.csv"), text.data);
}

static void write_scans(const char *dir)
{
	char *bytes = jt_keep(malloc(400000));

	for (int i = 0; i < 400000; i++)
		bytes[i] = (char)(int)(killed_chance() * 256);
	jt_write_file(jt_path(dir, "a.pdf"), bytes, 100000);
	jt_write_file(jt_path(dir, "b.jpg"), bytes, 400000);
	jt_write_file(jt_path(dir, "c.pdf"), bytes + 1, 200000);
}

static void make_group(void)
{
	group = killed_copy(empty, NULL);
	write_lessons(group, "lessons.csv", 0, LESSONS);
	write_lessons(group, "more.csv", LESSONS, MORE);
	write_scores(group);
	write_scans(group);
	killed_shell(group, "$j init --school 第一中学 --unit 数学教研组 "
			    "--subject 数学 --term 2026-1:2026-09-01:2027-01-20; "
			    "$j teacher add --name 王芳; "
			    "$j teacher add --name 李强; "
			    "$j class add --name '高一(1)班' --grade 高一; "
			    "$j observation import lessons.csv; "
			    "$j observation add --class 高一1班 --teacher 李强 "
			    "--item 教学目标=8.5 --date 2026-11-20; "
			    "$j attach observation 1 a.pdf; "
			    "$j meeting add --topic 期中 --present 王芳");
}

static int setup(void **state)
{
	(void)state;
	empty = jt_tmpdir();
	killed_shell(empty, "mkdir tmp");
	make_group();
	other = killed_copy(empty,
			    "$j init --school 第一中学 --unit 数学教研组; "
			    "$j teacher add --name 王芳; "
			    "$j teacher add --name 张伟");
	struct jt_result r = killed_run(
		group, JT_LIST("archive", "export", "2026-1", "-o",
			       jt_path(other, "pack")), 0);

	jt_exit(&r, 0);
	sealed = killed_copy(group, "$j archive seal 2026-1 --reason 试");
	archived = killed_copy(group, "$j archive export 2026-1 -o out; "
				      "$j action add --what 备课 --owner 李强");
	saved = killed_copy(group, "$j backup saved.db; "
				   "$j action add --what 备课 --owner 李强");
	more = killed_copy(group, "$j observation import more.csv");
	return 0;
}

/* --- sweeps ------------------------------------------------------------- */

#define SWEEP(...)                                                            \
	do {                                                                  \
		(void)state;                                                  \
		const struct deed deeds_[] = { __VA_ARGS__ };                 \
		for (size_t i_ = 0; i_ < JT_COUNT(deeds_); i_++)              \
			killed_sweep(&deeds_[i_]);                            \
	} while (0)
#define W(...) JT_LIST(__VA_ARGS__)

static void records(void **state)
{
	SWEEP({ "init",
		W("init", "--school", "第一中学", "--unit", "数学教研组",
		  "--term", "2026-1:2026-09-01:2027-01-20"),
		empty, NULL, 1, false },
	      { "observation add",
		W("observation", "add", "--class", "高一1班", "--teacher",
		  "李强", "--item", "教学目标=9", "--date", "2026-11-19"),
		group, NULL, 1, false },
	      { "observation import",
		W("observation", "import", "more.csv"), group, NULL, 0, false },
	      { "exam import",
		W("exam", "import", "scores.csv", "--exam", "期中考试",
		  "--full-marks", "150", "--grade", "高一",
		  "--create-missing"),
		group, NULL, 0, false },
	      { "attach",
		W("attach", "observation", "2", "b.jpg", "c.pdf"), group, NULL,
		0, false },
	      { "undo", W("undo"), more, NULL, -1, false });
}

static void archives(void **state)
{
	SWEEP({ "archive import", W("archive", "import", "pack"), other, NULL,
		0, false },
	      { "archive seal",
		W("archive", "seal", "2026-1", "--reason", "试"), group, NULL,
		1, false },
	      { "archive unseal",
		W("archive", "unseal", "2026-1", "--reason", "试"), sealed,
		NULL, 1, false },
	      { "archive export",
		W("archive", "export", "2026-1", "-o", "out"), group, "out",
		1, false },
	      { "archive export --replace",
		W("archive", "export", "2026-1", "-o", "out", "--replace"),
		archived, "out", 0, false },
	      { "a workbook",
		W("archive", "export", "2026-1", "-o", "out.xlsx"), group,
		"out.xlsx", 0, false },
	      { "a dossier",
		W("archive", "export", "2026-1", "-o", "out.html"), group,
		"out.html", 0, false });
}

static void files(void **state)
{
	SWEEP({ "backup", W("backup", "saved.db", "--replace"), group,
		"saved.db", -1, false },
	      { "restore", W("restore", "saved.db", "--yes"), saved, NULL,
		0, false });
}

static int our_schema(void)
{
	const struct jyz_schema *schema = &jyz_schema_embedded;

	return schema->steps[schema->count - 1].number;
}

static int is_dump(const struct dirent *entry)
{
	return strncmp(entry->d_name, "schema-", 7) == 0;
}

static void upgrades(void **state)
{
	struct dirent **entries;
	int n = scandir(jt_data("db"), &entries, is_dump, versionsort);
	int older = 0;

	(void)state;
	for (int i = 0; i < n; i++) {
		const char *name = entries[i]->d_name;
		JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;

		if (strtol(name + 7, NULL, 10) < our_schema()) {
			jyz_buf_addf(&line, "umask 077; sqlite3 -bail jyz.db "
				     "<'%s'", jt_path(jt_data("db"), name));
			killed_sweep(&(struct deed){
				name, W("db", "upgrade"),
				killed_copy(empty, line.data), NULL, 0,
				true });
			older++;
		}
		free(entries[i]);
	}
	free(entries);
	assert_true(older > 0);
}

/* --- one after the other ------------------------------------------------ */

/* In one database, where each finds what the one before has left. */
static void what_was_acknowledged_stays(void **state)
{
	const char *dir = killed_copy(group, NULL);
	int rounds = 4 * killed_rounds();
	int acknowledged = 0;
	JYZ_AUTO(jyz_buf) wanted = JYZ_BUF_INIT;

	(void)state;
	for (int i = 0; i < rounds; i++) {
		char what[32];

		snprintf(what, sizeof(what), "第%d件", i);
		struct jt_result r = killed_run(
			dir, W("action", "add", "--what", what, "--owner",
			       "李强"),
			i % 4 ? 1 + (long)(killed_chance() * 60000) : 0);
		if (r.status != 128 + 9)
			jt_exit(&r, 0);
		if (r.status == 0) {
			jyz_buf_addf(&wanted, "%s\n", what);
			acknowledged++;
		}
	}
	killed_shell(dir, "$j check --full");
	struct jt_result r = killed_run(dir, W("action", "list", "--format",
					       "jsonl"), 0);

	jt_exit(&r, 0);
	char *rest = wanted.data, *what;

	while ((what = strsep(&rest, "\n")) && *what)
		jt_has(r.out, what);
	assert_true(acknowledged >= rounds / 4 && acknowledged < rounds);
}

/* Sweeps that never hit what they are for show nothing. */
static void the_middle_was_hit(void **state)
{
	(void)state;
	assert_true(killed_in_the_middle() > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records),
		cmocka_unit_test(archives),
		cmocka_unit_test(files),
		cmocka_unit_test(upgrades),
		cmocka_unit_test(the_middle_was_hit),
		cmocka_unit_test(what_was_acknowledged_stays),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
