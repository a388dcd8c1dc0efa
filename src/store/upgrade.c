/*
 * Upgrade of an older file: a copy beside it, then all missing migrations in
 * one transaction.
 */
#include "jyz/store/keep.h"
#include "private.h"

/* Names to choose from, when copies of the same second lie about. */
#define ATTEMPTS 100

/*
 * While the store holds the write lock a second connection still reads: the
 * copy is exactly what is about to be upgraded.
 */
static int copy_beside(char **out, struct jyz_store *store,
		       const char *moment, struct jyz_error *err)
{
	JYZ_AUTO(jyz_temp) temp = JYZ_DATABASE_TEMP;
	JYZ_AUTO(jyz_buf) mark = JYZ_BUF_INIT;
	struct jyz_store *reader;
	int rc = jyz_store_raw(&reader, store->path, 0, store->schema, err);

	if (rc < 0)
		return rc;
	rc = jyz_copy_make(&temp, reader, store->path, false, err);
	jyz_store_close(reader);
	if (rc < 0)
		return jyz_error_prefix(err, _("copy before the upgrade"));
	jyz_buf_addf(&mark, "v%d-", store->version);
	for (int i = 1; i <= ATTEMPTS; i++) {
		JYZ_AUTO(jyz_own) name = {
			jyz_path_kept(store->path, mark.data, moment, i)
		};

		rc = jyz_temp_place(&temp, name.s, false, err);
		if (rc == JYZ_OK) {
			*out = name.s;
			name.s = NULL;
		}
		if (rc != JYZ_EEXISTS || i == ATTEMPTS)
			return rc;
		jyz_error_free(err);
	}
	return rc;
}

static int run_steps(struct jyz_store *store, const struct jyz_deed *deed,
		     int to, struct jyz_error *err)
{
	const struct jyz_buf nothing = JYZ_BUF_INIT;
	const struct jyz_touched none = JYZ_TOUCHED_INIT;
	int64_t dangling, entry;
	int rc;

	if ((rc = jyz_schema_apply(store, store->version, to, deed->at,
				   err)) < 0 ||
	    (rc = jyz_store_dangling(store, &dangling, err)) < 0)
		return rc;
	if (dangling > 0) {
		jyz_error_set(err, JYZ_EDATABASE,
			      Q_("%lld reference points to a record that is "
				 "not there; nothing was changed",
				 "%lld references point to records that are "
				 "not there; nothing was changed",
				 (unsigned long)dangling),
			      (long long)dangling);
		return jyz_error_hint(err, "jyz check");
	}
	store->version = to;
	return jyz_entry_write(&entry, store, deed, "upgrade", 0, &nothing,
			       &none, err);
}

static int transact(struct jyz_store *store, const struct jyz_deed *deed,
		    int to, char **copy, struct jyz_error *err)
{
	JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;
	int rc = jyz_tx_begin(&tx, store, err);

	if (rc < 0)
		return rc;
	if (store->path &&
	    (rc = copy_beside(copy, store, deed->at, err)) < 0)
		return rc;
	if ((rc = run_steps(store, deed, to, err)) < 0)
		return rc;
	return jyz_tx_commit(&tx, err);
}

int jyz_store_upgrade(struct jyz_store *store, const struct jyz_deed *deed,
		      int *from, int *to, char **copy, struct jyz_error *err)
{
	int old = store->version;
	int new = jyz_schema_last(store->schema);
	JYZ_AUTO(jyz_own) made = { NULL };

	if (store->depth > 0)
		return jyz_store_bug(err, "an upgrade inside a transaction",
				     "jyz_store_upgrade");
	if (old > new)
		return jyz_store_judge(store, old, true, false, err);
	if (old < new) {
		/* Before BEGIN: within a transaction it may do nothing. */
		sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 0,
				  NULL);
		int rc = transact(store, deed, new, &made.s, err);

		sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1,
				  NULL);
		jyz_tables_drop(store);
		if (rc < 0) {
			/* The copy stays: it costs little, and is one more. */
			store->version = old;
			return rc;
		}
	}
	store->upgrading = false;
	*from = old;
	*to = new;
	*copy = made.s;
	made.s = NULL;
	return JYZ_OK;
}
