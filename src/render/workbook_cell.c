/*
 * One cell of a workbook, as XML.
 *
 * libxlsxwriter writes numbers with 16 digits, which makes 79.1
 * 79.09999999999999 for every program but a spreadsheet.  So rows are written
 * here, and decimals stay the digits that they are.
 */
#include <string.h>

#include "jyz/base/calendar.h"
#include "jyz/base/decimal.h"
#include "jyz/base/i18n.h"
#include "jyz/base/text.h"
#include "render.h"
#include "workbook.h"

#define DIGITS 15 /* that spreadsheets keep of a number */

/* --- texts ---------------------------------------------------------------- */

/* "_x000D_" stands for a character: as a text it needs its first "_" so. */
static bool looks_escaped(const char *s)
{
	return s[0] == '_' && s[1] == 'x' &&
	       strspn(s + 2, "0123456789abcdefABCDEF") >= 4 && s[6] == '_';
}

/* U+FFFE and U+FFFF are no characters of XML. */
static bool no_character(const char *s)
{
	return (unsigned char)s[0] == 0xEF && (unsigned char)s[1] == 0xBF &&
	       (unsigned char)s[2] >= 0xBE;
}

static size_t units(const char *s)
{
	size_t n = 0;

	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		n += (c & 0xC0) != 0x80;
		n += c >= 0xF0;
	}
	return n;
}

static void add_text(struct jyz_buf *out, const char *s)
{
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '&')
			jyz_buf_adds(out, "&amp;");
		else if (c == '<')
			jyz_buf_adds(out, "&lt;");
		else if (c == '>')
			jyz_buf_adds(out, "&gt;");
		else if (looks_escaped(s) ||
			 (c < 0x20 && c != '\n' && c != '\t'))
			jyz_buf_addf(out, "_x%04X_", c);
		else if (no_character(s)) {
			jyz_buf_addf(out, "_xFFF%c_", s[2] & 1 ? 'F' : 'E');
			s += 2;
		} else
			jyz_buf_addc(out, (char)c);
	}
}

/* --- cells ---------------------------------------------------------------- */

struct place {
	struct jyz_buf *out;
	const char *column;
	size_t row;
	const int *styles; /* by look */
};

static void begin(const struct place *p, enum jyz_look look, const char *type)
{
	jyz_buf_adds(p->out, "<c r=\"");
	jyz_buf_adds(p->out, p->column);
	jyz_decimal_format(p->out, (int64_t)p->row, 0);
	jyz_buf_adds(p->out, "\" s=\"");
	jyz_decimal_format(p->out, p->styles[look], 0);
	jyz_buf_adds(p->out, type);
}

static void end_number(const struct place *p)
{
	jyz_buf_adds(p->out, "</v></c>");
}

static int put_text(const struct place *p, const struct jyz_column *column,
		    const char *s, struct jyz_error *err)
{
	bool wrap = column->wrap || column->type == JYZ_CELL_LIST ||
		    strchr(s, '\n');
	size_t len = strlen(s);

	if (!len)
		return JYZ_OK;
	if (len > JYZ_XLSX_TEXT_MAX && units(s) > JYZ_XLSX_TEXT_MAX) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("the text in column '%s', row %zu is longer "
				"than the %d characters of a cell"),
			      column->heading ? column->heading : column->key,
			      p->row, JYZ_XLSX_TEXT_MAX);
		return jyz_error_hint(err, _("--format csv has texts of any "
					     "length"));
	}
	begin(p, wrap ? JYZ_LOOK_WRAP : JYZ_LOOK_PLAIN,
	      "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
	add_text(p->out, s);
	jyz_buf_adds(p->out, "</t></is></c>");
	return JYZ_OK;
}

/* The first day that all spreadsheets count alike is 1900-03-01. */
static bool put_date(const struct place *p, const char *s)
{
	int days = jyz_date_valid(s) ? jyz_date_days("1899-12-30", s) : 0;

	if (days < 61)
		return false;
	begin(p, JYZ_LOOK_DATE, "\"><v>");
	jyz_decimal_format(p->out, days, 0);
	end_number(p);
	return true;
}

static bool put_time(const struct place *p, const char *s)
{
	if (strlen(s) != 5 || s[2] != ':' || s[0] == ':' || s[1] == ':' ||
	    s[3] == ':' || s[4] == ':' || strspn(s, "0123456789:") != 5)
		return false;
	int hours = (s[0] - '0') * 10 + s[1] - '0';
	int minutes = hours * 60 + (s[3] - '0') * 10 + s[4] - '0';

	if (minutes >= 24 * 60)
		return false;
	begin(p, JYZ_LOOK_TIME, "\"><v>");
	jyz_buf_addf(p->out, "%.15g", minutes / 1440.0);
	end_number(p);
	return true;
}

static int put_words(const struct place *p, const struct jyz_column *column,
		     const char *s, struct jyz_error *err)
{
	if (column->type == JYZ_CELL_DATE && put_date(p, s))
		return JYZ_OK;
	if (column->type == JYZ_CELL_TIME && put_time(p, s))
		return JYZ_OK;
	return put_text(p, column, s, err);
}

static int put_integer(const struct place *p, const struct jyz_column *column,
		       int64_t value, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) digits = JYZ_BUF_INIT;

	if (column->type == JYZ_CELL_FLAG) {
		begin(p, JYZ_LOOK_PLAIN, "\" t=\"b\"><v>");
		jyz_buf_addc(p->out, value ? '1' : '0');
		end_number(p);
		return JYZ_OK;
	}
	jyz_cell_integer(&digits, column, value);
	if (digits.len > DIGITS)
		return put_text(p, column, digits.data, err);
	begin(p, JYZ_LOOK_PLAIN, "\"><v>");
	jyz_buf_add(p->out, digits.data, digits.len);
	end_number(p);
	return JYZ_OK;
}

static enum jyz_look look_of_real(const struct jyz_column *column)
{
	if (column->share)
		return JYZ_LOOK_PERCENT;
	if (column->scale < 1 || column->scale > 3)
		return column->scale ? JYZ_LOOK_PLAIN : JYZ_LOOK_REAL2;
	return (enum jyz_look)(JYZ_LOOK_REAL1 + column->scale - 1);
}

int jyz_workbook_cell(struct jyz_buf *out, const struct jyz_column *column,
		      const struct jyz_cell *cell, const char *place,
		      size_t row, const int styles[2][JYZ_LOOKS],
		      struct jyz_error *err)
{
	const struct place p = { out, place, row, styles[cell->alert] };

	switch (cell->value.type) {
	case JYZ_NULL:
		return cell->shown ? put_text(&p, column, cell->shown, err)
				   : JYZ_OK;
	case JYZ_TEXT:
		return put_words(&p, column,
				 cell->shown ? cell->shown : cell->value.s,
				 err);
	case JYZ_INT:
		return put_integer(&p, column, cell->value.i, err);
	case JYZ_REAL:
		begin(&p, look_of_real(column), "\"><v>");
		jyz_real_format(out, cell->value.r);
		end_number(&p);
		return JYZ_OK;
	}
	return JYZ_OK;
}
