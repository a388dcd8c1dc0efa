/*
 * What the files of this room share and nobody else sees: the connection,
 * the cache of statements, what is known about a table, the file system.
 */
#ifndef JYZ_STORE_PRIVATE_H
#define JYZ_STORE_PRIVATE_H

/* Before sqlite3.h: these show the prototypes of the changeset API. */
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>
#include <stdlib.h>

#include "jyz/base/file.h"
#include "jyz/base/i18n.h"
#include "jyz/base/mem.h"
#include "jyz/store/stmt.h"
#include "jyz/store/store.h"
#include "jyz/store/tx.h"

#define JYZ_SLOT_BUCKETS 128
#define JYZ_SLOT_CAP 256

struct jyz_table;

struct jyz_store {
	sqlite3 *db;
	char *path; /* as it was given; NULL: in memory */
	const struct jyz_schema *schema;
	bool readonly;  /* nothing may be written through this store */
	bool upgrading; /* any older version will do */
	int version;    /* of the file, when it was opened or upgraded */
	int depth;      /* open transactions, savepoints included */
	bool reading;   /* the outermost transaction only reads */
	bool ending;    /* a COMMIT of this room is being run */
	char *misuse;   /* first mistake found when a statement was freed */
	struct jyz_table *tables;
	struct jyz_stmt_slot *slots[JYZ_SLOT_BUCKETS];
	size_t slot_count;
};

/* fail.c: the only place where result codes of SQLite become ours. */
int jyz_store_fail(struct jyz_store *store, int rc, const char *sql,
		   struct jyz_error *err);
int jyz_sqlite_fail(sqlite3 *db, const char *path, int rc, const char *sql,
		    struct jyz_error *err);
int jyz_store_bug(struct jyz_error *err, const char *what, const char *detail);

/* stmt.c, slot.c */
struct jyz_stmt_slot {
	struct jyz_stmt_slot *next;
	char *sql;
	uint32_t hash;
	bool busy;
	bool cached;
	sqlite3_stmt *handle;
	char **params;    /* their names; the first has the number 1 */
	int n_params;
	int param;        /* the one after the last that was found */
	/* Column names are copied: SQLite makes them anew on each call. */
	char **names;
	int columns;
	int reprepared;   /* the count at which names were copied */
	int hint;         /* column after the last one found */
	bool twins;       /* two columns have one name */
};

int jyz_slot_get(struct jyz_stmt_slot **out, struct jyz_store *store,
		 const char *sql, struct jyz_error *err) JYZ_CHECKED;
void jyz_slot_put(struct jyz_stmt_slot *slot);
/* The number of a parameter; 0: there is none of this name. */
int jyz_slot_param(struct jyz_stmt_slot *slot, const char *name);
void jyz_slot_names(struct jyz_stmt_slot *slot);
void jyz_slots_drop(struct jyz_store *store);

/* One statement without parameters or rows, through the cache. */
int jyz_store_run(struct jyz_store *store, const char *sql,
		  struct jyz_error *err) JYZ_CHECKED;
/* The integer in the only row and column of a statement. */
int jyz_store_ask(struct jyz_store *store, const char *sql, int64_t *out,
		  struct jyz_error *err) JYZ_CHECKED;

/* tx.c: what SQLite has rolled back by itself must not go on by halves. */
bool jyz_tx_lost(const struct jyz_store *store);
int jyz_tx_lost_error(struct jyz_store *store, struct jyz_error *err);

/* open.c */
enum jyz_raw_flags {
	JYZ_RAW_WRITE = 1 << 0,
	JYZ_RAW_FAST = 1 << 1, /* a file that is not in its place yet */
};
int jyz_store_raw(struct jyz_store **out, const char *path, unsigned flags,
		  const struct jyz_schema *schema,
		  struct jyz_error *err) JYZ_CHECKED;
int jyz_store_identify(struct jyz_store *store, bool *wal,
		       struct jyz_error *err) JYZ_CHECKED;
int jyz_store_leave_wal(struct jyz_store *store, struct jyz_error *err)
	JYZ_CHECKED;
int jyz_store_settle(struct jyz_store *store, struct jyz_error *err)
	JYZ_CHECKED;
int jyz_store_judge(const struct jyz_store *store, int version,
		    bool older_too, bool newer_too,
		    struct jyz_error *err) JYZ_CHECKED;
int jyz_path_judge(const char *path, struct jyz_error *err) JYZ_CHECKED;

/* schema.c */
int jyz_schema_last(const struct jyz_schema *schema);
int jyz_schema_make(struct jyz_store *store, int upto,
		    struct jyz_error *err) JYZ_CHECKED;
int jyz_schema_apply(struct jyz_store *store, int after, int upto,
		     const char *moment, struct jyz_error *err) JYZ_CHECKED;
int jyz_schema_memory(struct jyz_store **out, const struct jyz_schema *schema,
		      int upto, struct jyz_error *err) JYZ_CHECKED;
void jyz_schema_hash(char out[65], const char *sql);
/* table.c: what the schema says of a table, kept for the connection. */
struct jyz_table {
	struct jyz_table *next;
	char *name;
	char **names;
	int columns;
	int key;   /* first column of the primary key, -1: there is none */
	bool ided; /* the key is one integer: the id */
	int head;  /* a part: the column that holds its head's id; else -1 */
	char *head_table;
	int stamp; /* updated_at, or -1 */
};

/* JYZ_ENOTFOUND: no such table. */
int jyz_table_get(const struct jyz_table **out, struct jyz_store *store,
		  const char *name, struct jyz_error *err) JYZ_CHECKED;
void jyz_tables_drop(struct jyz_store *store);
/* One integer of a row; 0 when it is null or there is no such row. */
int jyz_table_peek(struct jyz_store *store, const struct jyz_table *table,
		   int column, int64_t row, int64_t *out,
		   struct jyz_error *err) JYZ_CHECKED;

/* changeset.c */
int jyz_session_begin(sqlite3_session **out, struct jyz_store *store,
		      struct jyz_error *err) JYZ_CHECKED;
/* What was recorded; out is empty when nothing was. */
int jyz_session_take(sqlite3_session *session, struct jyz_store *store,
		     struct jyz_buf *out, struct jyz_error *err) JYZ_CHECKED;
int jyz_changeset_pack(struct jyz_buf *out, const struct jyz_buf *raw,
		       struct jyz_error *err) JYZ_CHECKED;
int jyz_changeset_unpack(struct jyz_buf *out, const void *blob, size_t len,
			 int64_t size, struct jyz_error *err) JYZ_CHECKED;

/* A changed row; the iterator stands on it. */
struct jyz_row {
	sqlite3_changeset_iter *iter;
	const struct jyz_table *table;
	char op;
	int64_t id; /* 0: a table without an id */
	const char *head;
	int64_t head_id;
};

typedef int jyz_changed_fn(const struct jyz_row *row, void *payload,
		       struct jyz_error *err);

/* The value before and after; NULL where the changeset has none. */
sqlite3_value *jyz_row_before(const struct jyz_row *row, int column);
sqlite3_value *jyz_row_after(const struct jyz_row *row, int column);
/* For iterators that somebody else moves; the table must be known. */
void jyz_row_read(struct jyz_row *row, sqlite3_changeset_iter *iter,
		  const struct jyz_table *table);
/* Text is borrowed from value, or in the arena. */
struct jyz_value jyz_value_of(sqlite3_value *value, struct jyz_arena *arena);
/* JYZ_ESCHEMA: a table is missing or has another number of columns. */
int jyz_changeset_each(struct jyz_store *store, struct jyz_buf *raw,
		       jyz_changed_fn *fn, void *payload,
		       struct jyz_error *err) JYZ_CHECKED;

/* journal.c: records (heads) that a changeset touched, each once. */
struct jyz_touch {
	const char *table; /* as long as the store's tables are kept */
	int64_t row;
};
struct jyz_touched {
	struct jyz_touch *items;
	size_t count, room;
	int64_t rows; /* changes, of parts too */
};
#define JYZ_TOUCHED_INIT { NULL, 0, 0, 0 }
void jyz_touched_free(struct jyz_touched *touched);
int jyz_touched_read(struct jyz_touched *out, struct jyz_store *store,
		     struct jyz_buf *raw, struct jyz_error *err) JYZ_CHECKED;

struct jyz_deed;
struct jyz_entry;
struct jyz_clashes;

/* clash.c: what stands in the way of a changeset. */
struct jyz_collector {
	struct jyz_store *store;
	struct jyz_clashes *clashes;
	/* Rows where nothing but the time of the last change differed. */
	int64_t lenient;
	/* A failure that is no clash; code JYZ_OK: none. */
	struct jyz_error *err;
};
/* For sqlite3changeset_apply; payload is a struct jyz_collector. */
int jyz_clash_collect(void *payload, int type, sqlite3_changeset_iter *iter);
/* References that point nowhere since raw was applied. */
int jyz_clash_references(struct jyz_collector *c, struct jyz_buf *raw,
			 struct jyz_error *err) JYZ_CHECKED;

/* Within a transaction.  target 0: none.  raw may be empty. */
int jyz_entry_write(int64_t *id, struct jyz_store *store,
		    const struct jyz_deed *deed, const char *action,
		    int64_t target, const struct jyz_buf *raw,
		    const struct jyz_touched *touched,
		    struct jyz_error *err) JYZ_CHECKED;
int jyz_entry_read(struct jyz_entry *out, struct jyz_buf *raw,
		   struct jyz_arena *arena, struct jyz_store *store,
		   int64_t id, struct jyz_error *err) JYZ_CHECKED;

/* content.c: one content by its id; fn NULL: only to compare its hash. */
int jyz_content_pass(struct jyz_store *store, int64_t id, const char *sha256,
		     int (*fn)(const void *bytes, size_t len, void *payload,
			       struct jyz_error *err),
		     void *payload, struct jyz_error *err) JYZ_CHECKED;

/* copy.c: a complete, checked copy of a database under a temporary name. */
int jyz_copy_make(struct jyz_temp *temp, struct jyz_store *source,
		  const char *beside, bool thorough,
		  struct jyz_error *err) JYZ_CHECKED;
/* The first fault of an integrity check, or NULL. */
int jyz_store_sound(struct jyz_store *store, bool thorough, char **fault,
		    struct jyz_error *err) JYZ_CHECKED;
/* Rows whose reference points nowhere. */
int jyz_store_dangling(struct jyz_store *store, int64_t *count,
		       struct jyz_error *err) JYZ_CHECKED;

/* beside.c */
/* What a failed build may have left. */
extern const char *const jyz_database_ends[];
#define JYZ_DATABASE_TEMP { NULL, jyz_database_ends }
/* JYZ_EEXISTS: a journal lies where the file's own would be. */
int jyz_sidecars_absent(const char *path, struct jyz_error *err) JYZ_CHECKED;
/* "…/jyz.db" and "v3-20261121T083000Z" give "…/jyz.db.v3-….bak". */
char *jyz_path_kept(const char *path, const char *mark, const char *moment,
		    int attempt);

/* Frees a string of malloc at the end of its scope: JYZ_AUTO(jyz_own). */
struct jyz_own {
	char *s;
};
static inline void jyz_own_free(struct jyz_own *own)
{
	free(own->s);
	own->s = NULL;
}

#endif
