/*
 * Workbooks (.xlsx): sheets of typed rows under a frozen heading with a
 * filter.  Numbers, dates, times and flags are what they are; a text is a
 * text whatever it begins with.  Rows are not kept in memory.
 *
 *     struct jyz_workbook *book;
 *     rc = jyz_workbook_new(&book, path, err);
 *     rc = jyz_workbook_sheet(book, _("lessons"), columns, n, err);
 *     while (...) rc = jyz_workbook_row(book, cells, err);
 *     rc = jyz_workbook_close(book, err);
 */
#ifndef JYZ_RENDER_WORKBOOK_H
#define JYZ_RENDER_WORKBOOK_H

#include "jyz/render/writer.h"

struct jyz_workbook;

/* The file at path is written when the book is closed; it should be there,
 * since it keeps who may read it. */
int jyz_workbook_new(struct jyz_workbook **out, const char *path,
		     struct jyz_error *err) JYZ_CHECKED;

/* Begins a sheet; columns are borrowed until the next one.  Characters that
 * no sheet's name may have become "_". */
int jyz_workbook_sheet(struct jyz_workbook *book, const char *name,
		       const struct jyz_column *columns, size_t n_columns,
		       struct jyz_error *err) JYZ_CHECKED;

/* Whom to tell of texts that are cut off; nobody unless called. */
void jyz_workbook_on_cut(struct jyz_workbook *book, jyz_cut_fn *fn,
			 void *payload);

/*
 * A row of the sheet.  JYZ_EINVAL: more rows than a sheet takes; the hint is
 * to write CSV.
 */
int jyz_workbook_row(struct jyz_workbook *book, const struct jyz_cell *cells,
		     struct jyz_error *err) JYZ_CHECKED;

/* Writes the file, reads it again to see that it is whole, and frees the
 * book, on failure too. */
int jyz_workbook_close(struct jyz_workbook *book,
		       struct jyz_error *err) JYZ_CHECKED;

/* Frees a book that is not to be written.  NULL is accepted. */
void jyz_workbook_drop(struct jyz_workbook *book);

#endif
