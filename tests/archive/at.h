/*
 * What the tests of archives share: databases with a sample of every kind,
 * and folders of archives to look into and to tamper with.
 */
#ifndef AT_H
#define AT_H

#include "jt.h"

#include "jyz/archive/export.h"
#include "jyz/archive/import.h"
#include "jyz/records/record.h"
#include "jyz/store/journal.h"

struct at {
	struct jyz_store *store;
	struct jyz_desk desk;
	struct jyz_error err;
	const char *path;
	int64_t entry; /* of the last import; 0: nothing was written */
};

/* A new database, with the rubrics that each begins with. */
void at_open(struct at *at);
/* Two terms and records of every kind, with texts of every sort. */
void at_sample(struct at *at);
void at_close(struct at *at);

/* uid as a short word, made a uid by at_uid; then field and text in pairs,
 * ended by NULL. */
int64_t at_add(struct at *at, const char *kind, const char *uid,
	       const char *moment, ...);
/* A file of these bytes, attached under that name. */
void at_attach(struct at *at, const char *kind, int64_t record,
	       const char *uid, const char *name, const char *text);
/* "a1" is "a1000000000000000000000000000000". */
const char *at_uid(const char *word);
void at_exec(struct at *at, const char *sql);
/* The single value of a query as text, NULL: none. */
const char *at_sql(struct at *at, const char *sql);

/* Exports a term (by its code) to a fresh folder. */
const char *at_export(struct at *at, const char *term);
int at_try_export(struct at *at, const char *term, const char *dir,
		  bool replace);
/* Imports as a command does: journalled, rolled back when rows are
 * rejected.  merge may be NULL. */
int at_import(struct at *at, const char *dir, struct jyz_merge *merge);

/* A file of the folder. */
char *at_read(const char *dir, const char *name);
/* Puts other text in the place of what stands in a file, and makes
 * SHA256SUMS anew. */
void at_edit(const char *dir, const char *name, const char *from,
	     const char *to);
void at_sums(const char *dir);
/* All files of both folders have the same bytes. */
void at_same(const char *a, const char *b);
/* Names in a folder, sorted, with blanks between. */
const char *at_list(const char *dir);

#endif
