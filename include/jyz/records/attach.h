/*
 * Attachments: files that belong to records.  A row says which file of which
 * record; the content is the store's (jyz/store/content.h).
 *
 * Writing functions run inside the caller's transaction and begin none.
 */
#ifndef JYZ_RECORDS_ATTACH_H
#define JYZ_RECORDS_ATTACH_H

#include "jyz/records/desk.h"
#include "jyz/store/content.h"

#define JYZ_ATTACH_NAME_MAX 255 /* bytes, as file systems have it */

struct jyz_attachment {
	int64_t id;
	const char *uid;        /* NULL: to be made */
	const char *created_at; /* NULL: now */
	const struct jyz_kind *kind;
	int64_t record;
	const char *name;       /* of the file, without its folder */
	const char *sha256;
	int64_t size;           /* when read */
};

/* What the name of an attachment is called where a field of its record could
 * stand. */
extern const struct jyz_field jyz_attachment_field;

/* What a file may be called: its own name, not a way to another folder.
 * JYZ_EINVAL. */
int jyz_attach_name(const char *name, struct jyz_error *err) JYZ_CHECKED;

/* A record may hold more about pupils than leaves unasked: then its files do
 * not leave unasked either. */
bool jyz_attach_private(const struct jyz_kind *kind);

/* The attachment of the same content under the same name; *id 0: none. */
int jyz_attach_twin(struct jyz_desk *desk, const struct jyz_attachment *a,
		    int64_t *id, struct jyz_error *err) JYZ_CHECKED;
/* The attachment with this uid; *id 0: none. */
int jyz_attach_find(struct jyz_desk *desk, const char *uid, int64_t *id,
		    struct jyz_error *err) JYZ_CHECKED;
/* Its content must be stored. */
int jyz_attach_insert(struct jyz_desk *desk, struct jyz_attachment *a,
		      struct jyz_error *err) JYZ_CHECKED;

/*
 * Attaches the file at path to a record that is there, under its own name.
 * max: bytes, 0 unlimited.  *added is false when it was attached already.
 */
int jyz_attach_file(struct jyz_desk *desk, const struct jyz_kind *kind,
		    int64_t record, const char *path, int64_t max,
		    int64_t *id, bool *added,
		    struct jyz_error *err) JYZ_CHECKED;

/*
 * Calls fn with each, in the order of their coming; borrowed for the call.
 * kind NULL: of all records; record 0: of all of the kind.  An attachment of
 * a kind that is not known (of a newer program) is passed over.
 */
typedef int jyz_attachment_fn(const struct jyz_attachment *a, void *payload,
			      struct jyz_error *err);
int jyz_attach_each(struct jyz_desk *desk, const struct jyz_kind *kind,
		    int64_t record, jyz_attachment_fn *fn, void *payload,
		    struct jyz_error *err) JYZ_CHECKED;
/* One of them.  JYZ_ENOTFOUND. */
int jyz_attach_get(struct jyz_desk *desk, int64_t id, jyz_attachment_fn *fn,
		   void *payload, struct jyz_error *err) JYZ_CHECKED;

/* The content stays until it is purged. */
int jyz_attach_remove(struct jyz_desk *desk, int64_t id,
		      struct jyz_error *err) JYZ_CHECKED;
/* All of a record, which goes too. */
int jyz_attach_drop(struct jyz_desk *desk, const struct jyz_kind *kind,
		    int64_t record, struct jyz_error *err) JYZ_CHECKED;

/* From a record to another of the kind, before the first goes because both are
 * one; what the other has already stays with the first. */
int jyz_attach_move(struct jyz_desk *desk, const struct jyz_kind *kind,
		    int64_t from, int64_t to,
		    struct jyz_error *err) JYZ_CHECKED;

/* For undo: a record that is gone has no attachments, and an attachment that
 * is there has its record.  JYZ_EREFERENCED. */
int jyz_attach_touched(struct jyz_desk *desk, const char *table, int64_t row,
		       struct jyz_error *err) JYZ_CHECKED;

/* For check: attachments whose record is not there. */
int jyz_attach_check(struct jyz_desk *desk, struct jyz_findings *findings,
		     struct jyz_error *err) JYZ_CHECKED;

#endif
