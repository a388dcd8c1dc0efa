/*
 * Text as people write it: UTF-8 inside, folded for comparing, measured in
 * display cells, escaped for the terminal.  Independent of the locale.
 */
#ifndef JYZ_BASE_TEXT_H
#define JYZ_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "jyz/base/mem.h"

/* Strictly valid UTF-8 without NUL bytes. */
bool jyz_text_valid(const char *s, size_t len);

/*
 * The key under which names are compared: NFKC, case folded, without
 * brackets of any kind, blanks of any kind and middle-dot variants.
 * 高一(1)班 = 高一（１）班 = 高一1班; 阿依古丽·买买提 = 阿依古丽•买买提.
 */
void jyz_text_key(struct jyz_buf *out, const char *s);

/* Does s fold to that key?  NULL does to none. */
bool jyz_text_is(const char *s, const char *key);

/* Normal form KC with its case folded, nothing left out but what cannot be
 * seen: what texts are searched by. */
void jyz_text_fold(struct jyz_buf *out, const char *s);

/*
 * What a number or date parser reads: NFKC (full-width digits become
 * digits), blanks at both ends removed, the ideographic one included.
 */
void jyz_text_plain(struct jyz_buf *out, const char *s);

/* Blanks (ideographic and no-break ones too) at both ends removed. */
void jyz_text_trim(struct jyz_buf *out, const char *s);

/* Cells on a terminal; control characters count 0. */
int jyz_text_width(const char *s);

/*
 * Appends s so that no byte of it can drive a terminal: C0, DEL, C1, bidi
 * overrides and line separators become \xNN or \u{NNNN}.  Newlines and
 * tabs too, unless keep_lines.
 */
void jyz_text_escape(struct jyz_buf *out, const char *s, bool keep_lines);

/* Beyond ASCII: a character that jyz_text_escape would not let through. */
bool jyz_text_hazard(int32_t cp);

/*
 * The end of the cluster (what people see as one character) that begins at
 * s, which must lie before end, and its cells.
 */
const char *jyz_text_cluster(const char *s, const char *end, int *cells);

/* What a text ends in of which only the beginning had room, wherever it may be
 * read again: it must not take the place of the whole one. */
#define JYZ_TEXT_CUT_OFF "…[cut off 已截断]"

/* Cuts s to at most cells columns, with an ellipsis when something went. */
void jyz_text_cut(struct jyz_buf *out, const char *s, int cells);

/*
 * The key prefix is a beginning of key, and does not end inside a run of
 * digits: 高一1 begins 高一1班 and not 高一10班.
 */
bool jyz_text_begins(const char *key, const char *prefix);

/* Edit distance (with transpositions) in code points, for "did you mean". */
size_t jyz_text_distance(const char *a, const char *b);

/*
 * Order in which people expect names: runs of digits by their number, all
 * else by code point (高一2班 before 高一10班).  <0, 0, >0.
 */
int jyz_text_compare(const char *a, const char *b);

#endif
