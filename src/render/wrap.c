/*
 * Line breaking for Chinese and Latin text, measured in cells.
 */
#include <ctype.h>
#include <string.h>

#include "jyz/base/text.h"
#include "render.h"

/* Must not begin a line, must not end one. */
static const char CLOSING[] = "，。、；：？！）》」』】〕〉”’…—·,.;:?!)]}%％℃";
static const char OPENING[] = "（《「『【〔〈“‘([{";

/* What people see as one character. */
struct cluster {
	const char *s;
	size_t len;
	int width;
};

static struct cluster next_cluster(const char *s, const char *end)
{
	struct cluster c = { s, 0, 0 };

	c.len = (size_t)(jyz_text_cluster(s, end, &c.width) - s);
	return c;
}

static bool is_one_of(struct cluster c, const char *set)
{
	for (const char *p = set; (p = strchr(p, *c.s)) != NULL; p++)
		if (strncmp(p, c.s, c.len) == 0)
			return true;
	return false;
}

/* Between letters; not that of an option or a date. */
static bool is_hyphen(struct cluster a, struct cluster b, const char *start)
{
	return *a.s == '-' && a.s > start && isalpha((unsigned char)a.s[-1]) &&
	       isalpha((unsigned char)*b.s);
}

static bool may_break(struct cluster a, struct cluster b, const char *start)
{
	if (*b.s == ' ')
		return false; /* after the blanks, not before them */
	if (*a.s == ' ')
		return true;
	if (is_one_of(b, CLOSING) || is_one_of(a, OPENING))
		return false;
	return a.width > 1 || b.width > 1 || is_hyphen(a, b, start);
}

/* Digits and what stands among them: 2026-09-05, 09:30, 41.5%. */
static bool is_figure(const char *s, size_t len)
{
	bool digit = false;

	for (size_t i = 0; i < len; i++) {
		if (!strchr("0123456789.,:;/%+-()#", s[i]))
			return false;
		digit |= isdigit((unsigned char)s[i]) != 0;
	}
	return digit;
}

void jyz_wrap_least(const char *s, int *word, int *figure)
{
	const char *end = s + strlen(s), *begin = s;
	int width = 0;

	while (s < end) {
		struct cluster c = next_cluster(s, end);
		struct cluster after = { NULL, 0, 0 };

		s += c.len;
		width += *c.s == ' ' || *c.s == '\n' ? 0 : c.width;
		if (s < end)
			after = next_cluster(s, end);
		if (after.s && *after.s != ' ' && *after.s != '\n' &&
		    *c.s != '\n' && !may_break(c, after, begin))
			continue;
		if (width > *word)
			*word = width;
		if (width > *figure &&
		    is_figure(begin, (size_t)(s - begin) -
					     (*c.s == ' ' || *c.s == '\n')))
			*figure = width;
		begin = s;
		width = 0;
	}
}

/* Where the line that begins at s ends; at least one cluster on. */
static const char *line_end(const char *s, const char *end, int width)
{
	const char *best = NULL;
	struct cluster before = next_cluster(s, end);
	const char *at = s + before.len;
	int used = before.width;

	while (at < end) {
		struct cluster c = next_cluster(at, end);

		if (may_break(before, c, s))
			best = at;
		/* A blank may stand beyond the edge: nobody sees it. */
		if (used + c.width > width && *c.s != ' ')
			return best ? best : at;
		used += c.width;
		at += c.len;
		before = c;
	}
	return end;
}

static void wrap_paragraph(struct jyz_buf *out, const char *s, const char *end,
			   int width)
{
	while (s < end) {
		const char *stop = line_end(s, end, width);
		const char *visible = stop;

		while (visible > s && visible[-1] == ' ')
			visible--;
		jyz_buf_add(out, s, (size_t)(visible - s));
		s = stop;
		if (s < end)
			jyz_buf_addc(out, '\n');
	}
}

void jyz_wrap(struct jyz_buf *out, const char *s, int width)
{
	for (;;) {
		const char *end = s + strcspn(s, "\n");

		wrap_paragraph(out, s, end, width < 1 ? 1 : width);
		if (!*end)
			return;
		jyz_buf_addc(out, '\n');
		s = end + 1;
	}
}
