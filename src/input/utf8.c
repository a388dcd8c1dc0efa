/*
 * Is it UTF-8?  One pass that hardly costs more than reading the bytes: 64 at
 * a time as long as they are ASCII and characters of three bytes, which are
 * all hanzi of daily use; one by one where there is anything else.
 */
#include <endian.h>
#include <string.h>

#include "decode.h"
#include "jyz/base/utf8.h"

#define BLOCK 64
#define HIGH_BITS 0x8080808080808080u

static inline uint64_t load(const char *s)
{
	uint64_t word;

	memcpy(&word, s, sizeof(word));
	return le64toh(word);
}

static inline bool ascii_block(const char *s)
{
	uint64_t all = 0;

	for (int i = 0; i < BLOCK; i += 8)
		all |= load(s + i);
	return (all & HIGH_BITS) == 0;
}

/*
 * How many of the 64 bytes are whole characters of one byte or three, 0: not
 * known here.  A character begins at s.  Only the high bit of each byte of a
 * word counts; bitN is bit N of the bytes moved there.
 */
static inline size_t block(const char *s)
{
	uint64_t due = 0; /* tails that leads of the word before ask for */
	uint64_t wrong = 0, lead = 0;

	for (int i = 0; i < BLOCK; i += 8) {
		uint64_t bit7 = load(s + i), bit6 = bit7 << 1;
		uint64_t bit5 = bit7 << 2, bit4 = bit7 << 3, bit3 = bit7 << 4;
		uint64_t bit2 = bit7 << 5, bit1 = bit7 << 6;
		uint64_t tail = bit7 & ~bit6 & HIGH_BITS;

		lead = bit7 & bit6 & bit5 & ~bit4 & HIGH_BITS;
		due |= lead << 8 | lead << 16;
		wrong |= (due ^ tail) | (bit7 & bit6 & (~bit5 | bit4));
		/* After E0 and ED not every tail will do; E1, EC look alike. */
		wrong |= lead & ~bit1 & ~(bit2 ^ bit3);
		due = lead >> 56 | lead >> 48;
	}
	if (wrong & HIGH_BITS)
		return 0;
	if (lead >> 63)
		return BLOCK - 1;
	return due ? BLOCK - 2 : BLOCK;
}

/* Goes over the characters up to end or a bad one; true: there is none. */
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
		*s += n;
	}
	return true;
}

struct jyz_utf8 jyz_utf8_look(const char *text, size_t len)
{
	struct jyz_utf8 look = { len, true, false };
	const char *s = text, *end = text + len;

	while (end - s >= BLOCK) {
		if (ascii_block(s)) {
			s += BLOCK;
			continue;
		}
		size_t n = block(s);

		look.ascii = false;
		look.wide |= n > 0;
		s += n;
		if (n == 0 && !one_by_one(&s, end, s + BLOCK, &look))
			break;
	}
	if (end - s < BLOCK)
		one_by_one(&s, end, end, &look);
	look.valid = (size_t)(s - text);
	return look;
}
