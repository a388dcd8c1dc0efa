/*
 * Workbooks (.xlsx) for tests, written part by part.
 */
#ifndef JT_BOOK_H
#define JT_BOOK_H

#include <stddef.h>

struct jt_part {
	const char *name;
	const char *text;
	size_t len; /* 0: strlen(text) */
};

/* A zip archive of these; the last has no name. */
void jt_write_zip(const char *path, const struct jt_part *parts);

struct jt_sheet {
	const char *name;
	const char *rows;  /* what is in <sheetData> */
	const char *state; /* "hidden"; NULL: it can be seen */
};

struct jt_book {
	struct jt_sheet sheets[4];
	const char *strings;  /* what is in <sst>; NULL: there is none */
	const char *styles;   /* what is in <styleSheet>; NULL: there is none */
	const char *workbook; /* more tags of the workbook; or NULL */
};

/* As Excel writes them. */
void jt_write_book(const char *path, const struct jt_book *book);

/* A part of a workbook or any other zip file, as text; fails if it is not
 * there. */
char *jt_read_part(const char *path, const char *part);
/* Name, size and checksum of each part but one, a line each; fails if the
 * file is not whole. */
char *jt_zip_digest(const char *path, const char *but);

#endif
