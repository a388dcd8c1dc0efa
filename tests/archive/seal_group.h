/*
 * A group with a record of every kind in 2026-1 and that term sealed, and
 * lines of shell on its database or on copies of it.
 */
#ifndef SEAL_GROUP_H
#define SEAL_GROUP_H

#include "at.h"

extern const char *dir;    /* where the lines are run */
extern const char *db;
extern const char *digest; /* as sealing printed it */

/* For cmocka: makes the group, with a record of each kind; seal_it seals it
 * and keeps the digest. */
int seal_group(void **state);
void seal_it(void);
/* The same, sealed, with attachments, one of them of a kind with private
 * fields. */
int seal_group_sealed(void **state);

/* A line of shell in which $j is the program on that database. */
struct jt_result sh(const char *file, const char *fmt, ...)
	JYZ_PRINTF(2, 3);
const char *copy_of(const char *file, const char *name);
size_t count_of(const char *text, const char *part);
/* "digest" in the JSON that seal printed. */
const char *digest_of(const char *json);

#define ok(...)                                                            \
	do {                                                                  \
		struct jt_result r_ = sh(__VA_ARGS__);                     \
		if (r_.status)                                                \
			jt_fail("%d: %s%s", r_.status, r_.out, r_.err);       \
	} while (0)

/* Refused because the term is sealed, and with what to type next. */
#define refused(...)                                                       \
	do {                                                                  \
		struct jt_result r_ = sh(__VA_ARGS__);                     \
		jt_exit(&r_, 1);                                              \
		jt_has(r_.err, "sealed");                                     \
		jt_has(r_.err, "archive unseal");                             \
	} while (0)

#endif
