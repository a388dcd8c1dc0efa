/*
 * Text in forms for comparing and reading: keys, plain forms, trimming.
 * Unicode's tables are utf8proc's; which characters do not matter in a name
 * is decided here.
 */
#include "jyz/base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fold.h"
#include "jyz/base/utf8.h"

/* Blanks, and what is as invisible as a blank at the end of a text. */
static bool is_blank(int32_t cp)
{
	if (cp < 0x80)
		return cp == ' ' || (cp >= '\t' && cp <= '\r');
	if (cp == 0x85 || cp == 0x180e || cp == 0x2060 || cp == 0x2800 ||
	    cp == 0xfeff || (cp >= 0x200b && cp <= 0x200f))
		return true;
	switch (utf8proc_category(cp)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default: /* of a foreign enum */
		return false;
	}
}

static bool is_ascii(const char *s, size_t len)
{
	const char *end = s + len;
	uint64_t word;

	for (; end - s >= 8; s += 8) {
		memcpy(&word, s, sizeof(word));
		if (word & UINT64_C(0x8080808080808080))
			return false;
	}
	for (; s < end; s++)
		if (*s & 0x80)
			return false;
	return true;
}

bool jyz_text_valid(const char *s, size_t len)
{
	const char *end = s + len;
	int32_t cp;

	if (len && memchr(s, '\0', len))
		return false;
	while (s < end) {
		if (end - s >= 8 && is_ascii(s, 8)) {
			s += 8;
			continue;
		}
		s += jyz_utf8_next(s, end, &cp);
		if (cp == JYZ_UTF8_BAD)
			return false;
	}
	return true;
}

/* The part of s without the blanks at its ends. */
static void trimmed(const char **begin, const char **end)
{
	int32_t cp;

	while (*begin < *end) {
		size_t len = jyz_utf8_next(*begin, *end, &cp);

		if (!is_blank(cp))
			break;
		*begin += len;
	}
	while (*begin < *end) {
		const char *last = *end - 1;

		while (last > *begin && ((unsigned char)*last & 0xc0) == 0x80)
			last--;
		/* A stray continuation byte is no blank: it stays. */
		if (last + jyz_utf8_next(last, *end, &cp) != *end ||
		    !is_blank(cp))
			break;
		*end = last;
	}
}

void jyz_text_trim(struct jyz_buf *out, const char *s)
{
	const char *end = s + strlen(s);

	trimmed(&s, &end);
	jyz_buf_add(out, s, (size_t)(end - s));
}

/* Quotation marks count as brackets; straight ones, so that “ equals ". */
static bool is_bracket(int32_t cp)
{
	if (cp < 0x80)
		return cp > 0 && strchr("()[]{}<>\"'", cp);
	switch (utf8proc_category(cp)) {
	case UTF8PROC_CATEGORY_PS:
	case UTF8PROC_CATEGORY_PE:
	case UTF8PROC_CATEGORY_PI:
	case UTF8PROC_CATEGORY_PF:
		return true;
	default: /* of a foreign enum */
		return false;
	}
}

/* Dots that stand between the parts of a name, as found in school lists. */
static bool is_middle_dot(int32_t cp)
{
	static const int32_t dots[] = {
		0x00b7, 0x0387, 0x1427, 0x16eb, 0x2022, 0x2027, 0x2219,
		0x22c5, 0x2981, 0x2e31, 0x2e33, 0x30fb, 0xa78f, 0xff65,
	};

	for (size_t i = 0; i < JYZ_COUNT(dots); i++)
		if (cp == dots[i])
			return true;
	return false;
}

static bool is_mark(int32_t cp)
{
	utf8proc_category_t category = utf8proc_category(cp);

	return category == UTF8PROC_CATEGORY_MN ||
	       category == UTF8PROC_CATEGORY_MC ||
	       category == UTF8PROC_CATEGORY_ME;
}

/*
 * Drops what does not matter in a name, from decomposed text.  A mark that
 * sits on a dropped character goes with it: left alone it would join the
 * character before, and the key of a key would be another.
 */
static size_t drop_unimportant(int32_t *cps, size_t count)
{
	size_t kept = 0;
	bool dropping = false;

	for (size_t i = 0; i < count; i++) {
		int32_t cp = cps[i];

		if (dropping && cp >= 0x80 && is_mark(cp))
			continue;
		dropping = is_bracket(cp) || is_blank(cp) ||
			   is_middle_dot(cp);
		if (!dropping)
			cps[kept++] = cp;
	}
	return kept;
}

/* A copy in which U+FFFD stands for each byte that is no UTF-8. */
static void repair(struct jyz_buf *out, const char *s, const char *end)
{
	int32_t cp;

	while (s < end) {
		size_t len = jyz_utf8_next(s, end, &cp);

		if (cp == JYZ_UTF8_BAD)
			jyz_buf_adds(out, "\xef\xbf\xbd");
		else
			jyz_buf_add(out, s, len);
		s += len;
	}
}

enum fold { FOLD_PLAIN, FOLD_TEXT, FOLD_KEY };

/* Appends s in normal form KC; but for the plain form with its case folded;
 * for a key also stripped. */
static void fold(struct jyz_buf *out, const char *s, size_t len, enum fold how)
{
	const int fold_options = UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
	const utf8proc_option_t options =
		(utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPAT |
				    UTF8PROC_COMPOSE |
				    (how == FOLD_PLAIN ? 0 : fold_options));
	const unsigned char *bytes = (const unsigned char *)s;
	int32_t few[256];
	int32_t *cps = few;
	size_t room = JYZ_COUNT(few) - 1; /* reencoding adds a NUL byte */
	utf8proc_ssize_t count =
		utf8proc_decompose(bytes, (utf8proc_ssize_t)len, cps,
				   (utf8proc_ssize_t)room, options);

	if (count == UTF8PROC_ERROR_INVALIDUTF8) {
		JYZ_AUTO(jyz_buf) valid = JYZ_BUF_INIT;

		repair(&valid, s, s + len);
		fold(out, valid.data, valid.len, how);
		return;
	}
	if (count > (utf8proc_ssize_t)room) {
		room = (size_t)count;
		cps = jyz_realloc(NULL, room + 1, sizeof(*cps));
		count = utf8proc_decompose(bytes, (utf8proc_ssize_t)len, cps,
					   (utf8proc_ssize_t)room, options);
	}
	if (count < 0) /* more text than there is memory */
		abort();
	if (how == FOLD_KEY)
		count = (utf8proc_ssize_t)drop_unimportant(cps, (size_t)count);
	/* In place: from here on the bytes of the text lie in cps. */
	count = utf8proc_reencode(cps, count, options);
	if (count < 0)
		abort();
	jyz_buf_add(out, cps, (size_t)count);
	if (cps != few)
		free(cps);
}

static void ascii_key(struct jyz_buf *out, const char *s, size_t len)
{
	jyz_buf_reserve(out, len);
	for (size_t i = 0; i < len; i++) {
		char c = s[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c + ('a' - 'A'));
		if (!is_blank(c) && !is_bracket(c))
			jyz_buf_addc(out, c);
	}
}

void jyz_text_key(struct jyz_buf *out, const char *s)
{
	size_t len = strlen(s);

	if (is_ascii(s, len))
		ascii_key(out, s, len);
	else
		fold(out, s, len, FOLD_KEY);
}

void jyz_text_plain(struct jyz_buf *out, const char *s)
{
	const char *end = s + strlen(s);

	trimmed(&s, &end);
	if (is_ascii(s, (size_t)(end - s)))
		jyz_buf_add(out, s, (size_t)(end - s));
	else
		fold(out, s, (size_t)(end - s), FOLD_PLAIN);
}

void jyz_fold_slowly(struct jyz_buf *out, const char *s, size_t len)
{
	fold(out, s, len, FOLD_TEXT);
}
