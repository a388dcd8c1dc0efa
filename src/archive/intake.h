/*
 * What the files of the import share.  Private to src/archive.
 */
#ifndef JYZ_SRC_ARCHIVE_INTAKE_H
#define JYZ_SRC_ARCHIVE_INTAKE_H

#include "jyz/archive/import.h"
#include "jyz/input/sheet.h"
#include "jyz/records/record.h"
#include "jyz/store/stmt.h"
#include "room.h"

/* folder.c: the files of an archive, read and verified. */
struct jyz_folder {
	char *path;
	int fd;
	struct jyz_map sums;       /* file name: its place in SHA256SUMS */
	struct jyz_buf *texts;     /* of the catalogue's kinds, raw */
	bool *there;
	struct jyz_buf attached;   /* attachment.csv, raw */
	bool attached_there;
	const struct jyz_catalogue *catalogue;
	struct jyz_buf json, seal; /* archive.json, seal.csv or empty */
	char *school, *term;       /* as archive.json says, or NULL */
};

int jyz_folder_read(struct jyz_folder *folder, struct jyz_desk *desk,
		    const char *path, struct jyz_error *err) JYZ_CHECKED;
void jyz_folder_free(struct jyz_folder *folder);
/* import.c: jyz_archive_merge of a folder that was read; uses it up. */
int jyz_folder_merge(struct jyz_desk *desk, struct jyz_folder *folder,
		     struct jyz_merge *merge,
		     struct jyz_error *err) JYZ_CHECKED;

/* headings.c: what the columns of a file are. */
enum jyz_column_is {
	JYZ_IS_UID,
	JYZ_IS_CREATED,
	JYZ_IS_UPDATED,
	JYZ_IS_LABEL,    /* of the reference .at */
	JYZ_IS_FIELD,    /* a reference by its uid, all others as they are */
	JYZ_IS_PART,
	JYZ_IS_PART_UID,
	JYZ_IS_UNKNOWN,
};

struct jyz_column_of {
	enum jyz_column_is is;
	int at; /* field or part */
};

/* One file, and what became of its rows. */
struct jyz_intake {
	const struct jyz_kind *kind;
	size_t order;            /* in the catalogue */
	bool there;              /* the folder has a file */
	struct jyz_source source;
	bool headed;
	char **headings;
	struct jyz_column_of *columns;
	size_t n_columns;
	bool *has;               /* fields, then parts, that stand in it */
	struct jyz_map uids;     /* uid in the folder: id here */
	struct jyz_map lines;    /* id here: line */
	struct jyz_map waiting;  /* lines with references to what follows */
	struct jyz_map known;    /* uids of other records here: id */
	struct jyz_stmt find;
	struct jyz_merge_kind *count;
};

int jyz_intake_headings(struct jyz_intake *in, const struct jyz_sheet_row *row,
			struct jyz_error *err) JYZ_CHECKED;
void jyz_intake_free(struct jyz_intake *in);

/* A reference of a new record to one that comes later. */
struct jyz_later {
	struct jyz_intake *in;
	int64_t id;
	int field;
	const char *uid;
	size_t line;
};

/* import.c */
struct jyz_merger {
	struct jyz_desk *desk;
	struct jyz_merge *merge;
	struct jyz_intake *intakes;
	size_t n_intakes;
	struct jyz_map items;    /* part, head and name: id of the row */
	size_t *found;           /* rows that each of merge->uids means */
	struct jyz_later *later;
	size_t n_later, later_room;
	bool last;               /* all rows have found their place */
};

/* Finds the record that a uid of the folder means here; *id 0: none. */
int jyz_merger_find(struct jyz_merger *m, const struct jyz_kind *kind,
		    const char *uid, int64_t *id,
		    struct jyz_error *err) JYZ_CHECKED;
struct jyz_intake *jyz_merger_intake(struct jyz_merger *m,
				     const struct jyz_kind *kind);

/*
 * row.c: a row of a file as a record.  A reference to a record that comes
 * later is left out, with its uid in rec->words.  *column is the one that an
 * error is about, or SIZE_MAX.
 */
int jyz_intake_row(struct jyz_merger *m, const struct jyz_intake *in,
		 const struct jyz_sheet_row *row, struct jyz_record *rec,
		 size_t *column, struct jyz_error *err) JYZ_CHECKED;

/* A uid, and a time, as an archive has them. */
bool jyz_archive_uid(const char *text);
bool jyz_archive_moment(const char *s);

/* attached_in.c: attachments of records that have found their place. */
int jyz_attached_merge(struct jyz_merger *m, struct jyz_folder *folder,
		       struct jyz_error *err) JYZ_CHECKED;

/* settle.c: a row whose record is here: the same, or a difference. */
/* One of merge->uids: a uid, or how it begins. */
bool jyz_uid_meant(const char *begins, const char *uid);
int jyz_intake_settle(struct jyz_merger *m, struct jyz_intake *in,
		   const struct jyz_record *rec, int64_t id,
		   struct jyz_error *err) JYZ_CHECKED;

#endif
