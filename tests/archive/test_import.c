/* Import: what comes in is what went out; folders and rows that are refused. */
#include "at.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jyz/store/undo.h"

static struct at from, to;
static const char *dir; /* the archive of the sample's term */

static int setup(void **state)
{
	(void)state;
	at_sample(&from);
	at_open(&to);
	dir = at_export(&from, "2026-1");
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	at_close(&from);
	at_close(&to);
	return 0;
}

static void out_in_and_out_again(void **state)
{
	JYZ_AUTO(jyz_merge) merge = JYZ_MERGE_INIT;

	(void)state;
	jt_ok(at_import(&to, dir, &merge), &to.err);
	jt_int_eq(merge.n_rejects, 0);
	jt_int_eq(merge.n_differences, 0);
	jt_int_eq(merge.all.created, 26);
	jt_int_eq(merge.all.rows, 26);
	jt_int_eq(merge.all.mapped, 0);
	jt_str_eq(merge.term, "2026-1");
	jt_str_eq(at_sql(&to, "SELECT value FROM setting WHERE key = "
			      "'school'"), "第一中学");
	at_same(dir, at_export(&to, "2026-1"));
	/* What refers to what comes later, and in a circle. */
	jt_str_eq(at_sql(&to, "SELECT t.code FROM unit u JOIN teacher t ON "
			      "t.id = u.leader WHERE t.unit = u.id"), "T01");
	jt_str_eq(at_sql(&to, "SELECT p.name FROM class c JOIN class p ON "
			      "p.id = c.previous"), "初三(1)班");
	jt_str_eq(at_sql(&to, "SELECT p.name FROM unit u JOIN unit p ON "
			      "p.id = u.parent"), "数学教研组");
	jt_str_eq(at_sql(&to, "SELECT guide FROM rubric_item WHERE guide IS "
			      "NOT NULL"), "看与听");
	jt_str_eq(at_sql(&to, "SELECT place FROM observation WHERE period = "
			      "4"), "\t 三楼 ");
	jt_str_eq(at_sql(&to, "SELECT note || '|' || (reply IS NULL) FROM "
			      "observation WHERE period = 4"), "|1");
	jt_str_eq(at_sql(&to, "SELECT total || ' ' || band FROM "
			      "observation_total JOIN observation o ON o.id = "
			      "observation WHERE o.period = 3"),
		  at_sql(&from, "SELECT total || ' ' || band FROM "
				"observation_total JOIN observation o ON o.id "
				"= observation WHERE o.period = 3"));
	jt_str_eq(at_sql(&to, "SELECT count(*) FROM "
			      "pragma_foreign_key_check"), "0");
}

static void the_second_time_nothing(void **state)
{
	JYZ_AUTO(jyz_merge) merge = JYZ_MERGE_INIT;

	(void)state;
	jt_ok(at_import(&to, dir, NULL), &to.err);
	assert_true(to.entry > 0);
	jt_ok(at_import(&to, dir, &merge), &to.err);
	jt_int_eq(to.entry, 0);
	jt_int_eq(merge.all.same, 26);
	jt_int_eq(merge.all.created, 0);
	/* Nor where it came from. */
	jt_ok(at_import(&from, dir, NULL), &from.err);
	jt_int_eq(from.entry, 0);
}

static void it_can_be_undone(void **state)
{
	struct jyz_deed deed = { .at = "2026-11-21T05:00:00Z", .who = "王芳",
				 .command = "jyz undo", .action = "undo" };
	JYZ_AUTO(jyz_clashes) clashes = JYZ_CLASHES_INIT;
	JYZ_AUTO(jyz_undone) undone = { 0 };

	(void)state;
	jt_ok(at_import(&to, dir, NULL), &to.err);
	jt_ok(jyz_undo(to.store, 0, &deed, false, jyz_record_touched,
		       &to.desk, &clashes, &undone, &to.err), &to.err);
	jt_str_eq(at_sql(&to, "SELECT count(*) FROM teacher"), "0");
	jt_str_eq(at_sql(&to, "SELECT count(*) FROM observation_item"), "0");
	jt_str_eq(at_sql(&to, "SELECT count(*) FROM rubric"), "2");
	jt_ok(at_import(&to, dir, NULL), &to.err);
	at_same(dir, at_export(&to, "2026-1"));
}

/* --- folders ------------------------------------------------------------ */

static void refused(const char *says)
{
	jt_code(at_import(&to, dir, NULL), JYZ_EINVAL, &to.err);
	jt_has(to.err.msg, says);
	jt_str_eq(at_sql(&to, "SELECT count(*) FROM teacher"), "0");
}

static void a_file_was_changed(void **state)
{
	(void)state;
	at_edit(dir, "teacher.csv", "T02", "T03");
	char *text = at_read(dir, "teacher.csv");

	text[strlen(text) - 3]++;
	jt_write_text(jt_path(dir, "teacher.csv"), text);
	refused("'teacher.csv' was changed");
}

static void a_file_is_missing(void **state)
{
	(void)state;
	jt_int_eq(unlink(jt_path(dir, "result.csv")), 0);
	refused("'result.csv' is missing");
	/* Left out of SHA256SUMS, too: archive.json knows of it. */
	at_sums(dir);
	refused("'result.csv' is not in SHA256SUMS");
}

static void a_file_is_not_verified(void **state)
{
	const char *sums = at_read(dir, "SHA256SUMS");
	JYZ_AUTO(jyz_buf) less = JYZ_BUF_INIT;

	(void)state;
	/* All but the first line, that of term.csv. */
	jyz_buf_adds(&less, strchr(sums, '\n') + 1);
	jt_write_text(jt_path(dir, "SHA256SUMS"), less.data);
	refused("'term.csv' is not in SHA256SUMS");
	jt_write_text(jt_path(dir, "SHA256SUMS"), "rubbish\n");
	refused("line 1");
	jt_write_text(jt_path(dir, "SHA256SUMS"), "");
	refused("not the folder of an archive");
	jt_int_eq(unlink(jt_path(dir, "SHA256SUMS")), 0);
	refused("not the folder of an archive");
}

/* No sum is over the sums: what is not as it was written is refused. */
static void sums_are_read_to_the_byte(void **state)
{
	char *sums = at_read(dir, "SHA256SUMS");
	size_t len = strlen(sums);
	JYZ_AUTO(jyz_buf) other = JYZ_BUF_INIT;

	(void)state;
	sums[len - 1] = '\r';
	jt_write_text(jt_path(dir, "SHA256SUMS"), sums);
	refused("not a checksum and a file name");
	sums[len - 1] = '\0';
	jt_write_file(jt_path(dir, "SHA256SUMS"), sums, len);
	refused("not a checksum and a file name");
	sums[len - 1] = '\n';
	sums[65] = '*';
	jt_write_text(jt_path(dir, "SHA256SUMS"), sums);
	refused("line 1: not a checksum and a file name");
	sums[65] = ' ';
	jyz_buf_addf(&other, "%s\n", sums);
	jt_write_text(jt_path(dir, "SHA256SUMS"), other.data);
	refused("not a checksum and a file name");
}

static void names_that_lead_elsewhere(void **state)
{
	static const char sum[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e464"
				  "9b934ca495991b7852b855";
	JYZ_AUTO(jyz_buf) sums = JYZ_BUF_INIT;

	(void)state;
	jyz_buf_addf(&sums, "%s%s  ../secret\n", at_read(dir, "SHA256SUMS"),
		     sum);
	jt_write_text(jt_path(dir, "SHA256SUMS"), sums.data);
	refused("line 15");
	/* Nothing waits at a pipe. */
	jt_int_eq(unlink(jt_path(dir, "unit.csv")), 0);
	jt_int_eq(mkfifo(jt_path(dir, "unit.csv"), 0600), 0);
	jyz_buf_clear(&sums);
	jyz_buf_addf(&sums, "%s  archive.json\n%s  unit.csv\n", sum, sum);
	jt_write_text(jt_path(dir, "SHA256SUMS"), sums.data);
	jt_write_text(jt_path(dir, "archive.json"), "");
	refused("unit.csv' is not a file");
}

static void of_another_format(void **state)
{
	(void)state;
	at_edit(dir, "archive.json", "\"version\": 1", "\"version\": 2");
	refused("newer program (jyz ");
	at_edit(dir, "archive.json", "jyz-archive", "zip");
	refused("not the folder of an archive");
	jt_write_text(jt_path(dir, "archive.json"), "{");
	at_sums(dir);
	refused("not the folder of an archive");
	jt_write_text(jt_path(dir, "archive.json"), "[1.5, \"x\"]");
	at_sums(dir);
	refused("not the folder of an archive");
}

static void of_an_unknown_kind(void **state)
{
	(void)state;
	jt_write_text(jt_path(dir, "overtime2.csv"), "uid\r\n");
	at_sums(dir);
	refused("'overtime2.csv' is of a kind");
}

static void no_folder(void **state)
{
	(void)state;
	jt_code(at_import(&to, jt_path(dir, "no"), NULL), JYZ_ENOTFOUND,
		&to.err);
	jt_code(at_import(&to, jt_path(dir, "unit.csv"), NULL), JYZ_EINVAL,
		&to.err);
	jt_code(at_import(&to, jt_tmpdir(), NULL), JYZ_EINVAL, &to.err);
}

static void columns(void **state)
{
	static const struct { const char *from, *to, *says; } cases[] = {
		{ ",grade,", ",degree,", "'degree' is not known" },
		{ ",grade,", ",kind,", "'kind' is there twice" },
		{ "uid,created_at", "id,created_at", "'id' is not known" },
		{ ",created_at", "", "'created_at' is missing" },
		{ ",name,", ",", "'name' is missing" },
		{ ",leader_uid", "", "'leader_uid' is missing" },
		{ ",parent,parent_uid", ",parent_uid,parent_uid",
		  "'parent_uid' is there twice" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		dir = at_export(&from, "2026-1");
		at_edit(dir, "unit.csv", cases[i].from, cases[i].to);
		jt_code(at_import(&to, dir, NULL), JYZ_EINVAL, &to.err);
		jt_has(to.err.msg, "unit.csv");
		jt_has(to.err.msg, cases[i].says);
	}
	dir = at_export(&from, "2026-1");
	at_edit(dir, "meeting.csv", "absent_uid", "guest_uid");
	jt_code(at_import(&to, dir, NULL), JYZ_EINVAL, &to.err);
	dir = at_export(&from, "2026-1");
	jt_write_text(jt_path(dir, "term.csv"), "");
	at_sums(dir);
	jt_code(at_import(&to, dir, NULL), JYZ_EINVAL, &to.err);
	jt_has(to.err.msg, "'term.csv' has no heading");
	jt_str_eq(at_sql(&to, "SELECT count(*) FROM term"), "0");
}

/* --- rows --------------------------------------------------------------- */

#define D2 "d2000000000000000000000000000000"
#define C1 "c1000000000000000000000000000000"
#define C3 "c3000000000000000000000000000000"

static void rows_that_are_refused(void **state)
{
	static const struct {
		const char *file, *from, *to;
		const char *column, *says;
	} cases[] = {
		{ "observation.csv", "2026-10-12,4", "2026-10-32,4", "date",
		  "not a date" },
		{ "observation.csv", ",4,", ",x,", "period", "" },
		{ "observation.csv", ",4,", ",21,", "period", "outside" },
		{ "observation.csv", ",88.25,", ",88.255,", "score", "" },
		{ "observation.csv", "drop_in", "推门课", "visit",
		  "not one of the words" },
		{ "observation.csv", ",no,", ",0,", "outside",
		  "neither yes nor no" },
		{ "observation.csv", ":练", ":\\n练", "minute",
		  "more than one line" },
		{ "observation.csv", "过程=20", "过场=20", "item",
		  "no item '过场'" },
		{ "observation.csv", "过程=20", "过程", "item", "score is" },
		{ "observation.csv", "过程=20", "过程=31", "item", "31" },
		{ "observation.csv", "5-40:", "5:", "minute", "" },
		{ "observation.csv", "," D2 ",", ",d3,", "class_uid",
		  "no class has this uid" },
		{ "observation.csv", "," D2 ",", ",,", "class_uid",
		  "uid of '高一(2)班' is missing" },
		{ "meeting.csv", C1 "\nc0", C1 "\nc9", "present",
		  "no teacher has this uid" },
		{ "meeting.csv", C1 "\nc0", C1 " c0", "present", "" },
		{ "meeting.csv", "病假:发烧," C3, "病假:发烧," C3 " " C3,
		  "absent", "more uids than names" },
		{ "meeting.csv", "14:30", "25:30", "starts", "" },
		{ "unit.csv", "b9", "b1", NULL, "there twice" },
		{ "unit.csv", "b90", "b 0", "uid", "not a uid" },
		{ "unit.csv", "," C1 ",", "," D2 ",", "leader_uid",
		  "no teacher has this uid" },
		{ "unit.csv", "物理教研组", "数学教研组", NULL,
		  "the same record as on line 3" },
		{ "unit.csv", "物理教研组", "", "name", "missing" },
		{ "unit.csv", "物理教研组", "\"物理\n教研组\"", "name",
		  "more than one line" },
		{ "unit.csv", "物理教研组", "物理教研组,", NULL,
		  "cells" },
		{ "unit.csv", "T01:02:03Z", " 01:02:03", "created_at",
		  "not a time" },
		{ "unit.csv", "2026-08-20T", "2026-02-30T", "created_at",
		  "not a time" },
		{ "class.csv", "2026,高一,理科", "3026,高一,理科", "year",
		  "outside" },
		{ "result.csv", ",90,", ",151,", NULL, "" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_merge) merge = JYZ_MERGE_INIT;

		dir = at_export(&from, "2026-1");
		at_edit(dir, cases[i].file, cases[i].from, cases[i].to);
		jt_ok(at_import(&to, dir, &merge), &to.err);
		if (merge.n_rejects != 1)
			jt_fail("case %zu: %zu rejects", i, merge.n_rejects);
		jt_int_eq(to.entry, 0);
		jt_str_eq(merge.rejects[0].file, cases[i].file);
		jt_str_eq(merge.rejects[0].column, cases[i].column);
		jt_has(merge.rejects[0].reason, cases[i].says);
		assert_true(merge.rejects[0].line >= 2);
		jt_str_eq(at_sql(&to, "SELECT count(*) FROM term"), "0");
	}
}

/* What nobody could type does not come in by an archive either. */
static void too_long(void **state)
{
	JYZ_AUTO(jyz_merge) merge = JYZ_MERGE_INIT;
	char name[1002];

	(void)state;
	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	at_edit(dir, "unit.csv", "物理教研组", name);
	jt_ok(at_import(&to, dir, &merge), &to.err);
	jt_int_eq(merge.n_rejects, 1);
	jt_str_eq(merge.rejects[0].column, "name");
	jt_has(merge.rejects[0].reason, "1001 bytes, more than 1000");
	dir = at_export(&from, "2026-1");
	at_edit(dir, "unit.csv", "物理教研组", name + 1);
	jt_ok(at_import(&to, dir, NULL), &to.err);
}

/* The school's name is in archive.json, not in a row. */
static void school_of_two_lines(void **state)
{
	(void)state;
	at_edit(dir, "archive.json", "第一中学", "第一\\n中学");
	jt_code(at_import(&to, dir, NULL), JYZ_EINVAL, &to.err);
	jt_has(to.err.msg, "school: the text has more than one line");
}

/* A spreadsheet that was saved over the file has taken a zero off. */
static void short_times(void **state)
{
	(void)state;
	at_edit(dir, "meeting.csv", ",14:30,", ",9:05,");
	jt_ok(at_import(&to, dir, NULL), &to.err);
	jt_str_eq(at_sql(&to, "SELECT starts FROM meeting WHERE starts IS NOT"
			      " NULL"), "09:05");
}

/* All of a file are listed; what follows would only miss them. */
static void rejects_are_listed(void **state)
{
	JYZ_AUTO(jyz_merge) merge = JYZ_MERGE_INIT;

	(void)state;
	at_edit(dir, "teacher.csv", "group_leader", "king");
	at_edit(dir, "teacher.csv", "T02,物理", "T02,化学");
	at_edit(dir, "teacher.csv", ",b9", ",bb");
	jt_ok(at_import(&to, dir, &merge), &to.err);
	jt_int_eq(merge.n_rejects, 2);
	jt_str_eq(merge.rejects[0].file, "teacher.csv");
	jt_int_eq(merge.rejects[0].line, 3);
	jt_str_eq(merge.rejects[0].column, "role");
	jt_str_eq(merge.rejects[0].value, "king");
	jt_str_eq(merge.rejects[1].column, "unit_uid");
	jt_has(merge.rejects[1].value, "bb0000");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(out_in_and_out_again),
		TEST(the_second_time_nothing),
		TEST(it_can_be_undone),
		TEST(a_file_was_changed),
		TEST(a_file_is_missing),
		TEST(a_file_is_not_verified),
		TEST(sums_are_read_to_the_byte),
		TEST(names_that_lead_elsewhere),
		TEST(of_another_format),
		TEST(of_an_unknown_kind),
		TEST(no_folder),
		TEST(columns),
		TEST(rows_that_are_refused),
		TEST(too_long),
		TEST(school_of_two_lines),
		TEST(short_times),
		TEST(rejects_are_listed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
