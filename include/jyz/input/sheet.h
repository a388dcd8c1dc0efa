/*
 * A sheet: rows of text cells, each row with the line of the file on which
 * it begins.  CSV now; other readers give the same.
 */
#ifndef JYZ_INPUT_SHEET_H
#define JYZ_INPUT_SHEET_H

#include "jyz/input/source.h"

struct jyz_cell_text {
	const char *s; /* NUL-terminated, never NULL */
	size_t len;
	bool quoted;   /* only of an empty cell: "" is an empty text, nothing
			  at all is an absent one */
};

struct jyz_sheet_row {
	size_t line; /* from 1 */
	const struct jyz_cell_text *cells;
	size_t count;
};

#define JYZ_CELL_MAX ((size_t)1 << 22) /* a longer cell is refused; four of
					  the longest notes fit */
#define JYZ_COLUMNS_MAX 1024

/*
 * Called for each row, the heading included; borrowed for the call.
 * Less than 0 ends the reading with that code.
 */
typedef int jyz_row_fn(const struct jyz_sheet_row *row, void *payload,
		       struct jyz_error *err);

/*
 * Reads CSV (RFC 4180; the delimiter is a comma, or the TAB or semicolon
 * that the heading line has more of outside quotes).  Wholly blank lines are
 * skipped (",,," is a row of absent cells).  Unquoted cells lose the ASCII
 * blanks around them.
 * JYZ_EINVAL with line and column: an unclosed quote (the line on which it
 * was opened), text after a closing quote, a cell over JYZ_CELL_MAX, too
 * many columns.
 */
int jyz_csv_read(const struct jyz_source *source, jyz_row_fn *fn,
		 void *payload, struct jyz_error *err) JYZ_CHECKED;

/* Takes the one leading ' off that jyz_csv_text put on (csv.h of render). */
const char *jyz_csv_unguard(const char *cell);

#endif
