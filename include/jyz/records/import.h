/*
 * Import: rows of a sheet become records of one kind, all or nothing.
 *
 * Headings are field names, labels of either language (in any order), part
 * names, or uid.  id, created_at, updated_at and computed fields may stand
 * there too and are passed over, and so are row numbers (序号), headings that
 * begin with "#" (the reason columns of a rejects file) and those that the
 * caller says.  Any other heading is an error.  Rows without any text are passed
 * over, too.
 */
#ifndef JYZ_RECORDS_IMPORT_H
#define JYZ_RECORDS_IMPORT_H

#include "jyz/input/book.h"
#include "jyz/records/record.h"

struct jyz_reject {
	size_t line;
	char *column; /* heading as it stands in the file, or NULL */
	char *value;  /* the cell, or NULL */
	char *reason; /* translated */
	char *hint;   /* or NULL */
};

struct jyz_import {
	bool update;          /* in: other values of a known record are taken */
	const char *const *skip; /* in: headings to pass over; or NULL */
	size_t n_skip;
	size_t created, changed, same, made; /* made: with create_missing */
	struct jyz_reject *rejects;
	size_t n_rejects, rejects_room;
	/* The rejected rows and their headings, to be mended: row by row,
	 * n_columns cells each. */
	char **columns;
	size_t n_columns;
	char **rows;
	size_t *row_lines;
	size_t n_rows, lines_room;
	char **ignored;       /* headings that were passed over */
	size_t n_ignored, ignored_room;
};

#define JYZ_IMPORT_INIT { 0 }

/*
 * Reads a sheet of the book into records of kind, inside the caller's transaction
 * (which the caller rolls back when there are rejects, or on a dry run).
 * desk->create_missing makes what a row names.  Rejected rows are no error
 * of the call.  JYZ_EINVAL: the sheet as a whole (no heading, an unknown or
 * doubled heading, no row at all, broken CSV, a damaged workbook).
 */
int jyz_import_sheet(struct jyz_desk *desk, const struct jyz_kind *kind,
		     struct jyz_book *book, size_t sheet,
		     struct jyz_import *import,
		     struct jyz_error *err) JYZ_CHECKED;

void jyz_import_free(struct jyz_import *import);

/* The headings of an empty sheet: what people fill in, calling fn with each
 * name and label. */
void jyz_import_template(const struct jyz_kind *kind,
			 void (*fn)(const char *name, const char *label,
				    void *payload),
			 void *payload);

#endif
