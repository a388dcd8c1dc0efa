/*
 * Text from the outside: bytes in any usual encoding become UTF-8.
 */
#ifndef JYZ_INPUT_SOURCE_H
#define JYZ_INPUT_SOURCE_H

#include <stdbool.h>

#include "jyz/base/mem.h"

/* A whole input file as UTF-8 text, without BOM. */
struct jyz_source {
	char *name;           /* as given; "-" is standard input */
	struct {
		const char *data; /* with a NUL byte after it */
		size_t len;
	} text;
	const char *encoding; /* "UTF-8", "UTF-16LE", "UTF-16BE",
				 "GB18030"..., static or of the caller */
	bool guessed;         /* neither a BOM nor the caller said so */
	struct jyz_buf read;  /* what text lies in ... */
	void *mapped;         /* ... or the file itself, in memory */
	size_t n_mapped;
};

#define JYZ_SOURCE_INIT \
	{ NULL, { "", 0 }, NULL, false, JYZ_BUF_INIT, NULL, 0 }

/* Files larger than this are refused. */
#define JYZ_SOURCE_MAX ((size_t)1 << 30)

/*
 * Reads a file ("-": standard input).  encoding NULL: a BOM decides; a NUL
 * byte in the first 4 kB means UTF-16 (unless there are few and all else is
 * UTF-8: then it is text with stray NULs, and refused); strictly valid UTF-8
 * with a character of U+0800 or more, or pure ASCII, is UTF-8; all else
 * GB18030 if it can be (reading/ecosystem.md has the measurement behind the
 * rule).  encoding may be any name that iconv knows, in any case; gbk and
 * gb2312 mean their superset GB18030.
 * JYZ_ENOTFOUND: no such file.  JYZ_EIO: a folder, not readable.
 * JYZ_EINVAL: not in that encoding (names line and byte), NUL characters,
 * unknown encoding, too large; the hint names --encoding.
 */
int jyz_source_read(struct jyz_source *out, const char *path,
		    const char *encoding, struct jyz_error *err) JYZ_CHECKED;

/* The same for bytes in memory; name is what messages call it. */
int jyz_source_decode(struct jyz_source *out, const char *name,
		      const char *bytes, size_t len, const char *encoding,
		      struct jyz_error *err) JYZ_CHECKED;

void jyz_source_free(struct jyz_source *source);

#endif
