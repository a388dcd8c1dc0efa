/*
 * Bytes of a known or unknown encoding become UTF-8; private to this room.
 */
#ifndef JYZ_SRC_INPUT_DECODE_H
#define JYZ_SRC_INPUT_DECODE_H

#include "jyz/input/source.h"

/* Reads the bytes of a file into out->text as they are, and its name. */
int jyz_source_bytes(struct jyz_source *out, const char *path,
		     struct jyz_error *err) JYZ_CHECKED;

/*
 * Turns source->text, which holds the bytes that were read, into UTF-8 and
 * sets encoding and guessed.  On failure the text is undefined.
 */
int jyz_source_convert(struct jyz_source *source, const char *encoding,
		       struct jyz_error *err) JYZ_CHECKED;

/* The source has this text, which it takes over, instead of its own. */
void jyz_source_hold(struct jyz_source *source, struct jyz_buf *text);

/* What the bytes are if they are taken for UTF-8. */
struct jyz_utf8 {
	size_t valid; /* bytes at the beginning; NULs count as valid */
	bool ascii;   /* of these ... */
	bool wide;    /* ... and one character is of U+0800 or more */
	bool nul;     /* there is a NUL among them */
};

struct jyz_utf8 jyz_utf8_look(const char *s, size_t len);

#endif
