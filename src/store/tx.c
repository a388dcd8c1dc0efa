/*
 * Scoped transactions.  Owns the nesting depth of a store; the outermost is
 * a transaction of SQLite, the inner ones are savepoints of one name (the
 * newest of a name is meant).
 */
#include "jyz/store/tx.h"

#include "private.h"

static const char SQL_BEGIN[] = "BEGIN IMMEDIATE";
static const char SQL_BEGIN_READ[] = "BEGIN DEFERRED";
static const char SQL_COMMIT[] = "COMMIT";
static const char SQL_ROLLBACK[] = "ROLLBACK";
static const char SQL_SAVEPOINT[] = "SAVEPOINT jyz";
static const char SQL_RELEASE[] = "RELEASE jyz";
static const char SQL_ROLLBACK_TO[] = "ROLLBACK TO jyz";

/*
 * A full disk or a read error makes SQLite roll back the whole transaction
 * by itself.  What follows in the same C scope would then be committed
 * statement by statement: it is refused instead.
 */
bool jyz_tx_lost(const struct jyz_store *store)
{
	return store->depth > 0 && sqlite3_get_autocommit(store->db);
}

int jyz_tx_lost_error(struct jyz_store *store, struct jyz_error *err)
{
	return jyz_error_set(err, JYZ_EIO,
			     _("the change to '%s' was rolled back"),
			     store->path ? store->path : ":memory:");
}

static void quietly(struct jyz_store *store, const char *sql)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;

	/* If it fails, SQLite has rolled back already. */
	(void)!jyz_store_run(store, sql, &err);
}

static void roll_back(struct jyz_store *store, int depth)
{
	if (!jyz_tx_lost(store)) {
		if (depth == 1) {
			quietly(store, SQL_ROLLBACK);
		} else {
			quietly(store, SQL_ROLLBACK_TO);
			quietly(store, SQL_RELEASE);
		}
	}
	store->depth = depth - 1;
	if (store->depth == 0) {
		store->reading = false;
		free(store->misuse);
		store->misuse = NULL;
	}
}

/*
 * Between the opening of the file and this moment another program may have
 * upgraded it: what is about to be written would fit the old tables.
 */
static int check_version(struct jyz_store *store, struct jyz_error *err)
{
	int version;
	int rc = jyz_store_version(store, &version, err);

	if (rc < 0 || version == store->version)
		return rc;
	jyz_error_set(err, JYZ_EBUSY,
		      _("'%s' was upgraded by another program just now"),
		      store->path ? store->path : ":memory:");
	return jyz_error_hint(err, _("run the command again"));
}

static int begin_outermost(struct jyz_store *store, struct jyz_error *err)
{
	if (store->readonly)
		return jyz_store_bug(err, "writing to a store opened for "
				     "reading", SQL_BEGIN);
	int rc = jyz_store_run(store, SQL_BEGIN, err);

	if (rc < 0)
		return rc;
	store->depth = 1;
	rc = check_version(store, err);
	if (rc < 0)
		roll_back(store, 1);
	return rc;
}

int jyz_tx_begin_at(struct jyz_tx *tx, struct jyz_store *store,
		    const char *file, int line, struct jyz_error *err)
{
	int rc;

	if (tx->store)
		return jyz_store_bug(err, "a transaction begun twice", file);
	if (store->reading)
		return jyz_store_bug(err, "writing inside a transaction that "
				     "only reads", file);
	if (store->depth == 0) {
		rc = begin_outermost(store, err);
	} else {
		rc = jyz_store_run(store, SQL_SAVEPOINT, err);
		if (rc == JYZ_OK)
			store->depth++;
	}
	if (rc < 0)
		return rc;
	*tx = (struct jyz_tx){ store, store->depth, file, line };
	return JYZ_OK;
}

int jyz_tx_begin_read(struct jyz_tx *tx, struct jyz_store *store,
		      struct jyz_error *err)
{
	if (tx->store || store->depth > 0)
		return jyz_store_bug(err, "a reading transaction inside "
				     "another one", SQL_BEGIN_READ);
	int rc = jyz_store_run(store, SQL_BEGIN_READ, err);

	if (rc < 0)
		return rc;
	store->depth = 1;
	store->reading = true;
	*tx = (struct jyz_tx){ store, 1, "", 0 };
	return JYZ_OK;
}

static int check_commit(struct jyz_tx *tx, struct jyz_error *err)
{
	struct jyz_store *store = tx->store;

	if (jyz_tx_lost(store))
		return jyz_tx_lost_error(store, err);
	if (store->depth != tx->depth) {
		JYZ_AUTO(jyz_buf) where = JYZ_BUF_INIT;

		jyz_buf_addf(&where, "begun at %s:%d, depth %d of %d",
			     tx->file, tx->line, tx->depth, store->depth);
		return jyz_store_bug(err, "an inner transaction is open",
				     where.data);
	}
	if (store->misuse) {
		JYZ_AUTO(jyz_own) misuse = { store->misuse };

		store->misuse = NULL;
		return jyz_store_bug(err, "a statement was misused",
				     misuse.s);
	}
	return JYZ_OK;
}

static int end(struct jyz_tx *tx, struct jyz_error *err)
{
	struct jyz_store *store = tx->store;

	store->ending = true;
	int rc = jyz_store_run(store, tx->depth == 1 ? SQL_COMMIT
						      : SQL_RELEASE, err);

	store->ending = false;
	return rc;
}

int jyz_tx_commit(struct jyz_tx *tx, struct jyz_error *err)
{
	struct jyz_store *store = tx->store;

	if (!store)
		return jyz_store_bug(err, "a commit without a transaction",
				     SQL_COMMIT);
	int rc = check_commit(tx, err);

	if (rc == JYZ_OK)
		rc = end(tx, err);
	if (rc < 0) {
		jyz_tx_free(tx);
		return rc;
	}
	store->depth = tx->depth - 1;
	if (store->depth == 0)
		store->reading = false;
	*tx = (struct jyz_tx)JYZ_TX_INIT;
	return JYZ_OK;
}

void jyz_tx_free(struct jyz_tx *tx)
{
	if (!tx || !tx->store)
		return;
	/* An outer one that went first has taken this one with it. */
	if (tx->store->depth >= tx->depth) {
		while (tx->store->depth > tx->depth)
			roll_back(tx->store, tx->store->depth);
		roll_back(tx->store, tx->depth);
	}
	*tx = (struct jyz_tx)JYZ_TX_INIT;
}
