/*
 * Content of attached files: hashed, stored and read piece by piece with
 * SQLite's incremental blobs.  Knows the tables content and attachment, and
 * no kind of record.
 */
#include "jyz/store/content.h"

#include <errno.h>
#include <sodium/crypto_hash_sha256.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "private.h"

#define PIECE ((size_t)1 << 18)

static const char SQL_FIND[] =
	"SELECT id FROM content WHERE sha256 = :sha256";
/* The bytes come after: a blob of zeros takes no memory. */
static const char SQL_ADD[] =
	"INSERT INTO content (sha256, size, bytes)"
	" VALUES (:sha256, :size, zeroblob(:size))";
static const char SQL_ATTACHED[] =
	"SELECT EXISTS (SELECT 1 FROM attachment WHERE sha256 = :sha256) AS n";
static const char SQL_LOOK[] =
	"SELECT id, size = length(bytes) AS fits FROM content"
	" WHERE sha256 = :sha256";
static const char SQL_LOOSE[] =
	"SELECT count(*) AS n, coalesce(sum(size), 0) AS bytes FROM content"
	" WHERE NOT EXISTS (SELECT 1 FROM attachment a"
	" WHERE a.sha256 = content.sha256)";
static const char SQL_PURGE[] =
	"DELETE FROM content WHERE NOT EXISTS (SELECT 1 FROM attachment a"
	" WHERE a.sha256 = content.sha256)";

bool jyz_content_named(const char *sha256)
{
	return strlen(sha256) == JYZ_CONTENT_HEX - 1 &&
	       strspn(sha256, "0123456789abcdef") == JYZ_CONTENT_HEX - 1;
}

static void finish(crypto_hash_sha256_state *hash, char out[JYZ_CONTENT_HEX])
{
	unsigned char sum[crypto_hash_sha256_BYTES];

	crypto_hash_sha256_final(hash, sum);
	for (size_t i = 0; i < sizeof(sum); i++)
		snprintf(out + 2 * i, 3, "%02x", sum[i]);
}

/* --- files -------------------------------------------------------------- */

static int too_large(const char *path, int64_t max, struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EINVAL, _("'%s' is larger than %lld MB"), path,
		      (long long)(max / 1000000));
	return jyz_error_hint(err, "jyz config attachment_mb");
}

/* 0 bytes: the end of the file. */
static int read_piece(int fd, const char *path, char *out, size_t *len,
		      struct jyz_error *err)
{
	ssize_t n;

	do
		n = read(fd, out, PIECE);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return jyz_error_errno(err, errno, _("cannot read '%s'"),
				       path);
	*len = (size_t)n;
	return JYZ_OK;
}

static int begin_file(int fd, const char *path, struct jyz_error *err)
{
	struct stat st;

	if (fstat(fd, &st))
		return jyz_error_errno(err, errno, _("cannot read '%s'"),
				       path);
	/* It is read twice, which a pipe cannot be. */
	if (!S_ISREG(st.st_mode))
		return jyz_error_set(err, JYZ_EINVAL, _("'%s' is not a file"),
				     path);
	if (lseek(fd, 0, SEEK_SET) < 0)
		return jyz_error_errno(err, errno, _("cannot read '%s'"),
				       path);
	return JYZ_OK;
}

int jyz_content_hash(int fd, const char *path, int64_t max,
		     struct jyz_content *out, struct jyz_error *err)
{
	struct jyz_own piece = { jyz_alloc(PIECE) };
	crypto_hash_sha256_state hash;
	int64_t size = 0;
	size_t len = 0;
	int rc = begin_file(fd, path, err);

	if (max <= 0 || max > JYZ_CONTENT_MAX)
		max = JYZ_CONTENT_MAX;
	crypto_hash_sha256_init(&hash);
	while (rc == JYZ_OK &&
	       (rc = read_piece(fd, path, piece.s, &len, err)) == JYZ_OK &&
	       len) {
		size += (int64_t)len;
		crypto_hash_sha256_update(&hash, (unsigned char *)piece.s,
					  len);
		if (size > max)
			rc = too_large(path, max, err);
	}
	jyz_own_free(&piece);
	if (rc < 0)
		return rc;
	out->size = size;
	finish(&hash, out->sha256);
	return JYZ_OK;
}

/* --- the table ---------------------------------------------------------- */

/* *id 0: there is none. */
static int find(struct jyz_store *store, const char *sha256, int64_t *id,
		struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, SQL_FIND, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":sha256", sha256);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	*id = rc == JYZ_ROW ? jyz_col_int(&st, "id") : 0;
	jyz_stmt_done(&st);
	return JYZ_OK;
}

static int add(struct jyz_store *store, const struct jyz_content *content,
	       int64_t *id, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, SQL_ADD, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":sha256", content->sha256);
	jyz_bind_int(&st, ":size", content->size);
	if ((rc = jyz_stmt_run(&st, err)) == JYZ_OK)
		*id = jyz_store_last_id(store);
	return rc;
}

static int is_attached(struct jyz_store *store, const char *sha256,
		       bool *attached, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, SQL_ATTACHED, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":sha256", sha256);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	*attached = jyz_col_int(&st, "n") != 0;
	jyz_stmt_done(&st);
	return JYZ_OK;
}

/*
 * What is attached and not there was taken away by another program, and a
 * trigger cannot tell its return from a REPLACE of the row.  Nothing is
 * replaced here: the row was looked for in this transaction.
 */
static int add_row(struct jyz_store *store, const struct jyz_content *content,
		   int64_t *id, struct jyz_error *err)
{
	bool attached = false;
	int rc = is_attached(store, content->sha256, &attached, err);

	if (rc < 0 || !attached)
		return rc < 0 ? rc : add(store, content, id, err);
	bool before = jyz_store_triggers(store, false);

	rc = add(store, content, id, err);
	jyz_store_triggers(store, before);
	return rc;
}

static int open_blob(struct jyz_store *store, int64_t id, int writing,
		     sqlite3_blob **out, struct jyz_error *err)
{
	sqlite3_blob *blob = NULL;
	int rc = sqlite3_blob_open(store->db, "main", "content", "bytes", id,
				   writing, &blob);

	if (rc != SQLITE_OK) {
		jyz_store_fail(store, rc, "blob_open", err);
		(void)sqlite3_blob_close(blob);
		return err->code;
	}
	*out = blob;
	return JYZ_OK;
}

static int changed_meanwhile(const char *path, struct jyz_error *err)
{
	jyz_error_set(err, JYZ_ECONFLICT,
		      _("'%s' was changed while it was read"), path);
	return jyz_error_hint(err, _("try again in a moment"));
}

/* The file into the blob, and its hash once more. */
static int copy(struct jyz_store *store, sqlite3_blob *blob, int fd,
		const char *path, const struct jyz_content *content,
		struct jyz_error *err)
{
	struct jyz_own piece = { jyz_alloc(PIECE) };
	crypto_hash_sha256_state hash;
	char sha256[JYZ_CONTENT_HEX];
	int64_t at = 0;
	size_t len = 0;
	int rc = begin_file(fd, path, err);

	crypto_hash_sha256_init(&hash);
	while (rc == JYZ_OK &&
	       (rc = read_piece(fd, path, piece.s, &len, err)) == JYZ_OK &&
	       len) {
		if (at + (int64_t)len > content->size) {
			rc = changed_meanwhile(path, err);
			break;
		}
		crypto_hash_sha256_update(&hash, (unsigned char *)piece.s,
					  len);
		int failed = sqlite3_blob_write(blob, piece.s, (int)len,
						(int)at);

		if (failed != SQLITE_OK)
			rc = jyz_store_fail(store, failed, "blob_write", err);
		at += (int64_t)len;
	}
	jyz_own_free(&piece);
	if (rc < 0)
		return rc;
	finish(&hash, sha256);
	return strcmp(sha256, content->sha256) ? changed_meanwhile(path, err)
					       : JYZ_OK;
}

int jyz_content_held(struct jyz_store *store, const char *sha256, bool *held,
		     struct jyz_error *err)
{
	int64_t id = 0;
	int rc = find(store, sha256, &id, err);

	*held = id != 0;
	return rc;
}

int jyz_content_put(struct jyz_store *store, int fd, const char *path,
		    const struct jyz_content *content, bool *stored,
		    struct jyz_error *err)
{
	sqlite3_blob *blob;
	int64_t id = 0;
	int rc;

	if (store->depth == 0)
		return jyz_store_bug(err, "content outside of a transaction",
				     path);
	if ((rc = find(store, content->sha256, &id, err)) < 0)
		return rc;
	*stored = id == 0;
	if (id)
		return JYZ_OK;
	if ((rc = add_row(store, content, &id, err)) < 0 ||
	    (rc = open_blob(store, id, 1, &blob, err)) < 0)
		return rc;
	rc = copy(store, blob, fd, path, content, err);
	int failed = sqlite3_blob_close(blob);

	if (rc == JYZ_OK && failed != SQLITE_OK)
		rc = jyz_store_fail(store, failed, "blob_close", err);
	return rc;
}

/* --- reading ------------------------------------------------------------ */

static int other_hash(const char *sha256, struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EDATABASE,
		      _("the content %.12s... of an attachment was changed"),
		      sha256);
	return jyz_error_hint(err, "jyz check --full");
}

static int read_blob(struct jyz_store *store, sqlite3_blob *blob,
		     const char *sha256, jyz_content_fn *fn, void *payload,
		     struct jyz_error *err)
{
	struct jyz_own piece = { jyz_alloc(PIECE) };
	crypto_hash_sha256_state hash;
	char found[JYZ_CONTENT_HEX];
	int size = sqlite3_blob_bytes(blob), rc = JYZ_OK;

	crypto_hash_sha256_init(&hash);
	for (int at = 0, len; at < size && rc >= 0; at += len) {
		len = size - at < (int)PIECE ? size - at : (int)PIECE;
		int failed = sqlite3_blob_read(blob, piece.s, len, at);

		if (failed != SQLITE_OK) {
			rc = jyz_store_fail(store, failed, "blob_read", err);
			break;
		}
		crypto_hash_sha256_update(&hash, (unsigned char *)piece.s,
					  (size_t)len);
		if (fn)
			rc = fn(piece.s, (size_t)len, payload, err);
	}
	jyz_own_free(&piece);
	if (rc < 0)
		return rc;
	finish(&hash, found);
	return strcmp(found, sha256) ? other_hash(sha256, err) : JYZ_OK;
}

/* fn NULL: only to compare the hash. */
int jyz_content_pass(struct jyz_store *store, int64_t id, const char *sha256,
		     jyz_content_fn *fn, void *payload, struct jyz_error *err)
{
	sqlite3_blob *blob;
	int rc = open_blob(store, id, 0, &blob, err);

	if (rc < 0)
		return rc;
	rc = read_blob(store, blob, sha256, fn, payload, err);
	(void)sqlite3_blob_close(blob); /* nothing was written */
	return rc;
}

int jyz_content_read(struct jyz_store *store, const char *sha256,
		     jyz_content_fn *fn, void *payload, struct jyz_error *err)
{
	int64_t id = 0;
	int rc = find(store, sha256, &id, err);

	if (rc < 0)
		return rc;
	if (!id) {
		jyz_error_set(err, JYZ_ENOTFOUND,
			      _("the content %.12s... of an attachment is "
				"missing"), sha256);
		return jyz_error_hint(err, "jyz check");
	}
	return jyz_content_pass(store, id, sha256, fn, payload, err);
}

int jyz_content_look(struct jyz_store *store, const char *sha256,
		     enum jyz_content_state *out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_error) why = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, SQL_LOOK, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":sha256", sha256);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	*out = JYZ_CONTENT_MISSING;
	if (rc != JYZ_ROW)
		return JYZ_OK;
	int64_t id = jyz_col_int(&st, "id");
	bool fits = jyz_col_int(&st, "fits") != 0;

	jyz_stmt_done(&st);
	*out = JYZ_CONTENT_CHANGED;
	if (!fits)
		return JYZ_OK;
	rc = jyz_content_pass(store, id, sha256, NULL, NULL, &why);
	if (rc == JYZ_OK)
		*out = JYZ_CONTENT_WHOLE;
	else if (rc != JYZ_EDATABASE)
		jyz_error_move(err, &why);
	return rc == JYZ_EDATABASE ? JYZ_OK : rc;
}

/* --- purging ------------------------------------------------------------ */

int jyz_content_loose(struct jyz_store *store, struct jyz_content_sum *out,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, SQL_LOOSE, err);

	if (rc < 0 || (rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	out->count = jyz_col_int(&st, "n");
	out->bytes = jyz_col_int(&st, "bytes");
	jyz_stmt_done(&st);
	return JYZ_OK;
}

int jyz_content_purge(struct jyz_store *store, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, SQL_PURGE, err);

	return rc < 0 ? rc : jyz_stmt_run(&st, err);
}
