/*
 * What the tests of records share: a desk on a database in memory, records
 * written in one line, each in a journalled transaction of its own as a
 * command would do it, and SQL to look behind the curtain.
 */
#ifndef RT_H
#define RT_H

#include "jt.h"

#include "jyz/records/gaps.h"
#include "jyz/records/history.h"
#include "jyz/records/import.h"
#include "jyz/records/list.h"
#include "jyz/records/record.h"
#include "jyz/records/resolve.h"
#include "jyz/store/journal.h"
#include "jyz/store/tx.h"
#include "jyz/store/undo.h"

struct rt {
	struct jyz_store *store;
	struct jyz_desk desk;
	struct jyz_error err; /* of the last call that failed */
	int64_t entry;        /* journal entry of the last call, 0: none */
	const char *blamed;   /* field or part that the last error was about */
};

/* Today is 2026-11-21.  school: terms, people and classes, see rt.c. */
void rt_open(struct rt *rt);
void rt_open_as(struct rt *rt, const struct jyz_schema *schema,
		const struct jyz_catalogue *catalogue);
void rt_school(struct rt *rt);
void rt_close(struct rt *rt);

/* cmocka's set-up and tear-down: *state is a struct rt with the school. */
int rt_setup(void **state);
int rt_teardown(void **state);

const struct jyz_kind *rt_kind(const struct rt *rt, const char *name);

/*
 * Arguments: field or part name and text, in pairs, ended by NULL; a part
 * may come several times.  rt_try and rt_change give the code, rt_add and
 * rt_edit must succeed.
 */
int rt_try(struct rt *rt, int64_t *id, const char *kind, ...);
int64_t rt_add(struct rt *rt, const char *kind, ...);
int rt_change(struct rt *rt, const char *kind, int64_t id, ...);
void rt_edit(struct rt *rt, const char *kind, int64_t id, ...);
int rt_remove(struct rt *rt, const char *kind, int64_t id);

/* Attaches the file at path; *added as jyz_attach_file has it, or NULL. */
int64_t rt_attach(struct rt *rt, const char *kind, int64_t record,
		  const char *path, bool *added);

/* The last call failed with code, about that field, with that text. */
#define rt_failed(rt, rc, code, field, text)                                 \
	rt_failed_at(rt, rc, code, field, text, __FILE__, __LINE__)
void rt_failed_at(struct rt *rt, int rc, int code, const char *field,
		  const char *text, const char *file, int line);

/* A field, or the lines of a part, as they are exported; NULL: absent. */
const char *rt_get(struct rt *rt, const char *kind, int64_t id,
		   const char *field);

struct rt_import {
	bool update, create_missing, dry_run;
	const char *encoding;
	size_t len; /* of the text; 0: strlen */
};
/* Imports text; what it found is in *out (freed by the caller's next). */
int rt_import(struct rt *rt, const char *kind, const char *text,
	      const struct rt_import *how, struct jyz_import *out);
/* "new 1, changed 0, same 0, made 0, rejected 0". */
const char *rt_tally(const struct jyz_import *import);

/* All records of a kind as CSV with field names, as people would export. */
const char *rt_export(struct rt *rt, const char *kind);

int rt_undo(struct rt *rt, int64_t entry);
int rt_redo(struct rt *rt);

/* One value by SQL, as text (NULL: none); and SQL that writes. */
const char *rt_sql(struct rt *rt, const char *sql);
int64_t rt_count(struct rt *rt, const char *sql);
int rt_exec(struct rt *rt, const char *sql);

/* A note that has this text in it was made; notes are forgotten. */
bool rt_noted(struct rt *rt, const char *text);

/* The same numbers on every run. */
uint64_t rt_random(uint64_t *seed);

#endif
