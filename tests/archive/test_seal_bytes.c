/*
 * One byte, anywhere: in the data of a sealed term, which verify names by its
 * record, and in a folder, which neither verify nor import take then.
 */
#include "seal_group.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/archive/seal.h"
#include "jyz/records/bulk.h"

static const struct jyz_clock clock_ = { "2026-11-21T04:00:00Z",
					 "2026-11-21" };

/* --- in the database ------------------------------------------------------ */

static struct at at;

static void expect(const char *table, const char *what, const char *uid)
{
	JYZ_AUTO(jyz_verdict) v = JYZ_VERDICT_INIT;

	jt_ok(jyz_archive_verify(&at.desk, 1, NULL, &v, &at.err), &at.err);
	assert_false(v.forged);
	if (!uid && v.n_broken)
		jt_fail("%s: put back, and yet %s", table, v.broken[0].uid);
	if (!uid)
		return;
	bool named = false;

	for (size_t i = 0; i < v.n_broken; i++)
		named |= strcmp(v.broken[i].uid, uid) == 0;
	if (!named)
		jt_fail("%s: a change of %s was not seen", table, what);
}

static JYZ_PRINTF(1, 2) const char *sql(const char *fmt, ...)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	va_list args;

	va_start(args, fmt);
	jyz_buf_addv(&text, fmt, args);
	va_end(args);
	return jt_keep(jyz_buf_detach(&text));
}

/* Changes a column of row id of a table, looks, and puts it back. */
static void tamper(const char *table, const char *column, const char *id,
		   const char *to, const char *uid)
{
	at_exec(&at, sql("CREATE TEMP TABLE kept AS SELECT \"%s\" AS x FROM "
			 "main.\"%s\" WHERE id = %s", column, table, id));
	at_exec(&at, sql("UPDATE \"%s\" SET \"%s\" = %s WHERE id = %s", table,
			 column, to, id));
	expect(table, column, uid);
	at_exec(&at, sql("UPDATE \"%s\" SET \"%s\" = (SELECT x FROM kept) "
			 "WHERE id = %s; DROP TABLE kept", table, column, id));
}

static void tamper_field(const char *table, const struct jyz_field *f,
			 const char *id, const char *uid)
{
	bool number = f->type == JYZ_TYPE_INTEGER ||
		      f->type == JYZ_TYPE_DECIMAL || f->type == JYZ_TYPE_FLAG;
	const char *n = f->name;

	if (f->type == JYZ_TYPE_REFERENCE || f->type == JYZ_TYPE_ITEM) {
		tamper(table, n, id, sql("ifnull(\"%s\", 0) + 1000", n), uid);
	} else if (number) {
		tamper(table, n, id, sql("ifnull(\"%s\", 0) + 1", n), uid);
	} else if (at_sql(&at, sql("SELECT 1 FROM \"%s\" WHERE id = %s AND "
				   "\"%s\" <> ''", table, id, n))) {
		tamper(table, n, id, sql("\"%s\" || char(0)", n), uid);
		tamper(table, n, id, sql("char(unicode(\"%s\") + 1) || "
					 "substr(\"%s\", 2)", n, n), uid);
	} else {
		tamper(table, n, id, sql("iif(\"%s\" IS NULL, '', 'x')", n),
		       uid);
	}
}

static void tamper_parts(const struct jyz_kind *kind, const char *uid)
{
	for (size_t p = 0; p < kind->n_parts; p++) {
		const struct jyz_part *part = &kind->parts[p];
		const char *id = at_sql(&at, sql(
			"SELECT id FROM \"%s\" WHERE \"%s\" = 1 AND %s%s%s%s%s",
			part->table, part->head,
			part->fixed ? "\"" : "1", part->fixed ? part->fixed : "",
			part->fixed ? "\" = '" : "",
			part->fixed ? part->value : "",
			part->fixed ? "'" : ""));

		if (!id)
			continue;
		tamper(part->table, "position", id, "position + 7", uid);
		tamper(part->table, part->head, id, "999", uid);
		if (part->fixed)
			tamper(part->table, part->fixed, id, "'x'", uid);
		for (size_t i = 0; i < part->n_fields; i++)
			tamper_field(part->table, &part->fields[i], id, uid);
	}
}

static void tamper_kind(const struct jyz_kind *kind)
{
	const char *t = kind->name;
	const char *uid = at_sql(&at, sql("SELECT uid FROM \"%s\" WHERE id = "
					  "1", t));

	expect(t, "nothing", NULL);
	tamper(t, "uid", "1", "'x' || uid", uid);
	tamper(t, "created_at", "1", "created_at || 'x'", uid);
	for (size_t i = 0; i < kind->n_fields; i++)
		if (jyz_bulk_digested(&kind->fields[i]) &&
		    !(kind->term == JYZ_TERM_SPAN &&
		      (int)i == kind->term_field + 1))
			tamper_field(t, &kind->fields[i], "1", uid);
	if (kind->term == JYZ_TERM_SPAN)
		tamper(t, kind->fields[kind->term_field + 1].name, "1",
		       "'2026-12-31'", uid);
	tamper_parts(kind, uid);
	if (kind->term == JYZ_TERM_NONE)
		return;
	/* gone */
	at_exec(&at, sql("CREATE TEMP TABLE gone AS SELECT * FROM main.\"%s\" "
			 "WHERE id = 1; DELETE FROM \"%s\" WHERE id = 1", t, t));
	expect(t, "the record", uid);
	at_exec(&at, sql("INSERT INTO \"%s\" SELECT * FROM gone; "
			 "DROP TABLE gone", t));
	expect(t, "nothing", NULL);
}

/* What is attached to records of the term; holder: the uid of one. */
static void tamper_attachment(const char *id, const char *holder)
{
	static const struct {
		const char *column, *to;
	} ways[] = {
		{ "uid", "'x' || uid" },
		{ "uid", "substr(uid, 1, 31) || 'x'" },
		{ "created_at", "replace(created_at, 'Z', 'z')" },
		{ "created_at", "created_at || char(0)" },
		{ "kind", "'unit'" },
		{ "record", "record + 1" },
		{ "name", "upper(name)" },
		{ "name", "name || char(10)" },
		{ "name", "name || char(0)" },
		{ "sha256", "replace(sha256, 'a', 'b')" },
		{ "sha256", "(SELECT c.sha256 FROM content c WHERE "
			    "c.sha256 <> attachment.sha256)" },
	};

	for (size_t i = 0; i < JT_COUNT(ways); i++)
		tamper("attachment", ways[i].column, id, ways[i].to, holder);
	at_exec(&at, sql("CREATE TEMP TABLE gone AS SELECT * FROM "
			 "main.attachment WHERE id = %s; "
			 "DELETE FROM attachment WHERE id = %s", id, id));
	expect("attachment", "its absence", holder);
	at_exec(&at, "INSERT INTO attachment SELECT * FROM gone; "
		     "UPDATE gone SET id = 99, uid = 'x', name = 'x'; "
		     "INSERT INTO attachment SELECT * FROM gone");
	expect("attachment", "another one", holder);
	at_exec(&at, "DELETE FROM attachment WHERE id = 99; DROP TABLE gone");
	expect("attachment", "nothing", NULL);
}

/* Each byte of what is attached, and the row that says what it is. */
static void tamper_content(const char *id, const char *holder)
{
	long size = strtol(at_sql(&at, sql("SELECT size FROM content WHERE "
					   "id = %s", id)), NULL, 10);

	for (long at_byte = 1; at_byte <= size; at_byte++)
		tamper("content", "bytes", id,
		       sql("CAST(substr(bytes, 1, %ld) || 'x' || "
			   "substr(bytes, %ld) AS BLOB)", at_byte - 1,
			   at_byte + 1), holder);
	tamper("content", "bytes", id, "CAST(bytes || 'x' AS BLOB)", holder);
	tamper("content", "bytes", id, "CAST(bytes || char(0) AS BLOB)",
	       holder);
	tamper("content", "size", id, "size + 1", holder);
	tamper("content", "sha256", id, "replace(sha256, 'a', 'b')", holder);
	at_exec(&at, sql("CREATE TEMP TABLE gone AS SELECT * FROM "
			 "main.content WHERE id = %s; "
			 "DELETE FROM content WHERE id = %s", id, id));
	expect("content", "its absence", holder);
	at_exec(&at, "INSERT INTO content SELECT * FROM gone; "
		     "DROP TABLE gone");
	expect("content", "nothing", NULL);
}

/* fn for each attachment of the term, with the uid of its record. */
static void each_attachment(const char *column,
			    void (*fn)(const char *id, const char *holder))
{
	static const char *const kinds[] = { "observation", "exam",
					     "coaching" };
	size_t seen = 0;

	for (size_t k = 0; k < JT_COUNT(kinds); k++) {
		const char *uid = at_sql(&at, sql("SELECT uid FROM %s WHERE "
						  "id = 1", kinds[k]));

		for (int n = 0;; n++) {
			const char *id = at_sql(&at, sql(
				"SELECT %s FROM attachment a JOIN content c "
				"ON c.sha256 = a.sha256 WHERE a.kind = '%s' "
				"ORDER BY a.id LIMIT 1 OFFSET %d", column,
				kinds[k], n));

			if (!id)
				break;
			fn(id, uid);
			seen++;
		}
	}
	jt_int_eq(seen, 4);
}

/* The seal is compared with itself, too. */
static void tamper_seal(void)
{
#define OTHER "iif(digest GLOB '0*', '1', '0') || substr(digest, 2)"
	static const struct {
		const char *table, *column, *to;
	} ways[] = {
		{ "seal", "form", "1" },
		{ "seal", "form", "3" },
		{ "seal", "records", "records + 1" },
		{ "seal", "digest", OTHER },
		{ "seal_record", "kind", "'unit'" },
		{ "seal_record", "uid", "'x' || uid" },
		{ "seal_record", "digest", OTHER },
		{ "seal_record", "private", "digest" },
	};

	for (size_t i = 0; i < JT_COUNT(ways); i++) {
		JYZ_AUTO(jyz_verdict) v = JYZ_VERDICT_INIT;
		const char *table = ways[i].table;

		at_exec(&at, sql("CREATE TEMP TABLE kept AS SELECT * FROM "
				 "main.%s; UPDATE %s SET %s = %s WHERE term = "
				 "1%s", table, table, ways[i].column,
				 ways[i].to,
				 i < 4 ? "" : " AND kind = 'exam'"));
		jt_ok(jyz_archive_verify(&at.desk, 1, NULL, &v, &at.err),
		      &at.err);
		if (!v.forged)
			jt_fail("%s.%s: not seen", ways[i].table,
				ways[i].column);
		at_exec(&at, sql("DELETE FROM %s; INSERT INTO %s SELECT * FROM "
				 "kept; DROP TABLE kept", table, table));
	}
	expect("seal", "nothing", NULL);
}

static void one_changed_byte_is_named(void **state)
{
	(void)state;
	at = (struct at){ .err = JYZ_ERROR_INIT };
	jt_ok(jyz_store_open(&at.store, copy_of(db, "bytes.db"),
			     JYZ_OPEN_WRITE, &jyz_schema_embedded, &at.err),
	      &at.err);
	jyz_desk_init(&at.desk, at.store, &jyz_catalogue, &clock_);
	jyz_store_triggers(at.store, false);
	at_exec(&at, "PRAGMA foreign_keys = OFF; PRAGMA "
		     "ignore_check_constraints = ON; PRAGMA synchronous = OFF");
	for (size_t k = 0; k < jyz_catalogue.count; k++)
		if (jyz_catalogue.kinds[k]->term != JYZ_TERM_NONE ||
		    strcmp(jyz_catalogue.kinds[k]->name, "term") == 0)
			tamper_kind(jyz_catalogue.kinds[k]);
	each_attachment("a.id", tamper_attachment);
	each_attachment("c.id", tamper_content);
	tamper_seal();
	/* the seal itself */
	JYZ_AUTO(jyz_verdict) v = JYZ_VERDICT_INIT;

	at_exec(&at, "DELETE FROM seal_record WHERE kind = 'overtime'; "
		     "DELETE FROM overtime");
	jt_ok(jyz_archive_verify(&at.desk, 1, digest, &v, &at.err), &at.err);
	jt_int_eq(v.n_broken, 0);
	assert_true(v.forged);
	assert_false(v.other);
	at_close(&at);
}

/* --- in a folder ---------------------------------------------------------- */

/* Neither command takes the folder as it stands; says where a byte is other
 * if one does. */
static void not_taken(struct at *here, const char *folder, const char *file,
		      size_t offset, int byte)
{
	JYZ_AUTO(jyz_verdict) v = JYZ_VERDICT_INIT;
	struct jyz_merge merge = JYZ_MERGE_INIT;
	int rc = jyz_folder_verify(&here->desk, folder, NULL, &v, &here->err);

	if (rc >= 0)
		jt_fail("verify: byte %zu of %s may be %d", offset, file,
			byte);
	jyz_error_free(&here->err);
	rc = at_import(here, folder, &merge);
	if (rc >= 0)
		jt_fail("import: byte %zu of %s may be %d", offset, file,
			byte);
	jyz_error_free(&here->err);
	jyz_merge_free(&merge);
}

static void flip(struct at *here, const char *folder, const char *file,
		 size_t offset, int to)
{
	const char *path = jt_path(folder, file);
	FILE *f = fopen(path, "r+b");

	assert_non_null(f);
	assert_int_equal(fseek(f, (long)offset, SEEK_SET), 0);
	int was = fgetc(f);

	if (was != to) {
		assert_int_equal(fseek(f, (long)offset, SEEK_SET), 0);
		fputc(to, f);
		fflush(f);
		not_taken(here, folder, file, offset, to);
		assert_int_equal(fseek(f, (long)offset, SEEK_SET), 0);
		fputc(was, f);
	}
	assert_int_equal(fclose(f), 0);
}

/* Every byte of a small file, and some of a larger one, always the same. */
static void flip_file(struct at *here, const char *folder, const char *file)
{
	static const size_t many = 60;
	size_t len;
	const char *text = jt_read_file(jt_path(folder, file), &len);

	srand(20261121);
	for (size_t i = 0; i < len && i < many; i++) {
		size_t offset = len <= many ? i
			: i < 3 ? i : i < 6 ? len + 2 - i
			: (size_t)rand() % len;

		flip(here, folder, file, offset, text[offset] ^ 1);
	}
}

static void one_byte_of_a_folder(void **state)
{
	static const char odd[] = "\r\n *,/\0x";
	const char *folder = jt_path(dir, "flipped");
	struct at here;
	size_t len;

	(void)state;
	ok(db, "$j archive export 2026-1 -o flipped --private");
	at_open(&here);
	char *names = jt_keep(strdup(at_list(folder)));
	char *save = NULL;
	size_t files = 0;

	for (char *name = strtok_r(names, " ", &save); name;
	     name = strtok_r(NULL, " ", &save), files++)
		if (strcmp(name, "attachments") != 0)
			flip_file(&here, folder, name);
	assert_true(files > 25);
	names = jt_keep(strdup(at_list(jt_path(folder, "attachments"))));
	save = NULL;
	for (char *name = strtok_r(names, " ", &save); name;
	     name = strtok_r(NULL, " ", &save))
		flip_file(&here, folder,
			  jt_path("attachments", name));
	/* No sum is over the sums. */
	const char *sums = jt_read_file(jt_path(folder, "SHA256SUMS"), &len);

	for (size_t i = 0; i < len; i++) {
		bool end = i + 80 > len || i < 80;

		flip(&here, folder, "SHA256SUMS", i, sums[i] ^ 1);
		for (size_t k = 0; k < sizeof(odd) && end; k++)
			flip(&here, folder, "SHA256SUMS", i, odd[k]);
	}
	/* and as it was exported it is taken */
	JYZ_AUTO(jyz_verdict) v = JYZ_VERDICT_INIT;

	jt_ok(jyz_folder_verify(&here.desk, folder, digest, &v, &here.err),
	      &here.err);
	assert_false(v.forged || v.other || v.n_broken);
	jt_ok(at_import(&here, folder, NULL), &here.err);
	at_close(&here);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_changed_byte_is_named),
		cmocka_unit_test(one_byte_of_a_folder),
	};

	return cmocka_run_group_tests(tests, seal_group_sealed, NULL);
}
