/* Content of attachments: by hash, once, outside of the journal. */
#include "st.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "jyz/base/mem.h"
#include "jyz/store/content.h"

#define EMPTY                                                                 \
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define ABC                                                                   \
	"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define LARGE ((size_t)700000) /* of several pieces, the last not whole */

static struct jyz_store *store;
static const char *db;
static struct jyz_error err = JYZ_ERROR_INIT;

static int setup(void **state)
{
	(void)state;
	db = jt_path(jt_tmpdir(), "a.db");
	jt_ok(jyz_store_open(&store, db, JYZ_OPEN_CREATE,
			     &jyz_schema_embedded, &err), &err);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	jyz_store_close(store);
	jyz_error_free(&err);
	return 0;
}

static int open_file(const void *bytes, size_t len)
{
	const char *path = jt_path(jt_tmpdir(), "f");

	jt_write_file(path, bytes, len);
	return open(path, O_RDWR);
}

/* Stores a file as a command would; gives the journal's entry. */
static int64_t put(int fd, struct jyz_content *content, bool *stored)
{
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	int64_t entry;

	jt_ok(jyz_content_hash(fd, "f", 0, content, &err), &err);
	jt_ok(jyz_journal_begin(&journal, store, &err), &err);
	jt_ok(jyz_content_put(store, fd, "f", content, stored, &err), &err);
	jt_ok(jyz_journal_commit(&journal, &st_deed, false, &entry, &err),
	      &err);
	return entry;
}

static int take(const void *bytes, size_t len, void *payload,
		struct jyz_error *e)
{
	(void)e;
	jyz_buf_add(payload, bytes, len);
	return JYZ_OK;
}

static char *large(void)
{
	char *bytes = jyz_alloc(LARGE);

	for (size_t i = 0; i < LARGE; i++)
		bytes[i] = (char)(i * 2654435761U >> 13);
	return jt_keep(bytes);
}

static void in_and_out(void **state)
{
	const char *bytes = large();
	struct { const char *bytes; size_t len; const char *hash; } cases[] = {
		{ "", 0, EMPTY }, { "abc", 3, ABC }, { bytes, LARGE, NULL },
		{ "\0a\0", 3, NULL },
	};

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;
		int fd = open_file(cases[i].bytes, cases[i].len);
		struct jyz_content content;
		bool stored = false;

		/* Nothing of it is in the journal. */
		jt_int_eq(put(fd, &content, &stored), 0);
		assert_true(stored);
		jt_int_eq(content.size, cases[i].len);
		if (cases[i].hash)
			jt_str_eq(content.sha256, cases[i].hash);
		jt_int_eq(put(fd, &content, &stored), 0);
		assert_false(stored);
		close(fd);
		jt_ok(jyz_content_read(store, content.sha256, take, &out,
				       &err), &err);
		jt_int_eq(out.len, cases[i].len);
		assert_memory_equal(out.data, cases[i].bytes, out.len);
	}
	jt_int_eq(st_int(store, "SELECT count(*) FROM content"), 4);
}

static void limits(void **state)
{
	struct jyz_content content;
	int fd = open_file("abc", 3);
	int folder = open(jt_tmpdir(), O_RDONLY);

	(void)state;
	jt_ok(jyz_content_hash(fd, "f", 3, &content, &err), &err);
	jt_code(jyz_content_hash(fd, "f", 2, &content, &err), JYZ_EINVAL,
		&err);
	jt_has(err.hint, "attachment_mb");
	jt_code(jyz_content_hash(folder, "d", 0, &content, &err), JYZ_EINVAL,
		&err);
	close(fd);
	close(folder);
	jt_code(jyz_content_read(store, ABC, NULL, NULL, &err), JYZ_ENOTFOUND,
		&err);
}

/* A file that is written to while it is attached. */
static void changed_between(void **state)
{
	const char *others[] = { "abd", "abcd", "ab" };

	(void)state;
	for (size_t i = 0; i < JT_COUNT(others); i++) {
		JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;
		int fd = open_file("abc", 3);
		struct jyz_content content;
		bool stored;

		jt_ok(jyz_content_hash(fd, "f", 0, &content, &err), &err);
		assert_int_equal(ftruncate(fd, 0), 0);
		assert_true(pwrite(fd, others[i], strlen(others[i]), 0) > 0);
		jt_ok(jyz_tx_begin(&tx, store, &err), &err);
		jt_code(jyz_content_put(store, fd, "f", &content, &stored,
					&err), JYZ_ECONFLICT, &err);
		close(fd);
	}
	jt_int_eq(st_int(store, "SELECT count(*) FROM content"), 0);
}

static void attach(const char *sha256)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;

	jyz_buf_addf(&sql, "INSERT INTO attachment (created_at, kind, record,"
		     " name, sha256) VALUES ('t', 'term', 7, 'a.pdf', '%s')",
		     sha256);
	assert_true(st_do(store, sql.data) > 0);
}

static void purge(void **state)
{
	struct jyz_content a, b;
	struct jyz_content_sum sum;
	struct jyz_undone undone = { 0 };
	bool stored;
	int fd = open_file("abc", 3), other = open_file("", 0);

	(void)state;
	put(fd, &a, &stored);
	put(other, &b, &stored);
	attach(a.sha256);
	jt_ok(jyz_content_loose(store, &sum, &err), &err);
	jt_int_eq(sum.count, 1);
	jt_int_eq(sum.bytes, 0);
	/* What is attached stays. */
	jt_code(jyz_store_exec(store, "DELETE FROM content", &err),
		JYZ_EINVAL, &err);

	/* After undo it is loose, and redo finds it. */
	jt_ok(jyz_undo(store, 0, &st_deed, false, NULL, NULL, NULL, &undone,
		       &err), &err);
	jyz_undone_free(&undone);
	jt_ok(jyz_content_loose(store, &sum, &err), &err);
	jt_int_eq(sum.count, 2);
	jt_ok(jyz_redo(store, 0, &st_deed, false, NULL, NULL, NULL, &undone,
		       &err), &err);
	jyz_undone_free(&undone);
	jt_ok(jyz_content_purge(store, &err), &err);
	jt_int_eq(st_int(store, "SELECT count(*) FROM content"), 1);

	jt_ok(jyz_undo(store, 0, &st_deed, false, NULL, NULL, NULL, &undone,
		       &err), &err);
	jyz_undone_free(&undone);
	jt_ok(jyz_content_purge(store, &err), &err);
	jt_code(jyz_redo(store, 0, &st_deed, false, NULL, NULL, NULL, &undone,
			 &err), JYZ_ECONFLICT, &err);
	jt_int_eq(st_int(store, "SELECT count(*) FROM attachment"), 0);
	close(fd);
	close(other);
}

/* One byte of a content, in the file itself. */
static void flip(const char *bytes)
{
	size_t len;
	char *file = jt_read_file(db, &len);
	char *at = memmem(file, len, bytes + LARGE - 3000, 64);

	assert_non_null(at);
	at[10] ^= 1;
	jyz_store_close(store);
	jt_write_file(db, file, len);
	jt_ok(jyz_store_open(&store, db, JYZ_OPEN_READ, &jyz_schema_embedded,
			     &err), &err);
}

static void one_byte_changed(void **state)
{
	JYZ_AUTO(jyz_findings) findings = JYZ_FINDINGS_INIT;
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;
	struct jyz_content content;
	const char *bytes = large();
	enum jyz_content_state state_of;
	int fd = open_file(bytes, LARGE);
	bool stored;

	(void)state;
	put(fd, &content, &stored);
	close(fd);
	attach(content.sha256);
	jt_ok(jyz_content_check(store, 0, &findings, &err), &err);
	jt_int_eq(findings.count, 0);
	/* A sample holds the first even when that is above the budget. */
	jt_ok(jyz_content_check(store, 1, &findings, &err), &err);
	jt_int_eq(findings.count, 1);
	assert_false(findings.items[0].bad);
	jt_str_eq(findings.items[0].mend, "jyz check --full");

	flip(bytes);
	jt_ok(jyz_content_check(store, 0, &findings, &err), &err);
	jt_int_eq(findings.count, 2);
	assert_true(findings.items[1].bad);
	jt_has(findings.items[1].text, "'a.pdf' of term 7");
	jt_code(jyz_content_read(store, content.sha256, take, &out, &err),
		JYZ_EDATABASE, &err);
	jt_ok(jyz_content_look(store, content.sha256, &state_of, &err), &err);
	jt_int_eq(state_of, JYZ_CONTENT_CHANGED);
}

static void looked_at(void **state)
{
	struct jyz_content content;
	enum jyz_content_state now;
	int fd = open_file("abc", 3);
	bool stored;

	(void)state;
	put(fd, &content, &stored);
	close(fd);
	jt_ok(jyz_content_look(store, content.sha256, &now, &err), &err);
	jt_int_eq(now, JYZ_CONTENT_WHOLE);
	jt_ok(jyz_content_look(store, "abc", &now, &err), &err);
	jt_int_eq(now, JYZ_CONTENT_MISSING);
	jt_ok(jyz_store_exec(store, "DROP TRIGGER content_no_update;"
			     "UPDATE content SET size = 2", &err), &err);
	jt_ok(jyz_content_look(store, content.sha256, &now, &err), &err);
	jt_int_eq(now, JYZ_CONTENT_CHANGED);
}

static int ignore(const void *bytes, size_t len, void *payload,
		  struct jyz_error *e)
{
	(void)bytes;
	(void)e;
	*(size_t *)payload += len;
	return JYZ_OK;
}

/* Of a large file only pieces are ever in memory. */
static void piece_by_piece(void **state)
{
	const size_t size = 48000000;
	struct rusage before, after;
	struct jyz_content content;
	int fd = open_file("abc", 3);
	size_t seen = 0;
	bool stored;

	(void)state;
	assert_int_equal(ftruncate(fd, (off_t)size), 0);
	getrusage(RUSAGE_SELF, &before);
	put(fd, &content, &stored);
	close(fd);
	jt_ok(jyz_content_read(store, content.sha256, ignore, &seen, &err),
	      &err);
	getrusage(RUSAGE_SELF, &after);
	jt_int_eq(seen, size);
	assert_true(after.ru_maxrss - before.ru_maxrss < 24000); /* kB */
}

static void another_program(void **state)
{
	struct jyz_content content;
	int fd = open_file("abc", 3);
	bool stored;

	(void)state;
	put(fd, &content, &stored);
	close(fd);
	attach(content.sha256);
	jt_code(jyz_store_exec(store, "UPDATE content SET bytes = x'00'",
			       &err), JYZ_EINVAL, &err);
	jt_code(jyz_store_exec(store, "UPDATE attachment SET name = 'b'",
			       &err), JYZ_EINVAL, &err);
	jt_code(jyz_store_exec(store, "INSERT INTO attachment (created_at,"
			       " kind, record, name, sha256) SELECT 't',"
			       " 'term', 7, '../b', sha256 FROM content",
			       &err), JYZ_EINVAL, &err);
	jt_code(jyz_store_exec(store, "INSERT INTO content (sha256, size,"
			       " bytes) VALUES ('ab', 0, x'')", &err),
		JYZ_EINVAL, &err);
	/* without foreign keys, and where no DELETE is said */
	jt_ok(jyz_store_exec(store, "PRAGMA foreign_keys = OFF", &err), &err);
	jt_code(jyz_store_exec(store, "DELETE FROM content", &err),
		JYZ_EINVAL, &err);
	jt_code(jyz_store_exec(store, "REPLACE INTO content (sha256, size,"
			       " bytes) SELECT sha256, 0, x'' FROM content",
			       &err), JYZ_EINVAL, &err);
	jt_code(jyz_store_exec(store, "REPLACE INTO content (id, sha256, size,"
			       " bytes) SELECT id, replace(sha256, 'b', 'a'),"
			       " 0, x'' FROM content", &err), JYZ_EINVAL,
		&err);
}

/* Lost to another program, it is put back by whoever has the same bytes. */
static void put_back(void **state)
{
	struct jyz_content content;
	int fd = open_file("abc", 3), other = open_file("", 0);
	bool stored = false;

	(void)state;
	put(fd, &content, &stored);
	attach(content.sha256);
	put(other, &content, &stored);
	jyz_store_triggers(store, false);
	jt_ok(jyz_store_exec(store, "PRAGMA foreign_keys = OFF;"
			     "DELETE FROM content WHERE size = 3;"
			     "PRAGMA foreign_keys = ON", &err), &err);
	jyz_store_triggers(store, true);
	stored = false;
	put(fd, &content, &stored);
	assert_true(stored);
	jt_ok(jyz_content_read(store, content.sha256, NULL, NULL, &err), &err);
	/* And is guarded again. */
	jt_code(jyz_store_exec(store, "DELETE FROM content", &err),
		JYZ_EINVAL, &err);
	jt_has(err.msg, "attached file");
	jt_str_eq(err.hint, "jyz check --full");
	close(fd);
	close(other);
}

static void kept_by_backup(void **state)
{
	struct jyz_content content;
	const char *copy = st_beside(db, ".copy");
	const char *bytes = large();
	int fd = open_file(bytes, LARGE);
	char *kept = NULL;
	bool stored;

	(void)state;
	put(fd, &content, &stored);
	close(fd);
	attach(content.sha256);
	jt_ok(jyz_store_backup(store, copy, false, st_deed.at, &err), &err);
	jyz_store_close(store);
	jt_ok(jyz_store_restore(db, copy, &jyz_schema_embedded, &st_deed,
				&kept, &err), &err);
	free(kept);
	jt_ok(jyz_store_open(&store, db, JYZ_OPEN_READ, &jyz_schema_embedded,
			     &err), &err);
	jt_ok(jyz_content_read(store, content.sha256, NULL, NULL, &err), &err);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		CASE(in_and_out),
		CASE(limits),
		CASE(changed_between),
		CASE(purge),
		CASE(one_byte_changed),
		CASE(looked_at),
		CASE(piece_by_piece),
		CASE(another_program),
		CASE(put_back),
		CASE(kept_by_backup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
