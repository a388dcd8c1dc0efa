/*
 * Tables and cards for people.  All rows are kept until the end, since
 * the widest cell of a column says where the next one begins.
 */
#include "jyz/base/text.h"
#include "render.h"

static void add_heading(struct jyz_grid *grid, const char *heading)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_text_escape(&text, heading, false);
	jyz_grid_add(grid, text.data, false);
}

static int table_begin(struct jyz_writer *w, struct jyz_error *err)
{
	(void)err;
	struct jyz_grid *grid = jyz_grid_new(w->columns, w->n_columns);

	for (size_t i = 0; i < w->n_columns; i++)
		add_heading(grid, w->columns[i].heading);
	w->state = grid;
	return JYZ_OK;
}

static int table_row(struct jyz_writer *w, const struct jyz_cell *cells,
		     struct jyz_error *err)
{
	(void)err;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	for (size_t i = 0; i < w->n_columns; i++) {
		jyz_buf_clear(&text);
		jyz_cell_display(&text, &w->columns[i], &cells[i]);
		jyz_grid_add(w->state, text.data, cells[i].alert);
	}
	return JYZ_OK;
}

/* Headings over nothing would look like an answer: print them with rows. */
static int table_end(struct jyz_writer *w, struct jyz_error *err)
{
	(void)err;
	if (w->n_rows > 0)
		jyz_grid_print(w->state, &w->out, &w->options);
	return JYZ_OK;
}

static void table_drop(struct jyz_writer *w)
{
	jyz_grid_free(w->state);
}

const struct jyz_writer_ops jyz_table_ops = {
	table_begin,
	table_row,
	table_end,
	table_drop,
};

int jyz_card_write(const struct jyz_writer_options *options,
		   const struct jyz_column *columns, size_t n_columns,
		   const struct jyz_cell *cells, struct jyz_error *err)
{
	static const struct jyz_column CARD[] = {
		{ .key = "label", .type = JYZ_CELL_TEXT },
		{ .key = "value", .type = JYZ_CELL_TEXT, .wrap = true },
	};
	struct jyz_grid *grid = jyz_grid_new(CARD, JYZ_COUNT(CARD));
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	for (size_t i = 0; i < n_columns; i++) {
		if (cells[i].value.type == JYZ_NULL && !cells[i].shown)
			continue;
		/* There is room for the lines of every text here. */
		struct jyz_column column = columns[i];

		column.wrap = true;
		jyz_buf_clear(&text);
		jyz_cell_display(&text, &column, &cells[i]);
		add_heading(grid, columns[i].heading);
		jyz_grid_add(grid, text.data, cells[i].alert);
	}
	jyz_buf_clear(&text);
	jyz_grid_print(grid, &text, options);
	jyz_grid_free(grid);
	return jyz_output_flush(options->out, &text, err);
}
