/*
 * Workbooks (.xlsx) as rows of text; private to this room.
 */
#ifndef JYZ_SRC_INPUT_XLSX_H
#define JYZ_SRC_INPUT_XLSX_H

#include "jyz/input/book.h"
#include "zip.h"

/* What a number format makes of a number. */
enum jyz_xlsx_format {
	JYZ_XLSX_NUMBER,
	JYZ_XLSX_DATE,    /* or a time of day, when it is less than a day */
	JYZ_XLSX_ELAPSED, /* hours, which may be more than a day's */
};

struct jyz_xlsx_sheet {
	const char *name;
	const char *part;
};

struct jyz_xlsx {
	struct jyz_zip *zip;
	struct jyz_arena arena;
	bool from_1904;
	struct jyz_xlsx_sheet *sheets; /* that can be seen, in order */
	size_t n_sheets, sheets_room;
	const char *strings_part, *styles_part; /* or NULL */

	bool loaded; /* what follows, when the first sheet is read */
	struct jyz_buf shared; /* each text with its NUL */
	size_t *shared_at;     /* where each begins, and where the last ends */
	size_t n_shared, shared_room;
	enum jyz_xlsx_format *formats; /* of each style of cells */
	size_t n_formats;
};

/* bytes are borrowed until the end, name is what messages call them. */
int jyz_xlsx_open(struct jyz_xlsx **out, const char *name, const char *bytes,
		  size_t len, struct jyz_error *err) JYZ_CHECKED;
int jyz_xlsx_read(struct jyz_xlsx *xlsx, size_t sheet, jyz_row_fn *fn,
		  void *payload, struct jyz_error *err) JYZ_CHECKED;
void jyz_xlsx_close(struct jyz_xlsx *xlsx);

/* Parts that hold no rows and no texts of rows are small. */
#define JYZ_XLSX_PART_MAX ((size_t)1 << 26)

/* --- shared texts and styles ---------------------------------------------- */

int jyz_xlsx_load(struct jyz_xlsx *xlsx, struct jyz_error *err) JYZ_CHECKED;

/* --- what a cell says ----------------------------------------------------- */

enum jyz_xlsx_format jyz_xlsx_builtin(long id);
enum jyz_xlsx_format jyz_xlsx_custom(const char *code);

/* Appends a stored number as people would type it. */
void jyz_xlsx_number(struct jyz_buf *out, const char *stored, size_t len,
		     enum jyz_xlsx_format format, bool from_1904);

/* Appends 2026-09-01T08:30:00 as a date, T08:30:00 as a time. */
void jyz_xlsx_iso(struct jyz_buf *out, const char *stored);

/* Takes _x000D_ and the like for what they mean, and blanks off both ends;
 * in place, returns the begin and sets the new length. */
char *jyz_xlsx_tidy(char *s, size_t *len);

#endif
