/*
 * Sealed terms: every way of writing is refused, from jyz and from the stock
 * shell; whatever is changed all the same is named; nothing else is.
 */
#include "seal_group.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/archive/seal.h"
#include "jyz/records/bulk.h"
#include "jyz/store/tx.h"

#define TEN "0123456789"

static void an_incomplete_term_needs_a_reason(void **state)
{
	(void)state;
	struct jt_result r = sh(db, "$j archive seal 2026-1");

	jt_exit(&r, 1);
	jt_has(r.err, "criticism and self-criticism");
	jt_has(r.err, "--reason");
	r = sh(db, "$j archive verify 2026-1");
	jt_exit(&r, 1);
	jt_has(r.err, "archive seal 2026-1");
	r = sh(db, "$j archive seal 2026-1 --reason 无 --dry-run && "
		   "$j archive verify 2026-1");
	jt_exit(&r, 1);
	/* complete, it needs none; sealed once, it is sealed */
	ok(db, "$j meeting add --kind self_criticism --topic 民主");
	seal_it();
	r = sh(db, "$j archive seal 2026-1 --reason 无");
	jt_exit(&r, 1);
	jt_has(r.err, digest);
	ok(db, "$j archive verify 2026-1 --digest %s", digest);
	jt_has(sh(db, "$j term list --format csv").out, "2026-11-21");
	jt_has(sh(db, "$j history --format csv").out, ",seal,");
}

/* --- the stock shell ------------------------------------------------------ */

static void add_columns(struct jyz_buf *out, const struct jyz_kind *kind,
			bool uid)
{
	jyz_buf_addf(out, "%screated_at, updated_at", uid ? "uid, " : "");
	for (size_t i = 0; i < kind->n_fields; i++)
		if (!(kind->fields[i].flags & JYZ_COMPUTED))
			jyz_buf_addf(out, ", \"%s\"", kind->fields[i].name);
}

static size_t add_inserts(struct jyz_buf *out, const struct jyz_kind *kind)
{
	const char *t = kind->name;

	jyz_buf_addf(out, "INSERT OR REPLACE INTO \"%s\" SELECT * FROM \"%s\" "
		     "WHERE id = 1;\n", t, t);
	jyz_buf_addf(out, "INSERT INTO \"%s\" SELECT * FROM \"%s\" WHERE id = 1 "
		     "ON CONFLICT (id) DO UPDATE SET created_at = 'x';\n", t,
		     t);
	for (int uid = 0; uid < 2; uid++) {
		jyz_buf_addf(out, "%s INTO \"%s\" (", uid ? "REPLACE" :
			     "INSERT OR IGNORE", t);
		add_columns(out, kind, uid);
		jyz_buf_adds(out, ") SELECT ");
		add_columns(out, kind, uid);
		jyz_buf_addf(out, " FROM \"%s\" WHERE id = 1;\n", t);
	}
	return 4;
}

static size_t add_updates(struct jyz_buf *out, const struct jyz_kind *kind)
{
	const char *t = kind->name;
	size_t n = 5;

	jyz_buf_addf(out, "UPDATE \"%s\" SET rowid = 999 WHERE id = 1;\n"
		     "UPDATE OR IGNORE \"%s\" SET id = 999 WHERE id = 1;\n"
		     "UPDATE \"%s\" SET uid = 'x' WHERE id = 1;\n"
		     "UPDATE \"%s\" SET created_at = 'x' WHERE id = 1;\n"
		     "DELETE FROM \"%s\";\n", t, t, t, t, t);
	for (size_t i = 0; i < kind->n_fields; i++) {
		const struct jyz_field *f = &kind->fields[i];
		bool end = kind->term == JYZ_TERM_SPAN &&
			   (int)i == kind->term_field + 1;

		if (f->flags & (JYZ_COMPUTED | JYZ_OPEN))
			continue;
		jyz_buf_addf(out, "UPDATE \"%s\" SET \"%s\" = ", t, f->name);
		if (end)
			jyz_buf_adds(out, "'2026-12-31'");
		else
			jyz_buf_addf(out, "iif(\"%s\" IS NULL, 1, NULL)",
				     f->name);
		jyz_buf_adds(out, " WHERE id = 1;\n");
		n++;
	}
	return n;
}

static size_t add_part(struct jyz_buf *out, const struct jyz_part *part)
{
	const char *t = part->table, *head = part->head;

	jyz_buf_addf(out, "INSERT INTO \"%s\" (\"%s\", position) VALUES "
		     "(1, 1);\n", t, head);
	if (strcmp(sh(db, "sqlite3 '%s' 'SELECT count(*) FROM \"%s\" WHERE "
			  "\"%s\" = 1'", db, t, head).out, "0\n") == 0)
		return 1;
	jyz_buf_addf(out, "INSERT OR REPLACE INTO \"%s\" SELECT * FROM \"%s\" "
		     "WHERE \"%s\" = 1;\n"
		     "UPDATE \"%s\" SET position = position + 1 "
		     "WHERE \"%s\" = 1;\n"
		     "UPDATE \"%s\" SET \"%s\" = 999 WHERE \"%s\" = 1;\n"
		     "DELETE FROM \"%s\" WHERE \"%s\" = 1;\n", t, t, head, t,
		     head, t, head, head, t, head);
	return 5;
}

static void every_way_from_the_shell(void **state)
{
	const char *file = copy_of(db, "shell.db");
	const char *before = sh(file, "sqlite3 '%s' .dump", file).out;

	(void)state;
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];
		JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;

		if (kind->term == JYZ_TERM_NONE)
			continue;
		size_t n = add_inserts(&sql, kind) + add_updates(&sql, kind);

		for (size_t p = 0; p < kind->n_parts; p++)
			n += add_part(&sql, &kind->parts[p]);
		jt_write_text(jt_path(dir, "ways.sql"), sql.data);
		struct jt_result r = sh(file, "sqlite3 '%s' <ways.sql", file);

		if (count_of(r.err, "jyz:sealed") != n)
			jt_fail("%s: %zu of %zu are refused: %s\n%s",
				kind->name, count_of(r.err, "jyz:sealed"), n,
				r.err, sql.data);
	}
	jt_str_eq(sh(file, "sqlite3 '%s' .dump", file).out, before);
	ok(file, "$j archive verify 2026-1 --digest %s", digest);
}

/* Into the term and out of it, the term itself, the seal. */
static void nothing_moves(void **state)
{
	static const char *const ways[] = {
		"UPDATE observation SET date = '2026-09-01' WHERE id = 2",
		"UPDATE observation SET date = '2027-02-09' WHERE id = 2",
		"UPDATE observation SET date = '2026-05-05' WHERE id = 1",
		"UPDATE OR REPLACE observation SET id = 1 WHERE id = 2",
		"UPDATE OR REPLACE observation SET uid = (SELECT uid FROM "
		"observation WHERE id = 1) WHERE id = 2",
		"UPDATE OR REPLACE observation SET (date, period, class, "
		"teacher, observer) = (SELECT date, period, class, teacher, "
		"observer FROM observation WHERE id = 1) WHERE id = 2",
		"REPLACE INTO observation_veto (id, observation, position, "
		"veto) SELECT id, 2, 1, 1 FROM observation_item LIMIT 0; "
		"REPLACE INTO meeting_attendance SELECT * FROM "
		"meeting_attendance",
		"UPDATE action SET date = '2026-12-01' WHERE what = '以后'",
		"UPDATE exam SET term = 2",
		"UPDATE paper SET exam = 99",
		"UPDATE term SET starts = '2026-09-02' WHERE code = '2026-1'",
		"UPDATE term SET note = 'x' WHERE code = '2026-1'",
		"UPDATE term SET starts = '2026-12-01' WHERE code = '2026-2'",
		"UPDATE term SET starts = '2026-08-01' WHERE code = '2026-2'",
		"UPDATE term SET starts = '2027-03-02' WHERE code = '2026-2'",
		"UPDATE OR REPLACE term SET code = '2026-1' "
		"WHERE code = '2025-2'",
		"UPDATE OR REPLACE term SET code = '2026-2' "
		"WHERE code = '2025-2'",
		"DELETE FROM term WHERE code = '2026-1'",
		"DELETE FROM term WHERE code = '2026-2'",
		"INSERT INTO term (created_at, updated_at, code, starts, ends) "
		"VALUES ('', '', 'x', '2026-10-01', '2026-10-02')",
		"REPLACE INTO term (created_at, updated_at, code, starts, "
		"ends) VALUES ('', '', '2026-2', '2028-01-01', '2028-02-01')",
		"REPLACE INTO term SELECT * FROM term WHERE code = '2026-1'",
		"UPDATE class SET year = 2025",
		"DELETE FROM seal",
		"UPDATE seal SET digest = hex(zeroblob(32))",
		"REPLACE INTO seal SELECT * FROM seal",
		"DELETE FROM seal_record",
		"UPDATE seal_record SET term = 99",
		"REPLACE INTO seal_record SELECT * FROM seal_record",
	};
	const char *file = copy_of(db, "moves.db");

	(void)state;
	for (size_t i = 0; i < JT_COUNT(ways); i++) {
		struct jt_result r = sh(file, "sqlite3 '%s' \"%s\"", file,
					ways[i]);

		if (!strstr(r.err, "jyz:sealed"))
			jt_fail("%s: %s", ways[i], r.err);
	}
	ok(file, "$j archive verify 2026-1 --digest %s", digest);
}

/* --- jyz ------------------------------------------------------------------ */

static void every_way_from_jyz(void **state)
{
	const char *file = copy_of(db, "jyz.db");

	(void)state;
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];

		if (kind->term == JYZ_TERM_NONE)
			continue;
		refused(file, "$j %s edit 1 --%s x", kind->name,
			jyz_field_named(kind, "note") < 0 ? "what" : "note");
	}
	refused(file, "$j observation add --teacher 李强 --observer 王芳 "
		      "--outside yes --date 2026-10-10");
	refused(file, "$j observation edit 2 --date 2026-10-10");
	refused(file, "$j observation edit 1 --date 2026-05-10");
	refused(file, "$j meeting edit 1 --decision 另一");
	refused(file, "$j overtime remove 1 --yes");
	refused(file, "$j term edit 1 --note x");
	refused(file, "$j assignment add --teacher 李强 --class 高一1班 "
		      "--subject 物理");
	/* which term, and what else would do */
	jt_has(sh(file, "$j assignment add --teacher 李强 --class 高一1班 "
			"--subject 物理").err, "--starts");
	jt_has(sh(file, "$j overtime remove 1 --yes").err,
	       "unseal 2026-1 --reason");
	jt_has(sh(file, "$j overtime edit 1 --note x").err,
	       "term 2026-1 is sealed");
	jt_has(sh(file, "$j result edit 1 --note x").err,
	       "term 2026-1 is sealed");
	/* An exam's results hang on its term through two records. */
	refused(file, "$j result edit 1 --average 99");
	jt_write_text(jt_path(dir, "more.csv"),
		      "date,teacher,what\n2026-10-10,李强,补课\n");
	struct jt_result r = sh(file, "$j overtime import more.csv");

	jt_exit(&r, 1);
	jt_has(r.err, "sealed");
	ok(file, "$j archive verify 2026-1 --digest %s", digest);
}

static void undo_and_redo_are_refused(void **state)
{
	const char *file = copy_of(db, "undo.db");
	struct jt_result r;

	(void)state;
	/* every entry that is older than the seal and can be undone */
	for (int entry = 2; entry < 60; entry++) {
		r = sh(file, "$j history %d --format csv && $j undo %d "
			     "--dry-run", entry, entry);
		if (r.status == 0)
			ok(file, "$j undo %d && $j archive verify 2026-1 && "
				 "$j redo", entry);
	}
	r = sh(file, "sqlite3 '%s' \"SELECT entry FROM journal_record WHERE "
		     "tbl = 'overtime' LIMIT 1\"", file);
	refused(file, "$j undo %s", r.out);
	r = sh(file, "sqlite3 '%s' \"SELECT min(entry) FROM journal_record "
		     "WHERE tbl = 'term' AND row = 3\"", file);
	jt_exit(&r, 0);
	r = sh(file, "$j undo");
	jt_exit(&r, 1);
	jt_has(r.err, "undo stops at it");
	jt_has(r.err, "jyz archive unseal");
	/* redo of what was undone before the term was sealed */
	ok(file, "$j archive unseal 2026-1 --reason 试 && "
		 "$j overtime edit 1 --note 夜 && $j undo && "
		 "$j archive seal 2026-1 --reason 试");
	refused(file, "$j redo");
	ok(file, "$j archive verify 2026-1");
}

static void what_must_go_on_goes_on(void **state)
{
	const char *file = copy_of(db, "open.db");

	(void)state;
	ok(file, "$j action edit 1 --done 2026-11-20 --report 已交");
	ok(file, "$j observation edit 1 --reply 谢谢 --feedback-date "
		 "2026-11-20");
	ok(file, "$j finding edit 1 --closed 2026-11-21 --evidence 均衡");
	ok(file, "$j undo && $j redo");
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];

		for (size_t i = 0; i < kind->n_fields; i++)
			if (kind->fields[i].flags & JYZ_OPEN)
				ok(file, "sqlite3 '%s' 'UPDATE \"%s\" SET "
					 "\"%s\" = NULL, updated_at = 1'",
				   file, kind->name, kind->fields[i].name);
	}
	ok(file, "$j observation add --teacher 李强 --observer 王芳 --outside "
		 "yes --date 2026-05-06 && $j observation remove 2 --yes");
	ok(file, "$j archive verify 2026-1 --digest %s", digest);
}

/* --- false alarms --------------------------------------------------------- */

static void what_is_no_change(void **state)
{
	const char *file = copy_of(db, "calm.db");

	(void)state;
	ok(file, "$j teacher edit 李强 --name 李刚 --note 改名 && "
		 "$j class edit 1 --name '高一(一)班' --size 44 && "
		 "$j unit edit 1 --name 数学组");
	ok(file, "$j term add --code 2027-1 --starts 2027-09-01 "
		 "--ends 2028-01-20 && $j term edit 2026-2 --starts "
		 "2027-02-15");
	/* who goes on teaching, and then stops */
	ok(file, "$j assignment edit 1 --ends 2027-03-01 && "
		 "$j mentorship edit 1 --ends 2027-06-30");
	ok(file, "$j archive verify 2026-1 --digest %s", digest);
	ok(file, "$j backup back.db && JYZ_DB=$PWD/back.db $j archive verify "
		 "2026-1 --digest %s", digest);
	ok(file, "sqlite3 '%s' VACUUM", file);
	/* a folder of the same records, made earlier elsewhere */
	ok(db, "$j archive export 2026-1 -o mine --private");
	ok(jt_path(dir, "there.db"), "$j init && $j archive import mine && "
				     "sqlite3 there.db \"UPDATE overtime SET "
				     "created_at = '2026-01-01T00:00:00Z'\" && "
				     "$j archive export 2026-1 -o theirs");
	ok(file, "$j archive import theirs && $j archive import mine");
	ok(file, "$j archive verify 2026-1 --digest %s", digest);
	/* what the folder has of its own is not let in */
	ok(jt_path(dir, "there.db"), "$j overtime edit 1 --note 另 && "
				     "$j archive export 2026-1 -o other");
	ok(file, "$j archive import other");
	struct jt_result r = sh(file, "$j archive import other --theirs");

	jt_exit(&r, 1);
	jt_has(r.err, "sealed");
	ok(file, "$j archive verify 2026-1 --digest %s && $j check", digest);
}

/* Another program that knows all tables, and everything but the paper. */
static void the_printed_digest_decides(void **state)
{
	const char *file = copy_of(db, "paper.db");

	(void)state;
	ok(file, "$j archive unseal 2026-1 --reason 作假 && "
		 "$j overtime edit 1 --note 假 && $j archive seal 2026-1 "
		 "--reason 作假 && $j archive verify 2026-1");
	struct jt_result r = sh(file, "$j archive verify 2026-1 --digest %s",
				digest);

	jt_exit(&r, 1);
	jt_has(r.err, "the digest is not the same");
	r = sh(file, "$j archive verify 2026-1 --digest 12");
	jt_exit(&r, 2);
	r = sh(file, "$j archive unseal 2026-1");
	jt_exit(&r, 2);
	jt_has(sh(file, "$j history --format csv").out, "作假");
}

/* --- folders -------------------------------------------------------------- */

/* A uid alone would tell nobody what it was. */
static void what_is_gone_is_named(void **state)
{
	const char *file = copy_of(db, "gone.db");
	struct jt_result r = sh(file, "$j archive verify 2026-1 --format csv");

	(void)state;
	jt_exit(&r, 0);
	ok(file, "$j meeting show 1 --format csv | grep -q 期中质量分析");
	r = sh(file, "sqlite3 '%s' '.dbconfig enable_trigger off' 'DELETE FROM "
		     "meeting WHERE id = 1'; $j archive verify 2026-1 "
		     "--format csv", file);
	jt_exit(&r, 1);
	jt_has(r.out, "meeting,");
	jt_has(r.out, "期中质量分析");
	jt_has(r.out, ",missing");
}

/* What was put beside it is not proved: that is said. */
static void others_in_the_folder(void **state)
{
	(void)state;
	ok(db, "$j archive export 2026-1 -o beside && touch beside/x.csv");
	struct jt_result r = sh(db, "$j archive verify ./beside");

	jt_exit(&r, 0);
	jt_has(r.err, "1 file is no part of the archive, and was not looked "
		      "at: x.csv");
}

static void a_folder_is_verified(void **state)
{
	(void)state;
	ok(db, "$j archive export 2026-1 -o sealed");
	ok(db, "cd sealed && sha256sum --quiet -c SHA256SUMS");
	ok(db, "$j archive verify ./sealed --digest %s", digest);
	ok(jt_path(dir, "empty.db"), "$j init && $j archive verify sealed "
				     "--digest %s", digest);
	jt_has(at_read(jt_path(dir, "sealed"), "archive.json"), digest);
	/* a byte, and then the checksums made right */
	ok(db, "cp -r sealed bad && sed -i s/住校生/寄宿生/ bad/overtime.csv");
	struct jt_result r = sh(db, "$j archive verify bad");

	jt_exit(&r, 1);
	jt_has(r.err, "overtime.csv");
	at_sums(jt_path(dir, "bad"));
	r = sh(db, "$j archive verify bad --digest %s --format csv", digest);
	jt_exit(&r, 1);
	jt_has(r.out, ",changed");
	jt_int_eq(count_of(r.out, "overtime"), 1);
	/* and the seal made right, too: then the paper tells */
	at_edit(jt_path(dir, "bad"), "archive.json", digest,
		"00000000000000000000000000000000"
		"00000000000000000000000000000000");
	r = sh(db, "$j archive verify bad --digest %s", digest);
	jt_exit(&r, 1);
	jt_has(r.err, "the digest is not the same");
	r = sh(db, "$j archive verify bad");
	jt_exit(&r, 1);
	/* of a term that was not sealed */
	r = sh(db, "$j archive export 2025-2 -o loose && $j archive verify "
		   "./loose");
	jt_exit(&r, 1);
	jt_has(r.err, "not sealed");
}

/* What stands after the heading is lines of a record and its digest. */
static void a_line_of_a_seal_is_read_to_the_byte(void **state)
{
	static const char heading[] = "kind,uid,digest\r\n";
	static const char *const lines[] = {
		"overtime", "overtime,a", "overtime,,00", "overtime,a,00",
		"overtime,a," TEN TEN TEN TEN TEN TEN "000g",
		"overtime,a," TEN TEN TEN TEN TEN TEN "0000,0", "",
	};
	const char *file = copy_of(db, "long.db");

	(void)state;
	ok(db, "$j archive export 2026-1 -o lines");
	for (size_t i = 0; i < JYZ_COUNT(lines); i++) {
		JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

		ok(db, "rm -rf line && cp -r lines line");
		jyz_buf_addf(&text, "%s%s\r\n", heading, lines[i]);
		at_edit(jt_path(dir, "line"), "seal.csv", heading, text.data);
		struct jt_result r = sh(db, "$j archive verify ./line");

		jt_exit(&r, 1);
		jt_has(r.err, "seal.csv', line 2: not a record");
	}
	/* the longest uid that an archive can have */
	ok(file, "$j archive unseal 2026-1 --reason 试 && sqlite3 '%s' "
		 "\"UPDATE overtime SET uid = '" TEN TEN TEN TEN TEN TEN
		 "0123' WHERE id = 1\" && $j archive seal 2026-1", file);
	ok(file, "$j archive export 2026-1 -o long && "
		 "$j archive verify ./long");
}

static void private_fields_are_sealed(void **state)
{
	const char *file = copy_of(db, "private.db");
	struct jt_result r;

	(void)state;
	ok(file, "$j archive unseal 2026-1 --reason 名单 && $j coaching edit 1 "
		 "--pupils 张三 && $j archive seal 2026-1");
	ok(file, "$j archive export 2026-1 -o names --private && "
		 "$j archive export 2026-1 -o none");
	ok(file, "$j archive verify ./names && $j archive verify ./none");
	at_edit(jt_path(dir, "names"), "coaching.csv", "张三", "张四");
	r = sh(file, "$j archive verify ./names");
	jt_exit(&r, 1);
	ok(file, "sqlite3 '%s' \"DROP TRIGGER seal_coaching_update; "
		 "UPDATE coaching SET pupils = '张四'\"", file);
	r = sh(file, "$j archive verify 2026-1 --format csv");
	jt_exit(&r, 1);
	jt_has(r.out, "coaching,1,");
}

/*
 * What was printed once must hold with every later version: if this digest
 * changes, the form of the digested text has changed, and that it never may.
 * (Of form 1 there is tests/data/db/schema-10.sql.)
 */
static void a_digest_is_for_ever(void **state)
{
	static const char wanted[] = "7dcf3d0e805c0f16fce871bcd4b6396a"
				     "d298088ee86cc951a4c32b51b662e0e7";
	struct jyz_seal seal = { .records = 0 }, there = { .records = 0 };
	struct at one, two;
	JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;
	JYZ_AUTO(jyz_tx) tx2 = JYZ_TX_INIT;

	(void)state;
	at_sample(&one);
	at_attach(&one, "observation", 1, "92", "板书 1.jpg", "abc");
	at_attach(&one, "observation", 1, "91", "=两行\n.pdf", "");
	at_open(&two);
	jt_ok(at_import(&two, at_export(&one, "2026-1"), NULL), &two.err);
	jt_ok(jyz_tx_begin(&tx, one.store, &one.err), &one.err);
	jt_ok(jyz_archive_seal(&one.desk, 2, "试", &seal, &one.err), &one.err);
	/* where all ids are others, and the records the same */
	jt_ok(jyz_tx_begin(&tx2, two.store, &two.err), &two.err);
	jt_ok(jyz_archive_seal(&two.desk,
			       strtoll(at_sql(&two, "SELECT id FROM term WHERE "
						    "code = '2026-1'"),
				       NULL, 10),
			       "试", &there, &two.err), &two.err);
	jt_int_eq(seal.records, there.records);
	jt_str_eq(there.digest, seal.digest);
	jt_str_eq(seal.digest, wanted);
	jyz_tx_free(&tx);
	jyz_tx_free(&tx2);
	at_close(&one);
	at_close(&two);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_incomplete_term_needs_a_reason),
		cmocka_unit_test(every_way_from_the_shell),
		cmocka_unit_test(nothing_moves),
		cmocka_unit_test(every_way_from_jyz),
		cmocka_unit_test(undo_and_redo_are_refused),
		cmocka_unit_test(what_must_go_on_goes_on),
		cmocka_unit_test(what_is_no_change),
		cmocka_unit_test(the_printed_digest_decides),
		cmocka_unit_test(what_is_gone_is_named),
		cmocka_unit_test(others_in_the_folder),
		cmocka_unit_test(a_folder_is_verified),
		cmocka_unit_test(a_line_of_a_seal_is_read_to_the_byte),
		cmocka_unit_test(private_fields_are_sealed),
		cmocka_unit_test(a_digest_is_for_ever),
	};

	return cmocka_run_group_tests(tests, seal_group, NULL);
}
