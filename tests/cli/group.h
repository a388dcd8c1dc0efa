/*
 * A small group to try the commands on, and running the program over it:
 * a Saturday in November, English unless a test says otherwise.
 */
#ifndef GROUP_H
#define GROUP_H

#include "jt.h"

/* A name for a database that is not there yet. */
const char *group_path(void);
/* A database made by init: the term 2026-1, a school, a group. */
const char *group_new(void);
/* The same with two teachers, three classes, an exam and its paper. */
const char *group_exam(void);
/* One class's average on that paper; sat NULL: not known. */
void group_result(const char *db, const char *class, const char *average,
		  const char *sat);

/* Runs with JYZ_DB=db, JYZ_NOW and what env changes (NULL: nothing). */
struct jt_result group_run(const char *db, const char *const *argv,
			   const char *const *env);
#define group(db, ...) group_run(db, JT_LIST(__VA_ARGS__), NULL)
/* It must give exit code 0. */
#define group_ok(db, ...)                                                     \
	group_ok_at(db, JT_LIST(__VA_ARGS__), __FILE__, __LINE__)
struct jt_result group_ok_at(const char *db, const char *const *argv,
			     const char *file, int line);
/* The exit code; both parts must be in what it says on stderr. */
#define group_fails(db, code, part, hint, ...)                                \
	group_fails_at(db, code, part, hint, JT_LIST(__VA_ARGS__), __FILE__,  \
		       __LINE__)
void group_fails_at(const char *db, int code, const char *part,
		    const char *hint, const char *const *argv,
		    const char *file, int line);

/* Runs a shell line in which $JYZ is the program. */
struct jt_result group_shell(const char *db, const char *line);

/* Writes len bytes at offset into a file. */
void group_patch(const char *path, long offset, const void *bytes, size_t len);

#endif
