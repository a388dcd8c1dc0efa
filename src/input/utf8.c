/*
 * Is it UTF-8?  One pass that hardly costs more than reading the bytes: 64 at
 * a time as long as they are ASCII and characters of three bytes, which are
 * all hanzi of daily use; one by one where there is anything else.
 */
#include <string.h>

#include "decode.h"
#include "jyz/base/utf8.h"

#define BLOCK 64
#define AHEAD 2048 /* a large file waits for memory otherwise */

/* Sixteen bytes at once, on whatever processor: the compiler sees to it. */
typedef unsigned char bytes __attribute__((vector_size(16)));
typedef uint64_t halves __attribute__((vector_size(16)));

static inline bytes load(const char *s)
{
	bytes out;

	memcpy(&out, s, sizeof(out));
	return out;
}

static inline bool any(bytes mask)
{
	halves of = (halves)mask;

	return (of[0] | of[1]) != 0;
}

static inline bool ascii_block(const char *s)
{
	return !any((load(s) | load(s + 16) | load(s + 32) | load(s + 48)) &
		    0x80);
}

static inline bytes nuls_of(const char *s)
{
	bytes nuls = { 0 };

	for (int i = 0; i < BLOCK; i += 16)
		nuls |= (bytes)(load(s + i) == 0);
	return nuls;
}

/* Where a byte begins a character of three. */
static inline bytes leads(bytes at)
{
	return (bytes)((at & 0xF0) == 0xE0);
}

/*
 * How many of the 64 bytes are whole characters of one byte or three, 0: not
 * known here.  A character begins at s, and two bytes before it can be read:
 * a byte is a tail exactly when one of the two before it is a lead.
 */
static inline size_t block(const char *s)
{
	bytes wrong = { 0 };

	for (int i = 0; i < BLOCK; i += 16) {
		bytes at = load(s + i);
		bytes lead = leads(at);
		bytes due = leads(load(s + i - 1)) | leads(load(s + i - 2));
		bytes tail = (bytes)((at & 0xC0) == 0x80);
		bytes high = (bytes)((at & 0xC0) == 0xC0);

		/* After E0 and ED not every tail will do. */
		wrong |= (due ^ tail) | (high ^ lead) |
			 (bytes)(at == 0xE0) | (bytes)(at == 0xED);
	}
	if (any(wrong))
		return 0;
	if ((s[BLOCK - 1] & 0xF0) == 0xE0)
		return BLOCK - 1;
	return (s[BLOCK - 2] & 0xF0) == 0xE0 ? BLOCK - 2 : BLOCK;
}

/* Goes over the characters up to stop; false: up to a bad one. */
static bool one_by_one(const char **s, const char *end, const char *stop,
		       struct jyz_utf8 *look)
{
	while (*s < stop) {
		int32_t cp;
		size_t n = jyz_utf8_next(*s, end, &cp);

		if (cp == JYZ_UTF8_BAD)
			return false;
		look->ascii &= n == 1;
		look->wide |= n > 2;
		look->nul |= cp == 0;
		*s += n;
	}
	return true;
}

struct jyz_utf8 jyz_utf8_look(const char *text, size_t len)
{
	struct jyz_utf8 look = { len, true, false, false };
	const char *s = text, *end = text + len;
	bytes nuls = { 0 };

	while (end - s >= BLOCK) {
		__builtin_prefetch(s + AHEAD);
		nuls |= nuls_of(s);
		if (ascii_block(s)) {
			s += BLOCK;
			continue;
		}
		size_t n = s - text < 2 ? 0 : block(s);

		look.ascii = false;
		look.wide |= n > 0;
		s += n;
		if (n == 0 && !one_by_one(&s, end, s + BLOCK, &look))
			break;
	}
	if (end - s < BLOCK)
		one_by_one(&s, end, end, &look);
	look.valid = (size_t)(s - text);
	look.nul |= any(nuls);
	return look;
}
