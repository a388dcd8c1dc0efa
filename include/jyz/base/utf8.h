/*
 * One code point after the other.
 */
#ifndef JYZ_BASE_UTF8_H
#define JYZ_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>
#include <utf8proc.h>

/* What stands for a byte that belongs to no character. */
#define JYZ_UTF8_BAD (-1)

/*
 * Reads the code point at s, which must lie before end; returns how many
 * bytes it has.  A byte that belongs to no character gives JYZ_UTF8_BAD and
 * 1.
 */
static inline size_t jyz_utf8_next(const char *s, const char *end,
				   int32_t *cp)
{
	unsigned char first = (unsigned char)*s;

	if (first < 0x80) {
		*cp = first;
		return 1;
	}

	utf8proc_ssize_t len =
		utf8proc_iterate((const unsigned char *)s, end - s, cp);

	if (len < 1) {
		*cp = JYZ_UTF8_BAD;
		return 1;
	}
	return (size_t)len;
}

#endif
