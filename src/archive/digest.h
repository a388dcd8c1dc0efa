/*
 * Digests of a term's records.  Private to src/archive.
 */
#ifndef JYZ_SRC_ARCHIVE_DIGEST_H
#define JYZ_SRC_ARCHIVE_DIGEST_H

#include "jyz/archive/seal.h"
#include "room.h"

struct jyz_digest {
	const char *table; /* the kind's name */
	const char *uid;
	int64_t id;
	char digest[JYZ_HEX_SIZE];
	char private[JYZ_HEX_SIZE]; /* "" without private fields */
	const char *name;    /* jyz_digest_sealed: what it was called, or NULL */
	const char *damaged; /* jyz_digest_contents: name of an attachment
				whose content is not what was attached */
};

struct jyz_digests {
	struct jyz_digest *items;
	size_t count, room;
	struct jyz_arena arena; /* of all texts above */
};

#define JYZ_DIGESTS_INIT { .items = NULL }

/* Of all records of a term and the term, by kind and uid, in a form. */
int jyz_digest_term(struct jyz_digests *out, struct jyz_desk *desk, int form,
		    int64_t term, struct jyz_error *err) JYZ_CHECKED;
/* Of one record, if it is of the term. */
int jyz_digest_one(struct jyz_digests *out, struct jyz_desk *desk,
		   const struct jyz_kind *kind, int form, int64_t term,
		   int64_t id, struct jyz_error *err) JYZ_CHECKED;
/* The kind has records in a seal. */
bool jyz_digest_has(const struct jyz_kind *kind);
/* contents.c: reads the contents of the term's attachments, each once, and
 * marks those of which one is damaged or missing. */
int jyz_digest_contents(struct jyz_digests *all, struct jyz_desk *desk,
			int64_t term, struct jyz_error *err) JYZ_CHECKED;
/* The same as stored in the seal. */
int jyz_digest_sealed(struct jyz_digests *out, struct jyz_desk *desk,
		      int64_t term, struct jyz_error *err) JYZ_CHECKED;

/* Over all the private ones, as a folder holds it. */
void jyz_digest_private(const struct jyz_digests *all,
			char out[JYZ_HEX_SIZE]);
/* Over all; private: that of jyz_digest_private. */
void jyz_digest_over(const struct jyz_digests *all, int form,
		     const char private[JYZ_HEX_SIZE], char out[JYZ_HEX_SIZE]);

/* seal.c: the seal of a term, with its code as fresh text; out->digest "": it
 * is not sealed. */
int jyz_seal_read(struct jyz_seal *out, char **code, struct jyz_desk *desk,
		  int64_t term, struct jyz_error *err) JYZ_CHECKED;
int jyz_not_sealed(const char *code, struct jyz_error *err);

/* The record is what it was, its private fields, too. */
bool jyz_digest_same(const struct jyz_digest *then,
		     const struct jyz_digest *now);
/* NULL: "". */
void jyz_digest_text(char *out, size_t size, const char *text);
void jyz_digest_sort(struct jyz_digests *all);
struct jyz_digest *jyz_digest_add(struct jyz_digests *all, const char *table,
				  const char *uid, int64_t id);
void jyz_digests_free(struct jyz_digests *all);

#endif
