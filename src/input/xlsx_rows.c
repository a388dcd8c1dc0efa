/*
 * The rows of one sheet of a workbook.
 *
 * Cells of shared texts point to these; all other text of a row is in one
 * buffer.  Cells without text are absent ones, whether the sheet has them
 * or not: people cannot see the difference.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/base/i18n.h"
#include "xlsx.h"
#include "xml.h"

/* Texts in cells, not shared: more than one row of any school. */
#define ROW_MAX ((size_t)1 << 28)
/* A larger number of a row is no number; Excel has a million. */
#define LINE_MAX 999999999u
#define NO_COLUMN SIZE_MAX

/* What the attribute "t" of a cell says of its value. */
enum type { NUMBER, SHARED, TEXT, ISO_DATE, BOOLEAN };

struct span {
	const char *shared; /* or NULL: in the row's buffer ... */
	size_t offset;      /* ... here */
	size_t len;         /* 0: no cell */
};

struct rows {
	struct jyz_xlsx *xlsx;
	const struct jyz_xlsx_sheet *sheet;
	jyz_row_fn *fn;
	void *payload;

	bool in_data, in_row, in_cell;
	size_t line;
	size_t column; /* of this or the last cell, from 0 */

	enum type type;
	size_t style;
	bool formula;
	bool in_inline, in_text; /* "is"; what is text of the cell */
	int phonetic;
	struct jyz_buf raw;

	struct jyz_buf text;
	struct span spans[JYZ_COLUMNS_MAX];
	size_t count;
	struct jyz_cell_text cells[JYZ_COLUMNS_MAX];
};

static int fail(const struct rows *r, const char *what, struct jyz_error *err)
{
	return jyz_error_set(err, JYZ_EINVAL,
			     _("'%s', sheet '%s', line %zu, column %zu: %s"),
			     jyz_zip_name(r->xlsx->zip), r->sheet->name,
			     r->line, r->column + 1, what);
}

static int fail_long(const struct rows *r, size_t most, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) why = JYZ_BUF_INIT;

	jyz_buf_addf(&why, _("the cell is longer than %zu MB"), most >> 20);
	return fail(r, why.data, err);
}

/* --- where cells are ------------------------------------------------------ */

/* The column of "AB12", from 0; NO_COLUMN: it is no such thing. */
static size_t column_of(const char *ref)
{
	size_t column = 0;
	const char *s = ref;

	while ((*s >= 'A' && *s <= 'Z') || (*s >= 'a' && *s <= 'z')) {
		column = column * 26 + (size_t)((*s | 0x20) - 'a') + 1;
		/* Nothing has so many, and the sum must stay a number. */
		if (++s - ref > 6)
			return NO_COLUMN;
	}
	return s == ref ? NO_COLUMN : column - 1;
}

static int row_begins(struct rows *r, const char **attrs,
		      struct jyz_error *err)
{
	const char *number = jyz_xml_attr(attrs, "r");
	char *end = NULL;
	unsigned long line =
		number ? strtoul(number, &end, 10) : r->line + 1;

	if (line == 0 || line > LINE_MAX || (number && *end))
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s', sheet '%s', after line %zu: the "
				       "number of a row is damaged"),
				     jyz_zip_name(r->xlsx->zip), r->sheet->name,
				     r->line);
	r->line = line;
	r->column = NO_COLUMN; /* the next one is 0 */
	r->count = 0;
	r->in_row = true;
	jyz_buf_clear(&r->text);
	return JYZ_OK;
}

static enum type type_of(const char *name)
{
	static const struct {
		const char *name;
		enum type type;
	} types[] = {
		{ "n", NUMBER },       { "s", SHARED },   { "str", TEXT },
		{ "inlineStr", TEXT }, { "d", ISO_DATE }, { "b", BOOLEAN },
		{ "e", TEXT },
	};

	for (size_t i = 0; name && i < JYZ_COUNT(types); i++)
		if (strcmp(types[i].name, name) == 0)
			return types[i].type;
	return NUMBER;
}

static int cell_begins(struct rows *r, const char **attrs,
		       struct jyz_error *err)
{
	const char *ref = jyz_xml_attr(attrs, "r");
	const char *style = jyz_xml_attr(attrs, "s");
	size_t column = ref ? column_of(ref) : r->column + 1;

	if (column == NO_COLUMN) {
		r->column++;
		return fail(r, _("the name of the cell is damaged"), err);
	}
	r->column = column;
	r->type = type_of(jyz_xml_attr(attrs, "t"));
	r->style = style ? strtoul(style, NULL, 10) : 0;
	r->formula = r->in_inline = r->in_text = false;
	r->phonetic = 0;
	r->in_cell = true;
	jyz_buf_clear(&r->raw);
	return JYZ_OK;
}

/* --- what they say -------------------------------------------------------- */

static int shared_text(struct rows *r, struct span *out, struct jyz_error *err)
{
	const struct jyz_xlsx *xlsx = r->xlsx;
	char *end;
	unsigned long i = strtoul(r->raw.data, &end, 10);

	if (*end || i >= xlsx->n_shared)
		return fail(r, _("the text of the cell is missing; the "
				 "workbook is damaged"), err);
	out->shared = xlsx->shared.data + xlsx->shared_at[i];
	/* Not counted: a text may be long, and be in very many cells. */
	out->len = xlsx->shared_at[i + 1] - xlsx->shared_at[i] - 1;
	return JYZ_OK;
}

/* A program wrote the formula, and no spreadsheet has seen it since. */
static int never_computed(const struct rows *r, struct jyz_error *err)
{
	fail(r, _("a formula whose value is not in the file"), err);
	return jyz_error_hint(err, _("open the workbook in Excel or WPS and "
				     "save it: that computes it"));
}

static enum jyz_xlsx_format format_of(const struct rows *r)
{
	return r->style < r->xlsx->n_formats ? r->xlsx->formats[r->style] :
					       JYZ_XLSX_NUMBER;
}

/* Appends the cell's text, with a NUL, to that of the row. */
static int own_text(struct rows *r, struct span *out, struct jyz_error *err)
{
	size_t len = r->raw.len;
	char *s = len ? jyz_xlsx_tidy(r->raw.data, &len) : r->raw.data;

	if (!len && r->formula && r->type == NUMBER)
		return never_computed(r, err);
	if (!len)
		return JYZ_OK;
	s[len] = '\0';
	out->offset = r->text.len;
	switch (r->type) {
	case NUMBER:
		jyz_xlsx_number(&r->text, s, len, format_of(r),
				r->xlsx->from_1904);
		break;
	case ISO_DATE:
		jyz_xlsx_iso(&r->text, s);
		break;
	case BOOLEAN:
		jyz_buf_adds(&r->text, jyz_xml_true(s) ? "1" : "0");
		break;
	case SHARED:
	case TEXT:
		jyz_buf_add(&r->text, s, len);
		break;
	}
	out->len = r->text.len - out->offset;
	jyz_buf_addc(&r->text, '\0');
	return r->text.len > ROW_MAX ? fail_long(r, ROW_MAX, err) : JYZ_OK;
}

static int cell_ends(struct rows *r, struct jyz_error *err)
{
	struct span span = { NULL, 0, 0 };
	bool shared = r->type == SHARED && r->raw.len;
	int rc = shared ? shared_text(r, &span, err) :
			  own_text(r, &span, err);

	r->in_cell = false;
	if (rc < 0 || !span.len)
		return rc;
	if (r->column >= JYZ_COLUMNS_MAX)
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s', sheet '%s', line %zu: more than "
				       "%d columns"),
				     jyz_zip_name(r->xlsx->zip), r->sheet->name,
				     r->line, JYZ_COLUMNS_MAX);
	while (r->count <= r->column)
		r->spans[r->count++] = (struct span){ NULL, 0, 0 };
	r->spans[r->column] = span;
	return JYZ_OK;
}

/* Rows that say nothing are passed over, as blank lines are. */
static int row_ends(struct rows *r, struct jyz_error *err)
{
	r->in_row = false;
	if (!r->count)
		return JYZ_OK;
	for (size_t i = 0; i < r->count; i++) {
		const struct span *span = &r->spans[i];
		const char *s = span->shared ? span->shared :
				span->len    ? r->text.data + span->offset :
					       "";

		r->cells[i] = (struct jyz_cell_text){ s, span->len, false };
	}
	struct jyz_sheet_row row = { r->line, r->cells, r->count };

	return r->fn(&row, r->payload, err);
}

/* --- tags ----------------------------------------------------------------- */

static int in_cell_begins(struct rows *r, const char *name)
{
	if (strcmp(name, "is") == 0)
		r->in_inline = true;
	else if (strcmp(name, "rPh") == 0)
		r->phonetic++;
	else if (strcmp(name, "f") == 0)
		r->formula = true;
	r->in_text = strcmp(name, "v") == 0 ||
		     (strcmp(name, "t") == 0 && r->in_inline && !r->phonetic);
	return JYZ_OK;
}

static int on_begin(void *payload, const char *name, const char **attrs,
		    struct jyz_error *err)
{
	struct rows *r = payload;

	if (r->in_cell)
		return in_cell_begins(r, name);
	if (r->in_row)
		return strcmp(name, "c") == 0 ? cell_begins(r, attrs, err) :
						JYZ_OK;
	if (r->in_data)
		return strcmp(name, "row") == 0 ? row_begins(r, attrs, err) :
						  JYZ_OK;
	r->in_data = strcmp(name, "sheetData") == 0;
	return JYZ_OK;
}

static int on_end(void *payload, const char *name, struct jyz_error *err)
{
	struct rows *r = payload;

	r->in_text = false;
	if (r->in_cell) {
		r->phonetic -= strcmp(name, "rPh") == 0;
		return strcmp(name, "c") == 0 ? cell_ends(r, err) : JYZ_OK;
	}
	if (r->in_row)
		return strcmp(name, "row") == 0 ? row_ends(r, err) : JYZ_OK;
	if (r->in_data)
		r->in_data = strcmp(name, "sheetData") != 0;
	return JYZ_OK;
}

static int on_text(void *payload, const char *s, size_t len,
		   struct jyz_error *err)
{
	struct rows *r = payload;

	if (!r->in_text)
		return JYZ_OK;
	jyz_buf_add(&r->raw, s, len);
	return r->raw.len > JYZ_CELL_MAX ? fail_long(r, JYZ_CELL_MAX, err) :
					   JYZ_OK;
}

int jyz_xlsx_read(struct jyz_xlsx *xlsx, size_t sheet, jyz_row_fn *fn,
		  void *payload, struct jyz_error *err)
{
	static const struct jyz_xml_calls calls = { on_begin, on_end,
						    on_text };
	int rc = jyz_xlsx_load(xlsx, err);

	if (rc < 0)
		return rc;
	/* Two arrays of JYZ_COLUMNS_MAX: too much for a small stack. */
	struct rows *r = jyz_alloc(sizeof(*r));

	r->xlsx = xlsx;
	r->sheet = &xlsx->sheets[sheet];
	r->fn = fn;
	r->payload = payload;
	r->raw = r->text = (struct jyz_buf)JYZ_BUF_INIT;
	rc = jyz_xml_read(xlsx->zip, r->sheet->part, JYZ_UNPACKED_MAX, &calls,
			  r, err);
	jyz_buf_free(&r->raw);
	jyz_buf_free(&r->text);
	free(r);
	return rc;
}
