/*
 * Undo and redo: an entry's changeset, inverted or applied again, as one
 * transaction that is an entry itself.
 *
 * undo without a number takes the newest "write" entry that is not undone;
 * it stops (JYZ_EINVAL) at an init, upgrade, restore, seal or unseal that is
 * newer.  redo takes the newest undo that no write has followed, or the undo
 * of an entry that is named, whatever has followed it.  Entries of an older
 * schema are read-only history (JYZ_ESCHEMA).
 *
 * Changesets are applied with foreign keys and triggers off (both are put
 * back on every path); before the commit all foreign keys are checked and
 * the caller's check is asked.
 */
#ifndef JYZ_STORE_UNDO_H
#define JYZ_STORE_UNDO_H

#include "jyz/store/journal.h"

/*
 * A value that is not what the entry left behind.  A column updated_at that
 * alone differs is none: each change writes it, so that otherwise two edits
 * of different fields of one record would always be in each other's way.
 */
struct jyz_clash {
	const char *table;
	int64_t row;
	const char *head;         /* the record that the row belongs to */
	int64_t head_row;
	const char *column;       /* NULL: the row as a whole; of a table
				     without an id (setting): the key */
	struct jyz_value expected; /* what the entry left */
	struct jyz_value found;    /* what is there now (null when gone) */
	struct jyz_value wanted;   /* what would have been written */
	const char *reason;        /* "changed", "gone", "exists",
				      "constraint", "referenced" */
};

struct jyz_clashes {
	struct jyz_clash *items;
	size_t count, room;
	struct jyz_arena arena;
};

#define JYZ_CLASHES_INIT { NULL, 0, 0, JYZ_ARENA_INIT }
void jyz_clashes_free(struct jyz_clashes *clashes);

/*
 * Asked before the commit, within the transaction, with every record (head)
 * that the changeset touched: are the rules that no constraint holds met?
 * held: it is as it was, but an attachment of it has come or gone.
 */
typedef int jyz_touched_fn(const char *table, int64_t row, bool held,
			   void *payload, struct jyz_error *err);

struct jyz_undone {
	int64_t entry;  /* the new entry */
	int64_t target; /* the write entry undone or done again */
	int64_t rows;
	char *command;  /* of the target; owned: jyz_undone_free */
};

void jyz_undone_free(struct jyz_undone *undone);

/*
 * entry 0: the newest; of redo a number may be that of the entry undone or of
 * its undo.  dry_run rolls back at the end (out->entry is 0).
 * JYZ_ENOTFOUND: nothing to undo, or no such entry.  JYZ_ECONFLICT: rows
 * have changed since; clashes lists them, nothing was written.
 */
int jyz_undo(struct jyz_store *store, int64_t entry,
	     const struct jyz_deed *deed, bool dry_run, jyz_touched_fn *check,
	     void *payload, struct jyz_clashes *clashes,
	     struct jyz_undone *out, struct jyz_error *err) JYZ_CHECKED;
int jyz_redo(struct jyz_store *store, int64_t entry,
	     const struct jyz_deed *deed, bool dry_run, jyz_touched_fn *check,
	     void *payload, struct jyz_clashes *clashes,
	     struct jyz_undone *out, struct jyz_error *err) JYZ_CHECKED;

#endif
