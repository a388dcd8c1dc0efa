/*
 * Scoped transactions.  The outermost is BEGIN IMMEDIATE, inner ones are
 * savepoints.  Freed before jyz_tx_commit, it rolls back.
 */
#ifndef JYZ_STORE_TX_H
#define JYZ_STORE_TX_H

#include "jyz/store/store.h"

struct jyz_tx {
	struct jyz_store *store; /* NULL: not open */
	int depth;
	const char *file; /* who began it */
	int line;
};

#define JYZ_TX_INIT { NULL, 0, NULL, 0 }

#define jyz_tx_begin(tx, store, err) \
	jyz_tx_begin_at((tx), (store), __FILE__, __LINE__, (err))

int jyz_tx_begin_at(struct jyz_tx *tx, struct jyz_store *store,
		    const char *file, int line,
		    struct jyz_error *err) JYZ_CHECKED;

/* On failure the transaction is rolled back. */
int jyz_tx_commit(struct jyz_tx *tx, struct jyz_error *err) JYZ_CHECKED;

void jyz_tx_free(struct jyz_tx *tx);

/*
 * A transaction that only reads, so that several queries see one state of
 * the file: BEGIN DEFERRED, for outermost use only.
 */
int jyz_tx_begin_read(struct jyz_tx *tx, struct jyz_store *store,
		      struct jyz_error *err) JYZ_CHECKED;

#endif
