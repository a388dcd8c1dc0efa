/*
 * The parts of a zip archive that lies in memory; private to this room.
 * One part is read at a time.
 */
#ifndef JYZ_SRC_INPUT_ZIP_H
#define JYZ_SRC_INPUT_ZIP_H

#include <stdbool.h>

#include "jyz/base/mem.h"

struct jyz_zip;

/* What lies in bytes is borrowed, name is what messages call it.  NULL: it is
 * no whole zip archive. */
struct jyz_zip *jyz_zip_open(const char *name, const char *bytes, size_t len);

const char *jyz_zip_name(const struct jyz_zip *zip);

/* As in the format, capitals do not matter in the names of parts. */
bool jyz_zip_has(struct jyz_zip *zip, const char *part);

/*
 * Begins to read a part that may unpack to so many bytes.  JYZ_EINVAL: it is
 * not there, damaged, under a password.
 */
int jyz_zip_enter(struct jyz_zip *zip, const char *part, size_t most,
		  struct jyz_error *err) JYZ_CHECKED;

/*
 * Gives the next bytes; none: all were read, and their checksum is right.
 * JYZ_EINVAL: damaged, or larger than it may be.
 */
int jyz_zip_next(struct jyz_zip *zip, void *to, size_t room, size_t *len,
		 struct jyz_error *err) JYZ_CHECKED;

void jyz_zip_leave(struct jyz_zip *zip);
void jyz_zip_close(struct jyz_zip *zip);

#endif
