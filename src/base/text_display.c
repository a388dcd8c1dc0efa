/*
 * Text on a terminal: how wide it is, how to cut it, what must not reach it.
 * Knows code points, not the terminal.
 */
#include "jyz/base/text.h"

#include <string.h>

#include "jyz/base/utf8.h"

#define ELLIPSIS "\xe2\x80\xa6"

enum {
	EMOJI_STYLE = 0xfe0f, /* asks for the coloured form, two cells wide */
	KEYCAP = 0x20e3,
};

/* Cells of one code point by itself. */
static int cp_width(int32_t cp)
{
	if (cp >= 0x20 && cp < 0x7f)
		return 1;
	if (cp == JYZ_UTF8_BAD)
		return 1; /* shown as one replacement character */
	if (cp < 0xa0)
		return 0;
	/* Planes 2 and 3 are ideographs, also those of a later Unicode. */
	if (cp >= 0x20000 && cp <= 0x3fffd)
		return 2;
	return utf8proc_charwidth(cp);
}

static bool is_pictograph(int32_t cp)
{
	return cp != JYZ_UTF8_BAD &&
	       utf8proc_get_property(cp)->boundclass ==
		       UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/*
 * The code points of a cluster are drawn into one place: two cells at most,
 * however many there are (flags, families).
 */
const char *jyz_text_cluster(const char *s, const char *end, int *cells)
{
	int32_t cp, state = 0;

	s += jyz_utf8_next(s, end, &cp);

	bool pictograph = is_pictograph(cp);
	int width = cp_width(cp);

	while (s < end && cp != JYZ_UTF8_BAD) {
		int32_t next;
		size_t len = jyz_utf8_next(s, end, &next);

		/* Two ASCII characters never join, CR LF apart (0 cells). */
		if (next == JYZ_UTF8_BAD || (cp < 0x80 && next < 0x80) ||
		    utf8proc_grapheme_break_stateful(cp, next, &state))
			break;
		width += cp_width(next);
		if (next == KEYCAP || (next == EMOJI_STYLE && pictograph))
			width = 2;
		cp = next;
		s += len;
	}
	*cells = width > 2 ? 2 : width;
	return s;
}

int jyz_text_width(const char *s)
{
	const char *end = s + strlen(s);
	int total = 0, cells;

	while (s < end) {
		s = jyz_text_cluster(s, end, &cells);
		total += cells;
	}
	return total;
}

void jyz_text_cut(struct jyz_buf *out, const char *s, int cells)
{
	const char *end = s + strlen(s);
	const char *keep = s; /* end of what stays if an ellipsis is needed */
	int width = 0, more;

	for (const char *p = s; p < end;) {
		p = jyz_text_cluster(p, end, &more);
		width += more;
		if (width > cells) {
			jyz_buf_add(out, s, (size_t)(keep - s));
			if (cells > 0)
				jyz_buf_adds(out, ELLIPSIS);
			return;
		}
		if (width < cells)
			keep = p;
	}
	jyz_buf_add(out, s, (size_t)(end - s));
}

/* C1, what changes the direction of the text around it, line separators. */
bool jyz_text_hazard(int32_t cp)
{
	return (cp >= 0x80 && cp < 0xa0) || cp == 0x061c || cp == 0x200e ||
	       cp == 0x200f || (cp >= 0x2028 && cp <= 0x202e) ||
	       (cp >= 0x2066 && cp <= 0x2069);
}

void jyz_text_escape(struct jyz_buf *out, const char *s, bool keep_lines)
{
	const char *end = s + strlen(s);
	int32_t cp;

	jyz_buf_reserve(out, (size_t)(end - s));
	while (s < end) {
		size_t len = jyz_utf8_next(s, end, &cp);
		bool kept_line = keep_lines && (cp == '\n' || cp == '\t');

		if (cp == JYZ_UTF8_BAD || cp == 0x7f ||
		    (cp < 0x20 && !kept_line))
			jyz_buf_addf(out, "\\x%02x", (unsigned char)*s);
		else if (jyz_text_hazard(cp))
			jyz_buf_addf(out, "\\u{%04x}", (unsigned)cp);
		else
			jyz_buf_add(out, s, len);
		s += len;
	}
}
