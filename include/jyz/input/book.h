/*
 * An input file whatever its kind: text with separators, or a workbook
 * (.xlsx) of several sheets.  Both give rows of text cells (sheet.h).
 *
 * A workbook is taken apart with minizip and expat: shared and inline
 * strings, numbers as they would be typed (46266 under a date format is
 * 2026-09-01; 1904 base), booleans as 1 and 0, formulas by their kept value,
 * errors as their text.  Cells without text are absent, rows without cells
 * are passed over.  No external parts, no DTD, nothing executed; what
 * it unpacks to is bounded.
 */
#ifndef JYZ_INPUT_BOOK_H
#define JYZ_INPUT_BOOK_H

#include "jyz/input/sheet.h"

struct jyz_book {
	char *name;                 /* of the file, as given */
	const char *encoding;       /* of text; of a workbook "xlsx" */
	bool guessed;               /* as jyz_source.guessed */
	size_t n_sheets;            /* text has one; hidden sheets of a
				       workbook are not counted */
	const char *const *sheets;  /* their names; "" of text */
	struct jyz_book_inside *inside;
};

#define JYZ_BOOK_INIT { NULL, NULL, false, 0, NULL, NULL }

/* An unpacked sheet larger than this is refused. */
#define JYZ_UNPACKED_MAX ((size_t)1 << 31)

/*
 * Reads the file ("-": standard input); the first bytes tell what it is.
 * encoding as of jyz_source_read, for text only.
 * JYZ_ENOTFOUND, JYZ_EIO, JYZ_EINVAL as jyz_source_read; also an old .xls
 * (the hint: save as .xlsx), an HTML table that is called .xls, a workbook
 * under a password, a damaged workbook.
 */
int jyz_book_open(struct jyz_book *out, const char *path, const char *encoding,
		  struct jyz_error *err) JYZ_CHECKED;

/*
 * Finds the sheet that people mean: its name, else its number from 1; NULL
 * means the first that has rows (if none has, the first).
 * JYZ_EUSAGE with the names: no such sheet, or text, which has none.
 */
int jyz_book_pick(struct jyz_book *book, const char *wanted, size_t *sheet,
		  struct jyz_error *err) JYZ_CHECKED;

/* Calls fn with each row of a sheet, from 0; may be called again.  In a row
 * of a workbook line is the number that the spreadsheet shows. */
int jyz_book_read(struct jyz_book *book, size_t sheet, jyz_row_fn *fn,
		  void *payload, struct jyz_error *err) JYZ_CHECKED;

/*
 * The same, fast: cells lie in the file's own text where they can, and are
 * NOT ended by a NUL.
 */
int jyz_book_scan(struct jyz_book *book, size_t sheet, jyz_row_fn *fn,
		  void *payload, struct jyz_error *err) JYZ_CHECKED;

void jyz_book_free(struct jyz_book *book);

#endif
