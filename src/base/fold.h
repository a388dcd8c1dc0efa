/*
 * Folding text for searching: between text.c, which has Unicode's tables,
 * and text_find.c.  Private to src/base.
 */
#ifndef JYZ_BASE_FOLD_H
#define JYZ_BASE_FOLD_H

#include "jyz/base/mem.h"

/* Normal form KC, case folded; each character by the tables. */
void jyz_fold_slowly(struct jyz_buf *out, const char *s, size_t len);

#endif
