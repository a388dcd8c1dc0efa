/*
 * Attachments of a sealed term: nothing comes or goes, what another program
 * did to them is named, in the database and in a folder.
 */
#include "seal_group.h"

#include <sodium/crypto_hash_sha256.h>
#include <string.h>

#include "jyz/archive/seal.h"
#include "jyz/store/tx.h"

/* Verify says no, and names these kinds, with this attachment or "". */
static void named(const char *file, const char *kinds, const char *attachment)
{
	struct jt_result r = sh(file, "$j archive verify 2026-1 "
				      "--format csv");
	JYZ_AUTO(jyz_buf) want = JYZ_BUF_INIT;
	char *copy = jt_keep(jyz_strdup(kinds)), *save = NULL;

	jt_exit(&r, 1);
	jt_has(r.err, "not as");
	size_t n = 0;

	for (char *k = strtok_r(copy, " ", &save); k;
	     k = strtok_r(NULL, " ", &save), n++) {
		jyz_buf_clear(&want);
		jyz_buf_addf(&want, "\n%s,1,", k);
		jt_has(r.out, want.data);
	}
	jyz_buf_clear(&want);
	jyz_buf_addf(&want, ",%s,changed\n", attachment);
	jt_int_eq(count_of(r.out, want.data), n);
	jt_int_eq(count_of(r.out, "\n"), n + 1);
}

/* The newest entry that undo can take. */
#define LAST                                                                  \
	"$(sqlite3 '%s' \"SELECT max(id) FROM journal WHERE action = "        \
	"'write'\")"

/* --- what is digested ----------------------------------------------------- */

static const char *hash(const char *text)
{
	unsigned char sum[crypto_hash_sha256_BYTES];
	JYZ_AUTO(jyz_buf) hex = JYZ_BUF_INIT;

	crypto_hash_sha256(sum, (const unsigned char *)text, strlen(text));
	for (size_t i = 0; i < sizeof(sum); i++)
		jyz_buf_addf(&hex, "%02x", sum[i]);
	return jt_keep(jyz_buf_detach(&hex));
}

static const char *said(const char *fmt, ...) JYZ_PRINTF(1, 2);
static const char *said(const char *fmt, ...)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	va_list args;

	va_start(args, fmt);
	jyz_buf_addv(&text, fmt, args);
	va_end(args);
	return jt_keep(jyz_buf_detach(&text));
}

/* src/archive/digest.c says it; whoever has only the file and sha256sum can
 * come to the digest that was printed.  What is absent is not there. */
static void the_text_is_what_is_written_of_it(void **state)
{
	static const char moment[] = "2026-08-20T01:02:03Z";
	struct jyz_seal seal = { .records = 0 };
	JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;
	struct at here;

	(void)state;
	at_open(&here);
	at_add(&here, "term", "71", moment, "code", "2026-1", "starts",
	       "2026-09-01", "ends", "2027-01-20", NULL);
	at_attach(&here, "term", 1, "92", "a b.pdf", "abc");
	at_attach(&here, "term", 1, "91", "两\n行", "");
	jt_ok(jyz_tx_begin(&tx, here.store, &here.err), &here.err);
	jt_ok(jyz_archive_seal(&here.desk, 1, "试", &seal, &here.err),
	      &here.err);
	const char *record = hash(said(
		"term\n%s\n%s\ncode=t6:2026-1\nstarts=t10:2026-09-01\n"
		"ends=t10:2027-01-20\n"
		"attachment\nuid=t32:%s\ncreated_at=t20:2026-11-21T04:00:00Z"
		"\nname=t7:两\n行\nsha256=t64:%s\nsize=i0\n"
		"attachment\nuid=t32:%s\ncreated_at=t20:2026-11-21T04:00:00Z"
		"\nname=t7:a b.pdf\nsha256=t64:%s\nsize=i3\n",
		at_uid("71"), moment, at_uid("91"), hash(""), at_uid("92"),
		hash("abc")));

	jt_str_eq(at_sql(&here, "SELECT digest FROM seal_record"), record);
	jt_str_eq(seal.digest,
		  hash(said("jyz seal 2\nrecords 1\nopen %s\nprivate %s\n",
			    hash(said("term %s %s\n", at_uid("71"), record)),
			    hash(""))));
	jyz_tx_free(&tx);
	at_close(&here);
}

/* --- undo ----------------------------------------------------------------- */

/* Undo and redo fire no triggers. */
static void undo_and_redo_are_refused(void **state)
{
	const char *file = copy_of(db, "undo.db");

	(void)state;
	struct jt_result r = sh(file, "sqlite3 '%s' \"SELECT DISTINCT r.entry "
				      "FROM journal_record r JOIN attachment "
				      "a ON a.id = r.row WHERE r.tbl = "
				      "'attachment' AND a.kind <> 'teacher' "
				      "ORDER BY 1\"", file);
	char *save = NULL;
	int seen = 0;

	for (char *entry = strtok_r(r.out, "\n", &save); entry;
	     entry = strtok_r(NULL, "\n", &save), seen++) {
		refused(file, "$j undo %s", entry);
		refused(file, "$j undo %s --dry-run", entry);
	}
	jt_int_eq(seen, 3);
	/* a removal of before the seal, and what was undone before it */
	ok(file, "$j archive unseal 2026-1 --reason 试 && "
		 "$j attachment remove 2 --yes && $j archive seal 2026-1");
	refused(file, "$j undo " LAST, file);
	ok(file, "$j archive unseal 2026-1 --reason 试 && $j undo " LAST
		 " && $j archive seal 2026-1", file);
	refused(file, "$j redo");
	ok(file, "$j archive verify 2026-1 --digest %s", digest);
	/* of who is of no term */
	ok(file, "$j attach teacher 2 scan && $j undo && $j redo && "
		 "$j attachment remove 5 --yes && $j undo");
	ok(file, "$j archive verify 2026-1 --digest %s && $j check", digest);
}

static void those_of_the_term_itself(void **state)
{
	const char *file = copy_of(db, "term.db");

	(void)state;
	ok(file, "$j archive unseal 2026-1 --reason 试 && "
		 "$j attach term 2026-1 scan && $j archive seal 2026-1");
	refused(file, "$j undo " LAST, file);
	refused(file, "$j attach term 2026-1 list");
	ok(file, "sqlite3 '%s' \"DROP TRIGGER attachment_sealed_delete; "
		 "DELETE FROM attachment WHERE kind = 'term'\"", file);
	named(file, "term", "");
}

/* --- another program ------------------------------------------------------ */

#define LOOSE "DROP TRIGGER attachment_sealed_insert; "                       \
	      "DROP TRIGGER attachment_sealed_update; "                       \
	      "DROP TRIGGER attachment_sealed_delete; "                       \
	      "DROP TRIGGER attachment_no_update; "                           \
	      "DROP TRIGGER content_no_update; "                              \
	      "DROP TRIGGER content_no_delete; "                              \
	      "DROP TRIGGER content_no_replace; "

static void another_program(void **state)
{
	static const struct {
		const char *sql, *kinds, *attachment;
	} ways[] = {
		{ "UPDATE attachment SET name = 'Scan' WHERE id = 1",
		  "observation", "" },
		{ "UPDATE attachment SET created_at = '' WHERE id = 1",
		  "observation", "" },
		{ "UPDATE attachment SET record = 2 WHERE id = 3", "exam",
		  "" },
		{ "DELETE FROM attachment WHERE kind = 'coaching'",
		  "coaching", "" },
		{ "INSERT INTO attachment (created_at, kind, record, name, "
		  "sha256) SELECT '', 'overtime', 1, 'x', sha256 FROM "
		  "attachment LIMIT 1", "overtime", "" },
		/* one content of two records */
		{ "UPDATE content SET bytes = x'00' WHERE sha256 = (SELECT "
		  "sha256 FROM attachment WHERE kind = 'exam')",
		  "exam observation", "scan" },
		{ "UPDATE content SET bytes = CAST(CAST(bytes AS TEXT) || ' ' "
		  "AS BLOB) WHERE sha256 = (SELECT sha256 FROM attachment "
		  "WHERE kind = 'coaching')", "coaching", "list" },
		{ "DELETE FROM content WHERE sha256 = (SELECT sha256 FROM "
		  "attachment WHERE kind = 'exam')", "exam observation",
		  "scan" },
		{ "REPLACE INTO content SELECT id, sha256, size + 1, bytes "
		  "FROM content WHERE size = 0", "observation", "empty" },
	};
	const char *file;

	(void)state;
	for (size_t i = 0; i < JT_COUNT(ways); i++) {
		file = copy_of(db, "other.db");
		/* it is refused first */
		struct jt_result r = sh(file, "sqlite3 '%s' \"%s\"", file,
					ways[i].sql);

		if (!strstr(r.err, "jyz:"))
			jt_fail("%s: %s", ways[i].sql, r.err);
		ok(file, "sqlite3 '%s' \"" LOOSE "%s\"", file, ways[i].sql);
		named(file, ways[i].kinds, ways[i].attachment);
	}
	/* of a record that is of no term */
	file = copy_of(db, "other.db");
	ok(file, "sqlite3 '%s' \"" LOOSE "UPDATE attachment SET name = 'x' "
		 "WHERE kind = 'teacher'\"", file);
	ok(file, "$j archive verify 2026-1 --digest %s", digest);
}

/* A seal over what is damaged would prove nothing. */
static void damaged_is_not_sealed(void **state)
{
	static const char *const ways[] = {
		"UPDATE content SET bytes = x'00' WHERE size = 9",
		"UPDATE content SET size = 8 WHERE size = 9",
		"DELETE FROM content WHERE size = 9",
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(ways); i++) {
		const char *file = copy_of(db, "damaged.db");

		ok(file, "$j archive unseal 2026-1 --reason 试 && "
			 "sqlite3 '%s' \"" LOOSE "%s\"", file, ways[i]);
		struct jt_result r = sh(file, "$j archive seal 2026-1");

		jt_exit(&r, 1);
		jt_has(r.err, "'scan' of");
		jt_has(r.err, "check --full");
		r = sh(file, "$j archive verify 2026-1");
		jt_exit(&r, 1);
		jt_has(r.err, "not sealed");
	}
}

/* --- folders -------------------------------------------------------------- */

/* Only in the row of an exam, or of what has private fields. */
static void changed_folder(const char *kind, const char *from, const char *to,
			   const char *says)
{
	ok(db, "rm -rf bad && cp -r names bad && "
	       "sed -i '/,%s,/s/%s/%s/' bad/attachment.csv", kind, from, to);
	at_sums(jt_path(dir, "bad"));
	struct jt_result r = sh(db, "$j archive verify ./bad --digest %s "
				    "--format csv", digest);

	jt_exit(&r, 1);
	if (!strstr(r.out, says) && !strstr(r.err, says))
		jt_fail("%s -> %s: %s%s", from, to, r.out, r.err);
}

static void a_folder(void **state)
{
	const char *folder = jt_path(dir, "bad");
	struct jt_result r;

	(void)state;
	ok(db, "$j archive export 2026-1 -o names --private && "
	       "$j archive export 2026-1 -o none && "
	       "$j archive verify ./names --digest %s && "
	       "$j archive verify ./none --digest %s", digest, digest);
	jt_has(at_read(jt_path(dir, "names"), "archive.json"), "\"form\": 2,");
	jt_has(at_read(jt_path(dir, "names"), "attachment.csv"), "coaching");
	jt_lacks(at_read(jt_path(dir, "none"), "attachment.csv"), "coaching");
	/* the checksums made right */
	changed_folder("exam", ",scan,", ",Scan,", ",changed");
	changed_folder("exam", "00Z", "01Z", ",changed");
	/* which one, only the database can tell */
	changed_folder("coaching", ",list,", ",List,", "do not give");
	changed_folder("exam", ",exam,", ",observation,", "has this uid");
	/* what a folder without private fields cannot hold */
	ok(db, "rm -rf bad && cp -r none bad && cp names/coaching.csv bad");
	at_sums(folder);
	r = sh(db, "$j archive verify ./bad --format csv");
	jt_exit(&r, 1);
	jt_has(r.out, "\ncoaching,");
	jt_int_eq(count_of(r.out, ",changed"), 1);
	ok(db, "rm -rf bad && cp -r none bad && cp names/attachment.csv bad "
	       "&& cp names/attachments/* bad/attachments/");
	at_sums(folder);
	r = sh(db, "$j archive verify ./bad --format csv");
	jt_exit(&r, 1);
	jt_has(r.out, "\ncoaching,");
	jt_int_eq(count_of(r.out, ",changed"), 1);
	/* a content and its name */
	ok(db, "rm -rf bad && cp -r names bad && cd bad/attachments && "
	       "h=$(printf 扫描件 | sha256sum | cut -c1-64) && "
	       "n=$(printf 扫苗件 | sha256sum | cut -c1-64) && "
	       "printf 扫苗件 >$n && rm $h && "
	       "sed -i s/$h/$n/ ../attachment.csv");
	at_sums(folder);
	r = sh(db, "$j archive verify ./bad --format csv");
	jt_exit(&r, 1);
	jt_int_eq(count_of(r.out, ",changed"), 2);
	/* a row less, a row more, a row twice */
	ok(db, "rm -rf bad && cp -r names bad && sed -i /,scan,/d "
	       "bad/attachment.csv");
	at_sums(folder);
	r = sh(db, "$j archive verify ./bad --format csv");
	jt_exit(&r, 1);
	jt_int_eq(count_of(r.out, ",changed"), 2);
	ok(db, "rm -rf bad && cp -r names bad && sed -n '/,scan,/s/^/x/p' "
	       "names/attachment.csv | sed s/scan/more/ >>bad/attachment.csv");
	at_sums(folder);
	r = sh(db, "$j archive verify ./bad --format csv");
	jt_exit(&r, 1);
	jt_int_eq(count_of(r.out, ",changed"), 2);
	ok(db, "rm -rf bad && cp -r names bad && sed -n '/,scan,/s/^/x/p' "
	       "names/attachment.csv >>bad/attachment.csv");
	at_sums(folder);
	r = sh(db, "$j archive verify ./bad");
	jt_exit(&r, 1);
	jt_has(r.err, "twice");
}

/* The scans of years need not fit into memory: to look at a folder their
 * hashes are enough. */
static void contents_are_only_named(void **state)
{
	struct jyz_merge merge = { .named = true };
	struct at here;

	(void)state;
	ok(db, "$j archive export 2026-1 -o named --private");
	at_open(&here);
	jt_ok(at_import(&here, jt_path(dir, "named"), &merge), &here.err);
	jt_int_eq(merge.attached.created, 5);
	jt_int_eq(merge.attached.stored, 0);
	jt_str_eq(at_sql(&here, "SELECT count(*) || ' ' || sum(size) || ' ' "
				"|| sum(length(bytes)) FROM content"),
		  "3 15 0");
	jyz_merge_free(&merge);
	at_close(&here);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_text_is_what_is_written_of_it),
		cmocka_unit_test(undo_and_redo_are_refused),
		cmocka_unit_test(those_of_the_term_itself),
		cmocka_unit_test(another_program),
		cmocka_unit_test(damaged_is_not_sealed),
		cmocka_unit_test(a_folder),
		cmocka_unit_test(contents_are_only_named),
	};

	return cmocka_run_group_tests(tests, seal_group_sealed, NULL);
}
