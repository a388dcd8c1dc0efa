/*
 * Bytes of a known or unknown encoding become UTF-8; private to this room.
 */
#ifndef JYZ_SRC_INPUT_DECODE_H
#define JYZ_SRC_INPUT_DECODE_H

#include "jyz/input/source.h"

/*
 * Turns source->text, which holds the bytes as they were read, into UTF-8
 * and sets encoding and guessed.  On failure the text is undefined.
 */
int jyz_source_convert(struct jyz_source *source, const char *encoding,
		       struct jyz_error *err) JYZ_CHECKED;

#endif
