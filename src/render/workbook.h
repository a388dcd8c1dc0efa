/*
 * What the files of the workbook share.  Private to src/render.
 */
#ifndef JYZ_SRC_RENDER_WORKBOOK_H
#define JYZ_SRC_RENDER_WORKBOOK_H

#include "jyz/render/workbook.h"

/* How cells look, beside being filled or not. */
enum jyz_look {
	JYZ_LOOK_PLAIN,
	JYZ_LOOK_WRAP,
	JYZ_LOOK_DATE,
	JYZ_LOOK_TIME,
	JYZ_LOOK_REAL1, /* decimals shown; all are kept */
	JYZ_LOOK_REAL2,
	JYZ_LOOK_REAL3,
	JYZ_LOOK_PERCENT,
};

#define JYZ_LOOKS (JYZ_LOOK_PERCENT + 1)

/* Of the longest text that a cell takes, in units of UTF-16. */
#define JYZ_XLSX_TEXT_MAX 32767

/*
 * The cell as XML, behind the place that it stands in: "AB12".  styles are
 * the numbers of the looks, of filled cells behind the others.  An empty one
 * is none.  false: the text was too long and is cut off.
 */
bool jyz_workbook_cell(struct jyz_buf *out, const struct jyz_column *column,
		       const struct jyz_cell *cell, const char *place,
		       size_t row, const int styles[2][JYZ_LOOKS]);

/* Every part of the file at path can be read and is whole. */
int jyz_workbook_verify(const char *path, struct jyz_error *err) JYZ_CHECKED;

#endif
