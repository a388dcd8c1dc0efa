/*
 * One code point after the other.  Inside this room only.
 */
#ifndef JYZ_SRC_BASE_UTF8_H
#define JYZ_SRC_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <utf8proc.h>

/* What stands for a byte that belongs to no character. */
#define UTF8_BAD (-1)

/*
 * Reads the code point at s, which must lie before end; returns how many
 * bytes it has.  A byte that belongs to no character gives UTF8_BAD and 1.
 */
static inline size_t utf8_next(const char *s, const char *end, int32_t *cp)
{
	unsigned char first = (unsigned char)*s;

	if (first < 0x80) {
		*cp = first;
		return 1;
	}

	utf8proc_ssize_t len =
		utf8proc_iterate((const unsigned char *)s, end - s, cp);

	if (len < 1) {
		*cp = UTF8_BAD;
		return 1;
	}
	return (size_t)len;
}

/* Blanks, and what is as invisible as a blank at the end of a text. */
static inline bool utf8_is_blank(int32_t cp)
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

#endif
