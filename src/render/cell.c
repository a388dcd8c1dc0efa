/*
 * One cell as text.
 */
#include <string.h>

#include "jyz/base/decimal.h"
#include "jyz/base/i18n.h"
#include "jyz/base/text.h"
#include "render.h"

void jyz_cell_integer(struct jyz_buf *out, const struct jyz_column *column,
		      int64_t value)
{
	switch (column->type) {
	case JYZ_CELL_DECIMAL:
		jyz_decimal_format(out, value, column->scale);
		return;
	case JYZ_CELL_FLAG:
		/* A word of the format: not translated, import reads it. */
		jyz_buf_adds(out, value ? "yes" : "no");
		return;
	case JYZ_CELL_TEXT:
	case JYZ_CELL_INTEGER:
	case JYZ_CELL_DATE:
	case JYZ_CELL_TIME:
	case JYZ_CELL_LIST:
		jyz_decimal_format(out, value, 0);
		return;
	}
}

/* Windows line ends become plain ones, other lines join when they must. */
static void normal_lines(struct jyz_buf *out, const char *s, bool lines)
{
	size_t len = strlen(s);

	while (len > 0 && (s[len - 1] == '\n' || s[len - 1] == '\r'))
		len--;
	for (size_t i = 0; i < len; i++) {
		if (s[i] == '\r' && s[i + 1] == '\n')
			continue;
		if (s[i] == '\n' || s[i] == '\t')
			jyz_buf_addc(out, s[i] == '\n' && lines ? '\n' : ' ');
		else
			jyz_buf_addc(out, s[i]);
	}
}

static void display_text(struct jyz_buf *out, const char *s, bool lines)
{
	if (!strpbrk(s, "\r\n\t")) {
		jyz_text_escape(out, s, lines);
		return;
	}
	JYZ_AUTO(jyz_buf) normal = JYZ_BUF_INIT;

	normal_lines(&normal, s, lines);
	jyz_text_escape(out, normal.data, lines);
}

void jyz_cell_display(struct jyz_buf *out, const struct jyz_column *column,
		      const struct jyz_cell *cell)
{
	bool lines = column->wrap || column->type == JYZ_CELL_LIST;

	if (cell->shown) {
		display_text(out, cell->shown, lines);
		return;
	}
	switch (cell->value.type) {
	case JYZ_NULL:
		return;
	case JYZ_TEXT:
		display_text(out, cell->value.s, lines);
		return;
	case JYZ_INT:
		if (column->type == JYZ_CELL_FLAG)
			jyz_buf_adds(out, cell->value.i ? _("yes") : _("no"));
		else
			jyz_cell_integer(out, column, cell->value.i);
		return;
	case JYZ_REAL:
		jyz_real_round(out, cell->value.r, column->scale);
		return;
	}
}
