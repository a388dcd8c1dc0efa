/*
 * Import of an archive's folder: its records are merged into a database.
 *
 * A record that is not there comes in as it is, with its uid and its times.
 * One that is there - by its uid, else by its natural key - is the same, or
 * differs: then both versions are listed and the one here stays, unless the
 * folder's is asked for.  Removals do not travel.  A second import of the
 * same folder changes nothing.
 */
#ifndef JYZ_ARCHIVE_IMPORT_H
#define JYZ_ARCHIVE_IMPORT_H

#include "jyz/records/desk.h"

/* A field or part that is not the same here and in the folder. */
struct jyz_difference {
	const struct jyz_kind *kind;
	int64_t id;        /* here */
	const char *uid;   /* in the folder */
	const char *name;  /* of the record here */
	const char *field; /* name of the field or part */
	const char *here;  /* as people read it; "" absent */
	const char *there;
	const char *raw_here;  /* the same in data, whatever the language */
	const char *raw_there;
	bool taken;        /* the folder's version was asked for */
};

struct jyz_merge_reject {
	const char *file;
	size_t line;
	const char *column; /* or NULL */
	const char *value;  /* or NULL */
	const char *reason; /* translated */
};

struct jyz_merge_kind {
	const struct jyz_kind *kind;
	size_t rows;     /* in the folder */
	size_t created;
	size_t changed;  /* the folder's version was taken */
	size_t same;
	size_t conflicts; /* left as they are here */
	size_t mapped;   /* of all these: known by their key, not their uid */
};

/* Attachments: their records may be the same under another uid. */
struct jyz_merge_attached {
	size_t rows, created, same;
	size_t conflicts; /* the uid is of another one here */
	size_t stored;    /* contents that were not here */
};

struct jyz_merge {
	bool theirs;                  /* in: the folder's versions are taken */
	const char *const *uids;      /* in: those of these records only;
					 how they begin is enough */
	size_t n_uids;
	bool named;                   /* in: contents of attachments are only
					 named, not stored: to look at it */
	const char *term, *school;    /* of the archive */
	struct jyz_merge_kind *kinds; /* in the order of the catalogue */
	size_t n_kinds;
	struct jyz_merge_kind all;    /* the sums */
	struct jyz_merge_attached attached;
	struct jyz_difference *differences;
	size_t n_differences, differences_room;
	struct jyz_merge_reject *rejects;
	size_t n_rejects, rejects_room;
	struct jyz_arena arena;       /* of all texts above */
};

#define JYZ_MERGE_INIT { 0 }

/*
 * Merges the folder dir, inside the caller's transaction (which the caller
 * rolls back when there are rejects, or on a dry run).  Rejected rows are no
 * error of the call; the first file that has some is the last one read.
 * JYZ_EINVAL: the folder is no archive, a file is missing or was changed,
 * was made by a newer program, has a heading that is not known.
 * JYZ_ENOTFOUND, JYZ_EAMBIGUOUS: one of .uids is of no record of the folder,
 * or begins those of several.
 */
int jyz_archive_merge(struct jyz_desk *desk, const char *dir,
		      struct jyz_merge *merge,
		      struct jyz_error *err) JYZ_CHECKED;

void jyz_merge_free(struct jyz_merge *merge);

#endif
