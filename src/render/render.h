/*
 * What the files of this room share.  Private to src/render.
 */
#ifndef JYZ_SRC_RENDER_RENDER_H
#define JYZ_SRC_RENDER_RENDER_H

#include "jyz/render/writer.h"

/* One format; rows go to writer->out, which writer.c empties into the file. */
struct jyz_writer_ops {
	int (*begin)(struct jyz_writer *w, struct jyz_error *err);
	int (*row)(struct jyz_writer *w, const struct jyz_cell *cells,
		   struct jyz_error *err);
	int (*end)(struct jyz_writer *w, struct jyz_error *err);
	void (*drop)(struct jyz_writer *w); /* frees state; may be NULL */
};

struct jyz_writer {
	const struct jyz_writer_ops *ops;
	struct jyz_writer_options options;
	const struct jyz_column *columns;
	size_t n_columns;
	size_t n_rows;
	struct jyz_buf out; /* bytes for the file */
	void *state;        /* of the format */
};

extern const struct jyz_writer_ops jyz_table_ops;
extern const struct jyz_writer_ops jyz_csv_ops;
extern const struct jyz_writer_ops jyz_tsv_ops;
extern const struct jyz_writer_ops jyz_json_ops;
extern const struct jyz_writer_ops jyz_jsonl_ops;
extern const struct jyz_writer_ops jyz_xlsx_ops;

/* Writes and clears the bytes; all of them or JYZ_EIO. */
int jyz_output_write(FILE *file, struct jyz_buf *bytes,
		     struct jyz_error *err) JYZ_CHECKED;

/* The same, and on to the file itself: full disks are often found here. */
int jyz_output_flush(FILE *file, struct jyz_buf *bytes,
		     struct jyz_error *err) JYZ_CHECKED;

/* The heading that options ask for. */
const char *jyz_column_title(const struct jyz_writer *w, size_t i);

/* An integer value as its column means it: 88.5, 12, yes. */
void jyz_cell_integer(struct jyz_buf *out, const struct jyz_column *column,
		      int64_t value);

/*
 * Escapes what stands in out from that offset on, if the output is a
 * terminal; lines stay lines.
 */
void jyz_output_tame(struct jyz_buf *out, size_t from,
		     const struct jyz_writer_options *options);

/*
 * The cell as people read it, safe for a terminal.  Several lines only where
 * the column may have them.
 */
void jyz_cell_display(struct jyz_buf *out, const struct jyz_column *column,
		      const struct jyz_cell *cell);

/* Raises *word and *figure to the width of the widest piece that it does not
 * break, and of those that are a number or a date. */
void jyz_wrap_least(const char *s, int *word, int *figure);

/* Cells laid out in columns that line up on the screen. */
struct jyz_grid;

struct jyz_grid *jyz_grid_new(const struct jyz_column *columns, size_t n);
/* Text as jyz_cell_display makes it; row by row, headings are a row too. */
void jyz_grid_add(struct jyz_grid *grid, const char *text, bool alert);
/* As wide, long and colourful as the options say. */
void jyz_grid_print(struct jyz_grid *grid, struct jyz_buf *out,
		    const struct jyz_writer_options *options);
void jyz_grid_free(struct jyz_grid *grid);

#endif
