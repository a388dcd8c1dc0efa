/* Attachments travel with a term's archive. */
#include "at.h"

#include <string.h>
#include <unistd.h>

#include "jyz/base/mem.h"
#include "jyz/records/attach.h"

#define ABC                                                                   \
	"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define EMPTY                                                                 \
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static struct at here, there;

static int setup(void **state)
{
	(void)state;
	at_open(&here);
	at_open(&there);
	at_add(&here, "term", "e1", "2026-09-01T00:00:00Z", "code", "2026-1",
	       "starts", "2026-09-01", "ends", "2027-01-20", NULL);
	at_add(&here, "teacher", "a1", "2026-09-01T00:00:00Z", "name", "王芳",
	       NULL);
	at_add(&here, "meeting", "b1", "2026-09-01T00:00:00Z", "date",
	       "2026-09-02", "topic", "开学", "present", "王芳", NULL);
	at_add(&here, "coaching", "c1", "2026-09-01T00:00:00Z", "date",
	       "2026-09-02", "teacher", "王芳", "what", "竞赛", NULL);
	at_add(&here, "teacher", "a2", "2026-09-01T00:00:00Z", "name", "李强",
	       NULL);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	at_close(&here);
	at_close(&there);
	return 0;
}

static void fill(void)
{
	at_attach(&here, "meeting", 1, "f2", "=记录,\"一\".pdf", "abc");
	at_attach(&here, "teacher", 1, "f1", "照片\n二.jpg", "abc");
	at_attach(&here, "meeting", 1, "f3", "空", "");
	/* Nobody of the term refers to this one. */
	at_attach(&here, "teacher", 2, "f4", "other", "other");
}

static void there_and_back(void **state)
{
	struct jyz_merge merge = JYZ_MERGE_INIT;

	(void)state;
	fill();
	const char *dir = at_export(&here, "2026-1");

	jt_str_eq(at_list(jt_path(dir, "attachments")), ABC " " EMPTY);
	jt_str_eq(at_read(jt_path(dir, "attachments"), ABC), "abc");
	jt_has(at_read(dir, "SHA256SUMS"),
	       ABC "  attachments/" ABC "\n" EMPTY "  attachments/" EMPTY);
	jt_has(at_read(dir, "attachment.csv"),
	       "uid,created_at,kind,record,record_uid,name,size,sha256\r\nf1");
	jt_has(at_read(dir, "archive.json"), "\"name\": \"attachment.csv\"");

	jt_ok(at_import(&there, dir, &merge), &there.err);
	jt_int_eq(merge.n_rejects, 0);
	jt_int_eq(merge.attached.created, 3);
	jt_int_eq(merge.attached.stored, 2);
	jyz_merge_free(&merge);
	at_same(dir, at_export(&there, "2026-1"));
	/* Once more changes nothing. */
	jt_ok(at_import(&there, dir, &merge), &there.err);
	jt_int_eq(there.entry, 0);
	jt_int_eq(merge.attached.same, 3);
	jt_int_eq(merge.attached.stored, 0);
	jyz_merge_free(&merge);
	/* And an archive in the place of another takes its contents along. */
	at_exec(&here, "DELETE FROM attachment WHERE name = '空'");
	jt_ok(at_try_export(&here, "2026-1", dir, true), &here.err);
	jt_str_eq(at_list(jt_path(dir, "attachments")), ABC);
}

/* The record is here under another uid, and has the file already. */
static void known_by_key(void **state)
{
	struct jyz_merge merge = JYZ_MERGE_INIT;

	(void)state;
	at_add(&there, "teacher", "d1", "2026-09-01T00:00:00Z", "name",
	       "王芳", NULL);
	at_attach(&there, "teacher", 1, "d2", "照片\n二.jpg", "abc");
	/* Its uid is that of another attachment there. */
	at_attach(&there, "teacher", 1, "f3", "mine", "abc");
	fill();
	jt_ok(at_import(&there, at_export(&here, "2026-1"), &merge),
	      &there.err);
	jt_int_eq(merge.attached.created, 1);
	jt_int_eq(merge.attached.same, 1);
	jt_int_eq(merge.attached.conflicts, 1);
	jyz_merge_free(&merge);
	jt_str_eq(at_sql(&there, "SELECT group_concat(substr(uid, 1, 2) || "
			 "kind || record, ' ') FROM (SELECT * FROM attachment "
			 "ORDER BY uid)"), "d2teacher1 f2meeting1 f3teacher1");
	jt_str_eq(at_sql(&there, "SELECT count(*) FROM content"), "1");
}

static void private_ones_stay(void **state)
{
	JYZ_AUTO(jyz_export) export = JYZ_EXPORT_INIT;
	const char *dir = jt_path(jt_tmpdir(), "a");

	(void)state;
	at_attach(&here, "coaching", 1, "f5", "奖状.jpg", "abc");
	jt_ok(jyz_archive_export(&here.desk, 1, dir, &export, &here.err),
	      &here.err);
	jt_int_eq(export.attached.withheld, 1);
	assert_int_not_equal(access(jt_path(dir, "attachment.csv"), F_OK), 0);
	assert_int_not_equal(access(jt_path(dir, "attachments"), F_OK), 0);
	jyz_export_free(&export);
	export.private = export.replace = true;
	jt_ok(jyz_archive_export(&here.desk, 1, dir, &export, &here.err),
	      &here.err);
	jt_int_eq(export.attached.withheld, 0);
	jt_has(at_read(dir, "attachment.csv"), "奖状.jpg");
}

static void tampered_with(void **state)
{
	static const struct { const char *from, *to, *column; } cases[] = {
		{ "空", "../x", "name" },
		{ "meeting,", "nothing,", "kind" },
		{ "b1000000000000000000000000000000", "bb", "record_uid" },
		{ "," EMPTY, ",abc", "sha256" },
		/* A hash that SHA256SUMS does not have. */
		{ "," EMPTY, ",0" "3b0c44298fc1c149afbf4c8996fb92427ae41e4649"
		  "b934ca495991b7852b855", "sha256" },
		{ "f3000000000000000000000000000000", "f 3", "uid" },
		{ "T", "t", "created_at" },
	};

	(void)state;
	fill();
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		const char *dir = at_export(&here, "2026-1");
		struct jyz_merge merge = JYZ_MERGE_INIT;

		at_edit(dir, "attachment.csv", cases[i].from, cases[i].to);
		jt_ok(at_import(&there, dir, &merge), &there.err);
		assert_true(merge.n_rejects > 0);
		jt_str_eq(merge.rejects[0].file, "attachment.csv");
		jt_str_eq(merge.rejects[0].column, cases[i].column);
		jyz_merge_free(&merge);
		jt_str_eq(at_sql(&there, "SELECT count(*) FROM content"), "0");
	}
	const char *dir = at_export(&here, "2026-1");

	jt_write_text(jt_path(dir, "attachments/" ABC), "abd");
	jt_code(at_import(&there, dir, NULL), JYZ_EINVAL, &there.err);
	jt_has(there.err.msg, "was changed after the export");
	/* The sums are mended, but the name is the hash. */
	at_sums(dir);
	jt_code(at_import(&there, dir, NULL), JYZ_EINVAL, &there.err);
	unlink(jt_path(dir, "attachments/" ABC));
	jt_code(at_import(&there, dir, NULL), JYZ_EINVAL, &there.err);
	jt_has(there.err.msg, "is missing");
	/* Something else in the folder: it is not replaced. */
	jt_write_text(jt_path(dir, "attachments/mine"), "x");
	jt_code(at_try_export(&here, "2026-1", dir, true), JYZ_EEXISTS,
		&here.err);
	jt_has(here.err.msg, "attachments/mine");
}

static void changed_in_the_database(void **state)
{
	(void)state;
	fill();
	at_exec(&here, "DROP TRIGGER content_no_update;"
		       "UPDATE content SET bytes = x'616264' WHERE size = 3");
	const char *dir = jt_path(jt_tmpdir(), "a");

	jt_code(at_try_export(&here, "2026-1", dir, false), JYZ_EDATABASE,
		&here.err);
	assert_int_not_equal(access(dir, F_OK), 0);
}

/* A content that another program took away comes back with the folder. */
static void put_back(void **state)
{
	JYZ_AUTO(jyz_merge) merge = JYZ_MERGE_INIT;
	JYZ_AUTO(jyz_merge) again = JYZ_MERGE_INIT;

	(void)state;
	fill();
	const char *dir = at_export(&here, "2026-1");

	jyz_store_triggers(here.store, false);
	at_exec(&here, "PRAGMA foreign_keys = OFF;"
		       "DELETE FROM content WHERE size = 3;"
		       "PRAGMA foreign_keys = ON");
	jyz_store_triggers(here.store, true);
	here.desk.put_back = false;
	jt_ok(at_import(&here, dir, &merge), &here.err);
	jt_int_eq(merge.attached.same, 3);
	jt_int_eq(merge.attached.stored, 1);
	assert_true(here.desk.put_back);
	at_same(dir, at_export(&here, "2026-1"));
	here.desk.put_back = false;
	jt_ok(at_import(&here, dir, &again), &here.err);
	jt_int_eq(again.attached.stored, 0);
	assert_false(here.desk.put_back);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		CASE(there_and_back),
		CASE(known_by_key),
		CASE(private_ones_stay),
		CASE(tampered_with),
		CASE(changed_in_the_database),
		CASE(put_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
