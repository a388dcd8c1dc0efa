/*
 * Seals: what a term held on a day, provable later.
 *
 * Each record of the term, and the term itself, has a digest: SHA-256 over
 * its kind, uid, the time when it was made, its stored fields by name, its
 * parts and its attachments; references by uid, no ids, no time of the last
 * change, nothing that is absent, no field that stays open.  So renaming a
 * teacher, an upgrade, a backup and a merge leave it as it is.  Private
 * fields, and attachments of a kind that has such fields, have a digest of
 * their own, which leaves the database only within the one over all.
 *
 * The text that is digested has a form.  1, made up to schema 10, says nothing
 * of attachments, and something of texts that are absent.  A seal is compared
 * in the form that it was made in.
 *
 * While a term is sealed, triggers of the database refuse each change of its
 * records (migrations/0009); undo, which fires none, asks jyz_seal_touched.
 */
#ifndef JYZ_ARCHIVE_SEAL_H
#define JYZ_ARCHIVE_SEAL_H

#include "jyz/records/fourteen.h"

#define JYZ_DIGEST_SIZE 65 /* as text, with its end */
#define JYZ_SEAL_FORM 2    /* of new seals */

struct jyz_seal {
	int form;
	int64_t records;
	char sealed_at[32];
	char digest[JYZ_DIGEST_SIZE]; /* over all */
	int64_t fourteen[JYZ_FOURTEEN]; /* jyz_archive_seal: records of each */
};

/*
 * Seals a term, inside the caller's transaction.  JYZ_EEXISTS: it is sealed
 * already.  JYZ_EINVAL: kinds of the fourteen have no records, and no reason
 * says why; or what is attached is damaged.
 */
int jyz_archive_seal(struct jyz_desk *desk, int64_t term, const char *reason,
		     struct jyz_seal *out, struct jyz_error *err) JYZ_CHECKED;

/* Takes the seal off again, inside the caller's transaction.  JYZ_ENOTFOUND:
 * the term is not sealed. */
int jyz_archive_unseal(struct jyz_desk *desk, int64_t term,
		       struct jyz_seal *out, struct jyz_error *err) JYZ_CHECKED;

/* A record that is not as it was sealed. */
struct jyz_broken {
	const struct jyz_kind *kind; /* NULL: of a kind that is not known */
	const char *table;           /* the kind's name */
	const char *uid;
	int64_t id;         /* 0: it is gone */
	const char *name;   /* what it is, or was, called; "" not known */
	const char *state;  /* "changed", "missing", "added" */
	const char *attachment; /* the name of one whose content is not what
				   was attached; NULL */
};

struct jyz_verdict {
	struct jyz_seal seal;
	const char *term;       /* its code */
	bool forged;            /* the digests do not give the one over all */
	bool other;             /* that one is not the one given */
	bool private;           /* of a folder: private fields were looked at;
				   which record's differ, only forged says */
	struct jyz_broken *broken;
	size_t n_broken, room;
	struct jyz_arena arena; /* of all texts above */
};

#define JYZ_VERDICT_INIT { .broken = NULL }

/*
 * Compares the records of a sealed term with its seal, and the contents of
 * their attachments, which are all read, with their hashes; digest (or NULL) is
 * the one that was printed.  What is wrong is no error of the call.
 * JYZ_ENOTFOUND: the term is not sealed.
 */
int jyz_archive_verify(struct jyz_desk *desk, int64_t term,
		       const char *digest, struct jyz_verdict *out,
		       struct jyz_error *err) JYZ_CHECKED;

/*
 * The same for an archive's folder: its checksums (JYZ_EINVAL as
 * jyz_archive_merge), then each record against the digests it carries.
 * JYZ_ENOTFOUND: its term was not sealed when it was exported; the checksums
 * are right.
 */
int jyz_folder_verify(struct jyz_desk *desk, const char *dir,
		      const char *digest, struct jyz_verdict *out,
		      struct jyz_error *err) JYZ_CHECKED;

void jyz_verdict_free(struct jyz_verdict *verdict);

/* jyz_record_touched, and JYZ_EFROZEN: the record is, or was, of a sealed
 * term, and it or what is attached to it no longer as it was sealed. */
int jyz_seal_touched(const char *table, int64_t row, bool held, void *desk,
		     struct jyz_error *err);

#endif
