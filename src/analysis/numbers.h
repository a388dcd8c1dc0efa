/*
 * Reads the stored forms of this room: JSON made of integers and fixed
 * punctuation, exactly as we write it (no blanks, no other order).
 *
 * Failure sticks: read all, ask jyz_numbers_end at the end.
 */
#ifndef JYZ_ANALYSIS_NUMBERS_H
#define JYZ_ANALYSIS_NUMBERS_H

#include <stdbool.h>
#include <stdint.h>

/* Of scores, and of pupils: no sum of them, and no product of what follows
 * from them, can then overflow. */
#define JYZ_NUMBERS_MAX INT64_C(1000000000)

struct jyz_numbers {
	const char *at;
	bool failed;
};

/* This text comes next. */
void jyz_numbers_expect(struct jyz_numbers *in, const char *text);
/* Takes this character if it comes next. */
bool jyz_numbers_take(struct jyz_numbers *in, char c);
/* 0 on failure: no digits, a leading 0, beyond 64 bits. */
int64_t jyz_numbers_next(struct jyz_numbers *in);
/* Nothing failed and nothing is left. */
bool jyz_numbers_end(const struct jyz_numbers *in);

#endif
