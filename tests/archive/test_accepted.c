/*
 * What an older program has accepted stays: rules of today are for what is
 * typed or imported from a sheet today.
 */
#include "seal_group.h"

/* As stored before there were these rules. */
#define BEFORE                                                                \
	"sqlite3 \"$JYZ_DB\" \"UPDATE target SET what = NULL WHERE id = 1; "  \
	"UPDATE target SET value = 12000, reached = 11000 WHERE id = 2; "     \
	"UPDATE quota SET coverage = 1 WHERE id = 1\""

static int setup(void **state)
{
	(void)state;
	dir = jt_tmpdir();
	db = jt_path(dir, "group.db");
	ok(db, "$j init && $j unit add --name 数学教研组 && "
	       "$j teacher add --name 李强 && "
	       "$j term add --code 2026-1 --starts 2026-09-01 "
	       "--ends 2027-01-20 && "
	       "$j target add --teacher 李强 --measure other --value 5 "
	       "--what 带徒弟 && "
	       "$j target add --teacher 李强 --measure pass_rate --value 90 "
	       "--reached 80 && "
	       "$j quota add --role teacher --kind meetings --minimum 2");
	ok(db, BEFORE);
	return 0;
}

static void seals_verifies_and_merges(void **state)
{
	const char *old = copy_of(db, "old.db");
	const char *other = jt_path(dir, "other.db");
	struct jt_result r;

	(void)state;
	ok(old, "$j archive seal 2026-1 --reason 试 && $j archive export 2026-1 -o a && "
		"$j archive verify a");
	ok(other, "$j init && $j archive import a");
	r = sh(other, "$j target list --format csv && "
		      "$j quota list --format csv");
	jt_exit(&r, 0);
	jt_has(r.out, ",120,");
	ok(other, "$j undo && $j redo");
	/* Of one that is there already the folder's values are taken. */
	ok(db, "$j archive export 2026-1 -o b");
	ok(other, "cp \"$JYZ_DB\" third.db");
	other = jt_path(dir, "third.db");
	ok(other, "$j target edit 1 --due 2026-12-01 && "
		  "$j target edit 2 --due 2026-12-01 && "
		  "$j quota edit 1 --note 新");
	r = sh(other, "$j archive import b --theirs");
	jt_exit(&r, 0);
	jt_int_eq(count_of(r.out, "\tyes\n"), 3);
}

static void edits_and_undoes(void **state)
{
	const char *old = copy_of(db, "edited.db");

	(void)state;
	ok(old, "$j target edit 1 --due 2026-12-01 && "
		"$j target edit 2 --due 2026-12-01 && "
		"$j target edit 2 --note 旧 && $j target edit 2 --value 90 && "
		"$j undo && $j undo && $j redo && $j undo && $j undo && "
		"$j undo");
	ok(old, "$j quota edit 1 --minimum 3 && $j undo && "
		"$j quota remove 1 --yes && $j undo && "
		"$j target remove 1 2 --yes && $j undo");
	ok(old, "test \"$($j target list --format jsonl | wc -l)\" = 2");
}

/* Who says something that the rules are about meets them. */
static void typed_today(void **state)
{
	static const char *const lines[][2] = {
		{ "$j target add --teacher 李强 --measure other --value 5",
		  "says what it is" },
		{ "$j target edit 1 --measure other --what ''",
		  "says what it is" },
		{ "$j target edit 1 --measure other", "says what it is" },
		{ "$j target edit 2 --value 101", "at most 100 percent" },
		{ "$j target edit 2 --reached 101", "at most 100 percent" },
		{ "$j target edit 2 --measure attendance",
		  "at most 100 percent" },
		{ "$j quota edit 1 --coverage yes", "can cover each member" },
		{ "$j quota edit 1 --kind exams", "can cover each member" },
		{ "printf 'id,教师,指标,目标值\\n,李强,other,7\\n' >t.csv && "
		  "$j target import t.csv", "says what it is" },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(lines); i++) {
		struct jt_result r = sh(db, "%s", lines[i][0]);

		if (r.status != 1)
			jt_fail("%s: %d: %s%s", lines[i][0], r.status, r.out,
				r.err);
		jt_has(r.err, lines[i][1]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(seals_verifies_and_merges),
		cmocka_unit_test(edits_and_undoes),
		cmocka_unit_test(typed_today),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
