/*
 * Content: the bytes of attached files, by their SHA-256, each stored once.
 *
 * It is read and written piece by piece, never as a whole in memory, and
 * stands outside of the journal: what attaches it (the table attachment) is
 * journalled.  Content that nothing refers to stays until it is purged.
 */
#ifndef JYZ_STORE_CONTENT_H
#define JYZ_STORE_CONTENT_H

#include "jyz/store/keep.h"

#define JYZ_CONTENT_HEX 65
/* No value of SQLite can be longer than 10^9 bytes, its row included. */
#define JYZ_CONTENT_MAX INT64_C(999000000)

struct jyz_content {
	char sha256[JYZ_CONTENT_HEX];
	int64_t size;
};

/* Whether this is a hash as it is written here: 64 small hex digits. */
bool jyz_content_named(const char *sha256);

/*
 * Hashes a file from its beginning; path is for messages.  JYZ_EINVAL: no
 * plain file, or larger than max (or JYZ_CONTENT_MAX).
 */
int jyz_content_hash(int fd, const char *path, int64_t max,
		     struct jyz_content *out,
		     struct jyz_error *err) JYZ_CHECKED;

/* Whether there is a content of this hash; it is not read. */
int jyz_content_held(struct jyz_store *store, const char *sha256, bool *held,
		     struct jyz_error *err) JYZ_CHECKED;

/*
 * Stores a file that was hashed, unless its content is there (*stored is
 * false then).  One that is attached and was taken away by another program
 * is put back so.  Inside the caller's transaction.  JYZ_ECONFLICT: the file
 * has changed since it was hashed.
 */
int jyz_content_put(struct jyz_store *store, int fd, const char *path,
		    const struct jyz_content *content, bool *stored,
		    struct jyz_error *err) JYZ_CHECKED;

/*
 * Gives the content to fn, piece by piece.  JYZ_ENOTFOUND: there is none of
 * this hash.  JYZ_EDATABASE, after the last piece: it has another hash now.
 */
typedef int jyz_content_fn(const void *bytes, size_t len, void *payload,
			   struct jyz_error *err);
int jyz_content_read(struct jyz_store *store, const char *sha256,
		     jyz_content_fn *fn, void *payload,
		     struct jyz_error *err) JYZ_CHECKED;

/* Compares what is stored with its hash and size; what is wrong is no error
 * of the call. */
enum jyz_content_state {
	JYZ_CONTENT_WHOLE,
	JYZ_CONTENT_CHANGED,
	JYZ_CONTENT_MISSING,
};
int jyz_content_look(struct jyz_store *store, const char *sha256,
		     enum jyz_content_state *out,
		     struct jyz_error *err) JYZ_CHECKED;

/* How much nothing refers to; purge removes that, inside a transaction. */
struct jyz_content_sum {
	int64_t count, bytes;
};
int jyz_content_loose(struct jyz_store *store, struct jyz_content_sum *out,
		      struct jyz_error *err) JYZ_CHECKED;
int jyz_content_purge(struct jyz_store *store,
		      struct jyz_error *err) JYZ_CHECKED;

/*
 * Compares content with its hash: all of it, or if that is more than budget
 * bytes (0: no limit) as much of it, picked by chance, with a finding that
 * says so.  Adds to findings what is wrong.
 */
int jyz_content_check(struct jyz_store *store, int64_t budget,
		      struct jyz_findings *findings,
		      struct jyz_error *err) JYZ_CHECKED;

#endif
