/*
 * A text as a CSV cell.
 */
#include "jyz/render/csv.h"

#include <stdbool.h>
#include <string.h>

/* A spreadsheet would take it for a formula, or for a guard of ours. */
static bool needs_guard(const char *s)
{
	s += strspn(s, "'");
	return *s && strchr("=+-@\t\r", *s);
}

/*
 * TAB and semicolon besides what RFC 4180 asks for: in a heading they would
 * mislead readers, ours too, that guess the delimiter.
 */
static bool needs_quotes(const char *s, size_t len)
{
	return len == 0 || s[0] == ' ' || s[len - 1] == ' ' ||
	       s[strcspn(s, ",\"\r\n\t;")] != '\0';
}

void jyz_csv_text(struct jyz_buf *out, const char *s)
{
	size_t len = strlen(s);
	size_t guard = needs_guard(s);

	if (!needs_quotes(s, len)) {
		if (guard)
			jyz_buf_addc(out, '\'');
		jyz_buf_add(out, s, len);
		return;
	}
	/* At most, every byte is a quote, which is written twice. */
	jyz_buf_reserve(out, 2 * len + 2 + guard);
	char *to = out->data + out->len;

	*to++ = '"';
	if (guard)
		*to++ = '\'';
	for (; *s; s++) {
		*to++ = *s;
		if (*s == '"')
			*to++ = '"';
	}
	*to++ = '"';
	*to = '\0';
	out->len = (size_t)(to - out->data);
}
