/*
 * Export of a term: a folder with a CSV file for each kind that has records,
 * archive.json that says what the folder holds, and SHA256SUMS.
 *
 * The same data gives the same bytes, in whatever database and whenever it
 * is written: rows by uid, columns in the order of the catalogue, no time of
 * the export.
 */
#ifndef JYZ_ARCHIVE_EXPORT_H
#define JYZ_ARCHIVE_EXPORT_H

#include "jyz/records/fourteen.h"

struct jyz_export_kind {
	const struct jyz_kind *kind;
	size_t rows;
	size_t own;      /* of the term; the others are only referred to */
	char *heading;   /* the columns, with commas; NULL: no file */
	char sha256[65];
};

/* What is attached to those records, in attachment.csv and the folder
 * attachments. */
struct jyz_export_attached {
	struct jyz_export_kind table;  /* kind is NULL */
	const char **contents;         /* hashes, sorted, each once */
	size_t n_contents;
	size_t withheld;               /* of kinds with private fields */
	struct jyz_arena arena;
};

struct jyz_export {
	bool replace;    /* in: an archive may be replaced */
	bool private;    /* in: private fields too */
	struct jyz_export_kind *kinds; /* in the order of the catalogue */
	size_t n_kinds;
	size_t rows, files;
	struct jyz_export_attached attached;
	int64_t fourteen[JYZ_FOURTEEN]; /* records of the term */
};

#define JYZ_EXPORT_INIT { .replace = false }

/*
 * Writes the archive of a term to the folder dir, which appears when it is
 * complete and synced.  An empty folder is filled; with replace an archive
 * gives way at once, and to nothing else.  A crash leaves the old or the new
 * folder, and perhaps "dir.jyz-unfinished", which the next export removes.
 * JYZ_EEXISTS: the folder is there and not empty, or, with replace, holds
 * something that is of no archive.  JYZ_EBUSY: another export to it is
 * running.  JYZ_EINVAL: a text that is not UTF-8.  JYZ_EIO, JYZ_ENOTFOUND:
 * it cannot be written.
 */
int jyz_archive_export(struct jyz_desk *desk, int64_t term, const char *dir,
		       struct jyz_export *export,
		       struct jyz_error *err) JYZ_CHECKED;

void jyz_export_free(struct jyz_export *export);

#endif
