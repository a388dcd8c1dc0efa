/*
 * Workbooks: libxlsxwriter makes the book around the rows, which go to its
 * temporary file as they come (workbook_cell.c says why).
 */
#include "workbook.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <xlsxwriter.h>

#include "jyz/base/i18n.h"
#include "jyz/base/text.h"

#define NAME_MAX_UNITS 31
#define ROWS_MAX 1048575    /* below the heading */
#define OUT_FULL ((size_t)1 << 16)
#define MEASURED_ROWS 1000  /* the first ones say how wide a column is */
#define WIDTH_MIN 6
#define WIDTH_MAX 60
#define WIDTH_FILTER 3      /* the arrow of the filter beside a heading */
#define A4 9

struct jyz_workbook {
	lxw_workbook *book;
	lxw_worksheet *sheet; /* NULL: none yet */
	lxw_format *heading;
	char *path;
	const struct jyz_column *columns;
	size_t n_columns;
	char (*places)[8];    /* "AB" */
	int *widths;
	size_t rows;          /* of the sheet, below the heading */
	int styles[2][JYZ_LOOKS];
	struct jyz_buf out;
	jyz_cut_fn *cut;      /* or NULL */
	void *cut_payload;
};

/* The path is a temporary one, which tells nobody anything. */
static int cannot_write(struct jyz_error *err)
{
	return jyz_error_errno(err, errno ? errno : EIO,
			       _("cannot write the output"));
}

/* --- looks ---------------------------------------------------------------- */

static int make_style(lxw_workbook *book, enum jyz_look look, bool alert)
{
	static const char *const numbers[JYZ_LOOKS] = {
		[JYZ_LOOK_DATE] = "yyyy-mm-dd", [JYZ_LOOK_TIME] = "hh:mm",
		[JYZ_LOOK_REAL1] = "0.0",	[JYZ_LOOK_REAL2] = "0.00",
		[JYZ_LOOK_REAL3] = "0.000",	[JYZ_LOOK_PERCENT] = "0.0%",
	};
	lxw_format *format = workbook_add_format(book);

	format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	if (numbers[look])
		format_set_num_format(format, numbers[look]);
	if (look == JYZ_LOOK_WRAP)
		format_set_text_wrap(format);
	if (alert) {
		format_set_bg_color(format, 0xFFC7CE);
		format_set_font_color(format, 0x9C0006);
	}
	return lxw_format_get_xf_index(format);
}

static void make_styles(struct jyz_workbook *book)
{
	book->heading = workbook_add_format(book->book);
	format_set_bold(book->heading);
	format_set_text_wrap(book->heading);
	format_set_align(book->heading, LXW_ALIGN_VERTICAL_CENTER);
	format_set_bg_color(book->heading, 0xDDEBF7);
	format_set_bottom(book->heading, LXW_BORDER_THIN);
	for (int alert = 0; alert < 2; alert++)
		for (int look = 0; look < JYZ_LOOKS; look++)
			book->styles[alert][look] = make_style(
				book->book, (enum jyz_look)look, alert);
}

/* --- sheets --------------------------------------------------------------- */

int jyz_workbook_new(struct jyz_workbook **out, const char *path,
		     struct jyz_error *err)
{
	lxw_workbook_options options = { .constant_memory = LXW_TRUE };
	struct jyz_workbook *book = jyz_alloc(sizeof(*book));

	book->path = jyz_strdup(path);
	book->out = (struct jyz_buf)JYZ_BUF_INIT;
	errno = 0;
	book->book = workbook_new_opt(path, &options);
	if (!book->book) {
		int rc = cannot_write(err);

		jyz_workbook_drop(book);
		return rc;
	}
	make_styles(book);
	*out = book;
	return JYZ_OK;
}

void jyz_workbook_on_cut(struct jyz_workbook *book, jyz_cut_fn *fn,
			 void *payload)
{
	book->cut = fn;
	book->cut_payload = payload;
}

/* As Excel takes it: short, without []:*?/\ and without ' at its ends. */
static void sheet_name(struct jyz_buf *out, const char *name)
{
	size_t n = 0, len = strlen(name);

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)name[i];
		bool first = (c & 0xC0) != 0x80;
		bool edge = i == 0 || i + 1 == len;

		n += first + (c >= 0xF0);
		if (first && n > NAME_MAX_UNITS)
			break;
		jyz_buf_addc(out, c < 0x20 || strchr("[]:*?/\\", c) ||
				  (edge && c == '\'') ? '_' : (char)c);
	}
	if (out->len && out->data[out->len - 1] == '\'')
		out->data[out->len - 1] = '_';
}

static int drain(struct jyz_workbook *book, struct jyz_error *err)
{
	FILE *file = book->sheet->optimize_tmpfile;

	errno = 0;
	if (fwrite(book->out.data, 1, book->out.len, file) < book->out.len ||
	    ferror(file))
		return jyz_error_errno(err, errno ? errno : EIO,
				       _("cannot write '%s'"), P_tmpdir);
	jyz_buf_clear(&book->out);
	return JYZ_OK;
}

/* What depends on all rows: the filter's range, the width of columns. */
static int end_sheet(struct jyz_workbook *book, struct jyz_error *err)
{
	lxw_worksheet *sheet = book->sheet;

	if (!sheet)
		return JYZ_OK;
	lxw_row_t last = (lxw_row_t)book->rows;

	sheet->dim_rowmax = last;
	worksheet_autofilter(sheet, 0, 0, last,
			     (lxw_col_t)(book->n_columns - 1));
	for (size_t i = 0; i < book->n_columns; i++) {
		int width = book->widths[i] + 1;

		width = width < WIDTH_MIN ? WIDTH_MIN : width;
		width = width > WIDTH_MAX ? WIDTH_MAX : width;
		worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, width,
				     NULL);
	}
	free(book->places);
	free(book->widths);
	book->places = NULL;
	book->widths = NULL;
	book->sheet = NULL;
	book->rows = 0;
	if (!book->out.len)
		return JYZ_OK;
	book->sheet = sheet;
	int rc = drain(book, err);

	book->sheet = NULL;
	return rc;
}

static const char *title_of(const struct jyz_column *column)
{
	return column->heading && *column->heading ? column->heading
						   : column->key;
}

static void set_up_page(lxw_worksheet *sheet)
{
	worksheet_freeze_panes(sheet, 1, 0);
	worksheet_repeat_rows(sheet, 0, 0);
	worksheet_set_paper(sheet, A4);
	worksheet_set_landscape(sheet);
	worksheet_fit_to_pages(sheet, 1, 0);
}

int jyz_workbook_sheet(struct jyz_workbook *book, const char *name,
		       const struct jyz_column *columns, size_t n_columns,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) safe = JYZ_BUF_INIT;
	int rc = end_sheet(book, err);

	if (rc < 0)
		return rc;
	sheet_name(&safe, name);
	errno = 0;
	book->sheet = workbook_add_worksheet(book->book,
					     safe.len ? safe.data : NULL);
	if (!book->sheet)
		return cannot_write(err);
	book->columns = columns;
	book->n_columns = n_columns;
	book->places = jyz_alloc(n_columns * sizeof(*book->places));
	book->widths = jyz_alloc(n_columns * sizeof(*book->widths));
	set_up_page(book->sheet);
	for (size_t i = 0; i < n_columns; i++) {
		const char *title = title_of(&columns[i]);

		lxw_col_to_name(book->places[i], (lxw_col_t)i, LXW_FALSE);
		book->widths[i] = jyz_text_width(title) + WIDTH_FILTER;
		worksheet_write_string(book->sheet, 0, (lxw_col_t)i, title,
				       book->heading);
	}
	/* The heading is put out before the first of our own rows. */
	lxw_worksheet_write_single_row(book->sheet);
	return JYZ_OK;
}

/* --- rows ----------------------------------------------------------------- */

static void measure_text(struct jyz_workbook *book, size_t i, const char *s)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;

	while (*s && book->widths[i] < WIDTH_MAX) {
		size_t len = strcspn(s, "\n");

		jyz_buf_clear(&line);
		jyz_buf_add(&line, s, len);
		int width = jyz_text_width(line.data);

		if (width > book->widths[i])
			book->widths[i] = width;
		s += len + (s[len] == '\n');
	}
}

static void measure(struct jyz_workbook *book, size_t i,
		    const struct jyz_cell *cell)
{
	JYZ_AUTO(jyz_buf) digits = JYZ_BUF_INIT;

	if (cell->shown || cell->value.type == JYZ_TEXT) {
		measure_text(book, i, cell->shown ? cell->shown
						  : cell->value.s);
	} else if (cell->value.type == JYZ_INT) {
		jyz_buf_addf(&digits, "%lld.", (long long)cell->value.i);
		measure_text(book, i, digits.data);
	}
}

int jyz_workbook_row(struct jyz_workbook *book, const struct jyz_cell *cells,
		     struct jyz_error *err)
{
	if (book->rows == ROWS_MAX) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("a sheet of a workbook has room for %d rows"),
			      ROWS_MAX);
		return jyz_error_hint(err, _("--format csv has any number of "
					     "rows"));
	}
	size_t row = ++book->rows + 1;

	jyz_buf_addf(&book->out, "<row r='%zu'>", row);
	for (size_t i = 0; i < book->n_columns; i++) {
		bool whole = jyz_workbook_cell(
			&book->out, &book->columns[i], &cells[i],
			book->places[i], row,
			(const int(*)[JYZ_LOOKS])book->styles);

		if (!whole && book->cut)
			book->cut(&book->columns[i], book->rows,
				  book->cut_payload);
		if (row <= MEASURED_ROWS)
			measure(book, i, &cells[i]);
	}
	jyz_buf_adds(&book->out, "</row>");
	return book->out.len < OUT_FULL ? JYZ_OK : drain(book, err);
}

/* --- the end -------------------------------------------------------------- */

/* The library has freed the book by then, whatever came of it. */
static int write_book(struct jyz_workbook *book, struct jyz_error *err)
{
	int rc = end_sheet(book, err);

	if (rc < 0)
		return rc;
	lxw_workbook *written = book->book;

	book->book = NULL;
	errno = 0;
	if (workbook_close(written) != LXW_NO_ERROR)
		return cannot_write(err);
	return jyz_workbook_verify(book->path, err);
}

int jyz_workbook_close(struct jyz_workbook *book, struct jyz_error *err)
{
	int rc = write_book(book, err);

	jyz_workbook_drop(book);
	return rc;
}

void jyz_workbook_drop(struct jyz_workbook *book)
{
	if (!book)
		return;
	if (book->book)
		lxw_workbook_free(book->book);
	jyz_buf_free(&book->out);
	free(book->places);
	free(book->widths);
	free(book->path);
	free(book);
}
