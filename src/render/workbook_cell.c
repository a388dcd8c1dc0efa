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
#include "jyz/base/text.h"
#include "render.h"
#include "workbook.h"

#define DIGITS 15 /* that spreadsheets keep of a number */
#define CUT_OFF_UNITS sizeof(JYZ_TEXT_CUT_OFF) /* more than it has */

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

/* The first bytes of s, whole characters, that are no more than so many units
 * of UTF-16. */
static size_t fitting(const char *s, size_t units)
{
	const char *p = s;

	while (*p) {
		unsigned char c = (unsigned char)*p;
		size_t needs = c >= 0xF0 ? 2 : 1;

		if (needs > units)
			break;
		units -= needs;
		do
			p++;
		while (((unsigned char)*p & 0xC0) == 0x80);
	}
	return (size_t)(p - s);
}

/* All of the text if a cell has room, otherwise its beginning and what says
 * so: a book without one long text is of more use than none. */
static bool fit(struct jyz_buf *out, const char *s)
{
	size_t len = strlen(s);

	if (len <= JYZ_XLSX_TEXT_MAX || fitting(s, JYZ_XLSX_TEXT_MAX) == len)
		return true;
	jyz_buf_add(out, s, fitting(s, JYZ_XLSX_TEXT_MAX - CUT_OFF_UNITS));
	jyz_buf_adds(out, JYZ_TEXT_CUT_OFF);
	return false;
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

/* As all that put texts: false if it is cut off. */
static bool put_text(const struct place *p, const struct jyz_column *column,
		     const char *s)
{
	JYZ_AUTO(jyz_buf) beginning = JYZ_BUF_INIT;
	bool wrap = column->wrap || column->type == JYZ_CELL_LIST ||
		    strchr(s, '\n');

	if (!*s)
		return true;
	bool whole = fit(&beginning, s);

	begin(p, wrap ? JYZ_LOOK_WRAP : JYZ_LOOK_PLAIN,
	      "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
	add_text(p->out, whole ? s : beginning.data);
	jyz_buf_adds(p->out, "</t></is></c>");
	return whole;
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

static bool put_words(const struct place *p, const struct jyz_column *column,
		      const char *s)
{
	if (column->type == JYZ_CELL_DATE && put_date(p, s))
		return true;
	if (column->type == JYZ_CELL_TIME && put_time(p, s))
		return true;
	return put_text(p, column, s);
}

static void put_integer(const struct place *p, const struct jyz_column *column,
			int64_t value)
{
	JYZ_AUTO(jyz_buf) digits = JYZ_BUF_INIT;

	if (column->type == JYZ_CELL_FLAG) {
		begin(p, JYZ_LOOK_PLAIN, "\" t=\"b\"><v>");
		jyz_buf_addc(p->out, value ? '1' : '0');
		end_number(p);
		return;
	}
	jyz_cell_integer(&digits, column, value);
	if (digits.len > DIGITS) {
		put_text(p, column, digits.data);
		return;
	}
	begin(p, JYZ_LOOK_PLAIN, "\"><v>");
	jyz_buf_add(p->out, digits.data, digits.len);
	end_number(p);
}

static enum jyz_look look_of_real(const struct jyz_column *column)
{
	if (column->share)
		return JYZ_LOOK_PERCENT;
	if (column->scale < 1 || column->scale > 3)
		return column->scale ? JYZ_LOOK_PLAIN : JYZ_LOOK_REAL2;
	return (enum jyz_look)(JYZ_LOOK_REAL1 + column->scale - 1);
}

bool jyz_workbook_cell(struct jyz_buf *out, const struct jyz_column *column,
		       const struct jyz_cell *cell, const char *place,
		       size_t row, const int styles[2][JYZ_LOOKS])
{
	const struct place p = { out, place, row, styles[cell->alert] };

	switch (cell->value.type) {
	case JYZ_NULL:
		return !cell->shown || put_text(&p, column, cell->shown);
	case JYZ_TEXT:
		return put_words(&p, column,
				 cell->shown ? cell->shown : cell->value.s);
	case JYZ_INT:
		put_integer(&p, column, cell->value.i);
		return true;
	case JYZ_REAL:
		begin(&p, look_of_real(column), "\"><v>");
		jyz_real_format(out, cell->value.r);
		end_number(&p);
		return true;
	}
	return true;
}
