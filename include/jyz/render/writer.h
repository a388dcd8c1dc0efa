/*
 * Typed cells in, bytes out.  One writer a format; each gets the same
 * columns and rows.
 *
 *     struct jyz_writer *w;
 *     rc = jyz_writer_new(&w, JYZ_FORMAT_CSV, &options, columns, n, err);
 *     while (...) jyz_writer_row(w, cells);
 *     rc = jyz_writer_end(w, err);
 *
 * Keys and formats are never translated, headings are what the caller gives.
 */
#ifndef JYZ_RENDER_WRITER_H
#define JYZ_RENDER_WRITER_H

#include <stdio.h>

#include "jyz/base/mem.h"
#include "jyz/base/value.h"

enum jyz_format {
	JYZ_FORMAT_TABLE,
	JYZ_FORMAT_CSV,
	JYZ_FORMAT_TSV,
	JYZ_FORMAT_JSON,
	JYZ_FORMAT_JSONL,
	JYZ_FORMAT_XLSX, /* needs options.path */
	JYZ_FORMAT_HTML, /* of whole archives only: it has no writer */
};

/* "table", "csv", ...: the format, or -1. */
int jyz_format_parse(const char *name);

enum jyz_cell_type {
	JYZ_CELL_TEXT,    /* quoted in JSON, guarded in CSV */
	JYZ_CELL_INTEGER,
	JYZ_CELL_DECIMAL, /* integer with the column's scale */
	JYZ_CELL_FLAG,    /* 0 or 1: false/true, no/yes */
	JYZ_CELL_DATE,    /* ISO text: a date of a workbook, else text */
	JYZ_CELL_TIME,    /* the same, of "HH:MM" */
	JYZ_CELL_LIST,    /* rows of a part: nested in JSON, lines of text
			     elsewhere */
};

struct jyz_column {
	const char *key;     /* JSON key, CSV and TSV heading */
	const char *heading; /* for people */
	enum jyz_cell_type type;
	int scale;           /* of a decimal; real numbers are rounded to
				it for people */
	bool right;          /* aligned right in a table */
	bool wrap;           /* long text: may be wrapped in a table */
	bool share;          /* a real number is a share of 1: percent for
				people */
	bool optional;       /* a table leaves it out while it is empty */
};

struct jyz_cell {
	struct jyz_value value;
	const char *shown;           /* for people, instead of value; or NULL */
	const struct jyz_list *list; /* of a JYZ_CELL_LIST; or NULL */
	bool alert;                  /* deserves attention: coloured */
};

/* The value of a list cell; value.s holds it as lines of text. */
struct jyz_list {
	const struct jyz_column *columns;
	size_t n_columns;
	const struct jyz_cell *cells; /* row by row */
	size_t n_rows;
};

/*
 * A cell of a workbook had no room for a text: the cell has its beginning and
 * JYZ_TEXT_CUT_OFF.  row counts those below the heading, from 1.
 */
typedef void jyz_cut_fn(const struct jyz_column *column, size_t row,
			void *payload);

struct jyz_writer_options {
	FILE *out;
	bool color;         /* a table may colour alerts */
	bool terminal;      /* people look at it: no text of CSV and TSV may
			       drive what they look with */
	int width;          /* of the terminal; 0: not limited */
	int lines;          /* of a cell in a table that is narrowed, the
			       rest is an ellipsis; 0: all */
	bool headings;      /* CSV and TSV: headings instead of keys */
	bool excel;         /* CSV: BOM and CRLF */
	const char *encoding; /* CSV: NULL is UTF-8; else converted */
	const char *path;   /* XLSX: of the file that out is open on */
	const char *title;  /* XLSX: of the sheet; or NULL */
	jyz_cut_fn *cut;    /* XLSX: called for what is cut off */
	void *cut_payload;
	bool single;        /* JSON: one object instead of an array */
};

struct jyz_writer;

/* columns are borrowed until the end. */
int jyz_writer_new(struct jyz_writer **out, enum jyz_format format,
		   const struct jyz_writer_options *options,
		   const struct jyz_column *columns, size_t n_columns,
		   struct jyz_error *err) JYZ_CHECKED;

/*
 * One row of n_columns cells.  Usually nothing is written before the end.
 * JYZ_EIO: the output cannot be written.  JYZ_EINVAL: a character that
 * options.encoding lacks (the message names character and column).
 */
int jyz_writer_row(struct jyz_writer *writer, const struct jyz_cell *cells,
		   struct jyz_error *err) JYZ_CHECKED;

/* Ends the output, flushes, and frees the writer, on failure too. */
int jyz_writer_end(struct jyz_writer *writer,
		   struct jyz_error *err) JYZ_CHECKED;

/* Frees a writer without ending its output.  NULL is accepted. */
void jyz_writer_drop(struct jyz_writer *writer);

/*
 * Breaks lines that are wider than width cells; between words, and between
 * Chinese characters but never before a closing mark or after an opening
 * one.  s holds no control characters but newlines.
 */
void jyz_wrap(struct jyz_buf *out, const char *s, int width);

/*
 * One record as "label  value" lines: a two-column table in which long texts
 * wrap; lists have a line each.  Null cells are left out.
 */
int jyz_card_write(const struct jyz_writer_options *options,
		   const struct jyz_column *columns, size_t n_columns,
		   const struct jyz_cell *cells,
		   struct jyz_error *err) JYZ_CHECKED;

#endif
