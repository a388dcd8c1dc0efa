/*
 * Words looked for in texts, compared folded (jyz_text_fold), and what
 * stands around them.
 *
 *     JYZ_AUTO(jyz_finder) finder = JYZ_FINDER_INIT;
 *     jyz_finder_add(&finder, "函数");
 *     if (jyz_finder_look(&finder, text))
 *             jyz_finder_excerpt(&finder, text, 20, 40, &excerpt);
 */
#ifndef JYZ_BASE_FIND_H
#define JYZ_BASE_FIND_H

#include <stdbool.h>
#include <stdint.h>

#include "jyz/base/mem.h"

#define JYZ_FINDER_MAX 64

/* Of a word: what can be looked for before a text is folded. */
struct jyz_probe {
	size_t from, len; /* its longest run of ideographs */
	bool whole;       /* that is all of it */
	uint64_t ascii;   /* its ASCII characters, several to a bit */
};

struct jyz_finder {
	struct jyz_buf words[JYZ_FINDER_MAX]; /* folded */
	struct jyz_probe probes[JYZ_FINDER_MAX];
	size_t n_words;
	struct jyz_buf folded; /* the text last looked at */
};

#define JYZ_FINDER_INIT { .n_words = 0 }

/* false: there are JYZ_FINDER_MAX already.  A word of which nothing is left
 * when it is folded is no word, and not counted. */
bool jyz_finder_add(struct jyz_finder *finder, const char *word);

/* The words that text has, a bit each. */
uint64_t jyz_finder_look(struct jyz_finder *finder, const char *text);

/* Bytes of an excerpt. */
struct jyz_span {
	size_t from, to;
};

struct jyz_excerpt {
	struct jyz_buf text;    /* on one line */
	struct jyz_span *hits;  /* in it, in order */
	size_t n_hits, room;
	bool begun, goes_on;    /* text was left out before, after it */
};

#define JYZ_EXCERPT_INIT { .text = JYZ_BUF_INIT }

/* Up to so many characters before and after the first hit, in which others
 * may lie.  Of a text without one: its beginning. */
void jyz_finder_excerpt(struct jyz_finder *finder, const char *text,
			size_t before, size_t after, struct jyz_excerpt *out);

void jyz_excerpt_free(struct jyz_excerpt *excerpt);
void jyz_finder_free(struct jyz_finder *finder);

#endif
