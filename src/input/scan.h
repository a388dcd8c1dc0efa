/*
 * The scanner under jyz_csv_read and jyz_book_scan; private to this room.
 */
#ifndef JYZ_SRC_INPUT_SCAN_H
#define JYZ_SRC_INPUT_SCAN_H

#include "jyz/input/sheet.h"

/*
 * As jyz_csv_read, but cells lie in the text of source where they can, and
 * are not ended by a NUL.
 */
int jyz_csv_scan(const struct jyz_source *source, jyz_row_fn *fn,
		 void *payload, struct jyz_error *err) JYZ_CHECKED;

#endif
