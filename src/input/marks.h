/*
 * Which bytes of a text can end a cell; private to this room.
 */
#ifndef JYZ_SRC_INPUT_MARKS_H
#define JYZ_SRC_INPUT_MARKS_H

#include <stddef.h>
#include <stdint.h>

#define JYZ_MARKS ((size_t)64) /* bytes at a time: bits of a word */

#ifdef __SSE2__ /* every amd64 has it */
#include <emmintrin.h>

/* Bit i: byte i of these 64 is a delimiter, a quote or a line end. */
static inline uint64_t jyz_marks_of(const char *at, char delimiter)
{
	uint64_t marks = 0;

	for (size_t i = 0; i < JYZ_MARKS; i += 16) {
		__m128i s = _mm_loadu_si128((const __m128i *)(at + i));
		__m128i found = _mm_or_si128(
			_mm_or_si128(
				_mm_cmpeq_epi8(s, _mm_set1_epi8(delimiter)),
				_mm_cmpeq_epi8(s, _mm_set1_epi8('"'))),
			_mm_or_si128(
				_mm_cmpeq_epi8(s, _mm_set1_epi8('\n')),
				_mm_cmpeq_epi8(s, _mm_set1_epi8('\r'))));

		marks |= (uint64_t)(unsigned)_mm_movemask_epi8(found) << i;
	}
	return marks;
}

#else
#include <endian.h>
#include <string.h>

#define EACH_BYTE 0x0101010101010101u
#define LOW_BITS 0x7f7f7f7f7f7f7f7fu

/* The high bit of each byte of word that is c, and no other bit. */
static inline uint64_t bytes_that_are(uint64_t word, char c)
{
	uint64_t x = word ^ (EACH_BYTE * (unsigned char)c);

	return ~(((x & LOW_BITS) + LOW_BITS) | x | LOW_BITS);
}

static inline uint64_t jyz_marks_of(const char *at, char delimiter)
{
	uint64_t marks = 0;

	for (size_t i = 0; i < JYZ_MARKS; i += 8) {
		uint64_t word;

		memcpy(&word, at + i, 8);
		word = le64toh(word);
		uint64_t found = bytes_that_are(word, delimiter) |
				 bytes_that_are(word, '"') |
				 bytes_that_are(word, '\n') |
				 bytes_that_are(word, '\r');
		/* Moves the eight high bits together. */
		marks |= found * 0x0002040810204081u >> 56 << i;
	}
	return marks;
}
#endif

#endif
