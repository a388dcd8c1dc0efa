/*
 * The database file: open, close, identity, settings of the connection.
 *
 * A connection has foreign keys on, defensive mode, trusted_schema off,
 * cell_size_check on, loading of extensions off, a rollback journal with
 * synchronous=EXTRA and a busy timeout of 10 s.  The file is 0600.
 * Knows the tables of the house (journal, setting, schema_log) and no record.
 * Queries may order by COLLATE names (jyz_text_compare: 2 before 10).
 */
#ifndef JYZ_STORE_STORE_H
#define JYZ_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "jyz/base/error.h"

#define JYZ_APPLICATION_ID 0x6a797a31 /* "jyz1" */
#define JYZ_BUSY_MS 10000

struct jyz_store;

/* One numbered file of migrations/, embedded at build time. */
struct jyz_migration {
	int number;
	const char *name; /* "0001_people.sql" */
	const char *sql;  /* NUL-terminated */
};

/* A schema is a list of migrations; the last number is its version. */
struct jyz_schema {
	const struct jyz_migration *steps;
	size_t count;
	const char *program; /* version of the program, for schema_log */
};

/* The migrations that this build carries. */
extern const struct jyz_schema jyz_schema_embedded;

enum jyz_open_mode {
	JYZ_OPEN_READ,    /* never writes to the file */
	JYZ_OPEN_WRITE,
	JYZ_OPEN_CREATE,  /* makes the file (0600) and its schema; refuses
			     an existing one with JYZ_EEXISTS */
	JYZ_OPEN_UPGRADE, /* write, and an older schema is accepted */
	JYZ_OPEN_INSPECT, /* read, and any schema version is accepted:
			     for check and history */
};

/*
 * Opens the database.  JYZ_ENOTFOUND: no such file (the hint names init).
 * JYZ_EEXISTS: create on an existing file.  JYZ_ESCHEMA: an older schema
 * (the hint names db upgrade).  JYZ_EDATABASE: a folder, not a database,
 * another program's database, a newer schema (both versions are named) or a
 * damaged file.  JYZ_EIO: not permitted, read-only when writing.  JYZ_EBUSY:
 * another program held it for JYZ_BUSY_MS.
 * CREATE makes missing parent folders (0700), builds the file under a
 * temporary name in the same folder and links it into place when it is
 * complete and synced, so that no half-made database is ever seen.
 */
int jyz_store_open(struct jyz_store **out, const char *path,
		   enum jyz_open_mode mode, const struct jyz_schema *schema,
		   struct jyz_error *err) JYZ_CHECKED;

/*
 * Makes the file as JYZ_OPEN_CREATE does, without opening it.  fill (or NULL)
 * writes what it begins with before it gets its name: after a crash the
 * database is there whole or not at all.
 */
typedef int jyz_fill_fn(struct jyz_store *store, void *payload,
			struct jyz_error *err);
int jyz_store_create(const char *path, const struct jyz_schema *schema,
		     jyz_fill_fn *fill, void *payload,
		     struct jyz_error *err) JYZ_CHECKED;

/* A database in memory with the whole schema, for tests. */
int jyz_store_open_memory(struct jyz_store **out,
			  const struct jyz_schema *schema,
			  struct jyz_error *err) JYZ_CHECKED;

/* NULL is accepted.  An open transaction is rolled back. */
void jyz_store_close(struct jyz_store *store);

/*
 * How long this store waits for another program's lock, in milliseconds
 * (JYZ_BUSY_MS unless set).  A NULL store: what stores opened from now on
 * in this process have, for tests.
 */
void jyz_store_set_busy(struct jyz_store *store, int ms);

/* PRAGMA user_version of the file. */
int jyz_store_version(struct jyz_store *store, int *out,
		      struct jyz_error *err) JYZ_CHECKED;

/* Runs SQL without parameters or rows (several statements are allowed). */
int jyz_store_exec(struct jyz_store *store, const char *sql,
		   struct jyz_error *err) JYZ_CHECKED;

/* Triggers of this connection, for what they guard against everybody else;
 * to be set as they were (what is returned) on every path. */
bool jyz_store_triggers(struct jyz_store *store, bool on);

/* The rowid of the last INSERT. */
int64_t jyz_store_last_id(const struct jyz_store *store);

/*
 * Settings, in the table setting.  The value is copied into a fresh string
 * (NULL when the key is not set).  Writing needs an open transaction; a NULL
 * value removes the key.
 */
int jyz_setting_get(struct jyz_store *store, const char *key, char **out,
		    struct jyz_error *err) JYZ_CHECKED;
int jyz_setting_set(struct jyz_store *store, const char *key,
		    const char *value, struct jyz_error *err) JYZ_CHECKED;

#endif
