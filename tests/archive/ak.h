/*
 * What the tests over the catalogue share: a database that has each kind's
 * own example and a file attached to it, and the program in a line of shell.
 */
#ifndef AK_H
#define AK_H

#include "jt.h"

#include "jyz/records/desk.h"

extern const char *ak_dir, *ak_db; /* the folder of work, the database */

/* Makes both. */
void ak_school(void);

/* The file that is attached to the example, and what is in it. */
const char *ak_file(const struct jyz_kind *kind);
const char *ak_content(const struct jyz_kind *kind);

/* A line of shell in which $j is the program on that database; it must give
 * exit code 0. */
struct jt_result ak_ok(const char *db, const char *fmt,
		       ...) JYZ_PRINTF(2, 3);

/* All records of the kind as CSV. */
const char *ak_list(const char *db, const struct jyz_kind *kind);

size_t ak_lines(const char *text);

#endif
