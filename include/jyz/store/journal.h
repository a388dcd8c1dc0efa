/*
 * The journal: each writing command is one transaction and one entry that
 * says who, when, with which command line and why, and holds the SQLite
 * changeset of what it did, deflated.  An index table names the records that
 * each entry touched.
 *
 * A row of a part (a table with an ON DELETE CASCADE reference to its head)
 * is indexed as its head, so a record's history holds its parts.  Parts are
 * inserted and deleted, never updated, so that each change of a part names
 * its head.
 */
#ifndef JYZ_STORE_JOURNAL_H
#define JYZ_STORE_JOURNAL_H

#include "jyz/base/mem.h"
#include "jyz/base/value.h"
#include "jyz/store/stmt.h"
#include "jyz/store/tx.h"

/* What is being done; texts are borrowed for the call. */
struct jyz_deed {
	const char *at;      /* moment, UTC */
	const char *who;
	const char *command; /* the command line */
	const char *reason;  /* NULL: none was given */
	const char *action;  /* "write", "init", "undo", "redo", "upgrade",
				"restore", "seal", "unseal"; only "write"
				can be undone */
};

/* A journalled transaction; freed unfinished it rolls back. */
struct jyz_journal {
	struct jyz_tx tx;
	void *session;
};

#define JYZ_JOURNAL_INIT { JYZ_TX_INIT, NULL }

/* Begins the (outermost) transaction and starts to record. */
int jyz_journal_begin(struct jyz_journal *j, struct jyz_store *store,
		      struct jyz_error *err) JYZ_CHECKED;

/*
 * Writes the entry and commits.  *entry is its number, or 0 when nothing was
 * changed (then no entry is made).  keep_empty makes an entry all the same
 * (init, upgrade, restore).
 */
int jyz_journal_commit(struct jyz_journal *j, const struct jyz_deed *deed,
		       bool keep_empty, int64_t *entry,
		       struct jyz_error *err) JYZ_CHECKED;

void jyz_journal_free(struct jyz_journal *j);

/* An entry as it is listed.  Texts live in the arena that was given. */
struct jyz_entry {
	int64_t id;
	const char *at;
	const char *who;
	const char *command;
	const char *reason;    /* or NULL */
	const char *action;
	int64_t schema_version;
	int64_t rows;          /* rows inserted, updated or deleted */
	int64_t target;        /* entry that an undo or redo is about, or 0 */
	int64_t undone_by;     /* the undo in force, or 0 */
};

struct jyz_entries {
	struct jyz_entry *items; /* newest first */
	size_t count, room;
	struct jyz_arena arena;
};

#define JYZ_ENTRIES_INIT { NULL, 0, 0, JYZ_ARENA_INIT }

/*
 * The newest limit entries (0: all), or those that touched the record id of
 * table (NULL: any); also: numbers of others to go with these, a JSON array,
 * or NULL.
 */
int jyz_journal_list(struct jyz_store *store, const char *table, int64_t id,
		     const char *also, int64_t limit, struct jyz_entries *out,
		     struct jyz_error *err) JYZ_CHECKED;
void jyz_entries_free(struct jyz_entries *entries);

/*
 * The reason of the newest entry of this action at this moment, as fresh
 * text; NULL: it has none, or there is no such entry.
 */
int jyz_journal_reason(struct jyz_store *store, const char *action,
		       const char *at, char **reason,
		       struct jyz_error *err) JYZ_CHECKED;

/* One changed row of an entry. */
struct jyz_change {
	char op;               /* '+' inserted, '~' updated, '-' deleted */
	const char *table;
	int64_t row;           /* its id; 0 where there is none (setting) */
	const char *head;      /* table of the record that it belongs to: */
	int64_t head_row;      /* itself, or the head of a part */
	size_t columns;
	const char *const *names;
	/* '~': only columns with changed[i] have values; '+': only after;
	 * '-': only before.  Without an id the key is given always. */
	const bool *changed;
	const struct jyz_value *before;
	const struct jyz_value *after;
};

/*
 * Calls fn for each changed row of an entry, in the changeset's order; what
 * it gets is borrowed for the call.  fn returns a code, and less than 0
 * ends the walk with that.  JYZ_ENOTFOUND: no such entry.
 * JYZ_ESCHEMA: the entry is of a schema whose tables had other columns.
 */
typedef int jyz_change_fn(const struct jyz_change *change, void *payload,
			  struct jyz_error *err);
int jyz_journal_walk(struct jyz_store *store, int64_t entry,
		     jyz_change_fn *fn, void *payload,
		     struct jyz_error *err) JYZ_CHECKED;

/*
 * For check: how many entries cannot be read back, or lack a record that
 * they touched in the index.
 */
int jyz_journal_check(struct jyz_store *store, int64_t *bad,
		      struct jyz_error *err) JYZ_CHECKED;

#endif
