/*
 * What is no change of a sealed term is none to verify: of a seal of today,
 * and of one that was printed at schema 10 and has been upgraded since.
 */
#include "seal_group.h"

#include <stdlib.h>
#include <string.h>

/* As it was printed, when tests/data/db/schema-10.sql was made. */
#define OLD "e3baf3f0511ffc89a869f698cdf107ba02d30383bb4a99a26233e0cb10f5d6c3"

static const char *old; /* that database, upgraded */

static int setup(void **state)
{
	(void)seal_group_sealed(state);
	old = jt_path(dir, "old.db");
	ok(old, "sqlite3 -bail '%s' <$JYZ_SOURCE/tests/data/db/schema-10.sql "
		"&& chmod 600 '%s'", old, old);
	return 0;
}

static void an_upgrade(void **state)
{
	struct jt_result r = sh(old, "$j archive verify 2026-1");

	(void)state;
	jt_exit(&r, 3);
	jt_has(r.err, "db upgrade");
	ok(old, "$j db upgrade && $j archive verify 2026-1 --digest %s", OLD);
	jt_str_eq(sh(old, "sqlite3 '%s' 'SELECT form FROM seal'", old).out,
		  "1\n");
	/* The attachments of that time, which no digest holds, stay: no entry
	 * that is older than the schema can be undone. */
	r = sh(old, "$j undo $(sqlite3 '%s' \"SELECT entry FROM "
		    "journal_record WHERE tbl = 'attachment'\")", old);
	jt_exit(&r, 3);
	jt_has(r.err, "schema 10");
	r = sh(old, "$j attachment remove 1 --yes");
	jt_exit(&r, 1);
	jt_has(r.err, "sealed");
}

/* Each line, and the seal holds. */
static void holds(const char *from, const char *name, const char *printed)
{
	static const char *const lines[] = {
		"$j teacher edit 2 --name 换名 --code T99 --note 改",
		"$j unit edit 1 --name 换名组 && $j class edit 1 --name 换名班",
		"$j rubric add --name 新表 --item 一=100 && "
		"$j rubric edit 新表 --name 新量表",
		"$j teacher add --name 甲 && $j teacher add --name 乙 --code "
		"T98 && $j teacher merge 甲 乙",
		"$j class promote --to-year 2027",
		"$j archive export 2026-1 -o again --private && "
		"$j archive import again",
		"$j archive import again --theirs && rm -rf again",
		"$j archive import others",
		"$j attach teacher 1 scan && $j undo && $j redo",
		"$j backup back.db && JYZ_DB=$PWD/back.db "
		"$j archive verify 2026-1 && $j restore back.db --yes && "
		"rm back.db",
		"sqlite3 $JYZ_DB VACUUM",
		"$j check --full >&2",
	};
	const char *file = copy_of(from, name);

	for (size_t i = 0; i < JT_COUNT(lines); i++) {
		ok(file, "%s", lines[i]);
		struct jt_result r = sh(file, "$j archive verify 2026-1 "
					      "--digest %s", printed);

		if (r.status)
			jt_fail("%s: %s%s", lines[i], r.out, r.err);
	}
	/* Who is named in the term stays who he is, or it is unsealed. */
	ok(file, "$j teacher add --name 丙");
	refused(file, "$j teacher merge 丙 1");
	ok(file, "$j archive verify 2026-1 --digest %s", printed);
}

/* Somebody else's term, records and people. */
static void make_others(void)
{
	const char *there = jt_path(dir, "there.db");

	ok(there, "$j init && $j term add --code 2025-2 --starts 2026-02-10 "
		  "--ends 2026-07-05 && $j teacher add --name 别人 && "
		  "$j overtime add --teacher 别人 --date 2026-03-03 "
		  "--what 补课 && $j attach overtime 1 scan && "
		  "$j archive export 2025-2 -o others");
}

static void what_is_no_change(void **state)
{
	(void)state;
	make_others();
	holds(old, "old_calm.db", OLD);
	holds(db, "calm.db", digest);
}

static const char *seal_again(const char *file)
{
	struct jt_result r = sh(file, "$j archive unseal 2026-1 --reason 试 "
				      ">&2 && $j archive seal 2026-1 "
				      "--reason 试 --format json");

	jt_exit(&r, 0);
	return digest_of(r.out);
}

/* With nothing changed the digest is the same; an old seal becomes one of
 * today, and that is another. */
static void sealed_again(void **state)
{
	const char *file = copy_of(db, "again.db");

	(void)state;
	jt_str_eq(seal_again(file), digest);
	file = copy_of(old, "old_again.db");
	const char *now = seal_again(file);

	assert_true(strcmp(now, OLD) != 0);
	jt_str_eq(seal_again(file), now);
	struct jt_result r = sh(file, "$j archive verify 2026-1 --digest %s",
				OLD);

	jt_exit(&r, 1);
	jt_has(r.err, "the digest is not the same");
}

/* Rows of a part whose numbers have gaps, after an undo, are sealed as the
 * folder will have them. */
static void gaps_between_rows(void **state)
{
	const char *file = copy_of(db, "gaps.db");

	(void)state;
	ok(file, "$j archive unseal 2026-1 --reason 试 && "
		 "$j plan edit 1 --week - && $j plan edit 1 --week 5=甲 && "
		 "$j plan edit 1 --week 6=乙 && $j plan edit 1 --week 7=丙 && "
		 "n=$(sqlite3 '%s' 'SELECT max(id) - 1 FROM journal') && "
		 "$j undo $n && $j plan show 1 --format csv | grep -q 丙",
	   file);
	jt_lacks(sh(file, "$j plan show 1 --format csv").out, "乙");
	ok(file, "$j archive seal 2026-1 --reason 试 && rm -rf gaps && "
		 "$j archive export 2026-1 -o gaps && "
		 "$j archive verify 2026-1 && $j archive verify ./gaps");
}

/* A folder of a seal of form 1, made today or then. */
static void a_folder_of_old(void **state)
{
	(void)state;
	ok(old, "$j archive export 2026-1 -o folder1");
	ok(db, "$j archive verify ./folder1 --digest %s", OLD);
	const char *folder = jt_path(dir, "folder1");

	jt_has(at_read(folder, "archive.json"), "\"form\": 1,");
	at_edit(folder, "archive.json", "\"form\": 1,", "");
	ok(db, "$j archive verify ./folder1 --digest %s", OLD);
	/* in the other form it is another text, and another digest */
	at_edit(folder, "archive.json", "\"sealed_at\"",
		"\"form\": 2, \"sealed_at\"");
	struct jt_result r = sh(db, "$j archive verify ./folder1 --digest %s",
				OLD);

	jt_exit(&r, 1);
	jt_has(r.err, "its digests do not give");
	at_edit(folder, "archive.json", "\"form\": 2", "\"form\": 3");
	r = sh(db, "$j archive verify ./folder1");
	jt_exit(&r, 1);
	jt_has(r.err, "of form 3");
	jt_has(r.err, "newer jyz");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_upgrade),
		cmocka_unit_test(what_is_no_change),
		cmocka_unit_test(sealed_again),
		cmocka_unit_test(gaps_between_rows),
		cmocka_unit_test(a_folder_of_old),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
