/*
 * CSV as rows of NUL-terminated cells, by way of the scanner.
 */
#include "jyz/input/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "scan.h"

struct copier {
	jyz_row_fn *fn;
	void *payload;
	struct jyz_buf text; /* cells of the row, each with its NUL */
	struct jyz_cell_text cells[JYZ_COLUMNS_MAX];
};

static int copy_row(const struct jyz_sheet_row *row, void *payload,
		    struct jyz_error *err)
{
	struct copier *copier = payload;
	size_t len = 0;

	for (size_t i = 0; i < row->count; i++)
		len += row->cells[i].len + 1;
	jyz_buf_clear(&copier->text);
	jyz_buf_reserve(&copier->text, len);
	char *to = copier->text.data;

	for (size_t i = 0; i < row->count; i++) {
		copier->cells[i] = row->cells[i];
		copier->cells[i].s = to;
		memcpy(to, row->cells[i].s, row->cells[i].len);
		to += row->cells[i].len;
		*to++ = '\0';
	}
	struct jyz_sheet_row copy = { row->line, copier->cells, row->count };

	return copier->fn(&copy, copier->payload, err);
}

int jyz_csv_read(const struct jyz_source *source, jyz_row_fn *fn,
		 void *payload, struct jyz_error *err)
{
	/* An array of JYZ_COLUMNS_MAX: too much for a small stack. */
	struct copier *copier = jyz_alloc(sizeof(*copier));

	copier->fn = fn;
	copier->payload = payload;
	copier->text = (struct jyz_buf)JYZ_BUF_INIT;
	int rc = jyz_csv_scan(source, copy_row, copier, err);

	jyz_buf_free(&copier->text);
	free(copier);
	return rc;
}

const char *jyz_csv_unguard(const char *cell)
{
	if (*cell != '\'')
		return cell;
	const char *s = cell + strspn(cell, "'");

	return *s && strchr("=+-@\t\r", *s) ? cell + 1 : cell;
}
