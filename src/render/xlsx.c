/*
 * The rows of a list or report as a workbook of one sheet.
 */
#include "jyz/render/workbook.h"
#include "render.h"

static int xlsx_begin(struct jyz_writer *w, struct jyz_error *err)
{
	struct jyz_workbook *book;
	int rc = jyz_workbook_new(&book, w->options.path, err);

	if (rc < 0)
		return rc;
	w->state = book;
	if (w->options.cut)
		jyz_workbook_on_cut(book, w->options.cut,
				    w->options.cut_payload);
	return jyz_workbook_sheet(book,
				  w->options.title ? w->options.title : "jyz",
				  w->columns, w->n_columns, err);
}

static int xlsx_row(struct jyz_writer *w, const struct jyz_cell *cells,
		    struct jyz_error *err)
{
	return jyz_workbook_row(w->state, cells, err);
}

static int xlsx_end(struct jyz_writer *w, struct jyz_error *err)
{
	struct jyz_workbook *book = w->state;

	w->state = NULL;
	return jyz_workbook_close(book, err);
}

static void xlsx_drop(struct jyz_writer *w)
{
	jyz_workbook_drop(w->state);
}

const struct jyz_writer_ops jyz_xlsx_ops = {
	xlsx_begin,
	xlsx_row,
	xlsx_end,
	xlsx_drop,
};
