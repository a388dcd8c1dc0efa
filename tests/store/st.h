/*
 * What the tests of the store share: a small schema of three steps (the
 * house; teachers and lessons with their scores; a later column), and short
 * ways to write and to ask.
 */
#ifndef ST_H
#define ST_H

#include "jt.h"

#include "jyz/store/keep.h"
#include "jyz/store/undo.h"

/* The schema up to its second and its third step. */
const struct jyz_schema *st_schema(size_t steps);

extern const struct jyz_deed st_deed;

/* A fresh store of two steps, in memory or at a fresh path. */
struct jyz_store *st_memory(void);
struct jyz_store *st_file(const char **path);
struct jyz_store *st_open(const char *path, enum jyz_open_mode mode);

/* Runs SQL as one journalled command; gives the entry's number. */
int64_t st_do(struct jyz_store *store, const char *sql);
int64_t st_do_as(struct jyz_store *store, const char *action,
		 const char *sql);

/* The value of a query that gives one row of one column. */
int64_t st_int(struct jyz_store *store, const char *sql);
const char *st_text(struct jyz_store *store, const char *sql);

/* All rows of all records as one text, to compare states. */
const char *st_state(struct jyz_store *store);

/* "PATH" and "-journal": "PATH-journal"; the folder of a path. */
const char *st_beside(const char *path, const char *end);
const char *st_folder(const char *path);
bool st_exists(const char *path);

/* Acts as a user whom file modes bind, and who owns path and its folder. */
void st_become_nobody(const char *path);
void st_become_root(void);

/* SQL through SQLite itself, as another program would; gives its code. */
int st_foreign(const char *path, const char *sql);
/* The same, in another process that ends without closing. */
void st_foreign_killed(const char *path, const char *sql);

/* Another process that has run sql and holds its locks until the end. */
struct st_holder {
	int pid;
	int pipe;
};
struct st_holder st_hold(const char *path, const char *sql);
void st_release(struct st_holder *holder);

#endif
