/*
 * CSV cells as bytes, shared by the CSV writer and the archive.
 */
#ifndef JYZ_RENDER_CSV_H
#define JYZ_RENDER_CSV_H

#include "jyz/base/mem.h"

/*
 * Appends a text cell: quoted when it holds a comma, quote, CR, LF, a blank
 * at either end, a TAB or semicolon (others guess delimiters, too), or is
 * empty (an absent value is nothing at all).  A text that begins with any
 * number of ' followed by = + - @ TAB or CR gets one more ' in front, so that
 * a spreadsheet reads no formula; input takes one off (jyz_csv_unguard of sheet.h).
 */
void jyz_csv_text(struct jyz_buf *out, const char *s);

#endif
