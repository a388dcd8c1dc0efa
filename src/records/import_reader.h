/*
 * What the files of import share: the sheet that is being read, and what
 * became of its rows.
 */
#ifndef JYZ_RECORDS_IMPORT_READER_H
#define JYZ_RECORDS_IMPORT_READER_H

#include "jyz/records/import.h"

/* What a column of the sheet is. */
enum { IGNORED = -1, UID = -2, UNKNOWN = -3 };

/* A record that this file has made, and by which line. */
struct jyz_made_by {
	int64_t id;
	size_t line;
};

struct jyz_reader {
	struct jyz_desk *desk;
	const struct jyz_kind *kind;
	struct jyz_import *import;
	int *columns; /* field id; n_fields + part id; or one of above */
	bool headed;
	bool ours; /* an error is of what the rows say, not of the file */
	struct jyz_made_by *made; /* in the order of the rows, and so of ids */
	size_t n_made, made_room;
};

/* The line that made a record a moment ago; 0: it was on file before. */
size_t jyz_import_line(const struct jyz_reader *r, int64_t id);
void jyz_import_made(struct jyz_reader *r, int64_t id, size_t line);

/* Takes the error over as a reject; blamed is a column of the kind, line the
 * one that said the same before, or 0. */
void jyz_import_reject(struct jyz_reader *r, const struct jyz_sheet_row *row,
		       int blamed, size_t line, struct jyz_error *why);

#endif
